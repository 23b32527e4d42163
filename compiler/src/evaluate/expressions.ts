/** Expressions, each by its definition. */
import { assertNever, known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import { aggregate, overPeriods, rank } from "./aggregates.ts";
import { portion, prize } from "./contests.ts";
import { exchange } from "./exchange.ts";
import { type Evaluator, periodScope, type Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { field, ifPresent, keyed, otherwise, territory } from "./fields.ts";
import { otherPay } from "./others.ts";
import { lookup, paidSoFar, rates } from "./rates.ts";
import { released, takenBack, unserved } from "./releases.ts";
import { Rational } from "./rational.ts";
import { rounded } from "./rounding.ts";
import { prorate, time } from "./time.ts";
import type { Value } from "./trace.ts";

export function evaluate(e: Evaluator, node: ir.Expr, scope: Scope): Value {
  switch (node.op) {
    case "number":
      return Rational.parse(node.value);
    case "text":
    case "date":
    case "yes or no":
      return node.value;
    case "period":
      return node.name;
    case "row key":
      return node.key;
    case "row":
      return known(scope.row, "the row at hand").data.key;
    case "payee":
      return scope.payee;
    case "reader":
      return scope.reader;
    case "credited":
      return known(scope.credit, "the credit at hand").amount;
    case "field":
      return field(e, node, scope);
    case "territory":
      return territory(e, node, scope);
    case "keyed":
      return keyed(e, node, scope);
    case "measure":
      return e.measure(node, scope);
    case "parameter":
      return e.parameter(node, scope);
    case "pay":
      return node.plan === undefined
        ? e.pay(node.name, scope)
        : otherPay(e, { ...node, plan: node.plan }, scope);
    case "kept":
      return e.accounts.fact(node.name, node.fact, periodScope(scope));
    case "over periods":
      return overPeriods(e, node, scope);
    case "paid so far":
      return paidSoFar(e, node, scope);
    case "lookup":
      return lookup(e, node, scope);
    case "rates":
      return rates(e, node, scope);
    case "if":
      return e.value(e.condition(node.condition, scope) ? node.yes : node.no, scope);
    case "otherwise":
      return otherwise(e, node, scope);
    default:
      return evaluateRest(e, node, scope);
  }
}

type Rest = Exclude<
  ir.Expr,
  {
    op:
      | "number"
      | "text"
      | "date"
      | "yes or no"
      | "period"
      | "row key"
      | "row"
      | "payee"
      | "reader"
      | "credited"
      | "field"
      | "territory"
      | "keyed"
      | "measure"
      | "parameter"
      | "pay"
      | "kept"
      | "over periods"
      | "paid so far"
      | "lookup"
      | "rates"
      | "if"
      | "otherwise";
  }
>;

function evaluateRest(e: Evaluator, node: Rest, scope: Scope): Value {
  switch (node.op) {
    case "add":
    case "subtract":
    case "multiply":
    case "part above":
    case "part up to":
      return arithmetic(node.op, e.number(node.left, scope), e.number(node.right, scope));
    case "divide":
      return divide(e, node, scope);
    case "negate":
      return e.number(node.of, scope).negated();
    case "round":
      return rounded(e, e.number(node.of, scope), node.rounding, scope);
    case "greatest":
    case "least":
      return extreme(
        node.op,
        node.of.map((item) => e.value(item, scope)),
      );
    case "total":
    case "count":
    case "average":
    case "largest":
    case "smallest":
      return aggregate(e, node, scope);
    case "rank":
      return rank(e, node, scope);
    case "exchange":
      return exchange(e, node, scope);
    case "released":
      return released(e, node, scope);
    case "taken back":
      return takenBack(e, node, scope);
    case "unserved":
      return unserved(e, node, scope);
    case "portion":
      return portion(e, node, scope);
    case "prize":
      return prize(e, node, scope);
    case "prorate":
      return prorate(e, node, scope);
    case "edge":
    case "shift":
    case "days between":
    case "working days between":
    case "months between":
    case "part of year":
      return time(e, node, scope);
    default:
      return conditionOf(e, node, scope);
  }
}

type ConditionNode = Extract<
  Rest,
  { op: "compare" | "compare dates" | "same" | "and" | "or" | "not" | "present" | "rolled up" }
>;

function conditionOf(e: Evaluator, node: ConditionNode, scope: Scope): boolean {
  switch (node.op) {
    case "and":
      return e.condition(node.left, scope) && e.condition(node.right, scope);
    case "or":
      return e.condition(node.left, scope) || e.condition(node.right, scope);
    case "not":
      return !e.condition(node.of, scope);
    case "compare":
      return holds(node.by, e.number(node.left, scope).compare(e.number(node.right, scope)));
    case "compare dates": {
      const [left, right] = [e.date(node.left, scope), e.date(node.right, scope)];
      return holds(node.by, left < right ? -1 : left > right ? 1 : 0);
    }
    case "same":
      return same(e.value(node.left, scope), e.value(node.right, scope)) !== node.negated;
    case "rolled up":
      return scope.credit?.kind === "roll-up";
    case "present":
      return (ifPresent(e, node.of, scope) !== undefined) !== node.negated;
    default:
      return assertNever(node);
  }
}

function holds(by: "<" | "<=" | ">" | ">=" | "=" | "≠", order: number): boolean {
  switch (by) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "=":
      return order === 0;
    case "≠":
      return order !== 0;
  }
}

export function same(a: Value, b: Value): boolean {
  return a instanceof Rational && b instanceof Rational ? a.equals(b) : a === b;
}

function arithmetic(op: ir.Arithmetic["op"], left: Rational, right: Rational): Rational {
  switch (op) {
    case "add":
      return left.plus(right);
    case "subtract":
      return left.minus(right);
    case "multiply":
      return left.times(right);
    case "part above":
      return Rational.greatest(left.minus(right), Rational.ZERO);
    case "part up to":
      return Rational.least(left, right);
  }
}

function divide(e: Evaluator, node: ir.Divide, scope: Scope): Rational {
  const divisor = e.number(node.right, scope);
  if (!divisor.isZero()) return e.number(node.left, scope).over(divisor);
  if (node.ifZero === "never")
    throw new Fault(
      "ATN9006",
      { unit: node.right.op === "number" ? node.right.unit : "" },
      node.right.origin,
    );
  return e.number(node.ifZero, scope);
}

export function extreme(op: "greatest" | "least", values: readonly Value[]): Value {
  return values.reduce((best, next) => {
    const order =
      best instanceof Rational && next instanceof Rational
        ? next.compare(best)
        : String(next) < String(best)
          ? -1
          : 1;
    return (op === "greatest" ? order > 0 : order < 0) ? next : best;
  });
}
