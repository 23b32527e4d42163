// People together, hierarchies, territories, currencies, releases and clawbacks on generated data: both evaluators agree, and the laws hold.
import type { Period } from "@attain/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import type { RawRow } from "../../compiler/src/data/raw-table.ts";
import { type Compiled, compile, differences, hold, periodsOf, type Tables } from "./evaluators.ts";
import { runs } from "./runs.ts";
import { complaints } from "./strict.ts";

const SOURCES = `
people Reps
  id      : Text key
  role    : one of AE, Lead
  points  : Count at least 0
  manager : Reps?

source Deals
  id        : Text key
  rep       : Reps
  partner   : Reps?
  share     : Ratio? at least 0% at most 100% present when partner is present
  region    : one of North, South, West
  strategic : YesNo
  currency  : Currency
  amount    : Money in currency at least 0
  closed_on : Date
  paid_on   : Date?

source Refunds
  id       : Text key
  original : Deals
  usd      : USD at least 0 USD
  on_day   : Date

source Receipts
  id     : Text key
  deal   : Deals
  part   : Ratio at least 0%
  on_day : Date

source Rates
  currency : Currency key
  quarter  : Quarter key
  rate     : USD per Currency to 8 places above 0 USD per Currency

territories Coverage for Deals
  territory North where region is North
  territory South where region is South
  territory Named where strategic is yes, ahead of North, South
  elsewhere House

plan Breadth
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Sales from Deals
    dated closed_on
    worth amount in USD by Rates.rate on closed_on
    rounded half even to cent
    split share    to partner when partner is present
    split the rest to rep
    rounded to cent by largest remainder, ties by id
    rolls up 50% to manager, every level

  credit Returned from Refunds
    dated on_day
    worth usd
    credited as original in Sales

  credit Company from Deals
    dated closed_on
    worth amount in USD by Rates.rate on closed_on
    rounded half even to cent
    to    the company

  measure own   means (Sales where not rolled up)
  measure team  means total own of (Reps where role is payee.role)
  measure place means rank of own among Reps

  measure pool means 1% of Company
    rounded half even to cent

  rates ByTerritory whole by Coverage
    for Named         pay 4%
    for House         pay 1%
    for anything else pay 5%

  component commission for each Sales where not rolled up
    earns ByTerritory on credited
    rounded half even to cent

  release payments of commission
    pays 40% at once
    pays 10% on paid_on
    pays the rest with each Receipts by part on on_day

  clawback back of commission from Refunds
    where on_day >= original.closed_on
    dated on_day
    takes back 50%
    rounded half even to cent

  component override
    earns 1% of (Sales where rolled up)
    less 1% of Returned
    rounded half even to cent

  component shared
    shares  pool among (Reps where role is AE) by points
    rounded to cent by largest remainder, ties by id

  component race
    awards  300.01 USD, 200 USD, 100 USD to the highest own among (Reps where role is AE), ties share the prizes
    rounded to cent by largest remainder, ties by id

  component first
    earns 1% of team when place <= 2
    rounded half even to cent

  exception "The board's" to first
    when   id is "r1" and team > 500 USD
    during FY2026-Q2
    means  77.07 USD
`;

const compiled = compile(SOURCES);

const PEOPLE = ["r1", "r2", "r3", "r4", "r5"];
const CURRENCIES = ["USD", "EUR", "JPY"];

const day = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, date]) => `2026-${two(month)}-${two(date)}`);

function two(number: number): string {
  return String(number).padStart(2, "0");
}

const cents = fc
  .integer({ min: 0, max: 300_000 })
  .map((amount) => `${Math.trunc(amount / 100)}.${two(amount % 100)}`);
const person = fc.constantFrom(...PEOPLE);
const percent = fc.integer({ min: 0, max: 100 }).map((share) => `${share}%`);

/** Managers come later in the list, so nobody is above themselves. */
const people = fc
  .array(fc.tuple(fc.constantFrom("AE", "Lead"), fc.integer({ min: 0, max: 9 }), fc.nat(5)), {
    minLength: PEOPLE.length,
    maxLength: PEOPLE.length,
  })
  .map((rows): RawRow[] =>
    rows.map(([role, points, above], i) => [
      PEOPLE[i] ?? "",
      role,
      String(points),
      i + 1 + above < PEOPLE.length ? (PEOPLE[i + 1 + above] ?? "") : "",
    ]),
  );

const deal = fc
  .tuple(
    fc.tuple(person, fc.option(fc.tuple(person, percent))),
    fc.constantFrom("North", "South", "West"),
    fc.boolean(),
    fc.constantFrom(...CURRENCIES),
    cents,
    day,
    fc.option(day),
  )
  .map(([[rep, shared], region, strategic, currency, amount, closed, paid]) => {
    const whole = currency === "JPY" ? (amount.split(".")[0] ?? "0") : amount;
    const [partner, share] = shared === null || shared[0] === rep ? ["", ""] : shared;
    return [
      rep,
      partner,
      share,
      region,
      strategic ? "yes" : "no",
      currency,
      whole,
      closed,
      paid ?? "",
    ];
  });

