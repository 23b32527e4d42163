// KPIs and goals in explanations: a formula that stands elsewhere, or at another level, is told with its own words.
import { describe, expect, it } from "vitest";
import { linesOf, saidOf } from "./plans.ts";

const PLAN = `  kpi deals means count of Bookings
    higher is better

  kpi sales_per_deal means Bookings / deals otherwise 0 USD
    higher is better

  kpi platform "Platform deals of all" means sales_per_deal
    where product is Platform
    among Reps

  goal growth of sales_per_deal
    among Reps
    from  10,000 USD
    to    30,000 USD

  component prize
    earns growth.progress of 1,000 USD
    plus  50 USD when growth.met
    times 110% when platform > 5,000 USD
    rounded half even to cent`;

// Ada has sold 60,000 by two deals, Ben 15,000 by one: 25,000 each, (25,000 - 10,000) / 20,000 = 75% of the way.
// Of the platform: 40,000 + 15,000 by two deals.
const GIVEN = `  given Reps
    | id  |
    | ada |
    | ben |
  given Deals
    | id  | rep | product  | amount | closed     |
    | D-1 | ada | Platform | 40,000 | 2026-02-01 |
    | D-2 | ada | Services | 20,000 | 2026-02-02 |
    | D-3 | ben | Platform | 15,000 | 2026-02-03 |`;

describe("an explanation", () => {
  it("names progress and whether a goal is met, and what they follow from", () => {
    const said = saidOf({ plan: PLAN, given: GIVEN });
    expect(said).toContain("earns growth.progress (75%) of 1,000 USD 750.00 USD");
    expect(said).toContain("plus 50 USD when growth.met (no): not met 0.00 USD");
    expect(said).toContain(
      "growth.progress 75% (growth.actual (25,000.00 USD) - growth.baseline (10,000.00 USD)) / (growth.target (30,000.00 USD) - growth.baseline (10,000.00 USD))",
    );
    expect(said).toContain(
      "growth.met no growth.actual (25,000.00 USD) >= growth.target (30,000.00 USD)",
    );
  });

  it("tells a formula at another level by the totals that it is made of there", () => {
    const said = saidOf({ plan: PLAN, given: GIVEN });
    expect(said).toContain(
      "growth.actual 25,000.00 USD Bookings among Reps (75,000.00 USD) / count of Bookings among Reps (3)",
    );
    expect(said).toContain(
      "Platform deals of all 27,500.00 USD (Bookings where product is Platform) among Reps (55,000.00 USD) / count of (Bookings where product is Platform) among Reps (2)",
    );
  });

  it("shows of such a total what each of the people has of it", () => {
    const lines = linesOf({ plan: PLAN, given: GIVEN }).map((line) => line.trim());
    const start = lines.findIndex((line) => line.startsWith("Bookings among Reps"));
    expect(lines.slice(start, start + 3)).toEqual([
      expect.stringMatching(/^Bookings among Reps +75,000\.00 USD +among 2 people$/),
      "ada = 60,000.00 USD",
      "ben = 15,000.00 USD",
    ]);
  });
});
