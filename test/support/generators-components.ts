// Measures, components and payouts of generated plans: what is earned, and the steps that make it what is paid.
import { PERIOD_KINDS, type PeriodKind } from "@attain/runtime";
import { basesOf, periodPlace } from "./generators-axes.ts";
import { insideCredit } from "./generators-credits-read.ts";
import { literal } from "./generators-literals.ts";
import { written } from "./generators-names.ts";
import { lookups, rates } from "./generators-tables-read.ts";
import { windowKinds } from "./generators-time.ts";
import {
  atom,
  condition,
  type Measure,
  number,
  type Place,
  SEAT,
  type Typed,
  type Want,
  type World,
} from "./generators-world.ts";

// ── Measures ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Writes a measure to the plan, and remembers it. */
export function makeMeasure(w: World): void {
  const making = w.draw.weighted<(w: World) => Draft>([
    [3, attainment],
    [2, toDate],
    [2, plainTotal],
    [3, anyAmount],
    [1, anyTest],
  ]);
  const { text, role = "measure", ...measure } = making(w);
  const name = w.names.take("measure");
  const label = w.draw.chance(20) ? ' "Pace in %"' : "";
  const rounded =
    measure.value !== "condition" && w.draw.chance(8) ? roundingLine(w, measure.value.unit) : [];
  const lines = [
    `${role} ${written(name)}${label} means ${text}`,
    ...rounded.map((line) => `  ${line}`),
  ];
  w.members.push(lines.map((line) => `  ${line}`).join("\n"));
  const { along: _, ...plain } = measure;
  w.measures.push({ ...(rounded.length > 0 ? plain : measure), name });
}

type Draft = Omit<Measure, "name"> & { readonly text: string; readonly role?: string };

/** A credit over a quota: what most tables run along. */
function attainment(w: World): Draft {
  const credit = w.draw.pick(w.credits);
  const by = number(w, periodPlace(w), { unit: credit.unit, window: `each ${w.pays}` }, 1);
  if (by.window === "none") return anyAmount(w);
  const text = `${written(credit.name)} / ${atom(by)} otherwise ${literal(w, "ratio")}`;
  const value: Typed = { text, unit: "ratio", window: "none", free: by.free };
  return { text, value, free: by.free, along: basesOf(w, credit), toDate: "no" };
}

/** A credit to date, perhaps over an amount, or over a quota to date. */
function toDate(w: World): Draft {
  const { draw } = w;
  const credit = draw.pick(w.credits);
  const longer = windowKinds(w, periodPlace(w)).filter(
    (kind) => kind !== w.pays && kind !== "Cycle",
  );
  if (longer.length === 0) return attainment(w);
  const kind = draw.pick(longer);
  const [words, window] = [`${kind.toLowerCase()} to date`, `to date ${kind}`] as const;
  const total = `${written(credit.name)} ${words}`;
  const along = basesOf(w, credit);
  const rest = `otherwise ${literal(w, "ratio")}`;
  const quotas = w.measures.filter(
    ({ value }) =>
      value !== "condition" && value.unit === credit.unit && value.window === `each ${w.pays}`,
  );
  if (quotas.length > 0 && draw.chance(40)) {
    const text = `${total} / (${written(draw.pick(quotas).name)} ${words}) ${rest}`;
    return {
      text,
      value: { text, unit: "ratio", window: "none", free: false },
      free: false,
      along,
      toDate: "moving",
    };
  }
  if (draw.chance(40)) {
    const text = `${total} / ${literal(w, credit.unit, true)}`;
    return {
      text,
      value: { text, unit: "ratio", window, free: false },
      free: false,
      along,
      toDate: "still",
    };
  }
  return {
    text: total,
    value: { text: total, unit: credit.unit, window, free: false },
    free: false,
    along,
    toDate: "still",
  };
}

function plainTotal(w: World): Draft {
  const credit = w.draw.pick(w.credits);
  const text = written(credit.name);
  const value: Typed = { text, unit: credit.unit, window: `each ${w.pays}`, free: true };
  return { text, value, free: true, along: basesOf(w, credit), toDate: "no" };
}

