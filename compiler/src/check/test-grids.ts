/** Grids of tests: values by payee and period, cases, and rows of data. */
import { counted, nearest } from "../base/text.ts";
import { unknownField } from "../diagnostics/catalogue/names.ts";
import { raggedGrid, unknownGridHeading } from "../diagnostics/catalogue/reading.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import { type CellFormat, brokenLimit, readCell } from "../ir/cells.ts";
import type { Cell, GridLine } from "../syntax/ast/test.ts";
import { type Env, report } from "./checker.ts";
import type { CheckedPlan } from "./plans.ts";
import type { FieldInfo, SourceInfo } from "./sources.ts";
import { type Resolved, pathOfText, resolvePath } from "./test-names.ts";
import { type Role, checkDay, checkExpected, checkTarget } from "./tests.ts";
import { valueType } from "./value-type.ts";

/** Columns `payee` and `period` say whose and when; the others are values. */
export function checkValuesGrid(
  env: Env,
  plan: CheckedPlan,
  grid: readonly GridLine[],
  role: Role,
): void {
  const [head] = grid;
  const lines = wholeLines(env, grid);
  for (const [i, cell] of (head?.cells ?? []).entries()) {
    if (cell.text === "payee") continue;
    if (cell.text === "period")
      checkPeriods(
        env,
        plan,
        lines.flatMap((line) => line.cells[i] ?? []),
      );
    else checkTarget(env, plan, cell.span, checkColumn(env, plan, cell, lines, i), role);
  }
}

export function checkDataGrid(env: Env, source: SourceInfo, grid: readonly GridLine[]): void {
  const [head] = grid;
  const lines = wholeLines(env, grid);
  for (const [i, cell] of (head?.cells ?? []).entries()) {
    const field = source.fields.get(cell.text);
    if (field !== undefined) {
      const { percent, places, type } = field;
      const cells = lines.flatMap((line) => line.cells[i] ?? []);
      if (type.kind !== "unknown") {
        checkLimits(env, field, cells);
        checkCells(
          env,
          { type: valueType(type), percent, ...(places === undefined ? {} : { places }) },
          cells,
        );
      }
      continue;
    }
    const meant = nearest(cell.text, source.fields.keys());
    report(
      env,
      unknownField,
      cell.span,
      { source: source.name, name: cell.text },
      meant === undefined ? {} : { help: `Did you mean \`${meant}\`?` },
    );
  }
}

/** Headings of a table of cases: `given quota`, `expect commission`. */
export const CASE_HEADING = /^(given|expect)\s+(.+)$/;

export function checkCases(env: Env, plan: CheckedPlan, grid: readonly GridLine[]): void {
  const [head] = grid;
  const lines = wholeLines(env, grid);
  for (const [i, cell] of (head?.cells ?? []).entries()) {
    const match = CASE_HEADING.exec(cell.text);
    if (match === null) {
      report(
        env,
        unknownGridHeading,
        cell.span,
        { heading: cell.text },
        { help: "Write `given NAME` for what a case sets, `expect NAME` for what must come out." },
      );
      continue;
    }
    const start = cell.span.start + cell.text.length - (match[2]?.length ?? 0);
    const column = { text: match[2] ?? "", span: { start, end: cell.span.end } };
    const resolved = checkColumn(env, plan, column, lines, i);
    if (match[1] === "expect")
      checkExpected(env, { text: column.text, span: column.span }, resolved);
    else checkTarget(env, plan, column.span, resolved, "given");
  }
}

/** The lines that have as many cells as the heading; the others are reported. */
export function wholeLines(env: Env, [head, ...lines]: readonly GridLine[]): GridLine[] {
  return lines.filter((line) => {
    if (head === undefined || line.cells.length === head.cells.length) return true;
    const found = counted(line.cells.length, "cell");
    const related = [{ at: { file: env.file, span: head.span }, message: "the heading" }];
    const facts = { found, expected: String(head.cells.length) };
    report(env, raggedGrid, line.span, facts, { related });
    return false;
  });
}

/** A column of values of what its heading names. */
function checkColumn(
  env: Env,
  plan: CheckedPlan,
  heading: Cell,
  lines: readonly GridLine[],
  column: number,
): Resolved | undefined {
  const resolved = resolvePath(env, plan, pathOfText(heading));
  if (resolved === undefined || resolved.type.kind === "unknown") return undefined;
  const cells = lines.flatMap((line) => line.cells[column] ?? []);
  checkCells(env, { type: valueType(resolved.type) }, cells);
  return resolved;
}

function checkPeriods(env: Env, plan: CheckedPlan, cells: readonly Cell[]): void {
  for (const { text, span } of cells)
    checkDay(env, plan, { kind: "PeriodLiteral", name: text, span });
}

/** Cells keep to the limits of their field, as those of a file must. */
function checkLimits(
  env: Env,
  { name, type, limits, percent }: FieldInfo,
  cells: readonly Cell[],
): void {
  if (type.kind !== "number") return;
  for (const { text, span } of cells) {
    const reading = readCell({ type: valueType(type), percent }, text, env.checker.calendar);
    if (!reading.ok || typeof reading.cell !== "string") continue;
    const broken = brokenLimit(limits, reading.cell);
    if (broken === undefined) continue;
    report(env, wrongType, span, {
      expected: `\`${name}\` ${broken.bound} ${broken.value}`,
      found: `\`${text}\``,
    });
  }
}

/** Cells are read as those of a file are. */
export function checkCells(env: Env, format: CellFormat, cells: readonly Cell[]): void {
  for (const { text, span } of cells) {
    if (text === "") continue;
    const reading = readCell(format, text, env.checker.calendar);
    if (reading.ok) continue;
    const help = reading.help === undefined ? {} : { help: reading.help };
    report(env, wrongType, span, { expected: reading.expected, found: `\`${text}\`` }, help);
  }
}
