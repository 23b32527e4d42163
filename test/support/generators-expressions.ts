// Expressions of generated plans: numbers of a unit and a window, conditions, dates. Most are written as patterns.
import { aggregates, earlierDate, prorations, totals, windowed } from "./generators-amounts.ts";
import type { Weighted } from "./generators-draw.ts";
import { dayOf, literal, member, otherLiteral } from "./generators-literals.ts";
import { isSameType, periodsFrom, present, type Reading, readings } from "./generators-reads.ts";
import { lookups, lookupText, rates, tablesAt } from "./generators-tables-read.ts";
import {
  atom,
  each,
  type Place,
  SEAT,
  suits,
  type Typed,
  typed,
  type Want,
  type Window,
  windowOf,
  type World,
} from "./generators-world.ts";

/** A way to make a number; undefined where there is none at this place. */
type Making = (w: World, at: Place, want: Want, depth: number) => Typed | undefined;

/** A number of a unit, over the window or over none. `depth` is how far it may nest. */
export function number(w: World, at: Place, want: Want, depth: number): Typed {
  const making = depth <= 0 || w.draw.chance(15) ? named : w.draw.weighted(waysTo(want));
  return making(w, at, want, depth) ?? named(w, at, want);
}

// ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Holes: `same` what is wanted, `factor` a bare number, `many` a count over the window; a unit, of which `seat` and
 * `money` are over the window and the others over none; `!` a literal above zero.
 */
const ANY: readonly Weighted<Making>[] = [
  [3, named],
  [2, pattern("{same} + {same}")],
  [2, pattern("{same} - {same}")],
  [1, pattern("{same} above {same}")],
  [1, pattern("{same} up to {same}")],
  [2, pattern("{factor} x {same}")],
  [1, pattern("{same} x {factor}")],
  [1, pattern("-{same}")],
  [1, pattern("greatest of ({same}, {same})")],
  [1, pattern("least of ({same}, {same}, {same})")],
  [2, pattern("if {condition} then {same} else {same}")],
  [4, totals],
  [2, windowed],
  [4, lookups],
];

const OF_COUNTS: readonly Weighted<Making>[] = [
  ...ANY,
  [6, totals],
  [2, pattern("days_between({date}, {date})")],
  [1, pattern("working_days_between({date}, {date})")],
  [1, pattern("months_between({date}, {date})")],
];

const OF_NUMBERS: readonly Weighted<Making>[] = [
  ...ANY,
  [1, pattern("{same!} x {many}")],
  [2, pattern("({same} / {divisor} otherwise {same})")],
  [2, aggregates],
  [2, prorations],
  [8, rates],
];

/** A part of a bare number would be a ratio. */
const OF_AMOUNTS: readonly Weighted<Making>[] = [
  ...OF_NUMBERS,
  [2, pattern("({ratio}) of {same}")],
];

const OF_UNIT: ReadonlyMap<string, readonly Weighted<Making>[]> = new Map([
  ["count", OF_COUNTS],
  ["ratio", [...OF_AMOUNTS, [3, proportion], [1, pattern("{same} + 5pp")]]],
  ["number", OF_NUMBERS],
  [SEAT, [...OF_AMOUNTS, [2, pattern("{money} / {price!}")]]],
]);
const OF_PRICES: readonly Weighted<Making>[] = [...OF_AMOUNTS, [2, pattern("{money} / {seat!}")]];
const OF_MONEY: readonly Weighted<Making>[] = [
  ...OF_AMOUNTS,
  [1, pattern("{seat} x {price}")],
  [1, pattern("{price} x {seat}")],
];

function waysTo({ unit }: Want): readonly Weighted<Making>[] {
  return OF_UNIT.get(unit) ?? (unit.includes(" per ") ? OF_PRICES : OF_MONEY);
}

/** What a bare number is multiplied or divided by, so that it stays what it is. */
const FACTORS: Readonly<Record<string, readonly string[]>> = {
  count: ["count"],
  number: ["count", "number"],
};
const OVER_WINDOW: ReadonlySet<string> = new Set(["same", "many", "money", SEAT]);

