// Exceptions in explanations: what holds instead, and why.
import { describe, expect, it } from "vitest";
import { saidOf } from "./plans.ts";

const GIVEN = "  given Quotas.amount is 100,000 USD per Quarter\n  given Bookings is 60,000 USD";

describe("an exception", () => {
  it("to a measure stands with its value, and its reason", () => {
    const plan = `  component commission
    earns 5% of Bookings
    times 120% when attainment >= 100%
    rounded half even to cent

  exception "Leave of Ada, board of 12 May" to quota
    when  id is "ada"
    means 60% of Quotas.amount`;
    // 60% of 100,000 is reached with 60,000: 3,000 x 120%
    const said = saidOf({ plan, given: `${GIVEN}\n  given Reps\n    | id  |\n    | ada |` });
    expect(said).toContain("when Attainment (100%) >= 100%: met 600.00 USD → 3,600.00 USD");
    expect(said).toContain(
      "quota 60,000.00 USD exception “Leave of Ada, board of 12 May”: 60% of Quotas.amount (100,000.00 USD)",
    );
  });

  it("to a component stands in place of its steps", () => {
    const plan = `  component commission
    earns 5% of Bookings
    rounded half even to cent

  exception "Guaranteed while the region is built up" to commission
    during 2026-01-01 to 2026-06-30
    means  10,000 USD`;
    expect(saidOf({ plan, given: GIVEN })).toContain(
      "commission 10,000.00 USD exception “Guaranteed while the region is built up”: 10,000 USD 10,000.00 USD Payout",
    );
  });
});
