/** What emitted code has of what passes from one pay period to the next. */
import type { Period } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import { type CompiledPlan, callMethod } from "./compiled.ts";
import type { Names } from "./names.ts";

type Fact = Pick<ir.Kept, "name" | "fact">;

/** A fact of an account, or the code of the fault that it ends with. */
export function compiledFact(
  compiled: CompiledPlan,
  names: Names,
  plan: ir.Plan,
  { name, fact }: Fact,
  payee: unknown,
  period: Period,
): unknown {
  const found = callMethod(compiled, methodOf(names, plan, { name, fact }), payee, period);
  if (fact === "opening" || !isDraw(plan, name) || typeof found === "string") return found;
  const drawn = found as Readonly<Record<string, unknown>>;
  return drawn[fact === "closing" ? "owed" : fact];
}

function isDraw({ draws }: ir.Plan, name: string): boolean {
  return draws.some((draw) => draw.name === name);
}

function methodOf(names: Names, plan: ir.Plan, { name, fact }: Fact): string {
  if (fact === "opening") return names.opening(name);
  if (isDraw(plan, name)) return names.draw(name);
  return plan.balances.some((balance) => balance.name === name)
    ? names.balance(name)
    : names.carried(name);
}
