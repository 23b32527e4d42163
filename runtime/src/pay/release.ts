/** When what was earned is paid, and what is taken back of it when a deal is cancelled. */
import { type Calendar } from "../calendar/calendar.ts";
import {
  addDays,
  addMonths,
  daysBetween,
  monthsBetween,
  type PlainDate,
} from "../calendar/date.ts";
import { type Period, type PeriodKind, periodOf } from "../calendar/period.ts";
import type { Days } from "../credit/credit-book.ts";
import { count, type Quantity, type Ratio, ratio, sum } from "../number/quantity.ts";
import type { RoundingMode } from "../number/rounding.ts";

/** A deal, and the part of an amount that it earned. */
export interface Earning {
  readonly deal: string;
  readonly weight: Ratio;
}

/** A part of what was earned in a period, and the day on which it is due; without a day it is held. */
export interface Due<Unit extends string> {
  readonly date: PlainDate | undefined;
  readonly earned: Period;
  readonly amount: Quantity<Unit>;
  readonly deals: readonly Earning[];
}

export interface Rounding {
  readonly mode: RoundingMode;
  /** Decimal text, above zero. */
  readonly increment: string;
}

export interface ReleasePart {
  readonly share: Ratio | "rest";
  readonly time:
    | { readonly kind: "on"; readonly date: PlainDate | undefined }
    | {
        readonly kind: "parts";
        readonly count: number;
        readonly each: "Week" | "Month" | "Quarter" | "Half" | "Year";
        readonly from: PlainDate;
        readonly odd: "first" | "last";
      }
    /** In proportion to `by`, which adds up to 100 % when all has arrived. */
    | {
        readonly kind: "with";
        readonly rows: readonly {
          readonly date: PlainDate;
          readonly key: string;
          readonly by: Ratio;
        }[];
      };
}

/** A row that cancels a deal, or a share of it. */
export interface Taking {
  readonly clawback: string;
  readonly key: string;
  readonly deal: string;
  readonly date: PlainDate;
  readonly share: Ratio;
  readonly rounding: Rounding;
}

const ALL = ratio("100%");

/** The deals of credits, each with its part in their sum; none if that is zero. */
export function earningsOf(
  credits: readonly { readonly key: string; readonly amount: Quantity<string> }[],
): readonly Earning[] {
  const [first] = credits;
  if (first === undefined) return [];
  const total = sum(
    credits.map(({ amount }) => amount),
    first.amount.unit,
  );
  if (total.isZero()) return [];
  return credits.map(({ key, amount }) => ({ deal: key, weight: amount.over(total) }));
}

/** Splits an amount into the parts in which it is paid; they add up to it. One of `parts` is the rest. */
export function duesOf<Unit extends string>(
  whole: Quantity<Unit>,
  earned: Period,
  deals: readonly Earning[],
  parts: readonly ReleasePart[],
  rounding: Rounding,
): Due<Unit>[] {
  const told = parts.map(({ share }) =>
    share === "rest" ? undefined : rounded(whole.times(share), rounding),
  );
  const rest = told.reduce<Quantity<Unit>>(
    (left, part) => (part === undefined ? left : left.minus(part)),
    whole,
  );
  return parts.flatMap(({ time }, i) =>
    datedParts(time, told[i] ?? rest, rounding).map(({ date, amount }) => ({
      date,
      earned,
      amount,
      deals,
    })),
  );
}

interface Dated<Unit extends string> {
  readonly date: PlainDate | undefined;
  readonly amount: Quantity<Unit>;
}

function datedParts<Unit extends string>(
  time: ReleasePart["time"],
  whole: Quantity<Unit>,
  rounding: Rounding,
): Dated<Unit>[] {
  switch (time.kind) {
    case "on":
      return [{ date: time.date, amount: whole }];
    case "parts": {
      // Towards zero: else the equal parts could come to more than the whole, and the odd one below zero.
      const part = whole.times(ALL.over(ratio(String(time.count))));
      const equal = part.rounded("down", rounding.increment);
      const left = whole.minus(equal.times(count(time.count - 1)));
      const oddPlace = time.odd === "last" ? time.count - 1 : 0;
      return Array.from({ length: time.count }, (_, i) => ({
        date: later(time.from, time.each, i),
        amount: i === oddPlace ? left : equal,
      }));
    }
    case "with":
      return arriving(time.rows, whole, rounding);
  }
}

function arriving<Unit extends string>(
  rows: Extract<ReleasePart["time"], { kind: "with" }>["rows"],
  whole: Quantity<Unit>,
  rounding: Rounding,
): Dated<Unit>[] {
  let share = ratio("0%");
  let paid = whole.minus(whole);
  return [...rows]
    .sort((a, b) => order(a.date, b.date) || order(a.key, b.key))
    .map(({ date, by }) => {
      share = share.plus(by);
      const due = share.isAtLeast(ALL) ? whole : rounded(whole.times(share), rounding);
      const amount = due.minus(paid);
      paid = due;
      return { date, amount };
    });
}

