/** What another plan pays somebody: `AccountExecutive.commission`, `AccountExecutive.payout`. */
import { nearest } from "../../base/text.ts";
import { type Symbol_, describe } from "../../bind/scope.ts";
import { outOfPlace, unknownField, wrongKind } from "../../diagnostics/catalogue/names.ts";
import { finerThanPayPeriod } from "../../diagnostics/catalogue/types.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import { maybeZero } from "../algebra.ts";
import { type Env, type PlanEnv, at, report } from "../checker.ts";
import { isCoarser } from "../periods.ts";
import type { CheckedPlan } from "../plans.ts";
import { type Type, UNKNOWN, money, numberOf } from "../types.ts";
import { reportNobody } from "./demand.ts";
import { checkStraddling } from "./time.ts";

type Access = Extract<Expression, { kind: "Access" }>;
type PlanSymbol = Extract<Symbol_, { kind: "plan" }>;

/** The plan that the name before a point stands for, if it does. */
function planNamed(env: Env, node: Expression): PlanSymbol | undefined {
  if (node.kind !== "Access" || node.of.kind !== "Reference") return undefined;
  const name = node.of.name.text;
  if (env.row?.fields.has(name) === true || env.plan?.people.fields.has(name) === true)
    return undefined;
  const symbol = env.checker.symbols.get(name);
  return symbol?.kind === "plan" ? symbol : undefined;
}

/** The type of what another plan pays in the period at hand; undefined for any other access. */
export function otherPay(env: Env, node: Access): Type | undefined {
  const symbol = planNamed(env, node);
  if (symbol === undefined) return undefined;
  const { plan } = env;
  if (plan === undefined) {
    reportNobody(env, node.span, `What \`${symbol.name}\` pays`);
    return UNKNOWN;
  }
  const other = env.checker.plan(symbol, at(env, node.span));
  if (other === undefined) return UNKNOWN;
  const sign = signOf(env, node, other);
  if (sign === undefined || !isOfSamePeople(env, node, plan, other)) return UNKNOWN;
  if (isTooLong(env, node, other, plan)) return UNKNOWN;
  const { text: name } = node.field;
  env.notes.meanings.set(node, { kind: "other pay", plan: other, name });
  return numberOf(money(other.currency), {
    window: { kind: "each", period: plan.period },
    sign,
    grid: "rounded",
  });
}

/** What is known of an amount that is paid; undefined (and reported) where the plan pays nothing of that name. */
function signOf(env: Env, node: Access, other: CheckedPlan): "not negative" | "any" | undefined {
  const { text: name, span } = node.field;
  if (name === "payout") return "any";
  const symbol = other.symbols.get(name);
  if (symbol?.kind === "component") {
    const type = other.typeOf(name, other.pays);
    return type.kind === "number" && maybeZero(type.sign) !== "any" ? "not negative" : "any";
  }
  const plan = other.declaration.name.text;
  const components = [...other.symbols.values()].filter(({ kind }) => kind === "component");
  const known = [...components.map((one) => one.name), "payout"];
  const can = `Of another plan its components can be read, and its payout: \`${plan}.${known[0] ?? "payout"}\`.`;
  if (symbol === undefined) {
    const details = suggestion(span, nearest(name, known), can);
    report(env, unknownField, span, { source: plan, name }, details);
  } else {
    const facts = { name, kind: describe(symbol), expected: "a component of the other plan" };
    const related = [{ at: symbol.at, message: "declared here" }];
    report(env, wrongKind, span, facts, { help: can, related });
  }
  return undefined;
}

/** Two plans speak of one person only where both are for the same source of people. */
function isOfSamePeople(env: Env, node: Access, plan: PlanEnv, other: CheckedPlan): boolean {
  if (other.people.name === plan.people.name) return true;
  const name = other.declaration.name.text;
  const facts = {
    thing: `What \`${name}\` pays`,
    place: `to a plan for ${other.people.name}; this one is for ${plan.people.name}`,
  };
  const help = "Keep the people of both plans in one source, and tell them apart by a `where`.";
  const related = [
    {
      at: { file: other.file, span: other.declaration.name.span },
      message: `for ${other.people.name}`,
    },
  ];
  report(env, outOfPlace, node.span, facts, { help, related });
  return false;
}

/** What is paid each quarter isn't known month by month. */
function isTooLong(env: Env, node: Access, other: CheckedPlan, { period }: PlanEnv): boolean {
  if (!isCoarser(other.pays, period)) {
    if (other.pays !== period) checkStraddling(env, node.span, other.pays);
    return false;
  }
  const facts = { pays: other.pays, periods: `${period}s` };
  const name = other.declaration.name.text;
  const help = `\`${name}\` pays each ${other.pays}: read it in a component \`each ${other.pays}\`, or in a plan that pays each ${other.pays}.`;
  report(env, finerThanPayPeriod, node.span, facts, { help });
  return true;
}

/** What of another plan a window adds up: for periods like its own. */
export function periodsOfOther(env: Env, node: Expression): Env {
  const symbol = planNamed(env, node);
  const other = symbol && env.checker.plan(symbol, at(env, node.span));
  if (other === undefined || env.plan === undefined) return env;
  return isCoarser(other.pays, env.plan.period)
    ? env
    : { ...env, plan: { ...env.plan, period: other.pays } };
}
