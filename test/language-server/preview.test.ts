// What a plan pays while it is written: by data or by a test, by the last text that could be paid by, and what if.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { formatNumber } from "../../compiler/src/evaluate/format.ts";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { addsUp } from "../../compiler/src/explain/explanation.ts";
import { axisOf } from "../../compiler/src/what-if/axis.ts";
import { payCurve } from "../../compiler/src/what-if/pay-curve.ts";
import { LastGood, type Payable, placesNow } from "../../language-server/src/preview/last-good.ts";
import { inlineNumbers, type Paid, payFor } from "../../language-server/src/preview/pay.ts";
import { Pseudonyms } from "../../compiler/src/base/pseudonyms.ts";
import { type Scene, sceneOf, type Wish } from "../../language-server/src/preview/scene.ts";
import { runTests, testsNamed, verdict } from "../../language-server/src/preview/tests.ts";
import type { Dataset } from "../../compiler/src/ir/dataset.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";
import { viewOf } from "../support/marked-plans.ts";
import { datasetOf, SAMPLE_DATA } from "../support/rows.ts";

interface Staged {
  readonly payable: Payable;
  readonly scene: Scene;
}

function staged(source: string, wish: Wish = {}, data: Dataset | undefined = SAMPLE_DATA): Staged {
  const payable = new LastGood().of(viewOf(source).view);
  const scene = payable && sceneOf(payable, wish, data);
  if (payable === undefined || scene === undefined) throw new Error("It can't be previewed.");
  return { payable, scene };
}

function paid({ payable, scene }: Staged, reached?: string): Paid {
  const result = payFor(
    payable,
    scene,
    reached === undefined ? undefined : Rational.parse(reached),
  );
  if (result === undefined || result instanceof Fault) throw new Error("It can't be paid.");
  expect(addsUp({ lines: result.lines, numbers: result.numbers, total: result.payout })).toBe(true);
  return result;
}

function payout(source: string, wish: Wish = {}, reached?: string): string {
  return formatNumber(paid(staged(source, wish), reached).payout, "USD");
}

// ada: 60,000 + 50,000 = 110,000 of 100,000; 100,000 x 8% + 10,000 x 12% = 8,000 + 1,200 = 9,200
// ben: 20,000 x 8% = 1,600 in the second quarter, nothing in the first
test("whoever is chosen, in the period that is chosen", () => {
  expect(payout(COMPANY + PLAN, { payee: "ada", period: "FY2026-Q1" })).toBe("9,200.00 USD");
  expect(payout(COMPANY + PLAN, { payee: "ben", period: "FY2026-Q2" })).toBe("1,600.00 USD");
  expect(payout(COMPANY + PLAN, { payee: "ben", period: "FY2026-Q1" })).toBe("0.00 USD");
});

test("the first of those whom the plan is for, in the last period with a credit", () => {
  const { scene } = staged(COMPANY + PLAN);
  expect([scene.payee, scene.period.name]).toEqual(["ada", "FY2026-Q1"]);
  expect(scene.people).toEqual([
    { key: "ada", name: "Ada Lovelace" },
    { key: "ben", name: "Ben Nye" },
  ]);
  expect(staged(COMPANY + PLAN, { payee: "ben" }).scene.period.name).toBe("FY2026-Q2");
  expect(scene.periods).toEqual(["FY2026-Q1", "FY2026-Q2", "FY2026-Q3", "FY2026-Q4"]);
});

test("the rows and values of a test, where there is no data or the test is chosen", () => {
  // 50,000 x 8% = 4,000
  const source = `${COMPANY}${PLAN}test "half" for AccountExecutive\n  given quota is 100,000 USD\n  given target is 8,000 USD\n  given Sales is 50,000 USD\n  expect commission is 4,000 USD\n`;
  expect(formatNumber(paid(staged(source, {}, new Map())).payout, "USD")).toBe("4,000.00 USD");
  const { scene } = staged(source, { test: "half" });
  expect(scene.test).toBe("half");
});

