/** Arithmetic and comparison. */
import { sumOfPart } from "../../diagnostics/catalogue/plans.ts";
import { differentUnits, missingWords, notANumber } from "../../diagnostics/catalogue/types.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { brackets } from "../../diagnostics/suggest.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import { added, compared, divided, multiplied } from "../algebra.ts";
import { type Env, report } from "../checker.ts";
import {
  type NumberType,
  type Type,
  UNKNOWN,
  YES_NO,
  fits,
  nothingOf,
  typeName,
} from "../types.ts";
import { assuming, assumingNot } from "./assume.ts";
import { condition, numberValue, textOf, value } from "./demand.ts";
import { joinable, origins, refuse, reportNotComparable } from "./refusals.ts";

export type Binary = Extract<Expression, { kind: "Binary" }>;
type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

export function binary(env: Env, node: Binary): Type {
  switch (node.operator) {
    case "and":
    case "or":
      condition(env, node.left);
      condition((node.operator === "and" ? assuming : assumingNot)(env, node.left), node.right);
      return YES_NO;
    case "is":
    case "is not":
      return equality(env, node);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(env, node);
    case "+":
    case "-":
      return sum(env, node);
    case "above":
    case "up to":
      return limited(env, node);
    case "x":
    case "of":
      return product(env, node);
    case "/":
      return quotient(env, node);
  }
}

/** The types of both sides. What one is helps with the other: with the names of values, and with bare numbers. */
function sides(env: Env, node: Binary): readonly [left: Type, right: Type] {
  if (node.left.kind === "NumberLiteral") {
    const right = value(env, node.right);
    return [value(env, node.left, right), right];
  }
  const left = value(env, node.left);
  return [left, value(env, node.right, left)];
}

function equality(env: Env, node: Binary): Type {
  const [left, right] = sides(env, node);
  if (left.kind === "number" && right.kind === "number") {
    const refusal = compared(left, right);
    if (refusal !== undefined) refuse(env, node, refusal, left, right);
  } else if (!fits(right, left)) {
    reportNotComparable(env, node, left, right);
  }
  return YES_NO;
}

/** A difference of two percentages is compared with percentage points. */
function arePoints({ left: node }: Binary, left: Type, right: Type): boolean {
  const isDifference = node.kind === "Binary" && node.operator === "-";
  const isRatio = left.kind === "number" && left.unit.kind === "ratio";
  return right.kind === "points" && (left.kind === "points" || (isRatio && isDifference));
}

function comparison(env: Env, node: Binary): Type {
  const [left, right] = sides(env, node);
  if (arePoints(node, left, right)) return YES_NO;
  if (left.kind === "number" && right.kind === "number") {
    const refusal = compared(left, right);
    if (refusal !== undefined) refuse(env, node, refusal, left, right);
  } else if (
    left.kind !== "unknown" &&
    right.kind !== "unknown" &&
    !(left.kind === "date" && right.kind === "date")
  ) {
    reportNotComparable(env, node, left, right);
  }
  return YES_NO;
}

function sum(env: Env, node: Binary): Type {
  const [left, right] = sides(env, node);
  if (left.kind === "points" || right.kind === "points") return points(env, node, left, right);
  if (left.kind !== "number" || right.kind !== "number") return notNumbers(env, node, left, right);
  const type = joinable(env, node, added(left, right), left, right);
  warnPart(env, node);
  return type.kind === "number" && node.operator === "-" ? { ...type, sign: "any" } : type;
}

/** `4% of Bookings + Renewals` pays 4 % of the bookings and all of the renewals. */
function warnPart(env: Env, { operator, left, right, span }: Binary): void {
  const isBare = isPart(left) && !textOf(env, left).startsWith("(");
  if (operator !== "+" || !isBare || env.notes.meanings.get(right)?.kind !== "credit") return;
  const part = left.kind === "Apply" ? left.base : left.right;
  const both = `(${textOf(env, part)} + ${textOf(env, right)})`;
  const words = textOf(env, left).slice(0, part.span.start - left.span.start);
  const help = `Put brackets around what is paid on: \`${words}${both}\`. If all of it is meant: \`allow part-and-whole "reason"\`.`;
  const facts = { first: `\`${textOf(env, part)}\``, rest: `\`${textOf(env, right)}\`` };
  const fixes = [brackets(`${words}${both}`, { start: part.span.start, end: right.span.end })];
  report(env, sumOfPart, span, facts, { help, fixes });
}

function isPart(node: Expression): node is Node<"Apply"> | (Binary & { readonly operator: "of" }) {
  return node.kind === "Apply" || (node.kind === "Binary" && node.operator === "of");
}

/** Reports those sides that are no numbers, unless something below them has been reported. */
function notNumbers(env: Env, node: Binary, left: Type, right: Type): Type {
  for (const [side, type] of [
    [node.left, left],
    [node.right, right],
  ] as const) {
    if (type.kind !== "number" && type.kind !== "unknown")
      report(env, notANumber, side.span, { found: typeName(type) });
  }
  return UNKNOWN;
}

/** `105% + 5pp` is a ratio; two differences make a difference. */
function points(env: Env, node: Binary, left: Type, right: Type): Type {
  if (left.kind === "points" && right.kind === "points") return left;
  const other = left.kind === "points" ? right : left;
  if (other.kind === "number" && other.unit.kind === "ratio" && right.kind === "points")
    return { ...other, sign: "any" };
  if (other.kind !== "unknown")
    report(
      env,
      differentUnits,
      node.span,
      { left: typeName(left), right: typeName(right), joined: "added" },
      { related: origins(env, node, left, right) },
    );
  return UNKNOWN;
}

