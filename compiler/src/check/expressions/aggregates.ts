/** Totals, counts, averages and ranks: over the credits of a payee, over people, over rows of a source. */
import { missingWords, notANumber, wrongType } from "../../diagnostics/catalogue/types.ts";
import type { Collection, Expression } from "../../syntax/ast/expression.ts";
import { withWindow } from "../algebra.ts";
import { type Env, report } from "../checker.ts";
import {
  COUNT,
  type NumberType,
  type Type,
  UNKNOWN,
  type Window,
  money,
  numberOf,
  sameUnit,
  typeName,
} from "../types.ts";
import { comparedAmong, isOfOneCurrency, peopleOf } from "./contests.ts";
import { numberValue, value } from "./demand.ts";
import { type Gathered, gathered } from "./gathered.ts";

type Aggregate = Extract<Expression, { kind: "Aggregate" }>;
type Rank = Extract<Expression, { kind: "Rank" }>;

/** What a credit's bare name gives: its total over the period at hand. */
export function creditTotal(env: Env, node: Expression, name: string): Type {
  const credit = env.plan?.credit(name);
  if (credit === undefined || env.plan === undefined) return UNKNOWN;
  env.notes.meanings.set(node, { kind: "credit", credit });
  return totalOf(credit.worth, { kind: "each", period: env.plan.period });
}

/** Some of a credit's rows, as a value: their total. */
export function collection(env: Env, node: Collection): Type {
  const over = gathered(env, node);
  if (over?.kind === "credits") return totalOf(over.credit.worth, over.window);
  if (over === undefined) return UNKNOWN;
  const rows = `(${node.credit.text} where …)`;
  const help = `Say what of them is meant: \`count of ${rows}\`, \`total … of ${rows}\`.`;
  report(env, wrongType, node.span, { expected: "A value", found: "many rows" }, { help });
  return UNKNOWN;
}

export function aggregate(env: Env, node: Aggregate): Type {
  const over = gathered(env, node.of);
  if (over === undefined) return UNKNOWN;
  const counted = numberOf(COUNT, {
    sign: "not negative",
    ...(over.kind === "credits" ? { window: over.window } : {}),
  });
  if (node.how === "count") return counted;
  if (node.value === undefined) return UNKNOWN;
  if (node.how === "distinct") {
    value(over.inside, node.value);
    return counted;
  }
  return ofValues(env, over, node, node.value);
}

function ofValues(env: Env, over: Gathered, node: Aggregate, of: Expression): Type {
  const type = value(over.inside, of);
  const none = { kind: "no rows", how: node.how } as const;
  if (type.kind === "date" && (node.how === "largest" || node.how === "smallest")) {
    return { kind: "optional", of: type, because: none };
  }
  if (type.kind !== "number") {
    if (type.kind !== "unknown") report(env, notANumber, of.span, { found: typeName(type) });
    return UNKNOWN;
  }
  const isOwn = over.kind === "credits" && isOfPayee(env, type);
  if (!isOwn && !isOfOneCurrency(env, of, type)) return UNKNOWN;
  if (node.how === "total")
    return totalOf(type, over.kind === "credits" ? over.window : type.window);
  if (node.how === "average") checkWeight(env, over, node, type);
  return {
    kind: "optional",
    of: over.kind === "credits" ? withWindow(type, undefined) : type,
    because: none,
  };
}

/** In the currency that the payee is paid in: all credits of one payee are, and go together. */
function isOfPayee({ plan }: Env, { unit }: NumberType): boolean {
  return plan !== undefined && sameUnit(unit, money(plan.currency));
}

/** A place among people: 1, 2, 3 … */
export function rank(env: Env, node: Rank): Type {
  const over = peopleOf(env, node);
  if (over === undefined) return UNKNOWN;
  comparedAmong(over.inside, node.value);
  return numberOf(COUNT, { sign: "positive" });
}

/** An average of ratios by deal and one by dollar are different numbers, so the author chooses. */
function checkWeight(env: Env, over: Gathered, node: Aggregate, type: NumberType): void {
  if (node.weight !== undefined) {
    if (!isByCount(node.weight)) numberValue(over.inside, node.weight);
    return;
  }
  if (type.unit.kind !== "ratio") return;
  const [question, weight] =
    over.kind === "credits"
      ? [
          "Does each deal count the same in this average, or a larger one more?",
          "`weighted by credited`",
        ]
      : ["Does each of them count the same in this average?", "`weighted by` an amount"];
  const help = `Write \`weighted by count\` or ${weight}.`;
  const end = { start: node.span.end, end: node.span.end };
  const fixes = (over.kind === "credits" ? ["count", "credited"] : ["count"]).map((by) => ({
    title: `Write \`weighted by ${by}\``,
    edits: [{ span: end, text: ` weighted by ${by}` }],
    safety: "changes payout" as const,
  }));
  report(env, missingWords, node.span, { question }, { help, fixes });
}

/** `weighted by count`: every row weighs the same. */
export function isByCount(weight: Expression): boolean {
  return weight.kind === "Reference" && weight.name.text === "count";
}

function totalOf(type: NumberType, window: Window | undefined): NumberType {
  return withWindow(
    { ...type, sign: type.sign === "positive" ? "not negative" : type.sign },
    window,
  );
}
