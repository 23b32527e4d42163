// Deals in explanations: each once, with what it was worth, the share of it and the sum; and what is paid for each.
import { describe, expect, it } from "vitest";
import { PLAIN } from "../../compiler/src/diagnostics/render.ts";
import { explanationText } from "../../compiler/src/explain/text.ts";
import { explanationOf, linesOf, saidOf } from "./plans.ts";

const SPLIT = `  credit Shared from Deals
    dated closed
    worth amount
    never above 80,000 USD each deal, the excess is lost
    split share to partner when partner is present
    split the rest to rep
    rounded to cent by largest remainder, ties by id
`;

const GIVEN = `  given quota is 100,000 USD
  given Deals
    | id  | rep | partner | share | product  | amount  | margin | closed     |
    | D-1 | ada | ben     | 40%   | Platform | 50,000  | 40%    | 2026-01-10 |
    | D-2 | ada |         |       | Services | 100,000 | 20%    | 2026-02-10 |`;

/** The list of deals, below its heading. */
function listIn(lines: readonly string[], heading: string): string[] {
  const start = lines.indexOf(heading);
  const end = lines.indexOf("", start);
  return lines.slice(start + 1, end === -1 ? lines.length : end);
}

describe("a list of deals", () => {
  it("has key, date, worth, limit, share and credit of each, and the sum", () => {
    const plan = `${SPLIT}
  component commission
    earns 10% of Shared
    rounded half even to cent`;
    // D-1: 60% of 50,000 = 30,000. D-2: 100,000 is more than 80,000.
    expect(listIn(linesOf({ plan, given: GIVEN }), "Shared: 2 from Deals")).toEqual([
      "  Deals  dated                worth   after limits  share        credited  row",
      "  D-1    2026-01-10   50,000.00 USD  50,000.00 USD    60%   30,000.00 USD    1",
      "  D-2    2026-02-10  100,000.00 USD  80,000.00 USD          80,000.00 USD    2",
      "  Sum                                                      110,000.00 USD",
    ]);
    // 40% of 50,000
    expect(listIn(linesOf({ plan, given: GIVEN, payee: "ben" }), "Shared: 1 from Deals")).toEqual([
      "  Deals  dated               worth  share       credited  row",
      "  D-1    2026-01-10  50,000.00 USD    40%  20,000.00 USD    1",
    ]);
  });

  it("is there once, however many lines are made of it, with the fields that the plan reads", () => {
    const plan = `  measure platform means (Bookings where product is Platform)
  measure quality means average margin of Bookings weighted by credited otherwise 0%

  component commission
    earns 10% of platform
    times 90% when quality < 30%
    rounded half even to cent

  component bonus
    earns 1% of Bookings
    rounded half even to cent`;
    const lines = linesOf({ plan, given: GIVEN });
    expect(lines.filter((line) => line.includes("D-1"))).toHaveLength(2);
    // (50,000 x 40% + 100,000 x 20%) / 150,000 = 26.666…%
    expect(lines.join("\n")).toMatch(/^ {2}quality +≈26\.67% /m);
    expect(listIn(lines, "Bookings: 2 from Deals")).toEqual([
      "  Deals  dated       product   margin        credited  row",
      "  D-1    2026-01-10  Platform     40%   50,000.00 USD    1",
      "  D-2    2026-02-10  Services     20%  100,000.00 USD    2",
      "  Sum                                  150,000.00 USD",
    ]);
    expect(saidOf({ plan, given: GIVEN })).toContain(
      "(Bookings where product is Platform), 1 from Deals: D-1",
    );
  });
});

describe("one list", () => {
  it("is shared by credits that were given for the same rows", () => {
    const plan = `  credit Margins from Deals
    dated closed
    worth amount x margin
    to rep

  component commission
    earns 10% of Bookings
    plus 5% of Margins
    rounded half even to cent`;
    const lines = linesOf({ plan, given: GIVEN });
    expect(listIn(lines, "Bookings, Margins: 2 from Deals")).toEqual([
      "  Deals  dated       margin        Bookings        Margins  row",
      "  D-1    2026-01-10     40%   50,000.00 USD  20,000.00 USD    1",
      "  D-2    2026-02-10     20%  100,000.00 USD  20,000.00 USD    2",
      "  Sum                        150,000.00 USD  40,000.00 USD",
    ]);
  });

  it("has a sum for each span of time that something was totalled over", () => {
    const plan = `  component commission
    only if Bookings year to date >= 100,000 USD, then from the first dollar
    earns 10% of Bookings
    rounded half even to cent`;
    const given = `${GIVEN}
    | D-3 | ada |         |       | AddOn    | 7,000   | 40%    | 2026-05-31 |`;
    // 50,000 + 100,000 in the first quarter and 7,000 in the second.
    const lines = linesOf({ plan, given, period: "FY2026-Q2" });
    expect(listIn(lines, "Bookings: 3 from Deals").slice(-2)).toEqual([
      "  Sum of the Quarter                     7,000.00 USD",
      "  Sum of the Year to date              157,000.00 USD",
    ]);
    expect(lines.join("\n")).toMatch(/^ {2}Bookings year to date +157,000\.00 USD +3 from Deals$/m);
  });
});

