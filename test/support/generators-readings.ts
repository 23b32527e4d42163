// What can be read at a place of a generated plan: fields of the row, of the payee, of rows referred to, and by key.
import { PERIOD_KINDS } from "@attain/runtime";
import { dayOf, literal, member, otherLiteral, periodLiteral } from "./generators-literals.ts";
import { written } from "./generators-names.ts";
import {
  type Field,
  type FieldType,
  type Place,
  type Source,
  source,
  type Window,
  type World,
} from "./generators-world.ts";
import { isOpen } from "./generators-open.ts";

/** A value that can be read, of any type. */
export interface Reading {
  readonly text: string;
  readonly type: FieldType;
  readonly window: Window;
  readonly free: boolean;
  /** May be missing: `otherwise` must follow. */
  readonly optional: boolean;
  /** May lead to no row: `otherwise` may follow. */
  readonly keyed?: true;
  /** A path that `is present` can ask for. */
  readonly path?: string;
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
  const { row } = at;
  if (row === undefined) return [];
  return row.fields.flatMap((field) => {
    const own = fieldReading(field, written(field.name), true, at.sure.has(field.name));
    const { type } = field;
    const leads = type.kind === "row" && !own.optional ? type.source : undefined;
    return [own, ...(leads === undefined ? [] : referred(w, own.text, leads, true))];
  });
}

function payeeReadings(w: World, at: Place): Reading[] {
  if (at.kind === "row") return [];
  const inRow = at.kind === "credit";
  const bare = w.people.fields.map((field) =>
    fieldReading(field, written(field.name), false, at.sure.has(field.name)),
  );
  const long = referred(w, "payee", w.people.name, inRow);
  return w.draw.chance(70) ? bare : long;
}

/** Fields of a row that an expression leads to. */
function referred(w: World, text: string, to: string, inRow: boolean): Reading[] {
  return source(w, to).fields.map((field) => {
    const path = `${text}.${written(field.name)}`;
    return { ...fieldReading(field, path, inRow, false), path };
  });
}

function fieldReading(
  { name, type, optional }: Field,
  text: string,
  inRow: boolean,
  sure: boolean,
): Reading {
  const isOptional = optional === true && !sure;
  const window = windowOf(type, inRow);
  const free = !window.startsWith("each");
  return { text, type, window, free, optional: isOptional, path: name };
}

/** Amounts of a row are those of one deal. */
function windowOf(type: FieldType, inRow: boolean): Window {
  if (type.kind !== "number") return "none";
  if (type.per !== undefined) return `each ${type.per}`;
  return inRow && type.unit !== "ratio" && !type.unit.includes(" per ") ? "deal" : "none";
}

function parameterReadings(w: World, at: Place): Reading[] {
  return w.parameters.map(({ name, type, changes }) => {
    const on = changes ? day(w, at) : "";
    const per = type.kind === "number" ? type.per : undefined;
    return {
      text: changes ? `${written(name)} at ${on}` : written(name),
      type,
      window: per === undefined ? "none" : `each ${per}`,
      free: per === undefined && !on.includes(" of "),
      optional: false,
    };
  });
}

// ── By key ──────────────────────────────────────────────────────────────────────────────────────────────────────

function keyedReadings(w: World, at: Place): Reading[] {
  return w.sources
    .filter(({ role }) => role === "quotas" || role === "timeline" || role === "prices")
    .flatMap((of) => {
      const head = keyedHead(w, at, of);
      if (head === undefined) return [];
      const values = of.fields.filter(({ key }) => key !== true);
      return values.flatMap((field) => keyedReading(w, at, of, field, head));
    });
}

interface Head {
  readonly text: string;
  readonly free: boolean;
}

/** The source by its name, with the keys fixed that neither the payee nor the period gives. */
function keyedHead(w: World, at: Place, of: Source): Head | undefined {
  const pins: string[] = [];
  let free = true;
  for (const { name, type, key } of of.fields) {
    if (key !== true) continue;
    if (type.kind === "period") {
      free = false;
      const known = PERIOD_KINDS.indexOf(type.period) >= PERIOD_KINDS.indexOf(at.period);
      const isMistaken = at.period !== w.pays && isOpen("keyed-in-other-period");
      if (known && !isMistaken && w.draw.chance(85)) continue;
      pins.push(`${written(name)} is ${periodLiteral(w, type.period)}`);
    } else if (type.kind === "enum") pins.push(`${written(name)} is ${listValue(w, at, type)}`);
    else if (type.kind !== "row") return undefined;
  }
  return {
    text:
      pins.length === 0 ? written(of.name) : `(${written(of.name)} where ${pins.join(" and ")})`,
    free,
  };
}

/** A value of a list: one of its members, or a field that has one. */
function listValue(w: World, at: Place, type: Extract<FieldType, { kind: "enum" }>): string {
  const fields = [
    ...(at.row === undefined ? [] : rowReadings(w, at)),
    ...payeeReadings(w, at),
  ].filter(
    (reading) =>
      !reading.optional &&
      reading.type.kind === "enum" &&
      sameMembers(reading.type.members, type.members),
  );
  return fields.length > 0 && w.draw.chance(50)
    ? w.draw.pick(fields).text
    : member(w.draw.pick(type.members));
}

export function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

function keyedReading(
  w: World,
  at: Place,
  of: Source,
  { name, type, optional }: Field,
  head: Head,
): Reading[] {
  const text = `${head.text}.${written(name)}`;
  const reading: Reading = {
    text,
    type,
    window: type.kind === "number" && type.per !== undefined ? `each ${type.per}` : "none",
    free: head.free && !(type.kind === "number" && type.per !== undefined && type.per === w.pays),
    optional: optional === true,
    keyed: true,
    path: text,
  };
  if (of.validity === undefined) return [reading];
  const isValidity = name === of.validity.from || name === of.validity.until;
  if (isValidity && w.draw.chance(70)) return [];
  if (type.kind === "number" && optional !== true && w.draw.chance(30))
    return [{ ...reading, text: `${text} weighted by ${w.draw.pick(["days", "working days"])}` }];
  const on = day(w, at);
  return [{ ...reading, text: `${text} at ${on}`, free: reading.free && !on.includes(" of ") }];
}

/** A day on which something is read. */
export function day(w: World, at: Place): string {
  const ofRow =
    at.row?.fields.filter(
      ({ type, optional, name }) =>
        type.kind === "date" && (optional !== true || at.sure.has(name)),
    ) ?? [];
  const names = ofRow.map(({ name }) => written(name));
  const period = w.draw.pick(
    PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(at.period)).filter(
      (kind) => kind !== "Cycle" || w.pays === "Cycle",
    ),
  );
  const edges =
    at.kind === "row" ? [] : ["start", "end", `(start of ${period})`, `(end of ${period})`];
  return w.draw.pick([...names, ...edges, dayOf(w)]);
}

// ── As values that are there ────────────────────────────────────────────────────────────────────────────────────

/** The reading, with what holds where it is missing. */
export function present(w: World, at: Place, reading: Reading): string {
  const { optional, keyed, text, type } = reading;
  if (text.includes(" weighted by ") && isOpen("weighted-otherwise")) return text;
  if (!optional && (keyed !== true || w.draw.chance(30))) return text;
  const fallback =
    type.kind === "number" ? literal(w, type.unit) + perText(type) : otherLiteral(w, type, at);
  return fallback === undefined ? text : `(${text} otherwise ${fallback})`;
}

function perText(type: Extract<FieldType, { kind: "number" }>): string {
  return type.per === undefined ? "" : ` per ${type.per}`;
}
