/** Conditions, choices, and what a condition makes certain. */
import { outOfPlace } from "../../diagnostics/catalogue/names.ts";
import { neverMissing, wrongType } from "../../diagnostics/catalogue/types.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { brackets } from "../../diagnostics/suggest.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import { childrenOf, mentions } from "../../syntax/walk.ts";
import { added, productSign } from "../algebra.ts";
import { type Env, report } from "../checker.ts";
import { type NumberType, type Type, UNKNOWN, YES_NO, fits, isBare, typeName } from "../types.ts";
import { assuming } from "./assume.ts";
import { condition, demand, reportWrongType, textOf, value } from "./demand.ts";
import { pathOf } from "./names.ts";

type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

export function conjunctsOf(node: Expression): Expression[] {
  return node.kind === "Binary" && node.operator === "and"
    ? [...conjunctsOf(node.left), ...conjunctsOf(node.right)]
    : [node];
}

export function presence(env: Env, node: Node<"Presence">): Type {
  const of = env.checker.typeOf(env, node.of);
  const mayBeMissing =
    of.kind === "optional" || (of.kind === "timeline" && of.of.kind === "optional");
  const path = pathOf(node.of);
  const meaning = env.notes.meanings.get(fieldIn(node.of))?.kind;
  const isField = meaning === "field" || meaning === "payee field" || meaning === "keyed";
  if (!isField && of.kind !== "unknown") {
    const help = "Only a field can be missing, or a row of a source: ask for the field.";
    const facts = { thing: "`is present`", place: "after a field" };
    report(env, outOfPlace, node.span, facts, { help });
    return YES_NO;
  }
  if (meaning === "keyed") return YES_NO;
  if (!mayBeMissing && of.kind !== "unknown" && (path === undefined || !env.present.has(path))) {
    const consequence = `this is always ${node.negated ? "false" : "true"}`;
    report(env, neverMissing, node.span, { what: `\`${textOf(env, node.of)}\``, consequence });
  }
  return YES_NO;
}

/** The field that is read on a day, or averaged. */
function fieldIn(node: Expression): Expression {
  return node.kind === "ReadAt" || node.kind === "Weighted" ? fieldIn(node.of) : node;
}

export function membership(env: Env, node: Node<"Membership">): Type {
  const of = value(env, node.of);
  for (const item of node.among) demand(env, item, of);
  return YES_NO;
}

/** `rolled up`, where a credit is at hand. */
export function rolledUp(env: Env, node: Extract<Expression, { kind: "RolledUp" }>): Type {
  if (env.credit !== undefined) return YES_NO;
  const facts = { thing: "`rolled up`", place: "in `where` beside a credit, or `for each` credit" };
  report(env, outOfPlace, node.span, facts);
  return UNKNOWN;
}

export function not(env: Env, node: Node<"Not">): Type {
  condition(env, node.of);
  return YES_NO;
}

/** `if C then A else B`: in A, what C asked for is present. */
export function conditional(env: Env, node: Node<"Conditional">, expected: Type | undefined): Type {
  condition(env, node.condition);
  const yes = value(assuming(env, node.condition), node.yes, expected);
  const no = value(env, node.no, expected ?? yes);
  return joined(env, node.no, yes, no);
}

/** `A otherwise B`. Where A is a row of a keyed source, B holds if there is no such row. */
export function otherwise(env: Env, node: Node<"Otherwise">, expected: Type | undefined): Type {
  const of = env.checker.typeOf(env, node.value, expected);
  const isKeyed = keyedInside(env, node.value);
  const type = of.kind === "optional" ? of.of : of;
  const fallback = value(env, node.fallback, type);
  const isInside = childrenOf(node.value).some((part) =>
    mentions(part, (inner) => env.notes.types.get(inner)?.kind === "optional"),
  );
  if (of.kind !== "optional" && of.kind !== "unknown" && !isKeyed && !isInside) {
    const rest = { start: node.value.span.end, end: node.fallback.span.end };
    const fix = { title: "Remove `otherwise`", edits: [{ span: rest, text: "" }], safety: "safe" };
    const facts = {
      what: `\`${textOf(env, node.value)}\``,
      consequence: "`otherwise` is never used",
    };
    const help = "Remove `otherwise` and what follows it.";
    const isOpen = node.fallback.kind === "Binary" || node.fallback.kind === "Missing";
    const fixes = isOpen ? [] : [fix as Fix];
    report(env, neverMissing, node.span, facts, { help, fixes });
  }
  if (type.kind === "timeline") {
    value(env, node.value);
    return UNKNOWN;
  }
  return joined(env, node.fallback, type, fallback, node.span.start);
}

/** Whether the value is read from a keyed source, in which the row may be missing. */
function keyedInside(env: Env, node: Expression): boolean {
  if (env.notes.meanings.get(node)?.kind === "keyed") return true;
  return (node.kind === "ReadAt" || node.kind === "Weighted") && keyedInside(env, node.of);
}

function isWhole({ unit }: NumberType): boolean {
  return unit.kind === "count";
}

/** The type of a value that is one of two; `otherwise` begins at `start`. */
export function joined(env: Env, second: Expression, a: Type, b: Type, start?: number): Type {
  if (a.kind === "unknown" || b.kind === "unknown") return a.kind === "unknown" ? b : a;
  const number = a.kind === "number" && b.kind === "number" ? joinedNumber(a, b) : undefined;
  if (number !== undefined) return number;
  if (fits(b, a) && a.kind !== "number") return a;
  reportJoined(env, second, a, b, start);
  return UNKNOWN;
}

function joinedNumber(a: NumberType, b: NumberType): NumberType | undefined {
  const isPlain = [a, b].every(({ unit }) => isBare(unit) && unit.kind !== "ratio");
  const sign = productSign(a.sign, b.sign);
  if (isPlain && isWhole(a) !== isWhole(b)) return { ...a, unit: { kind: "number" }, sign };
  const type = added(a, b);
  return typeof type === "string" ? undefined : { ...type, sign };
}

function reportJoined(
  env: Env,
  second: Expression,
  a: Type,
  b: Type,
  start: number | undefined,
): void {
  if (second.kind === "Binary" && b.kind === "yes or no") {
    const [left, right] = [textOf(env, second.left), textOf(env, second.right)];
    const words = `(… otherwise ${left}) ${second.operator} ${right}`;
    const help = `Put brackets around what comes before the comparison: \`${words}\`.`;
    const fixes =
      start === undefined ? [] : [brackets(words, { start, end: second.left.span.end })];
    const facts = { expected: typeName(a), found: typeName(b) };
    report(env, wrongType, second.span, facts, { help, fixes });
  } else if (b.kind === "number" || b.kind === "text") reportWrongType(env, second, b, a);
  else report(env, wrongType, second.span, { expected: typeName(a), found: typeName(b) });
}
