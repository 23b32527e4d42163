// Tables in explanations: where they were read, which row was found there, and each slice with what it pays.
import { describe, expect, it } from "vitest";
import { explanationOf, saidOf } from "./plans.ts";

const RATES = "    from   0% pay 5%\n    from 100% pay 8%";
const GIVEN = "  given quota is 100,000 USD\n  given Bookings is 112,500 USD";

function rates(kind: string, rows = RATES, given = GIVEN): string {
  const plan = `  rates Commission ${kind} by attainment
${rows}

  component commission
    earns Commission on Bookings
    rounded half even to cent`;
  return saidOf({ plan, given });
}

describe("rates", () => {
  it("that are marginal show each slice, its rate and its pay, and add up", () => {
    // 100,000 x 5% = 5,000; 12,500 x 8% = 1,000
    expect(rates("marginal")).toContain(
      "earns Commission on Bookings (112,500.00 USD), Attainment 112.5% 6,000.00 USD " +
        "from 0% to 100%: 100,000.00 USD x 5% 5,000.00 USD " +
        "from 100% to 112.5%: 12,500.00 USD x 8% 1,000.00 USD",
    );
  });

  it("that pay the whole show the row that was reached, with its words for the boundary", () => {
    // 112,500 x 8% = 9,000; at 100% exactly a row `above` isn't reached: 100,000 x 5% = 5,000
    expect(rates("whole")).toContain(
      "Attainment 112.5% 9,000.00 USD from 100%: 112,500.00 USD x 8% 9,000.00 USD",
    );
    const above = RATES.replace("from 100%", "above 100%");
    const exactly = GIVEN.replace("112,500", "100,000");
    expect(rates("whole", above, exactly)).toContain(
      "Attainment 100% 5,000.00 USD from 0%: 100,000.00 USD x 5% 5,000.00 USD",
    );
    expect(rates("whole", above)).toContain("above 100%: 112,500.00 USD x 8% 9,000.00 USD");
  });

  it("above a pivot show both parts", () => {
    expect(rates("whole above 100%")).toContain(
      "from 0% to 100%: 100,000.00 USD x 5% 5,000.00 USD from 100% to 112.5%: 12,500.00 USD x 8% 1,000.00 USD",
    );
  });

  it("between points show both of them", () => {
    const points =
      "    below 50% pay 0%\n    at 50% pay 2%\n    at 150% pay 6%\n    above 150% pay 6%";
    // 112.5% is 62.5% of the way from 2% to 6%: 4.5%, of 112,500 = 5,062.50
    expect(rates("interpolated", points)).toContain(
      "between 50% (2%) and 150% (6%): 112,500.00 USD x 4.5% 5,062.50 USD",
    );
  });

  it("that are part of a sum show their slices below it, without adding them to the pay", () => {
    const plan = `  rates Points marginal by attainment
${RATES}

  component commission
    earns 50% of (Points on Bookings)
    rounded half even to cent`;
    // 6,000 as above, of which half is paid.
    const [commission] = explanationOf({ plan, given: GIVEN }).lines;
    const [earns] = commission?.parts ?? [];
    expect([earns?.adds, String(earns?.amount)]).toEqual([false, "3000"]);
    expect(earns?.parts.map(({ adds, amount }) => [adds, String(amount)])).toEqual([
      [true, "6000"],
    ]);
    expect(saidOf({ plan, given: GIVEN })).toContain(
      "earns 50% of (Points on Bookings (112,500.00 USD) = 6,000.00 USD) 3,000.00 USD " +
        "Points on Bookings, Attainment 112.5% = 6,000.00 USD " +
        "from 0% to 100%: 100,000.00 USD x 5% = 5,000.00 USD",
    );
  });

  it("along the year to date show where the quarter's slices begin", () => {
    const plan = `  measure year_attainment means Bookings year to date / 400,000 USD

  rates Tiers marginal by year_attainment
    from  0% pay 5%
    from 50% pay 8%

  component commission
    earns Tiers on Bookings
    rounded half even to cent`;
    const given = `  given Deals
    | id  | rep | product  | amount  | margin | closed     |
    | D-1 | ada | Platform | 150,000 | 40%    | 2026-01-10 |
    | D-2 | ada | Platform | 100,000 | 40%    | 2026-04-10 |`;
    // The first quarter lies from 0% to 37.5%; the second from there to 62.5%.
    expect(saidOf({ plan, given })).toContain("from 0% to 37.5%: 150,000.00 USD x 5% 7,500.00 USD");
  });
});

const kicker = (axis: string, rows: string, given = GIVEN, use = "Kicker"): string =>
  saidOf({
    plan: `  lookup Kicker by ${axis}\n${rows}\n\n  component commission\n    earns 10% of Bookings\n    times ${use}\n    rounded half even to cent`,
    given,
  });

describe("lookups", () => {
  it("show the place that was read and the row that was found, once", () => {
    const rows = "    below 80% gives 50%\n    from 80% gives 100%\n    above 110% gives 120%";
    // 10% of 112,500 = 11,250; x 120% = 13,500, 2,250 more
    const said = kicker("attainment", rows);
    expect(said).toContain("times Kicker (120%) 2,250.00 USD → 13,500.00 USD");
    expect(said).toContain("Kicker 120% Attainment 112.5%: above 110%");
    const low = kicker("attainment", rows, GIVEN.replace("112,500", "70,000"));
    expect(low).toContain("Kicker 50% Attainment 70%: below 80%");
  });

  it("by a list of values show the value and its row", () => {
    const rows = "    for AE gives 100%\n    for anything else gives 90%";
    const given = `${GIVEN}\n  given role is SDR`;
    expect(kicker("role", rows, given)).toContain("Kicker 90% role SDR: for anything else");
  });

  it("in a grid show both axes", () => {
    const rows = `    |           | for AE | for SDR |
    | from   0% | 100%   |  80%    |
    | from 110% | 120%   |  90%    |`;
    const given = `${GIVEN}\n  given role is SDR`;
    expect(kicker("attainment and role", rows, given)).toContain(
      "Kicker 90% Attainment 112.5%, role SDR: from 110%, for SDR",
    );
  });
});

describe("amounts of a longer period", () => {
  it("show the part that was taken", () => {
    const plan = `  lookup Season by Quarter
    for Q1 gives 20%
    for anything else gives 80%

  parameter yearly means 12,000 USD per Year

  component seasonal
    earns yearly prorated by Season into Quarter
    rounded half even to cent

  component monthly
    earns yearly prorated by months into Quarter
    rounded half even to cent

  component daily
    earns yearly prorated by days into Quarter
    rounded half even to cent`;
    const said = saidOf({ plan, given: "  given quota is 1 USD" });
    expect(said).toContain(
      "yearly (12,000.00 USD) prorated by Season into Quarter (20%) 2,400.00 USD",
    );
    expect(said).toContain("prorated by months into Quarter (3 of 12 months) 3,000.00 USD");
    // 31 + 28 + 31 days of 365: 12,000 x 90 / 365 = 2,958.904…
    expect(said).toContain("prorated by days into Quarter (90 of 365 days) ≈2,958.90 USD");
  });
});