const MONTHS = { Month: 1, Quarter: 3, Half: 6, Year: 12 } as const;

function later(date: PlainDate, each: "Week" | keyof typeof MONTHS, times: number): PlainDate {
  return each === "Week"
    ? addDays(date, 7 * times)
    : addMonths(date, MONTHS[each] * times, "clamp");
}

/** What is paid in a pay period: parts that are due in it, but not before they were earned, less what was cancelled. */
export function releasedIn<Unit extends string>(
  calendar: Calendar,
  pays: PeriodKind,
  dues: readonly Due<Unit>[],
  takings: readonly Taking[],
  period: Period,
  unit: Unit,
  rounding: Rounding,
): Quantity<Unit> {
  const parts = dues.flatMap(({ date, earned, amount, deals }) => {
    if (date === undefined) return [];
    const due = periodOf(calendar, pays, date);
    const name = due.start < earned.start ? earned.name : due.name;
    if (name !== period.name) return [];
    if (takings.length === 0 || deals.length === 0) return [amount];
    const left = sum(
      deals.map(({ deal, weight }) => weight.times(leftOn(takings, deal, date))),
      "ratio",
    );
    return [left.equals(ALL) ? amount : rounded(amount.times(left), rounding)];
  });
  return sum(parts, unit);
}

/** The part of a deal that hadn't been cancelled before a day. */
function leftOn(takings: readonly Taking[], deal: string, date: PlainDate): Ratio {
  return takings
    .filter((one) => one.deal === deal && one.date < date)
    .reduce((left, { share }) => left.times(ALL.minus(share)), ALL);
}

/**
 * What a clawback takes back on the days of a period, as a negative amount: of each cancelled deal its share of
 * what was paid for it by that day, less what was taken back before. `rounding` is that of what is paid.
 */
export function takenBackIn<Unit extends string>(
  dues: readonly Due<Unit>[],
  takings: readonly Taking[],
  clawback: string,
  { start, end }: Days,
  unit: Unit,
  rounding: Rounding,
): Quantity<Unit> {
  const ordered = [...takings].sort((a, b) => order(a.date, b.date) || order(a.key, b.key));
  const taken = ordered
    .filter((one) => one.clawback === clawback && one.date >= start && one.date <= end)
    .map((one) => takenFor(dues, ordered, one, unit, rounding));
  return sum(taken, unit).negated();
}

function takenFor<Unit extends string>(
  dues: readonly Due<Unit>[],
  takings: readonly Taking[],
  taking: Taking,
  unit: Unit,
  rounding: Rounding,
): Quantity<Unit> {
  const ofDeal = takings.filter(({ deal }) => deal === taking.deal);
  const parts = dues.flatMap(({ date, amount, deals }) =>
    date === undefined
      ? []
      : deals
          .filter(({ deal }) => deal === taking.deal)
          .map(({ deal, weight }) => ({
            date,
            amount: leftOver(amount.times(weight), leftOn(takings, deal, date), weight, rounding),
          })),
  );
  let back = sum<Unit>([], unit);
  for (const one of ofDeal) {
    const paid = sum(
      parts.filter(({ date }) => date <= one.date).map(({ amount }) => amount),
      unit,
    );
    const taken = rounded(paid.minus(back).times(one.share), one.rounding);
    if (one === taking) return taken;
    back = back.plus(taken);
  }
  return back.minus(back);
}

/** What is paid of a part when some of its deal is cancelled: in cents, where the deal has all of it. */
function leftOver<Unit extends string>(
  amount: Quantity<Unit>,
  left: Ratio,
  weight: Ratio,
  rounding: Rounding,
): Quantity<Unit> {
  const exact = amount.times(left);
  return weight.equals(ALL) ? rounded(exact, rounding) : exact;
}

/** The part of a term of so many months from a day that is still to come on another, in whole months or in days. */
export function unserved(
  from: PlainDate,
  months: number,
  at: PlainDate,
  by: "months" | "days",
): Ratio {
  if (by === "months") {
    const left = Math.min(months, Math.max(0, months - monthsBetween(from, at)));
    return count(left).over(count(months));
  }
  const end = addMonths(from, months, "clamp");
  const all = daysBetween(from, end);
  return count(Math.min(all, Math.max(0, daysBetween(at, end)))).over(count(all));
}

function rounded<Unit extends string>(
  amount: Quantity<Unit>,
  { mode, increment }: Rounding,
): Quantity<Unit> {
  return amount.rounded(mode, increment);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
