/** What emitting one plan knows and collects. */
import type { PeriodKind } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import { paysLater, plansReadBy, walk } from "../ir/reads.ts";
import { type Names, namesOf } from "./names.ts";

/** Says where in the plan something comes from, as people read it: `plans/ae.plan:26`. */
export type Locate = (origin: ir.Origin) => string;

export class Emitter {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly names: Names;
  /** Whether the plan reads measures or pay of a time that may lie before it. */
  readonly looksBack: boolean;
  /** Whether it may be asked what it pays in a period before it, or after it. */
  readonly looksOutside: boolean;
  /** The plans of the same module whose pay is read, by this plan or by another one of them. */
  readonly others: readonly Emitter[];
  readonly #module: Emitter;
  readonly #locate: Locate;
  readonly #imports: Set<string>;
  readonly #compared = new Set<string>();
  readonly #types: Set<string>;

  /** `of`: what emits the module's own plan, whose pay this one is part of. */
  constructor(program: ir.Program, plan: ir.Plan, locate: Locate, of?: Emitter) {
    this.program = program;
    this.plan = plan;
    this.names = namesOf(program, plan);
    this.looksBack = of !== undefined || looksBack(plan);
    this.looksOutside = this.looksBack || paysLater(plan);
    this.#module = of ?? this;
    this.#locate = locate;
    this.#imports = of === undefined ? new Set() : of.#imports;
    this.#types = of === undefined ? new Set() : of.#types;
    this.others = plan.others.map((other) => new Emitter(program, other, locate, this));
  }

  /** The other plans whose pay this plan itself reads. */
  reads(): readonly Emitter[] {
    const names = plansReadBy(this.plan);
    return this.#module.others.filter(({ plan }) => names.has(plan.name));
  }

  /** What emits another plan of the module. */
  other(name: string): Emitter {
    const other = this.#module.others.find(({ plan }) => plan.name === name);
    if (other === undefined) throw new Error(`Attain lost the plan ${name}.`);
    return other;
  }

  /** A value of the runtime by its name, which will be imported. */
  use(name: string): string {
    this.#imports.add(name);
    return name;
  }

  /** A type of TypeScript; the types of the runtime in it will be imported. */
  type(text: string): string {
    for (const [name] of text.matchAll(
      /\b(?:Money|Ratio|Count|Quantity|PlainDate|Period|Credit|Steps|Polyline|Cases|Calendar|Days|Row|Rate|Share|Drawn|Due|Taking)\b/g,
    )) {
      this.#types.add(name);
    }
    return text;
  }

  /** Begins a member of the class. */
  begin(): void {
    this.#compared.clear();
  }

  /**
   * Whether two values are the same. To compare a value with two literals, one after the other, is a mistake to
   * TypeScript, which knows what the first one left; so from the second on a function compares.
   */
  same(left: string, right: string, negated: boolean): string {
    if (right === "true" || right === "false")
      return (right === "true") === negated ? `!${left}` : left;
    const isFirst = !this.#compared.has(left) && !left.startsWith('"');
    this.#compared.add(left);
    return isFirst
      ? `(${left} ${negated ? "!==" : "==="} ${right})`
      : `${negated ? "!" : ""}${this.use("same")}(${left}, ${right})`;
  }

  locate(origin: ir.Origin): string {
    return this.#locate(origin);
  }

  source(name: string): ir.Source {
    const source = this.program.sources.find((candidate) => candidate.name === name);
    if (source === undefined) throw new Error(`Attain lost the source ${name}.`);
    return source;
  }

  /** A table, as it is read for periods of a kind. */
  table(name: string, kind?: PeriodKind): ir.Table {
    const tables = this.plan.tables.filter((candidate) => candidate.name === name);
    const table = tables.find(({ period }) => period === kind) ?? tables[0];
    if (table === undefined) throw new Error(`Attain lost the table ${name}.`);
    return table;
  }

  draw(name: string): ir.Draw {
    const draw = this.plan.draws.find((candidate) => candidate.name === name);
    if (draw === undefined) throw new Error(`Attain lost the draw ${name}.`);
    return draw;
  }

  /** The line that imports what has been used. */
  importLine(): string {
    const types = [...this.#types]
      .filter((name) => !this.#imports.has(name))
      .map((name) => `type ${name}`);
    const names = [...this.#imports, ...types].sort((a, b) => (bare(a) < bare(b) ? -1 : 1));
    return `import { ${names.join(", ")} } from "@attain/runtime";`;
  }
}

function looksBack(plan: ir.Plan): boolean {
  const windows: ir.Window[] = [];
  walk({ ...plan, others: [] }, (node) => {
    if (node["op"] === "over periods") windows.push(node["window"] as ir.Window);
  });
  return windows.some(({ kind }) => kind === "last");
}

function bare(name: string): string {
  return name.replace("type ", "").toLowerCase();
}

/** Where an expression stands: the names under which payee, period, row and credit are known. */
export interface Place {
  readonly payee?: string;
  /** Who is paid, where the payee is one of many people. */
  readonly reader?: string;
  readonly period?: string;
  /** How long that period is. */
  readonly kind?: PeriodKind;
  readonly row?: string;
  readonly credit?: string;
}

/** Whether a text of TypeScript uses a variable: names in strings and after points are none. */
export function uses(text: string, name: string): boolean {
  const unquoted = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
  return new RegExp(`(?<![.\\w$])${name}(?![\\w$])`).test(unquoted);
}

/** A function of one thing, which needn't look at it. */
export function arrow(name: string, body: string): string {
  return `(${uses(body, name) ? name : ""}) => ${body}`;
}

/** A comment on a line of its own. Words of the plan may hold what would end it. */
export function remark(text: string): string {
  return `/** ${text.replaceAll("*/", "*\\/")} */\n`;
}

/** Beside each of several credits: under a name of its own where there is a credit at hand already. */
export function besideCredit(at: Place): Place & { readonly credit: string } {
  const [digits = ""] = /\d*$/.exec(at.credit ?? "") ?? [];
  const next = digits === "" ? 2 : Number(digits) + 1;
  const credit = at.credit === undefined ? "credit" : `credit${next}`;
  return { ...at, credit, row: `${credit}.row` };
}

/** Where a payee and a period are at hand. */
export function placeIn(kind: PeriodKind): Place {
  return { payee: "payee", period: "period", kind };
}
