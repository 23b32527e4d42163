/** What an aggregate runs over: the credits of a payee, people, or rows of a source. */
import { nearest } from "../../base/text.ts";
import { describe } from "../../bind/scope.ts";
import { outOfPlace, unknownName, wrongKind } from "../../diagnostics/catalogue/names.ts";
import { missingWords } from "../../diagnostics/catalogue/types.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Collection } from "../../syntax/ast/expression.ts";
import { mentions } from "../../syntax/walk.ts";
import { type Env, type PlanEnv, report } from "../checker.ts";
import type { CreditInfo } from "../credits.ts";
import type { SourceInfo } from "../sources.ts";
import type { Window } from "../types.ts";
import { condition, reportNobody } from "./demand.ts";
import { implied } from "./keyed.ts";
import { windowOver } from "./time.ts";

/** `inside`: where what is taken of each of them stands. */
export type Gathered =
  | {
      readonly kind: "credits";
      readonly credit: CreditInfo;
      readonly inside: Env;
      readonly window: Window;
    }
  | { readonly kind: "people" | "rows"; readonly inside: Env };

/** What a collection names; its filter is checked on the way. */
export function gathered(env: Env, node: Collection): Gathered | undefined {
  const { plan } = env;
  const name = node.credit.text;
  if (name === "") return undefined;
  if (plan === undefined) {
    reportNobody(env, node.span, "A total");
    return undefined;
  }
  const symbol = env.checker.symbols.get(name);
  const source = symbol?.kind === "source" ? env.checker.sources.get(name) : undefined;
  if (source !== undefined)
    return source === plan.people ? people(env, node) : rows(env, node, source, plan);
  if (symbol?.kind !== "credit") {
    reportNoCollection(env, node);
    return undefined;
  }
  plan.used.add(name);
  const credit = plan.credit(name);
  return credit === undefined ? undefined : credits(env, node, credit, plan);
}

function credits(
  env: Env,
  node: Collection,
  credit: CreditInfo,
  plan: PlanEnv,
): Gathered | undefined {
  env.notes.meanings.set(node, { kind: "credit", credit });
  const inside = envOfCredit(env, credit, node.window);
  if (node.where !== undefined) condition(inside, node.where);
  const window =
    node.window === undefined
      ? ({ kind: "each", period: plan.period } as const)
      : windowOver(env, node.window);
  return window === undefined ? undefined : { kind: "credits", credit, inside, window };
}

/** Each of the people in turn: every name is theirs, only `payee` is who is paid. */
function people(env: Env, node: Collection): Gathered | undefined {
  if (refusesWindow(env, node, "people")) return undefined;
  const { row: _row, credit: _credit, ...around } = env;
  const inside: Env = {
    ...around,
    amongPeople: true,
    present: new Set(),
    nonZero: new Set(),
  };
  const source = env.plan?.people;
  if (source !== undefined) env.notes.meanings.set(node, { kind: "people", source });
  if (node.where !== undefined) condition(inside, node.where);
  return { kind: "people", inside };
}

/** Rows that no credit gives to anybody: the payee's and the period's where keys say so, otherwise all. */
function rows(env: Env, node: Collection, source: SourceInfo, plan: PlanEnv): Gathered | undefined {
  if (refusesWindow(env, node, "rows")) return undefined;
  const keys = source.keys.flatMap((key) => implied(plan, key) ?? []);
  env.notes.meanings.set(node, { kind: "rows", source, keys });
  const { credit: _credit, ...around } = env;
  const inside: Env = { ...around, row: source, present: new Set(), nonZero: new Set() };
  if (node.where !== undefined) condition(inside, node.where);
  return asksWhen(env, node, source) || asksWhose(env, node, source, plan)
    ? undefined
    : { kind: "rows", inside };
}

/** Rows with days of their own belong to a period only by a credit, or by a condition on those days. */
function asksWhen(env: Env, node: Collection, source: SourceInfo): boolean {
  const days = [...source.fields.values()].filter(
    ({ name, type }) => type.kind === "date" && !mentionsField(node, name),
  );
  const isOfPeriod = source.keys.some(({ type }) => type.kind === "period");
  const [day] = days;
  if (day === undefined || isOfPeriod) return false;
  const question = `Which rows of ${source.name} belong to the period?`;
  const help = `A credit dates them: \`credit … from ${source.name}\` with \`dated ${day.name}\` and \`to\` somebody, or \`to company\`. Or ask for days: \`(${source.name} where ${day.name} <= end of ${env.plan?.period ?? "Quarter"})\`.`;
  report(env, missingWords, node.span, { question }, { help });
  return true;
}

/** Rows that name people are those of the payee, or of everybody. */
function asksWhose(env: Env, node: Collection, source: SourceInfo, plan: PlanEnv): boolean {
  const whose = [...source.fields.values()].filter(
    ({ type }) => type.kind === "row" && type.source === plan.people.name,
  );
  const [field] = whose;
  if (field === undefined || whose.some(({ key, name }) => key || mentionsField(node, name)))
    return false;
  const question = `The rows of ${source.name} of the payee, or of everybody?`;
  const help = `Write \`(${source.name} where ${field.name} is payee)\`; for everybody's, a credit from it \`to company\`.`;
  report(env, missingWords, node.span, { question }, { help });
  return true;
}

function mentionsField({ where }: Collection, name: string): boolean {
  return (
    where !== undefined &&
    mentions(where, (part) => part.kind === "Reference" && part.name.text === name)
  );
}

function refusesWindow(env: Env, node: Collection, what: string): boolean {
  if (node.window === undefined) return false;
  const help = `Write it beside what is taken of each: \`total (Sales year to date) of ${node.credit.text}\`.`;
  const facts = { thing: "A window", place: `beside amounts, not beside ${what}` };
  report(env, outOfPlace, node.window.span, facts, { help });
  return true;
}

function reportNoCollection(env: Env, node: Collection): void {
  const { text: name, span } = node.credit;
  const symbol = env.checker.symbols.get(name);
  if (symbol === undefined) {
    const known = [...env.checker.symbols.values()]
      .filter(({ kind }) => kind === "credit" || kind === "source")
      .map((candidate) => candidate.name);
    report(env, unknownName, span, { name }, suggestion(span, nearest(name, known)));
    return;
  }
  const facts = { name, kind: describe(symbol), expected: "a credit, people or a source" };
  const help = "What can be counted and totalled are credits, people, and rows of a source.";
  const related = [{ at: symbol.at, message: "declared here" }];
  report(env, wrongKind, span, facts, { help, related });
}

/** Where the rows of a credit are at hand one by one. `window`: which they come from, if one is written. */
export function envOfCredit(env: Env, credit: CreditInfo, window?: Collection["window"]): Env {
  const { window: _, ...around } = env;
  return {
    ...around,
    row: credit.source,
    credit,
    ...(window === undefined ? {} : { window }),
    present: credit.present,
    nonZero: new Set(),
  };
}
