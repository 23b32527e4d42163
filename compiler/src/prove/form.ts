/**
 * Amounts with letters in them: sums of products of quantities that a plan doesn't know, such as quota and target, with
 * exact factors. `0.08 target / quota` is one product, its factor 0.08.
 */
import { Rational } from "../evaluate/rational.ts";
import { Unknown } from "./unknown.ts";

/** A product of letters with their powers, as text: `a^1 b^-1`; of no letters, nothing. */
export type Product = string;

export class Form {
  /** The factor of each product, none of them zero. */
  readonly terms: ReadonlyMap<Product, Rational>;

  static readonly ZERO: Form = new Form(new Map());
  static readonly ONE: Form = Form.of(Rational.ONE);

  private constructor(terms: ReadonlyMap<Product, Rational>) {
    this.terms = terms;
  }

  static of(value: Rational): Form {
    return value.isZero() ? Form.ZERO : new Form(new Map([["", value]]));
  }

  static letter(name: string): Form {
    return new Form(new Map([[`${name}^1`, Rational.ONE]]));
  }

  plus(other: Form): Form {
    if (this.isZero()) return other;
    if (other.isZero()) return this;
    const terms = new Map(this.terms);
    for (const [product, factor] of other.terms) {
      const sum = terms.get(product)?.plus(factor) ?? factor;
      if (sum.isZero()) terms.delete(product);
      else terms.set(product, sum);
    }
    return new Form(terms);
  }

  minus(other: Form): Form {
    return other.isZero() ? this : this.plus(other.negated());
  }

  negated(): Form {
    return new Form(
      new Map([...this.terms].map(([product, factor]) => [product, factor.negated()])),
    );
  }

  times(other: Form): Form {
    if (this.isZero() || other.equals(Form.ONE)) return this;
    if (other.isZero() || this.equals(Form.ONE)) return other;
    const number = other.toNumber();
    if (number !== undefined) return this.scaled(number);
    let sum = Form.ZERO;
    for (const [product, factor] of this.terms) {
      const parts = [...other.terms].map(
        ([with_, by]) => [multiplied(product, with_, 1), factor.times(by)] as const,
      );
      sum = sum.plus(new Form(new Map(parts)));
    }
    return sum;
  }

  private scaled(by: Rational): Form {
    return new Form(
      new Map([...this.terms].map(([product, factor]) => [product, factor.times(by)])),
    );
  }

  /** By one product, which is not zero; by a sum of several nothing exact can be said. */
  over(other: Form): Form {
    const [only, second] = other.terms;
    if (only === undefined || second !== undefined) throw new Unknown("a division by a sum");
    const [by, divisor] = only;
    if (by === "") return this.scaled(Rational.ONE.over(divisor));
    const parts = [...this.terms].map(
      ([product, factor]) => [multiplied(product, by, -1), factor.over(divisor)] as const,
    );
    return new Form(new Map(parts));
  }

  isZero(): boolean {
    return this.terms.size === 0;
  }

  equals(other: Form): boolean {
    if (this === other) return true;
    if (this.terms.size !== other.terms.size) return false;
    for (const [product, factor] of this.terms)
      if (other.terms.get(product)?.equals(factor) !== true) return false;
    return true;
  }

  /** The number that this is, if there is no letter in it. */
  toNumber(): Rational | undefined {
    if (this.isZero()) return Rational.ZERO;
    return this.terms.size === 1 ? this.terms.get("") : undefined;
  }

  /** What it comes to where letters have values. */
  valueAt(values: (letter: string) => Rational): Rational {
    return [...this.terms].reduce(
      (sum, [product, factor]) => sum.plus(factor.times(productAt(product, values))),
      Rational.ZERO,
    );
  }

  /** Whether it comes to less than zero there. The fraction isn't brought to lowest terms for that. */
  isNegativeAt(values: (letter: string) => Rational): boolean {
    let [numerator, denominator] = [0n, 1n];
    for (const [product, factor] of this.terms) {
      let [above, below] = [factor.numerator, factor.denominator];
      for (const [letter, power] of powersOf(product)) {
        const value = values(letter);
        if (value.isZero() && power < 0) throw new Unknown("a division by zero");
        const by = BigInt(Math.abs(power));
        above *= (power < 0 ? value.denominator : value.numerator) ** by;
        below *= (power < 0 ? value.numerator : value.denominator) ** by;
      }
      numerator = numerator * below + above * denominator;
      denominator *= below;
    }
    return numerator !== 0n && numerator < 0n !== denominator < 0n;
  }

  toString(): string {
    return [...this.terms]
      .map(([product, factor]) => `${factor.toString()} ${product}`)
      .sort()
      .join(" + ");
  }
}

type Powers = readonly (readonly [letter: string, power: number])[];

const POWERS = new Map<Product, Powers>();

/** The letters of a product with their powers. Plans have the same few: they are read once. */
export function powersOf(product: Product): Powers {
  const known = POWERS.get(product);
  if (known !== undefined) return known;
  const powers = product === "" ? [] : readPowers(product);
  POWERS.set(product, powers);
  return powers;
}

function readPowers(product: Product): Powers {
  return product.split(" ").map((part) => {
    const at = part.lastIndexOf("^");
    return [part.slice(0, at), Number(part.slice(at + 1))] as const;
  });
}

const MULTIPLIED = new Map<string, Product>();

/** One product by another, or over it; each is worked out once. */
function multiplied(a: Product, b: Product, sign: 1 | -1): Product {
  if (b === "") return a;
  const key = `${a}${sign === 1 ? " * " : " / "}${b}`;
  const product = MULTIPLIED.get(key) ?? newProduct(a, b, sign);
  MULTIPLIED.set(key, product);
  return product;
}

function newProduct(a: Product, b: Product, sign: 1 | -1): Product {
  const powers = new Map(powersOf(a));
  for (const [letter, power] of powersOf(b)) {
    powers.set(letter, (powers.get(letter) ?? 0) + sign * power);
  }
  return [...powers]
    .filter(([, power]) => power !== 0)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([letter, power]) => `${letter}^${power}`)
    .join(" ");
}

function productAt(product: Product, values: (letter: string) => Rational): Rational {
  return powersOf(product).reduce((sum, [letter, power]) => {
    const value = values(letter);
    if (value.isZero() && power < 0) throw new Unknown("a division by zero");
    const factor = power < 0 ? Rational.ONE.over(value) : value;
    return Array.from({ length: Math.abs(power) }).reduce<Rational>(
      (all) => all.times(factor),
      sum,
    );
  }, Rational.ONE);
}
