// Literals of generated plans: tame and awkward ones, each remembered so that rows of data come near to it.
import { type Calendar, minorUnits, type PlainDate, periodsBetween } from "@attain/runtime";
import type { Draw } from "./generators-draw.ts";
import {
  type FieldType,
  isMoney,
  mark,
  type Place,
  type Unit,
  type World,
} from "./generators-world.ts";

/** Digits of an amount of a unit: small, round, of one cent, or huge. */
export function digitsOf(draw: Draw, unit: Unit): string {
  const whole = draw.weighted<() => number>([
    [3, () => draw.int(0, 10)],
    [6, () => draw.int(1, 40) * 100],
    [3, () => draw.int(1, 99_999)],

    [1, () => 1_000_000_000_000],
  ])();
  const places = isMoney(unit) ? minorUnits(unit) : unit === "number" ? 4 : 0;
  return draw.chance(30) ? withFraction(draw, whole, places) : String(whole);
}

function withFraction(draw: Draw, whole: number, places: number): string {
  if (places === 0) return String(whole);
  const digits = draw.chance(50) ? "1" : String(draw.int(1, 10 ** places - 1));
  return `${whole}.${digits.padStart(places, "0")}`;
}

const PERCENTS = [
  "0",
  "5",
  "7.5",
  "10",
  "12.5",
  "33.333",
  "50",
  "66.67",
  "80",
  "100",
  "110",
  "150",
  "250",
];

/** Hundredths. */
export function percentOf(draw: Draw): string {
  return draw.chance(85) ? draw.pick(PERCENTS) : `${draw.int(0, 99)}.${draw.int(1, 9999)}`;
}

/** A literal of a unit, not below zero, and above it if `isPositive`. */
export function literal(w: World, unit: Unit, isPositive = false): string {
  if (unit === "ratio") return ratioLiteral(w, isPositive);
  const { draw } = w;
  const drawn = digitsOf(draw, unit.split(" ")[0] ?? unit);
  const digits = isPositive && !/[1-9]/.test(drawn) ? "1" : drawn;
  mark(w, unit, digits);
  if (unit === "number") return digits.includes(".") ? digits : `${digits}.5`;
  const shown = draw.chance(50) ? grouped(digits) : digits;
  return unit === "count" ? shown : `${shown} ${unit}`;
}

function ratioLiteral(w: World, isPositive: boolean): string {
  const drawn = percentOf(w.draw);
  const digits = isPositive && !/[1-9]/.test(drawn) ? "5" : drawn;
  mark(w, "ratio", digits);
  return `${digits}%`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}

/** Days on which things go wrong: the edges of periods, and the days beside them. */
export function edgeDays(
  calendar: Calendar,
  world: Pick<World, "from" | "until" | "pays">,
): PlainDate[] {
  const periods = periodsBetween(calendar, world.pays, world.from, world.until);
  const whole = periodsBetween(calendar, "Year", world.from, world.until);
  return [...periods, ...whole].flatMap(({ start, end }) => [start, end]);
}

/** A day in the term of the plan, on an edge of a period half of the time. */
export function dayOf(w: World): string {
  const edges = edgeDays(w.calendar, w);
  if (w.draw.chance(50)) return w.draw.pick(edges);
  const year = Number(w.from.slice(0, 4));
  const month = String(w.draw.int(1, 12)).padStart(2, "0");
  const day = String(w.draw.int(1, 28)).padStart(2, "0");
  return `${w.draw.chance(90) ? year : year + 1}-${month}-${day}`;
}

/** A period of the plan's year, by its name. */
export function periodLiteral(
  w: World,
  kind: Extract<FieldType, { kind: "period" }>["period"],
): string {
  return w.draw.pick(periodsBetween(w.calendar, kind, w.from, w.until)).name;
}

/** A literal of a type that isn't a number; undefined for a row. */
export function otherLiteral(w: World, type: FieldType, _at: Place): string | undefined {
  switch (type.kind) {
    case "date":
      return dayOf(w);
    case "text":
      return w.draw.pick(['"red"', '"blue"', '"a \\"b\\""', '""']);
    case "yes or no":
      return w.draw.pick(["yes", "no"]);
    case "enum":
      return member(w.draw.pick(type.members));
    case "period":
      return periodLiteral(w, type.period);
    default:
      return undefined;
  }
}

/** A value of an enum, as it is written. */
export function member(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? name : `"${name}"`;
}
