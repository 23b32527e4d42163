// Literals of generated plans: tame and awkward ones, each remembered so that rows of data come near to it.
import { minorUnits, periodsBetween, type PlainDate } from "@attain/runtime";
import type { Draw } from "./generators-draw.ts";
import { type FieldType, isMoney, mark, type Unit, type World } from "./generators-world.ts";

/** Digits of an amount of a unit: small, round, of one cent, or huge. */
export function digitsOf(draw: Draw, unit: Unit): string {
  const whole = draw.weighted<() => number>([
    [3, () => draw.int(0, 10)],
    [6, () => draw.int(1, 40) * 100],
    [3, () => draw.int(1, 99_999)],
    [1, () => 1_000_000_000_000],
  ])();
  const places = isMoney(unit) ? minorUnits(unit) : unit === "number" ? 4 : 0;
  if (places === 0 || !draw.chance(30)) return String(whole);
  const digits = draw.chance(50) ? 1 : draw.int(1, 10 ** places - 1);
  return `${whole}.${String(digits).padStart(places, "0")}`;
}

const PERCENTS = "0 5 7.5 10 12.5 33.333 50 66.67 80 100 110 150 250".split(" ");

/** Hundredths. */
export function percentOf(draw: Draw): string {
  return draw.chance(85) ? draw.pick(PERCENTS) : `${draw.int(0, 99)}.${draw.int(1, 9999)}`;
}

/** A literal of a unit, not below zero, and above it if `isPositive`. */
export function literal(w: World, unit: Unit, isPositive = false): string {
  const drawn = unit === "ratio" ? percentOf(w.draw) : digitsOf(w.draw, unit.split(" ")[0] ?? "");
  const digits = isPositive && !/[1-9]/.test(drawn) ? "5" : drawn;
  mark(w, unit, digits);
  if (unit === "number" && !digits.includes(".")) return `${digits}.5`;
  return withUnit(w.draw.chance(50) ? grouped(digits) : digits, unit);
}

export function withUnit(digits: string, unit: Unit): string {
  if (unit === "ratio") return `${digits}%`;
  return unit === "count" || unit === "number" ? digits : `${digits} ${unit}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}

/** Days on which things go wrong: the first and last ones of periods. */
export function edgeDays({ calendar, pays, from, until }: World): PlainDate[] {
  const periods = [
    ...periodsBetween(calendar, pays, from, until),
    ...periodsBetween(calendar, "Year", from, until),
  ];
  return periods.flatMap(({ start, end }) => [start, end]);
}

/** A day about the term of the plan, on an edge of a period half of the time. */
export function dayOf(w: World): string {
  if (w.draw.chance(50)) return w.draw.pick(edgeDays(w));
  const year = Number(w.from.slice(0, 4)) + (w.draw.chance(10) ? 1 : 0);
  const [month, day] = [w.draw.int(1, 12), w.draw.int(1, 28)];
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** A literal of a type that isn't a number; undefined for a row. */
export function otherLiteral(w: World, type: FieldType): string | undefined {
  switch (type.kind) {
    case "date":
      return dayOf(w);
    case "text":
      return w.draw.pick(['"red"', '"blue"', '"a \\"b\\""', '"*/"']);
    case "yes or no":
      return w.draw.pick(["yes", "no"]);
    case "enum":
      return member(w.draw.pick(type.members));
    case "period":
      return w.draw.pick(periodsBetween(w.calendar, type.period, w.from, w.until)).name;
    default:
      return undefined;
  }
}

/** A value of a list, as it is written. */
export function member(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? name : `"${name}"`;
}

/** Labels that emitted comments must survive. */
export function label({ draw }: Pick<World, "draw">): string {
  return draw.chance(80) ? "" : ` ${draw.pick(['"New business"', '"100 % */ of it"', '"Größe"'])}`;
}
