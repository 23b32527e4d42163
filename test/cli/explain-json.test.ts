// `attain explain --format json`: the numbers that lines name, and the deals, beside the lines.
import { describe, expect, it } from "vitest";
import { json, project } from "../support/command-line.ts";

describe("explanations for other programs", () => {
  it("have the numbers that lines name, and each deal once, for other programs", async () => {
    const [one] = await explained("R2");
    // 20,000.33 / 80,000
    expect(one).toMatchObject({
      adds: true,
      numbers: [
        {
          name: "attainment",
          value: "0.250004125",
          unit: "ratio",
          text: "Bookings (20,000.33 USD) / quota (80,000.00 USD)",
        },
        { name: "quota", value: "80000.00", unit: "USD", row: { source: "Quotas", row: 3 } },
      ],
      deals: [
        {
          credit: "Bookings",
          sums: [{ count: 1, sum: "20000.33" }],
          deals: [{ key: "D3", row: 4, date: "2026-03-31", credited: "20000.33" }],
        },
      ],
    });
  });
});

async function explained(payee: string): Promise<object[]> {
  const document = await json(project(), "explain", payee, "--period", "FY2026-Q1");
  return (document as { explanations: object[] }).explanations;
}
