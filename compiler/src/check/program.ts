/** A whole file: its calendar, sources, plans and tests, checked together. */
import type { Calendar } from "@attain/runtime";
import type { Scope } from "../bind/scope.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import { isPattern } from "../bind/kpis.ts";
import { checkCalendar } from "./calendar.ts";
import { checkPattern } from "./patterns.ts";
import { type Checker, type Env, type Notes, type Place, newNotes } from "./checker.ts";
import { CheckedPlans, symbolOfPlan } from "./checked-plans.ts";
import { checkCredit } from "./credits.ts";
import { condition } from "./expressions/demand.ts";
import { typeOf } from "./expressions/type-of.ts";
import { type Parameters_, parameterType } from "./parameters.ts";
import { type CheckedPlan, checkPlan } from "./plans.ts";
import { type CheckedScenario, checkScenarios } from "./scenarios.ts";
import { type SourceInfo, checkSources } from "./sources.ts";
import { checkPlainTable } from "./tables.ts";
import { checkTerritories } from "./territories.ts";
import { type CheckedTest, checkTests } from "./tests.ts";

export interface CheckedProgram {
  readonly scope: Scope;
  readonly calendar: Calendar;
  readonly sources: ReadonlyMap<string, SourceInfo>;
  /** Notes on the conditions of each source, by its name. */
  readonly sourceNotes: ReadonlyMap<string, Notes>;
  /** Notes on the conditions of each map of territories, by its name. */
  readonly territoryNotes: ReadonlyMap<string, Notes>;
  /** The parameters that conditions on rows, or tests, read. */
  readonly parameters: Parameters_;
  /** The plans of the file itself. */
  readonly plans: readonly CheckedPlan[];
  readonly tests: readonly CheckedTest[];
  readonly scenarios: readonly CheckedScenario[];
  readonly places: ReadonlyMap<Expression, Place>;
}

/** `given` is the calendar of the project's configuration. */
export function checkProgram(
  scope: Scope,
  given: Calendar | undefined,
  report: (diagnostic: Diagnostic) => void,
): CheckedProgram {
  const calendar = checkCalendar(scope, given, report);
  const sources = checkSources(scope, report);
  const parameters: Parameters_ = new Map();
  const places = new Map<Expression, Place>();
  const checker: Checker = {
    calendar,
    sources,
    symbols: scope.symbols,
    report,
    places,
    typeOf,
    parameter: (name) => parameterType(checker, parameters, name),
    plan: (symbol, readAt) => checkedPlans.of(symbol, readAt),
    table: (name, env) => {
      const symbol = scope.symbols.get(name);
      return symbol?.kind === "table" ? checkPlainTable(env, symbol) : undefined;
    },
  };
  const checkedPlans = new CheckedPlans(
    ({ declaration, at }) => checkPlan({ ...checker, scope }, declaration, at.file),
    report,
  );
  const sourceNotes = new Map(
    [...sources.values()].map((source) => [source.name, checkPromises(checker, source)]),
  );
  const territoryNotes = new Map<string, Notes>();
  for (const symbol of scope.symbols.values()) {
    if (symbol.kind === "credit") checkCredit(checker, symbol);
    if (symbol.kind === "measure" && isPattern(symbol)) checkPattern(checker, symbol);
    if (symbol.kind === "territories")
      territoryNotes.set(symbol.name, checkTerritories(checker, symbol));
  }
  const { file, tree } = scope.module;
  const plans = tree.declarations.flatMap((declaration) =>
    declaration.kind === "Plan"
      ? (checkedPlans.of(symbolOfPlan(scope, declaration, file)) ?? [])
      : [],
  );
  const tests = checkTests(checker, scope, plans);
  const scenarios = checkScenarios(checker, scope, plans);
  for (const plan of plans) plan.warnUnused();
  return {
    scope,
    calendar,
    sources,
    sourceNotes,
    territoryNotes,
    parameters,
    plans,
    tests,
    scenarios,
    places,
  };
}

/** The conditions that rows of a source are held to. */
function checkPromises(checker: Checker, source: SourceInfo): Notes {
  const notes = newNotes();
  const env: Env = {
    checker,
    file: source.file,
    notes,
    row: source,
    present: new Set(),
    nonZero: new Set(),
  };
  for (const { presentWhen } of source.fields.values()) {
    if (presentWhen !== undefined) condition(env, presentWhen);
  }
  for (const check of source.checks) condition(env, check.condition);
  return notes;
}
