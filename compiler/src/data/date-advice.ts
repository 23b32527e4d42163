/** What to do about cells that aren't dates as the file is said to write them: a column is looked at as a whole. */
import { listed } from "../base/text.ts";
import { formatsOf, hasTime, looserFormat } from "./date-format.ts";
import { setting } from "./shown.ts";

export interface DateColumn {
  readonly field: string;
  /** What attain.json says of it. */
  readonly format: string | undefined;
  /** The texts that couldn't be read. */
  readonly texts: readonly string[];
  /** Whether other cells of the column could be read. */
  readonly isMixed: boolean;
  /** Whether what is said holds for all dates of the file. */
  readonly isAlike: boolean;
}

/** What to do about each of the texts; undefined for one that has nothing of a date. */
export function dateHelp(column: DateColumn): (text: string) => string | undefined {
  let ofAll: string | undefined;
  return (text) => {
    if (isDate(text)) return (ofAll ??= formatHelp(column));
    return OTHERS.find(([pattern]) => pattern.test(text))?.[1];
  };
}

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [
    /\d{1,2}:\d{2}.*(?:Z|[A-Z]{3,4}|[+-]\d{2}(?::?\d{2})?)$/,
    "It names a time zone, on which the day depends: export the date alone, or the time without a zone.",
  ],
  [
    /^\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3})[-/. ]\d{2}$/i,
    "A year of two digits can mean two centuries: show the column as `yyyy-mm-dd` in the spreadsheet, and export it again.",
  ],
  [
    /^\d{5}(?:\.\d+)?$/,
    "A spreadsheet counts days so: show the column as `yyyy-mm-dd` there, and export it again.",
  ],
  [/^\d{1,4}[-/. ]\w{1,3}[-/. ]\d{1,4}$/, "There is no such day: mend it in the export."],
];

function isDate(text: string): boolean {
  return formatsOf([text]).length > 0;
}

function formatHelp({ field, format, texts, isMixed, isAlike }: DateColumn): string {
  const formats = formatsOf(texts.filter(isDate));
  const settings = formats.map((one) => setting("dates", isAlike ? one : { [field]: one }));
  const looser = format === undefined ? undefined : looserFormat(format);
  if (looser !== undefined && looser !== format && formats.includes(looser))
    return `Days and months of one digit are read by \`${looser}\`: change \`dates\` in attain.json.`;
  const areTimes = format === undefined && formats.some(hasTime);
  if (isMixed && !areTimes) {
    const way = formats.length === 1 ? `as \`${formats.join("")}\` is` : "in another way";
    return `It is written ${way}, and other dates of the column as \`${format ?? "2026-03-02"}\`: write them alike in the export.`;
  }
  if (formats.length === 0)
    return "The column writes dates in several ways, so days and months could be mixed up: write them alike in the export, best as `2026-03-02`.";
  const say = areTimes
    ? "A time of day belongs to a time zone. If the day counts as it is written, say"
    : "Say";
  return formats.length === 1
    ? `${say} in attain.json how the file writes dates: ${settings.join("")}.`
    : `Whether the day or the month comes first can't be seen: say in attain.json how the file writes dates, ${listed(settings, "or")}.`;
}
