/** Scenarios, from the checked tree to the form in which they are computed. */
import type { CheckedProgram } from "../check/program.ts";
import { type CheckedScenario, PEOPLE, peopleIn } from "../check/scenarios.ts";
import { pathOfText, resolve } from "../check/test-names.ts";
import { valueType } from "../check/value-type.ts";
import { readCell } from "../ir/cells.ts";
import type { Headcount, Scenario } from "../ir/scenario.ts";
import type { TestValue } from "../ir/test.ts";
import type { Headcount as WrittenHeadcount } from "../syntax/ast/scenario.ts";
import type { Given } from "../syntax/ast/test.ts";
import { type Context, originAt } from "./context.ts";
import { lower } from "./expressions.ts";
import { dayName, testValue } from "./tests.ts";

interface Lowering extends Context {
  readonly scenario: CheckedScenario;
  readonly program: CheckedProgram;
}

/** The scenarios of a file. */
export function lowerScenarios(program: CheckedProgram): Scenario[] {
  return program.scenarios.map((scenario) => {
    const { plan, notes, declaration: node } = scenario;
    const { file } = program.scope.module;
    const l: Lowering = { scenario, program, plan, notes, file, period: plan.pays };
    const [headcount] = node.headcounts;
    return {
      title: node.title.value,
      plan: node.plan.text,
      givens: node.givens.flatMap((given) => givenValue(l, given)),
      ...(headcount === undefined ? {} : { headcount: lowerHeadcount(l, headcount) }),
      origin: originAt(l, node.title.span),
    };
  });
}

function givenValue(l: Lowering, given: Given): TestValue[] {
  if (given.kind === "Grid") return [];
  const resolved = resolve(l.scenario.plan, l.program.sources, given.path);
  if (resolved === undefined) return [];
  const name = given.path.map(({ text }) => text).join(".");
  const period = given.period === undefined ? {} : { period: dayName(given.period) };
  return [{ ...testValue(l, resolved, name, lower(l, given.value), given.span), ...period }];
}

function lowerHeadcount(l: Lowering, { people, grid }: WrittenHeadcount): Headcount {
  if (people !== undefined) return { kind: "as many", people: peopleIn(people.text) ?? 0n };
  const [head, ...lines] = grid;
  const heads = head?.cells ?? [];
  const counted = heads.findIndex(({ text }) => text === PEOPLE);
  const placed = heads.findIndex(({ text }) => text !== PEOPLE);
  const heading = heads[placed];
  const along = heading && resolve(l.scenario.plan, l.program.sources, pathOfText(heading));
  if (heading === undefined || along === undefined) throw new Error("Attain lost a headcount.");
  const type = valueType(along.type);
  return {
    kind: "placed",
    along: heading.text,
    groups: lines.flatMap(({ cells }) => {
      const reading = readCell({ type }, cells[placed]?.text ?? "", l.program.calendar);
      const group = peopleIn(cells[counted]?.text ?? "");
      if (!reading.ok || group === undefined) return [];
      return [{ people: group, at: String(reading.cell) }];
    }),
    origin: originAt(l, heading.span),
  };
}
