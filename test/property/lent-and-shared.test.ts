// Laws of pay that waits, comes back, is lent, held back or shared; each is held to find a fault that is planted.
import * as runtime from "@attain/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import {
  instalments,
  monthly,
  months,
  planWith,
  rowsOf,
  shared,
  sold,
  type Sold,
  type Terms,
  terms,
} from "./lent-and-shared.ts";
import { usd } from "./carrying.ts";
import { exact, type Library, type Paid, type Pay, payer, sum } from "./paying.ts";
import { runs, SEED } from "./runs.ts";

const TRIES = 40;
const timeout = 20_000 + 200 * runs(TRIES);
const { ZERO } = Rational;

/** What every month of a payee came to, of one component; or of the payout. */
function ofMonths(paid: readonly Paid[], component?: number): Rational[] {
  return paid
    .filter(({ payee }) => payee === "ada")
    .map(({ components, payout }) =>
      exact((component === undefined ? payout : components[component]) ?? "0"),
    );
}

/** The sums up to each month. */
function upTo(amounts: readonly Rational[]): Rational[] {
  let all = ZERO;
  return amounts.map((amount) => (all = all.plus(amount)));
}

function total(amounts: readonly Rational[]): Rational {
  return amounts.reduce((all, amount) => all.plus(amount), ZERO);
}

function isAtLeast(a: Rational, b: Rational): boolean {
  return a.compare(b) >= 0;
}

// ── Paid later ──────────────────────────────────────────────────────────────────────────────────────────────────

type Kept = readonly [Terms, readonly Sold[]];
const KEPT = fc.tuple(terms, sold);

/** Components are the commission, what is released of it, and what comes back. */
const [COMMISSION, PAYMENTS, BACK] = [0, 1, 2];

/** Whatever the parts, they make the whole to the cent, and none of them goes the other way. */
async function partsMakeTheWhole(pay: Pay, [how, list]: Kept): Promise<boolean> {
  const kept = list.map((deal) => ({ ...deal, cancelled: undefined }));
  const paid = await pay({ plan: instalments(how), data: rowsOf(kept) });
  const [earned, parts] = [ofMonths(paid, COMMISSION), ofMonths(paid, PAYMENTS)];
  return (
    total(parts).equals(total(earned)) &&
    parts.every((part) => isAtLeast(part, ZERO)) &&
    upTo(parts).every((part, i) => isAtLeast(upTo(earned)[i] ?? ZERO, part))
  );
}

/** In no month has more come back than was paid by then, and never more is paid in all than was earned. */
async function onlyWhatWasPaidComesBack(pay: Pay, [how, list]: Kept): Promise<boolean> {
  const paid = await pay({ plan: instalments(how), data: rowsOf(list) });
  const [parts, back] = [ofMonths(paid, PAYMENTS), ofMonths(paid, BACK)];
  const left = upTo(parts.map((part, i) => part.plus(back[i] ?? ZERO)));
  return (
    back.every((amount) => isAtLeast(ZERO, amount)) &&
    left.every((amount) => isAtLeast(amount, ZERO)) &&
    isAtLeast(total(ofMonths(paid, COMMISSION)), total(parts))
  );
}

/** A deal that is cancelled whole leaves nothing, however much of it was paid. */
async function wholeCancellationLeavesNothing(pay: Pay, [how, list]: Kept): Promise<boolean> {
  const all = list.map((deal) => ({ ...deal, cancelled: deal.cancelled ?? deal.day }));
  const paid = await pay({ plan: instalments({ ...how, back: "all" }), data: rowsOf(all) });
  return total(ofMonths(paid)).isZero();
}

// ── Lent ────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Loan {
  readonly guarantee: number;
  readonly until: number;
  readonly share: number;
  readonly amounts: readonly number[];
}

const LOAN: fc.Arbitrary<Loan> = fc.record({
  guarantee: fc.integer({ min: 0, max: 200_000 }),
  until: fc.nat(11),
  share: fc.integer({ min: 1, max: 100 }),
  amounts: months,
});

