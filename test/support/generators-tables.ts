// Tables of generated plans: every kind of rates and lookups, along every kind of axis, with rows that meet.
import { positionsIn } from "../../compiler/src/check/periods.ts";
import {
  axes,
  type AxisMaking,
  enumAxis,
  numberAxis,
  openAxis,
  periodAxis,
  periodPlace,
  rowAxis,
} from "./generators-axes.ts";
import { digitsOf, literal, member, otherLiteral, percentOf } from "./generators-literals.ts";
import { written } from "./generators-names.ts";
import { isOpen } from "./generators-open.ts";
import {
  type Axis,
  type FieldType,
  mark,
  number,
  SEAT,
  type Table,
  type Typed,
  type Unit,
  type World,
} from "./generators-world.ts";

type Kind = Table["kind"];

/** Writes a table to the plan, and remembers it. */
export function makeTable(w: World): void {
  const draft = w.draw.chance(60) ? ratesDraft(w) : lookupDraft(w);
  if (draft === undefined) return;
  const { heading, rows, free, ...table } = draft;
  const name = w.names.take("table");
  w.members.push(
    [`  ${table.role} ${written(name)} ${heading}`, ...rows.map((row) => `    ${row}`)].join("\n"),
  );
  w.tables.push({ ...table, name, free });
}

interface Draft extends Omit<Table, "name"> {
  readonly heading: string;
  readonly rows: readonly string[];
}

// ── Rates ───────────────────────────────────────────────────────────────────────────────────────────────────────

function ratesDraft(w: World): Draft | undefined {
  const kind = w.draw.weighted<Kind>([
    [4, "marginal"],
    [3, "whole"],
    [2, "whole above"],
    [2, "interpolated"],
  ]);
  const second =
    kind === "marginal" || kind === "whole"
      ? w.draw.maybe(20, () => axes(w, secondAxes(kind)))
      : [];
  const first = axes(
    w,
    kind === "whole"
      ? [numberAxis, numberAxis, enumAxis, rowAxis, openAxis]
      : [numberAxis, numberAxis, lineAxis],
  );
  const all = [first, ...second].filter((axis) => axis !== undefined);
  if (
    first === undefined ||
    all.some(
      ({ rowOf }, i) =>
        i > 0 && rowOf !== undefined && first.rowOf !== undefined && rowOf !== first.rowOf,
    )
  )
    return undefined;
  const value = ratesValue(w, first);
  const isAsked = first.toDate === "moving" || (first.toDate === "still" && kind !== "marginal");
  const earlier = isAsked ? w.draw.pick(["kept", "again"] as const) : undefined;
  const words =
    earlier === undefined
      ? ""
      : earlier === "kept"
        ? ", earlier periods keep their rate"
        : ", earlier periods are rated again";
  const body = all.length > 1 ? grid(w, all, value, "pay") : lines(w, kind, first, value, "pay");
  const pivot = body.pivot === undefined ? "" : ` above ${body.pivot}`;
  const name = kind === "whole above" ? "whole" : kind;
  return {
    role: "rates",
    kind,
    axes: all,
    value,
    heading: `${name}${pivot} by ${all.map(({ text }) => text).join(" and ")}${words}`,
    rows: body.rows,
    free: body.free && all.every(isFree),
    ratedAgain: earlier === "again",
  };
}

/** Along a number, whatever its name. */
function lineAxis(w: World): Axis {
  return openAxis(w, "numbers");
}

function secondAxes(kind: Kind): readonly AxisMaking[] {
  return kind === "whole" ? [numberAxis, enumAxis, rowAxis] : [numberAxis, enumAxis];
}

function isFree({ free }: Axis): boolean {
  return free;
}

/** A part of the base, or so much for each seat of it. */
function ratesValue(w: World, { type }: Axis): FieldType {
  const isOfSeats = type.kind === "number" && type.unit === SEAT;
  const isPrice = isOfSeats ? w.draw.chance(70) : w.draw.chance(10);
  return { kind: "number", unit: isPrice ? `${w.currency} per ${SEAT}` : "ratio" };
}

// ── Lookups ─────────────────────────────────────────────────────────────────────────────────────────────────────

