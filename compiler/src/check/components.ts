/** Components and the payout: columns of steps, each taking the result of the one above. */
import { PERIOD_KINDS, type PeriodKind } from "@attain/runtime";
import { nearest } from "../base/text.ts";
import { type Member, describe } from "../bind/scope.ts";
import { outOfPlace, unknownName, unknownType, wrongKind } from "../diagnostics/catalogue/names.ts";
import { wholeDealPaid } from "../diagnostics/catalogue/plans.ts";
import {
  missingWords,
  notPaid,
  onceForEach,
  toDatePaid,
  unroundedPay,
  wrongWindowPaid,
} from "../diagnostics/catalogue/types.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { AmountStep, Component, Step } from "../syntax/ast/component.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import { mentions } from "../syntax/walk.ts";
import { textAt } from "../text/source-file.ts";
import { type Env, type PlanEnv, at, report } from "./checker.ts";
import { maybeZero } from "./algebra.ts";
import { envOfCredit } from "./expressions/gathered.ts";
import { assuming } from "./expressions/assume.ts";
import { condition, textOf } from "./expressions/demand.ts";
import { checkSteps, lastAmount } from "./pay-steps.ts";
import { checkBelowPaid } from "./paid-axis.ts";
import { isCoarser, monthsIn } from "./periods.ts";
import { checkSegments, isSegmented } from "./segments.ts";
import { isPeriodKind } from "./type-names.ts";
import {
  type NumberType,
  type Type,
  UNKNOWN,
  money,
  numberOf,
  sameUnit,
  typeName,
  windowName,
  columnOfPayee,
  unitName,
} from "./types.ts";

/** The period that a component is paid for: the pay period, or the one that its heading names. */
export function periodOfComponent(node: Component, pays: PeriodKind): PeriodKind {
  const name = node.each?.name.text;
  if (isSegmented(node)) return "Segment";
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
  const earned = node.steps.find((step) => step.kind === "Earns")?.value;
  const within = earned === undefined ? inside : { ...inside, earned };
  const type = checkSteps(within, node.steps, undefined, `\`${name}\``, node.name.span);
  checkBelowPaid(inside, node);
  if (type === undefined) return UNKNOWN;
  checkPaid(inside, plan, node, type, currency);
  return {
    ...numberOf(money(currency), {
      window: { kind: "each", period: plan.period },
      grid: "rounded",
    }),
    // A gate may be closed, and there may be no deal.
    sign: maybeZero(type.sign),
  };
}

/** Where the steps stand: beside one credit, or beside the period only. */
export function insideComponent(env: Env, plan: PlanEnv, node: Component): Env | undefined {
  const { each } = node;
  checkSegments(env, plan, node);
  if (each === undefined || each.name.text === "" || isSegmented(node)) return env;
  if (!each.for) {
    if (!isPeriodKind(each.name.text)) {
      const help = `Write \`each Year\` to pay it for another period, or \`for each ${each.name.text}\` to pay it deal by deal.`;
      const symbol = env.checker.symbols.get(each.name.text);
      const { span, text: name } = each.name;
      if (symbol === undefined) {
        const details = suggestion(span, nearest(name, PERIOD_KINDS));
        report(env, unknownType, span, { kind: "period", name }, details);
      } else {
        const facts = { name, kind: describe(symbol), expected: "a period" };
        report(env, wrongKind, span, facts, { help });
      }
      return undefined;
    }
    return env;
  }
  const symbol = env.checker.symbols.get(each.name.text);
  const credit = symbol?.kind === "credit" ? plan.credit(each.name.text) : undefined;
  if (symbol?.kind !== "credit") {
    const { span, text: name } = each.name;
    const help = "Declare a credit from the source, and pay `for each` of its credits.";
    if (symbol === undefined) {
      const credits = [...env.checker.symbols.values()].filter(({ kind }) => kind === "credit");
      const meant = nearest(
        name,
        credits.map((known) => known.name),
      );
      report(env, unknownName, span, { name }, suggestion(span, meant, help));
    } else {
      const facts = { name, kind: describe(symbol), expected: "a credit" };
      report(env, wrongKind, span, facts, { help });
    }
  }
  if (credit === undefined) return undefined;
  plan.used.add(credit.name);
  const inside = envOfCredit(env, credit);
  if (each.where === undefined) return inside;
  condition(inside, each.where);
  return assuming(inside, each.where);
}

/**
 * `first`: the step above the gate that should stand below it.
 * `isOnAmounts`: whether what is earned depends on how much was sold, so that a gate can be read two ways.
 */
