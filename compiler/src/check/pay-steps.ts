/** The steps of a component or a payout, each on what the one above gives. */
import { missingPart, outOfPlace } from "../diagnostics/catalogue/names.ts";
import { roundedTwice } from "../diagnostics/catalogue/plans.ts";
import {
  differentUnits,
  differentWindows,
  missingWords,
  moneyTimesMoney,
  wrongType,
} from "../diagnostics/catalogue/types.ts";
import type { AmountStep, Never, Step } from "../syntax/ast/component.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Rounding } from "../syntax/ast/plan.ts";
import { mentions } from "../syntax/walk.ts";
import type { Span } from "../text/source-file.ts";
import { added, compared, gridOfBoth, maybeZero, multiplied, productSign } from "./algebra.ts";
import { type Env, report } from "./checker.ts";
import { type Amount, checkGate } from "./components.ts";
import { checkBelowTruedUp, checkCarried, heldStep, settledStep, truedUpStep } from "./carried.ts";
import type { CreditInfo } from "./credits.ts";
import { ratesWords } from "./expressions/exchange.ts";
import { extremeSign } from "./expressions/arithmetic.ts";
import { assuming } from "./expressions/assume.ts";
import { condition, demand, numberValue, reportBare, textOf } from "./expressions/demand.ts";
import { checkRest } from "./limits.ts";
import { literalNumber } from "./literals.ts";
import { askOddCent, fairStep } from "./portions.ts";
import {
  type NumberType,
  RATIO,
  amountOf,
  columnOfPayee,
  isBare,
  money,
  numberOf,
  sameUnit,
  typeName,
} from "./types.ts";

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
  // A gate takes no part in what the steps hand down, wherever it stands.
  const pays = steps.filter(isPayStep);
  const above: PayStep[] = [];
  for (const step of steps) {
    if (!isPayStep(step))
      checkGate(env, step, above[0], start === undefined && dependsOnSales(env, steps));
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
      askOddCent(env, step, pays[above.length + 1]);
      const next = checkStep(env, step, running, above);
      failed ||= next === undefined;
      running = next;
    }
    if (isPayStep(step)) above.push(step);
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

type PayStep = Exclude<Step, { kind: "Gate" }>;

function isPayStep(step: Step): step is PayStep {
  return step.kind !== "Gate";
}

const SALES: ReadonlySet<Expression["kind"]> = new Set(["Aggregate", "Apply", "Collection"]);

/** Whether rates are applied, or a credit is named, in what is earned. */
function dependsOnSales(env: Env, steps: readonly Step[]): boolean {
  const amounts = steps.flatMap((step) =>
    step.kind === "Earns" || step.kind === "Plus" || step.kind === "Less" ? [step.value] : [],
  );
  return amounts.some((amount) =>
    mentions(amount, (node) => {
      if (SALES.has(node.kind)) return true;
      const meaning = env.notes.meanings.get(node)?.kind;
      const name =
        node.kind === "Reference" ? env.checker.symbols.get(node.name.text)?.kind : undefined;
      return meaning === "credit" || meaning === "credited" || name === "credit";
    }),
  );
}

function checkStep(
  env: Env,
  step: PayStep,
  running: NumberType | undefined,
  above: readonly Step[],
): NumberType | undefined {
  checkBelowTruedUp(env, step, above);
  switch (step.kind) {
    case "Earns": {
      if (above.length > 0 && running !== undefined)
        report(
          env,
          outOfPlace,
          step.span,
          { thing: "A second `earns`", place: "in a component of its own" },
          { help: "To add to what is earned, write `plus`." },
        );
      const currency = env.plan?.currency;
      if (currency !== undefined && isBareLiteral(step.value)) {
        reportBare(env, step.value, numberOf(money(currency)));
        return undefined;
      }
      return operand(env, step);
    }
    case "Plus":
    case "Less":
      return sumStep(env, step, running);
    case "Times":
      return productStep(env, step, running, above);
    case "Weight":
      demand(env, step.share, numberOf(RATIO));
      return running === undefined ? undefined : withoutGrid(running);
    case "Never":
      return limitStep(env, step, running, above);
    case "Held":
      return heldStep(env, step, running, above);
    case "TruedUp":
      return truedUpStep(env, step, running);
    case "Settled":
      return settledStep(env, step, running);
    case "Round":
      return roundStep(env, step.rounding, running);
    case "Fairly":
      return fairStep(env, step, running, above.at(-1));
  }
}

function operand(env: Env, step: Amount): NumberType | undefined {
  if (step.when !== undefined) condition(env, step.when);
  const type = numberValue(step.when === undefined ? env : assuming(env, step.when), step.value);
  if (type === undefined || !isPayable(env, step, type)) return undefined;
  return step.when === undefined ? type : { ...type, sign: maybeZero(type.sign) };
}

/** An amount of the currency of a row isn't of the one that is paid, though that may be called by the same name. */
function isPayable(env: Env, step: Amount, { unit }: NumberType): boolean {
  const { plan, credit } = env;
  if (plan === undefined || unit.kind !== "foreign" || sameUnit(unit, money(plan.currency)))
    return true;
  const into = columnOfPayee(plan.currency);
  const expected = `An amount of ${into === undefined ? plan.currency : "the payee's own currency"}`;
  const found = `one of the currency in \`${unit.currency}\` of each row`;
  const on = dayOf(credit) ?? `end of ${plan.period}`;
  const change = `(… in ${into ?? plan.currency} by ${ratesWords(env).rate} on ${on})`;
  report(
    env,
    wrongType,
    step.value.span,
    { expected, found },
    { help: `Change it: \`${change}\`.` },
  );
  return false;
}

