/** KPIs and goals: that they say what they are, and that a goal can be reached. */
import { Quantity } from "@attain/runtime";
import { nearest } from "../base/text.ts";
import { baselineOf, directionOf, factName, GOAL_FACTS, isKpi, isPattern } from "../bind/kpis.ts";
import { type Symbol_, describe } from "../bind/scope.ts";
import { goalTheOtherWay, goalWithoutChange } from "../diagnostics/catalogue/kpis.ts";
import {
  missingPart,
  outOfPlace,
  unknownField,
  unknownName,
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { finerThanPayPeriod, notANumber } from "../diagnostics/catalogue/types.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Goal, Level } from "../syntax/ast/kpi.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Measure } from "../syntax/ast/plan.ts";
import { type Env, type PlanEnv, report } from "./checker.ts";
import { reportNobody, reportWrongType, textOf } from "./expressions/demand.ts";
import { periodNamed } from "./expressions/time.ts";
import { literalNumber } from "./literals.ts";
import { decimal } from "./levels.ts";
import { copied } from "./patterns.ts";
import { TO_DATE, isCoarser } from "./periods.ts";
import { unknownFieldOf } from "./sources.ts";
import {
  type NumberType,
  RATIO,
  type Type,
  UNKNOWN,
  YES_NO,
  numberOf,
  sameUnit,
  typeName,
  unitName,
} from "./types.ts";

type Access = Extract<Expression, { kind: "Access" }>;

/** What a KPI says beside its formula. */
export function checkKpi(env: Env, plan: PlanEnv, node: Measure, type: Type): void {
  const { name, kpi, level } = node;
  const declaration = `The KPI \`${name.text}\``;
  const { value } = node;
  const of = value.kind === "Otherwise" ? value.value : value;
  const isKnown = type.kind !== "unknown" && env.notes.types.get(of)?.kind !== "unknown";
  if (isKnown && directionOf(env.checker.symbols, node) === undefined) {
    const help = "Add a line `higher is better` or `lower is better`.";
    report(
      env,
      missingPart,
      name.span,
      { declaration, part: "which way it gets better" },
      { help },
    );
  }
  if (level !== undefined) checkAmong(env, plan, level);
  if (isKnown && type.kind !== "number")
    report(env, notANumber, node.value.span, { found: typeName(type) });
  const { baseline } = kpi ?? {};
  if (baseline === undefined) return;
  demandUnit(env, baseline, plan.typeOf(factName(name.text, "baseline"), plan.period), type);
}

/** A KPI of a plan reads its definitions by their names; only a shared one is given them. */
export function checkNoNeeds(env: Env, { kpi }: Measure): void {
  const [first] = kpi?.needs ?? [];
  if (first === undefined) return;
  const help = "In a plan, write the names of its own credits into the formula.";
  const facts = { thing: "`needs`", place: "to a `shared kpi`" };
  report(env, outOfPlace, first.span, facts, { help });
}

export function checkGoal(env: Env, plan: PlanEnv, goal: Goal): void {
  const { name, kpi, to } = goal;
  checkAmong(env, plan, goal.level);
  const isTimed = checkEach(env, plan, goal);
  const symbol = env.checker.symbols.get(kpi.text);
  if (!isKpi(symbol) || isPattern(symbol)) {
    reportNoKpi(env, kpi, symbol);
    return;
  }
  plan.used.add(kpi.text);
  const from = baselineOf(env.checker.symbols, goal);
  const declaration = `The goal \`${name.text}\``;
  if (to === undefined) {
    const help = "Add a line such as `to 5,000,000 USD`.";
    report(env, missingPart, name.span, { declaration, part: "what is to be reached" }, { help });
  }
  if (from === undefined) {
    const facts = { declaration, part: "where its progress starts" };
    report(env, missingPart, name.span, facts, { help: helpToStart(env, plan, goal) });
  }
  if (!isTimed || to === undefined || from === undefined) return;
  const [actual, baseline, target] = (["actual", "baseline", "target"] as const).map((fact) =>
    plan.typeOf(factName(name.text, fact), plan.period),
  );
  if (actual === undefined || baseline === undefined || target === undefined) return;
  const isOne = demandUnit(env, to, target, actual);
  const fits = goal.from === undefined || demandUnit(env, from, baseline, actual);
  if (isOne && fits) checkDirection(env, goal, symbol.declaration, { from, to });
  for (const fact of ["progress", "met"] as const)
    plan.typeOf(factName(name.text, fact), plan.period);
}

