/** payouts.csv of many people, written from columns of amounts without a row for anybody in memory. */
import { CURRENCIES, minorUnits, type Period } from "@attain/runtime";
import { createHash } from "node:crypto";
import { exactAmount } from "../../evaluate/format.ts";
import { Rational } from "../../evaluate/rational.ts";
import type * as ir from "../../ir/ir.ts";
import { amountOf, type PaidPeriod } from "../../kernel/pay.ts";
import type { Amounts } from "../../kernel/payee-kernel.ts";
import { cellText } from "../csv.ts";
import { ADJUSTMENT, PAYOUT_HEADINGS } from "../payouts.ts";

/** A plan's pay in one period. */
export interface BulkPart {
  readonly plan: ir.Plan;
  readonly period: Period;
  /** Keys, in order, and what people are called. */
  readonly payees: readonly string[];
  readonly nameOf: (payee: number) => string;
  readonly paid: PaidPeriod;
}

export interface WrittenPayouts {
  readonly sha256: string;
  /** What each part pays, in their order. */
  readonly sums: readonly Rational[];
}

/** Payouts in the form of `payoutsCsv`, handed to `sink` in pieces: parts in their order, payees in theirs. */
export function writePayouts(
  parts: readonly BulkPart[],
  sink: (bytes: Uint8Array) => void,
): WrittenPayouts {
  const hash = createHash("sha256");
  const write = (text: string): void => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    sink(bytes);
  };
  write(`${PAYOUT_HEADINGS.join(",")}\n`);
  const sums = parts.map((part) => writePart(part, write));
  return { sha256: hash.digest("hex"), sums };
}

/** So many characters are put together before they go to the disk. */
const CHUNK = 1 << 18;

/** Writes the lines of a part; the sum of its payouts. */
function writePart(part: BulkPart, write: (text: string) => void): Rational {
  const { plan, period, payees, nameOf, paid } = part;
  const { components, payout } = paid;
  const plain = plainCents(paid, plan.currency);
  const before = `${cellText(plan.name)},${cellText(period.name)},`;
  const after = components.map(({ name }) => cellText(name));
  let text = "";
  let sum = Rational.ZERO;
  let cents = 0n;
  for (const [i, payee] of payees.entries()) {
    const head = `${before}${cellText(payee)},${cellText(nameOf(i))},`;
    const line = (name: string, amount: string): string =>
      `${head}${name},${amount},${plan.currency}\n`;
    if (plain === undefined) {
      const parts = components.map(({ amounts }) => amountOf(amounts, i));
      const amount = amountOf(payout, i);
      sum = sum.plus(amount);
      text += exactLines(parts, amount, after, plan.currency, line);
    } else {
      cents += BigInt(plain.payout.digits[i] ?? 0);
      text += plainLines(plain, after, i, line);
    }
    if (text.length < CHUNK) continue;
    write(text);
    text = "";
  }
  write(text);
  const rest = Rational.of(cents, 10n ** BigInt(plain?.payout.scale ?? 0));
  return sum.plus(rest);
}

type Line = (name: string, amount: string) => string;

function exactLines(
  components: readonly Rational[],
  payout: Rational,
  names: readonly string[],
  currency: string,
  line: Line,
): string {
  const rest = components.reduce((left, amount) => left.minus(amount), payout);
  return [
    ...components.map((amount, j) => line(names[j] ?? "", exactAmount(amount, currency))),
    ...(rest.isZero() ? [] : [line(ADJUSTMENT, exactAmount(rest, currency))]),
    line("payout", exactAmount(payout, currency)),
  ].join("");
}

/** Amounts in doubles, whose sums and whose digits at one scale are exact. */
interface PlainAmounts {
  readonly components: readonly PlainColumn[];
  readonly payout: PlainColumn;
  /** Of the finest of them. */
  readonly scale: number;
  /** Digits after the point that an amount has at least. */
  readonly least: number;
}

interface PlainColumn {
  readonly digits: Float64Array;
  readonly scale: number;
  /** To the finest scale. */
  readonly factor: number;
}

/** Undefined where an amount doesn't end, or may be beyond what doubles hold exactly. */
function plainCents(
  { components, payout }: PaidPeriod,
  currency: string,
): PlainAmounts | undefined {
  const all = [...components.map(({ amounts }) => amounts), payout];
  const scale = Math.max(...all.map((amounts) => amounts.scale));
  const columns = all.flatMap((amounts) => plainColumn(amounts, scale, all.length));
  const last = columns.at(-1);
  if (columns.length < all.length || last === undefined || !CURRENCIES.has(currency))
    return undefined;
  return { components: columns.slice(0, -1), payout: last, scale, least: minorUnits(currency) };
}

function plainColumn(
  { digits, divisor, scale }: Amounts,
  finest: number,
  count: number,
): PlainColumn[] {
  if (!(digits instanceof Float64Array) || divisor !== undefined) return [];
  const factor = 10 ** (finest - scale);
  const most = digits.reduce((max, one) => Math.max(max, Math.abs(one)), 0);
  return most * factor * count < Number.MAX_SAFE_INTEGER ? [{ digits, scale, factor }] : [];
}

function plainLines(
  { components, payout, scale, least }: PlainAmounts,
  names: readonly string[],
  payee: number,
  line: Line,
): string {
  const at = ({ digits, factor }: PlainColumn): number => (digits[payee] ?? 0) * factor;
  const amounts = components.map(at);
  const paid = at(payout);
  const rest = amounts.reduce((left, amount) => left - amount, paid);
  const shown = (digits: number): string => decimalText(digits, scale, least);
  let text = "";
  for (const [j, amount] of amounts.entries()) text += line(names[j] ?? "", shown(amount));
  if (rest !== 0) text += line(ADJUSTMENT, shown(rest));
  return text + line("payout", shown(paid));
}

/** `digits / 10^scale` as decimal text, with at least `least` digits after the point. */
function decimalText(digits: number, scale: number, least: number): string {
  const sign = digits < 0 ? "-" : "";
  const all = String(Math.abs(digits)).padStart(scale + 1, "0");
  const [whole, fraction] = [all.slice(0, all.length - scale), all.slice(all.length - scale)];
  const kept =
    fraction.slice(0, least).padEnd(least, "0") + fraction.slice(least).replace(/0+$/, "");
  return kept === "" ? sign + whole : `${sign}${whole}.${kept}`;
}
