/** Tables with two axes: headings down and across that fit their axes, one kind of value in all cells. */
import { Quantity } from "@attain/runtime";
import { listed } from "../base/text.ts";
import {
  emptyTable,
  repeatedValue,
  rowsOutOfOrder,
  unmatchedValues,
  wrongRow,
} from "../diagnostics/catalogue/plans.ts";
import { missingPart, outOfPlace } from "../diagnostics/catalogue/names.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { MatrixHeading, Table } from "../syntax/ast/table.ts";
import { type Env, report } from "./checker.ts";
import { joined } from "./expressions/conditions.ts";
import { demand, textOf, value } from "./expressions/demand.ts";
import { reportUnknownMember } from "./expressions/unknown-names.ts";
import { literalNumber } from "./literals.ts";
import { sameBound, warnBelow } from "./steps.ts";
import type { AxisInfo } from "./axes.ts";
import { membersOf } from "./tables.ts";
import { type NumberType, type Type, UNKNOWN, typeName } from "./types.ts";

/** The type of the cells. */
export function checkMatrix(env: Env, node: Table, axes: readonly AxisInfo[]): Type {
  const { matrix } = node;
  const [row] = node.rows;
  if (row !== undefined) {
    const help =
      "A table with two axes is a grid: `|  | from 0% | from 20% |`, then `| from 0% | 0% | 10% |`.";
    report(
      env,
      wrongRow,
      row.span,
      { row: "This line", table: `\`${node.name.text}\`, which has two axes` },
      { help },
    );
  }
  if (matrix === undefined || matrix.rows.length === 0) {
    report(
      env,
      emptyTable,
      node.name.span,
      { name: node.name.text },
      { help: "Add a grid: `|  | from 0% | from 20% |`, then `| from 0% | 0% | 10% |`." },
    );
    return UNKNOWN;
  }
  const [down, across] = axes;
  if (down !== undefined)
    checkHeadings(
      env,
      node,
      matrix.rows.map(({ heading }) => heading),
      down,
    );
  if (across !== undefined) checkHeadings(env, node, matrix.columns, across);
  const cells = matrix.rows.flatMap(({ values }) => values);
  return cells.reduce<Type>((type, cell) => {
    if (cell.kind === "Missing") return type;
    const next = value(env, cell, type.kind === "unknown" ? undefined : type);
    return type.kind === "unknown" ? next : joined(env, cell, type, next);
  }, UNKNOWN);
}

function checkHeadings(
  env: Env,
  node: Table,
  headings: readonly MatrixHeading[],
  axis: AxisInfo,
): void {
  const wanted = axis.type.kind === "number" ? "From" : "For";
  const seen = new Set<string>();
  let before: MatrixHeading | undefined;
  let rest = false;
  for (const heading of headings) {
    const fitsAxis = heading.kind === wanted || (heading.kind === "Below" && wanted === "From");
    if (axis.type.kind !== "unknown" && !fitsAxis) {
      reportWrongHeading(env, node, heading, axis, wanted);
    } else if (heading.kind === "From") {
      demand(env, heading.from, axis.type);
      if (before?.kind === "From") checkOrder(env, before, heading);
      before = heading;
    } else if (heading.kind === "Below") demand(env, heading.limit, axis.type);
    else if (heading.members === "anything else") {
      if (rest) report(env, repeatedValue, heading.span, { value: "anything else" });
      rest = true;
    } else checkMembers(env, heading.members, axis.type, seen);
  }
  checkComplete(env, node, headings, axis, seen);
  if (axis.type.kind === "number") checkBelow(env, node, headings, axis, axis.type);
}

function reportWrongHeading(
  env: Env,
  node: Table,
  heading: MatrixHeading,
  axis: AxisInfo,
  wanted: "From" | "For",
): void {
  const help = wanted === "From" ? "Write `from 0%`." : "Write `for A, B`.";
  const table = `\`${node.name.text}\`, which runs by ${typeName(axis.type)}`;
  report(env, wrongRow, heading.span, { row: "This heading", table }, { help });
}

function checkMembers(env: Env, names: readonly Name[], axis: Type, seen: Set<string>): void {
  for (const name of names) {
    if (seen.has(name.text)) report(env, repeatedValue, name.span, { value: name.text });
    seen.add(name.text);
    checkMember(env, name, axis);
  }
}

/** A name of a list, or of a part of the year; of another axis a key. */
function checkMember(env: Env, { text, span }: Name, axis: Type): void {
  const members = membersOf(axis);
  if (members === undefined) demand(env, { kind: "TextLiteral", value: text, span }, axis);
  else if (!members.includes(text) && text !== "")
    reportUnknownMember(env, text, span, axis.kind === "enum" ? axis : { kind: "enum", members });
}

/** `below 0%` comes first, and ends where the next one starts; without it, all that can be read must be covered. */
function checkBelow(
  env: Env,
  node: Table,
  headings: readonly MatrixHeading[],
  axis: AxisInfo,
  type: NumberType,
): void {
  const from = headings.find((heading) => heading.kind === "From");
  const [below, ...others] = headings.filter((heading) => heading.kind === "Below");
  const misplaced = headings[0] === below ? others[0] : below;
  if (misplaced !== undefined) {
    const facts = { thing: "`below …`", place: "before all other headings" };
    report(env, outOfPlace, misplaced.span, facts);
  }
  if (from === undefined) {
    if (below === undefined) return;
    const facts = { declaration: `\`${node.name.text}\``, part: "where it starts" };
    const help = "Add a heading such as `from 0%` after it.";
    report(env, missingPart, below.span, facts, { help });
    return;
  }
  if (below !== undefined) sameBound(env, below.limit, from.from, below.span);
  else if (axis.by === "value") warnBelow(env, node, axis, type, from.from);
}

function checkOrder(
  env: Env,
  before: Extract<MatrixHeading, { kind: "From" }>,
  next: Extract<MatrixHeading, { kind: "From" }>,
): void {
  const [a, b] = [literalNumber(before.from), literalNumber(next.from)];
  if (
    a === undefined ||
    b === undefined ||
    Quantity.of(a.value, "number").isBelow(Quantity.of(b.value, "number"))
  )
    return;
  const related = [
    { at: { file: env.file, span: before.span }, message: "the one before starts here" },
  ];
  report(
    env,
    rowsOutOfOrder,
    next.span,
    { row: `from ${textOf(env, next.from)}`, before: textOf(env, before.from) },
    { related },
  );
}

function checkComplete(
  env: Env,
  node: Table,
  headings: readonly MatrixHeading[],
  axis: AxisInfo,
  seen: ReadonlySet<string>,
): void {
  const members = membersOf(axis.type);
  if (
    members === undefined ||
    headings.some((heading) => heading.kind === "For" && heading.members === "anything else")
  )
    return;
  const unmatched = members.filter((name) => !seen.has(name));
  if (unmatched.length === 0) return;
  const values = listed(
    unmatched.map((name) => `\`${name}\``),
    "and",
  );
  report(
    env,
    unmatchedValues,
    node.name.span,
    { name: node.name.text, values },
    { help: "Head a row or column `for` them, or `for anything else`." },
  );
}
