// Measures, components and payouts of generated plans: what is earned, and the steps that make it what is paid.
import type { PeriodKind } from "@attain/runtime";
import { basesOf, longerPeriods } from "./generators-axes.ts";
import { condition, number } from "./generators-expressions.ts";
import { isFree, mentions } from "./generators-free.ts";
import { label, literal } from "./generators-literals.ts";
import { lookups, rates } from "./generators-tables-read.ts";
import {
  atom,
  creditPlace,
  each,
  type Measure,
  periodPlace,
  type Place,
  SEAT,
  typed,
  type Typed,
  type Want,
  type World,
} from "./generators-world.ts";

// ── Measures ────────────────────────────────────────────────────────────────────────────────────────────────────

type Draft = Pick<Measure, "value" | "toDate"> & {
  readonly text: string;
  readonly along?: Measure["along"];
  readonly role?: string;
};

/** Writes a measure to the plan, and remembers it. */
export function makeMeasure(w: World): void {
  const draft = w.draw.weighted<(w: World) => Draft>([
    [3, attainment],
    [2, toDate],
    [2, plainTotal],
    [3, anyAmount],
    [1, anyCondition],
  ])(w);
  const { text, value, role = "measure", along = [] } = draft;
  const name = w.names.take("measure");
  const isRounded = value !== "condition" && w.draw.chance(8);
  const rounding = isRounded ? `\n    rounded ${mode(w)} to ${grain(w, value.unit)}` : "";
  w.members.push(`  ${role} ${name}${label(w)} means ${text}${rounding}`);
  const free = isFree(w, text);
  w.measures.push({ name, value, toDate: draft.toDate, along: isRounded ? [] : along, free });
}

function grain(w: World, unit: string): string {
  if (unit === w.currency) return "cent";
  if (unit === "ratio") return w.draw.pick(["1%", "0.1%", "5%"]);
  return unit === SEAT ? `2 ${SEAT}` : "3";
}

/** A credit over a quota: what most tables run along. */
function attainment(w: World): Draft {
  const credit = w.draw.pick(w.credits);
  const by = number(w, periodPlace(w), { unit: credit.unit, window: each(w.pays) }, 1);
  if (by.window === "none") return anyAmount(w);
  const text = `${credit.name} / ${atom(by.text)} otherwise ${literal(w, "ratio")}`;
  const value = typed(text, "ratio", "none");
  return { text, value, along: basesOf(w, credit), toDate: "no" };
}

/** A credit to date, perhaps over an amount, or over a quota to date. */
function toDate(w: World): Draft {
  const { draw } = w;
  const credit = draw.pick(w.credits);
  const longer = longerPeriods(w);
  if (longer.length === 0) return attainment(w);
  const kind = draw.pick(longer);
  const words = `${kind.toLowerCase()} to date`;
  const total = `${credit.name} ${words}`;
  const quotas = w.measures.filter(
    ({ value }) =>
      value !== "condition" && value.unit === credit.unit && value.window === each(w.pays),
  );
  const rest = `otherwise ${literal(w, "ratio")}`;
  const made = (text: string, value: Typed, is: Measure["toDate"]): Draft => ({
    text,
    value,
    along: basesOf(w, credit),
    toDate: is,
  });
  const over = (by: string): string => `${total} / ${by} ${rest}`;
  if (quotas.length > 0 && draw.chance(40)) {
    const text = over(`(${draw.pick(quotas).name} ${words})`);
    return made(text, typed(text, "ratio", "none"), "moving");
  }
  if (draw.chance(60)) return made(total, typed(total, credit.unit, `to date ${kind}`), "still");
  const text = over(literal(w, credit.unit, true));
  return made(text, typed(text, "ratio", `to date ${kind}`), "still");
}

function plainTotal(w: World): Draft {
  const credit = w.draw.pick(w.credits);
  const text = credit.name;
  const value = typed(text, credit.unit, each(w.pays));
  return { text, value, along: basesOf(w, credit), toDate: "no" };
}

function anyAmount(w: World): Draft {
  const unit = w.draw.pick([w.currency, w.currency, "ratio", "count", SEAT]);
  const window = unit === "ratio" ? "none" : each(w.pays);
  const value = number(w, periodPlace(w), { unit, window }, w.draw.int(1, 3));
  const isGoal = unit === w.currency && w.draw.chance(30);
  const role = isGoal ? w.draw.pick(["quota", "target"]) : "measure";
  return { text: value.text, value, role, toDate: toDateOf(w, value.text) };
}

/** Measures that it names are seen through. */
function toDateOf(w: World, text: string): Measure["toDate"] {
  const isOfTime = w.measures.some(
    (measure) => measure.toDate !== "no" && mentions(text, measure.name),
  );
  return isOfTime || text.includes("to date") ? "perhaps" : "no";
}

function anyCondition(w: World): Draft {
  return { text: condition(w, periodPlace(w), 2), value: "condition", toDate: "perhaps" };
}

// ── Components ──────────────────────────────────────────────────────────────────────────────────────────────────

/** For the pay period, for each credit, or for each period of another length. */
export function makeComponent(w: World): void {
  const { words, at } = w.draw.weighted<() => { readonly words: string; readonly at: Place }>([
    [5, () => ({ words: "", at: periodPlace(w) })],
    [3, () => forEachCredit(w)],
    [2, () => forEachPeriod(w)],
  ])();
  const lines = [...w.draw.maybe(25, () => gate(w, at)), ...stepsOf(w, at)];
  const name = w.names.take("component");
  const heading = `  component ${name}${label(w)}${words}`;
  w.members.push([heading, ...lines.map((line) => `    ${line}`)].join("\n"));
  w.components.push({ name, period: at.period });
}

