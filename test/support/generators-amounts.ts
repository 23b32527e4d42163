// Credits as they are read in generated plans: totals of some of them, counts, averages and extremes; and windows.
import { dayOf, literal } from "./generators-literals.ts";
import { isAsLong, periodsFrom, readings } from "./generators-reads.ts";
import type { PeriodKind } from "@attain/runtime";
import {
  atom,
  type Credit,
  creditPlace,
  each,
  isPath,
  type Place,
  type Typed,
  typed,
  type Want,
  type Window,
  type World,
} from "./generators-world.ts";

interface Collection {
  readonly text: string;
  readonly isPlain: boolean;
  /** Beside one of them. */
  readonly inside: Place;
}

/** Credits over the window that is wanted, perhaps only some of them. */
function collection(
  w: World,
  at: Place,
  window: Window,
  depth: number,
  credit: Credit,
): Collection | undefined {
  const isHere = window === each(at.period) && w.draw.chance(60);
  const words = isHere ? "" : wordsFor(w, at, window);
  if (words === undefined) return undefined;
  const beside = creditPlace(at, credit);
  const inside: Place = words === "" ? beside : { ...beside, elsewhere: true };
  const isPlain = depth <= 0 || w.draw.chance(50);
  const name = credit.name;
  const text = isPlain ? name : `(${name} where ${w.expressions.condition(w, inside, depth - 1)})`;
  return { text: words === "" ? text : `${text} ${words}`, isPlain, inside };
}

/** `(Bookings where product is AddOn)`, `total margin of Bookings`, `count of Bookings`. */
export function totals(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  const isAmount = want.window !== "none" && want.window !== "deal";
  if (at.kind === "row" || !isAmount) return undefined;
  const credit = w.draw.pick(w.credits);
  const some = collection(w, at, want.window, depth, credit);
  if (some === undefined) return undefined;
  const taken = (what: string): Typed => typed(`${what}${some.text}`, want.unit, want.window);
  if (credit.unit === want.unit && !some.isPlain && w.draw.chance(50)) return taken("");
  if (want.unit === "count" && w.draw.chance(60)) {
    const fields = readings(w, some.inside).filter(({ optional }) => !optional);
    return w.draw.chance(50)
      ? taken("count of ")
      : taken(`distinct ${inner(w.draw.pick(fields).text)} of `);
  }
  const value = w.expressions.number(
    w,
    some.inside,
    { unit: want.unit, window: "deal" },
    depth - 1,
  );
  return taken(`total ${inner(value.text)} of `);
}

/** What an aggregate takes of each credit: a name, or anything in brackets. */
function inner(text: string): string {
  return isPath(text) ? text : `(${text})`;
}

/** `average margin of Bookings weighted by credited`, `largest amount of Bookings`: missing if there are none. */
export function aggregates(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  if (at.kind === "row") return undefined;
  const some = collection(w, at, each(at.period), depth, w.draw.pick(w.credits));
  if (some === undefined) return undefined;
  const how = w.draw.pick(["average", "average", "largest", "smallest"]);
  const value = w.expressions.number(
    w,
    some.inside,
    { unit: want.unit, window: "deal" },
    depth - 1,
  );
  const weight = how === "average" ? weightOf(w, some.inside, depth) : "";
  const rest = atom(literal(w, want.unit));
  const text = `(${how} ${inner(value.text)} of ${some.text}${weight} otherwise ${rest})`;
  return typed(text, want.unit, "none");
}

/** By deal, or by dollar: by something that can make nothing. */
function weightOf(w: World, inside: Place, depth: number): string {
  const unit = w.draw.pick(["count", w.currency]);
  const by = w.draw.weighted<() => string>([
    [4, () => "count"],
    [3, () => "credited"],
    [3, () => `(${w.expressions.number(w, inside, { unit, window: "deal" }, depth - 1).text})`],
  ])();
  return ` weighted by ${by}`;
}

/** `largest closed_on of Bookings`. */
export function earlierDate(w: World, at: Place, depth: number): string | undefined {
  if (at.kind === "row" || w.credits.length === 0) return undefined;
  const some = collection(w, at, each(at.period), depth - 1, w.draw.pick(w.credits));
  if (some === undefined) return undefined;
  const how = w.draw.pick(["largest", "smallest"]);
  return `(${how} ${inner(w.expressions.date(w, some.inside, 0))} of ${some.text} otherwise ${dayOf(w)})`;
}

// ── Windows ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Words for a window that is wanted: the period itself, a longer one, or one to date. */
function wordsFor(w: World, at: Place, window: Window): string | undefined {
  const [, how, kind] = /^(each|to date) (\w+)$/.exec(window) ?? [];
  if (kind === undefined || !periodsFrom(w, at.period).includes(kind as PeriodKind))
    return undefined;
  const isItself = kind === at.period && kind !== "Cycle" && w.draw.chance(30);
  return how === "to date" || isItself ? `${kind.toLowerCase()} to date` : `last ${kind}`;
}

/** `Bookings year to date`, `net last Quarter`, `commission last Year`: of the window that is wanted. */
export function windowed(w: World, at: Place, want: Want): Typed | undefined {
  const words = at.kind === "row" ? undefined : wordsFor(w, at, want.window);
  const names = [
    ...w.credits.filter(({ unit }) => unit === want.unit),
    ...w.measures.filter(
      ({ value, free }) =>
        value !== "condition" &&
        value.unit === want.unit &&
        value.window === each(w.pays) &&
        (free || at.period === w.pays),
    ),
    ...(want.unit === w.currency ? w.components : []),
  ].map(({ name }) => name);
  if (words === undefined || names.length === 0) return undefined;
  return typed(`${w.draw.pick(names)} ${words}`, want.unit, want.window);
}

const MONTHS: readonly PeriodKind[] = ["Month", "Quarter", "Half", "Year"];

/** An amount of one period as an amount of another. */
export function prorations(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  const into = at.period;
  if (at.kind === "row" || want.window !== each(into)) return undefined;
  const from = w.draw.pick([...MONTHS, ...periodsFrom(w, into)].filter((kind) => kind !== into));
  const seasons = w.tables.filter(
    ({ role, axes: [axis, second], value }) =>
      role === "lookup" &&
      second === undefined &&
      axis?.type.kind === "period" &&
      axis.type.period === into &&
      value.kind === "number" &&
      value.unit === "ratio",
  );
  const methods = [
    ...(MONTHS.includes(from) && MONTHS.includes(into) ? ["months"] : []),
    ...(isAsLong(from, into) ? ["days", "working days", ...seasons.map(({ name }) => name)] : []),
  ];
  if (methods.length === 0) return undefined;
  const value = w.expressions.number(w, at, { unit: want.unit, window: each(from) }, depth - 1);
  if (value.window === "none" && want.unit === "ratio") return undefined;
  const amount = value.window === "none" ? `${literal(w, want.unit)} per ${from}` : value.text;
  const text = `${atom(amount)} prorated by ${w.draw.pick(methods)} into ${into}`;
  return typed(text, want.unit, want.window);
}
