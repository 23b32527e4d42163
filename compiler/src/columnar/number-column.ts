/** Numbers that are written as decimal text, as a column of integers at the smallest scale that holds all of them. */
import type { Cell, DataRow } from "../ir/dataset.ts";
import type { NumberColumn } from "./columns.ts";

/** So many decimal digits always fit a double. */
const SAFE_DIGITS = 15;

export function numberColumn(rows: readonly DataRow[], field: string): NumberColumn {
  return shortColumn(rows, field) ?? longColumn(rows.map(({ cells }) => cells[field]));
}

/** Where no cell has more digits than always fit a double; undefined where one has. */
function shortColumn(rows: readonly DataRow[], field: string): NumberColumn | undefined {
  const values = new Float64Array(rows.length);
  const places = new Uint8Array(rows.length);
  let scale = 0;
  for (let i = 0; i < values.length; i += 1) {
    const cell = rows[i]?.cells[field];
    if (typeof cell !== "string") continue;
    if (!readShort(cell, i, values, places)) return undefined;
    scale = Math.max(scale, places[i] ?? 0);
  }
  return measured(rows, field, values, places, scale);
}

/** Brings integers to one scale. */
function measured(
  rows: readonly DataRow[],
  field: string,
  values: Float64Array,
  places: Uint8Array,
  scale: number,
): NumberColumn | undefined {
  let [lo, hi] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i += 1) {
    if (rows[i]?.cells[field] === undefined) continue;
    const value = (values[i] ?? 0) * 10 ** (scale - (places[i] ?? 0));
    values[i] = value;
    lo = Math.min(lo, value);
    hi = Math.max(hi, value);
  }
  if (lo > hi) [lo, hi] = [0, 0];
  if (!Number.isSafeInteger(lo) || !Number.isSafeInteger(hi)) return undefined;
  fillMissing(rows, field, values, lo);
  return { kind: "number", scale, values, range: { lo: BigInt(lo), hi: BigInt(hi) } };
}

/** A missing cell has a number that does no harm where it is computed with. */
export function fillMissing(
  rows: readonly DataRow[],
  field: string,
  values: Float64Array | Int32Array,
  filler: number,
): void {
  for (let i = 0; i < values.length; i += 1)
    if (rows[i]?.cells[field] === undefined) values.fill(filler, i, i + 1);
}

const ZERO = 48;
const POINT = 46;
const MINUS = 45;

/** Reads the digits of a cell as one integer, and how many of them stand after the point but for zeros at the end. */
function readShort(cell: string, i: number, values: Float64Array, places: Uint8Array): boolean {
  const isNegative = cell.charCodeAt(0) === MINUS;
  const first = isNegative ? 1 : 0;
  if (cell.length - first > SAFE_DIGITS) return false;
  let [value, point] = [0, cell.length];
  for (let at = first; at < cell.length; at += 1) {
    const digit = cell.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === POINT - ZERO) point = at;
    else return false;
  }
  let end = cell.length;
  for (; end > point + 1 && cell.charCodeAt(end - 1) === ZERO; end -= 1) value /= 10;
  values[i] = isNegative ? 0 - value : value;
  places[i] = Math.max(0, end - point - 1);
  return true;
}

function longColumn(cells: readonly Cell[]): NumberColumn {
  const scale = cells.reduce<number>((most, cell) => Math.max(most, placesOf(cell)), 0);
  const told = cells.map((cell) => (cell === undefined ? undefined : scaled(String(cell), scale)));
  const [first = 0n] = told.filter((value) => value !== undefined);
  const lo = told.reduce<bigint>((a, b) => (b !== undefined && b < a ? b : a), first);
  const hi = told.reduce<bigint>((a, b) => (b !== undefined && b > a ? b : a), first);
  const whole = told.map((value) => value ?? lo);
  const isSmall = Number.isSafeInteger(Number(lo)) && Number.isSafeInteger(Number(hi));
  const values = isSmall ? Float64Array.from(whole, Number) : whole;
  return { kind: "number", scale, values, range: { lo, hi } };
}

/** Digits after the point, without the zeros at their end. */
function placesOf(cell: Cell): number {
  return /\.(\d*[1-9])/.exec(String(cell))?.[1]?.length ?? 0;
}

function scaled(cell: string, scale: number): bigint {
  const [whole = "0", fraction = ""] = cell.split(".");
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0"));
}
