// Numbers of generated plans: of a unit and a window, of names, operators, totals and tables.
import { aggregates, totals } from "./generators-credits-read.ts";
import type { Weighted } from "./generators-draw.ts";
import { literal } from "./generators-literals.ts";
import { written } from "./generators-names.ts";
import { isOpen } from "./generators-open.ts";
import { present, readings } from "./generators-readings.ts";
import { lookups, rates } from "./generators-tables-read.ts";
import { between, prorations, windowed } from "./generators-time.ts";
import {
  atom,
  condition,
  isMoney,
  joinedWindow,
  number,
  type Place,
  SEAT,
  suits,
  type Typed,
  typed,
  type Want,
  type World,
} from "./generators-world.ts";

/** A way to make a number; undefined where there is none at this place. */
export type Making = (w: World, at: Place, want: Want, depth: number) => Typed | undefined;

export function anyNumber(w: World, at: Place, want: Want, depth: number): Typed {
  const making = depth <= 0 || w.draw.chance(15) ? name : w.draw.weighted(makings(want));
  return making(w, at, want, depth) ?? name(w, at, want, depth) ?? constant(w, at, want, depth);
}

function constant(w: World, _at: Place, { unit }: Want, _depth: number): Typed {
  return typed(literal(w, unit), unit, "none");
}

/** Whatever has the unit under a name: a field, a parameter, a credit's total, a measure, a component. */
function name(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  const found: (() => Typed)[] = [
    ...readings(w, at).flatMap((reading) => {
      const { type, window, free } = reading;
      if (type.kind !== "number" || !suits(typed("", type.unit, window), want)) return [];
      return [(): Typed => typed(present(w, at, reading), type.unit, window, free)];
    }),
    ...definitions(w, at, want).map((value) => (): Typed => value),
  ];
  if (found.length === 0 || w.draw.chance(10)) return constant(w, at, want, depth);
  return w.draw.pick(found)();
}

function definitions(w: World, at: Place, want: Want): Typed[] {
  if (at.kind === "row") return [];
  const window = `each ${at.period}` as const;
  const credits = w.credits.map(({ name: credit, unit }) => typed(written(credit), unit, window));
  const measures = w.measures.flatMap(({ name: measure, value, free }) =>
    value === "condition" || (!free && at.period !== w.pays)
      ? []
      : [
          {
            ...value,
            text: written(measure),
            window: value.window === `each ${w.pays}` ? window : value.window,
          },
        ],
  );
  const components = w.components
    .filter(({ period }) => !isOpen("pay-in-other-period") || period === at.period)
    .map(({ name: component, period }) =>
      typed(written(component), w.currency, `each ${period}`, false),
    );
  const credited = at.credit === undefined ? [] : [typed("credited", at.credit.unit, "deal")];
  return [...credits, ...measures, ...components, ...credited].filter((value) =>
    suits(value, want),
  );
}

// ── Operators ───────────────────────────────────────────────────────────────────────────────────────────────────

const ANY: readonly Weighted<Making>[] = [
  [3, name],
  [3, sum],
  [2, limited],
  [3, scaled],
  [2, quotient],
  [1, extreme],
  [1, negated],
  [2, chosen],
  [3, totals],
  [2, windowed],
  [2, lookups],
];

const OF_COUNTS: readonly Weighted<Making>[] = [...ANY, [4, between], [4, totals]];

const OF_AMOUNTS: readonly Weighted<Making>[] = [
  ...ANY,
  [2, aggregates],
  [2, prorations],
  [5, rates],
];

const OF_UNITS: readonly Weighted<Making>[] = [...OF_AMOUNTS, [3, ofUnit]];

function makings({ unit }: Want): readonly Weighted<Making>[] {
  if (unit === "count") return OF_COUNTS;
  return unit === "ratio" || unit === "number" ? OF_AMOUNTS : OF_UNITS;
}

function sum(w: World, at: Place, want: Want, depth: number): Typed {
  const left = number(w, at, want, depth - 1);
  if (want.unit === "ratio" && w.draw.chance(15))
    return { ...left, text: `${atom(left)} + ${w.draw.int(1, 9)}pp` };
  const right = number(w, at, want, depth - 1);
  return joined(left, w.draw.pick(["+", "-"]), right);
}

/** The part of an amount above another, or up to it. */
function limited(w: World, at: Place, want: Want, depth: number): Typed {
  const [left, right] = [number(w, at, want, depth - 1), number(w, at, want, depth - 1)];
  return joined(left, w.draw.pick(["above", "up to"]), right);
}

function joined(left: Typed, operator: string, right: Typed): Typed {
  const text = `${atom(left)} ${operator} ${atom(right)}`;
  return { ...left, text, window: joinedWindow(left, right), free: left.free && right.free };
}

/** What a bare number is multiplied by, so that it stays what it is. */
const FACTORS: Readonly<Record<string, readonly string[]>> = {
  count: ["count"],
  number: ["count", "number"],
  ratio: ["ratio", "count", "number"],
};

