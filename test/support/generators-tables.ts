// Tables of generated plans: every kind of rates and lookups, along every kind of axis, with rows that meet.
import { positionsIn } from "../../compiler/src/check/periods.ts";
import { listAxis, numberAxis, openAxis, periodAxis } from "./generators-axes.ts";
import { number } from "./generators-expressions.ts";
import {
  digitsOf,
  label,
  literal,
  member,
  otherLiteral,
  percentOf,
  withUnit,
} from "./generators-literals.ts";
import { isFree, mentions } from "./generators-free.ts";
import { perText } from "./generators-sources.ts";
import {
  type Axis,
  each,
  type FieldType,
  mark,
  periodPlace,
  SEAT,
  type Table,
  type Unit,
  type World,
} from "./generators-world.ts";

type Draft = Pick<Table, "role" | "kind" | "axes" | "value"> & { readonly again?: true };

/** Writes a table to the plan, and remembers it. */
export function makeTable(w: World): void {
  const draft = (w.draw.chance(60) ? ratesDraft : lookupDraft)(w);
  if (draft === undefined) return;
  const { kind, axes, role } = draft;
  const { rows, pivot } = bodyOf(w, draft);
  const by = axes.map(({ text }) => text).join(" and ");
  const earlier = earlierOf(w, draft);
  const how = {
    marginal: "marginal ",
    whole: "whole ",
    "whole above": `whole above ${pivot} `,
    interpolated: "interpolated ",
    lookup: "",
  }[kind];
  const words =
    earlier === undefined
      ? ""
      : `, earlier periods ${earlier === "again" ? "are rated again" : "keep their rate"}`;
  const name = w.names.take("table");
  const heading = `${role} ${name}${label(w)} ${how}by ${by}${words}`;
  const text = [`  ${heading}`, ...rows.map((row) => `    ${row}`)].join("\n");
  w.members.push(text);
  const isOfPeriods = axes.some(({ type }) => type.kind === "period");
  const free = !isOfPeriods && isFree(w, text);
  const again = earlier === "again";
  const once = again || w.tables.some((table) => table.once && mentions(text, table.name));
  w.tables.push({ ...draft, name, again, once, free });
}

function ratesDraft(w: World): Draft | undefined {
  const kind = w.draw.weighted<Table["kind"]>([
    [4, "marginal"],
    [3, "whole"],
    [2, "whole above"],
    [2, "interpolated"],
  ]);
  const making =
    kind === "whole"
      ? [numberAxis, numberAxis, listAxis, (): Axis => openAxis(w, true), periodAxis]
      : [numberAxis, numberAxis, (): Axis => openAxis(w, true)];
  const hasTwo = (kind === "marginal" || kind === "whole") && w.draw.chance(20);
  const axes = axesOf(w, making, hasTwo);
  const [first] = axes ?? [];
  if (axes === undefined || first === undefined) return undefined;
  const isOfSeats = first.type.kind === "number" && first.type.unit === SEAT;
  const unit = w.draw.chance(isOfSeats ? 70 : 10) ? `${w.currency} per ${SEAT}` : "ratio";
  return { role: "rates", kind, axes, value: { kind: "number", unit } };
}

function lookupDraft(w: World): Draft | undefined {
  if (w.draw.chance(30)) {
    const axes = axesOf(w, [numberAxis, (): Axis => openAxis(w, true)], false);
    const unit = w.draw.pick(["ratio", w.currency, SEAT]);
    return axes && { role: "lookup", kind: "interpolated", axes, value: { kind: "number", unit } };
  }
  const axes = axesOf(w, [numberAxis, listAxis, openAxis, periodAxis], w.draw.chance(25));
  const isOfPeriods = axes?.some(({ type }) => type.kind === "period") === true;
  if (axes === undefined || (isOfPeriods && axes.length > 1)) return undefined;
  const value = w.draw.weighted<FieldType>([
    [4, { kind: "number", unit: "ratio" }],
    [4, { kind: "number", unit: w.currency }],
    [1, { kind: "number", unit: w.currency, per: w.pays }],
    [1, { kind: "number", unit: "count" }],
    [1, { kind: "number", unit: SEAT }],
    [1, { kind: "text" }],
    [1, { kind: "yes or no" }],
    [1, { kind: "date" }],
  ]);
  return { role: "lookup", kind: "lookup", axes, value };
}

type AxisMaking = (w: World) => Axis | undefined;

/** One axis or two; two that are fields of rows are those of one source. */
function axesOf(w: World, making: readonly AxisMaking[], hasTwo: boolean): Axis[] | undefined {
  const first = w.draw.pick(making)(w);
  const second = hasTwo ? w.draw.pick([numberAxis, listAxis])(w) : undefined;
  if (first === undefined || (hasTwo && second === undefined)) return undefined;
  const rows = [first, second].flatMap((axis) => axis?.rowOf ?? []);
  if (new Set(rows).size > 1) return undefined;
  return second === undefined ? [first] : [first, second];
}

/** What becomes of earlier periods, where the year to date that reaches a rate can mean two things. */
function earlierOf(w: World, { role, kind, axes: [axis] }: Draft): "kept" | "again" | undefined {
  const isAsked = axis?.toDate === "moving" || (axis?.toDate === "still" && kind !== "marginal");
  return role === "rates" && isAsked ? w.draw.pick(["kept", "again"]) : undefined;
}

// ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Body {
  readonly rows: readonly string[];
  readonly pivot?: string;
}