const gated = (window: string): string => `  component commission
  only if Bookings ${window} >= 1 USD, then from the first dollar
  earns 10% of Bookings
  rounded half even to cent`;

describe("many deals", () => {
  const given = `${GIVEN}
    | D-3 | ada |         |       | AddOn    | 7,000   | 40%    | 2026-05-31 |`;
  const shortened = (plan: string): string[] => {
    const one = { plan, given, period: "FY2026-Q2" };
    const text = explanationText(explanationOf(one), { paint: PLAIN, deals: 1 });
    return listIn(text.split("\n"), "Bookings: 3 from Deals").slice(1);
  };

  it("show the last where the sum of the quarter is one of several", () => {
    expect(shortened(gated("year to date"))).toEqual([
      "  and 2 earlier deals (--all-deals shows them)",
      "  D-3                      2026-05-31    7,000.00 USD    3",
      "  Sum of the Quarter                     7,000.00 USD",
      "  Sum of the Year to date              157,000.00 USD",
    ]);
  });

  it("show the first where there is one sum", () => {
    const plan = `  measure so_far means Bookings year to date

  component commission
    earns 1 USD when so_far >= 1 USD`;
    expect(shortened(plan)).toEqual([
      "  D-1    2026-01-10   50,000.00 USD    1",
      "  and 2 more deals (--all-deals shows them)",
      "  Sum                157,000.00 USD",
    ]);
  });
});

describe("pay for each deal", () => {
  it("is a line for each, with the terms said once", () => {
    const plan = `  lookup Rate by margin and product
    |          | for Platform | for AddOn, Services |
    | from  0% | 1%           | 2%                  |
    | from 30% | 3%           | 4%                  |

  component commission for each Bookings
    earns Rate of credited
    rounded half even to cent`;
    // 3% of 50,000 = 1,500 and 2% of 100,000 = 2,000.
    const lines = linesOf({ plan, given: GIVEN });
    expect(lines.slice(0, 4).map((line) => line.replaceAll(/\s+/g, " "))).toEqual([
      "commission 3,500.00 USD",
      "├─ for each Bookings: earns Rate of credited, rounded half even to cent",
      "├─ D-1: 3% of 50,000.00 USD (margin 40%, product Platform: from 30%, for",
      "│ Platform) 1,500.00 USD Deals row 1",
    ]);
    const [commission] = explanationOf({ plan, given: GIVEN }).lines;
    expect(
      commission?.parts.map(({ row, amount }) => [row?.row, amount && String(amount)]),
    ).toEqual([
      [undefined, undefined],
      [1, "1500"],
      [2, "2000"],
    ]);
  });

  it("shows what a rounding did on the line of the deal", () => {
    const plan = `  component commission for each Bookings
    earns 0.0033% of credited
    rounded half even to cent`;
    // 0.0033% of 50,000 = 1.65; of 100,000.10 = 3.3000033
    const given = GIVEN.replace("| 100,000 ", "| 100,000.10 ");
    expect(saidOf({ plan, given })).toContain(
      "D-1: 0.0033% of 50,000.00 USD 1.65 USD Deals row 1 D-2: 0.0033% of 100,000.10 USD = ≈3.30 USD, rounded 3.30 USD",
    );
  });

  it("shows the steps below the deal where there are more", () => {
    const plan = `  component bonus for each Bookings where margin >= 30%
    earns 1% of credited
    never above 400 USD each deal, the excess is lost
    rounded half even to cent`;
    expect(saidOf({ plan, given: GIVEN })).toContain(
      "D-1 400.00 USD Deals row 1 earns 1% of credited (50,000.00 USD) 500.00 USD " +
        "never above 400 USD each deal, the excess is lost -100.00 USD → 400.00 USD",
    );
  });

  it("says that there is none", () => {
    const plan = `  component bonus for each Bookings where margin >= 90%
    earns 100 USD`;
    expect(saidOf({ plan, given: GIVEN })).toContain(
      "bonus 0.00 USD for each Bookings where margin >= 90%: none",
    );
  });
});
