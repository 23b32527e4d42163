/** Parameters: what they are on a day that is known while lowering, or is the payee's own. */
import { type PlainDate, dayNumber } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { Fault } from "../evaluate/fault.ts";
import { Rational } from "../evaluate/rational.ts";
import * as form from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import type * as ir from "../ir/ir.ts";
import type { At, Payees } from "./payees.ts";
import { chosen, doubted, NOTHING, ofNumber, type Value } from "./values.ts";

export function parameterValue(p: Payees, parameter: ir.Parameter, node: ir.Named, at: At): Value {
  const { reading } = node;
  const value = p.value(parameter.value, {});
  if (reading === undefined) return value;
  if (reading.how === "weighted") return overDays(p, node, at);
  const day = p.day(reading.date, at);
  const changed = parameter.changes.reduce<Value>((before, { from, value: after }) => {
    const isAfter = form.compare(">=", day.value, dayOf(from));
    return chosen(isAfter, p.value(after, {}), before, after);
  }, value);
  return doubted(changed, day.doubt);
}

function dayOf(date: PlainDate): form.Int {
  return form.constant(BigInt(dayNumber(date)));
}

/** A parameter is the same for everybody, and so is its average over the days of a period. */
function overDays(p: Payees, node: ir.Named, { period }: At): Value {
  try {
    const value = p.time.parameter(node, { period: known(period, "the period") });
    return value instanceof Rational ? ofNumber(fraction(value)) : NOTHING;
  } catch (error) {
    if (error instanceof Fault) return NOTHING;
    throw error;
  }
}

/** An exact number that is known. */
function fraction(value: Rational): Num {
  const decimal = value.toDecimal();
  if (decimal !== undefined) return number.parse(decimal);
  const of = number.integer(form.constant(value.numerator));
  return number.over(of, number.integer(form.constant(value.denominator)));
}
