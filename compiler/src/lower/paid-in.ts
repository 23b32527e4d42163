/** The currency that a plan pays in, from the checked plan to the representation: one, or that of each payee. */
import { smallestUnit } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { CheckedPlan } from "../check/plans.ts";
import { columnOfPayee, money } from "../check/types.ts";
import { irUnit, valueType } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { Rounding } from "../syntax/ast/plan.ts";
import { originAt } from "./context.ts";
import { lowerRounding } from "./rounding.ts";

type Paying = Pick<CheckedPlan, "currency" | "people" | "declaration" | "file">;

/** The unit of what is paid. */
export function payUnit({ currency }: Pick<CheckedPlan, "currency">): ir.Unit {
  return irUnit(money(currency));
}

/** What gives the currency of a payee; undefined where all are paid in the same. */
export function paidIn({ currency, people, declaration, file }: Paying): ir.TextExpr | undefined {
  const column = columnOfPayee(currency);
  if (column === undefined) return undefined;
  const field = known(people.fields.get(column), `the column ${column}`);
  const origin = originAt({ file }, declaration.pays?.currency.span ?? declaration.span);
  const source = people.name;
  return {
    op: "field",
    at: { op: "payee", source, origin },
    source,
    name: column,
    type: valueType(field.type),
    optional: false,
    sure: true,
    origin,
  };
}

/** How an amount of a unit is rounded: to the cent of its own currency, to that of the plan's where it has none. */
export function roundingIn(
  plan: Paying,
  rounding: Rounding,
  unit: ir.Unit = payUnit(plan),
): ir.Rounding {
  const of = paidIn(plan);
  const isMoney = /^[A-Z]{3}$/.test(unit);
  if (rounding.to.kind === "Cent" && of !== undefined && !isMoney) return centOf(rounding.mode, of);
  return lowerRounding(rounding, isMoney ? unit : plan.currency);
}

/** Half even to the cent, as parts of an amount are rounded where nothing is said. */
export function halfEven(plan: Paying): ir.Rounding {
  const of = paidIn(plan);
  return of === undefined
    ? { mode: "half even", increment: smallestUnit(plan.currency) }
    : centOf("half even", of);
}

function centOf(mode: ir.Rounding["mode"], of: ir.TextExpr): ir.Rounding {
  return { mode, increment: smallestUnit(""), of };
}
