// Laws of pay, on plans of a kind with any rows: what no letter says, and everybody takes for granted.
import * as runtime from "@attain/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import type { Case } from "./evaluators.ts";
import {
  type Deal,
  deals,
  planOf,
  rates,
  type Rates,
  rowsOf,
  type Sale,
  sales,
  shared,
  splitPlan,
  tableOf,
} from "./sales.ts";
import { exact, type Library, type Pay, payer, sum } from "./paying.ts";
import { runs, SEED } from "./runs.ts";

const TRIES = 60;
const timeout = 20_000 + 100 * runs(TRIES);

/** Shows where a law doesn't hold, if it doesn't: the smallest case that fast-check finds, and its seed. */
async function broken<Value>(
  values: fc.Arbitrary<Value>,
  holds: (pay: Pay, value: Value) => Promise<boolean>,
  fault?: Library,
): Promise<string | undefined> {
  const pay = payer(fault);
  const law = fc.asyncProperty(values, (value) => holds(pay, value));
  const found = await fc.check(law, { numRuns: runs(TRIES), seed: SEED });
  if (!found.failed) return undefined;
  const { errorInstance: error } = found;
  // A throw is no broken law.
  if (error instanceof Error && !error.message.includes("returning false")) throw error;
  return fc.defaultReportMessage(found);
}

/** What a component pays in all periods together, to everybody. */
async function totals(pay: Pay, paid: Case): Promise<Rational[]> {
  const all = await pay(paid);
  const count = all[0]?.components.length ?? 0;
  return Array.from({ length: count }, (_, i) =>
    sum(all.map(({ components }) => components[i] ?? "0")),
  );
}

async function total(pay: Pay, paid: Case): Promise<Rational> {
  return sum((await pay(paid)).map(({ payout }) => payout));
}

const TABLE = fc.tuple(rates, sales);
type Sold = readonly [Rates, readonly Sale[]];

// ── Splits ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Nobody's cents are lost, and nobody gets a whole cent more or less than the exact share. */
async function conserves(pay: Pay, list: readonly Deal[]): Promise<boolean> {
  const paid = await pay({ plan: splitPlan, data: shared(list) });
  const whole = list.reduce((cents, deal) => cents + deal.cents, 0);
  if (!sum(paid.map(({ payout }) => payout)).equals(Rational.of(BigInt(whole), 100n))) return false;
  const [deal, second] = list;
  if (deal === undefined || second !== undefined) return true;
  return ["ben", "cyn"].every((payee, i) => {
    const got = sum(paid.filter((one) => one.payee === payee).map(({ payout }) => payout));
    const share = Rational.of(BigInt(deal.shares[i] ?? 0) * BigInt(deal.cents), 1_000_000n);
    const away = got.minus(share).times(Rational.of(100n));
    return away.compare(Rational.ONE) < 0 && away.compare(Rational.ONE.negated()) > 0;
  });
}

// ── Marginal tables ─────────────────────────────────────────────────────────────────────────────────────────────

const ALONG = ["Sales", "attainment", "Sales year to date"];

/** One plan with a table along each of these, taken in all and deal by deal. */
function marginalPlan(of: Rates): string {
  return planOf(
    ALONG.flatMap((axis, i) => [
      tableOf(`T${i}`, `marginal by ${axis}`, axis === "attainment" ? "%" : "USD", of),
      `  component c${i}\n    earns T${i} on Sales\n    rounded half even to cent\n`,
      `  component d${i} for each Sales\n    earns T${i} on credited\n    rounded half even to cent\n`,
    ]),
  );
}

async function splittingChangesNothing(pay: Pay, [of, list]: Sold): Promise<boolean> {
  const halves = list.flatMap(({ usd, day }, i) => {
    const part = Math.floor(usd / 3);
    return i % 2 === 0
      ? [{ usd, day }]
      : [
          { usd: part, day },
          { usd: usd - part, day },
        ];
  });
  const plan = marginalPlan(of);
  const [before, after] = [
    await totals(pay, { plan, data: rowsOf(list) }),
    await totals(pay, { plan, data: rowsOf(halves) }),
  ];
  return before.every((amount, i) => after[i]?.equals(amount) === true);
}

async function dealsMakeTheWhole(pay: Pay, [of, list]: Sold): Promise<boolean> {
  const paid = await totals(pay, { plan: marginalPlan(of), data: rowsOf(list) });
  return ALONG.every((_, i) => paid[2 * i]?.equals(paid[2 * i + 1] ?? Rational.ZERO) === true);
}

async function moreNeverPaysLess(pay: Pay, [of, list]: Sold): Promise<boolean> {
  const plan = marginalPlan(of);
  const less = await totals(pay, { plan, data: rowsOf(list.slice(1)) });
  const more = await totals(pay, { plan, data: rowsOf(list) });
  return less.every((amount, i) => amount.compare(more[i] ?? Rational.ZERO) <= 0);
}

// ── Years and their parts ───────────────────────────────────────────────────────────────────────────────────────

function each(name: string, words = ""): string {
  return `  component ${name}${words}\n    earns ${name.toUpperCase()} on Sales\n    rounded half even to cent\n`;
}

