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

/** Plans to be tried: `ATTAIN_FUZZ=1000 npm test` looks longer. Each pays three people for a year. */
const RUNS = Math.ceil(Number(process.env["ATTAIN_FUZZ"] ?? 1000) / 25);
const TIMEOUT = 2000 * RUNS;

const cents = fc.integer({ min: 0, max: 200_000 });
const perhaps = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });

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
type Terms = typeof terms extends fc.Arbitrary<infer Value> ? Value : never;

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

/** Checks a law for everybody whom plans of a kind pay. */
async function always<Plan>(
  plans: fc.Arbitrary<Plan>,
  textOf: (plan: Plan) => string,
  accounts: readonly string[],
  law: (year: Year, plan: Plan) => void,
): Promise<void> {
  const property = fc.asyncProperty(plans, people, async (plan, persons) => {
    for (const year of await years(textOf(plan), persons, accounts)) {
      expect(year.differences).toEqual([]);
      law(year, plan);
    }
  });
  await fc.assert(property, { numRuns: RUNS });
}

const of = (units: number | undefined): Rational => Rational.of(BigInt(units ?? 0), 100n);
const isAtLeast = (a: Rational, b: Rational): boolean => a.compare(b) >= 0;
const { ZERO } = Rational;

function facts({
  fact,
}: Month): Record<"opening" | "drawn" | "repaid" | "forgiven" | "owed", Rational> {
  return {
    opening: fact("advance", "opening"),
    drawn: fact("advance", "drawn"),
    repaid: fact("advance", "repaid"),
    forgiven: fact("advance", "forgiven"),
    owed: fact("advance", "closing"),
  };
}

test(
  "a draw repays no more than was drawn, and never takes the pay below what is kept or guaranteed",
  async () => {
    const textOf = (draw: Terms): string =>
      planOf([EARNINGS, drawOf(draw)], ["settled against advance"]);
    await always(terms, textOf, ["advance"], ({ months }, draw) => {
      let before = of(draw.opening);
      for (const one of months) {
        const { opening, drawn, repaid, forgiven, owed } = facts(one);
        const { earned, paid, index } = one;
        expect(opening).toEqual(before);
        expect(paid).toEqual(earned.plus(drawn).minus(repaid));
        expect(owed).toEqual(opening.plus(drawn).minus(repaid).minus(forgiven));
        for (const amount of [owed, drawn, repaid, forgiven])
          expect(isAtLeast(amount, ZERO)).toBe(true);
        expect(isAtLeast(opening, repaid)).toBe(true);
        if (draw.limit !== undefined) expect(isAtLeast(of(draw.limit), repaid)).toBe(true);
        const isGuaranteed = draw.until === undefined || index <= draw.until;
        if (isGuaranteed) expect(isAtLeast(paid, of(draw.guarantee))).toBe(true);
        else expect(drawn).toEqual(ZERO);
        if (!repaid.isZero()) {
          expect(isAtLeast(paid, of(draw.kept))).toBe(true);
          expect(drawn).toEqual(ZERO);
          expect(index).toBeGreaterThanOrEqual(draw.since ?? 0);
        }
        if (draw.forgiven !== undefined && index >= draw.forgiven) expect(owed).toEqual(ZERO);
        before = owed;
      }
      const all = months.map(facts);
      const granted = of(draw.opening).plus(total(all.map(({ drawn }) => drawn)));
      expect(isAtLeast(granted, total(all.map(({ repaid }) => repaid)))).toBe(true);
    });
  },
  TIMEOUT,
);

test(
  "a draw that is never repaid only adds",
  async () => {
    const textOf = (guarantee: number): string =>
      planOf(
        [EARNINGS, `  draw advance\n    guarantees ${usd(guarantee)}\n    never repaid\n`],
        ["settled against advance"],
      );
    await always(cents, textOf, ["advance"], ({ months }, guarantee) => {
      for (const { earned, paid } of months)
        expect(paid).toEqual(Rational.greatest(earned, of(guarantee)));
    });
  },
  TIMEOUT,
);

const limits = fc
  .record({
    low: cents,
    band: fc.integer({ min: 1, max: 200_000 }),
    kinds: fc.uniqueArray(fc.constantFrom("above", "below", "held"), { minLength: 1 }),
    gate: fc.boolean(),
  })
  .map(({ low, band, ...rest }) => ({ low, high: low + band, ...rest }));
type Limits = typeof limits extends fc.Arbitrary<infer Value> ? Value : never;

