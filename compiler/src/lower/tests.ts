/** Tests, from the checked tree to the form in which they are run. */
import type { Calendar } from "@attain/runtime";
import type { CheckedProgram } from "../check/program.ts";
import { type Resolved, pathOfText, resolve } from "../check/test-names.ts";
import { CASE_HEADING } from "../check/test-grids.ts";
import type { CheckedTest } from "../check/tests.ts";
import type { Type } from "../check/types.ts";
import { bare, valueType } from "../check/value-type.ts";
import { readCell } from "../ir/cells.ts";
import type { Cell as DataCell } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Test, TestRows, TestValue } from "../ir/test.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Day } from "../syntax/ast/plan.ts";
import type { Cell, Expect, Given, GridLine } from "../syntax/ast/test.ts";
import type { Span } from "../text/source-file.ts";
import { type Context, originAt, typeAt } from "./context.ts";
import { lower } from "./expressions.ts";

interface Lowering extends Context {
  readonly test: CheckedTest;
  readonly program: CheckedProgram;
}

/** The tests of a file; a table of cases gives one for each of its lines. */
export function lowerTests(program: CheckedProgram): Test[] {
  return program.tests.flatMap((test) =>
    lowerTest({ test, program, notes: test.notes, file: program.scope.module.file }),
  );
}

function lowerTest(l: Lowering): Test[] {
  const { declaration: node } = l.test;
  const values = node.givens.flatMap((given) => givenValues(l, given));
  const period = node.period === undefined ? undefined : dayName(node.period);
  const base: Test = {
    title: node.title.value,
    plan: node.plan.text,
    ...(node.payee === undefined ? {} : { payee: node.payee.text }),
    ...(period === undefined ? {} : { period }),
    rows: node.givens.flatMap((given) =>
      given.kind === "Grid" && given.path.length > 0 ? [rowsOf(l, given)] : [],
    ),
    givens: values,
    expects: node.expects.flatMap((expect) => expectedValues(l, expect)),
    errors: node.expects.flatMap((expect) =>
      expect.kind === "Error" ? [{ code: expect.code.text, origin: originAt(l, expect.span) }] : [],
    ),
    origin: originAt(l, node.title.span),
  };
  const lines = node.cases.flatMap(({ grid: [head, ...rest] }) =>
    rest.map((line) => ({ head, line })),
  );
  const cases = lines.map(({ head, line }, i) => caseTest(l, base, head, line, i + 1));
  return base.expects.length + base.errors.length > 0 || cases.length === 0
    ? [base, ...cases]
    : cases;
}

export function dayName(day: Day): string {
  return day.kind === "DateLiteral" ? day.value : day.name;
}

function rowsOf(l: Lowering, { path, grid }: Extract<Given, { kind: "Grid" }>): TestRows {
  const [head, ...lines] = grid;
  return {
    source: path[0]?.text ?? "",
    columns: head?.cells.map(({ text }) => text) ?? [],
    rows: lines.map((line) => ({
      cells: line.cells.map(({ text }) => text),
      origin: originAt(l, line.span),
    })),
  };
}

function givenValues(l: Lowering, given: Given): TestValue[] {
  if (given.kind === "Grid") return given.path.length > 0 ? [] : gridValues(l, given.grid);
  return pathValue(l, given);
}

function expectedValues(l: Lowering, expect: Expect): TestValue[] {
  if (expect.kind === "Error") return [];
  return expect.kind === "Grid" ? gridValues(l, expect.grid) : pathValue(l, expect);
}

function pathValue(l: Lowering, node: Extract<Given | Expect, { kind: "Value" }>): TestValue[] {
  const resolved = resolve(l.test.plan, l.program.sources, node.path);
  if (resolved === undefined) return [];
  const name = node.path.map(({ text }) => text).join(".");
  const period = node.period === undefined ? {} : { period: dayName(node.period) };
  const currency = currencyWritten(l, resolved.type, node.value);
  const value = testValue(l, resolved, name, lower(l, node.value), node.span);
  return [{ ...value, ...period, ...currency }];
}

/** The currency of a literal that stands for an amount of the payee's own. */
function currencyWritten(l: Lowering, asked: Type, value: Expression): Pick<TestValue, "currency"> {
  const written = bare(typeAt(l, value));
  const isOwn = asked.kind === "number" && asked.unit.kind === "foreign";
  if (!isOwn || written.kind !== "number" || written.unit.kind !== "money") return {};
  return { currency: written.unit.currency };
}