// 150,000: 8,000 + 50,000 x 12% = 14,000; 50,000 x 8% = 4,000; 300,000 would pay 32,000, and pays 3 x 8,000
test("what if so much had been reached: the deals are multiplied", () => {
  const wish = { payee: "ada", period: "FY2026-Q1" };
  expect(payout(COMPANY + PLAN, wish, "1.5")).toBe("14,000.00 USD");
  expect(payout(COMPANY + PLAN, wish, "0.5")).toBe("4,000.00 USD");
  expect(payout(COMPANY + PLAN, wish, "3")).toBe("24,000.00 USD");
  expect(payout(COMPANY + PLAN, wish, "0")).toBe("0.00 USD");
});

test("what if somebody without a deal had reached so much", () => {
  expect(payout(COMPANY + PLAN, { payee: "ben", period: "FY2026-Q1" }, "1.5")).toBe(
    "14,000.00 USD",
  );
});

// ben: nothing in the first quarter, 20,000 in the second: 10% of two quotas so far. 50% of them are 100,000 in the second, at 8%.
// ada: 110,000 in the first, nothing in the second. 100% of both are 90,000 more, at 12%: 10,800; the first quarter stays as it is.
test("what if, along the year to date: only the period at hand changes", () => {
  const plan = PLAN.replace(
    "means Sales / quota",
    "means Sales year to date / (quota year to date)",
  )
    .replace("rates Commission marginal", "lookup Commission")
    .replaceAll(" pay ", " gives ")
    .replace("Commission on Sales", "Commission of Sales");
  expect(payout(COMPANY + plan, { payee: "ben", period: "FY2026-Q2" }, "0.5")).toBe("8,000.00 USD");
  expect(payout(COMPANY + plan, { payee: "ada", period: "FY2026-Q2" }, "1")).toBe("10,800.00 USD");
});

test("the curve bends where the table does, and ends level where the cap is", () => {
  const { scene } = staged(COMPANY + PLAN, { payee: "ada", period: "FY2026-Q1" });
  const curve = payCurve(scene);
  expect(curve?.axis.name).toBe("attainment");
  expect(curve && formatNumber(curve.here.x, "ratio")).toBe("110%");
  expect(curve && formatNumber(curve.here.payout, "USD")).toBe("9,200.00 USD");
  const at = (x: string): string | undefined => {
    const point = curve?.points.find((one) => formatNumber(one.x, "ratio") === x);
    return point && formatNumber(point.payout, "USD");
  };
  // 200,000: 8,000 + 100,000 x 12% = 20,000
  expect([at("0%"), at("50%"), at("100%"), at("200%")]).toEqual([
    "0.00 USD",
    "4,000.00 USD",
    "8,000.00 USD",
    "20,000.00 USD",
  ]);
  expect(curve?.cliffs).toEqual([]);
});

// 99,999.99 x 8% = 7,999.9992, that is 8,000.00; 100,000 x 12% = 12,000
test("a cliff where a rate that is reached pays everything", () => {
  const curve = payCurve(
    staged(COMPANY + PLAN.replace("marginal", "whole"), { payee: "ada", period: "FY2026-Q1" })
      .scene,
  );
  expect(
    curve?.cliffs.map(({ x, below, at }) => [
      formatNumber(x, "ratio"),
      formatNumber(below, "USD"),
      formatNumber(at, "USD"),
    ]),
  ).toEqual([["100%", "8,000.00 USD", "12,000.00 USD"]]);
});

