/** What is shared among people, and prizes for the first of them. */
import type * as ir from "../ir/ir.ts";
import { peopleIn, untraced } from "./aggregates.ts";
import { ranksOf, shareOut } from "./credits.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { Rational } from "./rational.ts";

interface Valued {
  readonly payee: string;
  readonly value: Rational;
}

/** A value of each of the people, in the order of their keys. */
function valuesOf(
  e: Evaluator,
  node: ir.Portion | ir.Prize,
  value: ir.NumberExpr,
  scope: Scope,
): Valued[] {
  return peopleIn(e, node, scope).map((at) => ({
    payee: at.payee ?? "",
    value: untraced(e, () => e.number(value, at)),
  }));
}

/** Parts of `whole` for people, in multiples that make it; odd units go by the rule. */
function parted(
  e: Evaluator,
  whole: Rational,
  shares: readonly Rational[],
  payees: readonly string[],
  { increment, ties }: ir.Fair,
): Rational[] {
  const rows = payees.map((key) => ({ source: e.plan.people, key }));
  return shareOut(whole, shares, increment, ranksOf(e, rows, ties));
}

export function portion(e: Evaluator, node: ir.Portion, scope: Scope): Rational {
  const whole = e.number(node.whole, scope);
  const values =
    node.weight === undefined
      ? peopleIn(e, node, scope).map(({ payee = "" }) => ({ payee, value: Rational.ONE }))
      : valuesOf(e, node, node.weight, scope);
  e.tracer?.detail({ kind: "people", values });
  const total = values.reduce((sum, { value }) => sum.plus(value), Rational.ZERO);
  const place = values.findIndex(({ payee }) => payee === scope.payee);
  if (place === -1 || total.isZero()) return Rational.ZERO;
  const shares = values.map(({ value }) => value.over(total));
  const payees = values.map(({ payee }) => payee);
  return parted(e, whole, shares, payees, node.fair)[place] ?? Rational.ZERO;
}

export function prize(e: Evaluator, node: ir.Prize, scope: Scope): Rational {
  const values = valuesOf(e, node, node.value, scope);
  e.tracer?.detail({ kind: "people", values });
  const own = values.find(({ payee }) => payee === scope.payee);
  if (own === undefined) return Rational.ZERO;
  const then = node.ties.kind === "by" ? valuesOf(e, node, node.ties.value, scope) : [];
  const order = (a: Valued, b: Valued): number => {
    const first = sign(node.first) * a.value.compare(b.value);
    const [left, right] = [a, b].map(
      ({ payee }) => then.find((one) => one.payee === payee)?.value ?? Rational.ZERO,
    );
    if (first !== 0 || node.ties.kind !== "by" || left === undefined || right === undefined)
      return first;
    return sign(node.ties.first) * left.compare(right);
  };
  const better = values.filter((other) => order(other, own) < 0).length;
  const equals = values.filter((other) => order(other, own) === 0).map(({ payee }) => payee);
  const atStake = node.prizes
    .slice(better, better + equals.length)
    .map((one) => e.number(one, scope));
  const [best = Rational.ZERO] = atStake;
  if (equals.length === 1 || atStake.length === 0 || node.ties.kind === "higher") return best;
  if (node.ties.kind === "by") {
    const facts = { people: equals.join(" and "), place: String(better + 1) };
    throw new Fault("ATN9008", facts, node.origin);
  }
  const whole = atStake.reduce((sum, one) => sum.plus(one), Rational.ZERO);
  const share = Rational.ONE.over(Rational.of(BigInt(equals.length)));
  const shares = equals.map(() => share);
  const parts = parted(e, whole, shares, equals, node.ties.fair);
  return parts[equals.indexOf(own.payee)] ?? Rational.ZERO;
}

/** The first comes before: the highest value sorts as the lowest. */
function sign(first: "highest" | "lowest"): number {
  return first === "highest" ? -1 : 1;
}