/** What was drawn and isn't repaid is never below zero, and pay never below what is guaranteed. */
async function repaysWhatWasDrawn(pay: Pay, loan: Loan): Promise<boolean> {
  const { guarantee, until, share, amounts } = loan;
  const last = `2026-${String(until + 1).padStart(2, "0")}`;
  const plan = planWith(
    "  component earned\n    earns Booked\n",
    `  component net\n    earns earned\n    settled against advance\n`,
    `  draw advance\n    guarantees ${usd(guarantee)} when start of Month <= ${last}-01\n    repaid from ${share}% of pay above ${usd(guarantee)}\n    rounded half even to cent\n`,
  );
  const paid = await pay({ plan, data: monthly(amounts) });
  const [earned, net] = [ofMonths(paid, 0), ofMonths(paid, 1)];
  const owed = upTo(net.map((amount, i) => amount.minus(earned[i] ?? ZERO)));
  const floor = Rational.of(BigInt(guarantee), 100n);
  return (
    owed.every((amount) => isAtLeast(amount, ZERO)) &&
    net.every((amount, i) => i > until || isAtLeast(amount, floor))
  );
}

// ── Held back ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Nothing is paid below zero, and a debt is made up for before anything more is paid. */
async function neverPaysLessThanNothing(pay: Pay, amounts: readonly number[]): Promise<boolean> {
  const plan = planWith(
    "  component earned\n    earns Booked\n",
    "  payout\n    never below 0 USD, the shortfall is carried\n",
  );
  const paid = await pay({ plan, data: monthly(amounts) });
  const payouts = ofMonths(paid);
  const owed = upTo(ofMonths(paid, 0));
  let most = ZERO;
  return (
    payouts.every((amount) => isAtLeast(amount, ZERO)) &&
    upTo(payouts).every((amount, i) => {
      most = Rational.greatest(most, owed[i] ?? ZERO);
      return amount.equals(most);
    })
  );
}

/** A cap holds in each month, and what it cuts off is paid as soon as there is room. */
async function keepsTheCap(
  pay: Pay,
  [amounts, cap]: readonly [readonly number[], number],
): Promise<boolean> {
  const plan = planWith(
    "  component earned\n    earns Booked\n",
    `  payout\n    never above ${usd(cap)}, the excess is carried\n`,
  );
  const paid = await pay({ plan, data: monthly(amounts.map(Math.abs)) });
  const [earned, payouts] = [ofMonths(paid, 0), ofMonths(paid)];
  const most = Rational.of(BigInt(cap), 100n);
  return payouts.every((amount, i) => {
    const isAll = upTo(payouts)[i]?.equals(upTo(earned)[i] ?? ZERO) === true;
    return isAtLeast(most, amount) && (isAll || amount.equals(most));
  });
}

// ── Shared ──────────────────────────────────────────────────────────────────────────────────────────────────────

const POOL = fc.tuple(sold, fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }));

/** A pool makes its parts, by points and equally, and nobody is a cent away from the exact part. */
async function sharesMakeThePool(
  pay: Pay,
  [list, points]: readonly [readonly Sold[], readonly number[]],
): Promise<boolean> {
  const plan = planWith(
    "  credit All from Deals\n    dated closed\n    worth amount\n    to the company\n",
    ...["by points", "equally"].map(
      (how, i) =>
        `  component c${i}\n    shares All among Reps ${how}\n    rounded to cent by largest remainder, ties by id\n`,
    ),
  );
  const paid = await pay({ plan, data: shared(list, points) });
  const whole = Rational.of(BigInt(list.reduce((cents, deal) => cents + deal.cents, 0)), 100n);
  const sumOfPoints = points.reduce((all, count) => all + count, 0);
  const parts = (component: number): Rational =>
    sum(paid.map(({ components }) => components[component] ?? "0"));
  const byPoints = sumOfPoints === 0 ? ZERO : whole;
  return parts(0).equals(byPoints) && parts(1).equals(whole) && areFair(paid, points.length);
}

/** Of equal parts no two are further apart than a cent. */
function areFair(paid: readonly Paid[], people: number): boolean {
  const cent = Rational.of(1n, 100n);
  return paid.every(({ period, components }) => {
    const equal = exact(components[1] ?? "0");
    const others = paid.filter((one) => one.period === period);
    return (
      others.length === people &&
      others.every((one) => isAtLeast(cent, exact(one.components[1] ?? "0").minus(equal)))
    );
  });
}

// ── The laws, and planted faults ────────────────────────────────────────────────────────────────────────────────

type Law = (fault?: Library) => Promise<string | undefined>;

