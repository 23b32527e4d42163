// Tables as they are used in generated plans: rates on a base that lies along them, values read by name or in brackets.
import { literal, otherLiteral } from "./generators-literals.ts";
import { isSameType, present, readings } from "./generators-reads.ts";
import {
  atom,
  type Axis,
  type Base,
  each,
  type Place,
  suits,
  type Table,
  type Typed,
  typed,
  type Want,
  type World,
} from "./generators-world.ts";

/** Tables that can be read at a place. */
export function tablesAt(w: World, at: Place, role: Table["role"]): Table[] {
  if (at.kind === "row") return [];
  return w.tables.filter(
    (table) =>
      table.role === role &&
      (table.free || at.period === w.pays) &&
      (!table.once || at.kind !== "credit") &&
      table.axes.every(({ rowOf }) => rowOf === undefined || rowOf === at.row?.name),
  );
}

/** `Commission on Bookings`, `Commission on net spread along attainment`. */
export function rates(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  const uses = tablesAt(w, at, "rates").flatMap((table) => usesOf(w, at, table, want, depth));
  return uses.length === 0 ? undefined : w.draw.pick(uses)();
}

/** The ways in which a table can give what is wanted. */
function usesOf(w: World, at: Place, table: Table, want: Want, depth: number): (() => Typed)[] {
  const [axis] = table.axes;
  const unit = baseUnit(table, want.unit);
  if (axis === undefined || unit === undefined) return [];
  const use = ({ text, window }: Typed, words = ""): Typed =>
    typed(`${table.name} on ${atom(text)}${words}`, want.unit, window);
  const wanted: Want = { unit, window: want.window };
  const anything = (): Typed => w.expressions.number(w, at, wanted, depth - 1);
  if (axis.by === "type" && axis.type.kind === "number")
    return axis.type.unit === unit ? [() => use(anything())] : [];
  if (axis.type.kind !== "number" || isReached(table)) return [() => use(anything())];
  if (at.elsewhere === true) return [];
  const bases = axis.along
    .map((base) => (base.window === each(w.pays) ? { ...base, window: each(at.period) } : base))
    .filter((base) => stands(base, at) && suits(base, wanted));
  const { spread } = axis;
  return [
    ...bases.map((base) => () => use(base)),
    ...(spread === undefined ? [] : [() => use(anything(), ` spread along ${spread}`)]),
  ];
}

/** A rate that is reached pays any base, wherever it lies. */
function isReached({ kind, again }: Table): boolean {
  return (kind === "whole" || kind === "interpolated") && !again;
}

/** What a table pays so much of: a part of anything with a unit, and `25 USD per seat` of seats. */
function baseUnit({ value }: Table, wanted: string): string | undefined {
  if (value.kind !== "number") return undefined;
  if (value.unit === "ratio") return wanted === "count" || wanted === "number" ? undefined : wanted;
  const [of, per] = value.unit.split(" per ");
  return of === wanted ? per : undefined;
}

/** Bases that are credits at hand stand in components for each of them only. */
function stands({ credit, window }: Base, at: Place): boolean {
  if (credit !== undefined) return credit === at.credit?.name;
  return at.kind === "period" || window !== "deal";
}

// ── Lookups ─────────────────────────────────────────────────────────────────────────────────────────────────────

export function lookups(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  const found = tablesAt(w, at, "lookup").flatMap((table) => {
    const { value } = table;
    if (value.kind !== "number") return [];
    const window = value.per === undefined ? "none" : each(value.per);
    return suits({ unit: value.unit, window }, want) ? [{ table, window } as const] : [];
  });
  if (found.length === 0) return undefined;
  const { table, window } = w.draw.pick(found);
  return typed(lookupText(w, at, table, depth), want.unit, window);
}

/** By its name where its axes say where it is read; else with values in brackets. */
export function lookupText(w: World, at: Place, { name, axes }: Table, depth: number): string {
  const isByPeriod = axes.some(({ type }) => type.kind === "period");
  const isOpen = axes.some(({ by }) => by === "type") && !isByPeriod;
  if (isByPeriod || (!isOpen && w.draw.chance(70))) return name;
  return `${name}(${axes.map((axis) => argument(w, at, axis, depth)).join(", ")})`;
}

function argument(w: World, at: Place, { type, window }: Axis, depth: number): string {
  if (type.kind === "number") {
    const here = at.kind === "credit" ? "deal" : each(at.period);
    const wanted = window === each(w.pays) ? each(at.period) : window === "none" ? here : window;
    return w.expressions.number(w, at, { unit: type.unit, window: wanted }, depth - 1).text;
  }
  const fields = readings(w, at).filter((reading) => isSameType(reading.type, type));
  return fields.length > 0 && w.draw.chance(80)
    ? present(w, w.draw.pick(fields))
    : (otherLiteral(w, type) ?? literal(w, "ratio"));
}