/** What to write, in the unit of the KPI; and why its own baseline doesn't hold. */
function helpToStart(env: Env, plan: PlanEnv, { kpi }: Goal): string {
  const type = plan.typeOf(kpi.text, plan.period);
  const unit = type.kind === "number" ? unitName(type.unit) : "";
  const [some, none] =
    type.kind === "number" && type.unit.kind === "ratio"
      ? ["20%", "0%"]
      : type.kind === "number" && type.unit.kind === "money"
        ? [`4,000,000 ${unit}`, `0 ${unit}`]
        : ["100", "0"];
  const line = `Add a line such as \`from ${some}\`; or \`from ${none}\`, to start from nothing.`;
  const symbol = env.checker.symbols.get(kpi.text);
  const isStated = isKpi(symbol) && symbol.declaration.kpi?.baseline !== undefined;
  return isStated
    ? `The baseline of \`${kpi.text}\` is that of the KPI as it stands; \`among\` and \`where\` make another number of it. ${line}`
    : line;
}

/** The period of a goal is the pay period, or a longer one that has a `to date`. */
function checkEach(env: Env, plan: PlanEnv, { each, name }: Goal): boolean {
  if (each === undefined) return true;
  const period = periodNamed(env, each);
  if (period === undefined) return false;
  if (isCoarser(plan.pays, period)) {
    const facts = { pays: plan.pays, periods: `${period}s` };
    const help = `Leave it away for a goal of each ${plan.pays}, or name a longer period.`;
    report(env, finerThanPayPeriod, each.span, facts, { help });
    return false;
  }
  if (period === plan.pays || Object.values(TO_DATE).includes(period)) return true;
  const facts = { thing: `\`each ${period}\``, place: "to components" };
  const help = `\`${name.text}\` may be a goal of each Week, Month, Quarter, Half or Year.`;
  report(env, outOfPlace, each.span, facts, { help });
  return false;
}

function checkAmong(env: Env, { people }: PlanEnv, { among }: Level): void {
  if (among === undefined) return;
  const { credit } = among.people;
  if (credit.text !== people.name && credit.text !== "") {
    const symbol = env.checker.symbols.get(credit.text);
    const expected = `the people whom the plan is for: \`${people.name}\``;
    if (symbol === undefined)
      report(
        env,
        unknownName,
        credit.span,
        { name: credit.text },
        suggestion(credit.span, people.name),
      );
    else
      report(env, wrongKind, credit.span, { name: credit.text, kind: describe(symbol), expected });
  }
  const { by } = among;
  if (by !== undefined && by.text !== "" && !people.fields.has(by.text))
    env.checker.report(unknownFieldOf(people, by, env.file));
}

function reportNoKpi(env: Env, kpi: Name, symbol: Symbol_ | undefined): void {
  if (kpi.text === "") return;
  if (symbol !== undefined) {
    const facts = {
      name: kpi.text,
      kind: isPattern(symbol) ? "a KPI that needs something" : describe(symbol),
      expected: "a KPI that is a value",
    };
    const help = isPattern(symbol)
      ? "Name it first, with what it needs: `kpi … means …`."
      : `Declare one: \`kpi … means ${kpi.text}\`, with \`higher is better\` or \`lower is better\`.`;
    const related = [{ at: symbol.at, message: "declared here" }];
    report(env, wrongKind, kpi.span, facts, { help, related });
    return;
  }
  const known = [...env.checker.symbols.values()].filter((one) => isKpi(one) && !isPattern(one));
  const meant = nearest(
    kpi.text,
    known.map(({ name }) => name),
  );
  report(env, unknownName, kpi.span, { name: kpi.text }, suggestion(kpi.span, meant));
}

/** What is compared is of one unit, whatever the length of time. */
function demandUnit(env: Env, node: Expression, type: Type, of: Type): boolean {
  if (type.kind === "unknown" || of.kind !== "number") return false;
  if (type.kind === "number" && (sameUnit(type.unit, of.unit) || areCounts(type, of))) return true;
  const { window: _, ...expected } = of;
  reportWrongType(env, node, type, expected);
  return false;
}

/** An average of counts is a plain number. */
function areCounts(...types: readonly NumberType[]): boolean {
  return types.every(({ unit }) => unit.kind === "count" || unit.kind === "number");
}

