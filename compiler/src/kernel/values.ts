/**
 * Values in the integer form, with what can be the matter with them: a value may be missing, and evaluating it may meet
 * what the reference evaluator calls a fault. A kernel has no faults: where one is possible there is a doubt, and whoever
 * is in doubt is paid by the reference evaluator.
 */
import * as form from "../integer/form.ts";
import type { Bool, Int, Text } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";

/** A value of one kind. What it is where it is missing or in doubt means nothing. */
interface Held<Kind extends string, Content> {
  readonly kind: Kind;
  readonly value: Content;
  readonly missing: Bool;
  readonly doubt: Bool;
}

export type NumberValue = Held<"number", Num>;
/** Days since 1970-01-01. */
export type DayValue = Held<"day", Int>;
export type TextValue = Held<"text", Text>;
export type FlagValue = Held<"flag", Bool>;
export type Value = NumberValue | DayValue | TextValue | FlagValue;

/** Where neither is possible. */
export const SURE = { missing: form.NO, doubt: form.NO } as const;

export function ofNumber(value: Num, doubt: Bool = form.NO): NumberValue {
  return { kind: "number", value, missing: form.NO, doubt };
}

export function ofFlag(value: Bool, doubt: Bool = form.NO): FlagValue {
  return { kind: "flag", value, missing: form.NO, doubt };
}

/** The value with a further doubt. */
export function doubted<Kind extends Value>(value: Kind, doubt: Bool): Kind {
  return { ...value, doubt: form.or(value.doubt, doubt) };
}

/** One of two values; a doubt about the other one is none. */
export function chosen(condition: Bool, yes: Value, no: Value, { origin }: ir.Node): Value {
  if (condition.op === "yes or no") return condition.value ? yes : no;
  const held = {
    missing: either(condition, yes.missing, no.missing),
    doubt: either(condition, yes.doubt, no.doubt),
  };
  if (yes.kind === "number" && no.kind === "number")
    return { kind: "number", value: number.choose(condition, yes.value, no.value), ...held };
  if (yes.kind === "day" && no.kind === "day")
    return { kind: "day", value: form.choose(condition, yes.value, no.value), ...held };
  if (yes.kind === "text" && no.kind === "text")
    return { kind: "text", value: form.chooseText(condition, yes.value, no.value), ...held };
  if (yes.kind === "flag" && no.kind === "flag")
    return { kind: "flag", value: either(condition, yes.value, no.value), ...held };
  throw new Unsupported("it chooses between values of different kinds", origin);
}

/** One of two answers. */
export function either(condition: Bool, yes: Bool, no: Bool): Bool {
  if (condition.op === "yes or no") return condition.value ? yes : no;
  if (yes === no) return yes;
  return form.or(form.and(condition, yes), form.and(form.not(condition), no));
}

/** Whether two values are the same; of those that are missing, both are. */
export function areSame(a: Value, b: Value): Bool {
  const neither = form.not(form.or(a.missing, b.missing));
  return form.or(form.and(a.missing, b.missing), form.and(neither, areEqual(a, b)));
}

function areEqual(a: Value, b: Value): Bool {
  if (a.kind === "number" && b.kind === "number") return number.compare("=", a.value, b.value);
  if (a.kind === "day" && b.kind === "day") return form.compare("=", a.value, b.value);
  if (a.kind === "text" && b.kind === "text") return form.same(a.value, b.value);
  if (a.kind === "flag" && b.kind === "flag") return either(a.value, b.value, form.not(b.value));
  return form.NO;
}

/** Nobody has it: only the reference evaluator can tell what there is instead. */
export const NOTHING: NumberValue = ofNumber(number.ZERO, form.YES);
