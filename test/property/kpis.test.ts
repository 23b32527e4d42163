// KPIs at other levels on generated data: what they are made of people is what they are of all rows, by both evaluators.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, differences, type Tables } from "./evaluators.ts";
import { payer } from "./paying.ts";
import { runs } from "./runs.ts";
import { complaints } from "./strict.ts";

/** Each `differs` pays a dollar where a KPI over people isn't the same formula over the rows of the company. */
const PLAN = `import "attain:sales"

people Reps
  id   : Text key
  team : one of North, South

source Deals
  id        : Text key
  rep       : Reps
  side      : one of North, South
  product   : one of Platform, Services
  stage     : one of Won, Lost
  days      : Count at least 0
  amount    : USD at least 0 USD
  closed_on : Date

plan Steering
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Won from Deals
    where stage is Won
    dated closed_on
    worth amount
    to    rep

  credit Decided from Deals
    dated closed_on
    worth amount
    to    rep

  credit DealDays from Deals
    where stage is Won
    dated closed_on
    worth days
    to    rep

  credit AllWon from Deals
    where stage is Won
    dated closed_on
    worth amount
    to    the company

  credit AllDecided from Deals
    dated closed_on
    worth amount
    to    the company

  credit AllDays from Deals
    where stage is Won
    dated closed_on
    worth days
    to    the company

  kpi win_rate means WinRate(Won, Decided) otherwise 0%
  kpi deal     means AverageDeal(Won) otherwise 0 USD
  kpi cycle    means CycleLength(DealDays) otherwise 0

  kpi company_rate means win_rate
    among Reps

  kpi team_rate means win_rate
    among Reps by team

  kpi platform_deal means deal
    where product is Platform
    among Reps

  kpi company_cycle means cycle
    among Reps

  goal faster of cycle each Year
    among Reps
    from  40
    to    10

  measure rate_of_rows  means WinRate(AllWon, AllDecided) otherwise 0%
  measure rate_of_team
      means WinRate((AllWon where side is payee.team), (AllDecided where side is payee.team))
        otherwise 0%
  measure deal_of_rows  means AverageDeal((AllWon where product is Platform)) otherwise 0 USD
  measure cycle_of_rows means CycleLength(AllDays) otherwise 0
  measure year_so_far   means average credited of AllDays year to date otherwise 0

  component rate_differs
    earns 1 USD when company_rate is not rate_of_rows

  component team_differs
    earns 1 USD when team_rate is not rate_of_team

  component deal_differs
    earns 1 USD when platform_deal is not deal_of_rows

  component cycle_differs
    earns 1 USD when company_cycle x 1.0 is not cycle_of_rows x 1.0

  component goal_differs
    earns 1 USD when faster.met and year_so_far > 10 or not faster.met and year_so_far <= 10

  component paid_by_goal
    earns greatest of (faster.progress, 0%) of 1,000 USD
    rounded half even to cent
`;

const PEOPLE = ["ada", "ben", "cyn"];
const TEAMS = ["North", "North", "South"];

const deal = fc
  .tuple(
    fc.integer({ min: 0, max: PEOPLE.length - 1 }),
    fc.constantFrom("Platform", "Services"),
    fc.constantFrom("Won", "Lost"),
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 999_999 }),
    fc.constantFrom("2026-01-31", "2026-03-31", "2026-04-01", "2026-12-31"),
  )
  .map(([who, product, stage, days, cents, closed]) => [
    PEOPLE[who] ?? "",
    TEAMS[who] ?? "",
    product,
    stage,
    String(days),
    (cents / 100).toFixed(2),
    closed,
  ]);

const data: fc.Arbitrary<Tables> = fc.array(deal, { maxLength: 9 }).map((deals) => ({
  Reps: [["id", "team"], ...PEOPLE.map((payee, i) => [payee, TEAMS[i] ?? ""])],
  Deals: [
    "id rep side product stage days amount closed_on".split(" "),
    ...deals.map((row, i) => [`D${i}`, ...row]),
  ],
}));

describe("KPIs at other levels", () => {
  const pay = payer();

  test("are the formula over all the rows", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(data, async (tables) => {
        for (const { components } of await pay({ plan: PLAN, data: tables }))
          expect(components.slice(0, -1).map(Number)).toEqual([0, 0, 0, 0, 0]);
      }),
      { numRuns: runs(80) },
    );
  });

  test("are the same by both evaluators", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(data, async (tables) => {
        expect(await differences({ plan: PLAN, data: tables })).toEqual([]);
      }),
      { numRuns: runs(30) },
    );
  });

  test("pass tsc under its strictest flags as code", { timeout: 120_000 }, async () => {
    expect(await complaints([compile(PLAN).code])).toBe("");
  });
});
