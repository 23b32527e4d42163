// Tallies as an engine answers them, made of the reference evaluator's credits.
import { dayNumber, type PlainDate } from "@attain/runtime";
import { insideCredit } from "../../compiler/src/evaluate/aggregates.ts";
import type { CreditRecord } from "../../compiler/src/evaluate/credits.ts";
import type { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import type { Flow, RelationalHalf, Tally } from "../../compiler/src/relational/half.ts";
import type { Integers, Tallied } from "../../compiler/src/relational/tallied.ts";
import { type TalliedNode, type Told, toldFor } from "../../compiler/src/relational/tally-name.ts";

export function talliedByReference(
  evaluator: Evaluator,
  half: RelationalHalf,
  aggregates: readonly TalliedNode[],
): Tallied {
  const people = evaluator.data.get(evaluator.plan.people)?.rows ?? [];
  const payees = [...new Set(people.map(({ key }) => key))].sort();
  const told = toldBy(aggregates);
  const sums = half.flows.flatMap((flow) =>
    flow.tallies.map((tally) => {
      const one = told.get(tally.name);
      if (one === undefined) throw new Error(`Nobody asked for ${tally.name}.`);
      return [tally.name, integersOf(evaluator, half, flow, tally, one, payees)] as const;
    }),
  );
  return { payees, stretches: half.cuts.length, sums: new Map(sums), doubtful: new Map() };
}

/** All that is told of credits, by the name of its tally. */
export function toldBy(aggregates: readonly TalliedNode[]): ReadonlyMap<string, Told> {
  const told = aggregates.flatMap((node) => Object.values<Told>(toldFor(node)));
  return new Map(told.map((one) => [one.name, one]));
}

function integersOf(
  evaluator: Evaluator,
  half: RelationalHalf,
  { credit, shares }: Flow,
  tally: Tally,
  added: Told,
  payees: readonly string[],
): Integers {
  const isOfCompany = shares.every(({ payee }) => payee === undefined);
  const found = (isOfCompany ? [""] : payees).flatMap((payee) => {
    const credits = evaluator.creditsOfPayee(credit, payee);
    return half.cuts.map((cut, i) => {
      const after = half.cuts[i + 1] ?? half.end;
      const inside = credits.filter(({ date }) => {
        const day = dayNumber(date);
        return day >= cut && day < after;
      });
      return tallyOf(evaluator, tally, added, inside);
    });
  });
  return integers(found);
}

/** As an engine gives them. */
export function integers(found: readonly (bigint | undefined)[]): Integers {
  const present = found.flatMap((value) => value ?? []);
  const missing = Uint8Array.from(found, (value) => (value === undefined ? 1 : 0));
  const range = {
    lo: present.reduce((a, b) => (a < b ? a : b), present[0] ?? 0n),
    hi: present.reduce((a, b) => (a > b ? a : b), present[0] ?? 0n),
  };
  const values = found.map((value) => value ?? range.lo);
  const isSmall = -range.lo < 2n ** 53n && range.hi < 2n ** 53n;
  return {
    values: isSmall ? Float64Array.from(values, Number) : values,
    range,
    ...(missing.includes(1) ? { missing } : {}),
  };
}

function tallyOf(
  evaluator: Evaluator,
  { op, scale, divisor }: Tally,
  { where, factors }: Told,
  credits: readonly CreditRecord[],
): bigint | undefined {
  const values = credits.flatMap((credit) => {
    const at = insideCredit(evaluator, credit, {});
    if (where !== undefined && !evaluator.condition(where, at)) return [];
    return factors
      .map((factor) => {
        const value = evaluator.value(factor, at);
        if (value instanceof Rational) return value;
        return Rational.of(BigInt(dayNumber(value as PlainDate)));
      })
      .reduce((a, b) => a.times(b), Rational.ONE);
  });
  if (op === "sum" || op === "count")
    return whole(
      values.reduce((a, b) => a.plus(b), Rational.ZERO),
      scale,
      divisor,
    );
  const [first, ...others] = values;
  if (first === undefined) return undefined;
  const sign = op === "largest" ? 1 : -1;
  const best = others.reduce((a, b) => (b.compare(a) * sign > 0 ? b : a), first);
  return whole(best, scale, divisor);
}

function whole(value: Rational, scale: number, divisor: bigint): bigint {
  const scaled = value.times(Rational.of(divisor * 10n ** BigInt(scale)));
  if (scaled.denominator !== 1n) throw new Error(`${scaled.toString()} is no integer.`);
  return scaled.numerator;
}
