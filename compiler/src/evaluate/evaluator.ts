/**
 * The reference evaluator: the meaning of a plan, as plainly as it can be said, in exact fractions.
 *
 * It shares no arithmetic and no table with the runtime that emitted code uses, so that each can be held
 * against the other. It is lazy: a definition is evaluated for a payee and a period when something needs it.
 */
import {
  addDays,
  type Calendar,
  containing,
  type Days,
  daysCovered,
  type Period,
  type PlainDate,
  periodsIn,
  previousPeriod,
  toDate,
  within,
} from "@attain/runtime";
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import type { DataRow, Dataset } from "../ir/dataset.ts";
import type { AggregateNode } from "./aggregates.ts";
import { COMPANY, type CreditRecord, creditsOf } from "./credits.ts";
import { liveException } from "./exceptions.ts";
import { evaluate } from "./expressions.ts";
import { Accounts } from "./accounts.ts";
import { overDays } from "./fields.ts";
import { NOTHING_GIVEN, type Given } from "./given.ts";
import { type ComponentPay, payComponent } from "./components.ts";
import type { Observer } from "./observer.ts";
import type { Rational } from "./rational.ts";
import type { Tracer, Value } from "./trace.ts";

/** What is at hand: a payee and a period, a row, a credit. */
export interface Scope {
  readonly payee?: string;
  /** Who is paid, where `payee` is one of the people that an aggregate runs over. */
  readonly reader?: string;
  readonly period?: Period;
  readonly row?: { readonly source: string; readonly data: DataRow };
  readonly credit?: CreditRecord;
  /** What the component at hand has paid for the credits before this one. */
  readonly paid?: Rational;
}

/** A measure that was evaluated. */
export interface MeasureValue {
  readonly measure: ir.Measure;
  readonly payee: string | undefined;
  readonly period: Period | undefined;
  readonly value: Value;
}

/**
 * Aggregates over the credits of a payee in a window, where an engine has added them up and their rows aren't at hand.
 * The value is undefined where there is nothing to average or to compare.
 */
export type AddedUp = (node: AggregateNode, payee: string, period: Period) => Value;

/** A reference to a row. */
export interface RowValue {
  readonly source: string;
  readonly key: string;
}

export class Evaluator {
  readonly calendar: Calendar;
  readonly plan: ir.Plan;
  readonly data: Dataset;
  readonly given: Given;
  /** What passes from one pay period to the next. */
  readonly accounts: Accounts = new Accounts(this);
  /** Collects traces while it is set. */
  tracer: Tracer | undefined;
  /** Is told of all that is evaluated while it is set. */
  observer: Observer | undefined;
  /** Answers for credits, if it is set. */
  addedUp: AddedUp | undefined;

  readonly #sources: ReadonlyMap<string, ir.Source>;
  /** Of the plans whose pay is read, by this plan or by another one that it reads. */
  readonly #others: Map<string, Evaluator>;
  readonly #rows = new Map<string, ReadonlyMap<string, readonly DataRow[]>>();
  readonly #credits = new Map<string, ReadonlyMap<string, readonly CreditRecord[]>>();
  readonly #creditsByRow = new Map<string, ReadonlyMap<string, readonly CreditRecord[]>>();
  readonly #measures = new Map<string, MeasureValue>();
  readonly #pays = new Map<string, ComponentPay>();

  constructor(
    program: ir.Program,
    plan: ir.Plan,
    data: Dataset,
    given: Given = NOTHING_GIVEN,
    others: Map<string, Evaluator> = new Map(),
  ) {
    this.#others = others;
    this.calendar = program.calendar;
    this.#sources = new Map(program.sources.map((source) => [source.name, source]));
    this.plan = plan;
    this.data = data;
    this.given = given;
    for (const other of plan.others)
      others.set(other.name, new Evaluator(program, other, data, given.of(other.name), others));
  }