/** A part or a multiple: `60% of target`, `target x 1.5`. */
function scaled(w: World, at: Place, want: Want, depth: number): Typed {
  if (want.unit !== "count" && w.draw.chance(15)) return timesCount(w, at, want, depth);
  const value = number(w, at, want, depth - 1);
  const unit = w.draw.pick(FACTORS[want.unit] ?? ["ratio", "count", "number"]);
  const factor = number(w, at, { unit, window: "none" }, depth - 1);
  const free = value.free && factor.free;
  if (unit === "ratio" && w.draw.chance(50))
    return { ...value, text: `${atom(factor)} of ${atom(value)}`, free };
  const [left, right] = w.draw.shuffled([value, factor]) as [Typed, Typed];
  return { ...value, text: `${atom(left)} x ${atom(right)}`, free };
}

/** `25 USD x count of Bookings`. */
function timesCount(w: World, at: Place, want: Want, depth: number): Typed {
  const many = number(w, at, { unit: "count", window: want.window }, depth - 1);
  return { ...many, unit: want.unit, text: `${literal(w, want.unit)} x ${atom(many)}` };
}

/** Divided by a bare number, or, for a ratio, by an amount of the same unit and window. */
function quotient(w: World, at: Place, want: Want, depth: number): Typed {
  if (want.unit === "ratio" && w.draw.chance(80)) return proportion(w, at, want, depth);
  if (want.unit === "count") return number(w, at, want, depth - 1);
  const unit = want.unit === "number" ? "count" : w.draw.pick(["ratio", "count", "number"]);
  const value = number(w, at, want, depth - 1);
  const by = divisor(w, at, { unit, window: "none" }, depth);
  const text = `${atom(value)} / ${atom(by)}`;
  const fallback = number(w, at, want, 0);
  const window = joinedWindow(value, fallback);
  return {
    ...value,
    text: `(${text} otherwise ${atom(fallback)})`,
    window,
    free: value.free && by.free && fallback.free,
  };
}

/** Attainment and the like: amounts of one kind, one over the other. */
function proportion(w: World, at: Place, want: Want, depth: number): Typed {
  const unit = w.draw.pick([w.currency, w.currency, SEAT, "count"]);
  const window =
    want.window === "deal" ? "deal" : at.kind === "row" ? "none" : (`each ${at.period}` as const);
  const over = number(w, at, { unit, window }, depth - 1);
  const by = divisor(w, at, { unit, window }, depth);
  const rest = typed(literal(w, "ratio"), "ratio", "none");
  const ofDeal = over.window === "deal" || by.window === "deal";
  if (!ofDeal && over.window !== by.window) return rest;
  const text = `(${atom(over)} / ${atom(by)} otherwise ${rest.text})`;
  return typed(text, "ratio", ofDeal ? "deal" : "none", over.free && by.free);
}

/** Often something that may be zero. */
function divisor(w: World, at: Place, want: Want, depth: number): Typed {
  const certain = typed(literal(w, want.unit, true), want.unit, "none");
  if (w.draw.chance(30)) return certain;
  const made = number(w, at, want, depth - 1);
  return isOpen("signs-of-choices") && /\b(?:otherwise|if)\b/.test(made.text) ? certain : made;
}

/** Money from a price, a price from money, and how many there are. */
function ofUnit(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  const price = `${w.currency} per ${SEAT}`;
  if (isMoney(want.unit) && want.unit === w.currency) {
    const seats = number(w, at, { unit: SEAT, window: want.window }, depth - 1);
    const each = number(w, at, { unit: price, window: "none" }, depth - 1);
    const [left, right] = w.draw.shuffled([seats, each]) as [Typed, Typed];
    return typed(
      `${atom(left)} x ${atom(right)}`,
      want.unit,
      seats.window,
      seats.free && each.free,
    );
  }
  if (want.unit === price) {
    const money = number(w, at, { unit: w.currency, window: "none" }, depth - 1);
    return typed(`${atom(money)} / ${literal(w, SEAT, true)}`, price, "none", money.free);
  }
  if (want.unit === SEAT) {
    const money = number(w, at, { unit: w.currency, window: want.window }, depth - 1);
    return typed(`${atom(money)} / (${literal(w, price, true)})`, SEAT, money.window, money.free);
  }
  return undefined;
}

function extreme(w: World, at: Place, want: Want, depth: number): Typed {
  const values = w.draw.list(2, 3, () => number(w, at, want, depth - 1));
  const window = values.find((value) => value.window !== "none")?.window ?? "none";
  const text = `${w.draw.pick(["greatest", "least"])} of (${values.map((value) => value.text).join(", ")})`;
  return typed(
    text,
    want.unit,
    window,
    values.every(({ free }) => free),
  );
}

function negated(w: World, at: Place, want: Want, depth: number): Typed {
  const value = number(w, at, want, depth - 1);
  return { ...value, text: `-${atom(value)}` };
}

function chosen(w: World, at: Place, want: Want, depth: number): Typed {
  const test = condition(w, at, depth - 1);
  const [yes, no] = [number(w, at, want, depth - 1), number(w, at, want, depth - 1)];
  const text = `if ${test.text} then ${atom(yes)} else ${atom(no)}`;
  return {
    ...yes,
    text,
    window: joinedWindow(yes, no),
    free: test.free && yes.free && no.free,
  };
}