function bodyOf(w: World, draft: Draft): Body {
  const [axis, across] = draft.axes;
  if (axis === undefined) return { rows: [] };
  if (across !== undefined) return grid(w, draft, axis, across);
  if (axis.type.kind !== "number") return cases(w, draft, axis);
  return draft.kind === "interpolated"
    ? points(w, draft, axis.type.unit)
    : steps(w, draft, axis, axis.type.unit);
}

function verb({ role }: Draft): string {
  return role === "rates" ? "pay" : "gives";
}

/** `from X pay V`, perhaps with ends that meet the next row, a bound that is computed, and a row below. */
function steps(w: World, draft: Draft, axis: Axis, unit: Unit): Body {
  const { draw } = w;
  const isBent = draft.kind === "whole above";
  const bounds = rising(w, unit, draw.int(isBent ? 2 : 1, 5));
  const last = !isBent && bounds.length > 1 && draw.chance(10) ? bound(w, axis, unit) : undefined;
  const starts = last === undefined ? bounds : [...bounds.slice(0, -1), last];
  const rows = starts.map((start, i) => {
    const next = bounds[i + 1] ?? withUnit(unit === "ratio" ? "1000" : "2000000000000", unit);
    const end = last === undefined && draw.chance(10) ? ` to ${next}` : "";
    const word = isBent && i === 0 ? "from" : draw.weighted([[3, "from"] as const, [1, "above"]]);
    return `${word} ${start}${end} ${verb(draft)} ${cell(w, draft, axis)}`;
  });
  const below = draw.maybe(
    isBent ? 0 : 70,
    () => `below ${bounds[0]} ${verb(draft)} ${cell(w, draft, axis)}`,
  );
  return { rows: [...below, ...rows], ...(isBent ? { pivot: bounds[1] ?? "" } : {}) };
}

function points(w: World, draft: Draft, unit: Unit): Body {
  const { draw } = w;
  const bounds = rising(w, unit, draw.int(2, 4));
  const gives = (where: string): string => `${where} ${verb(draft)} ${cell(w, draft)}`;
  const last = `above ${bounds.at(-1)}`;
  return {
    rows: [
      ...draw.maybe(70, () => gives(`below ${bounds[0]}`)),
      ...bounds.map((at) => gives(`at ${at}`)),
      ...draw.maybe(70, () => (draw.chance(40) ? `${last} continues` : gives(last))),
    ],
  };
}

function cases(w: World, draft: Draft, axis: Axis): Body {
  const heads = headings(w, axis);
  return { rows: heads.map((head) => `${head} ${verb(draft)} ${cell(w, draft, axis)}`) };
}

/** One body along the first axis for each heading of the second. */
function grid(w: World, draft: Draft, down: Axis, across: Axis): Body {
  const columns = headings(w, across);
  const rows = headings(w, down).map(
    (head) => `| ${head} | ${columns.map(() => cell(w, draft, down)).join(" | ")} |`,
  );
  return { rows: [`|  | ${columns.join(" | ")} |`, ...rows] };
}

/** Values of a list, some together, and `anything else` for those that are left; or where rows start. */
function headings(w: World, { type }: Axis): string[] {
  const { draw } = w;
  if (type.kind === "number") {
    const starts = rising(w, type.unit, draw.int(1, 3));
    const below = draw.maybe(30, () => `below ${starts[0]}`);
    return [...below, ...starts.map((from) => `${draw.chance(80) ? "from" : "above"} ${from}`)];
  }
  const members =
    type.kind === "enum"
      ? type.members.map(member)
      : type.kind === "period"
        ? positionsIn(type.period)
        : [];
  const named = draw.chance(50) ? members : draw.some(members, 1);
  const isPaired = named.length > 2 && draw.chance(40);
  const groups = isPaired ? [named.slice(0, 2).join(", "), ...named.slice(2)] : named;
  const rest = named.length < members.length || draw.chance(10) ? ["for anything else"] : [];
  return [...groups.map((names) => `for ${names}`), ...rest];
}

// ── Cells and bounds ────────────────────────────────────────────────────────────────────────────────────────────

/** A value of a table: mostly a literal, sometimes computed for the payee and the period. */
function cell(w: World, { value }: Draft, axis?: Axis): string {
  if (value.kind !== "number") return otherLiteral(w, value) ?? "yes";
  const { unit, per } = value;
  const window = per === undefined ? "none" : each(per);
  const isComputed = axis?.rowOf === undefined && w.draw.chance(12);
  const made = isComputed ? number(w, periodPlace(w), { unit, window }, 1) : undefined;
  if (made !== undefined && (per === undefined || made.window !== "none")) return `(${made.text})`;
  return `${w.draw.chance(8) ? "-" : ""}${literal(w, unit)}${perText(per === undefined ? {} : { per })}`;
}

/** A bound that is known only when the table is read; literals must rise. */
function bound(w: World, { window }: Axis, unit: Unit): string | undefined {
  const { text } = number(w, periodPlace(w), { unit, window }, 1);
  return /^\(?-?\(?\d/.test(text) ? undefined : text;
}

/** Different literals of a unit, the lowest first, the first of them zero more often than not. */
export function rising(w: World, unit: Unit, count: number): string[] {
  const digits = new Set(w.draw.chance(60) ? ["0"] : []);
  for (let i = 0; digits.size < count && i < 20; i += 1)
    digits.add(String(Number(unit === "ratio" ? percentOf(w.draw) : digitsOf(w.draw, unit))));
  const sorted = [...digits].sort((a, b) => Number(a) - Number(b));
  for (const text of sorted) mark(w, unit, text);
  return sorted.map((text) => withUnit(text, unit));
}
