// What tables of generated plans run along: measures, credits, years to date, lists, types, parts of the year.
import { PERIOD_KINDS, type PeriodKind } from "@attain/runtime";
import { positionsIn } from "../../compiler/src/check/periods.ts";
import { written } from "./generators-names.ts";
import { isOpen } from "./generators-open.ts";
import { readings } from "./generators-readings.ts";
import { windowKinds } from "./generators-time.ts";
import {
  type Axis,
  type Base,
  type Credit,
  type FieldType,
  type Place,
  SEAT,
  type Typed,
  typed,
  type World,
} from "./generators-world.ts";

export type AxisMaking = (w: World) => Axis | undefined;

export function axes(w: World, making: readonly AxisMaking[]): Axis | undefined {
  return w.draw.pick(making)(w);
}

// ── By a value ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Along a measure, a credit, a credit to date, or a number of the payee. */
export function numberAxis(w: World): Axis | undefined {
  const made = w.draw.weighted<AxisMaking>([
    [4, measureAxis],
    [3, creditAxis],
    [4, toDateAxis],
    [1, payeeNumberAxis],
  ]);
  return made(w) ?? creditAxis(w);
}

function measureAxis(w: World): Axis | undefined {
  const numbers = w.measures.flatMap((measure) =>
    measure.value === "condition" || measure.toDate === "perhaps"
      ? []
      : [{ ...measure, value: measure.value }],
  );
  if (numbers.length === 0) return undefined;
  const { name, value, along = [], toDate } = w.draw.pick(numbers);
  const text = written(name);
  const itself: Base = { ...value, text };
  const multiples =
    value.unit === "ratio" && value.window === "none"
      ? [typed(`${text} x 100 ${w.currency}`, w.currency, "none", value.free)]
      : [];
  return {
    by: "value",
    text,
    type: { kind: "number", unit: value.unit },
    window: value.window,
    along: [itself, ...multiples, ...along],
    spread: text,
    toDate,
    free: value.free,
  };
}

function creditAxis(w: World): Axis | undefined {
  if (w.credits.length === 0) return undefined;
  const credit = w.draw.pick(w.credits);
  const text = written(credit.name);
  return {
    by: "value",
    text,
    type: { kind: "number", unit: credit.unit },
    window: `each ${w.pays}`,
    along: basesOf(w, credit),
    spread: text,
    toDate: "no",
    free: true,
  };
}

/** Along the year (half, quarter …) to date of a credit; of the pay period itself now and then. */
function toDateAxis(w: World): Axis | undefined {
  if (w.credits.length === 0) return undefined;
  const credit = w.draw.pick(w.credits);
  const kinds = windowKinds(w, periodPlace(w)).filter((kind) => kind !== "Cycle");
  const kind = w.draw.pick(kinds);
  const isItself = kind === w.pays;
  return {
    by: "value",
    text: `${written(credit.name)} ${kind.toLowerCase()} to date`,
    type: { kind: "number", unit: credit.unit },
    window: isItself ? `each ${kind}` : `to date ${kind}`,
    along: basesOf(w, credit),
    toDate: isItself ? "no" : "still",
    free: false,
  };
}

/** The credit's total, and the credits themselves in a component for each of them. */
export function basesOf(w: World, credit: Credit): Base[] {
  return [
    typed(written(credit.name), credit.unit, `each ${w.pays}`),
    { ...typed("credited", credit.unit, "deal"), credit: credit.name },
  ];
}

function payeeNumberAxis(w: World): Axis | undefined {
  const at = periodPlace(w);
  const found = readings(w, at).filter(
    ({ type, optional, keyed, text }) =>
      type.kind === "number" && !optional && keyed !== true && !text.includes(" at "),
  );
  if (found.length === 0) return undefined;
  const { text, type, window, free } = w.draw.pick(found);
  if (type.kind !== "number") return undefined;
  const along: Typed[] = [typed(text, type.unit, window, free)];
  const spread = text.includes(".") ? {} : { spread: text };
  return { by: "value", text, type, window, along, ...spread, toDate: "no", free };
}

/** Along a list of the payee. */
export function enumAxis(w: World): Axis | undefined {
  const at = periodPlace(w);
  const found = readings(w, at).filter(
    ({ type, optional, keyed }) => type.kind === "enum" && !optional && keyed !== true,
  );
  return found.length === 0 ? undefined : valueAxis(w.draw.pick(found));
}

function valueAxis({
  text,
  type,
  free,
}: {
  readonly text: string;
  readonly type: FieldType;
  readonly free: boolean;
}): Axis {
  return { by: "value", text, type, window: "none", along: [], toDate: "no", free };
}

/** Along a list in the rows of a credit: only a component for each of them can use it. */
export function rowAxis(w: World): Axis | undefined {
  if (w.credits.length === 0) return undefined;
  const { source, sure } = w.draw.pick(w.credits);
  const found = source.fields.filter(
    ({ type, optional, name }) => type.kind === "enum" && (optional !== true || sure.has(name)),
  );
  if (found.length === 0) return undefined;
  const { name, type } = w.draw.pick(found);
  return { ...valueAxis({ text: written(name), type, free: true }), rowOf: source.name };
}

// ── By a type ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Along the base itself, or whatever stands in brackets. */
export function openAxis(w: World, kind?: "numbers"): Axis {
  const names = kind === "numbers" && isOpen("rates-along-lists") ? [] : [...w.types];
  const numbers: readonly (readonly [string, string])[] = [
    [w.currency, w.currency],
    [SEAT, SEAT],
    ["Ratio", "ratio"],
    ["Count", "count"],
  ];
  if (names.length > 0 && w.draw.chance(30)) {
    const [name, members] = w.draw.pick(names);
    return openOf(name, { kind: "enum", members, name });
  }
  const [text, unit] = w.draw.pick(numbers);
  return openOf(text, { kind: "number", unit });
}

export function periodAxis(w: World): Axis | undefined {
  const kinds = partsOfYear(w);
  if (kinds.length === 0) return undefined;
  const period = w.draw.pick(kinds);
  return openOf(period, { kind: "period", period });
}

function openOf(text: string, type: FieldType): Axis {
  return { by: "type", text, type, window: "none", along: [], toDate: "no", free: true };
}

/** Periods that a year is divided into, as long as the pay period or longer. */
function partsOfYear({ pays }: World): PeriodKind[] {
  const isLongEnough = (kind: PeriodKind): boolean =>
    PERIOD_KINDS.indexOf(kind) >= PERIOD_KINDS.indexOf(pays);
  return PERIOD_KINDS.filter((kind) => positionsIn(kind).length > 0 && isLongEnough(kind));
}

/** Where a payee and a period are at hand. */
export function periodPlace({ pays }: World, period: PeriodKind = pays): Place {
  return { kind: "period", period, sure: new Set() };
}
