/**
 * Curves: a value as an exact function of one measure from zero on, made of straight pieces. It may jump between pieces,
 * and where two meet the point itself has a value of its own. A condition is a curve of ones and zeros.
 */
import type { Case } from "./case.ts";
import { Rational } from "../evaluate/rational.ts";
import { Form } from "./form.ts";
import { Unknown } from "./unknown.ts";

/** At `from` itself it is `at`; from there up to the next piece `base + slope x`. */
export interface Piece {
  readonly from: Form;
  readonly at: Form;
  readonly base: Form;
  readonly slope: Form;
}

/** The first piece starts at zero; the last one has no end. */
export type Curve = readonly Piece[];

const { ZERO, ONE } = Form;

export function flat(value: Form): Curve {
  return [{ from: ZERO, at: value, base: value, slope: ZERO }];
}

/** The measure itself. */
export const AXIS: Curve = [{ from: ZERO, at: ZERO, base: ZERO, slope: ONE }];
export const NEVER: Curve = flat(ZERO);
export const ALWAYS: Curve = flat(ONE);

/** The value where a curve doesn't depend on its measure. */
export function flatValue(curve: Curve): Form | undefined {
  const [only, other] = curve;
  return only !== undefined &&
    other === undefined &&
    only.slope.isZero() &&
    only.at.equals(only.base)
    ? only.base
    : undefined;
}

export function onPiece({ base, slope }: Pick<Piece, "base" | "slope">, x: Form): Form {
  return slope.isZero() ? base : base.plus(slope.times(x));
}

/** What a curve comes to at a place. */
export function valueOn(at: Case, curve: Curve, x: Form): Form {
  const piece = curve.findLast(({ from }) => at.isAtLeast(x, from)) ?? curve[0];
  if (piece === undefined) return ZERO;
  return piece.from.equals(x) ? piece.at : onPiece(piece, x);
}

export function add(at: Case, a: Curve, b: Curve): Curve {
  return joined(at, a, b, (left, right) => ({
    at: left.at.plus(right.at),
    base: left.base.plus(right.base),
    slope: left.slope.plus(right.slope),
  }));
}

export function scale(curve: Curve, by: Form): Curve {
  return curve.map(({ from, ...piece }) => ({
    from,
    at: piece.at.times(by),
    base: piece.base.times(by),
    slope: piece.slope.times(by),
  }));
}

const MINUS: Form = ONE.negated();

export function subtract(at: Case, a: Curve, b: Curve): Curve {
  return add(at, a, scale(b, MINUS));
}

/** Of two that both grow the product isn't straight. */
export function multiply(at: Case, a: Curve, b: Curve): Curve {
  return joined(at, a, b, (left, right) => {
    const bends = !left.slope.isZero() && !right.slope.isZero();
    if (bends) throw new Unknown("the product of two amounts that both grow isn't a straight line");
    return {
      at: left.at.times(right.at),
      base: left.base.times(right.base),
      slope: left.base.times(right.slope).plus(left.slope.times(right.base)),
    };
  });
}

/** Where the divisor is zero, `ifZero`. */
export function divide(at: Case, a: Curve, b: Curve, ifZero: Curve): Curve {
  const [left, right, zero] = aligned(at, [a, b, ifZero]);
  return tidy(
    left.map((piece, i) => {
      const by = right[i] ?? piece;
      const instead = zero[i] ?? piece;
      return {
        from: piece.from,
        at: by.at.isZero() ? instead.at : piece.at.over(by.at),
        ...quotient(piece, by, instead),
      };
    }),
  );
}

function quotient(a: Piece, b: Piece, instead: Piece): Pick<Piece, "base" | "slope"> {
  if (b.slope.isZero())
    return b.base.isZero() ? instead : { base: a.base.over(b.base), slope: a.slope.over(b.base) };
  const times = a.slope.over(b.slope);
  if (!a.base.equals(times.times(b.base)))
    throw new Unknown("a quotient whose divisor grows isn't a straight line");
  return { base: times, slope: ZERO };
}

export function greater(at: Case, a: Curve, b: Curve): Curve {
  return select(at, compare(at, ">=", a, b), a, b);
}

export function lesser(at: Case, a: Curve, b: Curve): Curve {
  return select(at, compare(at, ">=", a, b), b, a);
}

/** Where the condition holds `yes`, elsewhere `no`. */
export function select(at: Case, condition: Curve, yes: Curve, no: Curve): Curve {
  const always = flatValue(condition);
  if (always !== undefined) return always.isZero() ? no : yes;
  const [tests, ones, others] = aligned(at, [condition, yes, no]);
  return tidy(
    tests.map((test, i) => {
      const [one, other] = [ones[i] ?? test, others[i] ?? test];
      const inside = test.base.isZero() ? other : one;
      return {
        from: test.from,
        at: test.at.isZero() ? other.at : one.at,
        base: inside.base,
        slope: inside.slope,
      };
    }),
  );
}

