/** Scenarios: that what they change is there, can be changed, and is of the right type. */
import { nearest } from "../base/text.ts";
import type { Scope } from "../bind/scope.ts";
import {
  missingPart,
  outOfPlace,
  repeatedPart,
  unknownName,
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import type { Headcount, ScenarioDeclaration } from "../syntax/ast/scenario.ts";
import type { Cell, Given, GridLine } from "../syntax/ast/test.ts";
import { referencesIn } from "../syntax/walk.ts";
import { type Checker, type Env, type Notes, newNotes, report } from "./checker.ts";
import { demand, value } from "./expressions/demand.ts";
import type { CheckedPlan } from "./plans.ts";
import { checkCells, wholeLines } from "./test-grids.ts";
import { pathOfText, type Resolved, resolve, resolvePath } from "./test-names.ts";
import { checkRepeated } from "./test-repeats.ts";
import { checkDay, planNamed } from "./tests.ts";
import { typeName } from "./types.ts";
import { valueType } from "./value-type.ts";

/** A scenario whose plan is known, with the notes on its values. */
export interface CheckedScenario {
  readonly declaration: ScenarioDeclaration;
  readonly plan: CheckedPlan;
  readonly notes: Notes;
}

/** The heading of the column that says how many people a group has; the other one names where they are. */
export const PEOPLE = "people";

export function checkScenarios(
  checker: Checker,
  scope: Scope,
  plans: readonly CheckedPlan[],
): CheckedScenario[] {
  const { file } = scope.module;
  return scope.scenarios.flatMap((declaration) => {
    const notes = newNotes();
    const outside: Env = { checker, file, notes, present: new Set(), nonZero: new Set() };
    const plan = planNamed(outside, scope, plans, declaration.plan, "A scenario");
    if (plan === undefined) return [];
    checkScenario(plan.env(notes), plan, declaration);
    return [{ declaration, plan, notes }];
  });
}

function checkScenario(env: Env, plan: CheckedPlan, node: ScenarioDeclaration): void {
  const { title, givens, headcounts } = node;
  for (const given of givens) checkGiven(env, plan, given);
  checkRepeated(env, plan, givens, "This scenario");
  for (const headcount of headcounts) checkHeadcount(env, plan, headcount);
  const [first, second] = headcounts;
  if (first !== undefined && second !== undefined) {
    const related = [{ at: { file: env.file, span: first.span }, message: "the first time" }];
    const facts = { declaration: "This scenario", part: "how many people there are" };
    report(env, repeatedPart, second.span, facts, { related });
  }
  if (givens.length > 0 || headcounts.length > 0) return;
  const help = "Add a line such as `given quota is 110% of quota`, or `headcount 12`.";
  const facts = { declaration: "This scenario", part: "what is otherwise" };
  report(env, missingPart, title.span, facts, { help });
}

function checkGiven(env: Env, plan: CheckedPlan, given: Given): void {
  if (given.kind === "Grid") {
    const help = "A scenario sets values, each with `is`: `given quota is 110% of quota`.";
    report(
      env,
      outOfPlace,
      given.span,
      { thing: "A grid of values or rows", place: "to a test" },
      { help },
    );
    return;
  }
  const resolved = resolvePath(env, plan, given.path);
  const misplaced = resolved === undefined ? undefined : whyNot(plan, resolved, given);
  if (misplaced !== undefined) {
    const { thing, help } = misplaced;
    const span = given.path.at(-1)?.span ?? given.span;
    report(env, outOfPlace, span, { thing, place: "to what a scenario leaves as it is" }, { help });
  }
  const inside = resolved?.target.kind === "parameter" ? withoutPayee(env) : env;
  if (resolved === undefined || misplaced !== undefined) value(inside, given.value);
  else demand(inside, given.value, resolved.type);
  checkDay(env, plan, given.period);
}

/** A parameter is the same for everybody, in a scenario too. */
function withoutPayee({ plan, ...env }: Env): Env {
  void plan;
  return env;
}

/** Why a scenario can't set something that a test may. */
function whyNot(
  plan: CheckedPlan,
  { target, of }: Resolved,
  { value: to }: Extract<Given, { kind: "Value" }>,
): { readonly thing: string; readonly help: string } | undefined {
  if (of !== undefined) {
    const name = of.declaration.name.text;
    return { thing: `What \`${name}\` comes to`, help: `Write a scenario for \`${name}\`.` };
  }
  const settable = "Set a parameter, a quota, a target, a measure, a credit or a component.";
  switch (target.kind) {
    case "payout":
      return { thing: "`payout`", help: "Set the components that it is the sum of." };
    case "account":
      return { thing: `What is kept as \`${target.name}\``, help: settable };
    case "payee field":
      return { thing: `\`${target.field}\`, a column of the data,`, help: settable };
    case "keyed field": {
      const thing = `\`${target.source}.${target.field}\`, a column of the data,`;
      return { thing, help: "Set the quota, the target or the measure that reads it." };
    }
    case "lookup":
      return { thing: `\`${target.name}\`, a table,`, help: "Set the measure that reads it." };
    case "measure": {
      const other = plan.readings.find(
        ({ name, period }) => name === target.name && period !== plan.pays,
      );
      const isFixed = referencesIn(to).length === 0;
      return other === undefined || isFixed
        ? undefined
        : {
            thing: `\`${target.name}\`, which is read for each ${other.period} too,`,
            help: "Set what it is made of, or a value without names.",
          };
    }
    default:
      return undefined;
  }
}

/** A number of people as it is written; undefined if it is none, or nobody. */
export function peopleIn(text: string): bigint | undefined {
  const digits = text.replaceAll(",", "");
  const people = /^\d+$/.test(digits) ? BigInt(digits) : 0n;
  return people > 0n ? people : undefined;
}

function checkHeadcount(env: Env, plan: CheckedPlan, { people, grid, span }: Headcount): void {
  if (people !== undefined) checkPeople(env, people);
  if (people !== undefined && grid.length > 0) {
    const facts = { declaration: "This headcount", part: "how many people there are" };
    report(env, repeatedPart, people.span, facts, { help: "Write a number, or a grid." });
  } else if (people === undefined && grid.length < 2) {
    const facts = { declaration: "This headcount", part: "how many people there are" };
    report(env, missingPart, span, facts, {
      help: "Write `headcount 12`, or a grid with a column `people` and one for where they are.",
    });
  }
  if (grid.length > 0) checkGroups(env, plan, grid);
}

function checkPeople(env: Env, { text, span }: Cell): void {
  if (peopleIn(text) !== undefined) return;
  const facts = { expected: "A number of people, one at least,", found: `\`${text}\`` };
  const help = "Whom a plan pays is in the data; a scenario without anybody costs nothing.";
  report(env, wrongType, span, facts, { help });
}

/** Groups of people, and where each of them is on a measure or a credit. */
function checkGroups(env: Env, plan: CheckedPlan, grid: readonly GridLine[]): void {
  const [head] = grid;
  const lines = wholeLines(env, grid);
  const heads = head?.cells ?? [];
  const places = heads.filter(({ text }) => text !== PEOPLE);
  for (const missing of [heads.length === places.length, places.length === 0]) {
    if (!missing || head === undefined) continue;
    const part =
      heads.length === places.length ? "how many people each group has" : "where they are";
    const help = "Write two columns: `| people | attainment |`.";
    report(env, missingPart, head.span, { declaration: "This grid", part }, { help });
    break;
  }
  for (const extra of places.slice(1)) {
    const facts = { declaration: "This grid", part: "where people are" };
    report(env, repeatedPart, extra.span, facts, { help: "They are placed along one number." });
  }
  for (const [i, heading] of heads.entries()) {
    const cells = lines.flatMap((line) => line.cells[i] ?? []);
    if (heading.text === PEOPLE) for (const cell of cells) checkPeople(env, cell);
    else if (heading === places[0]) checkPlaces(env, plan, heading, cells);
  }
}

function checkPlaces(env: Env, plan: CheckedPlan, heading: Cell, cells: readonly Cell[]): void {
  const path = pathOfText(heading);
  const resolved = resolve(plan, env.checker.sources, path);
  const isAxis = resolved?.target.kind === "measure" || resolved?.target.kind === "credit";
  if (resolved === undefined) {
    const names = [...plan.symbols.values()].filter(
      ({ kind }) => kind === "measure" || kind === "credit",
    );
    const meant = nearest(
      heading.text,
      names.map(({ name }) => name),
    );
    const help =
      meant === undefined
        ? "People are placed along a measure or a credit of the plan."
        : `Did you mean \`${meant}\`?`;
    report(env, unknownName, heading.span, { name: heading.text }, { help });
  } else if (!isAxis || path.length > 1 || resolved.type.kind !== "number") {
    const kind = resolved.type.kind === "number" ? resolved.target.kind : typeName(resolved.type);
    const facts = {
      name: heading.text,
      kind: `a ${kind}`,
      expected: "what people are placed along",
    };
    const help = "That is a credit, or a measure that grows with what they sell.";
    report(env, wrongKind, heading.span, facts, { help });
  } else {
    plan.used.add(heading.text);
    checkCells(env, { type: valueType(resolved.type) }, cells);
    for (const { span } of cells.filter(({ text }) => text === ""))
      report(env, missingPart, span, { declaration: "This group", part: "where it is" });
  }
}
