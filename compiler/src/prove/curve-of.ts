/** What pays as a function of one measure, in numbers: for a quota, a target and all else that is given. */
import { Rational } from "../evaluate/rational.ts";
import type { Case } from "./case.ts";
import type { Curve } from "./curve.ts";
import { nameOf } from "./moves.ts";
import type { Study, Subject } from "./study.ts";
import { attempt, Unknown } from "./unknown.ts";

/** At `from` itself `at` is paid; from there up to the next piece `base + slope x`. */
export interface NumberPiece {
  readonly from: Rational;
  readonly at: Rational;
  readonly base: Rational;
  readonly slope: Rational;
}

/**
 * The exact curve of a component or of the payout along a credit or a measure, before it is rounded: one for each answer
 * that there may be to questions that aren't about amounts, such as which role somebody has. `given` are the values of
 * what a test would give, by name: `Quotas.amount`, `margin_won`, another credit.
 */
export function curvesOf(
  study: Study,
  subject: Subject,
  axis: string,
  given: ReadonlyMap<string, Rational>,
): readonly (readonly NumberPiece[])[] | { readonly unknown: string } {
  const letter = study.axes(subject).find((one) => nameOf(one) === axis);
  if (letter === undefined) return { unknown: `nothing is paid along \`${axis}\`` };
  const cases = study.cases(subject, letter.key);
  if ("unknown" in cases) return cases;
  const valueOf = (id: string): Rational => {
    const one = study.letters.get(id);
    const name = one === undefined ? id : nameOf(one);
    const value = one?.giving?.kind === "earlier" ? Rational.ZERO : given.get(name);
    if (value === undefined) throw new Unknown(`\`${name}\` isn't given`);
    return value;
  };
  const found = attempt(() =>
    cases
      .filter(({ at }) => holds(at, valueOf))
      .map(({ column }) => inNumbers(column.amount, valueOf)),
  );
  return "known" in found ? found.known : found;
}

function holds({ answers }: Case, valueOf: (id: string) => Rational): boolean {
  return answers.every((answer) => answer.form.isNegativeAt(valueOf) !== answer.holds);
}

function inNumbers(curve: Curve, valueOf: (id: string) => Rational): NumberPiece[] {
  return curve.map(({ from, at, base, slope }) => ({
    from: from.valueAt(valueOf),
    at: at.valueAt(valueOf),
    base: base.valueAt(valueOf),
    slope: slope.valueAt(valueOf),
  }));
}