const LINES: Readonly<Record<string, (limits: Limits) => string>> = {
  above: ({ high }) => `never above ${usd(high)}, the excess is carried`,
  below: ({ low }) => `never below ${usd(low)}, the shortfall is carried`,
  held: ({ low }) => `held below ${usd(low)}`,
};

function carriedLines(plan: Limits): string[] {
  const gate = plan.gate ? ["only if hired <= end of Month"] : [];
  return [...gate, ...plan.kinds.map((kind) => LINES[kind]?.(plan) ?? "")];
}

test(
  "what is paid and what is still carried make what was earned",
  async () => {
    const textOf = (plan: Limits): string => planOf([EARNINGS], carriedLines(plan));
    await always(limits, textOf, ["payout"], ({ months, person }, plan) => {
      const counts = ({ index }: Month): boolean => !plan.gate || index >= person.hired;
      for (const [i, one] of months.entries()) {
        const upTo = months.slice(0, i + 1);
        const earned = total(upTo.filter(counts).map((month_) => month_.earned));
        const paid = total(upTo.map((month_) => month_.paid));
        expect(paid.plus(one.fact("payout", "closing"))).toEqual(earned);
        if (!counts(one)) expect(one.paid).toEqual(ZERO);
        else keepsTo(one.paid, plan);
      }
    });
  },
  TIMEOUT,
);

/** The last of the lines has the last word. */
function keepsTo(paid: Rational, { kinds, low, high }: Limits): void {
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

const trueUps = fc.record({
  percent: fc.integer({ min: 1, max: 150 }),
  words: fc.constantFrom("may be negative", "never negative"),
});

test(
  "a true-up pays the year to date, less what was paid before",
  async () => {
    const textOf = ({ percent, words }: { percent: number; words: string }): string =>
      planOf(
        [
          `  component ytd\n    earns ${percent}% of Earned year to date\n    rounded half even to cent\n    trued up year to date, ${words}\n`,
        ],
        [],
      );
    await always(trueUps, textOf, [], ({ months }, { percent, words }) => {
      let paid = ZERO;
      for (const [i, one] of months.entries()) {
        const sum = total(months.slice(0, i + 1).map(({ earned }) => earned));
        const due = sum.times(Rational.of(BigInt(percent), 100n)).rounded("half even", of(1));
        const after = words === "may be negative" ? due : Rational.greatest(due, paid);
        expect(one.paid).toEqual(after.minus(paid));
        paid = after;
      }
    });
  },
  TIMEOUT,
);

test(
  "a balance is what it opens at and all that has been added to it",
  async () => {
    const bank = fc.record({ opening: cents, most: cents });
    const textOf = ({ opening, most }: { opening: number; most: number }): string =>
      planOf(
        [
          `  balance bank\n    opens at ${usd(opening)}\n    becomes bank + Earned - earnings\n`,
          `  component earnings\n    earns least of (greatest of (bank.opening, 0 USD), ${usd(most)})\n`,
        ],
        [],
      );
    await always(bank, textOf, ["bank"], ({ months }, { opening, most }) => {
      let before = of(opening);
      for (const { earned, paid, fact } of months) {
        expect(fact("bank", "opening")).toEqual(before);
        expect(paid).toEqual(Rational.least(Rational.greatest(before, ZERO), of(most)));
        before = before.plus(earned).minus(paid);
        expect(fact("bank", "closing")).toEqual(before);
      }
    });
  },
  TIMEOUT,
);

const together = fc.record({ terms, limits, cap: cents, most: cents });

test(
  "draws, carried pay and balances beside each other agree in both evaluators",
  async () => {
    const textOf = (
      plan: typeof together extends fc.Arbitrary<infer Value> ? Value : never,
    ): string =>
      planOf(
        [
          `  component earnings\n    earns 60% of Earned\n    rounded half even to cent\n    settled against advance\n    never above ${usd(plan.cap)}, the excess is carried\n`,
          `  component share\n    earns least of (greatest of (bank.opening, 0 USD), ${usd(plan.most)})\n    times 50%\n    rounded down to cent\n`,
          `  balance bank\n    opens at ${usd(plan.most)}\n    becomes bank + 40% of Earned - share + 10% of advance.drawn + 1% of earnings.carried\n    rounded half even to cent\n`,
          drawOf(plan.terms),
        ],
        carriedLines(plan.limits),
      );
    const accounts = ["advance", "earnings", "bank", "payout"];
    await always(together, textOf, accounts, ({ months }) => {
      for (const [i, one] of months.entries()) {
        const next = months[i + 1];
        for (const account of accounts)
          if (next !== undefined)
            expect(next.fact(account, "opening")).toEqual(one.fact(account, "closing"));
      }
    });
  },
  TIMEOUT,
);
