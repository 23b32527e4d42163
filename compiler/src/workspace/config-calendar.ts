/** The calendar of a project, as attain.json describes it. */
import { type Calendar, CALENDAR_YEAR, parseDate, type Weekday } from "@attain/runtime";
import { MONTH_NAMES } from "../check/periods.ts";
import type { ConfigNode, ConfigReader } from "./config-reader.ts";

const SETTINGS = ["starts", "named", "weekend", "holidays"] as const;
const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

export function readCalendar(reader: ConfigReader, node: ConfigNode): Calendar {
  const { starts, named, weekend, holidays } = reader.settings(node, "`calendar`", SETTINGS);
  const month = starts && reader.choice(starts, "`starts`", "a month", MONTH_NAMES);
  const namedBy =
    named && reader.choice(named, "`named`", "an end of the year", ["start", "end"] as const);
  if (starts !== undefined && month !== undefined && month !== "January" && named === undefined) {
    const help =
      'Write `"named": "start"` if FY2026 is the year that starts in 2026, `"named": "end"` if it is the one that ends in it.';
    reader.missing(starts, "`calendar`", "which year FY2026 is", help);
  }
  return {
    ...CALENDAR_YEAR,
    ...(month === undefined ? {} : { yearStarts: { month: MONTH_NAMES.indexOf(month) + 1 } }),
    ...(namedBy === undefined ? {} : { namedBy }),
    ...(weekend === undefined ? {} : { weekend: readWeekend(reader, weekend) }),
    ...(holidays === undefined ? {} : { holidays: readHolidays(reader, holidays) }),
  };
}

function readWeekend(reader: ConfigReader, node: ConfigNode): Calendar["weekend"] {
  return reader.list(node, "`weekend`", "a list of days").flatMap((item) => {
    const day = reader.choice(item, "A part of `weekend`", "a day of the week", WEEKDAYS);
    return day === undefined ? [] : [WEEKDAYS.indexOf(day) as Weekday];
  });
}

function readHolidays(reader: ConfigReader, node: ConfigNode): Calendar["holidays"] {
  return reader.list(node, "`holidays`", "a list of dates").flatMap((item) => {
    const text = reader.textLike(
      item,
      "A part of `holidays`",
      "a date such as `2026-01-01`",
      isDate,
    );
    return parseDate(text ?? "") ?? [];
  });
}

function isDate(text: string): boolean {
  return parseDate(text) !== undefined;
}
