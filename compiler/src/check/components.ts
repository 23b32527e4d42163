/** Components and the payout: columns of steps, each taking the result of the one above. */
import type { PeriodKind } from "@attain/runtime";
import type { Member } from "../bind/scope.ts";
import { missingPart, outOfPlace, wrongKind } from "../diagnostics/catalogue/names.ts";
import { roundedTwice, wholeDealPaid } from "../diagnostics/catalogue/plans.ts";
import {
  differentUnits,
  missingWords,
  notPaid,
  onceForEach,
  toDatePaid,
  unroundedPay,
  wrongType,
  wrongWindowPaid,
} from "../diagnostics/catalogue/types.ts";
import type { AmountStep, Component, Never, Step } from "../syntax/ast/component.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Rounding } from "../syntax/ast/plan.ts";
import type { Span } from "../text/source-file.ts";
import { added, compared, gridOfBoth, multiplied } from "./algebra.ts";
import { type Env, type PlanEnv, report } from "./checker.ts";
import { checkExcess } from "./credits.ts";
import { envOfCredit } from "./expressions/aggregates.ts";
import { assuming } from "./expressions/conditions.ts";
import { condition, demand, numberValue, textOf } from "./expressions/demand.ts";
import { isCoarser } from "./periods.ts";
import { isPeriodKind } from "./sources.ts";
import {
  type NumberType,
  RATIO,
  type Type,
  UNKNOWN,
  money,
  numberOf,
  sameUnit,
  typeName,
  windowName,
} from "./types.ts";

/** The period that a component is paid for: the pay period, or the one that its heading names. */
export function periodOfComponent(node: Component, pays: PeriodKind): PeriodKind {
  const name = node.each?.name.text;
  return node.each?.for === false && name !== undefined && isPeriodKind(name) ? name : pays;
}

/** Checks a component; the type of what it pays. `env` is that of its own period. */
export function checkComponent(
  env: Env,
  plan: PlanEnv,
  symbol: Extract<Member, { kind: "component" }>,
  currency: string,
): Type {
  const { declaration: node, name } = symbol;
  const inside = insideComponent(env, plan, node);
  if (inside === undefined) return UNKNOWN;
  const type = checkSteps(inside, node.steps, undefined, `\`${name}\``, node.name.span);
  if (type === undefined) return UNKNOWN;
  checkPaid(inside, plan, node, type, currency);
  return {
    ...numberOf(money(currency), {
      window: { kind: "each", period: plan.period },
      grid: "rounded",
    }),
    sign: type.sign,
  };
}

/** Where the steps stand: beside one credit, or beside the period only. */
function insideComponent(env: Env, plan: PlanEnv, node: Component): Env | undefined {
  const { each } = node;
  if (each === undefined || each.name.text === "") return env;
  if (!each.for) {
    if (!isPeriodKind(each.name.text)) {
      const help = `Write \`each Year\` to pay it for another period, or \`for each ${each.name.text}\` to pay it deal by deal.`;
      report(
        env,
        wrongKind,
        each.name.span,
        { name: each.name.text, kind: "no period", expected: "a period" },
        { help },
      );
      return undefined;
    }
    return env;
  }
  const symbol = env.checker.symbols.get(each.name.text);
  const credit = symbol?.kind === "credit" ? plan.credit(each.name.text) : undefined;
  if (symbol?.kind !== "credit") {
    const help = "Declare a credit from the source, and pay `for each` of its credits.";
    const kind = symbol === undefined ? "no name of this plan" : `a ${symbol.kind}`;
    report(
      env,
      wrongKind,
      each.name.span,
      { name: each.name.text, kind, expected: "a credit" },
      { help },
    );
  }
  if (credit === undefined) return undefined;
  plan.used.add(credit.name);
  const inside = envOfCredit(env, credit);
  if (each.where === undefined) return inside;
  condition(inside, each.where);
  return assuming(inside, each.where);
}

