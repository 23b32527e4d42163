/** Expressions that are read off a row, in the integer form: each by what the reference evaluator makes of it. */
import { dayNumber } from "@attain/runtime";
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { as, choose, type Lowered, ofBool, ofDate, ofNumber, ofText, same } from "./lowered.ts";
import {
  conditionOf,
  dayOf,
  notLowered,
  numberOf,
  placeOf,
  referred,
  type RowContext,
  there,
} from "./row-context.ts";
import { lowerLookup } from "./row-lookups.ts";
import { lowerTerritory } from "./row-territories.ts";

export function lower(c: RowContext, node: ir.Expr): Lowered {
  switch (node.op) {
    case "number":
      return ofNumber(number.parse(node.value));
    case "date":
      return ofDate(form.constant(BigInt(dayNumber(node.value))));
    case "text":
      return ofText({ op: "text", value: node.value });
    case "row key":
      return ofText({ op: "text", value: node.key });
    case "period":
      return ofText({ op: "text", value: node.name });
    case "yes or no":
      return ofBool(node.value ? form.YES : form.NO);
    case "row":
      return c.reader.key(placeOf(c), node.origin);
    case "field":
      return referred(c, node.at, (row) => c.reader.cell(row, node.name));
    case "territory":
      return lowerTerritory(c, node);
    case "credited":
      return ofNumber(known(c.credited, "the credit at hand"));
    case "parameter":
      return parameter(c, node);
    case "lookup":
      return lowerLookup(c, node);
    case "if": {
      const condition = conditionOf(c, node.condition);
      return branches(c, condition, node.yes, node.no);
    }
    case "otherwise":
      return otherwise(c, node);
    default:
      return lowerRest(c, node);
  }
}

function lowerRest(c: RowContext, node: ir.Expr): Lowered {
  switch (node.op) {
    case "add":
    case "subtract":
    case "multiply":
    case "part above":
    case "part up to":
      return ofNumber(arithmetic(node.op, numberOf(c, node.left), numberOf(c, node.right)));
    case "divide":
      return divided(c, node);
    case "negate":
      return ofNumber(number.negated(numberOf(c, node.of)));
    case "round":
      return ofNumber(rounded(numberOf(c, node.of), node.rounding, node.origin));
    case "greatest":
    case "least":
      return extreme(c, node);
    case "shift":
      return shifted(c, node);
    case "days between":
      return ofNumber(number.integer(form.subtract(dayOf(c, node.to), dayOf(c, node.from))));
    default:
      return ofBool(lowerCondition(c, node));
  }
}

function lowerCondition(c: RowContext, node: ir.Expr): Bool {
  switch (node.op) {
    case "compare":
      return number.compare(node.by, numberOf(c, node.left), numberOf(c, node.right));
    case "compare dates":
      return form.compare(node.by, dayOf(c, node.left), dayOf(c, node.right));
    case "same": {
      const equal = same(there(c, node.left), there(c, node.right));
      return node.negated ? form.not(equal) : equal;
    }
    case "and": {
      const left = conditionOf(c, node.left);
      return form.and(
        left,
        c.reader.under(left, () => conditionOf(c, node.right)),
      );
    }
    case "or": {
      const left = conditionOf(c, node.left);
      return form.or(
        left,
        c.reader.under(form.not(left), () => conditionOf(c, node.right)),
      );
    }
    case "not":
      return form.not(conditionOf(c, node.of));
    case "present": {
      const { missing } = lower(c, node.of);
      return node.negated ? missing : form.not(missing);
    }
    case "rolled up":
      return c.isRolledUp === true ? form.YES : form.NO;
    default:
      throw notLowered(node);
  }
}

function branches(c: RowContext, condition: Bool, yes: ir.Expr, no: ir.Expr): Lowered {
  const { reader } = c;
  return choose(
    condition,
    reader.under(condition, () => lower(c, yes)),
    reader.under(form.not(condition), () => lower(c, no)),
  );
}

function otherwise(c: RowContext, node: ir.Otherwise<ir.Expr>): Lowered {
  const value = lower(c, node.value);
  if (value.missing === form.NO) return value;
  const fallback = c.reader.under(value.missing, () => lower(c, node.fallback));
  const missing = form.and(value.missing, fallback.missing);
  return { ...choose(value.missing, fallback, value), missing };
}

/** Of a parameter that changes, the value on a day. */
function parameter(c: RowContext, { name, reading, origin }: ir.Named): Lowered {
  const { reader, plan } = c;
  const { value, changes } = known(
    plan.parameters.find((one) => one.name === name),
    `the parameter ${name}`,
  );
  const inside: RowContext = { reader, plan, lower };
  const first = there(inside, value);
  if (reading === undefined) return first;
  if (reading.how === "weighted")
    throw new Unsupported("it averages a parameter over the days of the period", origin);
  const day = dayOf(c, reading.date);
  return changes.reduce((before, change) => {
    const hasChanged = form.compare(">=", day, form.constant(BigInt(dayNumber(change.from))));
    return choose(hasChanged, there(inside, change.value), before);
  }, first);
}

function arithmetic(op: ir.Arithmetic["op"], left: Num, right: Num): Num {
  switch (op) {
    case "add":
      return number.plus(left, right);
    case "subtract":
      return number.minus(left, right);
    case "multiply":
      return number.times(left, right);
    case "part above":
      return number.greatest(number.minus(left, right), number.ZERO);
    case "part up to":
      return number.least(left, right);
  }
}

function divided(c: RowContext, { left, right, ifZero }: ir.Divide): Lowered {
  const divisor = numberOf(c, right);
  const isZero = number.compare("=", divisor, number.ZERO);
  const quotient = (): Num => number.over(numberOf(c, left), divisor);
  if (ifZero === "never") {
    c.reader.doubt(isZero);
    return ofNumber(quotient());
  }
  const other = c.reader.under(isZero, () => numberOf(c, ifZero));
  return ofNumber(number.choose(isZero, other, c.reader.under(form.not(isZero), quotient)));
}

/** Rounded as a plan says it. */
export function rounded(value: Num, rounding: ir.Rounding, origin: ir.Origin): Num {
  if (rounding.of !== undefined)
    throw new Unsupported("it rounds to the currency that the payee is paid in", origin);
  return number.rounded(value, rounding.mode, rounding.increment);
}

function extreme(c: RowContext, { op, of }: ir.Extreme<ir.Expr>): Lowered {
  const [ofNumbers, ofDates] =
    op === "greatest" ? [number.greatest, form.greatest] : [number.least, form.least];
  return of
    .map((item) => there(c, item))
    .reduce((best, next) =>
      best.kind === "number"
        ? ofNumber(ofNumbers(best.value, as("number", next)))
        : ofDate(ofDates(as("date", best), as("date", next))),
    );
}

/** Days that dates are written for: those of the years 0000 to 9999. */
const DAYS = [dayNumber("0000-01-01"), dayNumber("9999-12-31")].map((day) =>
  form.constant(BigInt(day)),
);

function shifted(
  c: RowContext,
  { date, by, unit, origin }: Extract<ir.DateExpr, { readonly op: "shift" }>,
): Lowered {
  if (unit !== "Days" && unit !== "Weeks")
    throw new Unsupported("it counts months from a date", origin);
  const days = BigInt(unit === "Weeks" ? by * 7 : by);
  const day = form.add(dayOf(c, date), form.constant(days));
  const [first, last] = [known(DAYS[0], "a day"), known(DAYS[1], "a day")];
  c.reader.doubt(form.or(form.compare("<", day, first), form.compare(">", day, last)));
  return ofDate(day);
}
