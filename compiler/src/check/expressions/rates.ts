/** Tables in expressions: rates applied on a base, lookups read by name. */
import { nearest } from "../../base/text.ts";
import { describe } from "../../bind/scope.ts";
import { unknownName, wrongKind } from "../../diagnostics/catalogue/names.ts";
import {
  axisIsNotBase,
  missingWords,
  wrongType,
  wrongVerb,
} from "../../diagnostics/catalogue/types.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import type { Name } from "../../syntax/ast/node.ts";
import { multiplied } from "../algebra.ts";
import { type Env, report } from "../checker.ts";
import { type Identity, identity } from "../identity.ts";
import { checkPaidApply } from "../paid-axis.ts";
import { TO_DATE, isCoarser } from "../periods.ts";
import { warnBelowAt } from "../steps.ts";
import type { TableInfo } from "../tables.ts";
import { type NumberType, type Type, UNKNOWN, sameUnit, typeName } from "../types.ts";
import { numberValue, textOf } from "./demand.ts";

type Apply = Extract<Expression, { kind: "Apply" }>;
type Reference = Extract<Expression, { kind: "Reference" }>;

/** `Commission on Bookings`. */
export function apply(env: Env, node: Apply): Type {
  const base = numberValue(env, node.base);
  const table = tableNamed(env, node.table);
  if (table === undefined) return UNKNOWN;
  if (table.role === "lookup") {
    const words = textOf(env, node.base);
    const isOpen = table.axes.some((axis) => axis.by === "type");
    const read = isOpen ? `${table.name}(${words})` : table.name;
    const use = `read it${isOpen ? " at a value" : " by its name"}, and multiply: \`${read} x ${words}\``;
    report(
      env,
      wrongVerb,
      node.table.span,
      { table: table.name, kind: "a lookup", use },
      { related: [{ at: table.at, message: "declared here" }] },
    );
    return UNKNOWN;
  }
  env.notes.meanings.set(node, { kind: "lookup", table });
  if (base === undefined || table.value.kind !== "number") return UNKNOWN;
  checkAxis(env, node, table, base);
  const paid = multiplied(base, table.value);
  // What is paid again may be less than what had been earned before.
  const isAgain = table.declaration.earlier === "again";
  if (typeof paid !== "string") return isAgain ? { ...paid, sign: "any" } : paid;
  const facts = {
    expected: `Something that ${typeName(table.value)} can be paid on`,
    found: typeName(base),
  };
  report(env, wrongType, node.base.span, facts, {
    related: [{ at: table.at, message: `pays ${typeName(table.value)}` }],
  });
  return UNKNOWN;
}

/** A lookup by its bare name: its axes say where it is read. */
export function lookupByName(env: Env, node: Reference): Type {
  const table = tableNamed(env, node.name);
  if (table === undefined) return UNKNOWN;
  if (table.role === "rates") {
    const use = `apply it to what it pays on: \`${table.name} on …\``;
    report(
      env,
      wrongVerb,
      node.span,
      { table: table.name, kind: "a table of rates", use },
      { related: [{ at: table.at, message: "declared here" }] },
    );
    return UNKNOWN;
  }
  const open = table.axes.find((axis) => axis.by === "type" && axis.type.kind !== "period");
  if (open !== undefined) {
    const help = `Write it in brackets: \`${table.name}(…)\`, a value of type ${typeName(open.type)}.`;
    report(
      env,
      missingWords,
      node.span,
      { question: `At which value is \`${table.name}\` read?` },
      { help, related: [{ at: table.at, message: `runs by ${typeName(open.type)}` }] },
    );
    return UNKNOWN;
  }
  env.notes.meanings.set(node, { kind: "lookup", table });
  return table.value;
}

function tableNamed(env: Env, name: Name): TableInfo | undefined {
  const symbol = env.checker.symbols.get(name.text);
  if (symbol?.kind === "table") {
    env.plan?.used.add(name.text);
    return (env.plan?.table ?? env.checker.table)(name.text, env);
  }
  if (name.text === "") return undefined;
  if (symbol === undefined) {
    const tables = [...env.checker.symbols.values()]
      .filter(({ kind }) => kind === "table")
      .map((table) => table.name);
    const meant = nearest(name.text, tables);
    report(env, unknownName, name.span, { name: name.text }, suggestion(name.span, meant));
  } else {
    report(
      env,
      wrongKind,
      name.span,
      { name: name.text, kind: describe(symbol), expected: "a table of rates" },
      { related: [{ at: symbol.at, message: "declared here" }] },
    );
  }
  return undefined;
}

