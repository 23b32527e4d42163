// What passes from period to period in explanations: what came in, what was drawn or repaid, and what passes on.
import { describe, expect, it } from "vitest";
import { linesOf, saidOf } from "./plans.ts";

const COMMISSION = `  component commission
    earns 10% of Bookings
    rounded half even to cent
`;
const DRAW = `${COMMISSION}
  draw advance "Draw"
    guarantees 5,000 USD when end of Quarter <= 2026-06-30
    repaid from pay above 5,000 USD
    forgiven after 2026-09-30

  payout
    settled against advance`;

function quarter(number: number, given: string): { given: string; period: string } {
  return { given, period: `FY2026-Q${number}` };
}

describe("pay that is carried", () => {
  const plan = `${COMMISSION}
  payout
    never below 1,000 USD, the shortfall is carried
    never above 4,000 USD, the excess is carried`;

  // 5,000 - 600 = 4,400 are due; 400 are carried on.
  it("is a line for what came in, one for each limit, and what passes on", () => {
    const given = "  given Bookings is 50,000 USD\n  given payout.opening is -600 USD";
    expect(linesOf({ plan, ...quarter(2, given) }).slice(3, 8)).toEqual([
      "carried in from the Quarter before                             -600.00 USD  → 4,400.00 USD",
      "never below 1,000 USD, the shortfall is carried: not reached      0.00 USD",
      "never above 4,000 USD, the excess is carried                   -400.00 USD  → 4,000.00 USD",
      "carried on to the next Quarter: 400.00 USD",
      "",
    ]);
  });

  it("isn't spoken of where nothing came in and nothing passes on", () => {
    expect(saidOf({ plan, given: "  given Bookings is 20,000 USD" })).not.toMatch(
      /carried (in|on)/,
    );
  });

  it("stays where a gate is closed", () => {
    const gated = plan.replace("  payout\n", "  payout\n    only if hired <= end of Quarter\n");
    const given =
      "  given hired is 2026-12-01\n  given Bookings is 20,000 USD\n  given payout.opening is 250 USD";
    // The 2,000 that were earned are taken back; the 250 wait.
    expect(saidOf({ plan: gated, ...quarter(2, given) })).toContain(
      "so nothing is paid -2,000.00 USD carried on: 250.00 USD",
    );
  });
});

describe("a draw", () => {
  // 5,000 - 3,000 = 2,000 are drawn; 500 + 2,000 are owed.
  it("says what it guarantees, what was drawn, and what is owed before and after", () => {
    const given = "  given Bookings is 30,000 USD\n  given advance.opening is 500 USD";
    expect(linesOf({ plan: DRAW, ...quarter(2, given) }).slice(3, 8)).toEqual([
      "settled against Draw                                                         2,000.00 USD  → 5,000.00 USD",
      "├─ guarantees 5,000 USD when end of Quarter (2026-06-30) <= 2026-06-30: met",
      "├─ owed before: 500.00 USD",
      "├─ drawn                                                                     2,000.00 USD",
      "└─ still owed: 2,500.00 USD",
    ]);
  });

  // 1,000 of 6,000 lie above 5,000; 2,500 - 1,000 = 1,500 are forgiven.
  it("says what was repaid, and what was forgiven", () => {
    const given = "  given Bookings is 60,000 USD\n  given advance.opening is 2,500 USD";
    expect(saidOf({ plan: DRAW, ...quarter(3, given) })).toContain(
      "settled against Draw -1,000.00 USD → 5,000.00 USD guarantees 5,000 USD when end of Quarter (2026-09-30) <= 2026-06-30: not met owed before: 2,500.00 USD repaid -1,000.00 USD forgiven: 1,500.00 USD still owed: 0.00 USD",
    );
  });

  it("is still owed where a gate is closed", () => {
    const gated = DRAW.replace("  payout\n", "  payout\n    only if hired <= end of Quarter\n");
    const given =
      "  given hired is 2026-12-01\n  given Bookings is 0 USD\n  given advance.opening is 700 USD";
    expect(saidOf({ plan: gated, ...quarter(2, given) })).toContain("Draw, still owed: 700.00 USD");
  });
});