/** The column that dates a credit, where it is one. */
function dayOf(credit: CreditInfo | undefined): string | undefined {
  const dated = credit?.declaration.lines.find((line) => line.kind === "Dated");
  return dated?.date.kind === "Reference" ? dated.date.name.text : undefined;
}

function sumStep(env: Env, step: Amount, running: NumberType | undefined): NumberType | undefined {
  if (running !== undefined && isBareLiteral(step.value) && !isBare(running.unit)) {
    reportBare(env, step.value, running);
    return undefined;
  }
  const type = operand(env, step);
  if (type === undefined || running === undefined) return undefined;
  const sum = added(running, type);
  if (sum === "different windows") {
    const facts = { left: `the line above (${typeName(running)})`, right: typeName(type) };
    const help = "Each step takes the result of the line above: give both the same length of time.";
    report(env, differentWindows, step.value.span, facts, { help });
    return undefined;
  }
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
  above: readonly Step[],
): NumberType | undefined {
  const type = operand(env, step);
  if (type === undefined || running === undefined) return undefined;
  warnRounded(env, step.span, running, above);
  const product = multiplied(running, type);
  if (typeof product !== "string") return product;
  if (product === "money times money") {
    report(env, moneyTimesMoney, step.value.span, {});
    return undefined;
  }
  const facts = { left: typeName(running), right: typeName(type), joined: "multiplied" };
  report(env, differentUnits, step.value.span, facts, {
    help: "Each step takes the result of the line above.",
  });
  return undefined;
}

/** To multiply a rounded amount multiplies its rounding. */
function warnRounded(env: Env, span: Span, type: NumberType, above: readonly Step[]): void {
  if (type.grid !== "rounded") return;
  const help = above.some((step) => step.kind === "Round")
    ? "Round at the end: move the `rounded` line below this one."
    : "Multiply in the components, before they are rounded.";
  report(env, roundedTwice, span, {}, { help });
}

export function isBareLiteral(
  node: Expression,
): node is Extract<Expression, { kind: "NumberLiteral" }> {
  return node.kind === "NumberLiteral" && node.unit === undefined;
}

function limitStep(
  env: Env,
  step: Never,
  running: NumberType | undefined,
  above: readonly Step[],
): NumberType | undefined {
  if (running !== undefined && isBareLiteral(step.limit) && !isBare(running.unit)) {
    reportBare(env, step.limit, running);
    return undefined;
  }
  if (step.when !== undefined) condition(env, step.when);
  const limit = numberValue(step.when === undefined ? env : assuming(env, step.when), step.limit);
  checkEachOfLimit(env, step);
  checkRest(env, step, env.credit === undefined);
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
  const which = step.bound === "below" ? "greatest" : "least";
  if (step.rest?.is === "carried") checkCarried(env, step, running, limit, above);
  const limited = extremeSign(which, running, limit);
  const sign = step.when === undefined ? limited : productSign(limited, running.sign);
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

export function roundStep(
  env: Env,
  { mode, to }: Rounding,
  running: NumberType | undefined,
): NumberType | undefined {
  if (running === undefined) return undefined;
  const isRaised = mode === "up" || mode === "ceiling";
  if (to.kind === "Cent") return toCents(env, to.span, running, isRaised);
  if (isBareLiteral(to) && !isBare(running.unit)) {
    reportBare(env, to, running);
    return undefined;
  }
  const type = env.checker.typeOf(env, to);
  const fitsUnit = type.kind === "number" && sameUnit(type.unit, running.unit);
  if (!fitsUnit && type.kind !== "unknown")
    report(env, wrongType, to.span, {
      expected: amountOf(running),
      found: typeName(type),
    });
  const isNothing = !/[1-9]/.test(literalNumber(to)?.value ?? "0");
  if (fitsUnit && isNothing)
    report(env, wrongType, to.span, { expected: "An amount above zero", found: textOf(env, to) });
  const cents = type.kind === "number" && type.grid === "cents";
  const sign = isRaised ? running.sign : maybeZero(running.sign);
  return { ...running, sign, ...(cents ? { grid: "rounded" } : {}) };
}

/** Money, in the smallest units of its currency. */
function toCents(
  env: Env,
  span: Span,
  running: NumberType,
  isRaised: boolean,
): NumberType | undefined {
  const sign = isRaised || running.grid !== undefined ? running.sign : maybeZero(running.sign);
  const isOwn = env.plan !== undefined && sameUnit(running.unit, money(env.plan.currency));
  if (running.unit.kind === "money" || isOwn) return { ...running, sign, grid: "rounded" };
  const facts = { expected: amountOf(running), found: "`cent`" };
  const help = running.unit.kind === "ratio" ? { help: "Multiply it first: `times target`." } : {};
  report(env, wrongType, span, facts, help);
  return undefined;
}

/** The last step that brings an amount of its own. */
export function lastAmount(
  steps: readonly Step[],
): AmountStep<"Earns" | "Plus" | "Less"> | undefined {
  return steps.findLast(
    (step) => step.kind === "Earns" || step.kind === "Plus" || step.kind === "Less",
  );
}

export function withoutGrid(type: NumberType): NumberType {
  const { grid: _, ...rest } = type;
  return rest;
}
