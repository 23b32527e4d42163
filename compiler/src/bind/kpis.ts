/** What follows from KPIs and goals: each fact of them is a measure, such as `growth.progress`. */
import type { BinaryOperator, Expression } from "../syntax/ast/expression.ts";
import type { Direction, Goal } from "../syntax/ast/kpi.ts";
import type { Measure } from "../syntax/ast/plan.ts";
import type { Span } from "../text/source-file.ts";
import type { Member, Symbol_ } from "./scope.ts";

type MeasureSymbol = Extract<Member, { kind: "measure" }>;
type Symbols = ReadonlyMap<string, Symbol_>;

/** The words that may stand after the name of a goal and a point. */
export const GOAL_FACTS = ["actual", "baseline", "target", "progress", "met"] as const;
export type GoalFact = (typeof GOAL_FACTS)[number];

export function factName(name: string, fact: GoalFact): string {
  return `${name}.${fact}`;
}

export function isKpi(symbol: Symbol_ | undefined): symbol is MeasureSymbol {
  return symbol?.kind === "measure" && symbol.declaration.role === "kpi";
}

/** A KPI that is used by its name and what it needs, and is no value itself. */
export function isPattern(symbol: Symbol_ | undefined): boolean {
  return isKpi(symbol) && (symbol.declaration.kpi?.needs.length ?? 0) > 0;
}

/** Which way a KPI gets better: as it says, or as the one says that it is at another level. */
export function directionOf(
  symbols: Symbols,
  { value, kpi }: Measure,
  seen: ReadonlySet<Measure> = new Set(),
): Direction["which"] | undefined {
  if (kpi?.better !== undefined) return kpi.better.which;
  const of = value.kind === "Otherwise" ? value.value : value;
  const name = of.kind === "Reference" || of.kind === "Call" ? of.name.text : undefined;
  const same = name === undefined ? undefined : symbols.get(name);
  if (!isKpi(same) || seen.has(same.declaration)) return undefined;
  return directionOf(symbols, same.declaration, new Set([...seen, same.declaration]));
}

/** The baseline that a goal starts from: its own, or that of its KPI where both are of the same level. */
export function baselineOf(symbols: Symbols, { from, kpi, level }: Goal): Expression | undefined {
  if (from !== undefined) return from;
  const symbol = symbols.get(kpi.text);
  if (!isKpi(symbol) || level.among !== undefined || level.where.length > 0) return undefined;
  return symbol.declaration.kpi?.baseline;
}

/** The measures that goals, and the baselines of KPIs, are read as. */
export function derivedFrom(symbols: Symbols): MeasureSymbol[] {
  return [...symbols.values()].flatMap((symbol) => {
    if (symbol.kind === "goal") return factsOf(symbols, symbol);
    if (!isKpi(symbol) || isPattern(symbol)) return [];
    const baseline = symbol.declaration.kpi?.baseline;
    return baseline === undefined ? [] : [derived(symbol, "baseline", { value: baseline })];
  });
}

function factsOf(symbols: Symbols, symbol: Extract<Member, { kind: "goal" }>): MeasureSymbol[] {
  const { declaration: goal } = symbol;
  const { kpi, level, each, to } = goal;
  const { span } = goal.name;
  const better = isKpi(symbols.get(kpi.text))
    ? directionOf(symbols, (symbols.get(kpi.text) as MeasureSymbol).declaration)
    : undefined;
  const baseline = baselineOf(symbols, goal) ?? { kind: "Missing", span };
  const fact = (name: GoalFact): Expression => reference(factName(symbol.name, name), span);
  const gain = binary("-", fact("actual"), fact("baseline"));
  const whole = binary("-", fact("target"), fact("baseline"));
  const met = binary(better === "lower" ? "<=" : ">=", fact("actual"), fact("target"));
  const time = each === undefined ? {} : { each };
  return [
    derived(symbol, "actual", {
      value: reference(kpi.text, kpi.span),
      level: { ...level, ...time },
    }),
    derived(symbol, "baseline", { value: baseline }),
    derived(symbol, "target", { value: to ?? { kind: "Missing", span } }),
    derived(symbol, "progress", { value: binary("/", gain, whole) }),
    derived(symbol, "met", { value: met }),
  ];
}

function derived(
  { name, at, declaration }: Extract<Member, { kind: "goal" | "measure" }>,
  fact: GoalFact,
  what: Pick<Measure, "value" | "level">,
): MeasureSymbol {
  const full = factName(name, fact);
  const measure: Measure = {
    kind: "Measure",
    role: "fact",
    name: { text: full, span: declaration.name.span },
    ...what,
    allows: [],
    span: declaration.span,
  };
  return { kind: "measure", name: full, at, declaration: measure };
}

function reference(text: string, span: Span): Expression {
  return { kind: "Reference", name: { text, span }, span };
}

function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: "Binary", operator, left, right, span: left.span };
}
