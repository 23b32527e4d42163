/** Tests: that what they set and expect is there, and of the right type. */
import { containing, parsePeriod } from "@attain/runtime";
import { nearest } from "../base/text.ts";
import type { Scope } from "../bind/scope.ts";
import {
  missingPart,
  outOfPlace,
  unknownName,
  unknownPeriod,
} from "../diagnostics/catalogue/names.ts";
import { outsideTerm } from "../diagnostics/catalogue/plans.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Day } from "../syntax/ast/plan.ts";
import type { Expect, Given, TestDeclaration } from "../syntax/ast/test.ts";
import type { Span } from "../text/source-file.ts";
import { isMovement } from "./accounts.ts";
import { type Checker, type Env, type Notes, newNotes, report } from "./checker.ts";
import { demand, value } from "./expressions/demand.ts";
import { isCoarser } from "./periods.ts";
import type { CheckedPlan } from "./plans.ts";
import { type NumberType, type Type, fits, typeName } from "./types.ts";
import { checkCases, checkDataGrid, checkValuesGrid } from "./test-grids.ts";
import { checkRepeated } from "./test-repeats.ts";
import { type Resolved, resolvePath } from "./test-names.ts";

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
  const plan = planNamed(env, scope, plans, test.plan, "A test");
  if (plan === undefined) return undefined;
  checkDay(env, plan, test.period);
  for (const given of test.givens) checkGiven(env, plan, given);
  checkRepeated(env, plan, test.givens, "This test");
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

/** The plan that a test or a scenario is for; undefined, and reported, if its file has none. */
export function planNamed(
  env: Env,
  scope: Scope,
  plans: readonly CheckedPlan[],
  { text: name, span }: Name,
  what: string,
): CheckedPlan | undefined {
  const plan = plans.find(({ declaration }) => declaration.name.text === name);
  const isDeclared = scope.symbols.get(name)?.kind === "plan";
  if (plan !== undefined || isDeclared || name === "") return plan;
  const meant = nearest(
    name,
    plans.map(({ declaration }) => declaration.name.text),
  );
  const help =
    meant === undefined ? `${what} is for a plan of its own file.` : `Did you mean \`${meant}\`?`;
  report(env, unknownName, span, { name }, { help });
  return undefined;
}

/** Whether something may be paid, or taken back, when the plan has ended. */
function paysLater({ declaration }: CheckedPlan): boolean {
  return declaration.members.some(
    (member) =>
      member.kind === "Component" &&
      member.steps.some(
        (step) =>
          step.kind === "Earns" &&
          (step.value.kind === "Released" || step.value.kind === "TakenBack"),
      ),
  );
}

function dayText(day: Day): string {
  return day.kind === "DateLiteral" ? day.value : day.name;
}

/** `longer`: a longer period stands for all pay periods in it. */
export function checkDay(
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
  } else if (period.end < plan.from || (period.start > plan.until && !paysLater(plan))) {
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
    const of = checkValue(env, plan, given, "given")?.of ?? plan;
    checkDay(env, of, given.period);
    return;
  }
  const source = name === undefined ? undefined : env.checker.sources.get(name.text);
  if (name === undefined) checkValuesGrid(env, plan, given.grid, "given");
  else if (source === undefined) {
    const meant = nearest(name.text, env.checker.sources.keys());
    const help =
      meant === undefined
        ? "Rows are given for a source. A value is set with `is`."
        : `Did you mean \`${meant}\`?`;
    report(env, unknownName, name.span, { name: name.text }, { help });
  } else checkDataGrid(env, source, given.grid);
}

/** Whether a test sets a value, or expects it. */
export type Role = "given" | "expect";

/** What can't be set, or has no one value to expect. */
export function checkTarget(
  env: Env,
  plan: CheckedPlan,
  span: Span,
  resolved: Resolved | undefined,
  role: Role,
): void {
  if (resolved === undefined) return;
  const misplaced = role === "given" ? wrongGiven(resolved) : wrongExpected(resolved);
  if (misplaced !== undefined) {
    const { thing, place, help } = misplaced;
    report(env, outOfPlace, span, { thing, place }, { help });
  }
  if (resolved.target.kind !== "parameter" || role === "given") return;
  const type = (resolved.of ?? plan).parameters.get(resolved.target.name)?.type;
  if (type?.kind !== "timeline") return;
  const facts = { thing: "A parameter that changes", place: "to what a test sets" };
  report(env, outOfPlace, span, facts, { help: "Expect what is made with it, in a period." });
}

/** An amount of the payee's own currency, which a test writes with its code. */
function isOwnMoney(type: Type): type is NumberType {
  return type.kind === "number" && type.unit.kind === "foreign";
}

function demandMoney(env: Env, node: Expression, expected: NumberType): void {
  const type = value(env, node);
  const isMoney = type.kind === "number" && type.unit.kind === "money";
  if (isMoney || type.kind === "unknown" || fits(type, expected)) return;
  const help = "Write it in the currency of that payee: `1,000 EUR`.";
  const facts = { expected: "An amount of money", found: typeName(type) };
  report(env, wrongType, node.span, facts, { help });
}

interface Misplaced {
  readonly thing: string;
  readonly place: string;
  readonly help: string;
}

/** What comes of what a test sets can't be set itself; but what another plan pays can. */
function wrongGiven({ target, of }: Resolved): Misplaced | undefined {
  if (target.kind === "payout" && of === undefined) {
    const help = "Set the components that it is the sum of.";
    return { thing: "`payout`", place: "to what a test expects", help };
  }
  if (target.kind !== "account" || target.fact === "opening") return undefined;
  return {
    thing: `What ${target.name} comes to`,
    place: "to what a test expects",
    help: `Give what there was before the period: \`${target.name}.opening\`.`,
  };
}

/** What another plan comes to is tested there. */
function wrongExpected({ of }: Resolved): Misplaced | undefined {
  const other = of?.declaration.name.text;
  return other === undefined
    ? undefined
    : {
        thing: `What \`${other}\` comes to`,
        place: "to what this test gives",
        help: `Expect it in a test for \`${other}\`.`,
      };
}

/** A value stands for itself: it is made of literals. */
function checkValue(
  env: Env,
  plan: CheckedPlan,
  node: Extract<Given | Expect, { kind: "Value" }>,
  role: Role,
): Resolved | undefined {
  const resolved = resolvePath(env, plan, node.path);
  checkTarget(env, plan, node.path.at(-1)?.span ?? node.span, resolved, role);
  if (resolved === undefined) value(env, node.value);
  else if (isOwnMoney(resolved.type)) demandMoney(env, node.value, resolved.type);
  else demand(env, node.value, resolved.type);
  return resolved;
}

/** A table is read by a measure or a component; those can be expected. */
export function checkExpected(
  env: Env,
  name: Name | undefined,
  resolved: Resolved | undefined,
): void {
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
  } else if (expect.kind === "Grid") checkValuesGrid(env, plan, expect.grid, "expect");
}