function forEachCredit(w: World): { readonly words: string; readonly at: Place } {
  const along = w.tables.flatMap(({ axes }) => axes.flatMap((axis) => axis.along));
  const rated = w.credits.filter(({ name }) => along.some(({ credit }) => credit === name));
  const credit = w.draw.pick(rated.length > 0 && w.draw.chance(60) ? rated : w.credits);
  const at = creditPlace(periodPlace(w), credit);
  const where = w.draw.chance(40) ? ` where ${condition(w, at, 1)}` : "";
  return { words: ` for each ${credit.name}${where}`, at };
}

function forEachPeriod(w: World): { readonly words: string; readonly at: Place } {
  const kinds: PeriodKind[] = ["Month", "Quarter", "Half", "Year"];
  const isShort = w.pays === "Week" || w.pays === "Cycle";
  const period = w.draw.pick(isShort ? ([w.pays, "Month", "Year"] as const) : kinds);
  return { words: ` each ${period}`, at: periodPlace(w, period) };
}

/** What is earned, and steps on it; the last of them round, or limit to whole cents. */
function stepsOf(w: World, at: Place): string[] {
  const money: Want = {
    unit: w.currency,
    window: at.kind === "credit" ? "deal" : each(at.period),
  };
  const any = (): Typed => number(w, at, money, w.draw.int(1, 3));
  const start = w.draw.weighted<() => string[]>([
    [9, () => [`earns ${(rates(w, at, money, 2) ?? any()).text}${when(w, at)}`]],
    [4, () => [`earns ${any().text}${when(w, at)}`]],
    [2, () => fromRatio(w, at, money)],
    [1, () => fromSeats(w, at, money)],
  ])();
  return [
    ...start,
    ...moneySteps(w, at, money),
    rounded(w),
    ...w.draw.maybe(20, () => limit(w, at, literal(w, w.currency))),
  ];
}

/** A part of the target first, then the target. */
function fromRatio(w: World, at: Place, money: Want): string[] {
  const part = (depth: number): string =>
    number(w, at, { unit: "ratio", window: "none" }, depth).text;
  return [
    `earns ${part(2)}${when(w, at)}`,
    ...w.draw.maybe(40, () => `${w.draw.pick(["plus", "less"])} ${part(1)}${when(w, at)}`),
    ...w.draw.maybe(40, () => limit(w, at, literal(w, "ratio"))),
    ...w.draw.maybe(30, () => `rounded ${mode(w)} to ${w.draw.pick(["1%", "0.5%"])}`),
    `times ${number(w, at, money, 2).text}`,
  ];
}

function fromSeats(w: World, at: Place, money: Want): string[] {
  const seats = number(w, at, { ...money, unit: SEAT }, 2).text;
  const price = number(w, at, { unit: `${w.currency} per ${SEAT}`, window: "none" }, 1).text;
  return [`earns ${seats}${when(w, at)}`, `times ${price}`];
}

function moneySteps(w: World, at: Place, money: Want): string[] {
  const amount = (depth: number): string => number(w, at, money, depth).text;
  return w.draw.list(0, 3, () =>
    w.draw.weighted<() => string>([
      [3, () => `${w.draw.pick(["plus", "less"])} ${amount(2)}${when(w, at)}`],
      [3, () => `times ${factor(w, at)}${when(w, at)}`],
      [1, () => `weight ${w.draw.pick(["60%", "40%", "100%", "33.3%"])}`],
      [4, () => limit(w, at, amount(1))],
      [1, () => rounded(w)],
    ])(),
  );
}

/** A value of a lookup if there is one, or any number without a unit. */
function factor(w: World, at: Place): string {
  const want: Want = { unit: w.draw.pick(["ratio", "ratio", "count", "number"]), window: "none" };
  const read = w.draw.chance(80) ? lookups(w, at, want, 1) : undefined;
  return (read ?? number(w, at, want, 2)).text;
}

function when(w: World, at: Place): string {
  return w.draw.chance(20) ? ` when ${condition(w, at, 1)}` : "";
}

function gate(w: World, at: Place): string {
  return `only if ${condition(w, at, 2)}, then from the first dollar`;
}

function limit(w: World, at: Place, amount: string): string {
  const of = at.kind === "credit" ? " each deal" : "";
  return w.draw.chance(55)
    ? `never above ${amount}${of}, the excess is lost`
    : `never below ${amount}${of}`;
}

function mode(w: World): string {
  return w.draw.pick(["half even", "half up", "half down", "up", "down", "floor", "ceiling"]);
}

function rounded(w: World): string {
  const to = w.draw.weighted([
    [6, "cent"],
    [1, `1 ${w.currency}`],
    [1, `5 ${w.currency}`],
  ]);
  return `rounded ${mode(w)} to ${to}`;
}

// ── The payout ──────────────────────────────────────────────────────────────────────────────────────────────────

export function makePayout(w: World): void {
  const at = periodPlace(w);
  const steps = moneySteps(w, at, { unit: w.currency, window: each(w.pays) });
  const lines = [
    ...w.draw.maybe(30, () => gate(w, at)),
    ...steps.filter((line) => !line.startsWith("weight")),
    rounded(w),
    ...w.draw.maybe(40, () => limit(w, at, literal(w, w.currency))),
  ];
  w.members.push([`  payout${label(w)}`, ...lines.map((line) => `    ${line}`)].join("\n"));
}
