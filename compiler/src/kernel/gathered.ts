/** Cells and tallies in columns by payee: what a kernel runs over, and what is measured of it before it is written. */
import { known } from "../base/assert.ts";
import type { Column, Columns } from "../columnar/columns.ts";
import * as range from "../integer/range.ts";
import type { Range } from "../integer/range.ts";
import type * as ir from "../ir/ir.ts";
import { isOfCompany, type RelationalHalf, type Tally } from "../relational/half.ts";
import type { Integers, Tallied } from "../relational/tallied.ts";
import {
  type CellFacts,
  cellName,
  type CellPath,
  type Often,
  PAYEE,
  type Reader,
  tallyCell,
  type TallyFacts,
} from "./cells.ts";
import { monthsOf, type Placed, spansOf, summedOver } from "./derived.ts";
import type { People } from "./people.ts";
import { ABSENT, DOUBTFUL, RowFinder } from "./row-finder.ts";

/** Values by payee, one after the other, or in steps: that of payee `p` is at `p × step + first`. */
export interface Input {
  readonly values: Float64Array | Int32Array | Uint8Array | readonly bigint[];
  readonly step: number;
  readonly first: number;
}

/** What was added up, and what it is called. */
export interface AddedUp {
  readonly half: RelationalHalf;
  readonly tallied: Tallied;
}

const NOTHING: Range = range.only(0n);

export class Gathered implements Reader {
  /** By the names by which the integer form knows them. */
  readonly inputs = new Map<string, Input>();
  readonly #columns: Columns;
  readonly #rows: RowFinder;
  readonly #cells = new Map<string, CellFacts>();
  readonly #tallies: ReadonlyMap<string, TallyOfMany>;

  constructor(program: ir.Program, columns: Columns, { keys, codes }: People, sums?: AddedUp) {
    this.#columns = columns;
    this.inputs.set(PAYEE, { values: codes, step: 1, first: 0 });
    this.#rows = new RowFinder(program, columns, codes, (path) => this.#codesOf(path));
    this.#tallies = sums === undefined ? new Map() : talliesOf(sums, keys);
  }

  cell(path: CellPath): CellFacts {
    const name = cellName(path);
    const facts = this.#cells.get(name) ?? this.#gather(name, path);
    this.#cells.set(name, facts);
    return facts;
  }

  tally(name: string, stretch: number): TallyFacts | undefined {
    const found = this.#tallies.get(name);
    if (found === undefined) return undefined;
    const { tally, sums, step } = found;
    const { scale, divisor } = tally;
    const cell = tallyCell(name, stretch);
    this.inputs.set(cell, { values: sums.values, step, first: stretch });
    if (sums.missing !== undefined)
      this.inputs.set(`missing ${cell}`, { values: sums.missing, step, first: stretch });
    if (step > 0)
      return { scale, divisor, range: sums.range, missing: sums.missing ? "sometimes" : "never" };
    const value = BigInt(sums.values[stretch] ?? 0);
    const missing = sums.missing?.[stretch] === 1 ? "always" : "never";
    return { scale, divisor, range: range.only(value), missing };
  }

  #gather(name: string, path: CellPath): CellFacts {
    const { column, rows } = this.#placed(path);
    const often = {
      absent: this.#flag(`absent ${name}`, rows, isAt(ABSENT)),
      doubtful: this.#flag(`doubtful ${name}`, rows, isAt(DOUBTFUL)),
      missing: this.#flag(`missing ${name}`, rows, missingIn(column)),
    };
    if (column === undefined) return { ...often, range: NOTHING, scale: 0 };
    const bounds = measured(column, rows);
    this.inputs.set(name, { values: valuesAt(column, rows, bounds), step: 1, first: 0 });
    return { ...often, range: bounds, scale: column.kind === "number" ? column.scale : 0 };
  }

  /** The column that a cell is in, or is worked out into, and where. */
  #placed(path: CellPath): Placed {
    const { source, field, days, months } = path;
    const table = this.#columns.tables.get(source);
    const column = table?.columns.get(field);
    if (table !== undefined && days !== undefined) {
      const { days: _days, ...alone } = path;
      const spans = spansOf(table, this.#rows.source(source), days);
      return summedOver(
        column,
        spans.map((span) => ({ ...span, rows: this.#rows.find({ ...alone, day: span.day }) })),
      );
    }
    const rows = this.#rows.find(path);
    if (column?.kind !== "day" || months === undefined) return { column, rows };
    return { column: monthsOf(column, months), rows };
  }

  /** How often something is the case; where it is sometimes, it becomes an input. */
  #flag(name: string, rows: Int32Array, isSo: ((row: number) => boolean) | undefined): Often {
    if (isSo === undefined) return "never";
    let count = 0;
    for (const row of rows) if (isSo(row)) count += 1;
    if (count === 0) return "never";
    if (count === rows.length) return "always";
    const values = Uint8Array.from(rows, (row) => (isSo(row) ? 1 : 0));
    this.inputs.set(name, { values, step: 1, first: 0 });
    return "sometimes";
  }

  /** The numbers of the texts of a cell in the dictionary; −1 where there is none. */
  #codesOf(path: CellPath): Int32Array {
    const rows = this.#rows.find(path);
    const column = this.#columns.tables.get(path.source)?.columns.get(path.field);
    if (column?.kind !== "text") return new Int32Array(rows.length).fill(-1);
    return rows.map((row) =>
      row < 0 || column.missing?.[row] === 1 ? -1 : (column.values[row] ?? -1),
    );
  }
}

