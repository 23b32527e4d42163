/** Literals that may stand at a place, as forms to fill in. */
import { periodsBetween, type PeriodKind } from "@attain/runtime";
import type { Type } from "@attain/compiler/check/types";
import type { Expected } from "@attain/compiler/syntax/expected";
import { planAt } from "../../analysis/nodes.ts";
import { symbolsIn } from "../../analysis/scope.ts";
import type { View } from "../../project/project.ts";
import { FITS, LIKELY, type Offer, POSSIBLE } from "./item.ts";

/** Lines that have words in quotes, and what those are. */
const QUOTED: Readonly<Record<string, string>> = {
  PlanLine: "words of the letter",
  PeopleLine: "where it comes from",
  SourceLine: "where it comes from",
  ParameterLine: "words of the letter",
  CreditLine: "words of the letter",
  MeasureLine: "words of the letter",
  QuotaLine: "words of the letter",
  TargetLine: "words of the letter",
  RatesLine: "words of the letter",
  LookupLine: "words of the letter",
  ComponentLine: "words of the letter",
  PayoutLine: "words of the letter",
  AllowLine: "reason",
  CheckLine: "what every row must fulfil",
  TestLine: "what must come out",
  ScenarioLine: "what is otherwise",
  ImportLine: "",
};

/** `expected`: the type that is asked for, where one is. */
export function literalOffers(
  view: View,
  { line, next }: Expected,
  expected: Type | undefined,
): Offer[] {
  const names = new Set(next.map(({ name }) => name));
  const words = QUOTED[line?.tokens[0]?.tokenType.name ?? ""];
  const isValue = names.has("PercentLiteral");
  return [
    ...(names.has("PeriodLiteral") && !isValue ? periods(view) : []),
    ...(names.has("TextLiteral") && !isValue && words !== undefined && !isAfterMeans(line)
      ? [quoted(words)]
      : []),
    ...(isValue ? values(view, expected) : []),
    ...(isValue && isLimit(line) ? limits(view, line, expected) : []),
  ];
}

/** In the value, which has no words of its own. */
function isAfterMeans(line: Expected["line"]): boolean {
  return line?.tokens.some(({ image }) => image === "means") === true;
}

/** The words of the letter after a name, a reason, a file. */
function quoted(words: string): Offer {
  const isFile = words === "";
  return {
    label: isFile ? '"…"' : `"${words}"`,
    kind: "snippet",
    insert: isFile ? '"$1"$0' : `"\${1:${words}}"$0`,
    isSnippet: true,
    rank: POSSIBLE,
    ...(isFile ? { again: true as const } : {}),
  };
}

function values(view: View, expected: Type | undefined): Offer[] {
  const currency = view.checked.program.plans[0]?.currency ?? "USD";
  const percent = form("5%", "${1:5}%$0");
  const part = form("5% of …", "${1:5}% of $0");
  const money = form(`1,000 ${currency}`, `\${1:1,000} ${currency}$0`);
  if (expected?.kind !== "number") return expected === undefined ? [part, money] : [];
  switch (expected.unit.kind) {
    case "ratio":
      return [form("100%", "${1:100}%$0"), percent];
    case "money":
      return [
        form(`1,000 ${expected.unit.currency}`, `\${1:1,000} ${expected.unit.currency}$0`),
        part,
      ];
    case "quantity":
      return [form(`1 ${expected.unit.name}`, `\${1:1} ${expected.unit.name}$0`)];
    default:
      return [];
  }
}

/** Whether a place follows `never above`. */
function isLimit(line: Expected["line"]): boolean {
  const [first, second, ...rest] = line?.tokens ?? [];
  return first?.tokenType.name === "NeverLine" && second?.image === "above" && rest.length === 0;
}

/** Caps are mostly an amount, or so many times the target. */
function limits(view: View, line: Expected["line"], expected: Type | undefined): Offer[] {
  if (expected?.kind !== "number" || expected.unit.kind !== "money") return [];
  const { currency } = expected.unit;
  const plan = planAt(view.parsed.tree, line?.tokens[0]?.startOffset ?? 0);
  const symbols = plan === undefined ? undefined : symbolsIn(view, { plan });
  const times = form("3 x target", "${1:3} x target$0");
  return [
    form(`10,000 ${currency}`, `\${1:10,000} ${currency}$0`),
    ...(symbols?.has("target") === true ? [times] : []),
  ].map((offer) => ({ ...offer, rank: FITS }));
}

function form(label: string, insert: string): Offer {
  return { label, kind: "snippet", insert, isSnippet: true, rank: POSSIBLE };
}

/** Years and their parts in which the plans of the file hold. */
function periods(view: View): Offer[] {
  const { calendar, plans } = view.checked.program;
  const names = plans.flatMap(({ from, until, pays }) =>
    [...new Set<PeriodKind>(["Year", "Half", pays])].flatMap((kind) =>
      periodsBetween(calendar, kind, from, until).map(({ name }) => name),
    ),
  );
  const known = names.length > 0 ? names : ["FY2026", "FY2026-Q1"];
  return [...new Set(known)].map((name) => ({ label: name, kind: "value", rank: LIKELY }));
}