function pattern(text: string): Making {
  return (w, at, want, depth) => {
    const parts: Typed[] = [];
    const unitOf = (hole: string): string => {
      if (hole === "same") return want.unit;
      if (hole === "factor" || hole === "divisor")
        return w.draw.pick(FACTORS[want.unit] ?? ["ratio", "count", "number"]);
      if (hole === "money") return w.currency;
      if (hole === "price") return `${w.currency} per ${SEAT}`;
      return hole === "many" ? "count" : hole;
    };
    const filled = text.replaceAll(/\{(\w+)(!?)\}/g, (_, hole: string, isLiteral: string) => {
      if (hole === "condition") return atom(condition(w, at, depth - 1));
      if (hole === "date") return date(w, at, depth - 1);
      const unit = unitOf(hole);
      if (isLiteral !== "") return atom(literal(w, unit, true));
      const isOver = OVER_WINDOW.has(hole);
      const part = number(w, at, { unit, window: isOver ? want.window : "none" }, depth - 1);
      if (isOver) parts.push(part);
      return atom(part.text);
    });
    return typed(filled, want.unit, windowOf(parts));
  };
}

/** Whatever has the unit under a name: a field, a parameter, a credit's total, a measure, a component; or a literal. */
function named(w: World, at: Place, want: Want): Typed {
  const fields = readings(w, at).flatMap((reading) => {
    const { type, window } = reading;
    if (type.kind !== "number" || !suits({ unit: type.unit, window }, want)) return [];
    return [typed(present(w, reading), type.unit, window)];
  });
  const found = [...fields, ...definitions(w, at).filter((value) => suits(value, want))];
  return found.length === 0 || w.draw.chance(10)
    ? typed(literal(w, want.unit), want.unit, "none")
    : w.draw.pick(found);
}

function definitions(w: World, at: Place): Typed[] {
  if (at.kind === "row") return [];
  const isOwn = at.period === w.pays;
  const here = each(at.period);
  const measures = w.measures.flatMap(({ name, value, free }) => {
    if (value === "condition" || (!free && !isOwn)) return [];
    const window = value.window === each(w.pays) ? here : value.window;
    return [typed(name, value.unit, window)];
  });
  // What is paid each quarter isn't known month by month.
  const isShort = periodsFrom(w, w.pays).every((kind) => kind !== at.period);
  const components = w.components.filter(({ period }) => !isShort || period === at.period);
  return [
    ...w.credits.map(({ name, unit }) => typed(name, unit, here)),
    ...measures,
    ...components.map(({ name }) => typed(name, w.currency, here)),
    ...(at.credit === undefined ? [] : [typed("credited", at.credit.unit, "deal")]),
  ];
}

/** Attainment and the like: amounts of one kind, one over the other. */
function proportion(w: World, at: Place, want: Want, depth: number): Typed {
  const unit = w.draw.pick([w.currency, w.currency, SEAT, "count"]);
  const window = want.window === "deal" ? "deal" : at.kind === "row" ? "none" : each(at.period);
  const over = number(w, at, { unit, window }, depth - 1);
  const by = w.draw.chance(30)
    ? typed(literal(w, unit, true), unit, "none")
    : number(w, at, { unit, window }, depth - 1);
  const rest = literal(w, "ratio");
  const ofDeal = over.window === "deal" || by.window === "deal";
  if (!ofDeal && over.window !== by.window) return typed(rest, "ratio", "none");
  const text = `(${atom(over.text)} / ${atom(by.text)} otherwise ${rest})`;
  return typed(text, "ratio", ofDeal ? "deal" : "none");
}

// ── Conditions ──────────────────────────────────────────────────────────────────────────────────────────────────

type Asking = (w: World, at: Place, depth: number) => string | undefined;

const SIMPLE: readonly Weighted<Asking>[] = [
  [5, compared],
  [4, listed],
  [2, asked],
  [2, dated],
  [3, equal],
  [1, itself],
];

const JOINED: readonly Weighted<Asking>[] = [
  [2, joined("A and B")],
  [2, joined("A or B")],
  [1, joined("not A")],
  [1, joined("(if A then B else A)")],
];

export function condition(w: World, at: Place, depth: number): string {
  const asking = w.draw.weighted(depth > 0 ? [...SIMPLE, ...JOINED] : SIMPLE);
  return asking(w, at, depth) ?? compared(w, at, 0);
}

function joined(text: string): Asking {
  return (w, at, depth) =>
    text.replaceAll(/[AB]/g, () => `(${condition(w, at, w.draw.int(0, depth - 1))})`);
}

const ORDER = ["<", "<=", ">", ">=", "is", "is not"];

function compared(w: World, at: Place, depth: number): string {
  const unit = w.draw.pick([w.currency, w.currency, "ratio", "count", SEAT]);
  const want: Want = { unit, window: comparedWindow(w, at) };
  const [left, right] = [number(w, at, want, depth), number(w, at, want, depth - 1)];
  return `${atom(left.text)} ${w.draw.pick(ORDER)} ${atom(right.text)}`;
}

