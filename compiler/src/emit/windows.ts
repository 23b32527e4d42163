/** Credits in a window, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";

/** The span of days that a window covers. */
export function emitDays(e: Emitter, window: ir.Window, at: Place): string {
  const period = at.period ?? "period";
  const kind = JSON.stringify(window.period);
  switch (window.kind) {
    case "period":
      return period;
    case "last":
      return `${e.use("lastPeriod")}(CALENDAR, ${kind}, ${period})`;
    case "to date": {
      const days = `${e.use("daysToDate")}(CALENDAR, ${kind}, ${period})`;
      return window.earlier === true ? `${e.use("daysEarlier")}(${days}, ${period})` : days;
    }
  }
}

/** The list of credits that an aggregate runs over. */
export function emitCredits(e: Emitter, of: ir.Credits, at: Place): string {
  const all = `this.${e.names.credits(of.credit)}(${at.payee ?? "payee"}, ${emitDays(e, of.window, at)})`;
  const upTo =
    of.window.deals === undefined
      ? all
      : `${e.use("upTo")}(${all}, ${at.credit ?? "credit"}, ${JSON.stringify(of.window.deals)})`;
  if (of.where === undefined) return upTo;
  return `${upTo}.filter((credit) => ${emit(e, of.where, { ...at, credit: "credit", row: "credit.row" })})`;
}
