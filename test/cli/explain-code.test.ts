// `attain build --explain-code`: how each clause runs, and why.
import { expect, test } from "vitest";
import { attain, filesIn, folderOf, json, project, PROJECT } from "../support/command-line.ts";

// Ana's 130,000.50 USD are 13,000,050 cents; a cent of them at 10% is 0.1 cents, so commission takes a digit more.
test("is told for the numbers in the data, and writes nothing", async () => {
  const folder = project();
  const before = filesIn(folder);
  const { code, out, err } = await attain(folder, "build", "--explain-code");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe(`Sales, for the numbers in its data
                         runs in  because
  credit     Bookings    doubles  numbers of up to 7 digits
  measure    quota       doubles  numbers of up to 6 digits
  measure    attainment  doubles  numbers of up to 8 digits
  component  commission  doubles  numbers of up to 9 digits
  component  bonus       doubles  numbers of up to 5 digits
  payout     payout      doubles  numbers of up to 7 digits
`);
  expect(filesIn(folder)).toEqual(before);
});

// A deal below 10^9 USD is below 10^11 cents, and 10,000 of them below 10^15; at a rate of two places, 10^17.
test("is told for what the sources allow where there is no data", async () => {
  const folder = folderOf({ ...PROJECT, "attain.json": "{}\n" });
  const { code, out } = await attain(folder, "build", "--explain-code");
  expect(code).toBe(0);
  expect(out).toContain("Sales, for the numbers that its sources allow: there is no data yet\n");
  expect(out).toMatch(
    /commission {2}big integers {2}numbers of up to 18 digits, more than doubles/,
  );
});

test("names the clause that the reference evaluator is needed for, and what depends on it", async () => {
  const plan = PROJECT["plans/sales.plan"].replace(
    "  measure attainment",
    "  measure place means rank of Bookings among Reps\n\n  measure attainment",
  );
  const ranked = plan.replace(
    '  payout "Paid"',
    `  component best
    earns 100 USD when place <= 1
    rounded half even to cent

  payout "Paid"`,
  );
  const folder = project({ "plans/sales.plan": ranked });
  const { out } = await attain(folder, "build", "--explain-code");
  expect(out).toMatch(/measure +place +the reference {2}it ranks people\n/);
  expect(out).toMatch(/component +best +the reference {2}it depends on place\n/);
  expect(out).toMatch(
    /component +bonus +the reference {2}pay is computed as a whole, and place isn't/,
  );
  expect(out).toMatch(/credit +Bookings +doubles/);
});

test("is told as JSON, with the place of each clause", async () => {
  const { code } = (await json(project(), "build", "--explain-code")) as {
    code: readonly { plan: string; numbers: string; clauses: readonly object[] }[];
  };
  expect(code).toMatchObject([{ plan: "Sales", numbers: "measured" }]);
  expect(code[0]?.clauses[0]).toEqual({
    kind: "credit",
    name: "Bookings",
    how: "doubles",
    largest: "9000000",
    file: "plans/sales.plan",
    line: 8,
    column: 3,
    endLine: 11,
    endColumn: 11,
  });
});
