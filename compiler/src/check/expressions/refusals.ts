/** What is said where two numbers don't go together: both types, where they come from, and what to do. */
import {
  differentCurrencies,
  differentUnits,
  differentWindows,
  moneyAndPercent,
  moneyTimesMoney,
  notComparable,
} from "../../diagnostics/catalogue/types.ts";
import type { Note } from "../../diagnostics/diagnostic.ts";
import type { BinaryOperator, Expression } from "../../syntax/ast/expression.ts";
import { type Refusal, type Result } from "../algebra.ts";
import { type Env, report } from "../checker.ts";
import { type NumberType, type Type, UNKNOWN, typeName, unitName } from "../types.ts";
import type { Binary } from "./arithmetic.ts";
import { reportBare, textOf } from "./demand.ts";

export function reportNotComparable(env: Env, node: Binary, left: Type, right: Type): void {
  const help = comparisonHelp([left, right]);
  report(
    env,
    notComparable,
    node.span,
    { left: typeName(left), right: typeName(right) },
    { ...(help === undefined ? {} : { help }), related: origins(env, node, left, right) },
  );
}

function comparisonHelp(sides: readonly Type[]): string | undefined {
  const has = (kind: Type["kind"]): boolean => sides.some((type) => type.kind === kind);
  const isCount = sides.some((type) => type.kind === "number" && type.unit.kind === "count");
  if (has("duration") && has("date")) return "Write a day: `90 Days after …`.";
  if (has("duration") && isCount)
    return "Days between two dates are a count: write the number alone.";
  if (has("enum")) return "The values of a list have no order: ask `is`, or `in (A, B)`.";
  if (has("points"))
    return "Points are compared with a difference, `a - b > 5pp`; a percentage with another, `5%`.";
  return undefined;
}

export function joinable(
  env: Env,
  node: Binary,
  type: Result,
  left: NumberType,
  right: NumberType,
): Type {
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

export function refuse(
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
  const help = helpForUnits(env, node, left, right);
  const joined = JOINED[node.operator] ?? "compared";
  report(
    env,
    differentUnits,
    node.span,
    { left: typeName(left), right: typeName(right), joined },
    help === undefined ? { related } : { related, help },
  );
}

function helpForUnits(
  env: Env,
  { operator, left: a, right: b }: Binary,
  left: NumberType,
  right: NumberType,
): string | undefined {
  if (operator === "/" && b.kind === "Binary" && b.operator === "of")
    return `\`of\` is taken before \`/\`: write \`(${textOf(env, a)} / ${textOf(env, b.left)}) of ${textOf(env, b.right)}\`.`;
  const thing = [left, right].find((side) => side.unit.kind === "quantity");
  const amount = [left, right].find((side) => side.unit.kind === "money");
  if (JOINED[operator] === "multiplied" && thing !== undefined && amount !== undefined)
    return `A price for each is written \`25 ${unitName(amount.unit)} per ${unitName(thing.unit)}\`.`;
  return left.unit.kind === "ratio" || right.unit.kind === "ratio" || sameKind(left, right)
    ? undefined
    : "Only amounts of one unit can be added or compared.";
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
export function origins(env: Env, node: Binary, left: Type, right: Type): Note[] {
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
