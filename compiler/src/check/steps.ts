/** Rows along a number: in rising order, without gap or overlap, from the lowest value to the highest. */
import { Quantity, minorUnits, smallestUnit } from "@attain/runtime";
import {
  belowTheTable,
  beyondTheTable,
  gapInTable,
  oneBaseRate,
  overlapInTable,
  repeatedValue,
  rowsOutOfOrder,
  wrongRow,
} from "../diagnostics/catalogue/plans.ts";
import { missingPart } from "../diagnostics/catalogue/names.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Row, Table } from "../syntax/ast/table.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { type Env, report } from "./checker.ts";
import { demand, textOf } from "./expressions/demand.ts";
import { literalNumber } from "./literals.ts";
import type { AxisInfo } from "./axes.ts";
import type { TableKindName } from "./tables.ts";
import { type NumberType, type Type, type Unit, typeName } from "./types.ts";

type FromRow = Extract<Row, { kind: "From" }>;
type AtRow = Extract<Row, { kind: "At" }>;

/** Checks the rows of a table along `axis`, whose values are of type `type`. */
export function checkSteps(
  env: Env,
  node: Table,
  kind: TableKindName,
  axis: AxisInfo,
  type: NumberType,
): void {
  const points = kind === "interpolated";
  checkOnce(env, node);
  for (const row of node.rows) {
    if (!belongs(row, points)) {
      const help = points
        ? "Write `at 100% gives …`, with `below …` and `above …` for what lies outside."
        : "Write `from 100% pay …`.";
      report(
        env,
        wrongRow,
        row.span,
        {
          row: `\`${row.kind === "From" && !row.inclusive ? "above" : row.kind.toLowerCase()} …\``,
          table: points ? "an interpolated table" : "a table of steps",
        },
        { help },
      );
    }
    for (const bound of boundsOf(row)) demand(env, bound, type);
  }
  if (node.rows.some((row) => !belongs(row, points))) return;
  if (hasNoStart(env, node, points)) return;
  if (points) checkPoints(env, node, axis, type);
  else checkRanges(env, node, axis, type);
  if (node.application?.kind === "whole above") checkPivot(env, node, node.application.pivot, type);
}

/** `below` and `above` say what lies outside of something: a row of steps, a point, or two that make a line. */
function hasNoStart(env: Env, node: Table, points: boolean): boolean {
  const count = node.rows.filter(({ kind }) => kind === (points ? "At" : "From")).length;
  const isLine =
    points && node.rows.some((row) => row.kind === "From" && row.value === "continues");
  if (count >= (isLine ? 2 : 1)) return false;
  const part = isLine ? "which line it continues" : "where it starts";
  const help = isLine
    ? "Two points make a line: add a row `at …`."
    : `Add a row such as \`${points ? "at" : "from"} 0% …\`.`;
  const declaration = `\`${node.name.text}\``;
  report(env, missingPart, node.name.span, { declaration, part }, { help });
  return true;
}

/** What lies below, or above, is said once. */
function checkOnce(env: Env, node: Table): void {
  const below = node.rows.filter(({ kind }) => kind === "Below");
  const above = node.rows.filter((row) => row.kind === "From" && !row.inclusive);
  const isPoints = node.application?.kind === "interpolated";
  for (const { kind, span } of [...below.slice(1), ...(isPoints ? above.slice(1) : [])]) {
    const value = kind === "Below" ? "below …" : "above …";
    report(env, repeatedValue, span, { value }, { help: "Keep one of them." });
  }
}

function belongs(row: Row, points: boolean): boolean {
  if (row.kind === "Below") return true;
  if (row.kind === "At") return points;
  if (row.kind !== "From") return false;
  return points ? !row.inclusive : row.value !== "continues";
}

function boundsOf(row: Row): Expression[] {
  switch (row.kind) {
    case "From":
      return row.to === undefined ? [row.from] : [row.from, row.to];
    case "Below":
      return [row.limit];
    case "At":
      return [row.at];
    case "For":
      return [];
  }
}

function checkRanges(env: Env, node: Table, axis: AxisInfo, type: NumberType): void {
  const rows = node.rows.filter((row) => row.kind === "From");
  const [first] = rows;
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1];
    if (next === undefined) continue;
    inOrder(env, row.from, next.from, next.span);
    if (row.to !== undefined) meets(env, row.to, next, type.unit, row);
  }
  for (const row of rows) {
    if (row.to !== undefined && (compare(row.from, row.to) ?? -1) >= 0) {
      const facts = { row: `to ${textOf(env, row.to)}`, before: textOf(env, row.from) };
      report(env, rowsOutOfOrder, row.to.span, facts, {
        help: "A row ends above where it starts.",
      });
    }
  }
  const below = node.rows.find((row) => row.kind === "Below");
  if (below !== undefined && first !== undefined)
    sameBound(env, below.limit, first.from, below.span);
  if (below === undefined && first !== undefined && axis.by === "value")
    warnBelow(env, node, axis, type, first.from);
  const last = rows.at(-1);
  if (last?.to !== undefined) warnBeyond(env, node, axis, last.to);
}

