// `attain run` names the rows of its period that lie outside of the plan, for nobody is paid for them.
import { expect, it } from "vitest";
import { attain, project, PROJECT } from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];
const UNTIL = SALES.replace("during FY2026", "during 2026-01-01 to 2026-02-15");

it("names file and rows that are dated after the plan has ended", async () => {
  const { code, out } = await attain(
    project({ "plans/sales.plan": UNTIL }),
    "run",
    "--period",
    "FY2026-Q1",
  );
  expect(code).toBe(0);
  expect(out).toContain(
    "Sales holds from 2026-01-01 to 2026-02-15, and 2 rows of data/deals.csv in FY2026-Q1 that give Bookings lie outside of it: D2 (row 3) and D3 (row 4). Nobody is paid for them.\n",
  );
});

it("says nothing where another plan takes them", async () => {
  const next = SALES.replace("plan Sales", "plan Later")
    .replace("during FY2026", "during 2026-02-16 to 2026-12-31")
    .replace(/\ntest [\s\S]*$/, "");
  const { out } = await attain(
    project({ "plans/sales.plan": UNTIL, "plans/later.plan": next }),
    "run",
    "--period",
    "FY2026-Q1",
  );
  expect(out).not.toContain("lie outside");
});