export function and(at: Case, a: Curve, b: Curve): Curve {
  return select(at, a, b, NEVER);
}

export function or(at: Case, a: Curve, b: Curve): Curve {
  return select(at, a, ALWAYS, b);
}

export function not(curve: Curve): Curve {
  return curve.map(({ from, at, base }) => ({
    from,
    at: opposite(at),
    base: opposite(base),
    slope: ZERO,
  }));
}

function opposite(form: Form): Form {
  return form.isZero() ? ONE : ZERO;
}

export type Comparison = "<" | "<=" | ">" | ">=" | "=" | "≠";

/** Where a comparison holds. */
export function compare(at: Case, by: Comparison, a: Curve, b: Curve): Curve {
  const difference = subtract(at, a, b);
  const always = flatValue(difference)?.toNumber();
  if (always !== undefined) return holds(by, always.compare(Rational.ZERO)) ? ALWAYS : NEVER;
  const signs = signsOf(at, difference);
  return tidy(
    signs.map(({ from, point, inside }) => ({
      from,
      at: holds(by, point) ? ONE : ZERO,
      base: holds(by, inside) ? ONE : ZERO,
      slope: ZERO,
    })),
  );
}

function holds(by: Comparison, sign: number): boolean {
  switch (by) {
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
    case "=":
      return sign === 0;
    case "≠":
      return sign !== 0;
  }
}

interface Sign {
  readonly from: Form;
  /** At the place itself, and from there to the next. */
  readonly point: -1 | 0 | 1;
  readonly inside: -1 | 0 | 1;
}

/** Where a curve is below, at and above zero. */
function signsOf(at: Case, curve: Curve): Sign[] {
  return curve.flatMap((piece, i): Sign[] => {
    const { from, base, slope } = piece;
    const point = at.signOf(piece.at);
    if (slope.isZero()) return [{ from, point, inside: at.signOf(base) }];
    const rising = at.signOf(slope);
    const root = base.negated().over(slope);
    const end = curve[i + 1]?.from;
    const after = (rising === 0 ? 0 : -rising) as -1 | 0 | 1;
    if (!at.isAbove(root, from)) return [{ from, point, inside: rising }];
    if (end !== undefined && at.isAtLeast(root, end)) return [{ from, point, inside: after }];
    return [
      { from, point, inside: after },
      { from: root, point: 0, inside: rising },
    ];
  });
}

type Values = Omit<Piece, "from">;

function joined(at: Case, a: Curve, b: Curve, join: (left: Piece, right: Piece) => Values): Curve {
  const [left, right] = aligned(at, [a, b]);
  return tidy(left.map((piece, i) => ({ from: piece.from, ...join(piece, right[i] ?? piece) })));
}

/** Whether two curves have their pieces in the same places. */
function areAligned(a: Curve, b: Curve): boolean {
  return a.length === b.length && a.every(({ from }, i) => b[i]?.from.equals(from) === true);
}

/** The same curves, each with a piece from every place where one of them has. */
function aligned<const Curves extends readonly Curve[]>(
  at: Case,
  curves: Curves,
): { readonly [Index in keyof Curves]: Curve } {
  const isFlat = curves.every(({ length }) => length === 1);
  if (isFlat) return curves as { readonly [Index in keyof Curves]: Curve };
  const [longest = []] = [...curves].sort((a, b) => b.length - a.length);
  const places = longest.map(({ from }) => from);
  const others = curves.filter((curve) => curve.length > 1 && !areAligned(curve, longest));
  for (const { from } of others.flat()) {
    if (places.some((place) => place.equals(from))) continue;
    const order = (place: Form): number => at.compare(place, from);
    const index = places.findIndex((place) => order(place) >= 0);
    places.splice(index === -1 ? places.length : index, 0, from);
  }
  return curves.map((curve) => cutAt(at, curve, places)) as {
    readonly [Index in keyof Curves]: Curve;
  };
}

function cutAt(at: Case, curve: Curve, places: readonly Form[]): Curve {
  if (curve.length === places.length) return curve;
  const [only, second] = curve;
  if (only !== undefined && second === undefined)
    return places.map((from, i) => (i === 0 ? only : { ...only, from, at: onPiece(only, from) }));
  return places.map((from) => {
    const piece =
      curve.find((one) => one.from.equals(from)) ??
      curve.findLast((one) => at.compare(one.from, from) <= 0) ??
      curve[0];
    if (piece === undefined) throw new Unknown("a curve without pieces");
    return piece.from.equals(from) ? piece : { ...piece, from, at: onPiece(piece, from) };
  });
}

/** Without places at which nothing changes. */
function tidy(curve: Curve): Curve {
  if (curve.length < 2) return curve;
  const kept: Piece[] = [];
  for (const piece of curve) {
    const last = kept.at(-1);
    const isOn =
      last !== undefined &&
      last.base.equals(piece.base) &&
      last.slope.equals(piece.slope) &&
      onPiece(piece, piece.from).equals(piece.at);
    if (!isOn) kept.push(piece);
  }
  return kept;
}
