/** People who would see how pay moves: the values on both sides of a place, and how they are written. */
import { CURRENCIES, minorUnits } from "@attain/runtime";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Case } from "./case.ts";
import type { Form } from "./form.ts";
import type { Letter } from "./letters.ts";
import { payerOf, valueOf, valuesIn, type Values } from "./replay.ts";
import type { Studied, Study, Subject } from "./study.ts";
import type { Move } from "./traits.ts";
import { attempt } from "./unknown.ts";

/** A value of the measure, and what is paid at it. */
export interface Paid {
  readonly x: Rational;
  readonly pay: Rational;
}

/** What somebody is paid on both sides of a place: the two neighbours between which the pay changes most. */
export function acrossJump(
  study: Study,
  subject: Subject,
  { at }: Studied,
  axis: Letter,
  place: Form,
): readonly [Paid, Paid] | undefined {
  return witnessed(study, subject, at, axis, (values, payAt) => {
    const grain = grainOf(study, axis.unit);
    const middle = place.valueAt((id) => valueOf(values, id));
    const below = middle.rounded("floor", grain);
    const start = below.equals(middle) ? below.minus(grain) : below;
    const pays = [0n, 1n, 2n].flatMap((step) => payAt(start.plus(grain.times(Rational.of(step)))));
    const pairs = pays.slice(1).map((after, i) => [pays[i] ?? after, after] as const);
    return pairs.sort((a, b) => changeOf(b).compare(changeOf(a)))[0];
  });
}

function changeOf([before, after]: readonly [Paid, Paid]): Rational {
  const change = after.pay.minus(before.pay);
  return change.isNegative() ? change.negated() : change;
}

/** What somebody is paid at both ends of a line, or at its start and well beyond. */
export function alongLine(
  study: Study,
  subject: Subject,
  { at }: Studied,
  axis: Letter,
  { from, to }: Move,
): readonly [Paid, Paid] | undefined {
  return witnessed(study, subject, at, axis, (values, payAt) => {
    const grain = grainOf(study, axis.unit);
    const letters = (id: string): Rational => valueOf(values, id);
    const start = from.valueAt(letters).rounded("ceiling", grain);
    const end =
      to?.valueAt(letters).minus(grain).rounded("ceiling", grain) ??
      Rational.greatest(start, axis.usual).times(Rational.of(2n));
    const [first] = payAt(start.plus(grain));
    const [last] = payAt(end);
    return first === undefined || last === undefined || end.compare(start) <= 0
      ? undefined
      : [first, last];
  });
}

function witnessed<Result>(
  study: Study,
  subject: Subject,
  at: Case,
  axis: Letter,
  look: (values: Values, payAt: (x: Rational) => Paid[]) => Result,
): Result | undefined {
  const values = valuesIn(at);
  if (values === undefined) return undefined;
  const payer = payerOf(study, subject, at, values, axis);
  const payAt = (x: Rational): Paid[] => {
    const pay = payer(x);
    return pay === undefined ? [] : [{ x, pay }];
  };
  const found = attempt(() => look(values, payAt));
  return "known" in found ? found.known : undefined;
}

/** The smallest step of a measure: a cent, one thing, a hundredth of a percent. */
export function grainOf({ known: { program } }: Study, unit: string): Rational {
  if (unit === "ratio") return Rational.of(1n, 10_000n);
  const [money = unit] = unit.split(" per ");
  const places = CURRENCIES.has(money) ? minorUnits(money) : (program.units[money] ?? 0);
  return Rational.of(1n, 10n ** BigInt(places));
}

export function moneyOf({ known: { plan } }: Study, amount: Rational): string {
  return formatNumber(amount, plan.currency);
}

export function measureOf(letter: Letter, value: Rational): string {
  return formatNumber(value, letter.unit);
}

/** A measure as its plan calls it. */
export function nameOf({ giving }: Letter): string {
  return giving?.name ?? "what a deal is credited with";
}

export function subjectName(subject: Subject): string {
  return subject === "payout" ? "payout" : subject.name;
}