function lookupDraft(w: World): Draft | undefined {
  const isSmooth = w.draw.chance(30);
  const making: readonly AxisMaking[] = isSmooth
    ? [numberAxis, lineAxis]
    : [numberAxis, enumAxis, rowAxis, openAxis, periodAxis];
  const first = axes(w, making);
  const second = isSmooth ? [] : w.draw.maybe(25, () => axes(w, [numberAxis, enumAxis]));
  const all = [first, ...second].filter((axis) => axis !== undefined);
  if (first === undefined) return undefined;
  const isOpenPeriod = all.some(({ type }) => type.kind === "period") && all.length > 1;
  if (isOpenPeriod) return undefined;
  const value = isSmooth ? smoothValue(w) : lookupValue(w, all);
  const kind: Kind = isSmooth ? "interpolated" : "lookup";
  const body =
    all.length > 1 ? grid(w, all, value, "gives") : lines(w, kind, first, value, "gives");
  return {
    role: "lookup",
    kind,
    axes: all,
    value,
    heading: `${isSmooth ? "interpolated " : ""}by ${all.map(({ text }) => text).join(" and ")}`,
    rows: body.rows,
    free: body.free && all.every(isFree),
    ratedAgain: false,
  };
}

function smoothValue(w: World): FieldType {
  return { kind: "number", unit: w.draw.pick(["ratio", w.currency, SEAT]) };
}

function lookupValue(w: World, all: readonly Axis[]): FieldType {
  const isInBrackets = all.some(({ by }) => by === "type");
  return w.draw.weighted<FieldType>([
    [4, { kind: "number", unit: "ratio" }],
    [4, { kind: "number", unit: w.currency }],
    [1, { kind: "number", unit: w.currency, per: w.pays }],
    [1, { kind: "number", unit: "count" }],
    [1, { kind: "number", unit: SEAT }],
    [1, { kind: "text" }],
    [1, { kind: "yes or no" }],
    [1, isInBrackets && isOpen("date-lookup-in-brackets") ? { kind: "text" } : { kind: "date" }],
  ]);
}

// ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Body {
  readonly rows: readonly string[];
  readonly free: boolean;
  readonly pivot?: string;
}

type Verb = "pay" | "gives";

function lines(w: World, kind: Kind, axis: Axis, value: FieldType, verb: Verb): Body {
  if (axis.type.kind !== "number") return cases(w, axis, value, verb);
  if (kind === "interpolated") return points(w, axis.type.unit, value, verb);
  return steps(w, kind, axis, axis.type.unit, value, verb);
}

/** `from X pay V`, perhaps with ends that meet the next row, a bound that is computed, and a row below. */
function steps(w: World, kind: Kind, axis: Axis, unit: Unit, value: FieldType, verb: Verb): Body {
  const { draw } = w;
  const isBent = kind === "whole above";
  const bounds = rising(w, unit, draw.int(isBent ? 2 : 1, 5));
  const cells = bounds.map(() => cell(w, axis, value));
  const below = isBent ? [] : draw.maybe(70, () => cell(w, axis, value));
  const canCompute = !isBent && bounds.length > 1;
  const computed = canCompute ? draw.maybe(10, () => bound(w, axis, unit)).flat() : [];
  const starts = [
    ...bounds.slice(0, bounds.length - computed.length),
    ...computed.map(({ text }) => text),
  ];
  const ends = computed.length > 0 ? [] : endsOf(w, bounds, unit);
  const rows = starts.map(
    (from, i) =>
      `${draw.chance(75) ? "from" : "above"} ${from}${ends[i] ?? ""} ${verb} ${cells[i]?.text}`,
  );
  const first = below.map(({ text }) => `below ${bounds[0]} ${verb} ${text}`);
  return {
    rows: draw.chance(50) ? [...first, ...rows] : [...rows, ...first],
    free: [...cells, ...below, ...computed].every(({ free }) => free),
    ...(isBent ? { pivot: bounds[1] ?? "" } : {}),
  };
}

/** Ends of rows, which needn't be told: where the next one starts, or, of the last, far away. */
function endsOf(w: World, bounds: readonly string[], unit: Unit): string[] {
  return bounds.map((_, i) => {
    const next = bounds[i + 1] ?? beyond(w, unit);
    return w.draw.chance(10) ? ` to ${next}` : "";
  });
}

function points(w: World, unit: Unit, value: FieldType, verb: Verb): Body {
  const { draw } = w;
  const bounds = rising(w, unit, draw.int(2, 4));
  const plain = (): string => constant(w, value);
  const rows = bounds.map((at) => `at ${at} ${verb} ${plain()}`);
  const below = draw.maybe(70, () => `below ${bounds[0]} ${verb} ${plain()}`);
  const above = draw.maybe(
    70,
    () => `above ${bounds.at(-1)} ${draw.chance(40) ? "continues" : `${verb} ${plain()}`}`,
  );
  return { rows: [...below, ...rows, ...above], free: true };
}