const data: fc.Arbitrary<Tables> = fc
  .tuple(
    people,
    fc.array(deal, { minLength: 1, maxLength: 8 }),
    fc.array(fc.tuple(fc.nat(), cents, day), { maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(), percent, day), { maxLength: 4 }),
  )
  .map(([reps, deals, refunds, receipts]) => {
    const rows = deals.map((row, i) => [`D${i}`, ...row]);
    const which = (number: number): string => `D${number % rows.length}`;
    return {
      Reps: [["id", "role", "points", "manager"], ...reps],
      Deals: [
        "id rep partner share region strategic currency amount closed_on paid_on".split(" "),
        ...rows,
      ],
      Refunds: [
        ["id", "original", "usd", "on_day"],
        ...refunds.map(([number, usd, on], i) => [`F${i}`, which(number), usd, on]),
      ],
      Receipts: [
        ["id", "deal", "part", "on_day"],
        ...receipts.map(([number, part, on], i) => [`C${i}`, which(number), part, on]),
      ],
      Rates: [
        ["currency", "quarter", "rate"],
        ...["FY2026-Q1", "FY2026-Q2", "FY2026-Q3", "FY2026-Q4"].flatMap((quarter, i) => [
          ["EUR", quarter, `1.0${i + 3}`],
          ["JPY", quarter, `0.0064${i}`],
        ]),
      ],
    };
  });

test("both evaluators agree to the last digit", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(data, async (tables) => {
      expect(await differences({ plan: SOURCES, data: tables })).toEqual([]);
    }),
    { numRuns: runs(60) },
  );
});

test("the emitted code passes tsc under its strictest flags", { timeout: 120_000 }, async () => {
  expect(await complaints([compiled.code])).toBe("");
});

/** The amounts of a component or a credit for everybody in every period. */
function amounts(
  { plan, program }: Compiled,
  tables: Tables,
  of: (e: Evaluator, payee: string, period: Period) => Rational,
): Rational[][] {
  const evaluator = new Evaluator(program, plan, hold(compiled, tables));
  return periodsOf(compiled).map((period) => PEOPLE.map((payee) => of(evaluator, payee, period)));
}

function sum(values: readonly Rational[]): Rational {
  return values.reduce((all, value) => all.plus(value), Rational.ZERO);
}

function pays(name: string): (e: Evaluator, payee: string, period: Period) => Rational {
  return (e, payee, period) => e.pay(name, { payee, period });
}

function holds(law: (tables: Tables) => void): void {
  fc.assert(fc.property(data, law), { numRuns: runs(60) });
}

describe("laws", () => {
  test("a pool is shared out to the cent, or not at all where nobody has points", () => {
    holds((tables) => {
      const parts = amounts(compiled, tables, pays("shared"));
      const pools = amounts(compiled, tables, (e, payee, period) =>
        measure(e, "pool", payee, period),
      );
      const someone = (tables["Reps"] ?? []).some((row) => row[1] === "AE" && row[2] !== "0");
      for (const [i, quarter] of parts.entries()) {
        const pool = someone ? (pools[i]?.[0] ?? Rational.ZERO) : Rational.ZERO;
        expect(sum(quarter).toString()).toBe(pool.toString());
      }
    });
  });

  test("prizes are paid once: as many of them as there are people who take part", () => {
    holds((tables) => {
      const takers = (tables["Reps"] ?? []).filter((row) => row[1] === "AE").length;
      const all = ["300.01", "200", "100"].map((prize) => Rational.parse(prize));
      const paid = sum(all.slice(0, takers)).toString();
      for (const quarter of amounts(compiled, tables, pays("race")))
        expect(sum(quarter).toString()).toBe(paid);
    });
  });

  test("no more is released than was earned, and no more comes back than was released", () => {
    holds((tables) => {
      const [earned, released, back] = ["commission", "payments", "back"].map((name) =>
        amounts(compiled, tables, pays(name)),
      );
      for (const [who] of PEOPLE.entries()) {
        const of = (values: Rational[][] | undefined): Rational =>
          sum((values ?? []).map((quarter) => quarter[who] ?? Rational.ZERO));
        expect(of(released).compare(of(earned))).toBeLessThanOrEqual(0);
        expect(of(released).plus(of(back)).compare(Rational.ZERO)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test("a full return takes back what its deal was credited with", () => {
    holds((tables) => {
      const [heading = [], ...rows] = tables["Deals"] ?? [];
      const usd = rows.filter((row) => row[6] === "USD");
      const refunds = usd.map((row, i) => [`F${i}`, row[0] ?? "", row[7] ?? "0", row[8] ?? ""]);
      const same: Tables = {
        ...tables,
        Deals: [heading, ...usd],
        Receipts: [["id", "deal", "part", "on_day"]],
        Refunds: [["id", "original", "usd", "on_day"], ...refunds],
      };
      const credited = amounts(compiled, same, (e, payee, period) =>
        total(e, "Sales", payee, period),
      );
      const returned = amounts(compiled, same, (e, payee, period) =>
        total(e, "Returned", payee, period),
      );
      expect(returned.flat().map(String)).toEqual(credited.flat().map(String));
    });
  });
});

function measure(e: Evaluator, name: string, payee: string, period: Period): Rational {
  const node = {
    op: "measure",
    name,
    period: "Quarter",
    type: { kind: "number", unit: "USD" },
    origin: NOWHERE,
  } as const;
  return e.number(node, { payee, period });
}

function total(e: Evaluator, credit: string, payee: string, period: Period): Rational {
  const window = { kind: "period", period: "Quarter" } as const;
  const value = { op: "credited", unit: "USD", origin: NOWHERE } as const;
  const of = { kind: "credits", credit, window } as const;
  return e.number({ op: "total", of, value, unit: "USD", origin: NOWHERE }, { payee, period });
}

const NOWHERE = { path: "", start: 0, end: 0 };