/** The type after the last step, starting from `start`; undefined if that can't be known. */
export function checkSteps(
  env: Env,
  steps: readonly Step[],
  start: NumberType | undefined,
  declaration: string,
  span: Span,
): NumberType | undefined {
  let running: NumberType | undefined = start;
  let failed = false;
  for (const [i, step] of steps.entries()) {
    if (step.kind === "Gate")
      checkGate(env, step, isLate(steps, i), start === undefined && dependsOnSales(env, steps));
    else if (running === undefined && !failed && step.kind !== "Earns") {
      report(
        env,
        missingPart,
        step.span,
        { declaration, part: "what it starts from" },
        { help: "The first step is `earns …`." },
      );
      failed = true;
    } else {
      const next = checkStep(env, step, running, i > 0 && running !== undefined);
      failed ||= next === undefined;
      running = next;
    }
  }
  if (running === undefined && !failed && !steps.some((step) => step.kind === "Earns")) {
    report(
      env,
      missingPart,
      span,
      { declaration, part: "what it earns" },
      { help: "Add a line such as `earns 5% of Bookings`." },
    );
  }
  return failed ? undefined : running;
}

/** Gates stand above all steps. */
function isLate(steps: readonly Step[], place: number): boolean {
  return steps.slice(0, place).some((step) => step.kind !== "Gate");
}

/** Whether rates are applied, or a credit is named, in what is earned. */
function dependsOnSales(env: Env, steps: readonly Step[]): boolean {
  const amounts = steps.flatMap((step) =>
    step.kind === "Earns" || step.kind === "Plus" || step.kind === "Less" ? [step.value] : [],
  );
  return amounts.some((amount) =>
    mentions(amount, (node) => {
      if (node.kind === "Apply" || node.kind === "Collection") return true;
      const meaning = env.notes.meanings.get(node)?.kind;
      const name =
        node.kind === "Reference" ? env.checker.symbols.get(node.name.text)?.kind : undefined;
      return meaning === "credit" || meaning === "credited" || name === "credit";
    }),
  );
}

/** `isOnAmounts`: whether what is earned depends on how much was sold, so that a gate can be read two ways. */
function checkGate(
  env: Env,
  step: Extract<Step, { kind: "Gate" }>,
  late: boolean,
  isOnAmounts: boolean,
): void {
  condition(env, step.condition);
  if (late) {
    report(
      env,
      outOfPlace,
      step.span,
      { thing: "A gate", place: "above the first step, `earns`" },
      { help: "To switch one step on and off, write `when` after it." },
    );
  }
  if (step.firstDollar || !isOnAmounts) return;
  const end = { start: step.span.end, end: step.span.end };
  report(
    env,
    missingWords,
    step.span,
    { question: "This gate can be read two ways." },
    {
      help: "`, then from the first dollar` pays everything once the gate is open. To pay only what lies above, leave the gate out and write `… above …`, or a first row `pay 0%`.",
      fixes: [
        {
          title: "Then from the first dollar",
          edits: [{ span: end, text: ", then from the first dollar" }],
          safety: "changes payout",
        },
      ],
    },
  );
}

function checkStep(
  env: Env,
  step: Exclude<Step, { kind: "Gate" }>,
  running: NumberType | undefined,
  isLater: boolean,
): NumberType | undefined {
  switch (step.kind) {
    case "Earns": {
      if (isLater)
        report(
          env,
          outOfPlace,
          step.span,
          { thing: "A second `earns`", place: "in a component of its own" },
          { help: "To add to what is earned, write `plus`." },
        );
      return operand(env, step);
    }
    case "Plus":
    case "Less":
      return sumStep(env, step, running);
    case "Times":
      return productStep(env, step, running);
    case "Weight":
      demand(env, step.share, numberOf(RATIO));
      return running === undefined ? undefined : withoutGrid(running);
    case "Never":
      return limitStep(env, step, running);
    case "Round":
      return roundStep(env, step.rounding, running);
  }
}

type Amount = AmountStep<"Earns" | "Plus" | "Less" | "Times">;

function operand(env: Env, step: Amount): NumberType | undefined {
  if (step.when !== undefined) condition(env, step.when);
  const type = numberValue(step.when === undefined ? env : assuming(env, step.when), step.value);
  if (type === undefined || step.when === undefined) return type;
  return { ...type, sign: type.sign === "positive" ? "not negative" : type.sign };
}

