/** Tests: that what they set and expect is there, and of the right type. */
import { containing, parsePeriod } from "@attain/runtime";
import { counted, nearest } from "../base/text.ts";
import type { Scope } from "../bind/scope.ts";
import {
  missingPart,
  outOfPlace,
  repeatedPart,
  unknownField,
  unknownName,
  unknownPeriod,
} from "../diagnostics/catalogue/names.ts";
import { outsideTerm } from "../diagnostics/catalogue/plans.ts";
import { raggedGrid, unknownGridHeading } from "../diagnostics/catalogue/reading.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import { type CellFormat, brokenLimit, readCell } from "../ir/cells.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Day } from "../syntax/ast/plan.ts";
import type { Cell, Expect, Given, GridLine, TestDeclaration } from "../syntax/ast/test.ts";
import { isMovement } from "./accounts.ts";
import { type Checker, type Env, type Notes, newNotes, report } from "./checker.ts";
import { demand, value } from "./expressions/demand.ts";
import { isCoarser } from "./periods.ts";
import type { CheckedPlan } from "./plans.ts";
import type { FieldInfo, SourceInfo } from "./sources.ts";
import { type Resolved, pathOfText, resolvePath } from "./test-names.ts";
import { valueType } from "./value-type.ts";

/** A test whose plan is known, with the notes on its values. */
export interface CheckedTest {
  readonly declaration: TestDeclaration;
  readonly plan: CheckedPlan;
  readonly notes: Notes;
}

export function checkTests(
  checker: Checker,
  scope: Scope,
  plans: readonly CheckedPlan[],
): CheckedTest[] {
  return scope.tests.flatMap((test) => checkTest(checker, scope, plans, test) ?? []);
}

function checkTest(
  checker: Checker,
  scope: Scope,
  plans: readonly CheckedPlan[],
  test: TestDeclaration,
): CheckedTest | undefined {
  const notes = newNotes();
  const env: Env = {
    checker,
    file: scope.module.file,
    notes,
    present: new Set(),
    nonZero: new Set(),
  };
  const plan = plans.find(({ declaration }) => declaration.name.text === test.plan.text);
  if (plan === undefined) {
    const isDeclared = scope.symbols.get(test.plan.text)?.kind === "plan";
    if (!isDeclared && test.plan.text !== "") {
      const meant = nearest(
        test.plan.text,
        plans.map(({ declaration }) => declaration.name.text),
      );
      report(
        env,
        unknownName,
        test.plan.span,
        { name: test.plan.text },
        meant === undefined
          ? { help: "A test is for a plan of its own file." }
          : { help: `Did you mean \`${meant}\`?` },
      );
    }
    return undefined;
  }
  checkDay(env, plan, test.period);
  for (const given of test.givens) checkGiven(env, plan, given);
  checkRepeated(env, test);
  for (const expect of test.expects) checkExpect(env, plan, expect);
  for (const { grid } of test.cases) checkCases(env, plan, grid);
  if (test.expects.length === 0 && test.cases.length === 0) {
    report(
      env,
      missingPart,
      test.title.span,
      { declaration: "This test", part: "what it expects" },
      { help: "Add a line such as `expect commission is 100.00 USD`." },
    );
  }
  return { declaration: test, plan, notes };
}

/** A value can be set once for each payee and period. */
function checkRepeated(env: Env, { givens }: TestDeclaration): void {
  const seen = new Map<string, Given>();
  for (const given of givens) {
    const period =
      given.kind === "Value" && given.period !== undefined ? dayText(given.period) : "";
    const key = `${given.path.map(({ text }) => text).join(".")} ${period} ${given.kind}`;
    const before = seen.get(key);
    if (before !== undefined && given.path.length > 0) {
      const related = [{ at: { file: env.file, span: before.span }, message: "the first time" }];
      report(
        env,
        repeatedPart,
        given.span,
        { declaration: "This test", part: `what \`${key.split(" ")[0] ?? ""}\` is` },
        { related },
      );
    }
    seen.set(key, given);
  }
}

function dayText(day: Day): string {
  return day.kind === "DateLiteral" ? day.value : day.name;
}

/** `longer`: a longer period stands for all pay periods in it. */
function checkDay(
  env: Env,
  plan: CheckedPlan,
  day: Day | undefined,
  longer: boolean = false,
): void {
  if (day === undefined) return;
  const name = dayText(day);
  const { calendar } = env.checker;
  const period = parsePeriod(calendar, name);
  if (period === undefined) {
    const kind = day.kind === "DateLiteral" ? "day" : "period";
    report(env, unknownPeriod, day.span, { kind, name });
  } else if (period.end < plan.from || period.start > plan.until) {
    const help = `The plan holds from ${plan.from} to ${plan.until}.`;
    report(
      env,
      outsideTerm,
      day.span,
      { period: name, plan: plan.declaration.name.text },
      { help },
    );
  } else if (period.kind !== plan.pays && !(longer && isCoarser(period.kind, plan.pays))) {
    const inside = isCoarser(plan.pays, period.kind)
      ? containing(calendar, plan.pays, period).name
      : undefined;
    const help = inside === undefined ? {} : { help: `It lies in \`${inside}\`.` };
    report(
      env,
      wrongType,
      day.span,
      {
        expected: `A ${plan.pays}, the pay period,`,
        found: `a ${period.kind}`,
      },
      help,
    );
  }
}

