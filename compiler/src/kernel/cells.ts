/**
 * What a kernel reads for each payee: cells that are found by keys, and tallies. Whoever lowers a plan asks a reader what is
 * known of them, be it measured or declared.
 */
import type { Range } from "../integer/range.ts";
import type * as ir from "../ir/ir.ts";

/** A field of the row of a source that keys single out. */
export interface CellPath {
  readonly source: string;
  readonly field: string;
  readonly type: ir.ValueType;
  readonly optional: boolean;
  /** In the order of the keys of the source. */
  readonly keys: readonly KeyPart[];
  /** The day on which the row is valid, as days since 1970-01-01; of a source without validity, undefined. */
  readonly day?: number;
  /** In place of one day: those that the values are added up of, one for each. */
  readonly days?: readonly number[];
  /** Of a date: the months that are read in its place. */
  readonly months?: Months;
}

/** Whole months from a date to a day, as days since 1970-01-01, or from that day to the date. */
export interface Months {
  readonly day: number;
  readonly isFrom: boolean;
}

export type KeyPart =
  | { readonly by: "payee" }
  | { readonly by: "text"; readonly text: string }
  | { readonly by: "cell"; readonly cell: CellPath };

export type Often = "never" | "sometimes" | "always";

/** What is known of a cell of all payees together. */
export interface CellFacts {
  /** Of numbers and days. */
  readonly range: Range;
  /** Of numbers: digits after the point. */
  readonly scale: number;
  /** How often the cell is empty, there is no row for it, and the reference evaluator must be asked for the row. */
  readonly missing: Often;
  readonly absent: Often;
  readonly doubtful: Often;
}

/** What is known of a tally in one stretch of time. */
export interface TallyFacts {
  readonly range: Range;
  readonly scale: number;
  readonly divisor: bigint;
  readonly missing: Often;
}

export interface Reader {
  readonly cell: (path: CellPath) => CellFacts;
  /** Undefined where nothing is added up under this name. */
  readonly tally: (name: string, stretch: number) => TallyFacts | undefined;
}

/** Under which a cell is known: the same for the same cell. */
export function cellName({ source, field, keys, day, days, months }: CellPath): string {
  const reading = [
    ...(day === undefined ? [] : [`on ${day}`]),
    ...(days === undefined ? [] : [`over ${days.join(", ")}`]),
    ...(months === undefined ? [] : [`months ${months.isFrom ? "from" : "to"} ${months.day}`]),
  ];
  return [`${source}.${field}[${keys.map(keyName).join(", ")}]`, ...reading].join(" ");
}

function keyName(key: KeyPart): string {
  switch (key.by) {
    case "payee":
      return "payee";
    case "text":
      return JSON.stringify(key.text);
    case "cell":
      return cellName(key.cell);
  }
}

/** The payee's own key. */
export const PAYEE = "payee";

export function tallyCell(name: string, stretch: number): string {
  return `${name} @${stretch}`;
}