/** Amounts of a deal, of the period, or to date. */
function comparedWindow(w: World, at: Place): Window {
  if (at.kind === "row" || (at.kind === "credit" && w.draw.chance(40))) return "deal";
  const longer = periodsFrom(w, at.period).filter((kind) => kind !== at.period && kind !== "Cycle");
  return longer.length > 0 && w.draw.chance(15)
    ? `to date ${w.draw.pick(longer)}`
    : each(at.period);
}

function sure(w: World, at: Place, is: (reading: Reading) => boolean): Reading | undefined {
  const found = readings(w, at).filter((reading) => !reading.optional && is(reading));
  return found.length === 0 ? undefined : w.draw.pick(found);
}

/** `stage is Won`, `product in (A, B)`. */
function listed(w: World, at: Place): string | undefined {
  const reading = sure(w, at, ({ type }) => type.kind === "enum");
  if (reading?.type.kind !== "enum") return undefined;
  const { members } = reading.type;
  if (w.draw.chance(60))
    return `${reading.text} ${w.draw.pick(["is", "is not"])} ${member(w.draw.pick(members))}`;
  const among = w.draw.some(members, 1).map(member).join(", ");
  return `${reading.text} ${w.draw.pick(["in", "not in"])} (${among})`;
}

function asked(w: World, at: Place): string | undefined {
  const found = readings(w, at).filter(
    ({ isField, optional, keyed }) => isField && (optional || keyed),
  );
  if (found.length === 0) return undefined;
  return `${w.draw.pick(found).text} ${w.draw.pick(["is", "is not"])} present`;
}

function dated(w: World, at: Place, depth: number): string {
  const [left, right] = [date(w, at, depth), date(w, at, depth - 1)];
  return `${atom(left)} ${w.draw.pick(ORDER)} ${atom(right)}`;
}

/** Texts, people, lists, periods and yes or no, held against another of their kind. */
function equal(w: World, at: Place): string | undefined {
  const left = sure(w, at, ({ type }) => !["number", "date"].includes(type.kind));
  if (left === undefined) return undefined;
  const isLiteral = w.draw.chance(50);
  const other = isLiteral ? undefined : sure(w, at, ({ type }) => isSameType(left.type, type));
  const right =
    other?.text ?? (left.type.kind === "row" ? '"ada"' : (otherLiteral(w, left.type) ?? "yes"));
  return `${present(w, left)} ${w.draw.pick(["is", "is not"])} ${right}`;
}

/** A field, a measure or a lookup that is a condition itself. */
function itself(w: World, at: Place): string | undefined {
  const fields = readings(w, at).filter(({ type }) => type.kind === "yes or no");
  const measures = w.measures.filter(
    ({ value, free }) =>
      value === "condition" && at.kind !== "row" && (free || at.period === w.pays),
  );
  const found = [
    ...fields.map((reading) => present(w, reading)),
    ...measures.map(({ name }) => name),
    ...tablesAt(w, at, "lookup")
      .filter(({ value }) => value.kind === "yes or no")
      .map((table) => lookupText(w, at, table, 1)),
  ];
  return found.length === 0 ? undefined : w.draw.pick(found);
}

// ── Dates ───────────────────────────────────────────────────────────────────────────────────────────────────────

export function date(w: World, at: Place, depth: number): string {
  const fields = readings(w, at).filter(({ type }) => type.kind === "date");
  const inner = (): string => atom(date(w, at, depth - 1));
  const side = (): string => w.draw.pick(["after", "before"]);
  return w.draw.weighted<() => string>([
    [2, () => dayOf(w)],
    [fields.length > 0 ? 4 : 0, () => present(w, w.draw.pick(fields))],
    [
      at.kind === "row" ? 0 : 2,
      () => `${w.draw.pick(["start", "end"])} of ${w.draw.pick(periodsFrom(w, at.period))}`,
    ],
    [depth > 0 ? 1 : 0, () => `${w.draw.int(0, 40)} Days ${side()} ${inner()}`],
    [depth > 0 ? 1 : 0, () => `${w.draw.int(0, 14)} Months ${side()} ${inner()} clamp`],
    [depth > 0 ? 1 : 0, () => `1 Year ${side()} ${inner()} overflow`],
    [depth > 0 ? 1 : 0, () => `greatest of (${inner()}, ${inner()})`],
    [depth > 0 ? 1 : 0, () => `if ${condition(w, at, 0)} then ${inner()} else ${inner()}`],
    [depth > 0 ? 1 : 0, () => earlierDate(w, at, depth) ?? inner()],
  ])();
}