function cases(w: World, axis: Axis, value: FieldType, verb: Verb): Body {
  const heads = headings(w, axis);
  const cells = heads.map(() => cell(w, axis, value));
  return {
    rows: heads.map((head, i) => `${head} ${verb} ${cells[i]?.text}`),
    free: cells.every(({ free }) => free),
  };
}

/** Values of a list, some together, and `anything else` for those that are left. */
function headings({ draw }: World, { type }: Axis): string[] {
  const members =
    type.kind === "enum"
      ? type.members.map(member)
      : type.kind === "period"
        ? positionsIn(type.period)
        : [];
  const named = draw.chance(50) ? [...members] : draw.some(members, 1);
  const groups =
    named.length > 2 && draw.chance(40)
      ? [named.slice(0, 2), ...named.slice(2).map((name) => [name])]
      : named.map((name) => [name]);
  const rest = named.length < members.length || draw.chance(10) ? ["for anything else"] : [];
  return [...groups.map((names) => `for ${names.join(", ")}`), ...rest];
}

/** One body along the first axis for each heading of the second. */
function grid(w: World, [down, across]: readonly Axis[], value: FieldType, _verb: Verb): Body {
  if (down === undefined || across === undefined) return { rows: [], free: true };
  const columns = gridHeadings(w, across);
  const cells = gridHeadings(w, down).map((head) => ({
    head,
    values: columns.map(() => cell(w, down, value)),
  }));
  return {
    rows: [
      `|  | ${columns.join(" | ")} |`,
      ...cells.map(
        ({ head, values }) => `| ${head} | ${values.map(({ text }) => text).join(" | ")} |`,
      ),
    ],
    free: cells.every(({ values }) => values.every(({ free }) => free)),
  };
}

function gridHeadings(w: World, axis: Axis): string[] {
  if (axis.type.kind !== "number") return headings(w, axis);
  return rising(w, axis.type.unit, w.draw.int(1, 3)).map(
    (from) => `${w.draw.chance(80) ? "from" : "above"} ${from}`,
  );
}

// ── Cells and bounds ────────────────────────────────────────────────────────────────────────────────────────────

/** A value of a table: mostly a literal, sometimes computed for the payee and the period. */
function cell(w: World, axis: Axis, value: FieldType): Pick<Typed, "text" | "free"> {
  const isComputed =
    value.kind === "number" &&
    axis.rowOf === undefined &&
    w.draw.chance(12) &&
    !isOpen("table-read-eagerly");
  if (!isComputed) return { text: constant(w, value), free: true };
  const made = number(
    w,
    periodPlace(w),
    { unit: value.unit, window: value.per === undefined ? "none" : `each ${value.per}` },
    1,
  );
  if (made.window === "none" && value.per !== undefined)
    return { text: constant(w, value), free: true };
  return { text: `(${made.text})`, free: made.free };
}

function constant(w: World, value: FieldType): string {
  if (value.kind !== "number") return otherLiteral(w, value, periodPlace(w)) ?? "yes";
  const sign = w.draw.chance(8) ? "-" : "";
  return `${sign}${literal(w, value.unit)}${value.per === undefined ? "" : ` per ${value.per}`}`;
}

/** A bound that is known only when the table is read; literals must rise. */
function bound(w: World, axis: Axis, unit: Unit): Typed[] {
  const made = number(w, periodPlace(w), { unit, window: axis.window }, 1);
  return /^\(?-?\(?\d/.test(made.text) || made.text.includes("payee.") ? [] : [made];
}

/** Different literals of a unit, the lowest first, the first of them zero more often than not. */
function rising(w: World, unit: Unit, count: number): string[] {
  const digits = new Set(w.draw.chance(60) ? ["0"] : []);
  for (let i = 0; digits.size < count && i < 20; i += 1)
    digits.add(unit === "ratio" ? percentOf(w.draw) : digitsOf(w.draw, unit));
  const sorted = [...digits]
    .map((text) => String(Number(text)))
    .sort((a, b) => Number(a) - Number(b));
  const distinct = [...new Set(sorted)];
  for (const text of distinct) mark(w, unit, text);
  return distinct.map((text) => withUnit(text, unit));
}

function beyond(w: World, unit: Unit): string {
  const digits = unit === "ratio" ? "1000" : "2000000000000";
  mark(w, unit, digits);
  return withUnit(digits, unit);
}

function withUnit(digits: string, unit: Unit): string {
  if (unit === "ratio") return `${digits}%`;
  return unit === "count" || unit === "number" ? digits : `${digits} ${unit}`;
}
