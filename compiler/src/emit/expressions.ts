/** Expressions, as TypeScript. */
import { assertNever } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import { emitFact } from "./accounts.ts";
import { aggregate, overPeriods, rank } from "./aggregates.ts";
import { extreme, literal, product, quotient } from "./arithmetic.ts";
import { portion, prize } from "./contests.ts";
import { exchange } from "./exchange.ts";
import { released, takenBack, unserved } from "./releases.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emitMissing, field, keyAccess, keyed, rowOf } from "./fields.ts";
import { lookup, paidSoFar, rates } from "./rates.ts";
import { rounded } from "./rounding.ts";
import { prorate, time } from "./time.ts";

export function emit(e: Emitter, node: ir.Expr, at: Place): string {
  switch (node.op) {
    case "number":
      return literal(e, node);
    case "text":
    case "date":
    case "row key":
      return JSON.stringify(node.op === "row key" ? node.key : node.value);
    case "period":
      return JSON.stringify(node.name);
    case "yes or no":
      return String(node.value);
    case "row":
      return `${at.row ?? "row"}${keyAccess(e, node.source)}`;
    case "payee":
      return `${at.payee ?? "payee"}${keyAccess(e, node.source)}`;
    case "reader":
      return `${at.reader ?? "payee"}${keyAccess(e, node.source)}`;
    case "credited":
      return `${at.credit ?? "credit"}.amount`;
    case "field":
      return field(e, node, at);
    case "territory":
      return `this.${e.names.territory(node.territories)}(${rowOf(e, node.at, at)})`;
    case "keyed":
      return keyed(e, node, at);
    case "measure":
      return `this.${e.names.measure(node)}(${at.payee ?? "payee"}, ${at.period ?? "period"})`;
    case "parameter":
      return parameter(e, node, at);
    case "pay":
      return pay(e, node, at);
    case "kept":
      return emitFact(e, node, at);
    case "over periods":
      return overPeriods(e, node, at);
    case "paid so far":
      return paidSoFar(e, node, at);
    case "lookup":
      return lookup(e, node, at);
    case "rates":
      return rates(e, node, at);
    case "if":
      return `(${emit(e, node.condition, at)} ? ${emit(e, node.yes, at)} : ${emit(e, node.no, at)})`;
    case "otherwise":
      return `(${emitMissing(e, node.value, at)} ?? ${emit(e, node.fallback, at)})`;
    default:
      return emitRest(e, node, at);
  }
}

type Done =
  | "number"
  | "text"
  | "date"
  | "row key"
  | "period"
  | "yes or no"
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
type Rest = Exclude<ir.Expr, { op: Done }>;

function emitRest(e: Emitter, node: Rest, at: Place): string {
  switch (node.op) {
    case "add":
      return `${emit(e, node.left, at)}.plus(${emit(e, node.right, at)})`;
    case "subtract":
      return `${emit(e, node.left, at)}.minus(${emit(e, node.right, at)})`;
    case "multiply":
      return product(e, node, at);
    case "part above":
      return `${e.use("partAbove")}(${emit(e, node.left, at)}, ${emit(e, node.right, at)})`;
    case "part up to":
      return `${e.use("least")}(${emit(e, node.left, at)}, ${emit(e, node.right, at)})`;
    case "divide":
      return quotient(e, node, at);
    case "negate":
      return `${emit(e, node.of, at)}.negated()`;
    case "round":
      return rounded(e, emit(e, node.of, at), node.rounding, at);
    case "greatest":
    case "least":
      return extreme(e, node, at);
    case "total":
    case "count":
    case "average":
    case "largest":
    case "smallest":
      return aggregate(e, node, at);
    case "rank":
      return rank(e, node, at);
    case "exchange":
      return exchange(e, node, at);
    case "released":
      return released(e, node, at);
    case "taken back":
      return takenBack(e, node, at);
    case "unserved":
      return unserved(e, node, at);
    case "portion":
      return portion(e, node, at);
    case "prize":
      return prize(e, node, at);
    case "prorate":
      return prorate(e, node, at);
    case "edge":
    case "shift":
    case "days between":
    case "working days between":
    case "months between":
    case "part of year":
      return time(e, node, at);
    default:
      return condition(e, node, at);
  }
}

function condition(
  e: Emitter,
  node: Extract<
    Rest,
    { op: "compare" | "compare dates" | "same" | "and" | "or" | "not" | "present" | "rolled up" }
  >,
  at: Place,
): string {
  switch (node.op) {
    case "and":
      return `(${emit(e, node.left, at)} && ${emit(e, node.right, at)})`;
    case "or":
      return `(${emit(e, node.left, at)} || ${emit(e, node.right, at)})`;
    case "not":
      return `!${emit(e, node.of, at)}`;
    case "rolled up":
      return `(${at.credit ?? "credit"}.isRolledUp === true)`;
    case "present":
      return `(${emitMissing(e, node.of, at)} ${node.negated ? "===" : "!=="} undefined)`;
    case "same":
      return e.same(emit(e, node.left, at), emit(e, node.right, at), node.negated);
    case "compare dates":
      return `(${emit(e, node.left, at)} ${node.by} ${emit(e, node.right, at)})`;
    case "compare": {
      const call = `${emit(e, node.left, at)}.${COMPARISONS[node.by]}(${emit(e, node.right, at)})`;
      return node.by === "≠" ? `!${call}` : call;
    }
    default:
      return assertNever(node);
  }
}

const COMPARISONS = {
  "<": "isBelow",
  "<=": "isAtMost",
  ">": "isAbove",
  ">=": "isAtLeast",
  "=": "equals",
  "≠": "equals",
} as const;

/** What a component pays. */
function pay(e: Emitter, { name, plan, unit }: ir.Pay, at: Place): string {
  const { payee = "payee", period = "period" } = at;
  if (plan === undefined) return `this.${e.names.component(name)}(${payee}, ${period})`;
  const other = `this.${e.names.other(plan)}`;
  const { names } = e.other(plan);
  const method = name === "payout" ? name : names.component(name);
  const none = `${e.use("money")}("0", ${JSON.stringify(unit)})`;
  return `(${other}.${names.isFor}(${payee}) ? ${other}.${method}(${payee}, ${period}) : ${none})`;
}

/** A parameter; one that changes is read on a day, or averaged over days. */
function parameter(e: Emitter, node: ir.Named, at: Place): string {
  const method = `this.${e.names.parameter(node.name)}`;
  switch (node.reading?.how) {
    case undefined:
      return `${method}()`;
    case "on":
      return `${method}(${emit(e, node.reading.date, at)})`;
    case "weighted":
      return `${e.use("averageOverDays")}(CALENDAR, ${at.period ?? "period"}, ${JSON.stringify(node.reading.by)}, (day) => ${method}(day))`;
  }
}
