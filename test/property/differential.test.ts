// Generated plans on generated data: the reference evaluator and the emitted code agree to the last digit.
import * as runtime from "@attain/runtime";
import { describe, expect, test } from "vitest";
import { loadPlan } from "../../compiler/src/host/load-plan.ts";
import { generate } from "../support/generators.ts";
import { readCase, writeCase } from "./cases.ts";
import { type Case, check, compile, differences, mistakes } from "./evaluators.ts";
import { reduced } from "./reduce.ts";
import { again, patience, runs, seeds } from "./runs.ts";
import { complaints } from "./strict.ts";

const PLANS = 1200;

type Load = NonNullable<Parameters<typeof differences>[1]>;

/** Why a case fails, in a few words: what it is reduced by keeps them. */
async function failure(candidate: Case, load?: Load): Promise<string | undefined> {
  try {
    return (await differences(candidate, load)).length > 0 ? "differs" : undefined;
  } catch (error) {
    const [said = ""] = String(error).split("\n");
    return said.startsWith("Error: The plan has") || said.startsWith("Error: The data has")
      ? undefined
      : said;
  }
}

/** The case as small as it gets, as a plan with its rows in comments, and in what it fails. */
async function report(seed: number, failing: Case): Promise<string> {
  const why = await failure(failing);
  const small = await reduced(failing, async (candidate) => (await failure(candidate)) === why);
  const lines = why === "differs" ? await differences(small) : [why ?? ""];
  return [`seed ${seed}: ${again(seed)}`, ...lines.slice(0, 5), writeCase(small)].join("\n");
}

describe("generated plans", () => {
  test(
    "check, and are paid the same by both evaluators",
    { timeout: patience(PLANS) },
    async () => {
      const wrong: string[] = [];
      const failing: number[] = [];
      for (const seed of seeds(PLANS)) {
        const generated = generate(seed);
        const [mistake] = mistakes(check(generated.plan));
        if (mistake !== undefined) wrong.push(`seed ${seed}: ${mistake}`);
        else if ((await failure(generated)) !== undefined) failing.push(seed);
      }
      const reports = failing.slice(0, 3).map((seed) => report(seed, generate(seed)));
      expect((await Promise.all(reports)).join("\n\n"), `${failing.length} plans fail`).toBe("");
      // Of all plans at least 95 % must check: of the others nothing is learnt.
      expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(runs(PLANS) * 0.05);
    },
  );

  test("emit code that passes tsc under its strictest flags", { timeout: 120_000 }, async () => {
    const codes = seeds(60).flatMap((seed) => {
      const { plan } = generate(seed);
      return mistakes(check(plan)).length > 0 ? [] : [compile(plan).code];
    });
    expect(await complaints(codes)).toBe("");
  });
});

/** Plans on which planted faults are tried until one shows, the shortest first. */
const TRIED = Array.from({ length: 500 }, (_, i) => generate(i + 1))
  .filter(({ plan }) => mistakes(check(plan)).length === 0)
  .sort((a, b) => a.plan.length - b.plan.length);

/** The first plan that shows a fault in what is emitted, or in what that runs on. */
async function shown(isIn: (code: string) => boolean, load: Load): Promise<Case | undefined> {
  for (const generated of TRIED) {
    const isAffected = isIn(compile(generated.plan).code);
    if (isAffected && (await failure(generated, load)) === "differs") return generated;
  }
  return undefined;
}

describe("a fault that is planted in emitted code is found", () => {
  const FAULTS: readonly (readonly [what: string, from: RegExp, to: string])[] = [
    ["a row that no longer has the value it starts from", /\{ from:/g, "{ above:"],
    ["at most that becomes below", /\.isAtMost\(/g, ".isBelow("],
    ["above that becomes at least", /\.isAbove\(/g, ".isAtLeast("],
    ["less that becomes plus", /\.minus\(/g, ".plus("],
    ["a cap that becomes a floor", /\bleast\(/g, "greatest("],
    ["another rounding", /"half even"/g, '"half up"'],
    ["a gate that is always open", /^if \(!.*\) return money.*$/gm, ""],
    ["a condition that is forgotten", / && /g, " || "],
    ["the end of a period that becomes its start", /\.end\b/g, ".start"],
    ["a deal that comes before itself", /"before"\)/g, '"through")'],
    ["an average in which everything weighs the same", /weight: [^ ]+ \}/g, "weight: count(1) }"],
    ["a fallback for values that are there", / \?\? /g, " && "],
  ];

  test.each(FAULTS)("catches %s", { timeout: 60_000 }, async (_, from, to) => {
    const load: Load = (code) => loadPlan(code.replaceAll(from, to));
    expect(await shown((code) => code.search(from) !== -1, load)).toBeDefined();
  });
});

describe("a fault that is planted in the runtime is found", () => {
  type Parts = readonly { readonly amount: runtime.Quantity<string> }[];
  const FAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "a share that loses a cent": {
      split: (...args: Parameters<typeof runtime.split>): Parts =>
        runtime
          .split(...args)
          .map((part) => ({ ...part, amount: part.amount.rounded("down", "1") })),
    },
    "slices that are all paid at the rate of the last": {
      marginal: (...[base, table, { to }, apply]: Parameters<typeof runtime.marginal>) =>
        apply(base, runtime.valueAt(table, to)),
    },
    "pay that starts from nothing with each deal": {
      paidInTurn: (...[credits, unit, pay]: Parameters<typeof runtime.paidInTurn>) =>
        runtime.sum(
          [...credits].map((credit) => pay(credit, runtime.Quantity.of("0", unit))),
          unit,
        ),
    },
    "pay that never comes to the next row": {
      alongPaid: (...[base, table, from, apply]: Parameters<typeof runtime.alongPaid>) =>
        apply(base, runtime.valueAt(table, from)),
    },
    "deals that all come before the one at hand": { upTo: (credits: unknown) => credits },
    "deals after the end of the plan": { within: (days: unknown) => days },
    "a value outside of a table that is paid like the last inside": {
      valueAt: (...[table, at]: Parameters<typeof runtime.valueAt>) => {
        try {
          return runtime.valueAt(table, at);
        } catch {
          return table.rows.at(-1)?.value;
        }
      },
    },
  };

  test.each(Object.entries(FAULTS))("catches %s", { timeout: 60_000 }, async (_, fault) => {
    const names = Object.keys(fault);
    const load: Load = (code) => loadPlan(code, { ...runtime, ...fault });
    expect(await shown((code) => names.some((name) => code.includes(name)), load)).toBeDefined();
  });
});

const loadAddingForMinus: Load = (code) => loadPlan(code.replaceAll(".minus(", ".plus("));

describe("a failing case", () => {
  test("is made small, and still fails", { timeout: 120_000 }, async () => {
    const failing = await shown((code) => code.includes(".minus("), loadAddingForMinus);
    if (failing === undefined) throw new Error("The planted fault isn't found.");
    const small = await reduced(
      failing,
      async (candidate) => (await failure(candidate, loadAddingForMinus)) === "differs",
    );
    expect(await failure(small, loadAddingForMinus)).toBe("differs");
    expect(small.plan.split("\n").length).toBeLessThan(failing.plan.split("\n").length / 2);
  });

  test("is read as it was written", () => {
    const { plan, data } = generate(1);
    expect(readCase(writeCase({ plan, data }))).toEqual({ plan, data });
  });
});
