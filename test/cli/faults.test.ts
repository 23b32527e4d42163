// Faults of a run: what several people meet is said once, with their names; of many that are alike the first are shown.
import { describe, expect, it } from "vitest";
import { attain, json, project, PROJECT } from "../support/command-line.ts";

const RUN = ["run", "--period", "FY2026-Q3"];

/** Account executives A1, A2 …, who have no quota in the third quarter. */
function team(size: number): Record<string, string> {
  const people = Array.from({ length: size }, (_, i) => `A${i + 1},Rep ${i + 1},AE\n`);
  return {
    "data/reps.csv": `id,name,role\n${people.join("")}`,
    "data/deals.csv": "id,rep,amount,closed\n",
    "data/quotas.csv": "rep,quarter,amount\n",
  };
}

/** Nobody has a row in this table, whatever they sell, but for those of `role`. */
const HOLE = PROJECT["plans/sales.plan"]
  .replace(/^test[^]*/m, "")
  .replace("Reps where role is AE", "Reps")
  .replace("Quotas.amount", "1,000 USD")
  .replace("earns Commission on Bookings", "earns Commission on Bookings\n    times Bonus")
  .replace(
    "  component commission",
    "  lookup Bonus by attainment\n    from 50% gives 100%\n\n  component commission",
  )
  .replace("component bonus", "component large");

describe("faults of a run", () => {
  it("shows three that are alike, and names who meets the others", async () => {
    const { code, err } = await attain(project(team(12)), ...RUN);
    expect(code).toBe(1);
    expect(err.match(/^error ATN9001/gm)).toHaveLength(3);
    expect(err).toContain("`Quotas` has no row for rep A1, quarter FY2026-Q3.");
    // In the order of keys: A1, A10 and A11 are shown.
    expect(err).toContain(
      "   … and 9 more faults like these, for A12, A2, A3, A4, A5 and 4 others\n",
    );
    expect(err).toContain("Nothing was paid: 12 faults, for A1, A10, A11, A12, A2 and 7 others.\n");
  });

  it("shows what several people meet in the same way once, with their names", async () => {
    // Three sell nothing, which has no row; the fourth sells 600 of 1,000.
    const folder = project({
      ...team(4),
      "plans/sales.plan": HOLE,
      "data/deals.csv": "id,rep,amount,closed\nD1,A4,600,2026-07-01\n",
    });
    const { code, err } = await attain(folder, ...RUN);
    expect(code).toBe(1);
    expect(err.match(/^error ATN9002 {2}`Bonus` has no row for 0%\./gm)).toHaveLength(1);
    expect(err).toContain(" for A1, A2 and A3\n");
    expect(err).toContain("Nothing was paid: 3 faults, for A1, A2 and A3.\n");
  });

  it("gives other programs each fault with its person", async () => {
    const document = (await json(project(team(12)), ...RUN)) as {
      diagnostics: { payee: string }[];
    };
    expect(document.diagnostics.map(({ payee }) => payee)).toHaveLength(12);
    expect(new Set(document.diagnostics.map(({ payee }) => payee)).size).toBe(12);
  });
});