function checkPoints(env: Env, node: Table, axis: AxisInfo, type: NumberType): void {
  const points = node.rows.filter((row): row is AtRow => row.kind === "At");
  for (const [i, row] of points.entries()) {
    const next = points[i + 1];
    if (next !== undefined) inOrder(env, row.at, next.at, next.span);
  }
  const [first, last] = [points[0], points.at(-1)];
  const below = node.rows.find((row) => row.kind === "Below");
  const above = node.rows.find((row): row is FromRow => row.kind === "From" && !row.inclusive);
  if (first === undefined || last === undefined) return;
  if (below !== undefined) sameBound(env, below.limit, first.at, below.span);
  else if (axis.by === "value") warnBelow(env, node, axis, type, first.at);
  if (above !== undefined) sameBound(env, last.at, above.from, above.span);
  else warnBeyond(env, node, axis, last.at);
}

/** `whole above 100%` pays one rate on all that lies below 100 %. */
function checkPivot(env: Env, node: Table, pivot: Expression, type: Type): void {
  demand(env, pivot, type);
  const at = literalNumber(pivot);
  const rows = node.rows.filter((row) => row.kind === "From");
  if (at === undefined) return;
  const lower = node.rows.filter((row) => row.kind === "Below");
  const below = rows.filter((row) => (compare(row.from, pivot) ?? 1) < 0);
  if (below.length === 1) return;
  const [first] = rows;
  if (below.length === 0 && lower.length === 1 && first !== undefined) {
    const help = `Write it \`from\` the lowest value: \`from 0% …\`.`;
    report(env, oneBaseRate, lower[0]?.span ?? pivot.span, { pivot: textOf(env, pivot) }, { help });
    return;
  }
  const span = below[1]?.span ?? pivot.span;
  report(
    env,
    oneBaseRate,
    span,
    { pivot: textOf(env, pivot) },
    {
      help: "Remove the other rows below it, or make the table `marginal` or `whole`.",
    },
  );
}

function inOrder(env: Env, before: Expression, next: Expression, span: Span): void {
  if ((compare(before, next) ?? -1) < 0) return;
  const related = [
    { at: { file: env.file, span: before.span }, message: "the row before starts here" },
  ];
  report(
    env,
    rowsOutOfOrder,
    span,
    { row: `from ${textOf(env, next)}`, before: textOf(env, before) },
    { related, help: "Sort the rows, the lowest first; two rows can't start at one value." },
  );
}

/** The end that a row gives must be where the next one starts, or the last value before it. */
function meets(env: Env, to: Expression, next: FromRow, unit: Unit, row: FromRow): void {
  if ((compare(row.from, to) ?? -1) >= 0) return;
  const [end, start] = [literalNumber(to), literalNumber(next.from)];
  if (end === undefined || start === undefined || end.unit !== start.unit) return;
  const difference = Quantity.of(start.value, "number").minus(Quantity.of(end.value, "number"));
  const step = smallestStep(unit);
  const touches =
    difference.isZero() || (step !== undefined && difference.equals(Quantity.of(step, "number")));
  if (touches) return;
  const related = [{ at: { file: env.file, span: to.span }, message: "the row before ends here" }];
  const facts = { from: textOf(env, to), to: textOf(env, next.from) };
  const negative = difference.isBelow(Quantity.of("0", "number"));
  const without = { start: row.from.span.end, end: to.span.end };
  const fixes = [
    {
      title: `Leave out \`to ${textOf(env, to)}\``,
      edits: [{ span: without, text: "" }],
      safety: "changes payout" as const,
    },
    {
      title: `Start at ${textOf(env, to)}`,
      edits: [{ span: next.from.span, text: textOf(env, to) }],
      safety: "changes payout" as const,
    },
  ];
  const help =
    "A row reaches up to where the next one starts: leave out `to`, or let the two meet.";
  if (negative)
    report(env, overlapInTable, next.span, { from: facts.to, to: facts.from }, { related, help });
  else report(env, gapInTable, next.span, facts, { related, help, fixes });
}

/** The least by which two values of a type can differ; a ratio has none. */
function smallestStep(unit: Unit): string | undefined {
  switch (unit.kind) {
    case "money":
      return minorUnits(unit.currency) === 0 ? "1" : smallestUnit(unit.currency);
    case "count":
    case "quantity":
      return "1";
    default:
      return undefined;
  }
}

