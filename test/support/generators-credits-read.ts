// Credits as they are read in generated plans: totals of some of them, counts, averages and extremes.
import { literal } from "./generators-literals.ts";
import { isOpen } from "./generators-open.ts";
import { written } from "./generators-names.ts";
import { readings } from "./generators-readings.ts";
import { wordsFor } from "./generators-time.ts";
import {
  atom,
  condition,
  type Credit,
  number,
  type Place,
  type Typed,
  typed,
  type Want,
  type World,
} from "./generators-world.ts";

/** Beside one credit of a payee. */
export function insideCredit(at: Place, credit: Credit): Place {
  return { kind: "credit", period: at.period, row: credit.source, credit, sure: credit.sure };
}

interface Collection {
  readonly text: string;
  readonly credit: Credit;
  readonly free: boolean;
  readonly isPlain: boolean;
  /** Beside one of them. */
  readonly inside: Place;
}

/** Credits over the window that is wanted, perhaps only some of them. */
function collection(
  w: World,
  at: Place,
  want: Want,
  depth: number,
  credit: Credit,
): Collection | undefined {
  const words =
    want.window === `each ${at.period}` && w.draw.chance(60) ? "" : wordsFor(w, at, want);
  if (words === undefined) return undefined;
  const isSome = depth > 0 && w.draw.chance(50);
  const beside = insideCredit(at, credit);
  const inside: Place = words === "" ? beside : { ...beside, isElsewhere: true };
  const filter = isSome ? condition(w, inside, depth - 1) : undefined;
  const name = written(credit.name);
  const text = filter === undefined ? name : `(${name} where ${filter.text})`;
  const free = words === "" && (filter?.free ?? true);
  return {
    text: words === "" ? text : `${text} ${words}`,
    credit,
    free,
    isPlain: filter === undefined,
    inside,
  };
}

/** `(Bookings where product is AddOn)`, `total margin of Bookings`. */
export function totals(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  if (
    at.kind === "row" ||
    want.window === "none" ||
    want.window === "deal" ||
    w.credits.length === 0
  )
    return undefined;
  const credit = w.draw.pick(w.credits);
  const some = collection(w, at, want, depth, credit);
  if (some === undefined) return undefined;
  if (credit.unit === want.unit && !some.isPlain && w.draw.chance(50))
    return typed(some.text, want.unit, want.window, some.free);
  if (want.unit === "count" && w.draw.chance(60)) return counted(w, want, some);
  const value = number(w, some.inside, { unit: want.unit, window: "deal" }, depth - 1);
  return typed(
    `total ${inner(value)} of ${some.text}`,
    want.unit,
    want.window,
    some.free && value.free,
  );
}

function counted(w: World, want: Want, some: Collection): Typed {
  const fields = readings(w, some.inside).filter(({ optional }) => !optional);
  if (fields.length === 0 || w.draw.chance(50))
    return typed(`count of ${some.text}`, "count", want.window, some.free);
  const field = w.draw.pick(fields);
  return typed(
    `distinct ${inner(field)} of ${some.text}`,
    "count",
    want.window,
    some.free && field.free,
  );
}

/** What an aggregate takes of each credit: a name, or anything in brackets. */
function inner({ text }: Pick<Typed, "text">): string {
  return /^[A-Za-z_]\w*$/.test(text) ? text : `(${text})`;
}

/** `average margin of Bookings weighted by credited`, `largest amount of Bookings`: missing if there are none. */
export function aggregates(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  if (at.kind === "row" || want.unit === "count" || w.credits.length === 0) return undefined;
  const credit = w.draw.pick(w.credits);
  const some = collection(w, at, { ...want, window: `each ${at.period}` }, depth, credit);
  if (some === undefined) return undefined;
  const { inside } = some;
  const value = number(w, inside, { unit: want.unit, window: "deal" }, depth - 1);
  const isAverage = w.draw.chance(50);
  const isSafe = !isOpen("averages-without-weight") || /^\w+$/.test(value.text);
  const weight = !isAverage ? undefined : isSafe ? weightOf(w, inside, depth) : BY_COUNT;
  const how = isAverage ? "average" : w.draw.pick(["largest", "smallest"]);
  const text = `${how} ${inner(value)} of ${some.text}${weight?.text ?? ""} otherwise ${atom({ text: literal(w, want.unit) })}`;
  return typed(`(${text})`, want.unit, "none", some.free && value.free && (weight?.free ?? true));
}

type Words = Pick<Typed, "text" | "free">;

const BY_COUNT: Words = { text: " weighted by count", free: true };

/** By deal, or by dollar: by something that can make nothing. */
function weightOf(w: World, inside: Place, depth: number): Words {
  if (w.draw.chance(40)) return BY_COUNT;
  if (w.draw.chance(50)) return { text: " weighted by credited", free: true };
  const unit = w.draw.pick(["count", w.currency]);
  const { text, free } = number(w, inside, { unit, window: "deal" }, depth - 1);
  return { text: ` weighted by (${text})`, free };
}