/** The smallest case in which a law doesn't hold, if there is one. */
function law<Value>(
  values: fc.Arbitrary<Value>,
  holds: (pay: Pay, value: Value) => Promise<boolean>,
): Law {
  return async (fault) => {
    const pay = payer(fault);
    const property = fc.asyncProperty(values, (value) => holds(pay, value));
    const found = await fc.check(property, { numRuns: runs(TRIES), seed: SEED });
    if (!found.failed) return undefined;
    const { errorInstance: error } = found;
    // A throw is no broken law.
    if (error instanceof Error && !error.message.includes("returning false")) throw error;
    return fc.defaultReportMessage(found);
  };
}

const LAWS = {
  "parts make the whole": law(KEPT, partsMakeTheWhole),
  "no more comes back than was paid": law(KEPT, onlyWhatWasPaidComesBack),
  "a whole cancellation leaves nothing": law(KEPT, wholeCancellationLeavesNothing),
  "no more is repaid than was drawn": law(LOAN, repaysWhatWasDrawn),
  "nothing is paid below zero, and no debt is forgotten": law(months, neverPaysLessThanNothing),
  "a cap holds, and what it cuts off is paid": law(
    fc.tuple(months, fc.integer({ min: 1, max: 200_000 })),
    keepsTheCap,
  ),
  "shares make the pool": law(POOL, sharesMakeThePool),
} satisfies Record<string, Law>;

describe("it is a law that", () => {
  test.each(Object.entries(LAWS))("%s", { timeout }, async (_, holds) => {
    expect(await holds()).toBeUndefined();
  });
});

type Runtime = typeof runtime;
type Args<Name extends "duesOf" | "takenBackIn" | "releasedIn" | "settled" | "portionOf"> =
  Parameters<Runtime[Name]>;

/** Every part is cut down to dollars. */
function cutting(...args: Args<"duesOf">): unknown {
  return runtime
    .duesOf(...args)
    .map((due) => ({ ...due, amount: due.amount.rounded("down", "1") }));
}

/** What isn't due yet counts as paid when a deal is cancelled. */
function tooSoon(...[dues, ...rest]: Args<"takenBackIn">): unknown {
  return runtime.takenBackIn(
    dues.map((due) => ({ ...due, date: due.earned.start })),
    ...rest,
  );
}

/** A cancelled deal goes on to be paid. */
function goingOn(...[calendar, pays, dues, , ...rest]: Args<"releasedIn">): unknown {
  return runtime.releasedIn(calendar, pays, dues, [], ...rest);
}

/** What is owed is taken twice. */
function twice(...[before, loan]: Args<"settled">): unknown {
  const opening = loan.opening.plus(loan.opening);
  const drawn = runtime.settled(before, { ...loan, opening });
  const left = loan.opening.plus(drawn.drawn).minus(drawn.repaid);
  return { ...drawn, opening: loan.opening, owed: runtime.greatest(left, left.minus(left)) };
}

/** Everybody gets the odd cent. */
function generous(...[whole, members, payee, increment]: Args<"portionOf">): unknown {
  return runtime.portionOf(whole, members, payee, increment).rounded("up", "0.1");
}

const first = (amount: unknown): unknown => amount;

const FAULTS: readonly (readonly [what: string, fault: Library, law: keyof typeof LAWS])[] = [
  ["parts that lose their cents", { duesOf: cutting }, "parts make the whole"],
  [
    "what wasn't paid yet and comes back",
    { takenBackIn: tooSoon },
    "no more comes back than was paid",
  ],
  [
    "a cancelled deal that is paid on",
    { releasedIn: goingOn },
    "a whole cancellation leaves nothing",
  ],
  ["a debt that is taken twice", { settled: twice }, "no more is repaid than was drawn"],
  [
    "a floor that doesn't hold",
    { greatest: first },
    "nothing is paid below zero, and no debt is forgotten",
  ],
  ["a cap that doesn't hold", { least: first }, "a cap holds, and what it cuts off is paid"],
  ["an odd cent that everybody gets", { portionOf: generous }, "shares make the pool"],
];

describe("a law catches", () => {
  test.each(FAULTS)("%s", { timeout }, async (_, fault, name) => {
    expect(await LAWS[name](fault)).toBeDefined();
  });
});
