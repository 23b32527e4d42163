// Laws of what passes from one pay period to the next: draws, carried excess and shortfall, true-ups, balances.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import {
  EARNINGS,
  endOf,
  month,
  type Month,
  people,
  planOf,
  total,
  usd,
  type Year,
  years,
} from "./carrying.ts";

/** Plans to be tried: `ATTAIN_FUZZ_RUNS=10000 npm test` looks longer. Each pays three people for a year. */
const RUNS = Math.ceil(Number(process.env["ATTAIN_FUZZ_RUNS"] ?? 1000) / 25);
const TIMEOUT = 2000 * RUNS;

interface Law<Plan> {
  readonly plans: fc.Arbitrary<Plan>;
  readonly text: (plan: Plan) => string;
  /** What passes on, and is held against emitted code. */
  readonly accounts: readonly string[];
  readonly holds: (year: Year, plan: Plan) => void;
}

/** Checks a law for everybody whom plans of a kind pay, and that both evaluators agree on all of it. */
function law<Plan>(title: string, { plans, text, accounts, holds }: Law<Plan>): void {
  const property = fc.asyncProperty(plans, people, async (plan, persons) => {
    for (const year of await years(text(plan), persons, accounts)) {
      expect(year.differences).toEqual([]);
      holds(year, plan);
    }
  });
  test(title, () => fc.assert(property, { numRuns: RUNS }), TIMEOUT);
}

const cents = fc.integer({ min: 0, max: 200_000 });
const { ZERO } = Rational;

function of(units: number | undefined): Rational {
  return Rational.of(BigInt(units ?? 0), 100n);
}

function isAtLeast(a: Rational, b: Rational): boolean {
  return a.compare(b) >= 0;
}

function perhaps<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(value, { nil: undefined });
}

type Of<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

const terms = fc.record({
  guarantee: cents,
  /** The last month of the guarantee. */
  until: perhaps(fc.nat(11)),
  kept: perhaps(cents),
  /** Percent. */
  share: perhaps(fc.integer({ min: 1, max: 100 })),
  since: perhaps(fc.nat(11)),
  limit: perhaps(cents),
  opening: perhaps(cents),
  forgiven: perhaps(fc.nat(11)),
});
type Terms = Of<typeof terms>;

function drawOf(draw: Terms): string {
  const { guarantee, until, kept, share, since, limit, opening, forgiven } = draw;
  const when = until === undefined ? "" : ` when end of Month <= ${endOf(until)}`;
  const part = share === undefined ? "" : `${share}% of `;
  const from = kept === undefined ? "all pay" : `pay above ${usd(kept)}`;
  return [
    "  draw advance",
    `    guarantees ${usd(guarantee)}${when}`,
    `    repaid from ${part}${from}`,
    ...(since === undefined ? [] : [`    repaid from ${month(since)}-01`]),
    ...(limit === undefined ? [] : [`    repaid at most ${usd(limit)}`]),
    ...(opening === undefined ? [] : [`    opens at ${usd(opening)}`]),
    ...(forgiven === undefined ? [] : [`    forgiven after ${endOf(forgiven)}`]),
    ...(share === undefined ? [] : ["    rounded half even to cent"]),
    "",
  ].join("\n");
}

type Drawn = Record<"opening" | "drawn" | "repaid" | "forgiven" | "owed", Rational>;

function drawnIn({ fact }: Month): Drawn {
  return {
    opening: fact("advance", "opening"),
    drawn: fact("advance", "drawn"),
    repaid: fact("advance", "repaid"),
    forgiven: fact("advance", "forgiven"),
    owed: fact("advance", "closing"),
  };
}

/** What was owed before, drawn and repaid make what is owed after and what is paid; none of it is below zero. */
function balances(
  { earned, paid }: Month,
  { opening, drawn, repaid, forgiven, owed }: Drawn,
): void {
  expect(paid).toEqual(earned.plus(drawn).minus(repaid));
  expect(owed).toEqual(opening.plus(drawn).minus(repaid).minus(forgiven));
  for (const amount of [owed, drawn, repaid, forgiven]) expect(isAtLeast(amount, ZERO)).toBe(true);
  expect(isAtLeast(opening, repaid)).toBe(true);
}

/** Pay keeps to what is guaranteed and to what is left to the payee. */
function keepsToTerms({ index, paid }: Month, { drawn, repaid, owed }: Drawn, draw: Terms): void {
  const isGuaranteed = draw.until === undefined || index <= draw.until;
  if (isGuaranteed) expect(isAtLeast(paid, of(draw.guarantee))).toBe(true);
  else expect(drawn).toEqual(ZERO);
  if (draw.limit !== undefined) expect(isAtLeast(of(draw.limit), repaid)).toBe(true);
  if (draw.forgiven !== undefined && index >= draw.forgiven) expect(owed).toEqual(ZERO);
  if (repaid.isZero()) return;
  expect(isAtLeast(paid, of(draw.kept))).toBe(true);
  expect(drawn).toEqual(ZERO);
  expect(index).toBeGreaterThanOrEqual(draw.since ?? 0);
}

law("a draw repays no more than was drawn, and never takes pay below what is kept or guaranteed", {
  plans: terms,
  text: (draw) => planOf([EARNINGS, drawOf(draw)], ["settled against advance"]),
  accounts: ["advance"],
  holds: ({ months }, draw) => {
    let before = of(draw.opening);
    for (const one of months) {
      const drawn = drawnIn(one);
      expect(drawn.opening).toEqual(before);
      balances(one, drawn);
      keepsToTerms(one, drawn, draw);
      before = drawn.owed;
    }
    const all = months.map(drawnIn);
    const granted = of(draw.opening).plus(total(all.map(({ drawn }) => drawn)));
    expect(isAtLeast(granted, total(all.map(({ repaid }) => repaid)))).toBe(true);
  },
});

