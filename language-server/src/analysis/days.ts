/** Which days a period has, and in which periods a day lies: by the calendar of the project. */
import {
  dayNumber,
  lengthInDays,
  parseDate,
  parsePeriod,
  type PeriodKind,
  periodOf,
} from "@attain/runtime";
import { counted } from "@attain/compiler/base/text";
import type { View } from "../project/project.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A Monday, from which the others are counted. */
const MONDAY = dayNumber("2026-01-05");

/** What a period or a date as a plan writes it means; undefined if the calendar hasn't got it. */
export function daysText(view: View, written: string): string | undefined {
  const { calendar } = view.checked.program;
  const date = parseDate(written);
  if (date !== undefined) {
    const weekday = WEEKDAYS[(((dayNumber(date) - MONDAY) % 7) + 7) % 7] ?? "";
    const around = (kind: PeriodKind): string => `\`${periodOf(calendar, kind, date).name}\``;
    return `${weekday}, in ${around("Month")}, ${around("Quarter")}.`;
  }
  const period = parsePeriod(calendar, written);
  if (period === undefined) return undefined;
  return `${period.kind}: ${period.start} to ${period.end}, ${counted(lengthInDays(period), "day")}.`;
}
