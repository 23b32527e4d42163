/**
 * Numbers as exports write them: with signs of currencies, with groups of digits, negative in brackets.
 *
 * What has one meaning is read. What has two is refused with the reason, unless attain.json says how the file writes
 * numbers.
 */
import { CURRENCIES } from "@attain/runtime";
import { listed } from "../base/text.ts";
import { currenciesOf } from "./currency-signs.ts";
import { setting } from "./shown.ts";

/** How a file writes 1234.5; attain.json shows it by this number. */
export const NUMBER_STYLES = ["1,234.50", "1.234,50"] as const;
export type NumberStyle = (typeof NUMBER_STYLES)[number];

export interface NumberFormat {
  readonly unit: string;
  /** Undefined where attain.json says nothing. */
  readonly style: NumberStyle | undefined;
  /** The file separates cells by semicolons, as is done where the comma separates decimals. */
  readonly semicolons: boolean;
}

export type WrittenNumber =
  /** With a point before its decimals, without groups, perhaps with `%` after it. */
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly help?: string };

/** A number, the mark of a currency before or after it, and a minus in one of the places where exports put it. */
const PARTS =
  /^(?<open>\()?(?<first>[-+])?(?<before>[^\d\s.,'()+%-]*) ?(?<second>[-+])?(?<digits>(?:\d|[.,' ](?=\d))+) ?(?<percent>%)? ?(?<after>[^\d\s.,'()+%-]*)(?<third>-)?(?<close>\))?$/;

export function plainNumber(written: string, format: NumberFormat): WrittenNumber {
  if (isPlain(written, format)) return { ok: true, text: written };
  const text = tidied(written, format.unit);
  const parts: Parts | undefined = PARTS.exec(text)?.groups;
  if (parts === undefined) return refused(otherHelp(text));
  const { before = "", digits = "", percent, after = "" } = parts;
  const sign = signOf(parts);
  if (sign === undefined) return refused();
  const mark = markHelp(before, after, format.unit);
  if (mark !== undefined) return refused(mark);
  if (percent !== undefined && format.unit !== "ratio")
    return refused("Its field isn't a `Ratio`, so it holds no percentage.");
  const plain = plainDigits(digits, format);
  return plain.ok ? { ok: true, text: `${sign}${plain.text}${percent ?? ""}` } : plain;
}

/** A minus in any of its places; undefined if there are several signs, or half a pair of brackets. */
function signOf({ open, close, first, second, third }: Parts): "-" | "" | undefined {
  const signs = [first, second, third].filter((sign) => sign !== undefined);
  if (open !== undefined && close !== undefined) return signs.length === 0 ? "-" : undefined;
  if (open !== undefined || close !== undefined || signs.length > 1) return undefined;
  return signs[0] === "-" ? "-" : "";
}

type Parts = Readonly<Record<string, string | undefined>>;

/** Whether a number is written as it is read; most are, so they are spared the rest. */
function isPlain(written: string, { style, semicolons }: NumberFormat): boolean {
  const hasPoint = style !== NUMBER_STYLES[1] && (style !== undefined || !semicolons);
  return (hasPoint ? /^-?\d+(?:\.\d+)?$/ : /^-?\d+$/).test(written);
}

/** The signs that stand for others, and the words of a unit after the number: `12 seat`, `5.00 USD per seat`. */
function tidied(written: string, unit: string): string {
  const text = written
    .replace(/[\u00A0\u2007\u2009\u202F]/g, " ")
    .replaceAll("\u2212", "-")
    .replaceAll("\u2019", "'");
  const suffix = ` ${unit}`;
  return text.endsWith(suffix) ? text.slice(0, -suffix.length).trimEnd() : text;
}

function refused(help?: string): WrittenNumber {
  return help === undefined ? { ok: false } : { ok: false, help };
}

/** What is wrong with the marks before and after a number; undefined if nothing is. */
function markHelp(before: string, after: string, unit: string): string | undefined {
  const [currency = ""] = unit.split(" ");
  const wrong = [before, after].find(
    (mark) => mark !== "" && !currenciesOf(mark).includes(currency),
  );
  if (wrong === undefined) return undefined;
  const others = currenciesOf(wrong);
  if (others.length === 0) return "Write the number alone, with all its digits.";
  if (!CURRENCIES.has(currency)) return "Its field holds no money: write the number alone.";
  return `It is in ${listed(others.slice(0, 3), "or")}, and its field holds ${currency}: convert it in the export.`;
}

function plainDigits(digits: string, { style, semicolons }: NumberFormat): WrittenNumber {
  if (style === undefined && semicolons && EITHER.test(digits)) {
    const [plain, pointed] = [digits.replace(/[.,]/, ""), digits.replace(",", ".")];
    const [point, comma] = NUMBER_STYLES.map((one) => setting("numbers", one));
    return refused(
      `It is ${plain} or ${pointed}: a file with semicolons can mean either. Say in attain.json how it writes numbers: ${point} or ${comma}.`,
    );
  }
  const own = style ?? NUMBER_STYLES[0];
  const text = read(digits, own);
  if (text !== undefined) return { ok: true, text };
  const other = NUMBER_STYLES.find((one) => one !== own && read(digits, one) !== undefined);
  if (other === undefined) return refused("The signs between its digits aren't those of a number.");
  const said = setting("numbers", other);
  return refused(
    style === undefined
      ? `It is written as \`${other}\` is. If the whole file writes numbers so, say it in attain.json: ${said}.`
      : `attain.json says that the file writes numbers as \`${style}\`. If that isn't so: ${said}.`,
  );
}

/** One sign with three digits after it: a group of thousands, or decimals. */
const EITHER = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** The digits with a point before the decimals and nothing else; undefined if they aren't of this style. */
function read(digits: string, style: NumberStyle): string | undefined {
  const [decimal, group] = style === "1,234.50" ? [".", ","] : [",", "."];
  const [whole = "", fraction, ...others] = digits.split(decimal);
  if (others.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined;
  const isGrouped = GROUPED.test(whole) || (group === "," && INDIAN.test(whole));
  if (!isGrouped && !/^\d*$/.test(whole)) return undefined;
  const plain = whole.replace(/[.,' ]/g, "");
  return `${plain === "" ? "0" : plain}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** `1,234,567`, with one kind of sign; a number doesn't begin with a group of zeros. */
const GROUPED = /^[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*$/;
/** `12,34,567`. */
const INDIAN = /^[1-9]\d?(?:,\d{2})*,\d{3}$/;

/** What is said of a text that isn't written as a number is. */
function otherHelp(text: string): string | undefined {
  if (/^#[A-Z/0?!]+$/i.test(text)) return "A formula of the spreadsheet has failed: mend it there.";
  if (/^[-+]?[\d.,]+e[-+]?\d+$/i.test(text))
    return "A spreadsheet has shortened it, and digits may be lost: show the column as a number with all its digits, and export it again.";
  return undefined;
}

/** A number of JSON or Parquet without an exponent: `1.5e3` is `1500`. Nothing has been cut off there. */
export function withoutExponent(written: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([-+]?\d{1,3})$/i.exec(written);
  if (parts === null) return written;
  const [, sign = "", whole = "", fraction = "", exponent = ""] = parts;
  const [digits, point] = [whole + fraction, whole.length + Number(exponent)];
  const padded = digits.padStart(digits.length + Math.max(0, 1 - point), "0");
  const at = Math.max(1, point);
  const [left, right] = [padded.padEnd(at, "0").slice(0, at), padded.slice(at)];
  return `${sign}${left}${right === "" ? "" : `.${right}`}`;
}
