/**
 * The relational half of a plan as one query: rows, what they credit, and what is added up of it by person and stretch
 * of time. Where a row is in doubt the query fails, and the reference evaluator is asked.
 */
import { dateOfDay } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { Bool } from "../integer/form.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import type { CreditShare, Flow, RelationalHalf, Tally } from "../relational/half.ts";
import type { Dialect } from "./dialect.ts";
import { type Part, stepParts, withParts } from "./parts.ts";
import { SqlPrinter } from "./printer.ts";
import { RowsAtHand } from "./rows-at-hand.ts";

export interface RelationalInput {
  readonly dialect: Dialect;
  readonly sources: readonly ir.Source[];
  readonly plan: ir.Plan;
  readonly half: RelationalHalf;
  /** The rows of a source: its fields by their names, numbers as integers, days as days since 1970-01-01. */
  readonly rowsOf: (source: ir.Source, fields: ReadonlySet<string>) => string;
  /** The text of the plan at a place. */
  readonly quote: (origin: ir.Origin) => string;
}

/** Columns: `flow`, its place among the flows; `payee`; `stretch`; and `tally 1` and so on, in the order of each flow. */
export function relationalSql(input: RelationalInput): string {
  const { dialect, half, plan } = input;
  const rows = new RowsAtHand(dialect, input.sources);
  const flows = half.flows.map((flow) => new FlowParts(input, flow, rows));
  const sources = rows.read().map(({ source, fields }) => ({
    name: source.name,
    comments: [`the rows of ${source.name}, held to their contract before`],
    sql: input.rowsOf(source, fields),
  }));
  const parts = [...sources, ...rows.orders(), ...flows.flatMap(({ parts: own }) => own)];
  const width = Math.max(0, ...half.flows.map(({ tallies }) => tallies.length));
  const results = flows.map((flow, i) => flow.result(i, width, flows.length > 1));
  const head = `-- What pays ${plan.name} of rows: tallies by person and stretch of time.`;
  return `${head}\n${withParts(parts, dialect)}\n${results.join("\nUNION ALL\n")}\n`;
}

/** Rows, the steps of what is computed of them, credits and tallies of one rule. */
class FlowParts {
  readonly parts: readonly Part[];
  readonly #flow: Flow;
  readonly #input: RelationalInput;
  readonly #printer: SqlPrinter;

  constructor(input: RelationalInput, flow: Flow, rows: RowsAtHand) {
    const { plan, dialect } = input;
    const rule = known(
      plan.credits.find(({ name }) => name === flow.credit),
      `the credit ${flow.credit}`,
    );
    this.#input = input;
    this.#flow = flow;
    this.#printer = new SqlPrinter(
      dialect,
      rootsOf(flow),
      () => new Unsupported("it may need integers of more than 127 bits", rule.origin),
    );
    const said = rule.where.map(({ origin }) => `where ${input.quote(origin)}`);
    const shares = flow.shares.map((share) => this.#share(share)).join("\nUNION ALL\n");
    const steps = stepParts(this.#printer.steps, this.#rows, flow.credit, dialect);
    this.parts = [
      {
        name: this.#rows,
        comments: [`what ${flow.credit} reads of them`],
        sql: rows.select(flow.source, flow.inputs),
      },
      ...steps,
      {
        name: this.#credits,
        comments: [`credit ${flow.credit} from ${flow.source}`, ...said],
        sql: shares.replaceAll(FROM, dialect.identifier(steps.at(-1)?.name ?? this.#rows)),
      },
      {
        name: this.#tallies,
        comments: flow.tallies.map((tally, i) => `tally ${i + 1}: ${saidOf(tally)}`),
        sql: this.#grouped(),
      },
    ];
  }

  get #rows(): string {
    return `rows of ${this.#flow.credit}`;
  }

  get #credits(): string {
    return `credits of ${this.#flow.credit}`;
  }

  get #tallies(): string {
    return `tallies of ${this.#flow.credit}`;
  }