/** The base must lie along the axis, or the author must say how it is spread. */
function checkAxis(env: Env, node: Apply, table: TableInfo, base: NumberType): void {
  const [axis] = table.axes;
  if (axis === undefined || axis.type.kind !== "number") return;
  if (axis.by === "paid") return checkPaidApply(env, node, table, axis, base);
  if (axis.by === "type") {
    if (sameUnit(axis.type.unit, base.unit)) return warnBelowAt(env, table, node.base, base);
    const facts = {
      expected: `${typeName(axis.type)}, the axis of \`${table.name}\`,`,
      found: typeName(base),
    };
    report(env, wrongType, node.base.span, facts, {
      related: [{ at: table.at, message: `runs by ${typeName(axis.type)}` }],
    });
    return;
  }
  const slices =
    table.kind === "marginal" ||
    table.kind === "whole above" ||
    table.declaration.earlier === "again";
  if (!slices || axis.each !== undefined) return;
  const along = identity(env, axis.expression, table.file);
  const { name } = table;
  if (isElsewhere(env, table, along)) {
    const facts = { table: name, axis: `\`${along.text}\``, base: "credits of another time" };
    const help = `The ${along.text} of the period at hand has no place for them: take this period's credits.`;
    return report(env, axisIsNotBase, node.span, facts, { help });
  }
  if (node.along !== undefined) {
    const told: Expression = { kind: "Reference", name: node.along, span: node.along.span };
    numberValue(env, told);
    if (liesAlong(identity(env, told, env.file), along)) {
      checkEarlierKnown(env, node, table, along);
      return;
    }
    const facts = { table: name, axis: `\`${along.text}\``, base: `\`${node.along.text}\`` };
    report(env, axisIsNotBase, node.along.span, facts, {
      help: "Name the measure that the table runs along.",
    });
    return;
  }
  if (factorsOf(node.base).some((factor) => liesAlong(identity(env, factor, env.file), along)))
    return;
  const told = nameToSpreadAlong(axis.expression) ?? along.text;
  const help = `\`${name} on ${textOf(env, node.base)} spread along ${told}\` pays the base at the average rate of the slices that ${told} reaches. Or apply the table to ${along.numerator ?? along.text} itself.`;
  const facts = { table: name, axis: `\`${along.text}\``, base: `\`${textOf(env, node.base)}\`` };
  report(env, axisIsNotBase, node.span, facts, {
    help,
    related: [{ at: table.at, message: `\`${name}\` runs along \`${along.text}\`` }],
  });
}

/** This period's slices start where a year to date was before it: known of credits, not of what is made of several amounts. */
function checkEarlierKnown(
  env: Env,
  node: Apply,
  { name, toDate }: TableInfo,
  along: Identity,
): void {
  if (toDate === undefined || along.totalled !== undefined) return;
  const facts = { table: name, axis: `\`${along.text}\``, base: `\`${textOf(env, node.base)}\`` };
  const help = `Where ${along.text} was before this period can't be told. Apply the table to ${along.numerator ?? along.text} itself, and let a line \`trued up year to date, …\` take away what was paid.`;
  report(env, axisIsNotBase, node.span, facts, { help });
}

/** Whether the credit at hand, which an axis goes through one by one, may lie outside of it. */
function isElsewhere(
  { plan, credit, window }: Env,
  { toDate }: TableInfo,
  along: Identity,
): boolean {
  if (window === undefined || plan === undefined || along.creditKey !== credit?.name) return false;
  if (window.kind === "last") return true;
  const period = TO_DATE[window.period];
  return isCoarser(period, toDate ?? plan.period);
}

function nameToSpreadAlong(axis: Expression): string | undefined {
  return axis.kind === "Reference" ? axis.name.text : undefined;
}

/** Whether a base is the axis itself or the amount that the axis measures. */
function liesAlong(base: Identity, axis: Identity): boolean {
  return (
    base.key === axis.key ||
    base.key === axis.numeratorKey ||
    (base.creditKey !== undefined && base.creditKey === axis.creditKey)
  );
}

/** `attainment x target` lies along whatever one of its factors lies along. */
function factorsOf(node: Expression): Expression[] {
  const isProduct = node.kind === "Binary" && (node.operator === "x" || node.operator === "of");
  return isProduct ? [...factorsOf(node.left), ...factorsOf(node.right)] : [node];
}
