// Steps and gates in explanations: what each changed, what it came to, and what a gate that is closed would have taken.
import { describe, expect, it } from "vitest";
import { explanationOf, linesOf, saidOf } from "./plans.ts";

const GIVEN = "  given quota is 100,000 USD\n  given Bookings is 117,000 USD";

const rounded = (rate: string): string =>
  saidOf({
    plan: `  component commission\n    earns ${rate} of Bookings\n    rounded half even to cent`,
    given: "  given Bookings is 100.01 USD",
  });

describe("steps", () => {
  const plan = `  parameter target means 5,000 USD per Quarter

  component commission
    earns 20% of Bookings
    never above 20,000 USD, the excess is lost
    times 50% + 25%
    plus 2% of Bookings when attainment >= 150%
    less 100 USD
    never below 2 x target
    weight 50%
    rounded half even to cent`;

  // 20% of 117,000 = 23,400, capped at 20,000; x 75% = 15,000; less 100 is 14,900; half of it 7,450. 150% of quota is 33,000 more.
  it("show the difference and the result, and the amount that a factor or a limit comes to", () => {
    expect(linesOf({ plan, given: GIVEN })).toEqual([
      "commission                                                                 7,450.00 USD",
      "├─ earns 20% of Bookings (117,000.00 USD)                                 23,400.00 USD",
      "├─ never above 20,000 USD, the excess is lost                             -3,400.00 USD  → 20,000.00 USD",
      "├─ times 50% + 25% = 75%                                                  -5,000.00 USD  → 15,000.00 USD",
      "├─ plus 2% of Bookings when Attainment (117%) >= 150%: not met, short by",
      "│    33,000.00 USD of Bookings                                                 0.00 USD",
      "├─ less 100 USD                                                             -100.00 USD  → 14,900.00 USD",
      "├─ never below 2 x target (5,000.00 USD) = 10,000.00 USD: not reached          0.00 USD",
      "└─ weight 50%                                                             -7,450.00 USD  → 7,450.00 USD",
      "",
      "Payout                                                                     7,450.00 USD",
      "",
      "Where the numbers come from",
      "  Attainment            117%  Bookings (117,000.00 USD) / quota (100,000.00 USD)",
      "  quota       100,000.00 USD  set by the test",
      "  target        5,000.00 USD",
    ]);
  });

  it("leave out a rounding that had nothing to do, and show one that had", () => {
    expect(rounded("100%")).not.toContain("rounded");
    // 5% of 100.01 = 5.0005
    expect(rounded("5%")).toContain("rounded half even to cent -0.0005 USD → 5.00 USD");
  });

  it("show what they come to where the unit changes, and claim no sum", () => {
    const one = {
      plan: `  component bonus
    earns attainment
    times 90%
    times 1,000 USD
    rounded half even to cent`,
      given: GIVEN,
    };
    // 117% x 90% = 105.3%, of 1,000 = 1,053
    const [bonus] = explanationOf(one).lines;
    expect(bonus?.adds).toBe(false);
    expect(bonus?.parts.map(({ amount, result }) => [amount, String(result)])).toEqual([
      [undefined, "1.17"],
      [undefined, "1.053"],
      [undefined, "1053"],
    ]);
    expect(saidOf(one)).toContain("times 90% → 105.3% times 1,000 USD → 1,053.00 USD");
  });
});

describe("steps of the payout", () => {
  it("come after the components", () => {
    const said = saidOf({
      plan: `  component commission "Commission"
    earns 10% of Bookings
    rounded half even to cent

  payout "Paid"
    never above 10,000 USD, the excess is lost`,
      given: GIVEN,
    });
    expect(said).toContain(
      "Commission 11,700.00 USD earns 10% of Bookings (117,000.00 USD) 11,700.00 USD " +
        "never above 10,000 USD, the excess is lost -1,700.00 USD → 10,000.00 USD Paid 10,000.00 USD",
    );
  });
});

const gated = (gate: string): string => `  component bonus
  only if ${gate}, then from the first dollar
  earns 500 USD`;

const closed = (gate: string, given = GIVEN): string => saidOf({ plan: gated(gate), given });

describe("gates", () => {
  it("that are open are met, with their values", () => {
    expect(saidOf({ plan: gated("attainment >= 80%"), given: GIVEN })).toContain(
      "only if Attainment (117%) >= 80%, then from the first dollar: met earns 500 USD 500.00 USD",
    );
  });

  it("that are closed say what would have been enough", () => {
    // 150% of 100,000 is 33,000 more than 117,000.
    expect(closed("attainment >= 150%")).toContain(
      "only if Attainment (117%) >= 150%, then from the first dollar: not met, short by 33,000.00 USD of Bookings, so nothing is paid",
    );
    expect(closed("attainment > 117%")).toContain("short by more than 0.00 USD of Bookings");
    expect(closed("Bookings >= 120,000 USD")).toContain("short by 3,000.00 USD, so");
    // A measure that a test sets has no deals to ask for.
    expect(closed("attainment >= 80%", "  given attainment is 79.5%")).toContain(
      "short by 0.5pp, so nothing is paid",
    );
    expect(closed("hired < 2020-01-01", "  given hired is 2024-05-01")).toContain(
      "only if hired (2024-05-01) < 2020-01-01, then from the first dollar: not met, so nothing is paid",
    );
  });

  it("say of several conditions which one lacks", () => {
    expect(
      saidOf({ plan: gated("attainment >= 80% and Bookings >= 120,000 USD"), given: GIVEN }),
    ).toContain(
      "only if Attainment (117%) >= 80% and Bookings (117,000.00 USD) >= 120,000 USD, then from the first dollar: not met, short by 3,000.00 USD, so nothing is paid",
    );
  });

  it("on the payout take everything back", () => {
    const said = saidOf({
      plan: `  component bonus
    earns 500 USD

  payout "Paid"
    only if attainment >= 150%, then from the first dollar`,
      given: GIVEN,
    });
    expect(said).toContain("so nothing is paid -500.00 USD Paid 0.00 USD");
  });
});

const value = (means: string, unit = "%"): string => {
  const said = saidOf({
    plan: `  measure level means ${means}\n\n  component bonus\n    earns 1 USD when level > 0${unit}`,
    given: "  given Bookings is 1,000 USD\n  given quota is 3,000 USD",
  });
  return /when level \((.*?)\)/.exec(said)?.[1] ?? said;
};

describe("numbers", () => {
  it("are as people write them, and rounded ones are marked", () => {
    expect(value("Bookings / quota")).toBe("≈33.33%");
    expect(value("Bookings / 800 USD")).toBe("125%");
    expect(value("Bookings / 7", " USD")).toBe("≈142.86 USD");
    expect(value("Bookings x 1234.5", " USD")).toBe("1,234,500.00 USD");
    // 2,999,999.97 / 3,000,000 and 3,000,000,000 / 3,000,000,007 are below 100%, and aren't shown as 100%.
    expect(value("(Bookings x 2999.99997) / (1000 x quota)")).toBe("99.999999%");
    expect(value("(Bookings x 3000000) / (1000000 x quota + 7 USD)")).toBe("≈99.9999998%");
  });

  it("have the labels of what they are", () => {
    const said = saidOf({
      plan: `  component kicker "Accelerator"
    earns 1% of Bookings when attainment >= 100%
    rounded half even to cent`,
      given: GIVEN,
    });
    expect(said).toMatch(
      /^Accelerator 1,170\.00 USD earns .* when Attainment \(117%\) >= 100%: met/,
    );
    expect(said).toContain("from Attainment 117% Bookings");
  });
});
