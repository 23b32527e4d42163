/**
 * Cases: where an answer depends on what the plan doesn't know, each answer is followed for itself. A case is a row of
 * answers, with what they say about the letters.
 */
import { Rational } from "../evaluate/rational.ts";
import { Form, powersOf, type Product } from "./form.ts";
import type { Letters } from "./letters.ts";
import { Unknown } from "./unknown.ts";

/** More cases than this are too many to follow. */
const MOST_CASES = 128;

interface Bound {
  readonly value: Rational;
  /** Whether the value itself is left out. */
  readonly open: boolean;
}

interface Range {
  readonly low?: Bound;
  readonly high?: Bound;
}

/** What was answered of an amount: whether it is at least zero. */
export interface Answer {
  readonly form: Form;
  readonly holds: boolean;
}

/** Thrown in a case that can't be, such as one of somebody whom the plan isn't for: there are many, so it is made once. */
export const IMPOSSIBLE: Error = new Error("This case can't be.");

/** Runs once for each case, until `isEnough`; cases that can't be give nothing. Too many are unknown. */
export function inEachCase<Result>(
  letters: Letters,
  run: (at: Case) => Result,
  isEnough: (result: Result) => boolean = () => false,
): Result[] {
  const results: Result[] = [];
  let script: number[] | undefined = [];
  for (let count = 0; script !== undefined; count += 1) {
    if (count === MOST_CASES) throw new Unknown("too many cases");
    const at: Case = new Case(letters, script);
    try {
      const result = run(at);
      results.push(result);
      if (isEnough(result)) return results;
    } catch (error) {
      if (error !== IMPOSSIBLE) throw error;
    }
    script = at.next();
  }
  return results;
}

export class Case {
  readonly letters: Letters;
  readonly answers: Answer[] = [];
  readonly #script: readonly number[];
  readonly #taken: { choice: number; count: number }[] = [];
  readonly #chosen = new Map<string, number>();
  readonly #ranges = new Map<Product, Range>();

  constructor(letters: Letters, script: readonly number[] = []) {
    this.letters = letters;
    this.#script = script;
  }

  /** One of several answers to a question: the same one each time that it is asked. */
  choose(question: string, count: number): number {
    const known = this.#chosen.get(question);
    if (known !== undefined) return known;
    const choice = count < 2 ? 0 : (this.#script[this.#taken.length] ?? 0);
    if (count > 1) this.#taken.push({ choice, count });
    this.#chosen.set(question, choice);
    return choice;
  }

  /** The answers that were given to questions. */
  get chosen(): ReadonlyMap<string, number> {
    return this.#chosen;
  }

  /** The script of the case after this one. */
  next(): number[] | undefined {
    const last = this.#taken.findLastIndex(({ choice, count }) => choice + 1 < count);
    if (last === -1) return undefined;
    return this.#taken
      .slice(0, last + 1)
      .map(({ choice }, i) => (i === last ? choice + 1 : choice));
  }

  /** Below, equal to or above: what is equal only by chance counts as above. */
  compare(a: Form, b: Form): -1 | 0 | 1 {
    if (a.equals(b)) return 0;
    return this.isAtLeast(a, b) ? 1 : -1;
  }

  isAtLeast(a: Form, b: Form): boolean {
    return this.isNotNegative(a.minus(b));
  }

  isAbove(a: Form, b: Form): boolean {
    return !this.isAtLeast(b, a);
  }

  signOf(form: Form): -1 | 0 | 1 {
    return this.compare(form, Form.ZERO);
  }

  /** Whether an amount that counts as above zero, or below, is zero where a letter of each of its terms is. */
  mayBeZero(form: Form): boolean {
    return [...form.terms.keys()].every((product) =>
      powersOf(product).some(([letter, power]) => power > 0 && this.letters.mayBeZero(letter)),
    );
  }

  isNotNegative(form: Form): boolean {
    const number = form.toNumber();
    if (number !== undefined) return !number.isNegative();
    const sign = this.#commonSign(form);
    if (sign !== 0) return sign === 1;
    const simple = this.#simple(form);
    const holds =
      simple === undefined ? this.choose(`${form.toString()} >= 0`, 2) === 0 : this.#ask(simple);
    this.answers.push({ form, holds });
    return holds;
  }

  /** The sign of all terms; 0 where they differ, or one isn't known. */
  #commonSign(form: Form): -1 | 0 | 1 {
    let common: -1 | 0 | 1 = 0;
    for (const [product, factor] of form.terms) {
      const sign = this.#sign(product, factor);
      if (sign === 0 || sign === -common) return 0;
      common = sign;
    }
    return common;
  }

  /** The sign of a term, if that of each of its letters is known; else 0. */
  #sign(product: Product, factor: Rational): -1 | 0 | 1 {
    const isKnown = powersOf(product).every(
      ([letter, power]) => power % 2 === 0 || this.letters.isPositive(letter),
    );
    return isKnown ? (factor.isNegative() ? -1 : 1) : 0;
  }

  /** A form of one product and a number, with the same sign: two products are divided by the second. */
  #simple(form: Form): { product: Product; factor: Rational; rest: Rational } | undefined {
    const rest = form.terms.get("");
    const products = [...form.terms]
      .filter(([product]) => product !== "")
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const [first, second, third] = products;
    if (first === undefined || third !== undefined) return undefined;
    if (second === undefined)
      return { product: first[0], factor: first[1], rest: rest ?? Rational.ZERO };
    if (rest !== undefined || this.#sign(second[0], Rational.ONE) !== 1) return undefined;
    return this.#simple(form.over(formOf(second[0])));
  }

  /** Whether factor x product + rest is at least zero, by what is known of the product. */
  #ask({ product, factor, rest }: { product: Product; factor: Rational; rest: Rational }): boolean {
    const limit = rest.negated().over(factor);
    const upward = !factor.isNegative();
    const { low, high } = this.#rangeOf(product);
    const [ahead, behind] = upward ? [low, high] : [high, low];
    const order = (bound: Bound): number => bound.value.compare(limit) * (upward ? 1 : -1);
    if (ahead !== undefined && order(ahead) >= 0) return true;
    if (behind !== undefined && (order(behind) < 0 || (order(behind) === 0 && behind.open)))
      return false;
    const holds = this.choose(`${product} ${upward ? ">=" : "<="} ${limit.toString()}`, 2) === 0;
    this.#narrow(product, limit, holds, upward === holds);
    return holds;
  }

  #narrow(product: Product, value: Rational, closed: boolean, isLow: boolean): void {
    const bound = { value, open: !closed };
    this.#ranges.set(product, {
      ...this.#rangeOf(product),
      ...(isLow ? { low: bound } : { high: bound }),
    });
  }

  #rangeOf(product: Product): Range {
    const known = this.#ranges.get(product);
    if (known !== undefined) return known;
    const [[letter, power] = ["", 0], other] = powersOf(product);
    if (other === undefined && power === 1) return this.letters.rangeOf(letter);
    return this.#sign(product, Rational.ONE) === 1
      ? { low: { value: Rational.ZERO, open: true } }
      : {};
  }
}

function formOf(product: Product): Form {
  return powersOf(product).reduce((form, [letter, power]) => {
    const one = Form.letter(letter);
    const times = Array.from({ length: Math.abs(power) });
    return times.reduce<Form>((sum) => (power < 0 ? sum.over(one) : sum.times(one)), form);
  }, Form.ONE);
}
