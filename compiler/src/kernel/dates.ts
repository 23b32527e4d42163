/** Days: edges of the period at hand, and spans between days. */
import {
  addMonths,
  containing,
  dateOfDay,
  dayNumber,
  monthsBetween,
  type PlainDate,
  workingDays,
} from "@attain/runtime";
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import * as number from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { monthsIn } from "./fields.ts";
import type { At, Payees } from "./payees.ts";
import { type DayValue, type NumberValue, ofNumber, SURE } from "./values.ts";

type Edge = Extract<ir.DateExpr, { readonly op: "edge" }>;
type Shift = Extract<ir.DateExpr, { readonly op: "shift" }>;

export function edge(p: Payees, node: Edge, at: At): DayValue {
  const period = containing(p.program.calendar, node.period, known(at.period, "the period"));
  const date = node.edge === "start" ? period.start : period.end;
  return { kind: "day", value: form.constant(BigInt(dayNumber(date))), ...SURE };
}

export function shifted(day: DayValue, { by, unit, monthEnd, origin }: Shift): DayValue {
  switch (unit) {
    case "Days":
    case "Weeks": {
      const days = form.constant(BigInt(unit === "Days" ? by : by * 7));
      return { ...day, value: form.add(day.value, days) };
    }
    case "Months":
    case "Years": {
      const date = dateOfDay(dayKnown(day, "it counts months from a day", origin));
      const to = addMonths(date, unit === "Months" ? by : by * 12, monthEnd);
      return { ...day, value: form.constant(BigInt(dayNumber(to))) };
    }
  }
}

export function lengthOf(p: Payees, node: ir.Between, at: At): NumberValue {
  const months = node.op === "months between" ? monthsOfCell(p, node, at) : undefined;
  if (months !== undefined) return months;
  const [from, to] = [p.day(node.from, at), p.day(node.to, at)];
  const doubt = form.or(from.doubt, to.doubt);
  if (node.op === "days between")
    return ofNumber(number.integer(form.subtract(to.value, from.value)), doubt);
  const [what, count] =
    node.op === "months between"
      ? (["it counts months from a day", monthsBetween] as const)
      : (["it counts working days from a day", workdays] as const);
  const [first, last] = [from, to].map((day) => dateOfDay(dayKnown(day, what, node.origin)));
  const length = count(known(first, "a day"), known(last, "a day"));
  return ofNumber(number.integer(form.constant(BigInt(length))), doubt);

  function workdays(start: PlainDate, end: PlainDate): number {
    return workingDays(p.program.calendar, start, end);
  }
}

/** Where one of the days is a cell and the other is the same for everybody. */
function monthsOfCell(p: Payees, { from, to }: ir.Between, at: At): NumberValue | undefined {
  const isFrom = to.op === "field" || to.op === "keyed";
  const [cell, other] = isFrom ? [to, from] : [from, to];
  if (cell.op !== "field" && cell.op !== "keyed") return undefined;
  const { value, doubt } = p.day(other, at);
  const day = form.valueOf(value);
  if (day === undefined) return undefined;
  const { value: months, doubt: ofCell } = monthsIn(p, cell, { day: Number(day), isFrom }, at);
  return ofNumber(months, form.or(doubt, ofCell));
}

function dayKnown({ value }: DayValue, what: string, origin: ir.Origin): number {
  const day = form.valueOf(value);
  if (day === undefined) throw new Unsupported(`${what} that isn't the same for everybody`, origin);
  return Number(day);
}
