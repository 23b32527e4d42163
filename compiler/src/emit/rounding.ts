/** Rounding, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";

/** An amount, rounded. */
export function rounded(e: Emitter, amount: string, rounding: ir.Rounding, at: Place): string {
  return `${amount}.rounded(${JSON.stringify(rounding.mode)}, ${incrementOf(e, rounding, at)})`;
}

/** A rounding, as the runtime takes it. */
export function roundingOf(e: Emitter, rounding: ir.Rounding, at: Place): string {
  if (rounding.of === undefined) return JSON.stringify(rounding);
  return `{ mode: ${JSON.stringify(rounding.mode)}, increment: ${incrementOf(e, rounding, at)} }`;
}

function incrementOf(e: Emitter, { increment, of }: ir.Rounding, at: Place): string {
  return of === undefined
    ? JSON.stringify(increment)
    : `${e.use("smallestUnit")}(${emit(e, of, at)})`;
}