export function checkGate(
  env: Env,
  step: Extract<Step, { kind: "Gate" }>,
  first: Step | undefined,
  isOnAmounts: boolean,
): void {
  condition(env, step.condition);
  if (first !== undefined) {
    const [word = ""] = textAt(at(env, first.span)).split(/\s/);
    report(
      env,
      outOfPlace,
      step.span,
      { thing: "A gate", place: `above the first step, \`${word}\`` },
      { help: "To switch one step on and off, write `when` after it." },
    );
  }
  if (step.firstDollar || !isOnAmounts || !maybeReachedInPart(env, step.condition)) return;
  const end = { start: step.span.end, end: step.span.end };
  report(
    env,
    missingWords,
    step.span,
    { question: "This gate can be read two ways." },
    {
      help: `\`, then from the first dollar\` pays everything once the gate is open. To pay only what lies above, leave the gate out and ${aboveAdvice(env, step.condition)}.`,
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

/** A gate on days, roles and the like is open or shut; only of what is counted can a part lie above it. A measure may hide that. */
function maybeReachedInPart(env: Env, gate: Expression): boolean {
  return mentions(
    gate,
    (node) =>
      env.notes.types.get(node)?.kind === "number" ||
      (node.kind === "Reference" && env.checker.symbols.get(node.name.text)?.kind === "measure"),
  );
}

/** How only what lies above is paid. An amount to date can't be cut: every period would pay the ones before it again. */
function aboveAdvice(env: Env, gate: Expression): string {
  const isToDate = mentions(gate, (part) => {
    const type = env.notes.types.get(part);
    return type?.kind === "number" && type.window?.kind === "to date";
  });
  return isToDate
    ? "pay by rates that run along the amount to date, with a first row `pay 0%`"
    : "write `… above …`, or a first row `pay 0%`";
}

export type Amount = AmountStep<"Earns" | "Plus" | "Less" | "Times">;

/** What a component pays is rounded money of the plan's currency, for its own period. */
function checkPaid(
  env: Env,
  plan: PlanEnv,
  node: Component,
  type: NumberType,
  currency: string,
): void {
  const span = lastAmount(node.steps)?.span ?? node.name.span;
  if (!sameUnit(type.unit, money(currency))) {
    const help = unpaidHelp(plan, type);
    report(
      env,
      notPaid,
      span,
      { expected: unitName(money(currency)), found: typeName(type) },
      help === undefined ? {} : { help },
    );
    return;
  }
  if (env.credit !== undefined) {
    if (type.window !== undefined && type.window.kind !== "deal") {
      const help =
        "The steps apply deal by deal. Put what is paid once for the period into a component of its own.";
      report(env, onceForEach, span, { window: windowName(type.window) }, { help });
    }
    warnWholeDeal(env, node);
  } else checkWindow(env, plan, node, type);
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

/** How an amount becomes one that the plan pays. */
function unpaidHelp({ currency, pays }: PlanEnv, { unit }: NumberType): string | undefined {
  if (unit.kind === "ratio") return "Multiply it: `times target`.";
  if (unit.kind !== "money" && unit.kind !== "foreign") return undefined;
  const into = columnOfPayee(currency) ?? currency;
  return `Change it by the rates of a source: \`… in ${into} by FxRates.rate on end of ${pays}\`.`;
}

function checkWindow(env: Env, plan: PlanEnv, node: Component, type: NumberType): void {
  const { window } = type;
  const last = lastAmount(node.steps);
  const span = last?.span ?? node.name.span;
  if (
    window === undefined ||
    window.kind === "deal" ||
    (window.kind === "each" && window.period === plan.period)
  )
    return;
  if (window.kind === "to date") {
    const help = `Use the amount of the ${plan.period}, or a table that runs along the ${windowName(window)}: it pays what that earns less what it had earned before.`;
    report(env, toDatePaid, span, { window: windowName(window), period: plan.period }, { help });
    return;
  }
  const amount = last === undefined ? "…" : textOf(env, last.value);
  const help = isCoarser(window.period, plan.period)
    ? plan.period === "Segment"
      ? `Take the segment's part of it: \`${amount} prorated by days into Segment\`.`
      : monthsIn(plan.period) === undefined
        ? `Write it per ${plan.period}.`
        : `Bring it down: \`${amount} prorated by months into ${plan.period}\`.`
    : "Give the component its own period: `each …` in its heading.";
  report(env, wrongWindowPaid, span, { pays: plan.period, window: windowName(window) }, { help });
}

/** A component for each share of a deal that pays on the whole deal is mostly a slip. */
function warnWholeDeal(env: Env, node: Component): void {
  const { credit } = env;
  if (credit === undefined || !credit.shared) return;
  const worth = credit.declaration.lines.find((line) => line.kind === "Worth");
  if (worth?.value.kind !== "Reference") return;
  const field = worth.value.name.text;
  for (const step of node.steps) {
    const amount = step.kind === "Never" ? step.limit : "value" in step ? step.value : undefined;
    if (amount === undefined || step.kind === "Times") continue;
    const named = namesIn(amount).find((name) => name.name.text === field);
    if (named === undefined) continue;
    const help = `Write \`credited\` for this person's part of it. If the whole is meant, say so: \`allow whole-deal "reason"\`.`;
    report(env, wholeDealPaid, named.span, { field: textOf(env, named) }, { help });
  }
}

/** The names in an amount, but not in what it is divided among, chosen by or looked up with. */
function namesIn(node: Expression): Extract<Expression, { kind: "Reference" }>[] {
  switch (node.kind) {
    case "Reference":
      return [node];
    case "Binary":
      return [...namesIn(node.left), ...namesIn(node.right)];
    case "Conditional":
      return [...namesIn(node.yes), ...namesIn(node.no)];
    case "Otherwise":
      return [...namesIn(node.value), ...namesIn(node.fallback)];
    case "Apply":
      return namesIn(node.base);
    case "Negate":
      return namesIn(node.of);
    default:
      return [];
  }
}