function sumStep(env: Env, step: Amount, running: NumberType | undefined): NumberType | undefined {
  const type = operand(env, step);
  if (type === undefined || running === undefined) return undefined;
  const sum = added(running, type);
  if (typeof sum === "string") {
    const facts = {
      left: typeName(running),
      right: typeName(type),
      joined: step.kind === "Plus" ? "added" : "subtracted",
    };
    const isPart = type.unit.kind === "ratio" && running.unit.kind !== "ratio";
    const help = isPart
      ? "A part of the result above is taken by multiplying: `times 90%` takes 10% off, `times 110%` adds them."
      : "Each step takes the result of the line above.";
    report(env, differentUnits, step.value.span, facts, { help });
    return undefined;
  }
  const sign = step.kind === "Less" ? "any" : sum.sign;
  return { ...sum, sign, ...gridOfBoth(running, type) };
}

function productStep(
  env: Env,
  step: Amount,
  running: NumberType | undefined,
): NumberType | undefined {
  const type = operand(env, step);
  if (type === undefined || running === undefined) return undefined;
  warnRounded(env, step.span, running);
  const product = multiplied(running, type);
  if (typeof product !== "string") return product;
  const facts = { left: typeName(running), right: typeName(type), joined: "multiplied" };
  report(env, differentUnits, step.value.span, facts, {
    help: "Each step takes the result of the line above.",
  });
  return undefined;
}

/** To multiply a rounded amount multiplies its rounding. */
export function warnRounded(env: Env, span: Span, type: NumberType): void {
  if (type.grid !== "rounded") return;
  report(
    env,
    roundedTwice,
    span,
    {},
    { help: "Round at the end: move the `rounded` line below this one." },
  );
}

function limitStep(env: Env, step: Never, running: NumberType | undefined): NumberType | undefined {
  const limit = numberValue(env, step.limit);
  checkEachOfLimit(env, step);
  if (step.bound === "above") checkExcess(env, step);
  if (limit === undefined || running === undefined) return undefined;
  const together = sameUnit(limit.unit, running.unit) && compared(limit, running) === undefined;
  if (!together) {
    report(
      env,
      wrongType,
      step.limit.span,
      { expected: typeName(running), found: typeName(limit) },
      { help: "A limit is an amount of what the line above gives." },
    );
    return undefined;
  }
  const sign = step.bound === "below" && limit.sign !== "any" ? limit.sign : running.sign;
  const { grid: _, ...rest } = running;
  return { ...rest, sign, ...gridOfBoth(running, limit) };
}

function checkEachOfLimit(env: Env, step: Never): void {
  const expected = env.credit === undefined ? undefined : "deal";
  const told = step.each?.text;
  if (told === expected) return;
  if (expected !== undefined && told === undefined) {
    report(
      env,
      missingWords,
      step.limit.span,
      { question: "The limit of what: each deal?" },
      {
        help: "Steps of a component `for each` credit apply deal by deal: write `each deal` after the amount.",
      },
    );
    return;
  }
  const thing = `\`each ${told ?? ""}\``;
  report(env, outOfPlace, step.each?.span ?? step.span, {
    thing,
    place: "in a credit, or in a component `for each` credit",
  });
}

function roundStep(
  env: Env,
  { to }: Rounding,
  running: NumberType | undefined,
): NumberType | undefined {
  if (running === undefined) return undefined;
  if (to.kind === "Cent") {
    if (running.unit.kind === "money") return { ...running, grid: "rounded" };
    report(env, wrongType, to.span, {
      expected: `An amount of ${typeName(running)}`,
      found: "`cent`",
    });
    return running;
  }
  const type = env.checker.typeOf(env, to);
  const fitsUnit = type.kind === "number" && sameUnit(type.unit, running.unit);
  if (!fitsUnit && type.kind !== "unknown")
    report(env, wrongType, to.span, {
      expected: `An amount of ${typeName(running)}`,
      found: typeName(type),
    });
  const cents = type.kind === "number" && type.grid === "cents";
  return cents ? { ...running, grid: "rounded" } : running;
}

