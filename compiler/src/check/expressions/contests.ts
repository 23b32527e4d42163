/** What is shared among people, and prizes for the first of them. */
import { missingWords, wrongType } from "../../diagnostics/catalogue/types.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import { withWindow } from "../algebra.ts";
import { type Env, report } from "../checker.ts";
import { type NumberType, type Type, UNKNOWN, nothingOf, sameUnit, typeName } from "../types.ts";
import { numberValue, textOf } from "./demand.ts";
import { ratesWords } from "./exchange.ts";
import { type Gathered, gathered } from "./gathered.ts";

type Portion = Extract<Expression, { kind: "Portion" }>;
type Prize = Extract<Expression, { kind: "Prize" }>;
type Rank = Extract<Expression, { kind: "Rank" }>;

/** The people of a collection; anything else is refused. */
export function peopleOf(
  env: Env,
  node: Portion | Prize | Rank,
): Extract<Gathered, { kind: "people" | "rows" }> | undefined {
  const over = gathered(env, node.of);
  if (over === undefined || over.kind === "people") return over;
  const found = over.kind === "credits" ? "credits" : "rows of a source";
  const people = env.plan?.people.name ?? "Reps";
  const help = `Name people: \`among ${people}\`, or \`among (${people} where …)\`.`;
  report(env, wrongType, node.of.span, { expected: "People", found }, { help });
  return undefined;
}

/** A number that is compared with that of other people, or added to it: of one currency for all of them. */
export function comparedAmong(inside: Env, node: Expression): NumberType | undefined {
  const type = numberValue(inside, node);
  return type === undefined || !isOfOneCurrency(inside, node, type) ? undefined : type;
}

/** Amounts of several rows, or people, go together only in one currency. */
export function isOfOneCurrency(env: Env, node: Expression, type: NumberType): boolean {
  if (type.unit.kind !== "foreign") return true;
  const { base, rate } = ratesWords(env);
  const on = `end of ${env.plan?.period ?? "Quarter"}`;
  const help = `Change each of them first: \`${textOf(env, node)} in ${base} by ${rate} on ${on}\`, in brackets.`;
  const facts = { expected: "Money of one currency", found: typeName(type) };
  report(env, wrongType, node.span, facts, { help });
  return false;
}

export function portion(env: Env, node: Portion): Type {
  const whole = comparedAmong(env, node.whole);
  const over = peopleOf(env, node);
  const weight =
    node.weight === undefined || over === undefined
      ? undefined
      : comparedAmong(over.inside, node.weight);
  if (weight !== undefined && node.weight !== undefined && weight.sign === "any") {
    const zero = nothingOf(weight.unit);
    const weightText = textOf(env, node.weight).replace(/^\((.*)\)$/, "$1");
    const help = `A share can't be negative. Write it in brackets: \`by (greatest of (${weightText}, ${zero}))\`.`;
    const facts = { expected: "A number that is never negative", found: typeName(weight) };
    report(env, wrongType, node.weight.span, facts, { help });
  }
  if (whole === undefined || over === undefined) return UNKNOWN;
  return { ...withoutGrid(whole), sign: whole.sign === "positive" ? "not negative" : whole.sign };
}

export function prize(env: Env, node: Prize): Type {
  const types = node.prizes.flatMap((one) => comparedAmong(env, one) ?? []);
  const over = peopleOf(env, node);
  if (over !== undefined) {
    comparedAmong(over.inside, node.value);
    if (node.ties?.kind === "by") comparedAmong(over.inside, node.ties.value);
  }
  if (node.ties === undefined) {
    const question = "What if two of them are equal?";
    const help =
      "Write `, ties share the prizes`, `, ties take the higher prize` or `, ties go by …, highest first`.";
    report(env, missingWords, node.span, { question }, { help });
  }
  const [first, ...others] = types;
  if (first === undefined || over === undefined || types.length < node.prizes.length)
    return UNKNOWN;
  const odd = others.findIndex((type) => !sameUnit(type.unit, first.unit));
  if (odd !== -1) {
    const facts = { expected: typeName(first), found: typeName(others[odd] ?? first) };
    report(env, wrongType, (node.prizes[odd + 1] ?? node).span, facts);
    return UNKNOWN;
  }
  const all = { ...withWindow(first, undefined), sign: "not negative" as const };
  const isWhole = node.ties?.kind !== "share" && types.every(({ grid }) => grid !== undefined);
  return isWhole ? all : withoutGrid(all);
}

function withoutGrid(type: NumberType): NumberType {
  const { grid: _, ...rest } = type;
  return rest;
}
