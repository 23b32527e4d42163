// What totals, pools and contests were made of: a line for each of the people, or each row, and totals add up.
import { describe, expect, it } from "vitest";
import { explanationOf, saidOf } from "./plans.ts";

const REPS = `  given Reps
    | id  | role |
    | ada | AE   |
    | ben | AE   |
    | cyn | SDR  |`;

const component = (step: string, last = "rounded half even to cent"): string =>
  `  component it\n    ${step}\n    ${last}`;

describe("totals", () => {
  const plan = `  measure team "Team" means total Bookings of (Reps where role is AE)\n\n${component("earns 1% of team")}`;
  const given = `${REPS}\n  given ada.Bookings is 70,000 USD\n  given ben.Bookings is 30,000 USD`;

  it("over people name those who add to them", () => {
    const team = explanationOf({ plan, given }).numbers.find(({ name }) => name === "Team");
    expect(team?.parts.map(({ text, amount }) => [text, amount?.toString()])).toEqual([
      ["ada", "70000"],
      ["ben", "30000"],
    ]);
    expect(saidOf({ plan, given })).toContain("ada = 70,000.00 USD ben = 30,000.00 USD");
  });

  it("over rows of a source name the rows", () => {
    const rows = `  given Quotas
    | rep | quarter   | amount  |
    | ada | FY2026-Q1 | 100,000 |
    | ben | FY2026-Q1 |  50,000 |`;
    const own = component("earns 1% of total amount of (Quotas where amount > 60,000 USD)");
    expect(saidOf({ plan: own, given: rows })).toContain(
      "1 from Quotas ada · FY2026-Q1 = 100,000.00 USD",
    );
  });

  it("show the first of many, and what the others come to", () => {
    const ids = Array.from({ length: 25 }, (_, i) => `p${i + 10}`);
    const many = ["  given Reps", "    | id | role |", ...ids.map((id) => `    | ${id} | AE |`)];
    const explanation = explanationOf({
      plan,
      given: [...many, "  given Bookings is 10 USD"].join("\n"),
      payee: "p10",
    });
    const parts = explanation.numbers.find(({ name }) => name === "Team")?.parts ?? [];
    expect(parts).toHaveLength(21);
    expect([parts.at(-1)?.text, parts.at(-1)?.amount?.toString()]).toEqual(["5 more", "50"]);
  });
});

describe("pools and contests", () => {
  const given = `${REPS}\n  given ada.Bookings is 70,000 USD\n  given ben.Bookings is 30,000 USD\n  given cyn.Bookings is 70,000 USD`;

  it("say what part everybody has", () => {
    const plan = component(
      "shares 100 USD among Reps by (greatest of (Bookings, 0 USD))",
      "rounded to cent by largest remainder, ties by id",
    );
    // 100 x 70,000 / 170,000 = 41.176…
    expect(saidOf({ plan, given })).toContain(
      "41.18 USD ada: 70,000.00 USD of 170,000.00 USD ben: 30,000.00 USD of 170,000.00 USD cyn: 70,000.00 USD of 170,000.00 USD",
    );
  });

  it("say who came where", () => {
    const plan =
      "  component it\n    awards 500 USD to the highest Bookings among Reps, ties take the higher prize";
    expect(saidOf({ plan, given })).toContain(
      "1. ada: 70,000.00 USD 1. cyn: 70,000.00 USD 3. ben: 30,000.00 USD",
    );
  });
});

it("a target without a name of its own may have a label", () => {
  const plan = `  target "On-target pay" means 5,000 USD per Quarter\n\n${component("earns attainment of target")}`;
  const given = "  given quota is 100,000 USD\n  given Bookings is 50,000 USD";
  expect(saidOf({ plan, given })).toContain(
    "earns Attainment (50%) of On-target pay (5,000.00 USD) 2,500.00 USD",
  );
});

describe("numbers with one label", () => {
  it("have their names in the plan beside it", () => {
    const plan = `  measure level "Level" means Bookings / 1,000 USD
  measure depth "Level" means Bookings / 500 USD

${component("earns 100 USD when level > 5% and depth > 5%")}`;
    const said = saidOf({ plan, given: "  given Bookings is 500 USD" });
    expect(said).toContain("Level (level) 50% ");
    expect(said).toContain("Level (depth) 100% ");
  });
});
