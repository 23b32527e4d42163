// The job of the benchmarks: everybody is held against the same payouts, so those have to be right.
import { describe, expect, it } from "vitest";
import { openKernels, openReference } from "../../bench/pay/attain.mjs";
import { columnsOfMarket } from "../../bench/pay/columns.mjs";
import { exactPayouts } from "../../bench/pay/exact.mjs";
import { decimal, generate, type Market, PRODUCTS } from "../../bench/pay/generate.mjs";
import { floorOf, limitOf } from "../../bench/pay/limit.mjs";
import { open as openDecimals } from "../../bench/pay/peers/decimal.mjs";
import { open as openDuckdb } from "../../bench/pay/peers/duckdb.mjs";
import { planOfClauses } from "../../bench/pay/growth-plans.mjs";
import { datasetOf, lowered, quartersOf } from "../../bench/pay/plan.mjs";

describe("the market", () => {
  it("is the same on every machine", () => {
    const market = generate(10_000);
    expect(market.payees).toBe(100);
    const deal = (row: number) => [
      market.payee[row],
      market.day[row],
      PRODUCTS[market.product[row] ?? 0],
      market.amount[row],
      market.margin[row],
      market.type[row],
      market.split[row],
    ];
    expect([deal(0), deal(1)]).toEqual([
      [8, 61, "Plus", 460_095, 3726, 0, 100],
      [89, 140, "Training", 400_150, 3784, 0, 100],
    ]);
    expect([market.quota[0], market.target[0]]).toEqual([10_053_740, 490_174]);
  });

  it("has returns, shared deals and renewals, and credits that end in half a cent", () => {
    const { amount, split, type, count } = generate(100_000);
    const share = (is: (row: number) => boolean) =>
      Array.from({ length: count }, (_, row) => row).filter(is).length / count;
    expect(share((row) => (amount[row] ?? 0) < 0)).toBeCloseTo(0.01, 2);
    expect(share((row) => split[row] === 50)).toBeCloseTo(0.2, 2);
    expect(share((row) => type[row] === 1)).toBeCloseTo(0.4, 2);
    expect(
      share((row) => Math.abs((amount[row] ?? 0) * (split[row] ?? 0)) % 100 === 50),
    ).toBeCloseTo(0.1, 2);
  });

  it("is written with all of its digits", () => {
    expect([decimal(-1050, 2), decimal(5, 2), decimal(35, 4)]).toEqual([
      "-10.50",
      "0.05",
      "0.0035",
    ]);
  });
});

/** One payee with a quota of 100,000 USD a quarter and a target of 12,000: deals as day, cents, margin, split. */
function marketOf(deals: readonly (readonly [number, number, number, number])[]): Market {
  const column = (place: 0 | 1 | 2 | 3) => deals.map((deal) => deal[place]);
  return {
    count: deals.length,
    payees: 1,
    payee: new Int32Array(deals.length),
    day: Uint16Array.from(column(0)),
    product: new Uint8Array(deals.length),
    amount: Float64Array.from(column(1)),
    margin: Float64Array.from(column(2)),
    type: new Uint8Array(deals.length),
    split: Uint8Array.from(column(3)),
    quota: Float64Array.from([10_000_000, 10_000_000, 10_000_000, 10_000_000]),
    target: Float64Array.from([1_200_000]),
  };
}

/**
 * Q1: half of 0.25, 0.35 and -0.25 is 0.125, 0.175 and -0.125, half even 0.12, 0.18 and -0.12; with 100,000 that is 100,000.18.
 *     50,000 x 4% + 50,000 x 6% + 0.18 x 9% = 5,000.0162; the average margin is (10 + 20 + 30 + 60) / 4 = 30%.
 * Q2: 110,000 is 110% of quota, the margin 35%: (5,000 + 10,000 x 9%) x 110% = 6,490.
 * Q3: 450,000: 5,000 + 20,000 x 9% + 330,000 x 12% = 46,400, more than 3 x 12,000.
 * Q4: a return alone.
 */
const byHand = marketOf([
  [4, 25, 1000, 50],
  [35, 35, 2000, 50],
  [63, -25, 3000, 50],
  [89, 10_000_000, 6000, 100],
  [90, 11_000_000, 3500, 100],
  [181, 45_000_000, 5000, 100],
  [364, -100_000, 5000, 100],
]);
const DUE = [500_002, 649_000, 3_600_000, 0];

describe("payouts", () => {
  const plan = lowered();
  const ways = {
    "the exact ones": (market: Market) => [...exactPayouts(market)],
    "the yardstick": (market: Market) => [...limitOf(market)()],
    "SQL by hand": async (market: Market) => [...(await (await openDuckdb(market))())],
    "decimal.js": async (market: Market) => [...(await openDecimals(market))()],
    "the plan, by the reference evaluator": (market: Market) =>
      openReference(plan, datasetOf(market), quartersOf(plan))(),
    "the plan, by kernels": (market: Market) => [
      ...openKernels(plan, columnsOfMarket(market), quartersOf(plan))(),
    ],
  };
  const market = generate(10_000);
  const exact = [...exactPayouts(market)];

  it.each(Object.entries(ways))("are by hand what %s are", async (_, pay) => {
    expect(await pay(byHand)).toEqual(DUE);
  });

  it.each(Object.entries(ways).slice(1))(
    "of ten thousand deals are right by %s",
    async (_, pay) => {
      expect(await pay(market)).toEqual(exact);
    },
  );

  it("are of all kinds", () => {
    const capped = exact.filter((cents, group) => cents === 3 * (market.target[group >> 2] ?? 0));
    expect(capped.length).toBeGreaterThan(20);
    expect(new Set(exact).size).toBeGreaterThan(300);
  });
});

it("the floor reads every column", () => {
  const { payee, day, product, amount, margin, type, split } = byHand;
  const sum = [payee, day, product, amount, margin, type, split]
    .flatMap((column) => [...column])
    .reduce((total, value) => total + value, 0);
  expect(floorOf(byHand)()).toBe(sum);
});

it("a plan of many clauses is the plan of the job many times, each with deals of its own", () => {
  const { plan } = lowered(planOfClauses(3));
  expect(plan?.components.map(({ name }) => name)).toEqual([
    "commission_1",
    "commission_2",
    "commission_3",
  ]);
  expect(planOfClauses(3)).toContain("type is New and amount > 2 USD");
});
