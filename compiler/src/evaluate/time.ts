/** Dates, spans of days and proration. */
import {
  type Period,
  type PlainDate,
  addDays,
  addMonths,
  containing,
  daysBetween,
  lengthInDays,
  monthsBetween,
  partOfYear,
  workingDays,
} from "@attain/runtime";
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { Rational } from "./rational.ts";
import { bodyAt, valueAt } from "./tables.ts";
import type { Value } from "./trace.ts";

type TimeNode = Extract<
  ir.Expr,
  {
    op:
      | "edge"
      | "shift"
      | "days between"
      | "working days between"
      | "months between"
      | "part of year";
  }
>;

export function time(e: Evaluator, node: TimeNode, scope: Scope): Value {
  switch (node.op) {
    case "edge": {
      const period = containing(e.calendar, node.period, known(scope.period, "the period"));
      return node.edge === "start" ? period.start : period.end;
    }
    case "shift":
      return shifted(e.date(node.date, scope), node);
    case "days between":
      return whole(daysBetween(e.date(node.from, scope), e.date(node.to, scope)));
    case "working days between":
      return whole(workingDays(e.calendar, e.date(node.from, scope), e.date(node.to, scope)));
    case "months between":
      return whole(monthsBetween(e.date(node.from, scope), e.date(node.to, scope)));
    case "part of year":
      return partOfYear(e.calendar, node.period, known(scope.period, "the period"));
  }
}

function whole(count: number): Rational {
  return Rational.of(BigInt(count));
}

function shifted(
  date: PlainDate,
  { by, unit, monthEnd }: Extract<ir.DateExpr, { op: "shift" }>,
): PlainDate {
  switch (unit) {
    case "Days":
      return addDays(date, by);
    case "Weeks":
      return addDays(date, by * 7);
    case "Months":
      return addMonths(date, by, monthEnd);
    case "Years":
      return addMonths(date, by * 12, monthEnd);
  }
}

export function prorate(e: Evaluator, node: ir.Prorate, scope: Scope): Rational {
  const period = known(scope.period, "the period");
  const amount = e.number(node.of, scope);
  if (typeof node.by === "object") {
    const table = e.table(node.by.lookup, period);
    const at = partOfYear(e.calendar, node.into, period);
    const share = valueAt(e, table, bodyAt(e, table, undefined, scope), at, scope)
      .value as Rational;
    return part(share, Rational.ONE, `by ${table.name}`);
  }
  if (node.by === "months") return part(monthsIn(node.into), monthsIn(node.from), "months");
  const [long, short] = [
    containing(e.calendar, node.from, period),
    containing(e.calendar, node.into, period),
  ];
  const days = (of: Period): bigint =>
    BigInt(node.by === "days" ? lengthInDays(of) : workingDays(e.calendar, of.start, of.end));
  if (days(long) === 0n) throw new Fault("ATN9007", { period: long.name }, node.origin);
  return part(Rational.of(days(short)), Rational.of(days(long)), node.by);

  function part(of: Rational, all: Rational, by: string): Rational {
    e.tracer?.detail({ kind: "part", part: of, whole: all, by });
    return amount.times(of).over(all);
  }
}

function monthsIn(period: ir.Prorate["into"]): Rational {
  return Rational.of(BigInt(MONTHS[period] ?? 1));
}

const MONTHS: Partial<Record<ir.Prorate["into"], number>> = {
  Month: 1,
  Quarter: 3,
  Half: 6,
  Year: 12,
};