  /** What evaluates another plan whose pay is read. */
  other(plan: string): Evaluator {
    return known(this.#others.get(plan), `the plan ${plan}`);
  }

  /** The value of any expression; undefined where it is missing. */
  value(node: ir.Expr, scope: Scope): Value {
    const { tracer } = this;
    const value =
      tracer === undefined
        ? evaluate(this, node, scope)
        : tracer.trace(node, scope, () => evaluate(this, node, scope));
    this.observer?.value(node, value);
    return value;
  }

  number(node: ir.NumberExpr, scope: Scope): Rational {
    return this.value(node, scope) as Rational;
  }

  condition(node: ir.Condition, scope: Scope): boolean {
    return this.value(node, scope) as boolean;
  }

  date(node: ir.DateExpr, scope: Scope): PlainDate {
    return this.value(node, scope) as PlainDate;
  }

  row(node: ir.RowExpr, scope: Scope): RowValue {
    return { source: sourceOf(node), key: this.value(node, scope) as string };
  }

  source(name: string): ir.Source {
    return known(this.#sources.get(name), `the source ${name}`);
  }

  /** The row of a source with a key; undefined if there is none. */
  find(source: string, key: string): DataRow | undefined {
    return this.rowsWithKey(source, key)[0];
  }

  /** The rows of a source with a key: several only if they are valid on different days. */
  rowsWithKey(source: string, key: string): readonly DataRow[] {
    const index = this.#rows.get(source) ?? indexRows(this.data.get(source)?.rows ?? []);
    this.#rows.set(source, index);
    return index.get(key) ?? [];
  }

  /** The rows of a source that refer to a row by a column, in the order of their keys. */
  rowsReferring(source: string, reference: string, key: string): readonly DataRow[] {
    const name = `${source} by ${reference}`;
    const index =
      this.#rows.get(name) ??
      indexRows(this.data.get(source)?.rows ?? [], ({ cells }) => String(cells[reference]));
    this.#rows.set(name, index);
    return [...(index.get(key) ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** The credits that a rule gives a payee, in order. */
  creditsOfPayee(name: string, payee: string): readonly CreditRecord[] {
    if (this.addedUp !== undefined)
      throw new Error(`Attain asked for deals of ${name}, which were only added up.`);
    const byPayee =
      this.#credits.get(name) ??
      groupBy(
        this.untraced(() => creditsOf(this, this.rule(name))),
        ({ payee: who }) => who,
      );
    this.#credits.set(name, byPayee);
    return byPayee.get(this.rule(name).sharing.kind === "company" ? COMPANY : payee) ?? [];
  }

  /** The credits that a rule gives for the row with a key, whoever has them. */
  creditsOfRow(name: string, key: string): readonly CreditRecord[] {
    const byRow =
      this.#creditsByRow.get(name) ?? groupBy(this.allCredits(name), ({ row }) => row.key);
    this.#creditsByRow.set(name, byRow);
    return byRow.get(key) ?? [];
  }

  /** All credits that a rule gives. */
  allCredits(name: string): readonly CreditRecord[] {
    this.creditsOfPayee(name, "");
    return [...(this.#credits.get(name)?.values() ?? [])].flat();
  }

  rule(name: string): ir.Credit {
    return known(
      this.plan.credits.find((credit) => credit.name === name),
      `the credit ${name}`,
    );
  }

  table(name: string, period: Period | undefined): ir.Table {
    const tables = this.plan.tables.filter((table) => table.name === name);
    return known(
      tables.find((table) => table.period === period?.kind) ?? tables[0],
      `the table ${name}`,
    );
  }

  /** A measure for the payee and the period at hand. */
  measure(node: ir.Named, scope: Scope): Value {
    const { name } = node;
    const set = this.given.value("measure", name, scope);
    if (set !== undefined) return set;
    const measure = known(
      this.plan.measures.find(
        (candidate) => candidate.name === name && candidate.period === scope.period?.kind,
      ),
      `the measure ${name}`,
    );
    const { payee, period } = scope;
    const key = `${name} ${payee} ${period?.name}`;
    // Each is evaluated once for each payee and period; while tracing, each time.
    const before = this.tracer === undefined ? this.#measures.get(key) : undefined;
    if (before !== undefined) return before.value;
    const at = periodScope(scope);
    const exception = liveException(this, name, measure.exceptions, at);
    const value = this.value(exception?.value ?? measure.value, at);
    if (this.tracer === undefined) this.#measures.set(key, { measure, payee, period, value });
    return value;
  }

  /** The measures that have been evaluated, in the order in which they were. */
  evaluated(): Iterable<MeasureValue> {
    return this.#measures.values();
  }

  parameter(node: ir.Named, scope: Scope): Value {
    const set = this.given.value("parameter", node.name, scope);
    if (set !== undefined) return set;
    const parameter = known(
      this.plan.parameters.find(({ name }) => name === node.name),
      `the parameter ${node.name}`,
    );
    if (node.reading === undefined) return this.value(parameter.value, {});
    const on = (date: string): Value => {
      const change = parameter.changes.findLast(({ from }) => from <= date);
      return this.value(change?.value ?? parameter.value, {});
    };
    if (node.reading.how === "on") return on(this.date(node.reading.date, scope));
    const period = known(scope.period, "the period");
    return overDays(this, period, node.reading.by, node.origin, on);
  }

  /** What a component pays in the period at hand. */
  pay(name: string, scope: Scope): Rational {
    return this.paid(name, scope).amount;
  }

  /** The same with its steps, which are taken once for each payee and period. */
  paid(name: string, scope: Scope): ComponentPay {
    const component = known(
      this.plan.components.find((candidate) => candidate.name === name),
      `the component ${name}`,
    );
    const set = this.given.value("component", name, scope);
    if (set !== undefined) return { component, amount: set as Rational, parts: [], given: true };
    const key = `${name} ${scope.payee} ${scope.period?.name}`;
    const pay =
      this.#pays.get(key) ?? this.untraced(() => payComponent(this, component, periodScope(scope)));
    this.#pays.set(key, pay);
    return pay;
  }

  /** The periods that a window covers and in which the plan holds: pay periods, if no other length is asked for. */
  periodsOf(window: ir.Window, period: Period, each = this.plan.pays): Period[] {
    const whole =
      window.kind === "period"
        ? period
        : window.kind === "last"
          ? previousPeriod(this.calendar, containing(this.calendar, window.period, period))
          : containing(this.calendar, window.period, period);
    const parts = periodsIn(this.calendar, each, whole);
    if (window.kind === "last") return parts;
    const isOutside = !this.holdsIn(period);
    return parts.filter(
      (part) =>
        (isOutside || this.holdsIn(part)) &&
        (window.kind === "period" || part.end <= period.end) &&
        (window.earlier !== true || part.name !== period.name),
    );
  }

  /** Whether the plan holds on some day of a period. */
  holdsIn({ start, end }: Period): boolean {
    return end >= this.plan.from && start <= this.plan.until;
  }

  /** The first and last day that a window covers; but for earlier periods, the plan holds on all of them. */
  daysOf(window: ir.Window, period: Period): Days {
    const { pays, from, until } = this.plan;
    const term = { start: from, end: until };
    switch (window.kind) {
      case "period":
        return within(daysCovered(this.calendar, pays, period), term, period);
      case "to date": {
        const [first] = toDate(this.calendar, window.period, period);
        const end = window.earlier === true ? addDays(period.start, -1) : period.end;
        return within({ start: (first ?? period).start, end }, term, period);
      }
      case "last": {
        const last = previousPeriod(
          this.calendar,
          containing(this.calendar, window.period, period),
        );
        return daysCovered(this.calendar, pays, last);
      }
    }
  }

  untraced<Result>(run: () => Result): Result {
    const { tracer } = this;
    this.tracer = undefined;
    try {
      return run();
    } finally {
      this.tracer = tracer;
    }
  }
}

/** Without the row and the credit: what a definition of the plan sees. */
export function periodScope({ payee, period }: Scope): Scope {
  return { ...(payee === undefined ? {} : { payee }), ...(period === undefined ? {} : { period }) };
}

function sourceOf(node: ir.RowExpr): string {
  switch (node.op) {
    case "row":
    case "payee":
    case "reader":
    case "row key":
      return node.source;
    case "if":
      return sourceOf(node.yes);
    case "otherwise":
      return sourceOf(node.fallback);
    case "field":
    case "territory":
    case "keyed":
    case "measure":
    case "parameter":
    case "lookup":
      return node.type.kind === "row" ? node.type.source : "";
  }
}

function indexRows(
  rows: readonly DataRow[],
  keyOf = ({ key }: DataRow): string => key,
): ReadonlyMap<string, readonly DataRow[]> {
  const index = new Map<string, DataRow[]>();
  for (const row of rows) {
    const same = index.get(keyOf(row));
    if (same === undefined) index.set(keyOf(row), [row]);
    else same.push(row);
  }
  return index;
}

function groupBy(
  credits: readonly CreditRecord[],
  keyOf: (credit: CreditRecord) => string,
): ReadonlyMap<string, readonly CreditRecord[]> {
  const groups = new Map<string, CreditRecord[]>();
  for (const credit of credits) {
    const group = groups.get(keyOf(credit));
    if (group === undefined) groups.set(keyOf(credit), [credit]);
    else group.push(credit);
  }
  return groups;
}
