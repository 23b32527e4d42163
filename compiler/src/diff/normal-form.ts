/**
 * What a plan means, without how it is written: no places, comments and labels, no names that nobody is paid by, nothing
 * that nothing reads, in the order in which payouts reach it. Plans of the same form pay the same on all data.
 */
import type * as ir from "../ir/ir.ts";
import { neededSources, walk } from "../ir/reads.ts";

/** How it is written, and shown. */
const WORDS: ReadonlySet<string> = new Set(["origin", "doc", "label"]);

type Kind = "measure" | "parameter" | "table" | "credit" | "component" | "account";
type Plain = Readonly<Record<string, unknown>>;

export function normalForm(program: ir.Program, plan: ir.Plan): string {
  const form = new Form(program, plan);
  return JSON.stringify(form.whole());
}

/** The same of one component: what it pays, whatever it is called. */
export function componentForm(program: ir.Program, plan: ir.Plan, component: ir.Component): string {
  const form = new Form(program, plan);
  return JSON.stringify(form.alone(component));
}

class Form {
  readonly #program: ir.Program;
  readonly #plan: ir.Plan;
  readonly #definitions: ReadonlyMap<string, unknown>;
  /** The number of each definition that has been met, in the order of meeting. */
  readonly #met = new Map<string, number>();

  constructor(program: ir.Program, plan: ir.Plan) {
    this.#program = program;
    this.#plan = plan;
    this.#definitions = definitionsOf(plan);
  }

  whole(): unknown {
    const { name: _, parameters, measures, tables, credits, ...rest } = this.#plan;
    // The order of components is that of statements; of everything else, nobody sees it.
    const roots = this.#stripped({
      ...rest,
      components: rest.components.map(nameless("component")),
    });
    return this.#closed(roots, { parameters, measures, tables, credits });
  }

  alone(component: ir.Component): unknown {
    const { parameters, measures, tables, credits, components } = this.#plan;
    const roots = this.#stripped(nameless("component")(component));
    return this.#closed(roots, { parameters, measures, tables, credits, components });
  }

  /** With all definitions that are reached, and what is said outside of the plan. */
  #closed(roots: unknown, members: Readonly<Record<string, readonly { name: string }[]>>): unknown {
    const reached: unknown[] = [];
    // The map grows while it is walked.
    for (const key of this.#met.keys()) reached.push(this.#stripped(this.#definitions.get(key)));
    const known = new Set([...this.#met.keys()].map(nameIn));
    const others = textsOf([roots, reached]);
    // What refers to them isn't known here, so they stay as they are.
    const unsure = Object.entries(members).map(([kind, all]) => [
      kind,
      all.filter(({ name }) => !known.has(name) && others.has(name)).map(withoutWords),
    ]);
    const { calendar, units, parameters } = this.#program;
    const sources = neededSources([this.#plan], this.#program);
    return [roots, reached, unsure, withoutWords([calendar, units, parameters, sources])];
  }

  /** Without words, and with numbers for names. */
  #stripped(part: unknown): unknown {
    if (Array.isArray(part)) return part.map((one) => this.#stripped(one));
    if (typeof part !== "object" || part === null) return part;
    const node = part as Plain;
    const kept = Object.entries(node).filter(([key]) => !WORDS.has(key));
    return Object.fromEntries(
      kept.map(([key, value]) => {
        const kind = typeof value === "string" ? kindAt(node, key) : undefined;
        return [key, kind === undefined ? this.#stripped(value) : this.#number(kind, value)];
      }),
    );
  }

  #number(kind: Kind, name: unknown): unknown {
    const key = `${kind} ${String(name)}`;
    if (!this.#definitions.has(key)) return name;
    const number = this.#met.get(key) ?? this.#met.size;
    this.#met.set(key, number);
    return { [kind]: number };
  }
}

function definitionsOf(plan: ir.Plan): Map<string, unknown> {
  return new Map([
    ...definitions("measure", plan.measures),
    ...definitions("parameter", plan.parameters),
    ...definitions("table", plan.tables),
    ...definitions("credit", plan.credits),
    ...definitions("component", plan.components),
    ...definitions("account", [...plan.draws, ...plan.balances]),
  ]);
}

function definitions(
  kind: Kind,
  members: readonly { readonly name: string }[],
): (readonly [key: string, definition: unknown])[] {
  return members.map((member) => [`${kind} ${member.name}`, nameless(kind)(member)]);
}

/** A definition whose own name is a reference to itself: it gets the number that others know it by. */
function nameless(kind: Kind): (member: { readonly name: string }) => unknown {
  return ({ name, ...rest }) => ({ defines: { op: `defines ${kind}`, name }, ...rest });
}

/** What the text at a key of a node names. */
function kindAt(node: Plain, key: string): Kind | undefined {
  const op = node["op"] ?? node["kind"];
  return REFERENCES[`${String(op)}.${key}`];
}

const REFERENCES: Readonly<Record<string, Kind>> = {
  "measure.name": "measure",
  "parameter.name": "parameter",
  "pay.name": "component",
  "kept.name": "account",
  "lookup.table": "table",
  "rates.table": "table",
  "credits.credit": "credit",
  "each credit.credit": "credit",
  "as.credit": "credit",
  "released.component": "component",
  "taken back.component": "component",
  "taken back.credit": "credit",
  "settled.draw": "account",
  "defines component.name": "component",
  "defines measure.name": "measure",
  "defines parameter.name": "parameter",
  "defines table.name": "table",
  "defines credit.name": "credit",
  "defines account.name": "account",
};

function nameIn(key: string): string {
  return key.slice(key.indexOf(" ") + 1);
}

/** Every text that stands anywhere in it. */
function textsOf(part: unknown): Set<string> {
  const texts = new Set<string>();
  walk({ part }, (node) => {
    for (const value of Object.values(node).flat()) if (typeof value === "string") texts.add(value);
  });
  return texts;
}

function withoutWords(part: unknown): unknown {
  return JSON.parse(
    JSON.stringify(part, (key, value: unknown) => (WORDS.has(key) ? undefined : value)),
  ) as unknown;
}