function isAt(place: number): (row: number) => boolean {
  return (row) => row === place;
}

/** Where a row has no cell; undefined if all have one. */
function missingIn(column: Column | undefined): ((row: number) => boolean) | undefined {
  if (column === undefined) return (row) => row >= 0;
  const { missing } = column;
  return missing && ((row) => row >= 0 && missing[row] === 1);
}

/** Where there is no cell stands an integer of the range: what is computed of it means nothing, but it is computed. */
function valuesAt(column: Column, rows: Int32Array, { lo }: Range): Input["values"] {
  const { values, missing } = column;
  const isThere = (row: number): boolean => row >= 0 && missing?.[row] !== 1;
  if (isBig(values)) return Array.from(rows, (row) => (isThere(row) ? (values[row] ?? lo) : lo));
  const isNumber = column.kind === "number";
  const gathered = isNumber ? new Float64Array(rows.length) : new Int32Array(rows.length);
  const other = column.kind === "text" ? ABSENT : Number(lo);
  for (const [i, row] of rows.entries())
    gathered[i] = isThere(row) ? (values[row] ?? other) : other;
  return gathered;
}

/** Between which two the values lie that are there. */
function measured(column: Column, rows: Int32Array): Range {
  if (column.kind === "text" || column.kind === "flag") return NOTHING;
  if (isBig(column.values)) return measuredBig(column.values, column.missing, rows);
  const { values, missing } = column;
  let [lo, hi] = [Infinity, -Infinity];
  for (const row of rows) {
    if (row < 0 || missing?.[row] === 1) continue;
    const value = Number(values[row]);
    if (value < lo) lo = value;
    if (value > hi) hi = value;
  }
  return lo > hi ? NOTHING : { lo: BigInt(lo), hi: BigInt(hi) };
}

function measuredBig(
  values: readonly bigint[],
  missing: Uint8Array | undefined,
  rows: Int32Array,
): Range {
  const there = Array.from(rows).filter((row) => row >= 0 && missing?.[row] !== 1);
  const ranges = there.map((row) => range.only(values[row] ?? 0n));
  const [first = NOTHING, ...others] = ranges;
  return others.reduce(range.either, first);
}

function isBig(values: Column["values"]): values is readonly bigint[] {
  return Array.isArray(values);
}

/** A tally, by payee or the same for everybody: then its step is 0. */
interface TallyOfMany {
  readonly tally: Tally;
  readonly sums: Integers;
  readonly step: number;
}

function talliesOf(
  { half, tallied }: AddedUp,
  payees: readonly string[],
): ReadonlyMap<string, TallyOfMany> {
  const places = placesIn(tallied.payees, payees);
  const found = new Map<string, TallyOfMany>();
  for (const { shares, tallies } of half.flows) {
    const isShared = isOfCompany({ shares });
    for (const tally of tallies) {
      const all = known(tallied.sums.get(tally.name), `the tally ${tally.name}`);
      const sums =
        isShared || places === undefined ? all : inPlaces(all, places, tallied.stretches);
      found.set(tally.name, { tally, sums, step: isShared ? 0 : tallied.stretches });
    }
  }
  return found;
}

/** Where payees stand among others; undefined if they are the same. */
function placesIn(all: readonly string[], payees: readonly string[]): Int32Array | undefined {
  if (all.length === payees.length && all.every((payee, i) => payee === payees[i]))
    return undefined;
  const places = new Map(all.map((payee, i) => [payee, i]));
  return Int32Array.from(payees, (payee) => places.get(payee) ?? ABSENT);
}

/** Of those that nothing was added up for, nothing. */
function inPlaces(
  { values, range: of, missing }: Integers,
  places: Int32Array,
  step: number,
): Integers {
  const at = (i: number): number => {
    const place = places[Math.floor(i / step)] ?? ABSENT;
    return place === ABSENT ? ABSENT : place * step + (i % step);
  };
  const length = places.length * step;
  const spread = range.either(of, NOTHING);
  const moved =
    values instanceof Float64Array
      ? Float64Array.from({ length }, (_, i) => values[at(i)] ?? 0)
      : Array.from({ length }, (_, i) => values[at(i)] ?? 0n);
  if (missing === undefined && !places.includes(ABSENT)) return { values: moved, range: spread };
  const flags = Uint8Array.from({ length }, (_, i) => {
    const place = at(i);
    return place === ABSENT ? 1 : (missing?.[place] ?? 0);
  });
  return { values: moved, range: spread, missing: flags };
}