function anyAmount(w: World): Draft {
  const unit = w.draw.pick([w.currency, w.currency, "ratio", "count", SEAT]);
  const window = unit === "ratio" ? "none" : (`each ${w.pays}` as const);
  const value = number(w, periodPlace(w), { unit, window }, w.draw.int(1, 3));
  const role =
    unit === w.currency && w.draw.chance(30) ? w.draw.pick(["quota", "target"]) : "measure";
  return { text: value.text, value, free: value.free, role, toDate: toDateOf(w, value.text) };
}

/** Measures that it names are seen through. */
function toDateOf(w: World, text: string): Measure["toDate"] {
  const others = w.measures.filter(({ name }) => text.includes(name));
  return text.includes("to date") || others.some((measure) => measure.toDate !== "no")
    ? "perhaps"
    : "no";
}

function anyTest(w: World): Draft {
  const { text, free } = condition(w, periodPlace(w), 2);
  return { text, value: "condition", free, toDate: "perhaps" };
}

function roundingLine(w: World, unit: string): string[] {
  if (unit === w.currency) return [`rounded ${mode(w)} to cent`];
  if (unit === "ratio") return [`rounded ${mode(w)} to ${w.draw.pick(["1%", "0.1%", "5%"])}`];
  return [`rounded ${mode(w)} to ${unit === SEAT ? `2 ${SEAT}` : "3"}`];
}

function mode(w: World): string {
  return w.draw.pick(["half even", "half up", "half down", "up", "down", "floor", "ceiling"]);
}

// ── Components ──────────────────────────────────────────────────────────────────────────────────────────────────

export function makeComponent(w: World): void {
  const name = w.names.take("component");
  const { heading, at } = scopeOf(w);
  const label = w.draw.chance(20) ? ' "New business"' : "";
  const lines = [...w.draw.maybe(25, () => gate(w, at)), ...stepsOf(w, at)];
  w.members.push(
    [`  component ${written(name)}${label}${heading}`, ...lines.map((line) => `    ${line}`)].join(
      "\n",
    ),
  );
  w.components.push({ name, period: at.period });
}

interface Scope {
  readonly heading: string;
  readonly at: Place;
}

/** For the pay period, for each credit, or for each period of another length. */
function scopeOf(w: World): Scope {
  const plain: Scope = { heading: "", at: periodPlace(w) };
  return w.draw.weighted<() => Scope>([
    [5, () => plain],
    [3, () => eachCredit(w)],
    [2, () => eachPeriod(w)],
  ])();
}

function eachCredit(w: World): Scope {
  const along = w.tables.flatMap(({ axes }) =>
    axes.flatMap((axis) => axis.along.map((base) => base.credit)),
  );
  const rated = w.credits.filter((credit) => along.includes(credit.name));
  const credit = w.draw.pick(rated.length > 0 && w.draw.chance(60) ? rated : w.credits);
  const at = insideCredit(periodPlace(w), credit);
  const filter = w.draw.chance(40) ? ` where ${condition(w, at, 1).text}` : "";
  return { heading: ` for each ${written(credit.name)}${filter}`, at };
}

function eachPeriod(w: World): Scope {
  const months: PeriodKind[] = ["Month", "Quarter", "Half", "Year"];
  const kinds =
    w.pays === "Week" || w.pays === "Cycle"
      ? PERIOD_KINDS.filter((kind) => kind === w.pays || kind === "Month" || kind === "Year")
      : months;
  const period = w.draw.pick(kinds);
  return { heading: ` each ${period}`, at: periodPlace(w, period) };
}

/** What is earned, and steps on it; the last of them rounds. */
function stepsOf(w: World, at: Place): string[] {
  const { draw } = w;
  const money: Want = {
    unit: w.currency,
    window: at.kind === "credit" ? "deal" : `each ${at.period}`,
  };
  const start = draw.weighted<() => string[]>([
    [6, () => earning(w, at, money, rates(w, at, money, 2))],
    [4, () => earning(w, at, money, undefined)],
    [2, () => fromRatio(w, at, money)],
    [1, () => fromSeats(w, at, money)],
  ])();
  return [...start, roundedLine(w), ...draw.maybe(20, () => capLine(w, at))];
}

