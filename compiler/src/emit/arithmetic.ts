/** Numbers and arithmetic, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import { isDate } from "../ir/kinds.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";

/** A literal number, in the shortest form that the runtime has for its unit. */
export function literal(e: Emitter, { value, unit }: ir.NumberLiteral): string {
  if (unit === "ratio") return `${e.use("ratio")}(${JSON.stringify(percent(value))})`;
  if (unit === "count") return `${e.use("count")}(${value})`;
  if (/^[A-Z]{3}$/.test(unit))
    return `${e.use("money")}(${JSON.stringify(value)}, ${JSON.stringify(unit)})`;
  return `${e.use("Quantity")}.of(${JSON.stringify(value)}, ${JSON.stringify(unit)})`;
}

/** `0.045` is `4.5%`. */
function percent(digits: string): string {
  const negative = digits.startsWith("-");
  const [whole = "0", fraction = ""] = digits.replace("-", "").split(".");
  const padded = fraction.padEnd(2, "0");
  const moved = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const rest = padded.slice(2).replace(/0+$/, "");
  return `${negative ? "-" : ""}${moved}${rest === "" ? "" : `.${rest}`}%`;
}

export const BARE: ReadonlySet<ir.Unit> = new Set(["ratio", "count", "number"]);

export function unitOf(node: ir.NumberExpr): ir.Unit {
  switch (node.op) {
    case "count":
    case "days between":
    case "working days between":
    case "months between":
      return "count";
    case "field":
    case "territory":
    case "keyed":
    case "measure":
    case "parameter":
    case "lookup":
      return node.type.kind === "number" ? node.type.unit : "number";
    case "if":
      return unitOf(node.yes);
    case "otherwise":
      return unitOf(node.fallback);
    case "negate":
    case "round":
      return unitOf(node.of);
    case "greatest":
    case "least":
      return node.of[0] === undefined ? "number" : unitOf(node.of[0]);
    case "largest":
    case "smallest":
      return unitOf(node.value);
    case "rank":
      return "count";
    case "unserved":
      return "ratio";
    default:
      return node.unit;
  }
}

/** The factor without a unit multiplies the other; a price multiplies what it is the price of. */
export function product(e: Emitter, node: ir.Arithmetic, at: Place): string {
  return productOf(
    e,
    emit(e, node.left, at),
    unitOf(node.left),
    emit(e, node.right, at),
    unitOf(node.right),
    node.unit,
  );
}

export function productOf(
  e: Emitter,
  left: string,
  leftUnit: ir.Unit,
  right: string,
  rightUnit: ir.Unit,
  unit: ir.Unit,
): string {
  if (leftUnit === unit && BARE.has(rightUnit)) return `${left}.times(${right})`;
  if (rightUnit === unit && BARE.has(leftUnit)) return `${right}.times(${left})`;
  if (rightUnit === `${unit} per ${leftUnit}`)
    return `${left}.at(${right}, ${JSON.stringify(unit)})`;
  if (leftUnit === `${unit} per ${rightUnit}`)
    return `${right}.at(${left}, ${JSON.stringify(unit)})`;
  // Two bare numbers whose product is neither: a count times a number is a number.
  return `${e.use("Quantity")}.of("1", ${JSON.stringify(unit)}).times(${left}).times(${right})`;
}

export function quotient(e: Emitter, node: ir.Divide, at: Place): string {
  const [left, right] = [emit(e, node.left, at), emit(e, node.right, at)];
  const value = quotientOf(e, left, unitOf(node.left), right, unitOf(node.right), node.unit);
  return node.ifZero === "never"
    ? value
    : `(${right}.isZero() ? ${emit(e, node.ifZero, at)} : ${value})`;
}

function quotientOf(
  e: Emitter,
  left: string,
  leftUnit: ir.Unit,
  right: string,
  rightUnit: ir.Unit,
  unit: ir.Unit,
): string {
  if (leftUnit === rightUnit && unit === "ratio") return `${left}.over(${right})`;
  if (leftUnit === unit) return `${left}.dividedBy(${right})`;
  if (BARE.has(leftUnit) && BARE.has(rightUnit))
    return `${e.use("Quantity")}.of("1", ${JSON.stringify(unit)}).times(${left}).dividedBy(${right})`;
  if (unit === `${leftUnit} per ${rightUnit}`) return `${left}.per(${right})`;
  // An amount over its price: how many there are of what the price is for.
  return `${e.use("Quantity")}.of("1", ${JSON.stringify(unit)}).times(${left}.over(Quantity.of("1", ${JSON.stringify(unit)}).at(${right}, ${JSON.stringify(leftUnit)})))`;
}

export function extreme(
  e: Emitter,
  node: ir.Extreme<ir.NumberExpr> | ir.Extreme<ir.DateExpr>,
  at: Place,
): string {
  const items = node.of.map((item) => emit(e, item, at)).join(", ");
  const [first] = node.of;
  if (first !== undefined && isDate(first))
    return `${e.use("present")}(${e.use(node.op === "greatest" ? "latestOf" : "earliestOf")}([${items}]), "date")`;
  return `${e.use(node.op)}(${items})`;
}
