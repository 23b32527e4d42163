/** Expressions, each as the reference evaluator has it. */
import { dayNumber, partOfYear } from "@attain/runtime";
import { assertNever, known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import * as number from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { aggregate } from "./aggregates.ts";
import { lowerCondition } from "./conditions.ts";
import { edge, lengthOf, shifted } from "./dates.ts";
import { cellValue, otherwise, OWN_KEY } from "./fields.ts";
import type { At, Payees } from "./payees.ts";
import { prorated } from "./prorated.ts";
import { lookup, rates } from "./rates.ts";
import {
  chosen,
  doubted,
  either,
  type NumberValue,
  ofFlag,
  ofNumber,
  SURE,
  type Value,
} from "./values.ts";

/** What no kernel computes, and what it is called. */
const UNSUPPORTED: Readonly<Partial<Record<ir.Expr["op"], string>>> = {
  reader: "it reads somebody among people",
  credited: "it reads a single deal",
  territory: "it reads a territory",
  kept: "it reads what is kept from one period to the next",
  "paid so far": "it depends on what was paid before it",
  rank: "it ranks people",
  portion: "it shares an amount among people",
  prize: "it awards prizes among people",
  released: "it pays what was earned before",
  "taken back": "it takes back what was paid before",
  unserved: "it measures what is left of a term",
  exchange: "it exchanges currencies",
  "rolled up": "it asks where a single deal comes from",
};

export function lowerExpression(p: Payees, node: ir.Expr, at: At): Value {
  const reason = UNSUPPORTED[node.op];
  if (reason !== undefined) throw new Unsupported(reason, node.origin);
  switch (node.op) {
    case "number":
      return ofNumber(number.parse(node.value));
    case "text":
      return text(node.value);
    case "row key":
      return text(node.key);
    case "period":
      return text(node.name);
    case "part of year":
      return text(partOfYear(p.program.calendar, node.period, known(at.period, "the period")));
    case "date":
      return { kind: "day", value: form.constant(BigInt(dayNumber(node.value))), ...SURE };
    case "yes or no":
      return ofFlag(node.value ? form.YES : form.NO);
    case "payee":
      return OWN_KEY;
    case "row":
      if (at.row === true) return OWN_KEY;
      throw new Unsupported("it reads a single row", node.origin);
    case "if":
      return lowerIf(p, node, at);
    default:
      return lowerRead(p, node, at);
  }
}

function text(value: string): Value {
  return { kind: "text", value: { op: "text", value }, ...SURE };
}

function lowerIf(p: Payees, node: ir.Conditional<ir.Expr>, at: At): Value {
  const { value: condition, doubt } = p.condition(node.condition, at);
  if (condition.op === "yes or no")
    return doubted(p.value(condition.value ? node.yes : node.no, at), doubt);
  return doubted(chosen(condition, p.value(node.yes, at), p.value(node.no, at), node), doubt);
}

function lowerRead(p: Payees, node: ir.Expr, at: At): Value {
  switch (node.op) {
    case "field":
    case "keyed":
      return cellValue(p, node, at);
    case "measure":
      return p.measure(node, at);
    case "parameter":
      return p.parameter(node, at);
    case "pay":
      if (node.plan === undefined) return p.pay(node.name, at);
      throw new Unsupported(`it reads what the plan ${node.plan} pays`, node.origin);
    case "over periods":
      return overPeriods(p, node, at);
    case "lookup":
      return lookup(p, node, at);
    case "rates":
      return rates(p, node, at);
    case "otherwise":
      return otherwise(p, node, at);
    case "total":
    case "count":
    case "average":
    case "largest":
    case "smallest":
      return aggregate(p, node, at);
    default:
      return lowerNumber(p, node, at);
  }
}

function lowerNumber(p: Payees, node: ir.Expr, at: At): Value {
  switch (node.op) {
    case "add":
    case "subtract":
    case "multiply":
    case "part above":
    case "part up to":
      return arithmetic(node.op, p.number(node.left, at), p.number(node.right, at));
    case "divide":
      return divide(p, node, at);
    case "negate": {
      const { value, doubt } = p.number(node.of, at);
      return ofNumber(number.negated(value), doubt);
    }
    case "round":
      return rounded(p.number(node.of, at), node.rounding, node);
    case "greatest":
    case "least":
      return node.of.map((item) => p.value(item, at)).reduce((a, b) => extreme(node, a, b));
    case "prorate":
      return prorated(p, node, at);
    case "edge":
      return edge(p, node, at);
    case "shift":
      return shifted(p.day(node.date, at), node);
    case "days between":
    case "working days between":
    case "months between":
      return lengthOf(p, node, at);
    case "compare":
    case "compare dates":
    case "same":
    case "and":
    case "or":
    case "not":
    case "present":
      return lowerCondition(p, node, at);
    default:
      return assertNever(node as never);
  }
}

function arithmetic(op: ir.Arithmetic["op"], left: NumberValue, right: NumberValue): NumberValue {
  const [a, b] = [left.value, right.value];
  const doubt = form.or(left.doubt, right.doubt);
  switch (op) {
    case "add":
      return ofNumber(number.plus(a, b), doubt);
    case "subtract":
      return ofNumber(number.minus(a, b), doubt);
    case "multiply":
      return ofNumber(number.times(a, b), doubt);
    case "part above":
      return ofNumber(number.greatest(number.minus(a, b), number.ZERO), doubt);
    case "part up to":
      return ofNumber(number.least(a, b), doubt);
  }
}

/** What stands in for a quotient, and what is divided, are each evaluated only where they are needed. */
function divide(p: Payees, node: ir.Divide, at: At): NumberValue {
  const divisor = p.number(node.right, at);
  const isZero = number.compare("=", divisor.value, number.ZERO);
  const left = p.number(node.left, at);
  const quotient = ofNumber(number.over(left.value, divisor.value), left.doubt);
  const { ifZero } = node;
  if (ifZero === "never") {
    const doubt = form.or(divisor.doubt, either(isZero, form.YES, left.doubt));
    return ofNumber(quotient.value, doubt);
  }
  const instead = p.number(ifZero, at);
  return doubted(chosen(isZero, instead, quotient, node) as NumberValue, divisor.doubt);
}

export function rounded(
  { value, doubt }: NumberValue,
  { mode, increment, of }: ir.Rounding,
  { origin }: ir.Node,
): NumberValue {
  if (of !== undefined)
    throw new Unsupported("it rounds to the unit of a currency that is the payee's own", origin);
  return ofNumber(number.rounded(value, mode, increment), doubt);
}

function extreme(
  { op, origin }: { readonly op: "greatest" | "least"; readonly origin: ir.Origin },
  a: Value,
  b: Value,
): Value {
  const doubt = [a.doubt, b.doubt, a.missing, b.missing].reduce(form.or);
  if (a.kind === "number" && b.kind === "number")
    return ofNumber((op === "least" ? number.least : number.greatest)(a.value, b.value), doubt);
  if (a.kind === "day" && b.kind === "day")
    return {
      kind: "day",
      value: (op === "least" ? form.least : form.greatest)(a.value, b.value),
      missing: form.NO,
      doubt,
    };
  throw new Unsupported("it compares what is neither a number nor a date", origin);
}

function overPeriods(p: Payees, { of, window, each }: ir.OverPeriods, at: At): NumberValue {
  if (of.op === "pay" && of.plan !== undefined)
    throw new Unsupported(`it reads what the plan ${of.plan} pays`, of.origin);
  const periods = p.time.periodsOf(window, known(at.period, "the period"), each);
  return periods.reduce<NumberValue>(
    (sum, period) => arithmetic("add", sum, p.number(of, { ...at, period })),
    ofNumber(number.ZERO),
  );
}
