// Rounded division as SQL: what DuckDB makes of it is what fractions of big integers come to.
import type { RoundingMode } from "@attain/runtime";
import { expect, test } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { connect } from "../../compiler/src/host/duckdb.ts";
import * as form from "../../compiler/src/integer/form.ts";
import { duckdb } from "../../compiler/src/sql/duckdb.ts";
import { stepParts, withParts } from "../../compiler/src/sql/parts.ts";
import { SqlPrinter } from "../../compiler/src/sql/printer.ts";

const MODES: readonly RoundingMode[] = [
  "half even",
  "half up",
  "half down",
  "up",
  "down",
  "floor",
  "ceiling",
];

type Vector = readonly [of: bigint, by: bigint];

/** Every quotient about zero, with its ties, and those about the largest that fit. */
function vectors(bits: bigint): Vector[] {
  const small: Vector[] = [];
  for (let by = 1n; by <= 12n; by += 1n)
    for (let of = -3n * by; of <= 3n * by; of += 1n) small.push([of, by]);
  const most = 2n ** bits;
  const large = [2n, 3n, 7n, 10n, 1000n, 10n ** 9n].flatMap((by) =>
    [-2n, -1n, 0n, 1n, 2n].flatMap((near): Vector[] => {
      const tie = (most / by) * by - by / 2n + near - 2n * by;
      return [
        [tie, by],
        [-tie, by],
      ];
    }),
  );
  return [...small, ...large];
}

/** What a query computes of each vector. */
async function quotients(
  told: readonly Vector[],
  bits: bigint,
  mode: RoundingMode,
  divisor?: bigint,
) {
  const most = 2n ** bits;
  const of = form.input("order", { lo: -most, hi: most });
  const by =
    divisor === undefined
      ? form.input("target", { lo: 1n, hi: 10n ** 9n })
      : form.constant(divisor);
  const quotient = form.quotient(of, by, mode);
  const printer = new SqlPrinter(duckdb, [quotient], () => new Error("too wide"));
  const sql = printer.int(quotient);
  const type = bits > 60n ? "HUGEINT" : "BIGINT";
  const rows = told.map(([n, d], i) => `(${i}, CAST('${n}' AS ${type}), CAST('${d}' AS BIGINT))`);
  const steps = stepParts(printer.steps, "ties", "it", duckdb);
  const first = {
    name: "ties",
    comments: [],
    sql: `SELECT * FROM (VALUES ${rows.join(", ")}) AS "v"("place", "order", "target")`,
  };
  const last = duckdb.identifier(steps.at(-1)?.name ?? "ties");
  const connection = await connect();
  const read = await connection.runAndReadAll(
    `${withParts([first, ...steps], duckdb)} SELECT ${sql} FROM ${last} ORDER BY "place"`,
  );
  connection.closeSync();
  return read.getRows().map(([value]) => BigInt(String(value)));
}

test.each(MODES.flatMap((mode) => [[mode, 55n] as const, [mode, 120n] as const]))(
  "%s in %d bits",
  async (mode, bits) => {
    const told = vectors(bits);
    const found = await quotients(told, bits, mode);
    const expected = told.map(
      ([of, by]) => Rational.of(of, by).rounded(mode, Rational.ONE).numerator,
    );
    expect(found).toEqual(expected);
    // A constant is written as it is.
    const tenths = told.filter(([, by]) => by === 10n);
    expect(await quotients(tenths, bits, mode, 10n)).toEqual(
      expected.filter((_, i) => told[i]?.[1] === 10n),
    );
  },
);

test("what doesn't fit is refused before it is asked", async () => {
  await expect(quotients([[1n, 1n]], 127n, "down")).rejects.toThrow("too wide");
});