/** What is paid along the year to date, quarter by quarter, makes what the year earns. */
async function quartersMakeTheYear(pay: Pay, [of, list]: Sold): Promise<boolean> {
  const plan = planOf([
    tableOf("A", "marginal by Sales year to date", "USD", of),
    tableOf("B", "marginal by Sales", "USD", of),
    tableOf("C", "whole by Sales year to date, earlier periods are rated again", "USD", of),
    tableOf("D", "whole by Sales", "USD", of),
    each("a"),
    each("b", " each Year"),
    each("c"),
    each("d", " each Year"),
  ]);
  const [a, b, c, d] = await totals(pay, { plan, data: rowsOf(list) });
  return a?.equals(b ?? Rational.ONE) === true && c?.equals(d ?? Rational.ONE) === true;
}

/** The year to date is the quarters so far: of a credit, a measure and a component. */
async function toDateIsItsParts(pay: Pay, list: readonly Sale[]): Promise<boolean> {
  const plan = planOf([
    "  measure twice means 2 x Sales\n",
    "  component fifth\n    earns 20% of Sales\n    rounded half even to cent\n",
    ...["Sales", "twice", "fifth"].map(
      (name) =>
        `  component ${name}_so_far\n    earns ((${name} year to date) / 1 USD per Year) x 1 USD\n    rounded half even to cent\n`,
    ),
  ]);
  const paid = await pay({ plan, data: rowsOf(list) });
  const fifths = paid.map(({ components }) => components[0] ?? "0");
  return paid.every(({ components: [, credit, measure, component] }, i) => {
    const parts = sum(fifths.slice(0, i + 1));
    const five = parts.times(Rational.of(5n));
    return (
      exact(credit ?? "").equals(five) &&
      exact(measure ?? "").equals(five.plus(five)) &&
      exact(component ?? "").equals(parts)
    );
  });
}

/** The months' parts of a year's amount make it. There are 365 days in 2026, and 261 working days. */
async function partsMakeTheWhole(pay: Pay, amount: number): Promise<boolean> {
  const days = 365 * 261 * 12;
  const plan = planOf(
    ["days", "working days", "months"].map(
      (by, i) =>
        `  component p${i} each Month\n    earns ${amount * days} USD per Year prorated by ${by} into Month\n    rounded half even to cent\n`,
    ),
  );
  const paid = await totals(pay, { plan, data: rowsOf([]) });
  return paid.every((part) => part.equals(Rational.of(BigInt(amount * days))));
}

// ── Limits and scale ────────────────────────────────────────────────────────────────────────────────────────────

const LIMITED = fc.tuple(TABLE, fc.nat({ max: 500 }), fc.nat({ max: 5000 }));

async function staysWithinLimits(
  pay: Pay,
  [[of, list], floor, room]: readonly [Sold, number, number],
): Promise<boolean> {
  const limits = `    never below ${floor} USD each deal\n    never above ${floor + room} USD each deal, the excess is lost\n`;
  const plan = planOf([
    tableOf("T", "whole by attainment", "%", of),
    `  component c\n    earns T on Sales\n    rounded half even to cent\n${limits.replaceAll(" each deal", "")}`,
    `  component d for each Sales\n    earns T on credited\n    rounded half even to cent\n${limits}`,
  ]);
  return (await pay({ plan, data: rowsOf(list) })).every(({ period, components }) => {
    const count = list.filter(({ day }) => quarterOf(day) === period).length;
    return [1, count].every((times, i) => {
      const amount = exact(components[i] ?? "");
      const [low, high] = [floor * times, (floor + room) * times].map((usd) => exact(`${usd}`));
      return amount.compare(low as Rational) >= 0 && amount.compare(high as Rational) <= 0;
    });
  });
}

function quarterOf(day: number): string {
  const ends = [90, 181, 273, 365];
  return `FY2026-Q${ends.findIndex((end) => day < end) + 1}`;
}

/** Ten times the sales and ten times the quota are ten times the pay. */
async function scales(pay: Pay, [of, list]: Sold): Promise<boolean> {
  const plan = (quota: number): string =>
    planOf(
      ["marginal", "whole", "whole above 50%"].flatMap((kind, i) => [
        tableOf(`T${i}`, `${kind} by attainment`, "%", of),
        `  component c${i}\n    earns T${i} on Sales\n    rounded half even to cent\n`,
      ]),
      quota,
    );
  const larger = list.map(({ usd, day }) => ({ usd: usd * 10, day }));
  const [once, tenfold] = [
    await total(pay, { plan: plan(10_000), data: rowsOf(list) }),
    await total(pay, { plan: plan(100_000), data: rowsOf(larger) }),
  ];
  return tenfold.equals(once.times(Rational.of(10n)));
}