// A bonus for each deal of 30,000: the deal of 60,000 reaches it when sales are half, at 55%; that of 50,000 at 60% of them, at 66%.
// Deals stay in whole cents, so half a cent below is enough.
// At 55%: 55,000 x 8% = 4,400 + 500. At 66%: 66,000 x 8% = 5,280, + 500 before and + 1,000 then.
test("cliffs that no table tells of are found to the cent", () => {
  const plan = `${PLAN}  component each_deal for each Sales where credited >= 30,000 USD\n    earns 500 USD\n`;
  const curve = payCurve(staged(COMPANY + plan, { payee: "ada", period: "FY2026-Q1" }).scene);
  expect(
    curve?.cliffs.map(({ x, at }) => [
      formatNumber(x.rounded("half even", Rational.of(1n, 10_000n)), "ratio"),
      formatNumber(at, "USD"),
    ]),
  ).toEqual([
    ["55%", "4,900.00 USD"],
    ["66%", "6,280.00 USD"],
  ]);
});

const CONTEST = readFileSync(
  new URL(
    "../../compiler/templates/goals-and-contests/contest/plans/contest.plan",
    import.meta.url,
  ),
  "utf8",
);

// ada: a suite of 30,000 and a base of 10,000; ben 40,000; cyn 15,000 + 5,000.
const RACE = datasetOf({
  Reps: [{ id: "ada" }, { id: "ben" }, { id: "cyn" }, { id: "dan" }],
  Deals: [
    ["D-1", "ada", "Suite", "30000", "2026-03-04"],
    ["D-2", "ada", "Base", "10000", "2026-03-11"],
    ["D-3", "ben", "Suite", "40000", "2026-03-20"],
    ["D-4", "cyn", "Suite", "15000", "2026-03-25"],
    ["D-5", "cyn", "Base", "5000", "2026-03-31"],
  ].map(([id = "", rep = "", product = "", amount = "", closed_on = ""]) => ({
    id,
    rep,
    product,
    amount,
    closed_on,
  })),
});

// A cent wins the third prize, 500. At 13,333.33 the suite is 10,000 and pays 250. At 20,000 ada is as good as cyn: they share
// 1,000 and 500, and a cent more wins 1,000. At 40,000 she shares 1,500 and 1,000 with ben, and a cent more wins 1,500.
test("what others have sold stays as it is, and a rank that is reached is a jump", () => {
  const race = staged(CONTEST, { payee: "ada", period: "2026-03" }, RACE);
  expect(formatNumber(paid(race).payout, "USD")).toBe("1,500.00 USD");
  expect(formatNumber(paid(race, "40001").payout, "USD")).toBe("1,750.00 USD");
  expect(formatNumber(paid(race, "30000").payout, "USD")).toBe("1,250.00 USD");
  const curve = payCurve(race.scene);
  const jumps = curve?.cliffs.map(({ x, below, at }) =>
    [x, below, at].map((number) => formatNumber(number, "USD").replace(" USD", "")).join(" "),
  );
  expect(jumps).toEqual([
    "0.01 0.00 500.00",
    "13,333.33 500.00 750.00",
    "20,000.00 750.00 1,000.00",
    "20,000.01 1,000.00 1,250.00",
    "40,000.00 1,250.00 1,500.00",
    "40,000.01 1,500.00 1,750.00",
  ]);
});

// All together have sold 40,000 + 40,000 + 20,000 = 100,000: 1% of that.
test("where what the payee has sold isn't what the rates run along, all that it is made of is multiplied", () => {
  const team = CONTEST.slice(0, CONTEST.indexOf("  component spiff")).concat(
    "  measure team means total Sales of Reps\n\n  component c\n    earns 1% of team\n    rounded half even to cent\n",
  );
  const { scene } = staged(team, { payee: "dan", period: "2026-03" }, RACE);
  expect(axisOf(scene, "team")?.here.toString()).toBe("100000");
});

test("a deal that is paid for by itself stands with all that its credit is made of", () => {
  const [sales] = paid(staged(CONTEST, { payee: "ada", period: "2026-03" }, RACE)).deals;
  expect(sales?.deals.map(({ row }) => row.key)).toEqual(["D-1", "D-2"]);
});

