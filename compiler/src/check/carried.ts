/** Steps that carry something to the next pay period, or look back at what was paid before. */
import {
  missingPart,
  outOfPlace,
  repeatedPart,
  unknownName,
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { missingWords, unroundedCarry, wrongType } from "../diagnostics/catalogue/types.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import { nearest } from "../base/text.ts";
import { describe } from "../bind/scope.ts";
import type { Never, Step, TruedUp } from "../syntax/ast/component.ts";
import type { PlanMember } from "../syntax/ast/plan.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { gridOfBoth, maybeZero } from "./algebra.ts";
import { type Env, report } from "./checker.ts";
import { numberValue, reportBare } from "./expressions/demand.ts";
import { isBareLiteral } from "./pay-steps.ts";
import { TO_DATE } from "./periods.ts";
import {
  type NumberType,
  money,
  sameUnit,
  sameWindow,
  typeName,
  windowName,
  isBare,
} from "./types.ts";

/** Whether a step keeps a part of what it takes for the next pay period. */
export function isCarried(step: Step): boolean {
  return step.kind === "Held" || (step.kind === "Never" && step.rest?.is === "carried");
}

/** The steps of what is paid for the pay period as a whole: there is one next to which something can be carried. */
function isOfPayPeriod({ credit, plan }: Env): boolean {
  return credit === undefined && plan !== undefined && plan.period === plan.pays;
}

/** `held below 100 USD`. */
export function heldStep(
  env: Env,
  step: Extract<Step, { kind: "Held" }>,
  running: NumberType | undefined,
  above: readonly Step[],
): NumberType | undefined {
  if (running !== undefined && isBareLiteral(step.limit) && !isBare(running.unit)) {
    reportBare(env, step.limit, running);
    return undefined;
  }
  const limit = numberValue(env, step.limit);
  if (limit === undefined || running === undefined) return undefined;
  if (!sameUnit(limit.unit, running.unit)) {
    const facts = { expected: typeName(running), found: typeName(limit) };
    report(env, wrongType, step.limit.span, facts);
    return undefined;
  }
  checkCarried(env, step, running, limit, above);
  return { ...running, sign: limit.sign === "any" ? "any" : "not negative" };
}

/** What is carried is money of the pay period in whole cents; lines that carry follow each other and share it. */
export function checkCarried(
  env: Env,
  step: Never | Extract<Step, { kind: "Held" }>,
  running: NumberType,
  limit: NumberType,
  above: readonly Step[],
): void {
  const carried = step.kind === "Never" ? (step.rest?.span ?? step.span) : step.span;
  if (!isOfPayPeriod(env)) {
    report(env, outOfPlace, carried, {
      thing: "What is carried to the next pay period",
      place: "in a component of the pay period, or in the payout",
    });
    return;
  }
  if (step.kind === "Never" && step.when !== undefined) {
    const help =
      "What was carried while the limit held would fall due at once when it doesn't. Let the amount of the limit depend on it, or write a `draw`: it `guarantees … when …`.";
    const facts = { thing: "`when`", place: "to a limit that carries nothing" };
    report(env, outOfPlace, step.when.span, facts, { help });
  }
  checkNeighbours(env, carried, above);
  checkCents(env, step, running, limit);
}

function checkNeighbours(env: Env, carried: Span, above: readonly Step[]): void {
  const truedUp = above.find((step) => step.kind === "TruedUp");
  if (truedUp !== undefined) {
    const help =
      "What a true-up pays too little or too much is in the next one already. To carry a shortfall over the end of the year, write the line in the payout.";
    report(
      env,
      outOfPlace,
      carried,
      { thing: "What is carried", place: "above `trued up`, or in the payout" },
      { help },
    );
  }
  const first = above.find(isCarried);
  const last = above.at(-1);
  if (first === undefined || (last !== undefined && isCarried(last))) return;
  const related = [{ at: { file: env.file, span: first.span }, message: "the first one" }];
  const facts = {
    thing: "A second line that carries",
    place: "right below the first: they share what is carried",
  };
  report(env, outOfPlace, carried, facts, { related });
}

function checkCents(
  env: Env,
  step: Never | Extract<Step, { kind: "Held" }>,
  running: NumberType,
  limit: NumberType,
): void {
  const { plan } = env;
  if (plan === undefined) return;
  const period = plan.pays;
  const each = { kind: "each", period } as const;
  const isPay =
    sameUnit(running.unit, money(plan.currency)) &&
    (running.window === undefined || sameWindow(running.window, each));
  if (!isPay) {
    const expected = `An amount of ${plan.currency} ${windowName(each)} above this line`;
    const help = running.window?.kind === "to date" ? { help: "Write `trued up …` above it." } : {};
    report(env, wrongType, step.span, { expected, found: typeName(running) }, help);
    return;
  }
  if (running.grid === undefined)
    report(
      env,
      unroundedCarry,
      step.span,
      { period },
      { help: "Put the `rounded` line above this one." },
    );
  else if (limit.grid === undefined)
    report(env, unroundedCarry, step.limit.span, { period }, { help: ROUND_IT });
}

export const ROUND_IT =
  "Give the amount a name, and round it there: `measure NAME means …`, below it `rounded half even to cent`.";

/** `trued up year to date`: what is due since the year began, less what the component paid before. */
export function truedUpStep(
  env: Env,
  step: TruedUp,
  running: NumberType | undefined,
): NumberType | undefined {
  const { plan } = env;
  if (plan === undefined || !isOfPayPeriod(env)) {
    const facts = { thing: "`trued up`", place: "in a component of the pay period" };
    report(env, outOfPlace, step.span, facts);
    return undefined;
  }
  if (step.below === undefined) {
    const question = "What if more was paid than has been earned?";
    const help =
      "Write `, may be negative` (the difference is taken back) or `, never negative` (nothing is paid until later periods have earned it).";
    report(env, missingWords, step.span, { question }, { help });
  }
  if (running === undefined) return undefined;
  const window = { kind: "to date", period: TO_DATE[step.period] } as const;
  if (running.window === undefined || !sameWindow(running.window, window)) {
    const help = `It stands below an amount of the ${windowName(window)}, such as \`earns 5% of Sales ${windowName(window)}\`.`;
    const expected = `An amount of the ${windowName(window)} above this line`;
    report(env, wrongType, step.span, { expected, found: typeName(running) }, { help });
    return undefined;
  }
  return {
    ...running,
    ...gridOfBoth(running, { ...running, grid: "rounded" }),
    window: { kind: "each", period: plan.period },
    sign: step.below === "never negative" ? "not negative" : "any",
  };
}

/** Below a true-up only what doesn't change the year: rounding, and limits whose rest later true-ups make up for. */
export function checkBelowTruedUp(env: Env, step: Step, above: readonly Step[]): void {
  if (step.kind === "Round" || step.kind === "Never" || isCarried(step)) return;
  const truedUp = above.find((one) => one.kind === "TruedUp");
  if (truedUp === undefined) return;
  const help =
    "What this line does would count as paid, and the next true-up would undo it. Only limits and `rounded` stand below `trued up`.";
  const related = [{ at: { file: env.file, span: truedUp.span }, message: "the true-up" }];
  report(
    env,
    outOfPlace,
    step.span,
    { thing: "This line", place: "above `trued up`" },
    { help, related },
  );
}

/** `settled against advance`. */
export function settledStep(
  env: Env,
  step: Extract<Step, { kind: "Settled" }>,
  running: NumberType | undefined,
): NumberType | undefined {
  const { text: name, span } = step.draw;
  const { plan } = env;
  const symbol = env.checker.symbols.get(name);
  if (name === "" || plan === undefined) return running;
  if (symbol?.kind !== "draw") {
    const draws = [...env.checker.symbols.values()].filter(({ kind }) => kind === "draw");
    const meant = nearest(
      name,
      draws.map((draw) => draw.name),
    );
    const help = "Declare it: `draw NAME`, below it what it `guarantees` and how it is `repaid`.";
    if (symbol === undefined)
      report(env, unknownName, span, { name }, suggestion(span, meant, help));
    else
      report(env, wrongKind, span, { name, kind: describe(symbol), expected: "a draw" }, { help });
    return running;
  }
  plan.used.add(name);
  plan.draw(name);
  if (!isOfPayPeriod(env)) {
    const facts = {
      thing: "`settled against`",
      place: "in a component of the pay period, or in the payout",
    };
    report(env, outOfPlace, step.span, facts);
    return undefined;
  }
  if (running === undefined) return undefined;
  if (running.grid === undefined)
    report(
      env,
      unroundedCarry,
      step.span,
      { period: plan.pays },
      { help: "Put the `rounded` line above this one." },
    );
  return { ...running, sign: maybeZero(running.sign), grid: "rounded" };
}

/** Each draw is settled against one amount of pay. */
export function checkSettled(
  env: Env,
  members: readonly PlanMember[],
  fileOf: (member: PlanMember) => SourceFile,
): void {
  const settled = members.flatMap((member) =>
    member.kind === "Component" || member.kind === "Payout"
      ? member.steps.flatMap((step) =>
          step.kind === "Settled" ? [{ step, file: fileOf(member) }] : [],
        )
      : [],
  );
  for (const draw of members) {
    if (draw.kind !== "Draw" || draw.name.text === "") continue;
    const { text: name, span } = draw.name;
    const [first, second] = settled.filter(({ step }) => step.draw.text === name);
    const facts = { declaration: `\`${name}\``, part: "which pay is settled against it" };
    if (first === undefined) {
      const help = `Write \`settled against ${name}\` where it applies: in the payout, or in a component.`;
      report({ ...env, file: fileOf(draw) }, missingPart, span, facts, { help });
    } else if (second !== undefined) {
      const at = { file: first.file, span: first.step.span };
      const related = [{ at, message: "the first time" }];
      report({ ...env, file: second.file }, repeatedPart, second.step.span, facts, { related });
    }
  }
}
