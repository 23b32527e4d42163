/** The tallies of a relational half, as DuckDB adds them up. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { known } from "../base/assert.ts";
import { either, fitsDouble, only, type Range } from "../integer/range.ts";
import { type Flow, isOfCompany, type RelationalHalf, type Tally } from "../relational/half.ts";
import type { Integers, Tallied } from "../relational/tallied.ts";
import { duckdb } from "../sql/duckdb.ts";
import { tallyColumn } from "../sql/relational.ts";

const TABLE = duckdb.identifier("attain tallies");

export async function readTallied(
  connection: DuckDBConnection,
  sql: string,
  half: RelationalHalf,
  payees: readonly string[],
): Promise<Tallied> {
  const sums = new Map<string, Integers>();
  const stretches = half.cuts.length;
  if (half.flows.length > 0) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${TABLE} AS\n${sql}`);
    for (const [place, flow] of half.flows.entries()) {
      const read = await readFlow(connection, flow, place, payees, stretches);
      for (const [name, integers] of read) sums.set(name, integers);
    }
    await connection.run(`DROP TABLE ${TABLE}`);
  }
  return { payees, stretches, sums, doubtful: new Map() };
}

async function readFlow(
  connection: DuckDBConnection,
  flow: Flow,
  place: number,
  payees: readonly string[],
  stretches: number,
): Promise<ReadonlyMap<string, Integers>> {
  const size = stretches * (isOfCompany(flow) ? 1 : payees.length);
  const where = `FROM ${TABLE} WHERE "flow" = ${place}`;
  const ranges = await rangesOf(connection, flow, where);
  const growing = flow.tallies.map(
    (tally, i) => new GrowingTally(tally, known(ranges[i], "a range"), size),
  );
  const columns = growing.map(({ type }, i) => {
    const column = duckdb.identifier(tallyColumn(i));
    return `CAST(${column} AS ${type})`;
  });
  const places = new Map(payees.map((payee, i) => [payee, i]));
  const sql = `SELECT ${['"payee"', '"stretch"', ...columns].join(", ")} ${where}`;
  for await (const chunk of await connection.run(sql)) {
    const at = atOf(chunk.getColumnValues(0), chunk.getColumnValues(1), places, stretches);
    for (const [i, tally] of growing.entries()) tally.push(at, chunk.getColumnValues(i + 2));
  }
  return new Map(growing.map((tally) => [tally.name, tally.finish()]));
}

/** Where the values of rows belong; −1 for what nobody at hand is credited with. */
function atOf(
  payees: readonly unknown[],
  stretches: readonly unknown[],
  places: ReadonlyMap<string, number>,
  count: number,
): Int32Array {
  return Int32Array.from(payees, (payee, i) => {
    const place = typeof payee === "string" ? (places.get(payee) ?? -1) : 0;
    return place === -1 ? -1 : place * count + Number(stretches[i]);
  });
}

async function rangesOf(
  connection: DuckDBConnection,
  { tallies }: Flow,
  where: string,
): Promise<Range[]> {
  if (tallies.length === 0) return [];
  const asked = tallies.flatMap((_, i) => {
    const column = duckdb.identifier(tallyColumn(i));
    return [`MIN(${column})`, `MAX(${column})`];
  });
  const read = await connection.runAndReadAll(`SELECT ${asked.join(", ")} ${where}`);
  const [found = []] = read.getRows();
  return tallies.map((_, i) => {
    const [lo, hi] = [found[2 * i], found[2 * i + 1]];
    if (lo === null || hi === null || lo === undefined || hi === undefined) return only(0n);
    // Where nothing was added up there is zero.
    return either(only(0n), { lo: BigInt(String(lo)), hi: BigInt(String(hi)) });
  });
}

class GrowingTally {
  readonly name: string;
  readonly #range: Range;
  readonly #values: Float64Array | bigint[];
  /** Of the largest or smallest. */
  readonly #missing: Uint8Array | undefined;

  constructor({ name, op }: Tally, range: Range, size: number) {
    this.name = name;
    this.#range = range;
    this.#values = fitsDouble(range)
      ? new Float64Array(size)
      : Array.from({ length: size }, () => 0n);
    const isCompared = op === "largest" || op === "smallest";
    this.#missing = isCompared ? new Uint8Array(size).fill(1) : undefined;
  }

  /** Doubles hold what fits them exactly, and are read faster. */
  get type(): string {
    return this.#values instanceof Float64Array ? "DOUBLE" : "HUGEINT";
  }

  push(at: Int32Array, cells: readonly unknown[]): void {
    const values = this.#values;
    for (const [i, cell] of cells.entries()) {
      const place = at[i] ?? -1;
      if (place === -1 || cell === null) continue;
      if (values instanceof Float64Array) values[place] = cell as number;
      else values[place] = cell as bigint;
      if (this.#missing !== undefined) this.#missing[place] = 0;
    }
  }

  finish(): Integers {
    const missing = this.#missing === undefined ? {} : { missing: this.#missing };
    return { values: this.#values, range: this.#range, ...missing };
  }
}
