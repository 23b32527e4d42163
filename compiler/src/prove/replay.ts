/** Witnesses: people and amounts for which a finding holds, paid by the reference evaluator before they are shown. */
import type { Period, PeriodKind } from "@attain/runtime";
import { periodsIn } from "@attain/runtime";
import { Evaluator } from "../evaluate/evaluator.ts";
import { Fault } from "../evaluate/fault.ts";
import type { Given } from "../evaluate/given.ts";
import { Rational } from "../evaluate/rational.ts";
import { payPayee } from "../evaluate/run.ts";
import type { Value } from "../evaluate/trace.ts";
import type { Answer, Case } from "./case.ts";
import { periodsOfPlan } from "./conditions.ts";
import { type Form, powersOf } from "./form.ts";
import type { Letter } from "./letters.ts";
import { periodOf, type Study, type Subject } from "./study.ts";
import { Unknown } from "./unknown.ts";

/** Values of letters, by their ids. */
export type Values = ReadonlyMap<string, Rational>;

const MOST_TRIES = 300;

const FOUND = new WeakMap<Case, { readonly values: Values | undefined }>();

/** Values for which all answers of a case are right; undefined if none are found soon. */
export function valuesIn(at: Case): Values | undefined {
  const known = FOUND.get(at) ?? { values: new Search(at).run() };
  FOUND.set(at, known);
  return known.values;
}

/** Letter by letter; an answer is looked at as soon as all of its letters have values. */
class Search {
  readonly #letters: readonly Letter[];
  /** By how many of the letters have values, the answers that can then be looked at. */
  readonly #answers: readonly (readonly Answer[])[];
  readonly #at: Case;
  /** What may be tried for each letter. */
  readonly #candidates: readonly (readonly Rational[])[];
  #tries = 0;

  constructor(at: Case) {
    this.#at = at;
    const answers = at.answers.map((answer) => ({ answer, letters: lettersOf(answer.form) }));
    const involved = new Set(answers.flatMap(({ letters }) => letters));
    this.#letters = at.letters.all().filter(({ id }) => involved.has(id));
    this.#candidates = this.#letters.map((letter) => candidates(at, letter));
    const order = new Map(this.#letters.map(({ id }, i) => [id, i]));
    const last = answers.map(({ letters }) => Math.max(...letters.map((id) => order.get(id) ?? 0)));
    this.#answers = this.#letters.map((_, i) =>
      answers.flatMap(({ answer }, j) => (last[j] === i ? [answer] : [])),
    );
  }

  run(): Values | undefined {
    const usual = this.#at.letters.all();
    const values = new Map(usual.map((one) => [one.id, clamped(one, one.usual)]));
    return this.#search(0, values) ? values : undefined;
  }

  #search(index: number, values: Map<string, Rational>): boolean {
    const letter = this.#letters[index];
    if (letter === undefined) return true;
    for (const value of this.#candidates[index] ?? []) {
      this.#tries += 1;
      if (this.#tries > MOST_TRIES) return false;
      values.set(letter.id, value);
      const isRight = areRight(this.#answers[index] ?? [], values);
      if (isRight && this.#search(index + 1, values)) return true;
    }
    return false;
  }
}

function lettersOf(form: Form): string[] {
  return [...form.terms.keys()].flatMap((product) => powersOf(product).map(([letter]) => letter));
}

function areRight(answers: readonly Answer[], values: Values): boolean {
  try {
    return answers.every(
      ({ form, holds }) => form.isNegativeAt((id) => valueOf(values, id)) !== holds,
    );
  } catch (error) {
    if (error instanceof Unknown) return false;
    throw error;
  }
}

export function valueOf(values: Values, id: string): Rational {
  return values.get(id) ?? Rational.ZERO;
}

/** The usual value, and those at, below and above what it was compared with. */
function candidates(at: Case, letter: Letter): Rational[] {
  const compared = at.answers.flatMap(({ form }) => {
    const own = form.terms.get(`${letter.id}^1`);
    const rest = form.terms.get("") ?? Rational.ZERO;
    const isAlone = own !== undefined && form.terms.size === (rest.isZero() ? 1 : 2);
    return isAlone ? [rest.negated().over(own)] : [];
  });
  const tenth = Rational.of(11n, 10n);
  const around = compared.flatMap((value) => [
    value,
    value.times(tenth),
    value.over(tenth),
    value.plus(Rational.of(1n, 100n)),
  ]);
  const scaled = [1n, 2n, 10n, 100n].flatMap((by) => [
    letter.usual.times(Rational.of(by)),
    letter.usual.over(Rational.of(by)),
  ]);
  const seen = new Map(
    [letter.usual, ...around, ...scaled].map((value) => [value.toString(), value]),
  );
  return [...seen.values()].filter((value) => isInside(letter, value));
}

function isInside({ low, high }: Letter, value: Rational): boolean {
  const isLow = low === undefined || value.compare(low.value) >= (low.open ? 1 : 0);
  return isLow && (high === undefined || value.compare(high.value) <= (high.open ? -1 : 0));
}

function clamped(letter: Letter, value: Rational): Rational {
  if (isInside(letter, value)) return value;
  const { low, high } = letter;
  const middle =
    low === undefined || high === undefined
      ? (low ?? high)?.value.plus(Rational.of(low === undefined ? -1n : 1n))
      : low.value.plus(high.value).over(Rational.of(2n));
  return middle ?? value;
}

/** What is paid at a value of the axis, by the evaluator; undefined where a run would stop. */
export function payerOf(
  study: Study,
  subject: Subject,
  at: Case,
  values: Values,
  axis?: Letter,
): (x: Rational) => Rational | undefined {
  const { program, plan } = study.known;
  const kind = periodOf(study.known, subject);
  const period = periodPaid(study, at, kind);
  if (period === undefined) return () => undefined;
  return (x) => {
    const all = axis === undefined ? values : new Map(values).set(axis.id, x);
    const evaluator = new Evaluator(program, plan, new Map(), givenOf(study, at, all));
    const scope = { payee: "somebody", period };
    try {
      return subject === "payout"
        ? payPayee(evaluator, "somebody", period).payout.amount
        : evaluator.paid(subject.name, scope).amount;
    } catch (error) {
      if (error instanceof Fault) return undefined;
      throw error;
    }
  };
}

/** The pay period in which the first period of a component, or the one that the case is about, is paid. */
function periodPaid({ known }: Study, at: Case, kind: PeriodKind): Period | undefined {
  const { plan, program } = known;
  const own = periodsOfPlan(known, kind)[at.chosen.get("period") ?? 0];
  if (own === undefined || kind === plan.pays) return own;
  const inside = periodsIn(program.calendar, plan.pays, own);
  return inside.at(-1);
}

/** The values as a test would give them. */
function givenOf({ letters }: Study, at: Case, values: Values): Given {
  const numbers = letters.all().filter(({ giving }) => giving !== undefined);
  const given: Given = {
    isTest: true,
    of: () => given,
    value: (kind, name, scope): Value => {
      const letter = numbers.find(
        ({ giving }) =>
          giving?.kind === kind &&
          giving.name === name &&
          (giving.kind !== "credit" || giving.period === scope.period?.kind),
      );
      if (letter !== undefined) return values.get(letter.id);
      for (const [asked, choice] of at.chosen) {
        const question = letters.questions.get(asked);
        if (question?.kind === kind && question.name === name) return question.values[choice];
      }
      return undefined;
    },
  };
  return given;
}
