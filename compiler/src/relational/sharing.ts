/** Who is credited with what of a row, in the integer form. */
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool, Text } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { byLargestRemainder } from "./largest-remainder.ts";
import { as, ofDate } from "./lowered.ts";
import { conditionOf, numberOf, referred, type RowContext, textOf } from "./row-context.ts";

/** What somebody is credited with, if anything. */
export interface LoweredShare {
  readonly when: Bool;
  /** Undefined where nobody in particular is credited. */
  readonly payee?: Text;
  /** What refers to them. */
  readonly who?: ir.RowExpr;
  readonly amount: Num;
  /** Whether it comes from somebody below. */
  readonly isRolledUp?: true;
}

export function lowerSharing(c: RowContext, rule: ir.Credit, whole: Num): LoweredShare[] {
  const { sharing, overlays } = rule;
  return [
    ...sharesOf(c, sharing, whole, rule.origin),
    ...overlays.map(({ share, recipient }) =>
      given(c, recipient, () => number.times(whole, numberOf(c, share))),
    ),
  ];
}

function sharesOf(
  c: RowContext,
  sharing: ir.Sharing,
  whole: Num,
  origin: ir.Origin,
): LoweredShare[] {
  switch (sharing.kind) {
    case "company":
      return [{ when: form.YES, amount: whole }];
    case "one":
      return [given(c, sharing.recipient, () => whole)];
    case "split":
      return split(c, sharing, whole);
    case "as":
      throw new Unsupported("it credits whoever was credited with another row", origin);
  }
}

function given(c: RowContext, recipient: ir.Recipient, amount: () => Num): LoweredShare {
  const when = whenOf(c, recipient);
  return c.reader.under(when, () => ({
    when,
    payee: textOf(c, recipient.payee),
    who: recipient.payee,
    amount: amount(),
  }));
}

function whenOf(c: RowContext, { when, each, payee }: ir.Recipient): Bool {
  if (each !== undefined)
    throw new Unsupported(`it credits each row of ${each.source} that refers to it`, payee.origin);
  return when === undefined ? form.YES : conditionOf(c, when);
}

type Split = Extract<ir.Sharing, { readonly kind: "split" }>;

function split(c: RowContext, sharing: Split, whole: Num): LoweredShare[] {
  const { reader } = c;
  const whens = sharing.shares.map(({ recipient }) => whenOf(c, recipient));
  const told = sharing.shares.map(({ share }, i) =>
    share === "the rest" ? undefined : reader.under(at(whens, i), () => numberOf(c, share)),
  );
  const live = (share: Num, i: number): Num => number.choose(at(whens, i), share, number.ZERO);
  const rest = told.reduce<Num>(
    (left, share, i) => (share === undefined ? left : number.minus(left, live(share, i))),
    number.ONE,
  );
  const shares = told.map((share) => share ?? rest);
  doubtUnlessWhole(c, whens, shares, live);
  const amounts = amountsOf(c, sharing, whole, whens, shares);
  return sharing.shares.map(({ recipient }, i) => ({
    when: at(whens, i),
    payee: reader.under(at(whens, i), () => textOf(c, recipient.payee)),
    who: recipient.payee,
    amount: at(amounts, i),
  }));
}

/** The shares make the whole, and none is negative. */
function doubtUnlessWhole(
  { reader }: RowContext,
  whens: readonly Bool[],
  shares: readonly Num[],
  live: (share: Num, i: number) => Num,
): void {
  const total = shares.map(live).reduce(number.plus);
  reader.doubt(number.compare("≠", total, number.ONE));
  shares.forEach((share, i) => {
    reader.under(at(whens, i), () => {
      reader.doubt(number.compare("<", share, number.ZERO));
    });
  });
}

function amountsOf(
  c: RowContext,
  { increment, ties, shares: parts }: Split,
  whole: Num,
  whens: readonly Bool[],
  shares: readonly Num[],
): readonly Num[] {
  if (increment === undefined) return shares.map((share) => number.times(whole, share));
  const unit = number.parse(increment);
  const inUnits = number.over(whole, unit);
  const units = number.rounded(inUnits, "down", "1");
  // What isn't in whole units is left to the reference evaluator.
  c.reader.doubt(number.compare("≠", units, inUnits));
  const sharers = parts.map(({ recipient: { payee } }, i) => {
    const when = at(whens, i);
    const order = c.reader.under(when, () =>
      referred(c, payee, (row) => ofDate(c.reader.order(row, ties, payee.origin))),
    );
    return { when, share: at(shares, i), order: as("date", order) };
  });
  return byLargestRemainder(units.digits, sharers).map((part) =>
    number.times(number.integer(part), unit),
  );
}

function at<Item>(items: readonly Item[], i: number): Item {
  return known(items[i], "a share");
}