export function testValue(
  l: Context & Pick<Lowering, "program">,
  resolved: Resolved,
  name: string,
  value: ir.Expr,
  span: Span,
): TestValue {
  const { target, type, payee, of } = resolved;
  return {
    ...(of === undefined ? {} : { plan: of.declaration.name.text }),
    ...("name" in target && l.program.scope.symbols.has(target.name) ? { shared: true } : {}),
    target,
    name,
    type: valueType(type),
    value,
    ...placesWritten(l, value),
    origin: originAt(l, span),
    ...(payee === undefined ? {} : { payee }),
  };
}

/** As it is written: the representation of a percentage has no zeros at its end. */
function placesWritten({ file }: Pick<Context, "file">, value: ir.Expr): Pick<TestValue, "places"> {
  if (value.op !== "number") return {};
  const text = file.text.slice(value.origin.start, value.origin.end);
  const [, fraction = "", percent] = /^[-\d,]+(?:\.(\d+))?\s*(%)?/.exec(text) ?? [];
  return { places: fraction.length + (percent === undefined ? 0 : 2) };
}

/** Values in a grid with columns `payee` and `period`. */
function gridValues(l: Lowering, grid: readonly GridLine[]): TestValue[] {
  const [head, ...lines] = grid;
  const heads = head?.cells ?? [];
  const at = (line: GridLine, name: string): string | undefined =>
    line.cells[heads.findIndex(({ text }) => text === name)]?.text;
  return lines.flatMap((line) => {
    const [payee, period] = [at(line, "payee"), at(line, "period")];
    const where = {
      ...(payee === undefined ? {} : { payee }),
      ...(period === undefined ? {} : { period }),
    };
    return heads.flatMap((heading, i) =>
      heading.text === "payee" || heading.text === "period"
        ? []
        : cellValue(l, heading, line.cells[i]).map((value) => ({ ...value, ...where })),
    );
  });
}

function cellValue(l: Lowering, heading: Cell, cell: Cell | undefined): TestValue[] {
  const resolved = resolve(l.test.plan, l.program.sources, pathOfText(heading));
  if (resolved === undefined || cell === undefined || cell.text === "") return [];
  const type = valueType(resolved.type);
  const value = literalOf(type, cell, originAt(l, cell.span), l.program.calendar);
  return value === undefined ? [] : [testValue(l, resolved, heading.text, value, cell.span)];
}

/** A cell as an expression that stands for itself. */
function literalOf(
  type: ir.ValueType,
  { text }: Cell,
  origin: ir.Origin,
  calendar: Calendar,
): ir.Expr | undefined {
  const reading = readCell({ type }, text, calendar);
  return reading.ok ? literal(type, reading.cell, origin) : undefined;
}

function literal(type: ir.ValueType, cell: DataCell, origin: ir.Origin): ir.Expr {
  if (typeof cell === "boolean") return { op: "yes or no", value: cell, origin };
  const text = String(cell);
  switch (type.kind) {
    case "number":
      return { op: "number", value: text, unit: type.unit, origin };
    case "date":
      return { op: "date", value: text as Extract<ir.DateExpr, { op: "date" }>["value"], origin };
    case "period":
      return { op: "period", name: text, period: type.period, origin };
    case "row":
      return { op: "row key", source: type.source, key: text, origin };
    case "text":
    case "enum":
    case "yes or no":
      return { op: "text", value: text, origin };
  }
}

/** One test for each line of a table of cases. */
function caseTest(
  l: Lowering,
  base: Test,
  head: GridLine | undefined,
  line: GridLine,
  number: number,
): Test {
  const values = (head?.cells ?? []).flatMap((heading, column) => {
    const [, verb, name = ""] = CASE_HEADING.exec(heading.text) ?? [];
    const start = heading.span.end - name.length;
    const cell: Cell = { text: name, span: { start, end: heading.span.end } };
    return cellValue(l, cell, line.cells[column]).map((value) => ({ verb, value }));
  });
  return {
    ...base,
    case: number,
    givens: [
      ...base.givens,
      ...values.filter(({ verb }) => verb === "given").map(({ value }) => value),
    ],
    expects: values.filter(({ verb }) => verb === "expect").map(({ value }) => value),
    errors: [],
    origin: originAt(l, line.span),
  };
}