law("a draw that is never repaid only adds", {
  plans: cents,
  text: (guarantee) =>
    planOf(
      [EARNINGS, `  draw advance\n    guarantees ${usd(guarantee)}\n    never repaid\n`],
      ["settled against advance"],
    ),
  accounts: ["advance"],
  holds: ({ months }, guarantee) => {
    for (const { earned, paid } of months)
      expect(paid).toEqual(Rational.greatest(earned, of(guarantee)));
  },
});

const limits = fc
  .record({
    low: cents,
    band: fc.integer({ min: 1, max: 200_000 }),
    kinds: fc.uniqueArray(fc.constantFrom("above", "below", "held"), { minLength: 1 }),
    gate: fc.boolean(),
  })
  .map(({ low, band, ...rest }) => ({ low, high: low + band, ...rest }));
type Limits = Of<typeof limits>;

const LINES: Readonly<Record<string, (limits: Limits) => string>> = {
  above: ({ high }) => `never above ${usd(high)}, the excess is carried`,
  below: ({ low }) => `never below ${usd(low)}, the shortfall is carried`,
  held: ({ low }) => `held below ${usd(low)}`,
};

function carriedLines(plan: Limits): string[] {
  const gate = plan.gate ? ["only if hired <= end of Month"] : [];
  return [...gate, ...plan.kinds.map((kind) => LINES[kind]?.(plan) ?? "")];
}

law("what is paid and what is still carried make what was earned", {
  plans: limits,
  text: (plan) => planOf([EARNINGS], carriedLines(plan)),
  accounts: ["payout"],
  holds: ({ months, person }, plan) => {
    const counts = ({ index }: Month): boolean => !plan.gate || index >= person.hired;
    for (const [i, one] of months.entries()) {
      const upTo = months.slice(0, i + 1);
      const earned = total(upTo.filter(counts).map((past) => past.earned));
      const paid = total(upTo.map((past) => past.paid));
      expect(paid.plus(one.fact("payout", "closing"))).toEqual(earned);
      if (counts(one)) keepsToLast(one.paid, plan);
      else expect(one.paid).toEqual(ZERO);
    }
  },
});

/** The last of the lines has the last word. */
function keepsToLast(paid: Rational, { kinds, low, high }: Limits): void {
  switch (kinds.at(-1)) {
    case "above":
      expect(isAtLeast(of(high), paid)).toBe(true);
      return;
    case "below":
      expect(isAtLeast(paid, of(low))).toBe(true);
      return;
    default:
      expect(paid.isZero() || isAtLeast(paid, of(low))).toBe(true);
  }
}

law("a true-up pays the year to date, less what was paid before", {
  plans: fc.record({
    percent: fc.integer({ min: 1, max: 150 }),
    words: fc.constantFrom("may be negative", "never negative"),
  }),
  text: ({ percent, words }) =>
    planOf(
      [
        `  component ytd\n    earns ${percent}% of Earned year to date\n    rounded half even to cent\n    trued up year to date, ${words}\n`,
      ],
      [],
    ),
  accounts: [],
  holds: ({ months }, { percent, words }) => {
    let paid = ZERO;
    for (const [i, one] of months.entries()) {
      const sum = total(months.slice(0, i + 1).map(({ earned }) => earned));
      const due = sum.times(Rational.of(BigInt(percent), 100n)).rounded("half even", of(1));
      const after = words === "may be negative" ? due : Rational.greatest(due, paid);
      expect(one.paid).toEqual(after.minus(paid));
      paid = after;
    }
  },
});

law("a balance is what it opens at and all that has been added to it", {
  plans: fc.record({ opening: cents, most: cents }),
  text: ({ opening, most }) =>
    planOf(
      [
        `  balance bank\n    opens at ${usd(opening)}\n    becomes bank + Earned - earnings\n`,
        `  component earnings\n    earns least of (greatest of (bank.opening, 0 USD), ${usd(most)})\n`,
      ],
      [],
    ),
  accounts: ["bank"],
  holds: ({ months }, { opening, most }) => {
    let before = of(opening);
    for (const { earned, paid, fact } of months) {
      expect(fact("bank", "opening")).toEqual(before);
      expect(paid).toEqual(Rational.least(Rational.greatest(before, ZERO), of(most)));
      before = before.plus(earned).minus(paid);
      expect(fact("bank", "closing")).toEqual(before);
    }
  },
});

const ALL = ["advance", "earnings", "bank", "payout"];

law("draws, carried pay and balances beside each other pass on what they come to", {
  plans: fc.record({ terms, limits, cap: cents, most: cents }),
  text: (plan) =>
    planOf(
      [
        `  component earnings\n    earns 60% of Earned\n    rounded half even to cent\n    settled against advance\n    never above ${usd(plan.cap)}, the excess is carried\n`,
        `  component share\n    earns least of (greatest of (bank.opening, 0 USD), ${usd(plan.most)})\n    times 50%\n    rounded down to cent\n`,
        `  balance bank\n    opens at ${usd(plan.most)}\n    becomes bank + 40% of Earned - share + 10% of advance.drawn + 1% of earnings.carried\n    rounded half even to cent\n`,
        drawOf(plan.terms),
      ],
      carriedLines(plan.limits),
    ),
  accounts: ALL,
  holds: ({ months }) => {
    for (const [i, one] of months.entries()) {
      const next = months[i + 1];
      if (next === undefined) return;
      for (const account of ALL)
        expect(next.fact(account, "opening")).toEqual(one.fact(account, "closing"));
    }
  },
});
