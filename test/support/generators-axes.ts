// What tables of generated plans run along: measures, credits, years to date, lists, types, parts of the year.
import type { PeriodKind } from "@attain/runtime";
import { positionsIn } from "../../compiler/src/check/periods.ts";
import { periodsFrom } from "./generators-reads.ts";
import {
  type Axis,
  type Base,
  type Credit,
  each,
  type FieldType,
  people,
  SEAT,
  type ToDate,
  typed,
  type World,
} from "./generators-world.ts";

/** Along a measure, a credit, a credit to date, or a number of the payee. */
export function numberAxis(w: World): Axis | undefined {
  return w.draw.weighted<() => Axis | undefined>([
    [4, () => measureAxis(w)],
    [3, () => creditAxis(w)],
    [4, () => toDateAxis(w)],
    [1, () => payeeAxis(w, "number")],
  ])();
}

function measureAxis(w: World): Axis | undefined {
  const numbers = w.measures.filter(
    ({ value, toDate }) => value !== "condition" && toDate !== "perhaps",
  );
  if (numbers.length === 0) return undefined;
  const { name, value, along, toDate } = w.draw.pick(numbers);
  if (value === "condition") return undefined;
  const text = name;
  const multiples =
    value.unit === "ratio" && value.window === "none"
      ? [typed(`${text} x 100 ${w.currency}`, w.currency, "none")]
      : [];
  return {
    ...byNumber(text, value.unit, [{ ...value, text }, ...multiples, ...along], toDate),
    window: value.window,
    spread: text,
  };
}

function creditAxis(w: World): Axis {
  const credit = w.draw.pick(w.credits);
  const axis = byNumber(credit.name, credit.unit, basesOf(w, credit));
  return { ...axis, window: each(w.pays) };
}

function toDateAxis(w: World): Axis | undefined {
  const credit = w.draw.pick(w.credits);
  const longer = longerPeriods(w);
  if (longer.length === 0) return undefined;
  const kind = w.draw.pick(longer);
  const text = `${credit.name} ${kind.toLowerCase()} to date`;
  return {
    ...byNumber(text, credit.unit, basesOf(w, credit), "still"),
    window: `to date ${kind}`,
  };
}

/** What a year to date, or another, can be written of. */
export function longerPeriods(w: World): PeriodKind[] {
  return periodsFrom(w, w.pays).filter((kind) => kind !== w.pays && kind !== "Cycle");
}

/** The total of a credit, and the credits at hand. */
export function basesOf({ pays }: Pick<World, "pays">, { name, unit }: Credit): Base[] {
  return [typed(name, unit, each(pays)), { ...typed("credited", unit, "deal"), credit: name }];
}

function payeeAxis(w: World, kind: "number" | "enum"): Axis | undefined {
  const fields = people(w).fields.filter(({ type, optional }) => type.kind === kind && !optional);
  if (fields.length === 0) return undefined;
  const { name, type } = w.draw.pick(fields);
  const window = type.kind === "number" && type.per !== undefined ? each(type.per) : "none";
  const text = name;
  const along = type.kind === "number" ? [typed(text, type.unit, window)] : [];
  return { by: "value", text, type, window, along, toDate: "no" };
}

function byNumber(text: string, unit: string, along: readonly Base[], toDate: ToDate = "no"): Axis {
  const type: FieldType = { kind: "number", unit };
  return { by: "value", text, type, window: "none", along, toDate };
}

/** Along a list: of the payee, or of the row at hand. */
export function listAxis(w: World): Axis | undefined {
  if (w.draw.chance(50)) return payeeAxis(w, "enum");
  const { source } = w.draw.pick(w.credits);
  const lists = source.fields.filter(({ type, optional }) => type.kind === "enum" && !optional);
  if (lists.length === 0) return undefined;
  const { name, type } = w.draw.pick(lists);
  const place = { rowOf: source.name, window: "none", toDate: "no" } as const;
  return { by: "value", text: name, type, along: [], ...place };
}

/** Along a unit, the base itself or whatever stands in brackets; or along a list with a name. */
export function openAxis(w: World, isLine = false): Axis {
  if (!isLine && w.types.size > 0 && w.draw.chance(30)) {
    const [name, members] = w.draw.pick([...w.types]);
    return openOf(name, { kind: "enum", members, name });
  }
  const [text, unit] = w.draw.pick([
    [w.currency, w.currency],
    [SEAT, SEAT],
    ["Ratio", "ratio"],
    ["Count", "count"],
  ] as const);
  return openOf(text, { kind: "number", unit });
}

/** Along the quarters, months or halves of a year. */
export function periodAxis(w: World): Axis | undefined {
  const parts = periodsFrom(w, w.pays).filter((kind) => positionsIn(kind).length > 0);
  if (parts.length === 0) return undefined;
  const period = w.draw.pick(parts);
  return openOf(period, { kind: "period", period });
}

function openOf(text: string, type: FieldType): Axis {
  return { by: "type", text, type, window: "none", along: [], toDate: "no" };
}