/** Of a goal in numbers it is known which way it goes. */
function checkDirection(
  env: Env,
  { name, kpi: { text: kpi } }: Goal,
  measure: Measure,
  { from, to }: { readonly from: Expression; readonly to: Expression },
): void {
  const [start, end] = [from, to].map((node) => literalNumber(node)?.value);
  if (start === undefined || end === undefined) return;
  const [low, high] = [Quantity.of(start, "number"), Quantity.of(end, "number")];
  const goal = name.text;
  if (low.compare(high) === 0) {
    const help = "Say where it starts and what is to be reached, as two different numbers.";
    report(env, goalWithoutChange, to.span, { goal, target: textOf(env, to) }, { help });
    return;
  }
  const better = directionOf(env.checker.symbols, measure) ?? "higher";
  if (high.isAbove(low) === (better === "higher")) return;
  const facts = { goal, kpi, better, from: textOf(env, from), to: textOf(env, to) };
  const help = `Turn the two round; or say of \`${kpi}\` that ${better === "higher" ? "lower" : "higher"} is better.`;
  report(env, goalTheOtherWay, to.span, facts, { help });
}

/** `growth.progress`, `win_rate.baseline`; undefined for any other access. */
export function factRead(env: Env, node: Access): Type | undefined {
  const { of, field } = node;
  if (of.kind !== "Reference") return undefined;
  const name = of.name.text;
  const symbol = env.checker.symbols.get(name);
  const isGoal = symbol?.kind === "goal";
  if (!isGoal && !(isKpi(symbol) && field.text === "baseline")) return undefined;
  const { plan } = env;
  if (plan === undefined) {
    reportNobody(env, node.span, `\`${name}\`, ${describe(symbol)},`);
    return UNKNOWN;
  }
  plan.used.add(name);
  const full = `${name}.${field.text}`;
  if (env.checker.symbols.get(full)?.kind !== "measure") {
    const words = isGoal ? GOAL_FACTS : [];
    const help = isGoal
      ? `There are ${words.map((word) => `\`${name}.${word}\``).join(", ")}.`
      : `\`${name}\` states no baseline.`;
    const details = suggestion(field.span, nearest(field.text, words), help);
    report(env, unknownField, field.span, { source: name, name: field.text }, details);
    return UNKNOWN;
  }
  env.notes.meanings.set(node, { kind: "measure", name: full });
  return plan.typeOf(full, plan.period);
}

/** The type of what follows from a goal: how far it is from the baseline to the target, and whether it is there. */
export function goalFactType(env: Env, { value }: Measure): Type {
  if (value.kind !== "Binary") return UNKNOWN;
  const sides = [value.left, value.right].map((side) =>
    side.kind === "Binary" ? difference(env, side) : env.checker.typeOf(env, side),
  );
  if (sides.some(({ kind }) => kind !== "number")) return UNKNOWN;
  const type = value.operator === "/" ? numberOf(RATIO) : YES_NO;
  env.notes.types.set(value, type);
  return type;
}

function difference(env: Env, node: Extract<Expression, { kind: "Binary" }>): Type {
  const [left, right] = [node.left, node.right].map((side) => env.checker.typeOf(env, side));
  if (left?.kind !== "number" || right?.kind !== "number") return UNKNOWN;
  const type = numberOf(left.unit);
  env.notes.types.set(node, type);
  return type;
}

/** A count that an average of counts is compared with is a plain number, as the average is. */
export function besideActual(
  env: Env,
  plan: PlanEnv,
  formula: Expression,
  { name }: Measure,
): Expression {
  const [goal = "", fact] = name.text.split(".");
  const isCompared = fact === "baseline" || fact === "target";
  if (!isCompared || env.checker.symbols.get(goal)?.kind !== "goal") return formula;
  const actual = plan.typeOf(factName(goal, "actual"), plan.period);
  const own = env.checker.typeOf(env, formula);
  if (actual.kind !== "number" || actual.unit.kind !== "number") return formula;
  return own.kind === "number" && own.unit.kind === "count" ? decimal(copied(formula)) : formula;
}

/** Whether a measure is made of other facts of a goal, whatever their lengths of time. */
export function isOfFacts(symbols: ReadonlyMap<string, Symbol_>, { name }: Measure): boolean {
  const [goal = "", fact] = name.text.split(".");
  return symbols.get(goal)?.kind === "goal" && (fact === "progress" || fact === "met");
}
