// The relational half: what is added up under which name, how time is cut, and what is left to the reference evaluator.
import { dateOfDay, type PeriodKind, periodsBetween } from "@attain/runtime";
import { describe, expect, test } from "vitest";
import { known } from "../../compiler/src/base/assert.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { NO } from "../../compiler/src/integer/form.ts";
import { relationalHalf } from "../../compiler/src/relational/lower.ts";
import { reachedBy } from "../../compiler/src/relational/reached.ts";
import type { RowFacts } from "../../compiler/src/relational/row-facts.ts";
import { rangeOfWindow, stretchesOf } from "../../compiler/src/relational/stretches.ts";
import { tallyNames } from "../../compiler/src/relational/tally-name.ts";
import { compile, periodsOf } from "../property/evaluators.ts";

const SOURCES = `calendar
  weeks belong to the month of their last day

people Reps
  id     : Text key
  region : one of North, South
  cap    : USD
  manager : Reps?

source Deals
  id      : Text key
  rep     : Reps
  partner : Reps?
  share   : Ratio? at least 0% at most 100% present when partner is present
  amount  : USD
  months  : Count
  closed  : Date
`;

interface Told {
  readonly credit?: readonly string[];
  readonly during?: string;
  readonly pays?: PeriodKind;
}

const SALES = ["dated closed", "worth amount", "to rep"];

/** A plan that pays a dollar if some measure is above zero. */
function planOf(
  measure: string,
  { credit = SALES, during = "FY2026", pays = "Quarter" }: Told = {},
): string {
  return `${SOURCES}
plan P
  for    Reps
  during ${during}
  pays   each ${pays} in USD

  credit Sales from Deals
${credit.map((line) => `    ${line}`).join("\n")}

  measure told means ${measure}

  component c
    earns 1 USD when told > 0 USD
`;
}

function worth(line: string): Told {
  return { credit: ["dated closed", `worth ${line}`, "to rep"] };
}

/** What the declarations promise: any number, any day, missing only what is optional. */
const DECLARED: RowFacts = {
  number: () => ({ scale: 2, range: { lo: -(10n ** 12n), hi: 10n ** 12n } }),
  days: () => ({ lo: 20_000n, hi: 22_000n }),
  mayBeMissing: (_, field) => ["partner", "share"].includes(field),
  mayBeAstray: () => false,
};

function lowered(plan: string, facts: RowFacts = DECLARED) {
  const compiled = compile(plan);
  const { half, unsupported } = relationalHalf(
    compiled.program,
    compiled.plan,
    periodsOf(compiled),
    facts,
  );
  const reasons = [...unsupported.values()].map(({ message }) => message);
  return { half, flow: half.flows[0], reasons };
}

describe("time", () => {
  test("is cut at the edges of all windows, and of the plan", () => {
    const { half } = lowered(planOf("Sales year to date", { during: "2026-02-10 to 2026-08-20" }));
    expect(half.cuts.map((cut) => dateOfDay(cut))).toEqual([
      "2026-02-10",
      "2026-04-01",
      "2026-07-01",
    ]);
    expect(dateOfDay(half.end)).toBe("2026-08-21");
  });

  test.each<[PeriodKind, string]>([
    ["Quarter", "Sales last Quarter"],
    ["Month", "Sales year to date"],
    ["Month", "Sales quarter to date"],
    ["Week", "Sales year to date"],
  ])("paid each %s, a window is a run of stretches: %s", (pays, window) => {
    const compiled = compile(planOf(window, { pays }));
    const periods = periodsOf(compiled);
    const time = new Evaluator(compiled.program, compiled.plan, new Map());
    const { aggregates, spans } = reachedBy(time, periods);
    const stretches = stretchesOf(spans);
    for (const period of periods) {
      const { of } = known(aggregates[0], "the total");
      const [first, last] = rangeOfWindow(time, stretches, of.window, period);
      const { start, end } = time.daysOf(of.window, period);
      expect(dateOfDay(stretches.cuts[first] ?? NaN)).toBe(start);
      expect(dateOfDay((stretches.cuts[last + 1] ?? stretches.end) - 1)).toBe(end);
    }
  });

  test("a window that covers no day is empty", () => {
    const { program, plan } = compile(planOf("Sales"));
    const time = new Evaluator(program, plan, new Map());
    const [first] = periodsBetween(program.calendar, "Quarter", plan.from, plan.until);
    const quarter = known(first, "a quarter");
    const window = { kind: "to date", period: "Year", earlier: true } as const;
    expect(rangeOfWindow(time, stretchesOf([quarter]), window, quarter)).toEqual([0, -1]);
    expect(() =>
      rangeOfWindow(time, stretchesOf([quarter]), { kind: "last", period: "Quarter" }, quarter),
    ).toThrow("a window that time wasn't cut for");
  });
});

