/** Tallies as the reference evaluator reads them: the scalar half is then computed from what an engine has added up. */
import { dateOfDay } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { AddedUp, Evaluator } from "../evaluate/evaluator.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Value } from "../evaluate/trace.ts";
import { isDate } from "../ir/kinds.ts";
import { isOfCompany, type RelationalHalf, type Tally } from "./half.ts";
import { rangeOfWindow } from "./stretches.ts";
import { isTallied, type TalliedNode, tallyNames } from "./tally-name.ts";
import type { Integers, Tallied } from "./tallied.ts";

/** Answers of an evaluator without rows; every aggregate that it reaches is among the tallies of the half. */
export function addedUp(time: Evaluator, half: RelationalHalf, tallied: Tallied): AddedUp {
  const places = new Map(tallied.payees.map((payee, i) => [payee, i]));
  const tallies = new Map(
    half.flows.flatMap((flow) =>
      flow.tallies.map((tally) => [tally.name, { tally, isShared: isOfCompany(flow) }] as const),
    ),
  );
  const inWindow = (name: string, payee: string, window: readonly [number, number]): Found => {
    const { tally, isShared } = known(tallies.get(name), `the tally ${name}`);
    const place = isShared ? 0 : places.get(payee);
    if (place === undefined) return { tally, values: [] };
    const sums = known(tallied.sums.get(name), `the tally ${name}`);
    const start = place * tallied.stretches;
    return { tally, values: valuesAt(sums, start + window[0], start + window[1]) };
  };
  return (node, payee, period) => {
    if (!isTallied(node)) throw new Error("Attain asked for deals that were only added up.");
    const window = rangeOfWindow(time, half, node.of.window, period);
    const { value, weights } = tallyNames(node);
    const found = inWindow(value, payee, window);
    if (node.op === "largest" || node.op === "smallest") return outermost(node, found);
    if (weights === undefined) return sum(found);
    const weight = sum(inWindow(weights, payee, window));
    return weight.isZero() ? undefined : sum(found).over(weight);
  };
}

interface Found {
  readonly tally: Tally;
  readonly values: readonly bigint[];
}

/** Those that are there, from one place to another. */
function valuesAt({ values, missing }: Integers, first: number, last: number): bigint[] {
  const found: bigint[] = [];
  for (let i = first; i <= last; i += 1)
    if (missing?.[i] !== 1) found.push(BigInt(known(values[i], "a sum")));
  return found;
}

function sum({ tally, values }: Found): Rational {
  return exact(
    tally,
    values.reduce((all, one) => all + one, 0n),
  );
}

type Outermost = Extract<TalliedNode, { readonly op: "largest" | "smallest" }>;

function outermost({ op, value }: Outermost, { tally, values }: Found): Value {
  if (values.length === 0) return undefined;
  const best = values.reduce((a, b) => ((op === "largest" ? a > b : a < b) ? a : b));
  return isDate(value) ? dateOfDay(Number(best)) : exact(tally, best);
}

function exact({ scale, divisor }: Tally, digits: bigint): Rational {
  return Rational.of(digits, divisor * 10n ** BigInt(scale));
}
