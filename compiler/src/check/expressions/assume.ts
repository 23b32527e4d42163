/** What a condition makes certain where it holds: fields that are present, amounts that aren't zero. */
import type { Expression } from "../../syntax/ast/expression.ts";
import type { Env } from "../checker.ts";
import { literalNumber } from "../literals.ts";
import { conjunctsOf } from "./conditions.ts";
import { textOf } from "./demand.ts";
import { pathOf } from "./names.ts";

/** The environment in which `test` holds: fields that it found present are. */
export function assuming(env: Env, test: Expression): Env {
  const found = presentIn(env, test);
  const parts = conjunctsOf(test).flatMap((part) => nonZeroIn(env, part) ?? []);
  if (found.length + parts.length === 0) return env;
  return {
    ...env,
    present: new Set([...env.present, ...found]),
    nonZero: new Set([...env.nonZero, ...parts]),
  };
}

/** The environment in which `test` doesn't hold: fields that it would have found missing are present. */
export function assumingNot(env: Env, test: Expression): Env {
  if (test.kind === "Binary" && test.operator === "or")
    return assumingNot(assumingNot(env, test.left), test.right);
  const path = test.kind === "Presence" && test.negated ? pathOf(test.of) : undefined;
  return path === undefined ? env : { ...env, present: new Set([...env.present, path]) };
}

/** What a comparison with zero, or with something above it, makes certain not to be zero. */
function nonZeroIn(env: Env, node: Expression): string | undefined {
  if (node.kind !== "Binary") return undefined;
  const limit = literalNumber(node.right)?.value;
  if (limit === undefined || limit.startsWith("-")) return undefined;
  const isZero = !/[1-9]/.test(limit);
  const isCertain =
    node.operator === ">" ||
    (node.operator === ">=" && !isZero) ||
    (node.operator === "is not" && isZero);
  return isCertain ? normalText(env, node.left) : undefined;
}

/** The paths that are present where `test` holds: asked for directly, or promised by the source for such rows. */
function presentIn(env: Env, test: Expression): string[] {
  const asked = conjunctsOf(test).flatMap((part) =>
    part.kind === "Presence" && !part.negated ? (pathOf(part.of) ?? []) : [],
  );
  return [...asked, ...promised(env, test)];
}

/** Fields with `present when C` where every part of C is a part of `test`. */
function promised(env: Env, test: Expression): string[] {
  if (env.row === undefined) return [];
  const { row } = env;
  const parts = conjunctsOf(test);
  return [...row.fields.values()].flatMap(({ name, presentWhen }) => {
    if (presentWhen === undefined) return [];
    const promise = { ...env, file: row.file };
    const holds = conjunctsOf(presentWhen).every((needed) =>
      parts.some((part) => implies(env, part, promise, needed)),
    );
    return holds ? [name] : [];
  });
}

/** Whether `a` makes `b` certain: they are the same, or `a` allows fewer values. */
function implies(env: Env, a: Expression, other: Env, b: Expression): boolean {
  if (normalText(env, a) === normalText(other, b)) return true;
  const [one, all] = [allowedBy(env, a), allowedBy(other, b)];
  if (one === undefined || all === undefined || one.of !== all.of || one.negated) return false;
  if (!all.negated) return one.values.every((value) => all.values.includes(value));
  // Another name is another value only among the values of a list.
  const type = env.row?.fields.get(all.of)?.type;
  const members = type?.kind === "enum" ? type.members : [];
  return one.values.every((value) => members.includes(value) && !all.values.includes(value));
}

/** `stage is Won`, `stage in (Won, Lost)`, `stage is not Open`: what is asked, and which values are named. */
function allowedBy(
  env: Env,
  node: Expression,
):
  | { readonly of: string; readonly values: readonly string[]; readonly negated: boolean }
  | undefined {
  const text = (part: Expression): string => normalText(env, part).replaceAll('"', "");
  if (node.kind === "Membership")
    return { of: text(node.of), values: node.among.map(text), negated: node.negated };
  if (node.kind !== "Binary" || (node.operator !== "is" && node.operator !== "is not"))
    return undefined;
  return { of: text(node.left), values: [text(node.right)], negated: node.operator === "is not" };
}

function normalText(env: Env, node: Expression): string {
  return textOf(env, node)
    .replace(/\s+/g, " ")
    .replace(/^\((.*)\)$/, "$1");
}