describe("tallies", () => {
  test("have one name, whichever window asks", () => {
    const plan = planOf("Sales");
    const twice = `${plan}
  measure so_far means Sales year to date

  component further
    earns 1 USD when so_far > 0 USD
`;
    expect(lowered(twice).flow?.tallies).toEqual([
      { name: "Sales sum(credited)", op: "sum", scale: 2, divisor: 1n },
    ]);
  });

  test("of an average are the sum by weights, and that of the weights", () => {
    const compiled = compile(
      planOf("(average months of Sales weighted by credited otherwise 0) x 1 USD"),
    );
    const time = new Evaluator(compiled.program, compiled.plan, new Map());
    const { aggregates } = reachedBy(time, periodsOf(compiled));
    const names = tallyNames(known(aggregates[0], "the average"));
    expect(names.value).toMatch(/^Sales sum\(\(field.*name months.*\) × credited\)$/);
    expect(names.weights).toBe("Sales sum(credited)");
  });

  test("keep quotients by one divisor, and leave others to the reference evaluator", () => {
    const third = lowered(planOf("Sales", worth("amount / 3")));
    expect(third.flow?.tallies).toMatchObject([{ scale: 2, divisor: 3n }]);
    const each = lowered(planOf("Sales", worth("amount / months otherwise 0 USD")));
    expect(each.reasons).toEqual(["it adds up quotients whose divisors differ from row to row"]);
    expect(each.half.flows).toEqual([]);
  });
});

describe("rows", () => {
  test.each([
    ["dated 3 Months after closed clamp", "it counts months from a date"],
    [
      "rolls up 10% to manager, every level",
      "it credits everybody above somebody, however many these are",
    ],
  ])("%s: %s", (line, reason) => {
    const credit = line.startsWith("dated") ? [line, "worth amount", "to rep"] : [...SALES, line];
    expect(lowered(planOf("Sales", { credit })).reasons).toEqual([reason]);
  });

  test("are in doubt only where the reference evaluator may be at fault", () => {
    const shared = [
      "dated closed",
      "worth amount",
      "split share to partner when partner is present",
      "split the rest to rep",
      "rounded to cent by largest remainder, ties by id",
    ];
    const flow = lowered(planOf("Sales", { credit: shared })).flow;
    const doubts = JSON.stringify(flow?.doubtful, (_, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    // A share may be missing although there is a partner. The partner can't: that is what was asked.
    expect(doubts).toContain('"name":"missing share"');
    const either = ["dated closed", "worth amount", "to (partner otherwise rep)"];
    expect(lowered(planOf("Sales", { credit: either })).flow?.doubtful).toEqual(NO);
  });

  test("that refer to rows which may not be there are in doubt", () => {
    const credit = [
      ...SALES.slice(0, 2),
      "never above rep.cap each deal, the excess is lost",
      "to rep",
    ];
    const plan = planOf("Sales", { credit });
    expect(lowered(plan).flow?.doubtful).toEqual(NO);
    const { flow } = lowered(plan, { ...DECLARED, mayBeAstray: () => true });
    expect(flow?.doubtful).toEqual({ op: "flag", name: "missing rep.id" });
    expect(flow?.inputs.find(({ name }) => name === "rep.id")).toMatchObject({
      path: ["rep", "id"],
      optional: true,
    });
  });
});
