// payouts.csv out of columns of amounts: in doubles, and beyond them.
import { expect, test } from "vitest";
import { type BulkPart, writePayouts } from "../../compiler/src/cli/bulk/payouts-file.ts";
import { payoutsCsv } from "../../compiler/src/cli/payouts.ts";
import type { Amounts } from "../../compiler/src/kernel/payee-kernel.ts";

/** Two people, one component and a payout, in digits at a scale. */
function part(commission: Amounts, payout: Amounts): BulkPart {
  return {
    plan: { name: "Sales", currency: "EUR" },
    period: { name: "2026-01" },
    payees: ["a", "b,c"],
    nameOf: (i: number) => ["Ada", "=SUM(1)"][i] ?? "",
    paid: { components: [{ name: "commission", amounts: commission }], payout },
  } as unknown as BulkPart;
}

function written(...parts: readonly BulkPart[]): {
  readonly text: string;
  readonly sums: string[];
} {
  const pieces: Uint8Array[] = [];
  const { sums } = writePayouts(parts, (bytes) => void pieces.push(bytes));
  return { text: Buffer.concat(pieces).toString(), sums: sums.map(String) };
}

/** The same rows as a run in memory writes them. */
function inMemory(amounts: readonly (readonly [string, string, string])[]): string {
  const names = [["a", "Ada"] as const, ["b,c", "=SUM(1)"] as const];
  return payoutsCsv(
    amounts.map(([commission, adjustment, payout], i) => ({
      plan: "Sales",
      period: "2026-01",
      payee: names[i]?.[0] ?? "",
      name: names[i]?.[1] ?? "",
      currency: "EUR",
      components: { commission },
      adjustment,
      payout,
    })),
  );
}

test("doubles at different scales, below zero, and less than a cent of digits", () => {
  // 12.5 and −0.07 of commission; paid are 12.50 and 0.00, so 0.07 is the adjustment of the second.
  const commission = { digits: Float64Array.of(12_500, -70), scale: 3 };
  const { text, sums } = written(part(commission, { digits: Float64Array.of(1250, 0), scale: 2 }));
  const expected = [
    ["12.50", "0.00", "12.50"],
    ["-0.07", "0.07", "0.00"],
  ] as const;
  expect(text).toBe(inMemory(expected));
  expect(sums).toEqual(["12.5"]);
});

test("big integers beyond 2^53", () => {
  // 2^53 + 1 cents are 90,071,992,547,409.93; the payout is 0.01 less.
  const commission = { digits: [2n ** 53n + 1n, -1n], scale: 2 };
  const { text, sums } = written(part(commission, { digits: [2n ** 53n, -1n], scale: 2 }));
  const expected = [
    ["90071992547409.93", "-0.01", "90071992547409.92"],
    ["-0.01", "0.00", "-0.01"],
  ] as const;
  expect(text).toBe(inMemory(expected));
  expect(sums).toEqual(["90071992547409.91"]);
});
