/** Dates as exports write them: `MM/DD/YYYY`, `D.M.YYYY`, `DD-MMM-YYYY`, `YYYY-MM-DD time`. */
import { parseDate, type PlainDate } from "@attain/runtime";

/**
 * The formats there are, as a regular expression (the schema of attain.json holds the same). Two digits never make
 * a year, since its century would be guessed; without separators every part has a fixed width. `time` stands for a
 * time of day without a zone, which is passed over.
 */
export const DATE_FORMAT =
  "^(?:YYYY[-/. ]M{1,3}[-/. ]D{1,2}|D{1,2}[-/. ]M{1,3}[-/. ]YYYY|M{1,3}[-/. ]D{1,2}(?:, |[-/. ])YYYY|YYYYMMDD|DDMMYYYY|MMDDYYYY)(?: time)?$";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `M` and `D` take one digit or two, `MM` and `DD` exactly two, `MMM` the first letters of a month. */
const PARTS: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  MMM: `(?<name>${MONTHS.join("|")})`,
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{2})",
  D: "(?<day>\\d{1,2})",
};

const TIME = "(?:T|,? )\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?[ap]m)?";
const WITH_TIME = " time";

export type DateReader = (text: string) => PlainDate | undefined;

/** What reads dates of a format, which is one of those there are. */
export function dateReader(format: string): DateReader {
  const date = format.replace(WITH_TIME, "");
  const pattern = date.replace(/YYYY|M{1,3}|D{1,2}|\./g, (part) => PARTS[part] ?? "\\.");
  const regExp = new RegExp(`^${pattern}${date === format ? "" : `(?:${TIME})?`}$`, "i");
  return (text) => {
    const parts = regExp.exec(text)?.groups;
    if (parts === undefined) return undefined;
    const { year = "", month, name = "", day = "" } = parts;
    const number = month ?? String(MONTHS.indexOf(name.toLowerCase()) + 1);
    return parseDate(`${year}-${number.padStart(2, "0")}-${day.padStart(2, "0")}`);
  };
}

/** Formats that exports use; of two that differ in digits only, the one that says more stands first. */
const USUAL = [
  "MM/DD/YYYY",
  "DD/MM/YYYY",
  "M/D/YYYY",
  "D/M/YYYY",
  "DD.MM.YYYY",
  "D.M.YYYY",
  "MM-DD-YYYY",
  "DD-MM-YYYY",
  "M-D-YYYY",
  "D-M-YYYY",
  "YYYY-MM-DD",
  "YYYY-M-D",
  "YYYY/M/D",
  "YYYY.M.D",
  "DD-MMM-YYYY",
  "D-MMM-YYYY",
  "D MMM YYYY",
  "MMM D, YYYY",
  "YYYYMMDD",
];

const READERS: ReadonlyMap<string, DateReader> = new Map(
  [...USUAL, ...USUAL.map((format) => format + WITH_TIME)].map((format) => [
    format,
    dateReader(format),
  ]),
);

/** The usual formats that read all of these texts: two where day and month can't be told apart. */
export function formatsOf(texts: readonly string[]): string[] {
  const suffix = texts.some((text) => new RegExp(`${TIME}$`, "i").test(text)) ? WITH_TIME : "";
  const reading = USUAL.map((format) => format + suffix).filter((format) => {
    const read = READERS.get(format);
    return texts.every((text) => read?.(text) !== undefined);
  });
  return reading.filter(
    (format, i) => !reading.slice(0, i).some((one) => looserFormat(one) === format),
  );
}

/** Whether a format passes over times of day. */
export function hasTime(format: string): boolean {
  return format.endsWith(WITH_TIME);
}

/** The same format with days and months of one digit or two. */
export function looserFormat(format: string): string {
  return format.replace(/\bMM\b/, "M").replace(/\bDD\b/, "D");
}
