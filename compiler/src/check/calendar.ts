/** The calendar that the phrases of a `calendar` line describe. */
import {
  type Calendar,
  CALENDAR_YEAR,
  parseDate,
  startingYear,
  type Weekday,
  type WeekdayStart,
  type WeekPattern,
} from "@attain/runtime";
import { listed } from "../base/text.ts";
import type { Scope } from "../bind/scope.ts";
import { missingPart, repeatedPart, unknownPhrase } from "../diagnostics/catalogue/names.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CalendarDeclaration, Phrase } from "../syntax/ast/file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { MONTH_NAMES } from "./periods.ts";

const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
const MONTH = MONTH_NAMES.join("|");
const DAY = WEEKDAYS.join("|");

const WEEKS = "4-4-5|4-5-4|5-4-4";

/** What a phrase sets, or undefined if it doesn't match. */
type Setting = (match: RegExpExecArray) => Partial<Calendar> | undefined;

const PHRASES: readonly {
  readonly pattern: RegExp;
  readonly example: string;
  readonly set: Setting;
}[] = [
  {
    example: "starts February",
    pattern: new RegExp(`^starts (${MONTH})$`),
    set: ([, month]) => ({ yearStarts: { month: monthNumber(month) } }),
  },
  {
    example: "starts on the Sunday nearest February in weeks 4-4-5",
    pattern: new RegExp(`^starts on the (${DAY}) nearest (${MONTH}) in weeks (${WEEKS})$`),
    set: ([, weekday, month, weeks]) => weekly("nearest", weekdayNumber(weekday), month, weeks),
  },
  {
    example: "starts on the first Monday of January in weeks 4-4-5",
    pattern: new RegExp(`^starts on the first (${DAY}) of (${MONTH}) in weeks (${WEEKS})$`),
    set: ([, weekday, month, weeks]) => weekly("first", weekdayNumber(weekday), month, weeks),
  },
  {
    example: "ends on the last Saturday of September in weeks 4-4-5",
    pattern: new RegExp(`^ends on the last (${DAY}) of (${MONTH}) in weeks (${WEEKS})$`),
    set: ([, weekday, month, weeks]) =>
      weekly("after last", ((weekdayNumber(weekday) + 1) % 7) as Weekday, month, weeks),
  },
  {
    example: "named by its start",
    pattern: /^named by its (start|end)$/,
    set: ([, by]) => ({ namedBy: by === "end" ? "end" : "start" }),
  },
  {
    example: "weeks start on Sunday",
    pattern: new RegExp(`^weeks start on (${DAY})$`),
    set: ([, day]) => ({ weekStarts: weekdayNumber(day) }),
  },
  {
    example: "weeks belong to the month of their last day",
    pattern: /^(?:weeks|cycles) belong to the month of their (first|last) day$/,
    set: ([, day]) => ({ straddlingBy: day === "first" ? "first day" : "last day" }),
  },
  {
    example: "cycles of 14 Days from 2026-01-05",
    pattern: /^cycles of (\d+) Days from (\S+)$/,
    set: ([, days, date]) => {
      const from = parseDate(date ?? "");
      return from === undefined || Number(days) < 1
        ? undefined
        : { cycle: { days: Number(days), from } };
    },
  },
];

/** The project's calendar: the one that is declared, on top of `given`, the one of the project's configuration. */
export function checkCalendar(
  scope: Scope,
  given: Calendar | undefined,
  report: (diagnostic: Diagnostic) => void,
): Calendar {
  const [declared] = scope.calendars;
  if (declared === undefined) return given ?? CALENDAR_YEAR;
  return readCalendar(declared.declaration, declared.file, given ?? CALENDAR_YEAR, report);
}

function readCalendar(
  node: CalendarDeclaration,
  file: SourceFile,
  base: Calendar,
  report: (diagnostic: Diagnostic) => void,
): Calendar {
  const settings = node.phrases.map((phrase) => {
    const setting = readPhrase(phrase);
    if (setting === undefined) reportPhrase(phrase, file, report);
    return setting ?? {};
  });
  const calendar: Calendar = { ...base };
  for (const [i, setting] of settings.entries()) {
    const [key = ""] = Object.keys(setting);
    const repeated = settings.slice(0, i).some((before) => Object.hasOwn(before, key));
    const facts = { declaration: "The calendar", part: SAID[key] ?? "the same" };
    const span = node.phrases[i]?.span ?? node.span;
    if (repeated) report(diagnose(repeatedPart, { file, span }, facts));
    Object.assign(calendar, setting);
  }
  if (
    startingYear({ ...calendar, namedBy: "end" }, 2026) !== 2026 &&
    !settings.some((setting) => "namedBy" in setting)
  ) {
    const help =
      "Write `named by its start` if FY2026 is the year that starts in 2026, `named by its end` if it is the one that ends in it.";
    report(
      diagnose(
        missingPart,
        { file, span: node.span },
        { declaration: "The calendar", part: "which year FY2026 is" },
        { help },
      ),
    );
  }
  return calendar;
}

function weekly(
  which: WeekdayStart["which"],
  weekday: Weekday,
  month: string | undefined,
  weeks: string | undefined,
): Partial<Calendar> {
  const start = { weekday, which, month: monthNumber(month), weeks: weeks as WeekPattern };
  return { yearStarts: start };
}

const SAID: Readonly<Record<string, string>> = {
  yearStarts: "when the year starts",
  namedBy: "which year FY2026 is",
  weekStarts: "on which day weeks start",
  straddlingBy: "to which month weeks and cycles belong",
  cycle: "how long a pay cycle is",
};

function readPhrase({ words }: Phrase): Partial<Calendar> | undefined {
  const text = words.join(" ");
  for (const { pattern, set } of PHRASES) {
    const match = pattern.exec(text);
    if (match !== null) return set(match);
  }
  return undefined;
}

function reportPhrase(
  { words, span }: Phrase,
  file: SourceFile,
  report: (diagnostic: Diagnostic) => void,
): void {
  const help = `It knows ${listed(
    PHRASES.map(({ example }) => `\`${example}\``),
    "and",
  )}.`;
  report(diagnose(unknownPhrase, { file, span }, { phrase: words.join(" ") }, { help }));
}

function monthNumber(name: string | undefined): number {
  return MONTH_NAMES.findIndex((month) => month === name) + 1;
}

function weekdayNumber(name: string | undefined): Weekday {
  return WEEKDAYS.findIndex((day) => day === name) as Weekday;
}
