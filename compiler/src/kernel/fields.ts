/** Cells of the payee's row, of rows that it refers to, and of keyed sources. */
import { containing, dateOfDay, dayNumber, workingDays } from "@attain/runtime";
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import {
  type CellFacts,
  cellName,
  type CellPath,
  type KeyPart,
  type Months,
  type Often,
  PAYEE,
} from "./cells.ts";
import type { At, Payees } from "./payees.ts";
import {
  chosen,
  doubted,
  NOTHING,
  type NumberValue,
  SURE,
  type TextValue,
  type Value,
} from "./values.ts";

export const OWN_KEY: TextValue = {
  kind: "text",
  value: { op: "text input", name: PAYEE },
  ...SURE,
};

export function cellValue(p: Payees, node: ir.Field | ir.Keyed, at: At): Value {
  const { value, absent } = cell(p, node, at);
  return doubted(value, absent);
}

/** The value; missing too where it is read from a keyed source that has no row for it. */
export function ifPresent(p: Payees, node: ir.Expr, at: At): Value {
  if (node.op !== "keyed") return p.value(node, at);
  const { value, absent } = cell(p, node, at);
  return { ...value, missing: form.or(value.missing, absent) };
}

/** The fallback holds where the value is missing, or its row is. */
export function otherwise(p: Payees, node: ir.Otherwise<ir.Expr>, at: At): Value {
  const value = ifPresent(p, node.value, at);
  if (value.missing === form.NO) return value;
  const there = { ...value, missing: form.NO, doubt: form.NO };
  const found = chosen(value.missing, p.value(node.fallback, at), there, node);
  return doubted(found, value.doubt);
}

/** Whole months between the date in a cell and a day. */
export function monthsIn(
  p: Payees,
  node: ir.Field | ir.Keyed,
  months: Months,
  at: At,
): NumberValue {
  const type = { kind: "number", unit: "count" } as const;
  const { value, absent } = cellAt(p, { ...pathOf(p, node, at), type, months });
  const doubt = form.or(value.missing, absent);
  return { ...doubted(value as NumberValue, doubt), missing: form.NO };
}

function cell(p: Payees, node: ir.Field | ir.Keyed, at: At): Cell {
  if (node.op === "keyed" && node.reading?.how === "weighted")
    return averaged(p, node, node.reading.by, at);
  return cellAt(p, pathOf(p, node, at));
}

/** A cell, and where there is no row for it. */
export interface Cell {
  readonly value: Value;
  readonly absent: Bool;
}

/** The average over the days of the period; each day must have a value. */
function averaged(p: Payees, node: ir.Keyed, by: "days" | "working days", at: At): Cell {
  const { calendar } = p.program;
  const { start, end } = known(at.period, "the period");
  const [first, last] = [dayNumber(start), dayNumber(end)];
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const isCounted = (day: number): boolean =>
    by === "days" || workingDays(calendar, dateOfDay(day), dateOfDay(day)) > 0;
  const days = all.filter(isCounted);
  if (days.length === 0) return { value: NOTHING, absent: form.NO };
  const { value, absent } = cellAt(p, { ...pathOf(p, node, at), days });
  const count = number.integer(form.constant(BigInt(days.length)));
  const sum = value as NumberValue;
  return { value: { ...sum, value: number.over(sum.value, count) }, absent };
}

function cellAt(p: Payees, path: CellPath): Cell {
  const name = cellName(path);
  return p.cell(name, () => cellOf(p, name, path));
}

function cellOf(p: Payees, name: string, path: CellPath): Cell {
  const facts = p.reader.cell(path);
  const missing = often(facts.missing, `missing ${name}`);
  const doubt = often(facts.doubtful, `doubtful ${name}`);
  const value = { ...contentOf(p, name, path.type, facts), missing, doubt };
  return { value: value as Value, absent: often(facts.absent, `absent ${name}`) };
}

function often(how: Often, name: string): Bool {
  if (how === "sometimes") return { op: "flag", name };
  return how === "always" ? form.YES : form.NO;
}

function contentOf(
  p: Payees,
  name: string,
  type: ir.ValueType,
  { range, scale }: CellFacts,
): Pick<Value, "kind" | "value"> {
  switch (type.kind) {
    case "number":
      return { kind: "number", value: { digits: p.input(name, range), scale } };
    case "date":
      return { kind: "day", value: p.input(name, range) };
    case "yes or no":
      return { kind: "flag", value: { op: "flag", name } };
    default:
      return { kind: "text", value: { op: "text input", name } };
  }
}

function pathOf(p: Payees, node: ir.Field | ir.Keyed, at: At): CellPath {
  const { source, type, optional, origin } = node;
  const { keys: names } = p.time.source(source);
  const facts = { source, type, optional };
  for (const name of names) {
    const kind = p.time.source(source).fields.find((field) => field.name === name)?.type.kind;
    if (kind !== undefined && !HELD_AS_TEXT.has(kind))
      throw new Unsupported(`a row of ${source} is found by ${said(kind)}`, origin);
  }
  if (node.op === "field") {
    if (names.length !== 1)
      throw new Unsupported(`a row of ${source} is referred to by several keys`, origin);
    return { ...facts, field: node.name, keys: [keyPart(p, node.at, at)] };
  }
  const keys = names.map((name) => {
    const key = known(
      node.keys.find(({ field }) => field === name),
      "a key",
    );
    return keyOf(p, key, at);
  });
  const day = dayOf(p, node, at);
  return { ...facts, field: node.field, keys, ...(day === undefined ? {} : { day }) };
}

function dayOf(p: Payees, { reading, origin }: ir.Keyed, at: At): number | undefined {
  if (reading === undefined || reading.how === "weighted") return undefined;
  const { value, doubt } = p.day(reading.date, at);
  const day = form.valueOf(value);
  if (day === undefined || doubt !== form.NO)
    throw new Unsupported("it is read on a day that isn't the same for everybody", origin);
  return Number(day);
}

function keyOf(p: Payees, key: ir.Key, at: At): KeyPart {
  switch (key.by) {
    case "payee":
      return { by: "payee" };
    case "period": {
      const period = containing(p.program.calendar, key.period, known(at.period, "the period"));
      return { by: "text", text: period.name };
    }
    case "value":
      return keyPart(p, key.value, at);
  }
}

/** What a row is found by: the payee, a text that is known, or another cell. */
function keyPart(p: Payees, node: ir.Expr, at: At): KeyPart {
  if (node.op === "field" || node.op === "keyed") {
    if (HELD_AS_TEXT.has(node.type.kind)) return { by: "cell", cell: pathOf(p, node, at) };
    throw new Unsupported(`a row is found by ${said(node.type.kind)}`, node.origin);
  }
  if (node.op === "measure") {
    const means = p.plan.measures.find(
      ({ name, period }) => name === node.name && period === at.period?.kind,
    );
    if (means?.exceptions.length === 0) return keyPart(p, means.value, at);
  }
  const { value, doubt } = p.text(node, at);
  if (value === OWN_KEY.value) return { by: "payee" };
  if (value.op === "text" && doubt === form.NO) return { by: "text", text: value.value };
  throw new Unsupported("a row is found by a key that is worked out", node.origin);
}

const HELD_AS_TEXT: ReadonlySet<string> = new Set(["text", "enum", "period", "row"]);

function said(kind: string): string {
  return kind === "yes or no" ? "yes or no" : `a ${kind}`;
}