function checkGiven(env: Env, plan: CheckedPlan, given: Given): void {
  const [name] = given.path;
  if (given.kind === "Value") {
    checkDay(env, plan, given.period);
    checkValue(env, plan, given, "given");
    return;
  }
  const source = name === undefined ? undefined : env.checker.sources.get(name.text);
  if (name === undefined) checkValuesGrid(env, plan, given.grid);
  else if (source === undefined) {
    const meant = nearest(name.text, env.checker.sources.keys());
    const help =
      meant === undefined
        ? "Rows are given for a source. A value is set with `is`."
        : `Did you mean \`${meant}\`?`;
    report(env, unknownName, name.span, { name: name.text }, { help });
  } else checkDataGrid(env, source, given.grid);
}

/** What can't be set, or has no one value to expect. */
function checkTarget(
  env: Env,
  plan: CheckedPlan,
  node: Extract<Given | Expect, { kind: "Value" }>,
  resolved: Resolved | undefined,
  role: "given" | "expect",
): void {
  const span = node.path.at(-1)?.span ?? node.span;
  if (resolved?.target.kind === "payout" && role === "given") {
    const facts = { thing: "`payout`", place: "to what a test expects" };
    report(env, outOfPlace, span, facts, { help: "Set the components that it is the sum of." });
  }
  if (
    role === "given" &&
    resolved?.target.kind === "account" &&
    resolved.target.fact !== "opening"
  ) {
    const { name } = resolved.target;
    const facts = { thing: `What ${name} comes to`, place: "to what a test expects" };
    const help = `Give what there was before the period: \`${name}.opening\`.`;
    report(env, outOfPlace, span, facts, { help });
  }
  if (resolved?.target.kind !== "parameter" || role === "given") return;
  const type = plan.parameters.get(resolved.target.name)?.type;
  if (type?.kind !== "timeline") return;
  const facts = { thing: "A parameter that changes", place: "to what a test sets" };
  report(env, outOfPlace, span, facts, { help: "Expect what is made with it, in a period." });
}

/** A value stands for itself: it is made of literals. */
function checkValue(
  env: Env,
  plan: CheckedPlan,
  node: Extract<Given | Expect, { kind: "Value" }>,
  role: "given" | "expect",
): Resolved | undefined {
  const resolved = resolvePath(env, plan, node.path);
  checkTarget(env, plan, node, resolved, role);
  if (resolved === undefined) value(env, node.value);
  else demand(env, node.value, resolved.type);
  return resolved;
}

/** A table is read by a measure or a component; those can be expected. */
function checkExpected(env: Env, name: Name | undefined, resolved: Resolved | undefined): void {
  if (
    name === undefined ||
    (resolved?.target.kind !== "lookup" &&
      resolved?.target.kind !== "keyed field" &&
      resolved?.target.kind !== "payee field")
  )
    return;
  const help =
    "Expect a credit, measure, parameter, component or `payout`; for the value of a table, a measure that reads it.";
  report(
    env,
    outOfPlace,
    name.span,
    { thing: `\`${name.text}\``, place: "to what a test gives" },
    { help },
  );
}

function checkExpect(env: Env, plan: CheckedPlan, expect: Expect): void {
  if (expect.kind === "Value") {
    const resolved = checkValue(env, plan, expect, "expect");
    const additive =
      resolved?.target.kind === "component" ||
      resolved?.target.kind === "payout" ||
      resolved?.target.kind === "credit" ||
      (resolved?.target.kind === "account" && isMovement(resolved.target.fact));
    checkDay(env, plan, expect.period, additive);
    checkExpected(env, expect.path.at(-1), resolved);
  } else if (expect.kind === "Grid") checkValuesGrid(env, plan, expect.grid);
}

/** Columns `payee` and `period` say whose and when; the others are values. */
function checkValuesGrid(env: Env, plan: CheckedPlan, grid: readonly GridLine[]): void {
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
    else checkColumn(env, plan, cell, lines, i);
  }
}

function checkDataGrid(env: Env, source: SourceInfo, grid: readonly GridLine[]): void {
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

function checkCases(env: Env, plan: CheckedPlan, grid: readonly GridLine[]): void {
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
  }
}

/** The lines that have as many cells as the heading; the others are reported. */
function wholeLines(env: Env, [head, ...lines]: readonly GridLine[]): GridLine[] {
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
function checkCells(env: Env, format: CellFormat, cells: readonly Cell[]): void {
  for (const { text, span } of cells) {
    if (text === "") continue;
    const reading = readCell(format, text, env.checker.calendar);
    if (reading.ok) continue;
    const help = reading.help === undefined ? {} : { help: reading.help };
    report(env, wrongType, span, { expected: reading.expected, found: `\`${text}\`` }, help);
  }
}
