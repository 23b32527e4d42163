/** The entries of a ledger: what a close says of itself, and the amounts that it posts. */
import type { PlainDate } from "@attain/runtime";
import { exactAmount } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";

/** The first entry of each close: which periods it closes, and what the amounts below it were computed from and by. */
export interface CloseEntry {
  readonly kind: "close";
  /** As it was asked for; late changes that are posted below belong to it. */
  readonly period: string;
  readonly asOf: PlainDate;
  readonly closes: readonly ClosedPart[];
  /** SHA-256, as those of plans and data. */
  readonly compiler: string;
  readonly runtime: string;
  readonly config: string;
  readonly plans: readonly { readonly path: string; readonly sha256: string }[];
  readonly data: readonly { readonly file: string; readonly sha256: string }[];
  /** How many entries follow in this close. */
  readonly entries: number;
  /** What they come to, by currency. */
  readonly totals: Readonly<Record<string, string>>;
}

/** A pay period of a plan that is closed. */
export interface ClosedPart {
  readonly plan: string;
  readonly period: string;
  readonly start: PlainDate;
  readonly end: PlainDate;
}

/** An amount of one person, as exact text: for one plan, pay period and component. */
export interface Amount {
  readonly plan: string;
  readonly period: string;
  readonly payee: string;
  readonly name: string;
  readonly component: string;
  readonly amount: string;
  readonly currency: string;
}

/** What a period came to when it was closed. */
export interface PayEntry extends Amount {
  readonly kind: "pay";
}

/** What a closed period comes to now, less what was posted for it before. */
export interface DifferenceEntry extends Amount {
  readonly kind: "difference";
  /** The number of the entry that it goes back to: the amount as it was first posted, or the close that had none. */
  readonly corrects: number;
}

export type Body = CloseEntry | PayEntry | DifferenceEntry;

/** An entry in its place. */
export type Entry<Of extends Body = Body> = Of & {
  /** Counted from 1 through the whole ledger. */
  readonly n: number;
  /** The hash of the entry before. */
  readonly previous: string;
  readonly hash: string;
};

/** A number that an entry writes: `-12.50`, or `1/3` where the digits don't end. */
export function amountOf(text: string): Rational {
  const [numerator = "0", denominator] = text.split("/");
  const number = Rational.parse(numerator);
  return denominator === undefined ? number : number.over(Rational.parse(denominator));
}

/** Sums by currency, in order, as exact text. */
export function totalsOf(
  amounts: readonly Pick<Amount, "amount" | "currency">[],
): Record<string, string> {
  const sums = new Map<string, Rational>();
  for (const { amount, currency } of amounts)
    sums.set(currency, (sums.get(currency) ?? Rational.ZERO).plus(amountOf(amount)));
  return Object.fromEntries(
    [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, sum]) => [currency, exactAmount(sum, currency)]),
  );
}
