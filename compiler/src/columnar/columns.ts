/** Data in columns: numbers as integers at one scale, days as numbers, texts as numbers of a dictionary. */
import type { Range } from "../integer/range.ts";

/** The rows of a source, column by column. */
export interface ColumnTable {
  readonly source: string;
  readonly rows: number;
  /** By the name of the field; only those that somebody reads. */
  readonly columns: ReadonlyMap<string, Column>;
}

export type Column = NumberColumn | DayColumn | TextColumn | FlagColumn;

interface Present {
  /** 1 where the cell is missing; undefined if none is. */
  readonly missing?: Uint8Array;
}

export interface NumberColumn extends Present {
  readonly kind: "number";
  /** Digits after the point of all of them. */
  readonly scale: number;
  /** Scaled; big integers if one doesn't fit a double. Where a cell is missing there is any integer of the range. */
  readonly values: Float64Array | Int32Array | Uint16Array | Uint8Array | readonly bigint[];
  readonly range: Range;
}

/** Days since 1970-01-01. */
export interface DayColumn extends Present {
  readonly kind: "day";
  readonly values: Int32Array | Uint16Array;
  readonly range: Range;
}

/** Texts, values of enums, keys of rows, names of periods. */
export interface TextColumn extends Present {
  readonly kind: "text";
  /** Places in the dictionary, or −1 where a cell is missing. */
  readonly values: Int32Array | Uint16Array | Uint8Array;
}

interface FlagColumn extends Present {
  readonly kind: "flag";
  readonly values: Uint8Array;
}

/** Each text once: all columns of a dataset share it, so that equal texts have equal numbers. */
export class Dictionary {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a text, which is given one if it has none. */
  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }

  /** The number of a text; −1 if no column has it. */
  find(text: string): number {
    return this.#numbers.get(text) ?? -1;
  }
}

/** A dataset in columns. */
export interface Columns {
  readonly dictionary: Dictionary;
  /** By source. */
  readonly tables: ReadonlyMap<string, ColumnTable>;
}

/** A column of a source; undefined for one that has no rows at all. */
export function columnIn({ tables }: Columns, source: string, field: string): Column | undefined {
  const table = tables.get(source);
  const column = table?.columns.get(field);
  if (column === undefined && table !== undefined && table.rows > 0)
    throw new Error(`Attain has no column ${source}.${field}, which the plan reads.`);
  return column;
}
