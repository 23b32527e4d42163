/** A value in the integer form, of whichever kind; and where there is none. */
import * as form from "../integer/form.ts";
import type { Bool, Int, Text } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";

export type Lowered = {
  /** Where an optional cell has left it without a value. */
  readonly missing: Bool;
} & (
  | { readonly kind: "number"; readonly value: Num }
  /** As days since 1970-01-01. */
  | { readonly kind: "date"; readonly value: Int }
  | { readonly kind: "text"; readonly value: Text }
  | { readonly kind: "yes or no"; readonly value: Bool }
);

type ValueOf<Kind extends Lowered["kind"]> = Extract<Lowered, { readonly kind: Kind }>["value"];

export const ofNumber = (value: Num): Lowered => ({ kind: "number", value, missing: form.NO });
export const ofDate = (value: Int): Lowered => ({ kind: "date", value, missing: form.NO });
export const ofText = (value: Text): Lowered => ({ kind: "text", value, missing: form.NO });
export const ofBool = (value: Bool): Lowered => ({ kind: "yes or no", value, missing: form.NO });

/** The value, of a kind that checking has made sure of. */
export function as<Kind extends Lowered["kind"]>(kind: Kind, lowered: Lowered): ValueOf<Kind> {
  if (lowered.kind !== kind) throw new Error(`Attain took a ${lowered.kind} for a ${kind}.`);
  return lowered.value as ValueOf<Kind>;
}

export function choose(condition: Bool, yes: Lowered, no: Lowered): Lowered {
  const missing = chooseBool(condition, yes.missing, no.missing);
  switch (yes.kind) {
    case "number":
      return { ...yes, value: number.choose(condition, yes.value, as("number", no)), missing };
    case "date":
      return { ...yes, value: form.choose(condition, yes.value, as("date", no)), missing };
    case "text":
      return { ...yes, value: form.chooseText(condition, yes.value, as("text", no)), missing };
    case "yes or no":
      return { ...yes, value: chooseBool(condition, yes.value, as("yes or no", no)), missing };
  }
}

function chooseBool(condition: Bool, yes: Bool, no: Bool): Bool {
  if (yes === no) return yes;
  return form.or(form.and(condition, yes), form.and(form.not(condition), no));
}

/** Whether two values of one kind are equal. */
export function same(left: Lowered, right: Lowered): Bool {
  switch (left.kind) {
    case "number":
      return number.compare("=", left.value, as("number", right));
    case "date":
      return form.compare("=", left.value, as("date", right));
    case "text":
      return form.same(left.value, as("text", right));
    case "yes or no":
      return chooseBool(left.value, as("yes or no", right), form.not(as("yes or no", right)));
  }
}
