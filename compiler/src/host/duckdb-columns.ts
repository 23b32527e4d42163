/** Rows of a query as columns: typed arrays and one dictionary, never an object for a row. */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column, ColumnTable, Dictionary } from "../columnar/columns.ts";
import { fitsDouble } from "../integer/range.ts";
import type * as ir from "../ir/ir.ts";
import { declaredNumber } from "../relational/declared.ts";
import { duckdb } from "../sql/duckdb.ts";

/** `sql` gives the fields by their names and types, NULL where a cell is missing. */
export async function readColumns(
  connection: DuckDBConnection,
  source: string,
  fields: readonly ir.SourceField[],
  sql: string,
  dictionary: Dictionary,
): Promise<ColumnTable> {
  const cells = fields.map((field) => new GrowingColumn(field, dictionary));
  const asked = ["1", ...cells.map(({ asked: column }) => column)].join(", ");
  let rows = 0;
  for await (const chunk of await connection.run(`SELECT ${asked} FROM (\n${sql}\n)`)) {
    rows += chunk.rowCount;
    for (const [i, column] of cells.entries()) column.push(chunk.getColumnValues(i + 1));
  }
  const columns = new Map(cells.map((column) => [column.name, column.finish()]));
  return { source, rows, columns };
}

class GrowingColumn {
  readonly #field: ir.SourceField;
  readonly #dictionary: Dictionary;
  /** Whether a number may be too large for a double. */
  readonly #isWide: boolean;
  readonly #values: number[] = [];
  readonly #wide: bigint[] = [];
  readonly #missing: number[] = [];

  constructor(field: ir.SourceField, dictionary: Dictionary) {
    this.#field = field;
    this.#dictionary = dictionary;
    this.#isWide = field.type.kind === "number" && !fitsDouble(declaredNumber(field).range);
  }

  get name(): string {
    return this.#field.name;
  }

  /** Doubles hold what fits them exactly, and are read faster. */
  get asked(): string {
    const { kind } = this.#field.type;
    const column = duckdb.identifier(this.name);
    const isNumber = kind === "number" || kind === "date";
    return isNumber && !this.#isWide ? `CAST(${column} AS DOUBLE)` : column;
  }

  push(cells: readonly unknown[]): void {
    for (const cell of cells) {
      if (cell === null) this.#missing.push(this.#values.length);
      if (this.#isWide) this.#wide.push(typeof cell === "bigint" ? cell : 0n);
      this.#values.push(this.#number(cell));
    }
  }

  #number(cell: unknown): number {
    if (typeof cell === "string") return this.#dictionary.add(cell);
    return typeof cell === "number" ? cell : Number(cell === true);
  }

  finish(): Column {
    const missing = this.#missingCells();
    switch (this.#field.type.kind) {
      case "number":
        return { ...this.#numbers(), ...missing };
      case "date": {
        const range = this.#fill();
        return { kind: "day", values: Int32Array.from(this.#values), range, ...missing };
      }
      case "yes or no":
        return { kind: "flag", values: Uint8Array.from(this.#values), ...missing };
      default: {
        const values = Int32Array.from(this.#values);
        for (const row of this.#missing) values[row] = -1;
        return { kind: "text", values, ...missing };
      }
    }
  }

  #numbers(): Extract<Column, { readonly kind: "number" }> {
    const { scale } = declaredNumber(this.#field);
    if (this.#isWide) {
      const values = this.#wide;
      const [first = 0n] = values;
      const lo = values.reduce((a, b) => (a < b ? a : b), first);
      const hi = values.reduce((a, b) => (a > b ? a : b), first);
      return { kind: "number", scale, values, range: { lo, hi } };
    }
    const range = this.#fill();
    return { kind: "number", scale, values: Float64Array.from(this.#values), range };
  }

  #missingCells(): { readonly missing?: Uint8Array } {
    if (this.#missing.length === 0) return {};
    const missing = new Uint8Array(this.#values.length);
    for (const row of this.#missing) missing[row] = 1;
    return { missing };
  }

  /** Between which two all values lie; where one is missing, the first of those that are there does no harm. */
  #fill(): { readonly lo: bigint; readonly hi: bigint } {
    const absent = new Set(this.#missing);
    const present = this.#values.findIndex((_, row) => !absent.has(row));
    const filler = this.#values[present] ?? 0;
    for (const row of this.#missing) this.#values[row] = filler;
    let [lo, hi] = [filler, filler];
    for (const value of this.#values) {
      if (value < lo) lo = value;
      if (value > hi) hi = value;
    }
    return { lo: BigInt(lo), hi: BigInt(hi) };
  }
}