  #share({ when, payee, entries }: CreditShare): string {
    const { identifier } = this.#input.dialect;
    const whom = payee === undefined ? "CAST(NULL AS VARCHAR)" : this.#printer.text(payee);
    const told = entries.map(({ where, value }, i) => {
      const sql = this.#printer.int(value);
      const name = identifier(tallyColumn(i));
      return isYes(where)
        ? `${sql} AS ${name}`
        : `CASE WHEN ${this.#printer.bool(where)} THEN ${sql} END AS ${name}`;
    });
    const columns = [
      `${whom} AS ${identifier("payee")}`,
      `${this.#stretch()} AS ${identifier("stretch")}`,
      ...told,
    ];
    return `SELECT\n  ${columns.join(",\n  ")}\nFROM ${FROM}\nWHERE ${this.#counts(when)}`;
  }

  /** Which rows count; where one is in doubt, the query fails, and no part of the condition may be asked before that. */
  #counts(when: Bool): string {
    const { half, dialect } = this.#input;
    const { keep, day, doubtful } = this.#flow;
    const at = this.#printer.int(day);
    const told = [keep, when].filter((condition) => !isYes(condition));
    const [first = half.end] = half.cuts;
    const conditions = [
      ...told.map((condition) => this.#printer.bool(condition)),
      `${at} >= ${first} AND ${at} < ${half.end}`,
    ];
    const all = conditions.join("\n  AND ");
    if (doubtful.op === "yes or no" && !doubtful.value) return all;
    const doubt = this.#printer.bool(doubtful);
    return `CASE WHEN ${doubt} THEN ${dialect.fail("a row is in doubt")} ELSE ${all} END`;
  }

  #stretch(): string {
    const { cuts } = this.#input.half;
    return stretchSql(this.#printer.int(this.#flow.day), cuts, 0, cuts.length - 1);
  }

  #grouped(): string {
    const { dialect } = this.#input;
    const [payee, stretch] = [dialect.identifier("payee"), dialect.identifier("stretch")];
    const told = this.#flow.tallies.map((tally, i) => {
      const column = dialect.identifier(tallyColumn(i));
      return `${aggregateSql(tally, column, dialect)} AS ${column}`;
    });
    const columns = [payee, stretch, ...told].join(",\n  ");
    return `SELECT\n  ${columns}\nFROM ${dialect.identifier(this.#credits)}\nGROUP BY ${payee}, ${stretch}`;
  }

  /** The rows of its tallies; beside other flows all have as many columns, equally wide. */
  result(place: number, width: number, isOneOfSeveral: boolean): string {
    const { dialect } = this.#input;
    const { length } = this.#flow.tallies;
    const told = Array.from({ length: width }, (_, i) => {
      const column = dialect.identifier(tallyColumn(i));
      if (!isOneOfSeveral) return column;
      return `${dialect.cast(i < length ? column : "NULL", "int128")} AS ${column}`;
    });
    const [payee, stretch] = [dialect.identifier("payee"), dialect.identifier("stretch")];
    const columns = [`${place} AS ${dialect.identifier("flow")}`, payee, stretch, ...told];
    return `SELECT ${columns.join(", ")} FROM ${dialect.identifier(this.#tallies)}`;
  }
}

/** The name of a tally, unless it is longer than a line. */
function saidOf({ name, op }: Tally): string {
  return name.length > LINE ? op : name;
}

const LINE = 80;

/** Stands for the last step until all steps are known. */
const FROM = "\u0000";

/** The name of the column of a tally, by its place in its flow. */
export function tallyColumn(place: number): string {
  return `tally ${place + 1}`;
}

function aggregateSql({ op }: Tally, column: string, { sum }: Dialect): string {
  switch (op) {
    case "sum":
      return `COALESCE(${sum(column)}, 0)`;
    case "count":
      return `COUNT(${column})`;
    case "largest":
      return `MAX(${column})`;
    case "smallest":
      return `MIN(${column})`;
  }
}

function isYes(condition: Bool): boolean {
  return condition.op === "yes or no" && condition.value;
}

function rootsOf({ doubtful, keep, day, shares }: Flow) {
  const told = shares.flatMap(({ when, payee, entries }) => [
    when,
    ...(payee === undefined ? [] : [payee]),
    ...entries.flatMap(({ where, value }) => [where, value]),
  ]);
  return [doubtful, keep, day, ...told];
}

/** More cuts than this are halved first. */
const CHAIN = 8;

/** The place of the stretch that a day lies in, of those from one to another. */
function stretchSql(day: string, cuts: readonly number[], first: number, last: number): string {
  if (first >= last) return String(Math.max(0, first));
  if (last - first > CHAIN) {
    const middle = Math.ceil((first + last) / 2);
    const [before, after] = [
      stretchSql(day, cuts, first, middle - 1),
      stretchSql(day, cuts, middle, last),
    ];
    return `CASE WHEN ${day} < ${cuts[middle]} THEN ${before} ELSE ${after} END`;
  }
  const cases = Array.from({ length: last - first }, (_, i) => {
    const cut = known(cuts[first + i + 1], "a cut");
    return `WHEN ${day} < ${cut} /* ${dateOfDay(cut)} */ THEN ${first + i}`;
  });
  return `CASE ${cases.join(" ")} ELSE ${last} END`;
}
