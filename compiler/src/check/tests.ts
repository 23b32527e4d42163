/** Tests: that what they set and expect is there, and of the right type. */
import { containing, parsePeriod } from "@attain/runtime";
import { nearest } from "../base/text.ts";
import type { Scope } from "../bind/scope.ts";
import {
  missingPart,
  outOfPlace,
  repeatedPart,
  unknownName,
  unknownPeriod,
} from "../diagnostics/catalogue/names.ts";
import { outsideTerm } from "../diagnostics/catalogue/plans.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Day } from "../syntax/ast/plan.ts";
import type { Expect, Given, TestDeclaration } from "../syntax/ast/test.ts";
import type { Span } from "../text/source-file.ts";
import { isMovement } from "./accounts.ts";
import { type Checker, type Env, type Notes, newNotes, report } from "./checker.ts";
import { demand, value } from "./expressions/demand.ts";
import { isCoarser } from "./periods.ts";
import type { CheckedPlan } from "./plans.ts";
import { checkCases, checkDataGrid, checkValuesGrid } from "./test-grids.ts";
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
    checkDay(env, plan, given.period);
    checkValue(env, plan, given, "given");
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
  role: Role,
): Resolved | undefined {
  const resolved = resolvePath(env, plan, node.path);
  checkTarget(env, plan, node.path.at(-1)?.span ?? node.span, resolved, role);
  if (resolved === undefined) value(env, node.value);
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
