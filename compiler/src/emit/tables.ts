/** Tables, as constants or methods of TypeScript. */
import type * as ir from "../ir/ir.ts";
import { payeeAndPeriod } from "./components.ts";
import { type Emitter, type Place, placeIn, remark, uses } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { isConstant } from "./rates.ts";
import { tsType } from "./value-type.ts";

const NOWHERE: Place = {};

/** Writes the value of a row. */
type Cell = (node: ir.Expr) => string;

/** Tables whose rows are the same for everybody, and that are read. */
export function emitTableConstants(e: Emitter, body: string): string[] {
  return distinct(e.plan.tables)
    .filter((table) => isConstant(table) && uses(body, e.names.constant(table.name)))
    .map((table) => constant(e, table));
}

function constant(e: Emitter, table: ir.Table): string {
  return `${comment(e, table)}const ${e.names.constant(table.name)}: ${e.type(tableType(table))} = ${tableValue(e, table, NOWHERE, (node) => emit(e, node, NOWHERE))};`;
}

/** Tables with rows that depend on the payee or the period: what isn't reached isn't computed. */
export function emitTableMethods(e: Emitter, payee: string): string[] {
  return e.plan.tables
    .filter((table) => !isConstant(table))
    .map((table) => {
      e.begin();
      const at = placeIn(table.period);
      const value = tableValue(e, table, at, (node) => `() => ${emit(e, node, at)}`);
      return `${comment(e, table)}${e.names.table(table)}(${payeeAndPeriod(e, value, payee)}): ${e.type(tableType(table))} {\nreturn ${value};\n}`;
    });
}

function distinct(tables: readonly ir.Table[]): ir.Table[] {
  return [...new Map(tables.map((table) => [table.name, table])).values()];
}

function comment(e: Emitter, { name, label, role, doc, origin }: ir.Table): string {
  const title = label === undefined ? `${role} ${name}` : `${role} ${name}: ${label}`;
  return remark([title, ...(doc?.split("\n") ?? []), e.locate(origin)].join(" — "));
}

function tableType(table: ir.Table): string {
  const [first, second] = table.axes;
  const value = `${isConstant(table) ? "" : "() => "}${tsType(table.value)}`;
  const { body } = table;
  if (body.kind !== "matrix") return bodyType(body, first, value, table);
  const column = bodyType(
    body.columns[0]?.body ?? { kind: "cases", rows: [] },
    first,
    value,
    table,
  );
  const bySteps = body.columns.some(({ heading }) => heading.kind === "from");
  return bySteps ? `Steps<${unitLiteral(second)}, ${column}>` : `Cases<${column}>`;
}

function bodyType(
  body: ir.Steps | ir.Lines | ir.Cases,
  axis: ir.ValueType | undefined,
  value: string,
  table: ir.Table,
): string {
  switch (body.kind) {
    case "steps":
      return `Steps<${unitLiteral(axis)}, ${value}>`;
    case "lines":
      return `Polyline<${unitLiteral(axis)}, ${table.value.kind === "number" ? JSON.stringify(table.value.unit) : "never"}>`;
    case "cases":
      return `Cases<${value}>`;
  }
}

function unitLiteral(axis: ir.ValueType | undefined): string {
  return JSON.stringify(axis?.kind === "number" ? axis.unit : "ratio");
}

function tableValue(e: Emitter, table: ir.Table, at: Place, cell: Cell): string {
  const { body, name } = table;
  if (body.kind !== "matrix") return bodyValue(e, name, body, at, cell);
  const bySteps = body.columns.some(({ heading }) => heading.kind === "from");
  if (bySteps) {
    const rows = body.columns.flatMap(({ heading, body: column }) =>
      heading.kind === "from"
        ? [
            `{ ${heading.inclusive ? "from" : "above"}: ${emit(e, heading.from, at)}, value: ${bodyValue(e, name, column, at, cell)} }`,
          ]
        : [],
    );
    const below = body.columns.find(({ heading }) => heading.kind === "below");
    const first = below === undefined ? "" : `below: ${bodyValue(e, name, below.body, at, cell)}, `;
    return `{ name: ${JSON.stringify(name)}, ${first}rows: [${rows.join(", ")}] }`;
  }
  const rest = body.columns.find(({ heading }) => heading.kind === "rest");
  const rows = body.columns.flatMap(({ heading, body: column }) =>
    heading.kind === "members"
      ? heading.members.map(
          (member) => `${JSON.stringify(member)}: ${bodyValue(e, name, column, at, cell)}`,
        )
      : [],
  );
  return `{ name: ${JSON.stringify(name)}, rows: { ${rows.join(", ")} }${rest === undefined ? "" : `, rest: ${bodyValue(e, name, rest.body, at, cell)}`} }`;
}

function bodyValue(
  e: Emitter,
  name: string,
  body: ir.Steps | ir.Lines | ir.Cases,
  at: Place,
  cell: Cell,
): string {
  const parts = [`name: ${JSON.stringify(name)}`];
  const optional = (key: string, node: ir.Expr | undefined): void => {
    if (node !== undefined) parts.push(`${key}: ${cell(node)}`);
  };
  switch (body.kind) {
    case "steps": {
      optional("below", body.below);
      const rows = body.rows.map(
        ({ from, inclusive, value, origin }) =>
          `{ ${inclusive ? "from" : "above"}: ${emit(e, from, at)}, value: ${cell(value)} }, // ${e.locate(origin)}\n`,
      );
      parts.push(`rows: [\n${rows.join("")}]`);
      if (body.to !== undefined) parts.push(`to: ${emit(e, body.to, at)}`);
      break;
    }
    case "lines": {
      optional("below", body.below);
      const points = body.points.map(
        (point) =>
          `{ at: ${emit(e, point.at, at)}, value: ${cell(point.value)} }, // ${e.locate(point.origin)}\n`,
      );
      parts.push(`points: [\n${points.join("")}]`);
      if (body.above === "continues") parts.push(`above: "continues"`);
      else optional("above", body.above);
      break;
    }
    case "cases": {
      const rows = body.rows.flatMap(({ members, value, origin }) =>
        members.map(
          (member) => `${JSON.stringify(member)}: ${cell(value)}, // ${e.locate(origin)}\n`,
        ),
      );
      parts.push(`rows: {\n${rows.join("")}}`);
      optional("rest", body.rest?.value);
      break;
    }
  }
  return `{ ${parts.join(", ")} }`;
}