describe("it is a law that", () => {
  test("a split conserves cents", { timeout }, async () => {
    expect(await broken(deals, conserves)).toBeUndefined();
  });

  test("splitting a deal in two leaves a marginal payout unchanged", { timeout }, async () => {
    expect(await broken(TABLE, splittingChangesNothing)).toBeUndefined();
  });

  test("deal by deal makes the same as all at once, on a marginal table", { timeout }, async () => {
    expect(await broken(TABLE, dealsMakeTheWhole)).toBeUndefined();
  });

  test("more sales never pay less, on a marginal table", { timeout }, async () => {
    expect(await broken(TABLE, moreNeverPaysLess)).toBeUndefined();
  });

  test("what is paid along the year to date makes what the year earns", { timeout }, async () => {
    expect(await broken(TABLE, quartersMakeTheYear)).toBeUndefined();
  });

  test("a period to date is the sum of its parts", { timeout }, async () => {
    expect(await broken(sales, toDateIsItsParts)).toBeUndefined();
  });

  test("the prorated parts of a year make it", { timeout }, async () => {
    expect(await broken(fc.nat({ max: 1000 }), partsMakeTheWhole)).toBeUndefined();
  });

  test("floor ≤ pay ≤ cap, in all and for each deal", { timeout }, async () => {
    expect(await broken(LIMITED, staysWithinLimits)).toBeUndefined();
  });

  test("ten times the sales and the quota are ten times the pay", { timeout }, async () => {
    expect(await broken(TABLE, scales)).toBeUndefined();
  });
});

// ── Planted faults ──────────────────────────────────────────────────────────────────────────────────────────────

type Runtime = typeof runtime;
type Args<
  Name extends
    "split" | "marginal" | "upTo" | "daysToDate" | "periodsToDate" | "prorated" | "wholeAbove",
> = Parameters<Runtime[Name]>;

/** Every share is cut down to dollars. */
function cutting(...args: Args<"split">): unknown {
  return runtime
    .split(...args)
    .map((part) => ({ ...part, amount: part.amount.rounded("down", "1") }));
}

/** Every share gets the cent that is left. */
function generous(...[whole, shares, { credit, key }]: Args<"split">): unknown {
  const parts = runtime.split(whole, shares, { credit, key });
  return parts.map((part) => ({ ...part, amount: part.amount.rounded("up", "0.01") }));
}

/** Everything at the rate that is reached. */
function reached(...[base, table, { to }, apply]: Args<"marginal">): unknown {
  return apply(base, runtime.valueAt(table, to));
}

/** A deal comes after itself. */
function afterItself(...[credits, credit]: Args<"upTo">): unknown {
  return runtime.upTo(credits, credit, "through");
}

/** The third quarter knows of none before it. */
function forgetful(...[calendar, kind, period]: Args<"daysToDate">): unknown {
  return period.name.endsWith("Q3") ? period : runtime.daysToDate(calendar, kind, period);
}

function withoutFirst(...args: Args<"periodsToDate">): unknown {
  return runtime.periodsToDate(...args).slice(1);
}

/** All months are alike, and so many dollars. */
function alike(...[calendar, amount, how, period]: Args<"prorated">): unknown {
  return runtime.prorated(calendar, amount, { ...how, by: "months" }, period).rounded("down", "10");
}

function roundedOnTheWay(...args: Args<"wholeAbove">): unknown {
  return runtime.wholeAbove(...args).rounded("down", "100");
}

/** Runs one law with a fault in the runtime. */
type Law = (fault: Library) => Promise<string | undefined>;
const law =
  <Value>(values: fc.Arbitrary<Value>, holds: (pay: Pay, value: Value) => Promise<boolean>): Law =>
  (fault) =>
    broken(values, holds, fault);

const FAULTS: readonly (readonly [what: string, fault: Library, law: Law])[] = [
  ["a share that loses its cents", { split: cutting }, law(deals, conserves)],
  ["an odd cent that everybody gets", { split: generous }, law(deals, conserves)],
  [
    "slices at the rate of the last, deal by deal",
    { marginal: reached },
    law(TABLE, dealsMakeTheWhole),
  ],
  ["slices at the rate of the last, of more", { marginal: reached }, law(TABLE, moreNeverPaysLess)],
  ["a crossing deal that isn't split", { upTo: afterItself }, law(TABLE, dealsMakeTheWhole)],
  ["a deal that comes after itself", { upTo: afterItself }, law(TABLE, splittingChangesNothing)],
  [
    "earlier quarters that are paid again",
    { daysEarlier: (days: runtime.Days) => ({ ...days, end: days.start }) },
    law(TABLE, quartersMakeTheYear),
  ],
  ["a year that is always new", { isFirstOf: () => true }, law(TABLE, quartersMakeTheYear)],
  ["a year to date that starts late", { daysToDate: forgetful }, law(sales, toDateIsItsParts)],
  ["a quarter that isn't added up", { periodsToDate: withoutFirst }, law(sales, toDateIsItsParts)],
  ["months that are all alike", { prorated: alike }, law(fc.nat({ max: 1000 }), partsMakeTheWhole)],
  ["a cap that doesn't cut", { least: (first: unknown) => first }, law(LIMITED, staysWithinLimits)],
  ["pay that is rounded on the way", { wholeAbove: roundedOnTheWay }, law(TABLE, scales)],
];

describe("a law catches", () => {
  test.each(FAULTS)("%s", { timeout }, async (_, fault, found) => {
    expect(await found(fault)).toBeDefined();
  });
});
