/** Totals, counts and averages over the credits of a payee. */
import { nearest } from "../../base/text.ts";
import { describe } from "../../bind/scope.ts";
import { unknownName, wrongKind } from "../../diagnostics/catalogue/names.ts";
import { missingWords, notANumber } from "../../diagnostics/catalogue/types.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Collection, Expression } from "../../syntax/ast/expression.ts";
import { withWindow } from "../algebra.ts";
import { type Env, type PlanEnv, report } from "../checker.ts";
import type { CreditInfo } from "../credits.ts";
import {
  COUNT,
  type NumberType,
  type Type,
  UNKNOWN,
  type Window,
  numberOf,
  typeName,
} from "../types.ts";
import { condition, numberValue, reportNobody, value } from "./demand.ts";
import { windowOver } from "./time.ts";

type Aggregate = Extract<Expression, { kind: "Aggregate" }>;

/** What a credit's bare name gives: its total over the period at hand. */
export function creditTotal(env: Env, node: Expression, name: string): Type {
  const credit = env.plan?.credit(name);
  if (credit === undefined || env.plan === undefined) return UNKNOWN;
  env.notes.meanings.set(node, { kind: "credit", credit });
  return totalOf(credit.worth, { kind: "each", period: env.plan.period });
}

/** Some of a credit's rows, as a value: their total. */
export function collection(env: Env, node: Collection): Type {
  const rows = rowsOf(env, node);
  return rows === undefined ? UNKNOWN : totalOf(rows.credit.worth, rows.window);
}

export function aggregate(env: Env, node: Aggregate): Type {
  const rows = rowsOf(env, node.of);
  if (rows === undefined) return UNKNOWN;
  const inside = envOfCredit(env, rows.credit);
  const { window } = rows;
  if (node.how === "count") return numberOf(COUNT, { sign: "not negative", window });
  if (node.value === undefined) return UNKNOWN;
  if (node.how === "distinct") {
    value(inside, node.value);
    return numberOf(COUNT, { sign: "not negative", window });
  }
  return ofValues(env, inside, node, node.value, window);
}

function ofValues(env: Env, inside: Env, node: Aggregate, of: Expression, window: Window): Type {
  const type = value(inside, of);
  const none = { kind: "no rows", how: node.how } as const;
  if (type.kind === "date" && (node.how === "largest" || node.how === "smallest")) {
    return { kind: "optional", of: type, because: none };
  }
  if (type.kind !== "number") {
    if (type.kind !== "unknown") report(env, notANumber, of.span, { found: typeName(type) });
    return UNKNOWN;
  }
  if (node.how === "total") return totalOf(type, window);
  if (node.how === "average") checkWeight(env, inside, node, type);
  return {
    kind: "optional",
    of: withWindow({ ...type, sign: type.sign }, undefined),
    because: none,
  };
}

/** An average of ratios by deal and one by dollar are different numbers, so the author chooses. */
function checkWeight(env: Env, inside: Env, node: Aggregate, type: NumberType): void {
  if (node.weight === undefined) {
    if (type.unit.kind !== "ratio") return;
    report(
      env,
      missingWords,
      node.span,
      { question: "Does each deal count the same in this average, or each dollar?" },
      {
        help: "Write `weighted by count` or `weighted by credited`.",
      },
    );
    return;
  }
  if (!isByCount(node.weight)) numberValue(inside, node.weight);
}

/** `weighted by count`: every row weighs the same. */
export function isByCount(weight: Expression): boolean {
  return weight.kind === "Reference" && weight.name.text === "count";
}

/** The credit of a collection and the window it is read over; its filter is checked on the way. */
function rowsOf(
  env: Env,
  node: Collection,
): { readonly credit: CreditInfo; readonly window: Window } | undefined {
  const { plan } = env;
  const name = node.credit.text;
  if (name === "") return undefined;
  if (plan === undefined) {
    reportNobody(env, node.span, "A total");
    return undefined;
  }
  const credit = creditNamed(env, plan, node);
  if (credit === undefined) return undefined;
  env.notes.meanings.set(node, { kind: "credit", credit });
  if (node.where !== undefined) condition(envOfCredit(env, credit), node.where);
  const window =
    node.window === undefined
      ? ({ kind: "each", period: plan.period } as const)
      : windowOver(env, node.window);
  return window === undefined ? undefined : { credit, window };
}

function creditNamed(env: Env, plan: PlanEnv, node: Collection): CreditInfo | undefined {
  const { text: name, span } = node.credit;
  const symbol = env.checker.symbols.get(name);
  if (symbol?.kind === "credit") {
    plan.used.add(name);
    return plan.credit(name);
  }
  if (symbol === undefined) {
    const credits = [...env.checker.symbols.values()]
      .filter(({ kind }) => kind === "credit")
      .map((known) => known.name);
    const meant = nearest(name, credits);
    report(env, unknownName, span, { name }, suggestion(span, meant));
    return undefined;
  }
  const help =
    symbol.kind === "source"
      ? `Rows of data become countable for a payee by a credit: \`credit … from ${name}\`, with \`dated\`, \`worth\` and \`to\`.`
      : "Only a credit can be counted and totalled.";
  report(
    env,
    wrongKind,
    span,
    { name, kind: describe(symbol), expected: "a credit" },
    { help, related: [{ at: symbol.at, message: "declared here" }] },
  );
  return undefined;
}

/** Where the rows of a credit are at hand one by one. */
export function envOfCredit(env: Env, credit: CreditInfo): Env {
  return { ...env, row: credit.source, credit, present: credit.present, nonZero: new Set() };
}

function totalOf(type: NumberType, window: Window): NumberType {
  return withWindow(
    { ...type, sign: type.sign === "positive" ? "not negative" : type.sign },
    window,
  );
}
