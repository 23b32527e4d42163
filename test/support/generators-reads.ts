// What can be read at a place of a generated plan: fields of the row, of the payee, of rows referred to, and by key.
import { PERIOD_KINDS, type PeriodKind } from "@attain/runtime";
import { dayOf, literal, member, otherLiteral } from "./generators-literals.ts";
import { perText } from "./generators-sources.ts";
import {
  each,
  type Field,
  type FieldType,
  people,
  type Place,
  type Source,
  source,
  type Window,
  type World,
} from "./generators-world.ts";

/** A value that can be read, of any type. */
export interface Reading {
  readonly text: string;
  readonly type: FieldType;
  readonly window: Window;
  /** Its cell may be empty: `otherwise` must follow. */
  readonly optional: boolean;
  /** Its row may be missing: `otherwise` may follow. */
  readonly keyed: boolean;
  /** `is present` can be asked of it. */
  readonly isField: boolean;
}

export function readings(w: World, at: Place): Reading[] {
  return [
    ...rowReadings(w, at),
    ...payeeReadings(w, at),
    ...parameterReadings(w, at),
    ...(at.kind === "row" ? [] : keyedReadings(w, at)),
  ];
}

/** Fields of the row at hand, and of the rows that it refers to. */
function rowReadings(w: World, at: Place): Reading[] {
  return (at.row?.fields ?? []).flatMap((field) => {
    const name = field.name;
    const isLong = at.row !== undefined && at.row !== people(w) && w.draw.chance(10);
    const own = fieldReading(field, isLong ? `${at.row.name}.${name}` : name, at);
    return own.optional ? [own] : [own, ...referred(w, name, field.type, at.row)];
  });
}

function payeeReadings(w: World, at: Place): Reading[] {
  if (at.kind === "row") return [];
  const person: FieldType = { kind: "row", source: people(w).name };
  const itself: Reading = {
    text: "payee",
    type: person,
    window: "none",
    optional: false,
    keyed: false,
    isField: false,
  };
  if (w.draw.chance(30)) return [itself, ...referred(w, "payee", person)];
  const inRow = { ...at, row: undefined };
  return [itself, ...people(w).fields.map((field) => fieldReading(field, field.name, inRow))];
}

/** Fields of a row that an expression leads to. */
function referred(w: World, text: string, type: FieldType, row?: Source): Reading[] {
  if (type.kind !== "row") return [];
  const fields = source(w, ({ name }) => name === type.source).fields;
  const nowhere = { row, sure: new Set<string>() };
  return fields.map((field) => fieldReading(field, `${text}.${field.name}`, nowhere));
}

function fieldReading(
  { name, type, optional }: Field,
  text: string,
  { row, sure }: { readonly row?: Source | undefined; readonly sure: ReadonlySet<string> },
): Reading {
  return {
    text,
    type,
    window: windowOfField(type, row !== undefined),
    optional: optional === true && !sure.has(name),
    keyed: false,
    isField: true,
  };
}

/** Amounts of a row are those of one deal. */
function windowOfField(type: FieldType, inRow: boolean): Window {
  if (type.kind !== "number") return "none";
  if (type.per !== undefined) return each(type.per);
  return inRow && type.unit !== "ratio" && !type.unit.includes(" per ") ? "deal" : "none";
}

function parameterReadings(w: World, at: Place): Reading[] {
  return w.parameters.map(({ name, type, changes }) => ({
    text: changes ? `${name} at ${day(w, at)}` : name,
    type,
    window: windowOfField(type, false),
    optional: false,
    keyed: false,
    isField: false,
  }));
}

// ── By key ──────────────────────────────────────────────────────────────────────────────────────────────────────

function keyedReadings(w: World, at: Place): Reading[] {
  return w.sources
    .filter(({ role }) => role === "quotas" || role === "timeline" || role === "prices")
    .flatMap((of) => {
      const head = keyedHead(w, at, of);
      return of.fields
        .filter(({ key }) => key !== true)
        .flatMap((field) => keyedReading(w, at, of, field, head));
    });
}

