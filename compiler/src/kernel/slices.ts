/** Marginal tables: a base that lies evenly over an interval of the axis is paid slice by slice. */
import { known } from "../base/assert.ts";
import { cancelled } from "../integer/cancel.ts";
import { inCommon } from "../integer/common.ts";
import * as form from "../integer/form.ts";
import type { Bool, Int } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import type * as ir from "../ir/ir.ts";
import type { At, Payees } from "./payees.ts";
import { beyond, boundsOf, stepAt } from "./tables.ts";
import { chosen, doubted, type NumberValue, ofNumber } from "./values.ts";

interface Interval {
  readonly from: NumberValue;
  readonly to: NumberValue;
}

export function slicesPaid(
  p: Payees,
  body: ir.Steps,
  base: NumberValue,
  { from, to }: Interval,
  at: At,
): NumberValue {
  const slices = new Slices(p, body, base.value, [from.value, to.value], at);
  const up = slices.upwards();
  const paid = chosen(slices.isDown, slices.downwards(), up, slices.origin);
  const all = chosen(slices.isPoint, slices.atPoint(), paid, slices.origin) as NumberValue;
  return doubted(all, [base.doubt, from.doubt, to.doubt].reduce(form.or));
}

/** Where a row, or what lies below all of them, is paid; the ends are open where undefined. */
interface Row {
  readonly start?: Int;
  readonly end?: Int;
  readonly rate: NumberValue;
}

class Slices {
  readonly origin: ir.Node;
  readonly isPoint: Bool;
  /** From the higher place to the lower one. */
  readonly isDown: Bool;
  readonly #p: Payees;
  readonly #body: ir.Steps;
  readonly #base: Num;
  readonly #at: At;
  /** The ends of the interval, as numbers and on the axis. */
  readonly #ends: readonly [Num, Num];
  readonly #from: Int;
  readonly #to: Int;
  readonly #rows: readonly Row[];
  readonly #first: Int;
  readonly #doubt: Bool;

  constructor(p: Payees, body: ir.Steps, base: Num, ends: readonly [Num, Num], at: At) {
    this.#p = p;
    this.#body = body;
    this.#base = base;
    this.#at = at;
    this.#ends = ends;
    this.origin = known(body.rows[0], "the first row");
    const { bounds, doubt } = boundsOf(p, body.rows, at);
    const [from, to, ...starts] = inCommon([...ends, ...bounds.map((bound) => bound.from)]);
    this.#from = known(from, "a place");
    this.#to = known(to, "a place");
    this.#first = known(starts[0], "the first row");
    this.#doubt = doubt;
    this.isPoint = form.compare("=", this.#from, this.#to);
    this.isDown = form.compare("<", this.#to, this.#from);
    const rows = bounds.map(({ row }, i) => rowFrom(p, row, [starts[i], starts[i + 1]], at));
    this.#rows = body.below === undefined ? rows : [this.#below(body.below), ...rows];
  }

  #below(node: ir.Expr): Row {
    return { end: this.#first, rate: this.#p.number(node, this.#at) };
  }

  /** The value that the table has there. What is nothing at the start of the axis is paid nothing. */
  atPoint(): NumberValue {
    if (this.isPoint === form.NO) return ofNumber(number.ZERO);
    const rate = stepAt(this.#p, this.#body, this.#ends[1], this.#at) as NumberValue;
    const amount = this.#isNothingAtZero() ? number.ZERO : number.times(this.#base, rate.value);
    return ofNumber(amount, rate.doubt);
  }

  /** Whether the interval is from zero to a place that the base is a multiple of. */
  #isNothingAtZero(): boolean {
    if (form.valueOf(this.#from) !== 0n || form.valueOf(this.#to) !== undefined) return false;
    const [, rest] = cancelled(this.#base.digits, this.#to);
    return form.valueOf(rest) !== undefined;
  }

  upwards(): NumberValue {
    return this.#between(this.#from, this.#to, this.#ends[1]);
  }

  downwards(): NumberValue {
    if (this.isDown === form.NO) return ofNumber(number.ZERO);
    const startsBelow = form.compare("<=", this.#from, this.#first);
    if (this.#body.below === undefined && startsBelow === form.YES)
      return ofNumber(number.ZERO, form.YES);
    return this.#between(this.#to, this.#from, this.#ends[0]);
  }

  /** What lies from `low` to `high`, which is above it wherever this is asked for. */
  #between(low: Int, high: Int, end: Num): NumberValue {
    const parts = this.#rows.map(({ start, end: next, rate }) => {
      const begin = start === undefined ? low : form.greatest(start, low);
      const stop = next === undefined ? high : form.least(next, high);
      return { rate, length: form.greatest(form.subtract(stop, begin), form.ZERO) };
    });
    const amount = parts
      .map(({ rate, length }) => number.times(number.integer(length), rate.value))
      .reduce(number.plus);
    const doubts = parts.map(({ rate, length }) =>
      form.and(rate.doubt, form.compare(">", length, form.ZERO)),
    );
    const isBelow = this.#body.below === undefined ? form.compare("<", low, this.#first) : form.NO;
    const isBeyond = beyond(this.#p, this.#body.to, end, this.#at);
    const doubt = [this.#doubt, isBelow, isBeyond, ...doubts].reduce(form.or);
    return ofNumber(number.times(this.#perLength(form.subtract(high, low)), amount), doubt);
  }

  /** The base over the length of the interval, which is 1 or above wherever this is asked for. */
  #perLength(length: Int): Num {
    const { digits, scale, divisor = form.UNIT } = this.#base;
    const whole = form.multiply(divisor, length);
    const [of, over] = cancelled(digits, whole);
    // Without a factor that may be negative, what is left of the length may be so too.
    const by = over === whole ? form.greatest(whole, form.UNIT) : over;
    return number.over({ digits: of, scale }, number.integer(by));
  }
}

function rowFrom(
  p: Payees,
  { value }: ir.Steps["rows"][number],
  [start, end]: readonly (Int | undefined)[],
  at: At,
): Row {
  return {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    rate: p.number(value, at),
  };
}
