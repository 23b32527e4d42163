/** Cells of data: text that is read by the type of its field, or refused in the reader's words. */
import { type Calendar, Quantity, parseDate, parsePeriod } from "@attain/runtime";
import { nearest } from "../base/text.ts";
import type { Cell } from "./dataset.ts";
import type { SourceField } from "./source.ts";
import type { ValueType } from "./value.ts";

export interface CellFormat {
  readonly type: ValueType;
  /** Digits after the point that a cell may have. */
  readonly places?: number;
  /** The column holds percents: 35 means 35 %. */
  readonly percent?: boolean;
}

export type CellReading =
  | { readonly ok: true; readonly cell: Cell }
  | {
      readonly ok: false;
      readonly kind: "type" | "places" | "member";
      /** What should stand there. */
      readonly expected: string;
      readonly help?: string;
    };

/** Reads text that isn't empty. */
export function readCell(format: CellFormat, text: string, calendar: Calendar): CellReading {
  const { type } = format;
  switch (type.kind) {
    case "number":
      return readNumber(format, type.unit, text);
    case "date":
      return readDate(text);
    case "yes or no":
      return readYesNo(text);
    case "enum":
      return readMember(type.members, text);
    case "period":
      return readPeriod(type.period, text, calendar);
    case "text":
    case "row":
      return { ok: true, cell: text };
  }
}

const NUMBER = /^(-)?([1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

function readNumber({ places, percent }: CellFormat, unit: string, text: string): CellReading {
  const isPercent = text.endsWith("%");
  const suffix = unit === "ratio" ? /\s*%$/ : new RegExp(`\\s+${escaped(unit)}$`);
  const match = NUMBER.exec(text.replace(suffix, ""));
  if (match === null || (isPercent && unit !== "ratio")) return refuseNumber(unit, text);
  const [, sign = "", whole = "0", fraction = ""] = match;
  const digits = withoutZeros(`${whole.replaceAll(",", "")}.${fraction}`);
  const value = isPercent || (percent === true && unit === "ratio") ? shifted(digits, 2) : digits;
  if (places !== undefined && placesOf(value) > places) {
    const expected = places === 0 ? "a whole number" : `at most ${places} digits after the point`;
    return { ok: false, kind: "places", expected };
  }
  return { ok: true, cell: value === "0" ? value : sign + value };
}

function placesOf(digits: string): number {
  return digits.split(".")[1]?.length ?? 0;
}

function refuseNumber(unit: string, text: string): CellReading {
  const help = /[$€£¥]/.test(text)
    ? "A cell holds the amount without a sign of a currency; the source says which it is."
    : /^\d{1,3}(\.\d{3})*,\d+$/.test(text)
      ? "The point separates decimals: `1250.50`."
      : undefined;
  const expected = expectedNumber(unit);
  return { ok: false, kind: "type", expected, ...(help === undefined ? {} : { help }) };
}

/** What a cell of a unit looks like. */
export function expectedNumber(unit: string): string {
  if (unit === "ratio") return "a ratio such as `35%` or `0.35`";
  return unit === "count" ? "a whole number" : "a number such as `1250.50`";
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Moves the point to the left. */
function shifted(digits: string, by: number): string {
  const [whole = "0", fraction = ""] = digits.split(".");
  const padded = whole.padStart(by + 1, "0");
  return withoutZeros(`${padded.slice(0, -by)}.${padded.slice(-by)}${fraction}`);
}

function withoutZeros(digits: string): string {
  return digits
    .replace(/^0+(?=\d)/, "")
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?$/;

function readDate(text: string): CellReading {
  const date = parseDate(MIDNIGHT.exec(text)?.[1] ?? text);
  if (date !== undefined) return { ok: true, cell: date };
  const expected = "a date such as `2026-03-02`";
  const help = /^\d{4}-\d{2}-\d{2}[T ]/.test(text)
    ? "A time of day belongs to a time zone, and the day depends on it: write the date alone."
    : undefined;
  return { ok: false, kind: "type", expected, ...(help === undefined ? {} : { help }) };
}

function readYesNo(text: string): CellReading {
  const word = text.toLowerCase();
  if (word === "yes" || word === "true") return { ok: true, cell: true };
  if (word === "no" || word === "false") return { ok: true, cell: false };
  return { ok: false, kind: "type", expected: "`yes` or `no`" };
}

function readMember(members: readonly string[], text: string): CellReading {
  if (members.includes(text)) return { ok: true, cell: text };
  const meant = nearest(text, members);
  const expected = `one of ${members.map((member) => `\`${member}\``).join(", ")}`;
  return {
    ok: false,
    kind: "member",
    expected,
    ...(meant === undefined ? {} : { help: `Did you mean \`${meant}\`?` }),
  };
}

function readPeriod(kind: string, text: string, calendar: Calendar): CellReading {
  const period = parsePeriod(calendar, text);
  if (period?.kind === kind) return { ok: true, cell: period.name };
  return {
    ok: false,
    kind: "type",
    expected: `a ${kind} such as \`${EXAMPLES[kind] ?? "FY2026"}\``,
  };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  Day: "2026-03-02",
  Week: "2026-W09",
  Cycle: "2026-C05",
  Month: "2026-03",
  Quarter: "FY2026-Q1",
  Half: "FY2026-H1",
  Year: "FY2026",
};

/** The limit that a number, as decimal text, doesn't keep to. */
export function brokenLimit(
  limits: SourceField["limits"],
  digits: string,
): SourceField["limits"][number] | undefined {
  const value = Quantity.of(digits, "number");
  return limits.find(({ bound, value: limit }) => {
    const at = Quantity.of(limit, "number");
    switch (bound) {
      case "at least":
        return value.isBelow(at);
      case "at most":
        return value.isAbove(at);
      case "above":
        return value.isAtMost(at);
      case "below":
        return value.isAtLeast(at);
    }
  });
}
