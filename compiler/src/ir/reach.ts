/**
 * What of the data one person's pay can depend on, beside what they are credited with, by the form of a plan.
 *
 * INVARIANT: it is never too little. What isn't known to be narrower is all rows of a source, and what people are looked
 * at together for is everything.
 */
import type * as ir from "./ir.ts";
import { walk } from "./reads.ts";

export interface Reach {
  /** People are looked at together: whatever one of them is paid by can matter to another. */
  readonly everything: boolean;
  /** Sources of which any row can matter. */
  readonly whole: ReadonlySet<string>;
  /** Columns that name the person, by source: only the rows that do can matter. */
  readonly own: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Of the pay by a plan, and by those whose pay it reads. */
export function reachOf(program: ir.Program, plan: ir.Plan): Reach {
  const reads = new Reads(program);
  for (const one of [plan, ...plan.others]) reads.addAll(payOf(one));
  return reads;
}

/** Of what gives credits, beside the rows themselves. */
export function creditReach(program: ir.Program, plan: ir.Plan): Reach {
  const reads = new Reads(program);
  for (const { credits, people } of [plan, ...plan.others]) {
    reads.addAll(credits);
    for (const { sharing } of credits) {
      if (sharing.kind === "split" && sharing.ties !== undefined) reads.whole.add(people);
      if (sharing.kind !== "as") continue;
      const original = credits.find(({ name }) => name === sharing.credit);
      if (original !== undefined) reads.whole.add(original.source);
    }
  }
  return reads;
}

/** The parts of a plan that pay is made by: a KPI counts where something else reads it. */
function payOf(plan: ir.Plan): unknown {
  const parts = { ...plan, people: undefined, credits: [], others: [], kpis: [], goals: [] };
  const told = plan.measures.filter(isTold);
  const measures = plan.measures.filter((measure) => !isTold(measure));
  for (let before = -1; before !== measures.length;) {
    before = measures.length;
    const names = measuresIn({ ...parts, measures });
    measures.push(...told.filter((one) => names.has(one.name) && !measures.includes(one)));
  }
  return { ...parts, measures };
}

function isTold({ role }: ir.Measure): boolean {
  return role === "kpi" || role === "fact";
}

function measuresIn(part: unknown): Set<unknown> {
  const names = new Set<unknown>();
  walk(part, ({ op, name }) => {
    if (op === "measure") names.add(name);
  });
  return names;
}

type Node = Readonly<Record<string, unknown>>;

class Reads implements Reach {
  everything = false;
  readonly whole = new Set<string>();
  readonly own = new Map<string, Set<string>>();
  readonly #sources: readonly ir.Source[];

  constructor({ sources }: ir.Program) {
    this.#sources = sources;
  }

  addAll(part: unknown): void {
    walk(part, (node) => this.#add(node));
  }

  #add(node: Node): void {
    const { op, kind, source, at } = node as {
      readonly op?: string;
      readonly kind?: string;
      readonly source?: unknown;
      readonly at?: { readonly op?: string };
    };
    if (kind === "people" || op === "reader") this.everything = true;
    if (typeof source !== "string" || isNoRead(node)) return;
    if (op === "territory") this.#addTerritories(node as unknown as ir.InTerritory);
    const isAtHand = at?.op === "row" || at?.op === "payee";
    if ((op === "field" || op === "territory") && isAtHand) return;
    const column = op === "keyed" || kind === "rows" ? payeeColumn(node) : undefined;
    if (column === undefined) this.whole.add(source);
    else this.own.set(source, (this.own.get(source) ?? new Set()).add(column));
  }

  /** Where a row lies depends on what the conditions of the territories read. */
  #addTerritories({ source, territories }: ir.InTerritory): void {
    const maps = this.#sources.find(({ name }) => name === source)?.territories ?? [];
    this.addAll(maps.filter(({ name }) => name === territories));
  }
}

const NO_READS: ReadonlySet<unknown> = new Set(["row", "payee", "reader", "row key"]);

/** Types, references to rows that aren't followed, and credits, whose rows are the ones at hand in them. */
function isNoRead(node: Node): boolean {
  return node["kind"] === "row" || NO_READS.has(node["op"]) || "sharing" in node;
}

/** The column of the keys that must name the payee. */
function payeeColumn(node: Node): string | undefined {
  return (node["keys"] as readonly ir.Key[]).find(({ by }) => by === "payee")?.field;
}
