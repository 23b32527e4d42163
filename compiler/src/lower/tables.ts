/** Tables, from the checked tree to the representation. */
import type { PeriodKind } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { CheckedPlan } from "../check/plans.ts";
import type { TableInfo } from "../check/tables.ts";
import { valueType } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { Give, MatrixHeading, Row, Table } from "../syntax/ast/table.ts";
import { type Context, originAt } from "./context.ts";
import { lower, lowerNumber } from "./expressions.ts";

export function lowerTable(plan: CheckedPlan, info: TableInfo, period: PeriodKind): ir.Table {
  const { declaration: node } = info;
  const c: Context = { notes: info.notes, file: info.file, plan, period };
  const pivot = node.application?.kind === "whole above" ? node.application.pivot : undefined;
  return {
    name: info.name,
    ...(node.label === undefined ? {} : { label: node.label }),
    ...(node.doc === undefined ? {} : { doc: node.doc }),
    role: info.role,
    period,
    kind:
      info.kind === "whole above"
        ? { wholeAbove: lowerNumber(c, known(pivot, "a pivot")) }
        : info.kind,
    axes: info.axes.map((axis) => valueType(axis.type)),
    value: valueType(info.value),
    body: bodyOf(c, info, node),
    origin: originAt(c, node.span),
  };
}

function bodyOf(c: Context, info: TableInfo, node: Table): ir.TableBody {
  if (node.matrix !== undefined) return matrixOf(c, node.matrix);
  const [axis] = info.axes;
  if (axis?.type.kind !== "number") return casesOf(c, node.rows);
  return info.kind === "interpolated" ? linesOf(c, node.rows) : stepsOf(c, node.rows);
}

function stepsOf(c: Context, rows: readonly Row[]): ir.Steps {
  const from = rows.filter((row) => row.kind === "From");
  const below = rows.find((row) => row.kind === "Below");
  const to = from.at(-1)?.to;
  return {
    kind: "steps",
    ...(below === undefined ? {} : { below: lower(c, below.value.value) }),
    rows: from.map((row) => ({
      from: lowerNumber(c, row.from),
      inclusive: row.inclusive,
      value: lower(c, (row.value as Give).value),
      origin: originAt(c, row.span),
    })),
    ...(to === undefined ? {} : { to: lowerNumber(c, to) }),
  };
}

function linesOf(c: Context, rows: readonly Row[]): ir.Lines {
  const below = rows.find((row) => row.kind === "Below");
  const above = rows.find((row) => row.kind === "From");
  const beyond =
    above === undefined
      ? undefined
      : above.value === "continues"
        ? above.value
        : lowerNumber(c, above.value.value);
  return {
    kind: "lines",
    ...(below === undefined ? {} : { below: lowerNumber(c, below.value.value) }),
    points: rows
      .filter((row) => row.kind === "At")
      .map((row) => ({
        at: lowerNumber(c, row.at),
        value: lowerNumber(c, row.value.value),
        origin: originAt(c, row.span),
      })),
    ...(beyond === undefined ? {} : { above: beyond }),
  };
}

function casesOf(c: Context, rows: readonly Row[]): ir.Cases {
  const named = rows.filter((row) => row.kind === "For");
  const rest = named.find((row) => row.members === "anything else");
  return {
    kind: "cases",
    rows: named.flatMap((row) =>
      row.members === "anything else"
        ? []
        : [
            {
              members: row.members.map(({ text }) => text),
              value: lower(c, row.value.value),
              origin: originAt(c, row.span),
            },
          ],
    ),
    ...(rest === undefined
      ? {}
      : { rest: { value: lower(c, rest.value.value), origin: originAt(c, rest.span) } }),
  };
}

function matrixOf(c: Context, { columns, rows }: NonNullable<Table["matrix"]>): ir.Matrix {
  return {
    kind: "matrix",
    columns: columns.map((column, i) => ({
      heading: headingOf(c, column),
      body: columnOf(c, rows, i),
      origin: originAt(c, column.span),
    })),
  };
}

function headingOf(c: Context, heading: MatrixHeading): ir.MatrixHeading {
  if (heading.kind === "From")
    return { kind: "from", from: lowerNumber(c, heading.from), inclusive: heading.inclusive };
  if (heading.kind === "Below") return { kind: "below" };
  if (heading.members === "anything else") return { kind: "rest" };
  return { kind: "members", members: heading.members.map(({ text }) => text) };
}

/** The column of a matrix as a table along the first axis. */
function columnOf(
  c: Context,
  rows: NonNullable<Table["matrix"]>["rows"],
  column: number,
): ir.Steps | ir.Cases {
  const cells = rows.flatMap(({ heading, values, span }) => {
    const value = values[column];
    return value === undefined
      ? []
      : [{ heading, value: lower(c, value), origin: originAt(c, span) }];
  });
  const steps = cells.flatMap(({ heading, value, origin }) =>
    heading.kind === "From"
      ? [{ from: lowerNumber(c, heading.from), inclusive: heading.inclusive, value, origin }]
      : [],
  );
  const below = cells.find(({ heading }) => heading.kind === "Below");
  if (steps.length > 0)
    return { kind: "steps", ...(below === undefined ? {} : { below: below.value }), rows: steps };
  const rest = cells.find(
    ({ heading }) => heading.kind === "For" && heading.members === "anything else",
  );
  return {
    kind: "cases",
    rows: cells.flatMap(({ heading, value, origin }) =>
      heading.kind === "For" && heading.members !== "anything else"
        ? [{ members: heading.members.map(({ text }) => text), value, origin }]
        : [],
    ),
    ...(rest === undefined ? {} : { rest: { value: rest.value, origin: rest.origin } }),
  };
}
