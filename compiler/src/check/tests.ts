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
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { outsideTerm } from "../diagnostics/catalogue/plans.ts";
import { raggedGrid, unknownGridHeading } from "../diagnostics/catalogue/reading.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import { type CellFormat, brokenLimit, readCell } from "../ir/cells.ts";
import type { Target } from "../ir/test.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Day } from "../syntax/ast/plan.ts";
import type { Cell, Expect, Given, GridLine, TestDeclaration } from "../syntax/ast/test.ts";
import { type Checker, type Env, type Notes, newNotes, report } from "./checker.ts";
import { periodOfComponent } from "./components.ts";
import { demand, value } from "./expressions/demand.ts";
import { isCoarser } from "./periods.ts";
import type { CheckedPlan } from "./plans.ts";
import type { FieldInfo, SourceInfo } from "./sources.ts";
import { type Type, UNKNOWN, money, numberOf } from "./types.ts";
import { valueType } from "./value-type.ts";

/** A target, the type of its values, and the payee that a path names before it. */
export interface Resolved {
  readonly target: Target;
  readonly type: Type;
  readonly payee?: string;
}

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
  const env: Env = { checker, file: scope.module.file, notes, present: new Set() };
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
  if (period === undefined) report(env, unknownPeriod, day.span, { name });
  else if (period.end < plan.from || period.start > plan.until) {
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
    checkValue(env, plan, given);
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

/** A value stands for itself: it is made of literals. */
function checkValue(
  env: Env,
  plan: CheckedPlan,
  node: Extract<Given | Expect, { kind: "Value" }>,
): Resolved | undefined {
  const resolved = resolvePath(env, plan, node.path);
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
    const resolved = checkValue(env, plan, expect);
    const additive =
      resolved?.target.kind === "component" ||
      resolved?.target.kind === "payout" ||
      resolved?.target.kind === "credit";
    checkDay(env, plan, expect.period, additive);
    checkExpected(env, expect.path.at(-1), resolved);
  } else if (expect.kind === "Grid") checkValuesGrid(env, plan, expect.grid);
}

/** Columns `payee` and `period` say whose and when; the others are values. */
function checkValuesGrid(env: Env, plan: CheckedPlan, grid: readonly GridLine[]): void {
  const [head, ...lines] = grid;
  checkRagged(env, head, lines);
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
  const [head, ...lines] = grid;
  checkRagged(env, head, lines);
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
  const [head, ...lines] = grid;
  checkRagged(env, head, lines);
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

function checkRagged(env: Env, head: GridLine | undefined, lines: readonly GridLine[]): void {
  for (const line of lines) {
    if (head === undefined || line.cells.length === head.cells.length) continue;
    const facts = {
      found: counted(line.cells.length, "cell"),
      expected: String(head.cells.length),
    };
    report(env, raggedGrid, line.span, facts, {
      related: [{ at: { file: env.file, span: head.span }, message: "the heading" }],
    });
  }
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

/** `ada.commission` as names at their places. */
export function pathOfText(cell: Cell): Name[] {
  let start = cell.span.start;
  return cell.text.split(".").map((text) => {
    const name = { text: text.trim(), span: { start, end: start + text.length } };
    start += text.length + 1;
    return name;
  });
}

function resolvePath(env: Env, plan: CheckedPlan, path: readonly Name[]): Resolved | undefined {
  const resolved = resolve(plan, env.checker.sources, path);
  const last = path.at(-1);
  const name =
    resolved?.target !== undefined && "name" in resolved.target ? resolved.target.name : undefined;
  if (name !== undefined) plan.used.add(name);
  const [first] = path;
  if (
    resolved === undefined &&
    first !== undefined &&
    path.length === 1 &&
    env.checker.sources.has(first.text)
  ) {
    const help = `Give its rows in a grid below \`given ${first.text}\`, or set one field of all of them: \`given ${first.text}.field is …\`.`;
    report(
      env,
      wrongKind,
      first.span,
      { name: first.text, kind: "a source", expected: "one value" },
      { help },
    );
    return undefined;
  }
  if (resolved === undefined && last !== undefined && last.text !== "") {
    const known = [...plan.symbols.values()]
      .filter(({ kind }) => kind !== "unit" && kind !== "type" && kind !== "plan")
      .map((symbol) => symbol.name);
    const meant = nearest(last.text, [...known, "payout", ...plan.people.fields.keys()]);
    const help =
      meant === undefined
        ? "A test sets and expects credits, measures, parameters, components, `payout`, and fields of the payee."
        : `Did you mean \`${meant}\`?`;
    report(env, unknownName, last.span, { name: path.map(({ text }) => text).join(".") }, { help });
  }
  return resolved;
}

/** What a path of a test means: `commission`, `ada.commission`, `Quotas.amount`, `hired`. */
export function resolve(
  plan: CheckedPlan,
  sources: ReadonlyMap<string, SourceInfo>,
  path: readonly Name[],
): Resolved | undefined {
  const [first, second, third] = path.map(({ text }) => text);
  if (first === undefined || third !== undefined) return undefined;
  const own = second === undefined ? resolveName(plan, first) : undefined;
  if (own !== undefined || second === undefined) return own;
  const field = sources.get(first)?.fields.get(second);
  if (field !== undefined)
    return { target: { kind: "keyed field", source: first, field: second }, type: field.type };
  const ofPayee = resolveName(plan, second);
  return ofPayee === undefined ? undefined : { ...ofPayee, payee: first };
}

function resolveName(plan: CheckedPlan, name: string): Resolved | undefined {
  const window = { kind: "each", period: plan.pays } as const;
  if (name === "payout")
    return { target: { kind: "payout" }, type: numberOf(money(plan.currency), { window }) };
  const symbol = plan.symbols.get(name);
  switch (symbol?.kind) {
    case "credit": {
      const worth = plan.credit(name)?.worth;
      return {
        target: { kind: "credit", name },
        type: worth === undefined ? { kind: "unknown" } : { ...worth, window },
      };
    }
    case "measure":
    case "parameter": {
      const type =
        symbol.kind === "measure"
          ? plan.typeOf(name, plan.pays)
          : (plan.parameters.get(name)?.type ?? UNKNOWN);
      return {
        target: { kind: symbol.kind, name },
        type: type.kind === "timeline" ? type.of : withoutOptional(type),
      };
    }
    case "component": {
      const period = periodOfComponent(symbol.declaration, plan.pays);
      return {
        target: { kind: "component", name },
        type: numberOf(money(plan.currency), { window: { kind: "each", period } }),
      };
    }
    case "table": {
      const info = [...plan.tables.values()].find((table) => table.info.name === name)?.info;
      return info === undefined
        ? undefined
        : { target: { kind: "lookup", name }, type: info.value };
    }
    default: {
      const field = plan.people.fields.get(name);
      return field === undefined
        ? undefined
        : { target: { kind: "payee field", field: name }, type: field.type };
    }
  }
}

function withoutOptional(type: Type): Type {
  return type.kind === "optional" ? type.of : type;
}
