/** Writes tables as Parquet, with DuckDB. No number passes through binary floating point. */
import { connect, quoted, textLiteral } from "./duckdb.ts";

export interface ParquetColumn {
  readonly name: string;
  /**
   * Numbers are decimal text, or fractions such as `1/3`. A column of numbers is DECIMAL with the digits that they need;
   * text, if one of them has no end or there is no such DECIMAL.
   */
  readonly kind: "text" | "date" | "integer" | "number";
}

/** The cells of a row in the order of the columns; undefined where there is none. */
type ParquetRow = readonly (string | undefined)[];

/** Rows keep their order, so that the same rows give the same bytes. */
export async function writeParquet(
  path: string,
  columns: readonly ParquetColumn[],
  rows: Iterable<ParquetRow>,
): Promise<void> {
  const connection = await connect();
  try {
    await connection.run("SET threads = 1");
    const declared = columns.map(({ name }) => `${quoted(name)} VARCHAR`).join(", ");
    await connection.run(`CREATE TABLE rows (${declared})`);
    const digits = columns.map(() => new Digits());
    const appender = await connection.createAppender("rows");
    for (const row of rows) {
      for (const [i, cell] of row.entries()) {
        if (cell === undefined) appender.appendNull();
        else appender.appendVarchar(cell);
        if (cell !== undefined && columns[i]?.kind === "number") digits[i]?.see(cell);
      }
      appender.endRow();
    }
    appender.closeSync();
    const typed = columns.map(({ name, kind }, i) => {
      const type = kind === "number" ? (digits[i]?.type() ?? TYPES.text) : TYPES[kind];
      return `CAST(${quoted(name)} AS ${type}) AS ${quoted(name)}`;
    });
    await connection.run(
      `COPY (SELECT ${typed.join(", ")} FROM rows) TO ${textLiteral(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    connection.closeSync();
  }
}

const TYPES = { text: "VARCHAR", date: "DATE", integer: "BIGINT" } as const;

/** The most that a DECIMAL of DuckDB holds. */
const MOST_DIGITS = 38;

/** How many digits the numbers of a column have. */
class Digits {
  #whole = 1;
  #fraction = 0;
  #isDecimal = true;

  see(number: string): void {
    const [, whole, fraction = ""] = /^-?(\d+)(?:\.(\d+))?$/.exec(number) ?? [];
    if (whole === undefined) this.#isDecimal = false;
    else {
      this.#whole = Math.max(this.#whole, whole.length);
      this.#fraction = Math.max(this.#fraction, fraction.length);
    }
  }

  type(): string {
    const width = this.#whole + this.#fraction;
    return this.#isDecimal && width <= MOST_DIGITS
      ? `DECIMAL(${width}, ${this.#fraction})`
      : "VARCHAR";
  }
}
