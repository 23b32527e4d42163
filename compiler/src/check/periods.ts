/** Which lengths of period contain which. */
import { PERIOD_KINDS, type PeriodKind } from "@attain/runtime";
import type { Window } from "../syntax/ast/expression.ts";

/** Whether each period of kind `a` is made of several of kind `b`, or nearly so (weeks straddle months). */
export function isCoarser(a: PeriodKind, b: PeriodKind): boolean {
  return PERIOD_KINDS.indexOf(a) > PERIOD_KINDS.indexOf(b);
}

const MONTHS: Partial<Record<PeriodKind, number>> = { Month: 1, Quarter: 3, Half: 6, Year: 12 };

/** How many months a period of this kind has; undefined for those that aren't made of months. */
export function monthsIn(kind: PeriodKind): number | undefined {
  return MONTHS[kind];
}

/** The names of the parts of a year: `Q1` to `Q4`, `January` to `December`. */
export function positionsIn(kind: PeriodKind): readonly string[] {
  switch (kind) {
    case "Half":
      return ["H1", "H2"];
    case "Quarter":
      return ["Q1", "Q2", "Q3", "Q4"];
    case "Month":
      return MONTH_NAMES;
    default:
      return [];
  }
}

export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** The period of each window to date, as it is written. */
export const TO_DATE: Readonly<Record<Extract<Window, { kind: "to date" }>["period"], PeriodKind>> =
  {
    year: "Year",
    half: "Half",
    quarter: "Quarter",
    month: "Month",
    week: "Week",
  };

/** What a window is to date of, read in a period; undefined if it is that period itself, or another window. */
export function toDatePeriod(window: Window, period: PeriodKind): PeriodKind | undefined {
  if (window.kind !== "to date" || TO_DATE[window.period] === period) return undefined;
  return TO_DATE[window.period];
}
