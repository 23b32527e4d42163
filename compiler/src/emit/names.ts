/** Names of the plan as names of TypeScript: short where they can be, and never the same for two things. */
import * as runtime from "@attain/runtime";
import type * as ir from "../ir/ir.ts";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** `.name`, or `["na me"]`. */
export function access(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** A key of an object or an interface. */
export function propertyKey(name: string): string {
  return IDENTIFIER.test(name) ? name : JSON.stringify(name);
}

/** What else a module has at its top: types of the runtime and of TypeScript, and its own. */
const TAKEN = [
  ...Object.keys(runtime),
  ..."Calendar Cases Count Credit Days Drawn Money Part Period PlainDate Polyline Rate Ratio Row Share Steps".split(
    " ",
  ),
  ..."Array CALENDAR Data Map Object Rows Set String Symbol TERM".split(" "),
];

/** Members that every emitted class has. */
const MEMBERS = "constructor data eligible everyone isFor payout toString valueOf".split(" ");

type Named = Pick<ir.Named, "name" | "period">;

/** The names of one emitted module. */
export class Names {
  readonly plan: string;
  /** All people, paid by the plan or not. */
  readonly everyone = "everyone";
  /** Whether the plan is for somebody, as another plan asks. */
  readonly isFor = "isFor";
  /** When the plan holds. */
  readonly term: string;
  readonly #plan: string;
  readonly #pays: ir.Plan["pays"];
  readonly #top: Distinct;
  readonly #members = new Distinct(MEMBERS);

  /** `of`: the names of the module's own plan, beside which this one stands. */
  constructor({ sources }: ir.Program, plan: ir.Plan, of?: Names) {
    this.#plan = plan.name;
    this.#pays = plan.pays;
    this.#top =
      of === undefined
        ? new Distinct([...TAKEN, ...sources.map(({ name }) => `read${typeNameOf(name)}`)])
        : of.#top;
    for (const { name } of sources) this.type(name);
    this.plan = this.#top.of(`plan ${plan.name}`, typeNameOf(plan.name), "Plan");
    this.term =
      of === undefined
        ? "TERM"
        : this.#top.of(`term ${plan.name}`, `TERM_OF_${constantOf(plan.name)}`);
    for (const { name } of plan.parameters) this.parameter(name);
    for (const { name } of plan.components) this.component(name);
    for (const { name } of plan.draws) this.draw(name);
    for (const { name } of plan.balances) this.balance(name);
    for (const measure of plan.measures) this.measure(measure);
    for (const { name } of plan.credits) this.total(name);
  }

  /** The interface of a row of a source. */
  type(source: string): string {
    return this.#top.of(`source ${source}`, typeNameOf(source), "Row");
  }

  /** The function that reads a row. */
  reader(source: string): string {
    return `read${this.type(source)}`;
  }

  /** The rows of a source, by their keys. */
  index(source: string): string {
    return this.#members.of(`index ${source}`, `${memberOf(lowerFirst(source))}ByKey`);
  }

  parameter(name: string): string {
    return this.#members.of(`parameter ${name}`, memberOf(name));
  }

  component(name: string): string {
    return this.#members.of(`component ${name}`, memberOf(name));
  }

  /** What a component pays for one credit, or for one period of its own. */
  part(component: string): string {
    return this.#members.of(`part of ${component}`, `${memberOf(component)}In`);
  }

  draw(name: string): string {
    return this.#members.of(`draw ${name}`, memberOf(name));
  }

  /** Whether what is owed of a draw is forgiven. */
  forgiven(draw: string): string {
    return this.#members.of(`forgiven ${draw}`, `${memberOf(draw)}IsForgiven`);
  }

  balance(name: string): string {
    return this.#members.of(`balance ${name}`, memberOf(name));
  }

  /** What there is before a pay period, of what passes from one to the next. */
  opening(name: string): string {
    return this.#members.of(`opening ${name}`, `${memberOf(name)}Opening`);
  }

  /** What a component, or the payout, carries to the next pay period. */
  carried(name: string): string {
    return this.#members.of(`carried ${name}`, `${memberOf(name)}Carried`);
  }

  /** The rows of a source by the row that they refer to. */
  referring(source: string, reference: string): string {
    const member = memberOf(reference);
    const by = `${member[0]?.toUpperCase() ?? ""}${member.slice(1)}`;
    return this.#members.of(`${source} by ${reference}`, `${memberOf(lowerFirst(source))}By${by}`);
  }

  /** What remembers the steps of a component, of the payout or of a balance. */
  steps(name: string): string {
    return this.#members.of(`steps ${name}`, `${memberOf(name)}Steps`);
  }

  /** Those steps, for one period. */
  taken(name: string): string {
    return this.#members.of(`taken ${name}`, `${memberOf(name)}In`);
  }

  /** A measure that is read for other periods than the pay period says so. */
  measure({ name, period }: Named): string {
    const each = period === this.#pays ? name : `${name}Each${period}`;
    return this.#members.of(`measure ${period} ${name}`, memberOf(each));
  }

  /** The territory that a row lies in. */
  territory(territories: string): string {
    return this.#members.of(`territory ${territories}`, `${memberOf(lowerFirst(territories))}Of`);
  }

  /** What a component has earned, in the parts in which it is paid. */
  dues(component: string): string {
    return this.#members.of(`dues of ${component}`, `${memberOf(component)}Dues`);
  }

  /** What cancels deals that a component has paid. */
  takings(component: string): string {
    return this.#members.of(`takings of ${component}`, `${memberOf(component)}Takings`);
  }

  /** The total of a payee's credits. */
  total(credit: string): string {
    return this.#members.of(`total ${credit}`, memberOf(lowerFirst(credit)));
  }

  /** A payee's credits themselves. */
  credits(credit: string): string {
    return this.#members.of(`credits ${credit}`, `${memberOf(lowerFirst(credit))}Credits`);
  }

  /** All credits of a rule. */
  book(credit: string): string {
    return this.#members.of(`book ${credit}`, `${memberOf(lowerFirst(credit))}Book`);
  }

  /** The credits of one row. */
  ofRow(credit: string): string {
    return this.#members.of(`row of ${credit}`, `${memberOf(lowerFirst(credit))}OfRow`);
  }

  /** A table whose rows are the same for everybody. */
  constant(table: string): string {
    return this.#top.of(`table ${this.#plan} ${table}`, constantOf(table), "_TABLE");
  }

  /** Another plan whose pay is read. */
  other(plan: string): string {
    return this.#members.of(`other ${plan}`, memberOf(lowerFirst(plan)));
  }

  /** The method that gives a table whose rows are not. */
  table({ name, period }: Named): string {
    const each = period === this.#pays ? "" : `Each${period}`;
    return this.#members.of(`table ${period} ${name}`, `${memberOf(lowerFirst(name))}Table${each}`);
  }
}

const cache = new WeakMap<ir.Plan, Names>();

export function namesOf(program: ir.Program, plan: ir.Plan): Names {
  const known = cache.get(plan);
  if (known !== undefined) return known;
  const names = new Names(program, plan);
  cache.set(plan, names);
  for (const other of plan.others) cache.set(other, new Names(program, other, names));
  return names;
}

/** Gives each thing a name of its own: the one it would like, or that with an ending. */
class Distinct {
  readonly #taken: Set<string>;
  readonly #given = new Map<string, string>();

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  of(thing: string, wanted: string, ending = "_"): string {
    const known = this.#given.get(thing);
    if (known !== undefined) return known;
    let name = wanted;
    while (this.#taken.has(name)) name += ending;
    this.#taken.add(name);
    this.#given.set(thing, name);
    return name;
  }
}

function memberOf(name: string): string {
  const safe = name.replace(/[^\w$]/g, "_");
  return /^\d/.test(safe) ? `_${safe}` : safe;
}

/** `ACCOUNT_EXECUTIVE` for `accountExecutive` or `AccountExecutive`. */
function constantOf(name: string): string {
  const words = memberOf(name).replace(/[a-z][A-Z]/g, ([a = "", b = ""]) => `${a}_${b}`);
  return words.toUpperCase();
}

/** `AccountExecutive` for `accountExecutive` or `account executive`. */
function typeNameOf(name: string): string {
  const words = memberOf(name)
    .split("_")
    .filter((word) => word !== "");
  if (words.length === 0) return "_";
  return words.map((word) => `${word[0]?.toUpperCase() ?? ""}${word.slice(1)}`).join("");
}

function lowerFirst(name: string): string {
  return `${name[0]?.toLowerCase() ?? ""}${name.slice(1)}`;
}
