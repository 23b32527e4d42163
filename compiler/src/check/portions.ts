/** What is shared among people, to the cent: `rounded to cent by largest remainder, ties by id`. */
import { listed } from "../base/text.ts";
import { outOfPlace, unknownName } from "../diagnostics/catalogue/names.ts";
import { unroundSplit } from "../diagnostics/catalogue/plans.ts";
import { missingWords } from "../diagnostics/catalogue/types.ts";
import type { Step } from "../syntax/ast/component.ts";
import type { Fairly } from "../syntax/ast/plan.ts";
import { type Env, report } from "./checker.ts";
import type { NumberType } from "./types.ts";

/** Whether parts of a whole are paid, whose cents must add up to it. */
function isShared(step: Step | undefined): boolean {
  if (step?.kind !== "Earns") return false;
  const { value } = step;
  return value.kind === "Portion" || (value.kind === "Prize" && value.ties?.kind === "share");
}

/** Asks who gets the odd cent of what is shared, where the next line doesn't say. */
export function askOddCent(env: Env, step: Step, next: Step | undefined): void {
  if (!isShared(step) || next?.kind === "Fairly") return;
  const question = "Who gets the odd cent of what is shared?";
  const help =
    "Write `rounded to cent by largest remainder, ties by id` in the line below: the parts make the whole.";
  report(env, missingWords, step.span, { question }, { help });
}

export function fairStep(
  env: Env,
  step: Fairly,
  running: NumberType | undefined,
  before: Step | undefined,
): NumberType | undefined {
  if (!isShared(before) || before?.kind !== "Earns") {
    const facts = {
      thing: "Rounding by largest remainder",
      place: "below `shares`, or `awards` with prizes that are shared",
    };
    report(env, outOfPlace, step.span, facts);
    return running;
  }
  checkTies(env, step);
  checkWhole(env, step, before.value);
  return running === undefined ? undefined : { ...running, grid: "rounded" };
}

/** What is shared must itself be in whole cents. */
function checkWhole(
  env: Env,
  step: Fairly,
  value: Extract<Step, { kind: "Earns" }>["value"],
): void {
  if (value.kind !== "Portion") return;
  const type = env.notes.types.get(value.whole);
  if (type?.kind !== "number" || type.grid !== undefined || step.to.kind !== "Cent") return;
  const help =
    "Give it a name, and round it there: `measure pool means …` with `rounded half even to cent`.";
  report(env, unroundSplit, step.span, { amount: "What is shared", grain: "a cent" }, { help });
}

function checkTies(env: Env, { ties: [field] }: Fairly): void {
  const people = env.plan?.people;
  if (people === undefined || field === undefined || people.fields.has(field.text)) return;
  const help = `The fields of ${people.name} are ${listed([...people.fields.keys()], "and")}.`;
  report(env, unknownName, field.span, { name: field.text }, { help });
}