/** `a above b` is the part of a above b, never less than nothing; `a up to b` the rest of it. */
function limited(env: Env, node: Binary): Type {
  checkOneLimit(env, node);
  const [left, right] = [value(env, node.left), value(env, node.right)];
  if (left.kind !== "number" || right.kind !== "number") return notNumbers(env, node, left, right);
  const type = joinable(env, node, added(left, right), left, right);
  if (type.kind !== "number") return type;
  const sign =
    node.operator === "above"
      ? "not negative"
      : left.sign === "any" || right.sign === "any"
        ? "any"
        : "not negative";
  return { ...type, sign };
}

/** `A up to B above C` can be read two ways. */
function checkOneLimit(env: Env, node: Binary): void {
  const { left, right } = node;
  const inner = [right, ...(right.kind === "Binary" ? [right.left, right.right] : []), left].find(
    (side) =>
      side.kind === "Binary" &&
      (side.operator === "above" || side.operator === "up to") &&
      !textOf(env, side).startsWith("("),
  );
  if (inner === undefined) return;
  const help = "Put brackets around one of them: `(Sales up to 150,000 USD) above quota`.";
  const question = "Which limit is taken first?";
  report(
    env,
    missingWords,
    inner.span,
    { question },
    { help, fixes: eitherFirst(env, node, inner) },
  );
}

/** Brackets around the limit that is taken first: the inner one, or what is left and right of the other. */
function eitherFirst(env: Env, node: Binary, inner: Expression): Fix[] {
  const { left, right, operator } = node;
  if (inner.kind !== "Binary" || (inner !== left && inner !== right)) return [];
  const [a, b, c] =
    inner === right ? [left, inner.left, inner.right] : [inner.left, inner.right, right];
  const [first, second] = inner === right ? [operator, inner.operator] : [inner.operator, operator];
  const [one, other, last] = [textOf(env, a), textOf(env, b), textOf(env, c)];
  return [
    brackets(`(${one} ${first} ${other}) ${second} ${last}`, {
      start: a.span.start,
      end: b.span.end,
    }),
    brackets(`${one} ${first} (${other} ${second} ${last})`, {
      start: b.span.start,
      end: c.span.end,
    }),
  ];
}

function product(env: Env, node: Binary): Type {
  const left = numberValue(env, node.left);
  const right = numberValue(env, node.right);
  if (left === undefined || right === undefined) return UNKNOWN;
  if (node.operator === "of" && left.unit.kind !== "ratio" && left.unit.kind !== "number") {
    const help = "`of` takes a part: `60% of target`. To multiply, write `x`.";
    report(
      env,
      differentUnits,
      node.span,
      { left: typeName(left), right: typeName(right), joined: "joined by `of`" },
      { help, related: origins(env, node, left, right) },
    );
    return UNKNOWN;
  }
  return joinable(env, node, multiplied(left, right), left, right);
}

function quotient(env: Env, node: Binary): Type {
  const left = numberValue(env, node.left);
  const right = numberValue(env, node.right);
  if (left === undefined || right === undefined) return UNKNOWN;
  const type = joinable(env, node, divided(left, right), left, right);
  const isSafe = right.sign === "positive" || isNonZeroLiteral(node.right);
  if (type.kind !== "number" || isSafe || env.nonZero.has(pathText(env, node.right))) return type;
  return {
    kind: "optional",
    of: type,
    because: { kind: "zero divisor", unit: nothingOf(type.unit) },
  };
}

function pathText(env: Env, node: Expression): string {
  return textOf(env, node)
    .replace(/^\((.*)\)$/, "$1")
    .replace(/\s+/g, " ");
}

function isNonZeroLiteral(node: Expression): boolean {
  if (node.kind === "Negate") return isNonZeroLiteral(node.of);
  return (
    (node.kind === "NumberLiteral" || node.kind === "PercentLiteral") && /[1-9]/.test(node.value)
  );
}

export function negate(env: Env, node: Node<"Negate">): Type {
  const type = value(env, node.of);
  if (type.kind === "points" || type.kind === "unknown") return type;
  if (type.kind === "number") return { ...type, sign: "any" };
  report(env, notANumber, node.of.span, { found: typeName(type) });
  return UNKNOWN;
}

/** `greatest of (a, b)`. */
export function extreme(env: Env, node: Node<"Extreme">): Type {
  const [first, ...rest] = node.of;
  if (first === undefined) return UNKNOWN;
  const start = value(env, first);
  if (start.kind === "date") {
    for (const item of rest) if (value(env, item).kind !== "date") numberValue(env, item);
    return start;
  }
  if (start.kind !== "number") {
    if (start.kind !== "unknown") report(env, notANumber, first.span, { found: typeName(start) });
    return UNKNOWN;
  }
  return rest.reduce<Type>((best, item) => {
    const next = numberValue(env, item);
    if (best.kind !== "number" || next === undefined) return UNKNOWN;
    const type = joinable(
      env,
      { ...node, kind: "Binary", operator: ">", left: first, right: item },
      added(best, next),
      best,
      next,
    );
    return type.kind === "number" ? { ...type, sign: extremeSign(node.which, best, next) } : type;
  }, start);
}

/** What is known of the greater, or the lesser, of two. */
export function extremeSign(
  which: "greatest" | "least",
  a: NumberType,
  b: NumberType,
): NumberType["sign"] {
  const [one, other] = [a.sign, b.sign];
  if (which === "greatest") {
    if (one === "positive" || other === "positive") return "positive";
    return one === "not negative" || other === "not negative" ? "not negative" : "any";
  }
  if (one === "any" || other === "any") return "any";
  return one === "positive" && other === "positive" ? "positive" : "not negative";
}
