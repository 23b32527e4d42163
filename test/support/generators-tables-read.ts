// Tables as they are used in generated plans: rates on a base that lies along them, values read by name or in brackets.
import { literal, otherLiteral } from "./generators-literals.ts";
import { written } from "./generators-names.ts";
import { isOpen } from "./generators-open.ts";
import { present, readings, sameMembers } from "./generators-readings.ts";
import {
  atom,
  type Axis,
  type Base,
  type FieldType,
  number,
  type Place,
  type Table,
  type Typed,
  typed,
  type Want,
  windowAt,
  type World,
} from "./generators-world.ts";

/** `Commission on Bookings`, `Commission on net spread along attainment`. */
export function rates(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  const uses = tablesAt(w, at, "rates").flatMap((table) => usesOf(w, at, table, want, depth));
  if (uses.length === 0) return undefined;
  return w.draw.pick(uses)();
}

function tablesAt(w: World, at: Place, role: Table["role"]): Table[] {
  if (at.kind === "row") return [];
  return w.tables.filter(
    (table) =>
      table.role === role &&
      (table.free || at.period === w.pays) &&
      table.axes.every(({ rowOf }) => rowOf === undefined || rowOf === at.row?.name),
  );
}

/** The ways in which a table can give what is wanted. */
function usesOf(w: World, at: Place, table: Table, want: Want, depth: number): (() => Typed)[] {
  const [axis] = table.axes;
  const { value } = table;
  if (axis === undefined || value.kind !== "number") return [];
  // Deal by deal nothing is paid again.
  if (table.ratedAgain && at.kind === "credit") return [];
  const unit = value.unit === "ratio" ? partUnit(want.unit) : baseUnit(value.unit, want.unit);
  if (unit === undefined) return [];
  const use = (base: Typed, words = ""): Typed =>
    typed(
      `${written(table.name)} on ${atom(base)}${words}`,
      want.unit,
      base.window,
      table.free && base.free,
    );
  const wanted: Want = { unit, window: want.window };
  if (axis.type.kind !== "number" || isReachedOnly(table))
    return axisFits(axis, unit) ? [() => use(number(w, at, wanted, depth - 1))] : [];
  if (axis.by === "type")
    return axis.type.unit === unit ? [() => use(number(w, at, wanted, depth - 1))] : [];
  const along = axis.along.map((base) =>
    base.free ? { ...base, window: windowAt(w, at, base.window) } : base,
  );
  const bases = along.filter(
    (base) =>
      canStand(base, at) &&
      base.unit === unit &&
      (base.window === "none" || base.window === want.window),
  );
  const spread = isAway(at) ? undefined : axis.spread;
  return [
    ...bases.map((base) => () => use(base)),
    ...(spread === undefined
      ? []
      : [() => use(number(w, at, wanted, depth - 1), ` spread along ${spread}`)]),
  ];
}

/** A rate that is reached pays any base, wherever it lies. */
function isReachedOnly({ kind, ratedAgain }: Table): boolean {
  return (kind === "whole" || kind === "interpolated") && !ratedAgain;
}

function axisFits({ by, type }: Axis, unit: string): boolean {
  return by === "value" || type.kind !== "number" || type.unit === unit;
}

/** A part of a bare number is a ratio, and of anything else the same. */
function partUnit(wanted: string): string | undefined {
  return wanted === "count" || wanted === "number" ? undefined : wanted;
}

/** `25 USD per seat` is paid on seats. */
function baseUnit(price: string, wanted: string): string | undefined {
  const [of, per] = price.split(" per ");
  return of === wanted ? per : undefined;
}

/** Bases that are credits at hand stand in components for each of them only. */
function canStand(base: Base, at: Place): boolean {
  if (isAway(at)) return false;
  if (base.credit === undefined) return at.kind === "period" || base.window !== "deal";
  return base.credit === at.credit?.name;
}

function isAway({ isElsewhere }: Place): boolean {
  return isElsewhere === true && isOpen("rates-inside-aggregates");
}

// ── Lookups ─────────────────────────────────────────────────────────────────────────────────────────────────────

export function lookups(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  const found = lookupsOf(w, at, (type) => type.kind === "number" && type.unit === want.unit);
  if (found.length === 0) return undefined;
  const table = w.draw.pick(found);
  const read = lookupText(w, at, table, depth);
  const per = table.value.kind === "number" ? table.value.per : undefined;
  const window = per === undefined ? "none" : (`each ${per}` as const);
  if (window !== "none" && window !== want.window) return undefined;
  return typed(read.text, want.unit, window, table.free && read.free);
}

export function lookupsOf(w: World, at: Place, isFit: (type: FieldType) => boolean): Table[] {
  return tablesAt(w, at, "lookup").filter(({ value }) => isFit(value));
}

/** By its name where its axes say where it is read; else with values in brackets. */
export function lookupText(
  w: World,
  at: Place,
  table: Table,
  depth: number,
): Pick<Typed, "text" | "free"> {
  const isAsked = table.axes.some(({ by, type }) => by === "type" && type.kind !== "period");
  const hasPeriod = table.axes.some(({ type }) => type.kind === "period");
  if (!isAsked && (hasPeriod || w.draw.chance(70)))
    return { text: written(table.name), free: true };
  if (hasPeriod) return { text: written(table.name), free: true };
  const args = table.axes.map((axis) => argument(w, at, axis, depth));
  return {
    text: `${written(table.name)}(${args.map(({ text }) => text).join(", ")})`,
    free: args.every(({ free }) => free),
  };
}

function argument(
  w: World,
  at: Place,
  { type, window }: Axis,
  depth: number,
): Pick<Typed, "text" | "free"> {
  if (type.kind === "number") {
    const wanted =
      window !== "none"
        ? windowAt(w, at, window)
        : at.kind === "credit"
          ? "deal"
          : (`each ${at.period}` as const);
    return number(w, at, { unit: type.unit, window: wanted }, depth - 1);
  }
  const fields = readings(w, at).filter((reading) => isSame(reading.type, type));
  if (fields.length > 0 && w.draw.chance(80)) {
    const reading = w.draw.pick(fields);
    return { text: present(w, at, reading), free: reading.free };
  }
  return { text: otherLiteral(w, type, at) ?? literal(w, "ratio"), free: true };
}

function isSame(a: FieldType, b: FieldType): boolean {
  return a.kind === "enum" && b.kind === "enum"
    ? sameMembers(a.members, b.members)
    : a.kind === b.kind;
}
