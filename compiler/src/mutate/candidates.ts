/** Values at which a plan may tell a change: those that stand in it, what they are of what a test gives, and what lies beside them. */
import { addDays, type Calendar, periodOf, type PlainDate } from "@attain/runtime";
import { Rational } from "../evaluate/rational.ts";
import type { Value } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import { walk } from "../ir/reads.ts";
import type { Test } from "../ir/test.ts";

export class Candidates {
  readonly #numbers: readonly ir.NumberLiteral[];
  readonly #dates: readonly PlainDate[];
  readonly #test: Test;

  constructor(plan: ir.Plan, calendar: Calendar, test: Test) {
    const numbers: ir.NumberLiteral[] = [];
    const { start, end } = periodOf(calendar, plan.pays, plan.from);
    const dates = new Set([start, end]);
    walk(plan, (part) => {
      if (part["op"] === "number") numbers.push(part as unknown as ir.NumberLiteral);
      if (part["op"] === "date") dates.add(part["value"] as PlainDate);
    });
    this.#numbers = numbers;
    this.#dates = [...dates];
    this.#test = test;
  }

  /** The values themselves. */
  readonly at = (type: ir.ValueType): readonly Value[] => {
    switch (type.kind) {
      case "number":
        return different(this.#places(type.unit));
      case "date":
        return this.#dates;
      case "enum":
        return type.members;
      case "yes or no":
        return [true, false];
      default:
        return [];
    }
  };

  /** For a total or a ratio that is computed from what a test gives: also nothing at all. */
  readonly atOrNothing = (type: ir.ValueType): readonly Value[] => [
    ...(type.kind === "number" ? [Rational.ZERO] : []),
    ...this.at(type),
  ];

  /** What lies a little below and above them, and far above. */
  readonly beside = (type: ir.ValueType): readonly Value[] => {
    if (type.kind === "date")
      return this.#dates.flatMap((date) => [addDays(date, -1), addDays(date, 1)]);
    if (type.kind !== "number") return [];
    const steps = type.unit === "ratio" ? RATIO_STEPS : STEPS;
    return different(
      this.#places(type.unit).flatMap((place) => [
        ...steps.flatMap((step) => [place.minus(step), place.plus(step)]),
        place.times(TEN),
      ]),
    );
  };

  /** Numbers of a unit, and ratios of what the test gives in it. */
  #places(unit: ir.Unit): Rational[] {
    const own = this.#numbers.filter((literal) => literal.unit === unit).map(valueOf);
    const ratios = this.#numbers.filter((literal) => literal.unit === "ratio").map(valueOf);
    const given = this.#test.givens.flatMap(({ type, value }) =>
      type.kind === "number" && type.unit.split(" per ")[0] === unit && value.op === "number"
        ? [valueOf(value)]
        : [],
    );
    return [...own, ...given.flatMap((whole) => ratios.map((ratio) => ratio.times(whole)))];
  }
}

const TEN = Rational.of(10n);
/** A step is as small as a cent, and so large that a rate on it is a cent. */
const STEPS = ["1", "0.01", "100"].map((text) => Rational.parse(text));
const RATIO_STEPS = ["0.01", "0.0001"].map((text) => Rational.parse(text));

/** Each once, and none below zero. */
function different(values: readonly Rational[]): Rational[] {
  const all = values.filter((value) => !value.isNegative());
  return [...new Map(all.map((value) => [value.toString(), value])).values()];
}

function valueOf({ value }: ir.NumberLiteral): Rational {
  return Rational.parse(value);
}