/** What a component pays is rounded money of the plan's currency, for its own period. */
function checkPaid(
  env: Env,
  plan: PlanEnv,
  node: Component,
  type: NumberType,
  currency: string,
): void {
  const span = lastAmount(node.steps) ?? node.name.span;
  if (!sameUnit(type.unit, money(currency))) {
    const help = type.unit.kind === "ratio" ? "Multiply it: `times target`." : undefined;
    report(
      env,
      notPaid,
      span,
      { expected: currency, found: typeName(type) },
      help === undefined ? {} : { help },
    );
    return;
  }
  if (env.credit !== undefined) {
    if (type.window !== undefined && type.window.kind !== "deal") {
      const help =
        "The steps apply deal by deal. Put what is paid once for the period into a component of its own.";
      report(env, onceForEach, span, { amount: typeName(type) }, { help });
    }
    warnWholeDeal(env, node);
  } else checkWindow(env, plan, type, span);
  if (type.grid === undefined) {
    report(
      env,
      unroundedPay,
      node.steps.at(-1)?.span ?? span,
      {},
      { help: "End the component with `rounded half even to cent`, or another mode." },
    );
  }
}

function checkWindow(env: Env, plan: PlanEnv, type: NumberType, span: Span): void {
  const { window } = type;
  if (
    window === undefined ||
    window.kind === "deal" ||
    (window.kind === "each" && window.period === plan.period)
  )
    return;
  if (window.kind === "to date") {
    const help = `Use the amount of the ${plan.period}, or a table that runs along the year to date: it pays what the year to date earns less what it had earned before.`;
    report(env, toDatePaid, span, { window: windowName(window), period: plan.period }, { help });
    return;
  }
  const help = isCoarser(window.period, plan.period)
    ? `Bring it down: \`prorated by months into ${plan.period}\`.`
    : "Give the component its own period: `each …` in its heading.";
  report(env, wrongWindowPaid, span, { pays: plan.period, window: windowName(window) }, { help });
}

function lastAmount(steps: readonly Step[]): Span | undefined {
  return steps.findLast(
    (step) => step.kind === "Earns" || step.kind === "Plus" || step.kind === "Less",
  )?.span;
}

/** A component for each share of a deal that pays on the whole deal is mostly a slip. */
function warnWholeDeal(env: Env, node: Component): void {
  const { credit } = env;
  if (credit === undefined || !credit.shared) return;
  const worth = credit.declaration.lines.find((line) => line.kind === "Worth");
  if (worth?.value.kind !== "Reference") return;
  const field = worth.value.name.text;
  for (const step of node.steps) {
    if (step.kind !== "Earns" && step.kind !== "Plus" && step.kind !== "Less") continue;
    const named = namesIn(step.value).find((name) => name.name.text === field);
    if (named === undefined) continue;
    const help = `Write \`credited\` for this person's part of it. If the whole is meant, say so: \`allow whole-deal "reason"\`.`;
    report(env, wholeDealPaid, named.span, { field: textOf(env, named) }, { help });
  }
}

/** Whether an expression, or one in it, passes a test. */
function mentions(node: Expression, test: (node: Expression) => boolean): boolean {
  if (test(node)) return true;
  switch (node.kind) {
    case "Binary":
      return mentions(node.left, test) || mentions(node.right, test);
    case "Otherwise":
      return mentions(node.value, test) || mentions(node.fallback, test);
    case "Conditional":
      return mentions(node.yes, test) || mentions(node.no, test);
    case "Negate":
    case "Windowed":
    case "Prorated":
      return mentions(node.of, test);
    case "Extreme":
      return node.of.some((item) => mentions(item, test));
    case "Aggregate":
      return true;
    default:
      return false;
  }
}

function namesIn(node: Expression): Extract<Expression, { kind: "Reference" }>[] {
  switch (node.kind) {
    case "Reference":
      return [node];
    case "Binary":
      return [...namesIn(node.left), ...namesIn(node.right)];
    case "Apply":
      return namesIn(node.base);
    case "Negate":
      return namesIn(node.of);
    default:
      return [];
  }
}

function withoutGrid(type: NumberType): NumberType {
  const { grid: _, ...rest } = type;
  return rest;
}
