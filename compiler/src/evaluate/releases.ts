/** When what was earned is paid, and what is taken back of it. */
import {
  type Period,
  type PlainDate,
  addDays,
  addMonths,
  daysBetween,
  monthsBetween,
  periodOf,
  periodsBetween,
} from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { DataRow } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { insideCredit } from "./aggregates.ts";
import type { CreditRecord } from "./credits.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Rational } from "./rational.ts";
import { incrementOf, rounded } from "./rounding.ts";

/** A part of what was earned, and the day on which it is due; without a day it is held. */
interface Due {
  readonly date: PlainDate | undefined;
  /** The pay period in which it was earned. */
  readonly earned: Period;
  /** What the component earned it for: that period, or the longer one that ended in it. */
  readonly of: Period;
  readonly amount: Rational;
  readonly credit?: CreditRecord;
}

/** A row that cancels a deal, or a part of it. */
interface Taking {
  readonly node: ir.TakenBack;
  readonly row: DataRow;
  readonly deal: string;
  readonly date: PlainDate;
  readonly share: Rational;
}

export function released(e: Evaluator, node: ir.Released, scope: Scope): Rational {
  const period = known(scope.period, "the period");
  const { pays } = e.plan;
  const due = e.untraced(() =>
    duesOf(e, node.component, node, scope, period)
      .filter(
        ({ date, earned }) => date !== undefined && paidIn(e, pays, date, earned) === period.name,
      )
      .map((one) => ({ ...one, amount: afterTakings(e, node, one, scope) })),
  );
  e.tracer?.detail({
    kind: "released",
    parts: due.map(({ of, ...one }) => ({ ...one, earned: of })),
  });
  return due.reduce((sum, { amount }) => sum.plus(amount), Rational.ZERO);
}

/** The name of the pay period in which something is paid: not before the one that earned it. */
function paidIn(e: Evaluator, pays: Period["kind"], date: PlainDate, earned: Period): string {
  const period = periodOf(e.calendar, pays, date);
  return period.start < earned.start ? earned.name : period.name;
}

/** All that a component has earned up to a period, in the parts in which it is paid. */
function duesOf(
  e: Evaluator,
  component: string,
  release: ir.Released | undefined,
  { payee }: Scope,
  until: Period,
): Due[] {
  const { pays, from, until: last } = e.plan;
  return periodsBetween(e.calendar, pays, from, until.end)
    .filter(({ start }) => start <= last)
    .flatMap((period) => {
      const at: Scope = { ...(payee === undefined ? {} : { payee }), period };
      const { component: paid, parts, amount, given } = e.paid(component, at);
      if (given === true)
        return split(
          e,
          release,
          amount,
          { earned: period, of: periodOf(e.calendar, paid.period, period.end) },
          at,
        );
      return parts.flatMap(({ column, credit, period: of }) =>
        split(
          e,
          release,
          column.amount,
          { earned: period, of },
          credit === undefined ? at : insideCredit(e, credit, at),
        ),
      );
    });
}

function split(
  e: Evaluator,
  release: ir.Released | undefined,
  whole: Rational,
  earned: Pick<Due, "earned" | "of">,
  at: Scope,
): Due[] {
  const { credit } = at;
  const due = (date: PlainDate | undefined, amount: Rational): Due => ({
    ...earned,
    date,
    amount,
    ...(credit === undefined ? {} : { credit }),
  });
  const now = credit?.date ?? earned.earned.end;
  if (release === undefined) return [due(now, whole)];
  const round = (amount: Rational): Rational => rounded(e, amount, release.rounding, at);
  const told = release.parts.map(({ share }) =>
    share === "the rest" ? undefined : round(whole.times(e.number(share, at))),
  );
  const rest = told.reduce<Rational>((left, part) => left.minus(part ?? Rational.ZERO), whole);
  return release.parts.flatMap(({ time }, i) => {
    const amount = told[i] ?? rest;
    switch (time.kind) {
      case "at once":
        return [due(now, amount)];
      case "on":
        return [due(e.value(time.date, at) as PlainDate | undefined, amount)];
      case "parts":
        return instalments(e, time, amount, at, release.rounding).map(([date, part]) =>
          due(date, part),
        );
      case "with":
        return arriving(e, time, amount, at, round).map(([date, part]) => due(date, part));
    }
  });
}