function earning(w: World, at: Place, money: Want, of: Typed | undefined): string[] {
  const { text } = of ?? number(w, at, money, w.draw.int(1, 3));
  return [`earns ${text}${when(w, at)}`, ...moneySteps(w, at, money)];
}

/** A part of the target first, then the target. */
function fromRatio(w: World, at: Place, money: Want): string[] {
  const part: Want = { unit: "ratio", window: "none" };
  const limits = w.draw.maybe(
    40,
    () => `never above ${literal(w, "ratio")}${eachDeal(at)}, the excess is lost`,
  );
  const rounded = w.draw.maybe(30, () => `rounded ${mode(w)} to ${w.draw.pick(["1%", "0.5%"])}`);
  return [
    `earns ${number(w, at, part, 2).text}${when(w, at)}`,
    ...w.draw.maybe(
      40,
      () => `${w.draw.pick(["plus", "less"])} ${number(w, at, part, 1).text}${when(w, at)}`,
    ),
    ...limits,
    ...rounded,
    `times ${number(w, at, money, 2).text}`,
    ...moneySteps(w, at, money),
  ];
}

function fromSeats(w: World, at: Place, money: Want): string[] {
  const seats = number(w, at, { ...money, unit: SEAT }, 2).text;
  const price = number(w, at, { unit: `${w.currency} per ${SEAT}`, window: "none" }, 1).text;
  return [`earns ${seats}${when(w, at)}`, `times ${price}`, ...moneySteps(w, at, money)];
}

function moneySteps(w: World, at: Place, money: Want): string[] {
  return w.draw.list(0, 3, () =>
    w.draw.weighted<() => string>([
      [3, () => `${w.draw.pick(["plus", "less"])} ${number(w, at, money, 2).text}${when(w, at)}`],
      [3, () => `times ${factor(w, at).text}${when(w, at)}`],
      [1, () => `weight ${w.draw.pick(["60%", "40%", "100%", "33.3%"])}`],
      [2, () => `never above ${number(w, at, money, 1).text}${eachDeal(at)}, the excess is lost`],
      [2, () => `never below ${number(w, at, money, 1).text}${eachDeal(at)}`],
      [1, () => roundedLine(w)],
    ])(),
  );
}

/** A value of a lookup if there is one, or any number without a unit. */
function factor(w: World, at: Place): Typed {
  const unit = w.draw.pick(["ratio", "ratio", "count", "number"]);
  const want: Want = { unit, window: "none" };
  return (w.draw.chance(60) ? lookups(w, at, want, 1) : undefined) ?? number(w, at, want, 2);
}

function when(w: World, at: Place): string {
  return w.draw.chance(20) ? ` when ${condition(w, at, 1).text}` : "";
}

function gate(w: World, at: Place): string {
  return `only if ${condition(w, at, 2).text}, then from the first dollar`;
}

function eachDeal(at: Place): string {
  return at.kind === "credit" ? " each deal" : "";
}

function roundedLine(w: World): string {
  const to = w.draw.weighted([
    [6, "cent"],
    [1, `1 ${w.currency}`],
    [1, `5 ${w.currency}`],
  ]);
  return `rounded ${mode(w)} to ${to}`;
}

/** A limit of whole cents, after which nothing need be rounded. */
function capLine(w: World, at: Place): string {
  const amount = literal(w, w.currency);
  return w.draw.chance(60)
    ? `never above ${amount}${eachDeal(at)}, the excess is lost`
    : `never below ${amount}${eachDeal(at)}`;
}

// ── The payout ──────────────────────────────────────────────────────────────────────────────────────────────────

export function makePayout(w: World): void {
  const at = periodPlace(w);
  const steps = [
    ...w.draw.maybe(30, () => gate(w, at)),
    ...moneySteps(w, at, { unit: w.currency, window: `each ${w.pays}` }).filter(
      (line) => !line.startsWith("weight"),
    ),
    roundedLine(w),
    ...w.draw.maybe(40, () => capLine(w, at)),
  ];
  w.members.push(
    [`  payout${w.draw.chance(30) ? ' "Paid"' : ""}`, ...steps.map((line) => `    ${line}`)].join(
      "\n",
    ),
  );
}