/** What one row ends at, the next must start at. */
export function sameBound(env: Env, end: Expression, start: Expression, span: Span): void {
  const order = compare(end, start) ?? 0;
  if (order === 0) return;
  const [from, to] = order < 0 ? [end, start] : [start, end];
  const other = span.start <= start.span.start && start.span.end <= span.end ? end : start;
  const related = [{ at: { file: env.file, span: other.span }, message: "the others end here" }];
  const facts = { from: textOf(env, from), to: textOf(env, to) };
  const help = `Let the two meet: write \`${textOf(env, other)}\` here, too.`;
  report(env, order < 0 ? gapInTable : overlapInTable, span, facts, { related, help });
}

export function warnBelow(
  env: Env,
  node: Table,
  axis: AxisInfo,
  type: NumberType,
  first: Expression,
): void {
  const start = literalNumber(first);
  if (start === undefined) return;
  const isRead = axis.by === "value" && promises(env, axis.expression, start.value);
  if (isRead || isCovered(type, start.value)) return;
  reportBelow(
    env,
    node,
    first.span,
    `\`${axis.by === "value" ? textOf(env, axis.expression) : typeName(axis.type)}\``,
    textOf(env, first),
  );
}

/** Whether every value of a type lies at `start` or above it. */
function isCovered({ sign, unit }: NumberType, start: string): boolean {
  // A count above zero is at least one.
  const least = sign === "positive" && unit.kind === "count" ? "1" : "0";
  return sign !== "any" && Quantity.of(start, "number").isAtMost(Quantity.of(least, "number"));
}

/** Whether what is read is a column whose values are declared to be `start` or more. */
function promises(env: Env, node: Expression, start: string): boolean {
  const meaning = env.notes.meanings.get(node);
  const limits = meaning !== undefined && "field" in meaning ? meaning.field.limits : [];
  const from = Quantity.of(start, "number");
  return limits.some(
    ({ bound, value }) =>
      bound !== "at most" && bound !== "below" && from.isAtMost(Quantity.of(value, "number")),
  );
}

/** A table along a type is held against what it is applied to. */
export function warnBelowAt(
  env: Env,
  table: { readonly declaration: Table; readonly file: SourceFile },
  value: Expression,
  type: NumberType,
): void {
  const { rows: lines, matrix } = table.declaration;
  const rows = [...lines, ...(matrix?.rows.map(({ heading }) => heading) ?? [])];
  const first = rows.find((row) => row.kind === "From" || row.kind === "At");
  if (first === undefined || rows.some((row) => row.kind === "Below")) return;
  const start = first.kind === "From" ? first.from : first.at;
  const from = literalNumber(start)?.value ?? "0";
  if (isCovered(type, from) || promises(env, value, from)) return;
  reportBelow(
    env,
    table.declaration,
    value.span,
    `\`${textOf(env, value)}\``,
    textOf({ ...env, file: table.file }, start),
  );
}

function reportBelow(env: Env, node: Table, span: Span, axis: string, first: string): void {
  const verb = node.role === "rates" ? "pay" : "gives";
  const row = node.matrix === undefined ? `below ${first} ${verb} …` : `below ${first}`;
  const add = `Such a value stops the run. Add \`${row}\``;
  report(
    env,
    belowTheTable,
    span,
    { axis, first, table: node.name.text },
    {
      help: `${add}, or say in the source that amounts are \`at least 0\`.`,
    },
  );
}

function warnBeyond(env: Env, node: Table, axis: AxisInfo, last: Expression): void {
  const name = axis.by === "value" ? `\`${textOf(env, axis.expression)}\`` : typeName(axis.type);
  const help =
    node.application?.kind === "interpolated"
      ? `Such a value stops the run. Add \`above ${textOf(env, last)} ${node.role === "rates" ? "pay" : "gives"} …\`, or \`above ${textOf(env, last)} continues\` to draw the last line on.`
      : "Such a value stops the run. Leave out the `to` of the last row to let it reach on.";
  report(
    env,
    beyondTheTable,
    last.span,
    { axis: name, last: textOf(env, last), table: node.name.text },
    { help },
  );
}

/** −1, 0 or 1 for two literals of one unit; undefined where they aren't known before the run. */
function compare(a: Expression, b: Expression): -1 | 0 | 1 | undefined {
  const [left, right] = [literalNumber(a), literalNumber(b)];
  if (left === undefined || right === undefined || left.unit !== right.unit) return undefined;
  return Quantity.of(left.value, "number").compare(Quantity.of(right.value, "number"));
}