type Dated = readonly [PlainDate, Rational];

function instalments(
  e: Evaluator,
  { count, each, from, odd }: Extract<ir.ReleasePart["time"], { kind: "parts" }>,
  whole: Rational,
  at: Scope,
  rounding: ir.Rounding,
): Dated[] {
  const start = e.date(from, at);
  const part = whole.over(Rational.of(BigInt(count)));
  const equal = part.rounded("down", incrementOf(e, rounding, at));
  const left = whole.minus(equal.times(Rational.of(BigInt(count - 1))));
  return Array.from({ length: count }, (_, i): Dated => {
    const isOdd = odd === "last" ? i === count - 1 : i === 0;
    return [later(start, each, i), isOdd ? left : equal];
  });
}

const MONTHS = { Month: 1, Quarter: 3, Half: 6, Year: 12 } as const;

function later(date: PlainDate, each: "Week" | keyof typeof MONTHS, times: number): PlainDate {
  return each === "Week"
    ? addDays(date, 7 * times)
    : addMonths(date, MONTHS[each] * times, "clamp");
}

/** With each row of a source that refers to the deal: never more than the whole, and the whole at 100 %. */
function arriving(
  e: Evaluator,
  { source, reference, by, date }: Extract<ir.ReleasePart["time"], { kind: "with" }>,
  whole: Rational,
  { credit }: Scope,
  round: (amount: Rational) => Rational,
): Dated[] {
  const deal = credit?.row.key;
  const rows = rowsOf(e, source)
    .filter(({ cells }) => cells[reference] === deal)
    .map((data) => ({ row: { source, data } }))
    .map((at) => ({ at, day: e.date(date, at) }))
    .sort((a, b) => order(a.day, b.day) || order(a.at.row.data.key, b.at.row.data.key));
  let [share, paid] = [Rational.ZERO, Rational.ZERO];
  return rows.map(({ at, day }): Dated => {
    share = share.plus(e.number(by, at));
    const due = share.compare(Rational.ONE) >= 0 ? whole : round(whole.times(share));
    const part = due.minus(paid);
    paid = due;
    return [day, part];
  });
}

function rowsOf(e: Evaluator, source: string): readonly DataRow[] {
  return e.data.get(source)?.rows ?? [];
}

/** What is left of a part after what was cancelled before its day. */
function afterTakings(
  e: Evaluator,
  { component, rounding }: ir.Released,
  due: Due,
  scope: Scope,
): Rational {
  const takings = takingsOf(e, component);
  const { date } = due;
  if (takings.length === 0 || date === undefined) return due.amount;
  const left = weightsOf(e, due, takings, scope).reduce((sum, { deal, weight }) => {
    const earlier = takings.filter((one) => one.deal === deal && one.date < date);
    return sum.plus(weight.times(leftOf(earlier)));
  }, Rational.ZERO);
  if (left.equals(Rational.ONE)) return due.amount;
  return rounded(e, due.amount.times(left), rounding, scope);
}

function leftOf(takings: readonly Taking[]): Rational {
  return takings.reduce((left, { share }) => left.times(Rational.ONE.minus(share)), Rational.ONE);
}

/** The deals that a part was earned by, and how much of it by each: by its credit, or by those of the period. */
function weightsOf(
  e: Evaluator,
  { credit, of }: Due,
  takings: readonly Taking[],
  { payee = "" }: Scope,
): { readonly deal: string; readonly weight: Rational }[] {
  if (credit !== undefined) return [{ deal: credit.row.key, weight: Rational.ONE }];
  const name = takings[0]?.node.credit ?? "";
  const { start, end } = e.daysOf({ kind: "period", period: of.kind }, of);
  const credits = e.creditsOfPayee(name, payee).filter(({ date }) => date >= start && date <= end);
  const total = credits.reduce((sum, { amount }) => sum.plus(amount), Rational.ZERO);
  if (total.isZero()) return [{ deal: "", weight: Rational.ONE }];
  return credits.map(({ row, amount }) => ({ deal: row.key, weight: amount.over(total) }));
}

