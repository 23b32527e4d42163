/** Roundings, from the checked tree to the representation. */
import { smallestUnit } from "@attain/runtime";
import { literalNumber } from "../check/literals.ts";
import type * as ir from "../ir/ir.ts";
import type { Grain, Rounding } from "../syntax/ast/plan.ts";

export function lowerRounding({ mode, to }: Rounding, currency: string): ir.Rounding {
  return { mode, increment: incrementOf(to, currency) };
}

/** The multiple that is rounded to, as decimal text. */
export function incrementOf(to: Grain, currency: string): string {
  return to.kind === "Cent"
    ? smallestUnit(currency)
    : (literalNumber(to)?.value ?? smallestUnit(currency));
}
