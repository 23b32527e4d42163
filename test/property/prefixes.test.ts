// A plan while it is typed: every prefix of every example checks, without a throw, and without a place outside of it.
import { describe, expect, test } from "vitest";
import { CASES, checkerOf, complaint, EXAMPLES, type PlanText, prefixLengths } from "./texts.ts";

/** All of them is a matter of minutes. */
const isLong = process.env["ATTAIN_FUZZ_RUNS"] !== undefined;

/** The first prefix that something is wrong with, and what. */
function wrongPrefix(plan: PlanText, lengths: readonly number[]): string | undefined {
  const check = checkerOf(plan);
  for (const length of lengths) {
    const wrong = complaint(check, plan.text.slice(0, length));
    if (wrong !== undefined) return `${plan.path}, the first ${length} characters. ${wrong}`;
  }
  return undefined;
}

describe("prefixes check", () => {
  test.each(EXAMPLES)("every one of $path", { timeout: 120_000 }, (plan) => {
    expect(wrongPrefix(plan, prefixLengths(plan))).toBeUndefined();
  });

  // Of worked cases one in seventeen: each place of a word and of a line comes up in one of them.
  test("of the worked cases", { timeout: 600_000 }, () => {
    const wrong = CASES.flatMap((plan, i) => {
      const lengths = prefixLengths(plan).filter((_, k) => isLong || k % 17 === i % 17);
      return wrongPrefix(plan, lengths) ?? [];
    });
    expect(wrong).toEqual([]);
  });
});