/** All rows that cancel deals of a component, by day and then by key. */
function takingsOf(e: Evaluator, component: string): Taking[] {
  const takings = e.plan.components.flatMap(({ earns: { value } }) =>
    value.op === "taken back" && value.component === component ? takingsBy(e, value) : [],
  );
  return takings.sort((a, b) => order(a.date, b.date) || order(a.row.key, b.row.key));
}

function takingsBy(e: Evaluator, node: ir.TakenBack): Taking[] {
  return rowsOf(e, node.source).flatMap((data) => {
    const at: Scope = { row: { source: node.source, data } };
    if (!node.where.every((test) => e.condition(test, at))) return [];
    const deal = String(data.cells[node.reference]);
    return [
      { node, row: data, deal, date: e.date(node.date, at), share: e.number(node.share, at) },
    ];
  });
}

export function takenBack(e: Evaluator, node: ir.TakenBack, scope: Scope): Rational {
  const period = known(scope.period, "the period");
  const rows = e.untraced(() => {
    const takings = takingsOf(e, node.component);
    const own = takings.filter(
      (one) => one.node === node && one.date >= period.start && one.date <= period.end,
    );
    if (own.length === 0) return [];
    const dues = duesOf(e, node.component, releaseOf(e, node.component), scope, period);
    return own.map((taking) => ({ taking, amount: takenFor(e, taking, takings, dues, scope) }));
  });
  e.tracer?.detail({
    kind: "taken back",
    rows: rows.map(({ taking: { row, deal, date, share }, amount }) => ({
      row,
      deal,
      date,
      share,
      amount,
    })),
  });
  return rows.reduce((sum, { amount }) => sum.minus(amount), Rational.ZERO);
}

function releaseOf(e: Evaluator, component: string): ir.Released | undefined {
  for (const { earns } of e.plan.components) {
    if (earns.value.op === "released" && earns.value.component === component) return earns.value;
  }
  return undefined;
}

/** What one row takes back: its share of what was paid for the deal by its day, less what was taken back before. */
function takenFor(
  e: Evaluator,
  taking: Taking,
  takings: readonly Taking[],
  dues: readonly Due[],
  scope: Scope,
): Rational {
  const ofDeal = takings.filter(({ deal }) => deal === taking.deal);
  const rounding = releaseOf(e, taking.node.component)?.rounding ?? taking.node.rounding;
  const parts = dues.flatMap((due) =>
    weightsOf(e, due, takings, scope)
      .filter(({ deal }) => deal === taking.deal && due.date !== undefined)
      .map(({ weight }) => {
        const left = leftOf(ofDeal.filter(({ date }) => date < (due.date ?? "")));
        const exact = due.amount.times(weight).times(left);
        const isWhole = weight.equals(Rational.ONE);
        const amount = isWhole ? rounded(e, exact, rounding, scope) : exact;
        return { date: due.date ?? "", amount };
      }),
  );
  let back = Rational.ZERO;
  for (const one of ofDeal) {
    const paid = parts.reduce(
      (sum, { date, amount }) => (date <= one.date ? sum.plus(amount) : sum),
      Rational.ZERO,
    );
    const rule = one.node.rounding;
    const taken = rounded(e, paid.minus(back).times(one.share), rule, scope);
    if (one === taking) return taken;
    back = back.plus(taken);
  }
  return Rational.ZERO;
}

export function unserved(e: Evaluator, node: ir.Unserved, scope: Scope): Rational {
  const [from, at] = [e.date(node.from, scope), e.date(node.at, scope)];
  if (node.by === "months") {
    const left = Math.min(node.months, Math.max(0, node.months - monthsBetween(from, at)));
    return countOf(left).over(countOf(node.months));
  }
  const end = addMonths(from, node.months, "clamp");
  const all = daysBetween(from, end);
  return countOf(Math.min(all, Math.max(0, daysBetween(at, end)))).over(countOf(all));
}

function countOf(number: number): Rational {
  return Rational.of(BigInt(number));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