/** The source by its name, with the keys fixed that neither the payee nor the period gives. */
function keyedHead(w: World, at: Place, of: Source): string {
  const pins = of.fields.flatMap(({ name, type, key }) => {
    if (key !== true) return [];
    if (type.kind === "enum") return [`${name} is ${listValue(w, at, type)}`];
    if (type.kind !== "period") return [];
    const isKnown = isAsLong(type.period, at.period) && w.draw.chance(85);
    return isKnown ? [] : [`${name} is ${otherLiteral(w, type) ?? ""}`];
  });
  return pins.length === 0 ? of.name : `(${of.name} where ${pins.join(" and ")})`;
}

/** A value of a list: one of its members, or a field that has one. */
function listValue(w: World, at: Place, type: Extract<FieldType, { kind: "enum" }>): string {
  const fields = [...rowReadings(w, at), ...payeeReadings(w, at)].filter(
    (reading) => !reading.optional && isSameType(reading.type, type),
  );
  return fields.length > 0 && w.draw.chance(50)
    ? w.draw.pick(fields).text
    : member(w.draw.pick(type.members));
}

export function isSameType(a: FieldType, b: FieldType): boolean {
  if (a.kind === "enum" && b.kind === "enum")
    return a.members.length === b.members.length && a.members.every((m) => b.members.includes(m));
  if (a.kind === "period" && b.kind === "period") return a.period === b.period;
  if (a.kind === "row" && b.kind === "row") return a.source === b.source;
  return a.kind === b.kind && a.kind !== "number";
}

function keyedReading(
  w: World,
  at: Place,
  { validity }: Source,
  { name, type, optional }: Field,
  head: string,
): Reading[] {
  const reading: Reading = {
    text: `${head}.${name}`,
    type,
    window: windowOfField(type, false),
    optional: optional === true,
    keyed: true,
    isField: true,
  };
  if (validity === undefined) return [reading];
  if ((name === validity.from || name === validity.until) && w.draw.chance(70)) return [];
  const isAverage = type.kind === "number" && optional !== true && w.draw.chance(30);
  const how = isAverage
    ? `weighted by ${w.draw.pick(["days", "working days"])}`
    : `at ${day(w, at)}`;
  return [{ ...reading, text: `${reading.text} ${how}` }];
}

/** A day on which something is read. */
function day(w: World, at: Place): string {
  const ofRow = (at.row?.fields ?? []).filter(
    ({ type, optional, name }) => type.kind === "date" && (optional !== true || at.sure.has(name)),
  );
  const names = ofRow.map(({ name }) => name);
  const period = w.draw.pick(periodsFrom(w, at.period));
  const edges =
    at.kind === "row" ? [] : ["start", "end", `(start of ${period})`, `(end of ${period})`];
  return w.draw.pick([...names, ...edges, dayOf(w)]);
}

/** Kinds of period as long as one, or longer, that the calendar has. */
export function periodsFrom({ pays }: World, shortest: PeriodKind): PeriodKind[] {
  return PERIOD_KINDS.filter(
    (kind) => isAsLong(kind, shortest) && (kind !== "Cycle" || pays === "Cycle"),
  );
}

export function isAsLong(kind: PeriodKind, other: PeriodKind): boolean {
  return PERIOD_KINDS.indexOf(kind) >= PERIOD_KINDS.indexOf(other);
}

/** The reading, with what holds where it is missing. */
export function present(w: World, { optional, keyed, text, type }: Reading): string {
  if (!optional && (!keyed || w.draw.chance(30))) return text;
  const fallback =
    type.kind === "number" ? literal(w, type.unit) + perText(type) : otherLiteral(w, type);
  return fallback === undefined ? text : `(${text} otherwise ${fallback})`;
}
