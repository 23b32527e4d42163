/** Arithmetic and comparison. */
import { sumOfPart } from "../../diagnostics/catalogue/plans.ts";
import {
  differentCurrencies,
  differentUnits,
  differentWindows,
  missingWords,
  moneyAndPercent,
  moneyTimesMoney,
  notANumber,
  notComparable,
} from "../../diagnostics/catalogue/types.ts";
import type { Note } from "../../diagnostics/diagnostic.ts";
import type { BinaryOperator, Expression } from "../../syntax/ast/expression.ts";
import { type Refusal, type Result, added, compared, divided, multiplied } from "../algebra.ts";
import { type Env, report } from "../checker.ts";
import {
  type NumberType,
  type Type,
  UNKNOWN,
  YES_NO,
  fits,
  nothingOf,
  typeName,
  unitName,
} from "../types.ts";
import { assuming } from "./conditions.ts";
import { condition, numberValue, reportBare, textOf, value } from "./demand.ts";

type Binary = Extract<Expression, { kind: "Binary" }>;
type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

export function binary(env: Env, node: Binary): Type {
  switch (node.operator) {
    case "and":
    case "or":
      condition(env, node.left);
      condition(node.operator === "and" ? assuming(env, node.left) : env, node.right);
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

function reportNotComparable(env: Env, node: Binary, left: Type, right: Type): void {
  const isSpan = [left, right].some((type) => type.kind === "duration");
  const isDay = [left, right].some((type) => type.kind === "date");
  const isCount = [left, right].some(
    (type) => type.kind === "number" && type.unit.kind === "count",
  );
  const isList = [left, right].some((type) => type.kind === "enum");
  const help =
    isSpan && isDay
      ? { help: "Write a day: `90 Days after …`." }
      : isSpan && isCount
        ? { help: "Days between two dates are a count: write the number alone." }
        : isList
          ? { help: "The values of a list have no order: ask `is`, or `in (A, B)`." }
          : {};
  report(
    env,
    notComparable,
    node.span,
    { left: typeName(left), right: typeName(right) },
    { ...help, related: origins(env, node, left, right) },
  );
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
  report(env, sumOfPart, span, facts, { help });
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
function checkOneLimit(env: Env, { left, right }: Binary): void {
  const inner = [right, ...(right.kind === "Binary" ? [right.left, right.right] : []), left].find(
    (side) =>
      side.kind === "Binary" &&
      (side.operator === "above" || side.operator === "up to") &&
      !textOf(env, side).startsWith("("),
  );
  if (inner === undefined) return;
  const help = "Put brackets around one of them: `(Sales up to 150,000 USD) above quota`.";
  report(env, missingWords, inner.span, { question: "Which limit is taken first?" }, { help });
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

function extremeSign(
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

function joinable(env: Env, node: Binary, type: Result, left: NumberType, right: NumberType): Type {
  if (typeof type !== "string") return type;
  refuse(env, node, type, left, right);
  return UNKNOWN;
}

const JOINED: Partial<Record<BinaryOperator, string>> = {
  "+": "added",
  "-": "subtracted",
  x: "multiplied",
  of: "multiplied",
  "/": "divided",
  above: "compared",
  "up to": "compared",
};

function refuse(
  env: Env,
  node: Binary,
  refusal: Refusal,
  left: NumberType,
  right: NumberType,
): void {
  const related = origins(env, node, left, right);
  switch (refusal) {
    case "different currencies": {
      const [a, b] = [describeAmount(env, node.left, left), describeAmount(env, node.right, right)];
      const help = "Only amounts of one currency can be added or compared.";
      return report(env, differentCurrencies, node.span, { left: a, right: b }, { related, help });
    }
    case "different windows":
      return report(
        env,
        differentWindows,
        node.span,
        {
          left: describeAmount(env, node.left, left),
          right: describeAmount(env, node.right, right),
        },
        { related, help: windowHelp(env, node, left, right) },
      );
    case "money times money":
      return report(env, moneyTimesMoney, node.span, {}, { related });
    case "money and percent": {
      const percent = left.unit.kind === "ratio" ? node.left : node.right;
      const other = percent === node.left ? node.right : node.left;
      const help =
        JOINED[node.operator] === undefined
          ? `Compare \`${textOf(env, other)}\` with an amount, such as \`${textOf(env, percent)} of quota\`.`
          : `Write the part and the whole: \`${textOf(env, percent)} of ${textOf(env, other)}\`.`;
      return report(
        env,
        moneyAndPercent,
        node.span,
        { percent: `\`${textOf(env, percent)}\`` },
        { related, help },
      );
    }
    case "different units":
      return reportUnits(env, node, left, right, related);
  }
}

function reportUnits(
  env: Env,
  node: Binary,
  left: NumberType,
  right: NumberType,
  related: readonly Note[],
): void {
  const bare = [node.left, node.right].find(
    (side) => side.kind === "NumberLiteral" && side.unit === undefined,
  );
  if (bare?.kind === "NumberLiteral") {
    const expected = bare === node.left ? right : left;
    reportBare(env, bare, expected);
    return;
  }
  const joined = JOINED[node.operator] ?? "compared";
  const thing = [left, right].find((side) => side.unit.kind === "quantity");
  const amount = [left, right].find((side) => side.unit.kind === "money");
  const help =
    joined === "multiplied" && thing !== undefined && amount !== undefined
      ? `A price for each is written \`25 ${unitName(amount.unit)} per ${unitName(thing.unit)}\`.`
      : left.unit.kind === "ratio" || right.unit.kind === "ratio" || sameKind(left, right)
        ? undefined
        : "Only amounts of one unit can be added or compared.";
  report(
    env,
    differentUnits,
    node.span,
    { left: typeName(left), right: typeName(right), joined },
    help === undefined ? { related } : { related, help },
  );
}

function sameKind(a: NumberType, b: NumberType): boolean {
  return a.unit.kind === b.unit.kind;
}

function describeAmount(env: Env, node: Expression, type: NumberType): string {
  return `\`${textOf(env, node)}\` (${typeName(type)})`;
}

function windowHelp(env: Env, node: Binary, left: NumberType, right: NumberType): string {
  const [a, b] = [left.window, right.window];
  if (a?.kind === "each" && b?.kind === "each") {
    return `Bring one of them to the other's length of time: \`${textOf(env, node.right)} prorated by months into ${a.period}\`, or by days.`;
  }
  if (a?.kind === "deal" || b?.kind === "deal")
    return "An amount of one deal can be compared with one of a period, or divided by it, but not added to it.";
  return "Write `year to date` on both, or on neither.";
}

/** Where the types of both sides come from: the declarations of names, else the places themselves. */
function origins(env: Env, node: Binary, left: Type, right: Type): Note[] {
  return [
    { at: originOf(env, node.left), message: typeName(left) },
    { at: originOf(env, node.right), message: typeName(right) },
  ];
}

function originOf(env: Env, node: Expression): Note["at"] {
  const meaning = env.notes.meanings.get(node);
  switch (meaning?.kind) {
    case "field":
    case "payee field":
    case "keyed":
      return meaning.field.at;
    case "credit":
      return meaning.credit.at;
    case "lookup":
      return meaning.table.at;
    case "parameter":
    case "measure":
    case "component":
      return env.checker.symbols.get(meaning.name)?.at ?? { file: env.file, span: node.span };
    default:
      return { file: env.file, span: node.span };
  }
}
