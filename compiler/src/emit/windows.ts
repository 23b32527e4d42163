/** Credits in a window, as TypeScript. */
import { type PeriodKind, periodOf } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import { arrow, besideCredit, type Emitter, type Place } from "./emitter.ts";
import { emit } from "./expressions.ts";

/** The span of days that a window covers. */
export function emitDays(e: Emitter, window: ir.Window, at: Place): string {
  const period = at.period ?? "period";
  const kind = JSON.stringify(window.period);
  switch (window.kind) {
    case "period":
      return inTerm(e, covered(e, window.period, period), period);
    case "last":
      return covered(e, window.period, `${e.use("lastPeriod")}(CALENDAR, ${kind}, ${period})`);
    case "to date": {
      const days = `${e.use("daysToDate")}(CALENDAR, ${kind}, ${period})`;
      return inTerm(
        e,
        window.earlier === true ? `${e.use("daysEarlier")}(${days}, ${period})` : days,
        period,
      );
    }
  }
}

/** The days of a period; of one that is made of weeks or cycles, those of its weeks. */
function covered(e: Emitter, kind: ir.Window["period"], period: string): string {
  const { pays } = e.plan;
  const isStraddling = (pays === "Week" || pays === "Cycle") && kind !== pays;
  return isStraddling
    ? `${e.use("daysCovered")}(CALENDAR, ${JSON.stringify(pays)}, ${period})`
    : period;
}

/** Days on which the plan holds; a plan of whole years needs no asking. */
function inTerm(e: Emitter, days: string, period: string): string {
  if (holdsForYears(e)) return days;
  const from = days === period ? "" : `, ${period}`;
  return `${e.use("within")}(${days}, ${e.names.term}${from})`;
}

export function holdsForYears(e: Emitter): boolean {
  return holdsForWhole(e, "Year");
}

/** Whether the plan holds from the start of a period to the end of one. */
export function holdsForWhole({ plan, program }: Emitter, kind: PeriodKind): boolean {
  return (
    periodOf(program.calendar, kind, plan.from).start === plan.from &&
    periodOf(program.calendar, kind, plan.until).end === plan.until
  );
}

/** The list of credits that an aggregate runs over. */
export function emitCredits(e: Emitter, of: ir.Credits, at: Place): string {
  const all = `this.${e.names.credits(of.credit)}(${at.payee ?? "payee"}, ${emitDays(e, of.window, at)})`;
  const upTo =
    of.window.deals === undefined
      ? all
      : `${e.use("upTo")}(${all}, ${at.credit ?? "credit"}, ${JSON.stringify(of.window.deals)})`;
  if (of.where === undefined) return upTo;
  const inside = besideCredit(at);
  return `${upTo}.filter(${arrow(inside.credit, emit(e, of.where, inside))})`;
}