test("no curve where nothing grows with sales", () => {
  const plan = PLAN.replace("earns Commission on Sales", "earns 500 USD");
  expect(payCurve(staged(COMPANY + plan, { payee: "ada" }).scene)?.axis.name).toBe("Sales");
  const flat =
    "plan P\n  for Reps\n  during FY2026\n  pays each Quarter in USD\n  component c\n    earns 500 USD\n";
  expect(payCurve(staged(COMPANY + flat).scene)).toBeUndefined();
});

test("numbers at the ends of lines: what components pay, what rows pay, what measures are", () => {
  const { payable, scene } = staged(COMPANY + PLAN, { payee: "ada", period: "FY2026-Q1" });
  const result = payFor(payable, scene, undefined);
  if (result === undefined || result instanceof Fault) throw new Error("It can't be paid.");
  const shown = inlineNumbers(scene, result).map(
    ({ origin, text }) => `${(COMPANY + PLAN).slice(origin.start).split("\n")[0] ?? ""} = ${text}`,
  );
  expect(shown).toEqual(
    expect.arrayContaining([
      'component commission "Commission" = 9,200.00 USD',
      "from   0% pay 8% = 8,000.00 USD",
      "from 100% pay 12% = 1,200.00 USD",
      "measure attainment means Sales / quota = 110%",
      'credit Sales "Bookings" from Deals = 110,000.00 USD',
    ]),
  );
  expect(shown.some((line) => line.startsWith("never above"))).toBe(false);
});

test("while the text is broken, the last that could be paid by; its places move with the text", () => {
  const good = new LastGood();
  const first = viewOf(COMPANY + PLAN).view;
  const payable = good.of(first);
  const broken = viewOf(
    `// A line above.\n${COMPANY}${PLAN.replace("Sales / quota", "Sales /")}`,
  ).view;
  expect(good.of(broken)).toBe(payable);
  const origin = payable?.program.plans[0]?.components[0]?.origin;
  const moved = payable && origin && placesNow(broken, payable)(origin);
  expect(moved && moved.file.text.slice(moved.span.start, moved.span.end).split("\n")[0]).toBe(
    'component commission "Commission"',
  );
  const measure = payable?.program.plans[0]?.measures.find(
    ({ name }) => name === "attainment",
  )?.origin;
  expect(payable && measure && placesNow(broken, payable)(measure)).toBeUndefined();
  expect(new LastGood().of(broken)).toBeUndefined();
});

test("a fault is told, not thrown", () => {
  const { payable, scene } = staged(COMPANY + PLAN, { payee: "ada", period: "FY2026-Q3" });
  expect(payFor(payable, scene, undefined)).toBeInstanceOf(Fault);
});

test("people by numbers, in whatever is said of them", () => {
  const hidden = new Pseudonyms([
    { key: "E-1", name: "Ada Lovelace" },
    { key: "E-10", name: "Ben" },
  ]);
  expect(hidden.hidden("E-10 and E-1, that is Ben and Ada Lovelace; Bens")).toBe(
    "Person 2 and Person 1, that is Person 2 and Person 1; Bens",
  );
  expect(hidden.keyOf("Person 2")).toBe("E-10");
  expect(hidden.keyOf("E-1")).toBe("E-1");
});

test("tests are run, and told in a few words", () => {
  const source = `${COMPANY}${PLAN}test "t" for AccountExecutive\n  given quota is 100,000 USD\n  given target is 8,000 USD\n  cases\n    | given Sales | expect commission |\n    | 50,000 | 4,000 |\n    | 100,000 | 8,001 |\n`;
  const payable = new LastGood().of(viewOf(source).view);
  const results = payable === undefined ? [] : runTests(payable, testsNamed(payable, "t"));
  expect(verdict(results)).toBe("1 of 2 fail");
  expect(verdict(results.slice(0, 1))).toBe("passes");
  expect(payable && verdict(runTests(payable, testsNamed(payable, "other")))).toBeUndefined();
});
