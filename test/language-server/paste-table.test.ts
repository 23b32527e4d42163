// Cells of a spreadsheet as rows of a table, whatever way they are written there.
import { expect, test } from "vitest";
import { pastedTable, tableRows } from "../../language-server/src/refactor/paste-table.ts";
import { planWith } from "../support/sample-plan.ts";
import { viewOf } from "../support/marked-plans.ts";

const RATIO = { kind: "ratio", name: "" } as const;
const USD = { kind: "money", name: "USD" } as const;

test("two columns: where a row starts, and its rate", () => {
  expect(tableRows("0%\t8%\n100%\t12%\n", RATIO, RATIO, "pay")).toEqual([
    "from   0% pay  8%",
    "from 100% pay 12%",
  ]);
});

test("three columns, and ranges in one: the end is where the next row starts", () => {
  const rows = ["from  0% pay 4%", "from 50% pay 6%"];
  expect(tableRows("0%\t50%\t4%\n50%\t\t6%", RATIO, RATIO, "pay")).toEqual(rows);
  expect(tableRows("0% - 50%\t4%\n50% – 100%\t6%", RATIO, RATIO, "pay")).toEqual(rows);
  expect(tableRows("0–50%\t4%\n50%+\t6%", RATIO, RATIO, "pay")).toEqual(rows);
});

test("the line of headings is left out", () => {
  expect(tableRows("Attainment\tRate\n0%\t8%\n", RATIO, RATIO, "pay")).toEqual(["from 0% pay 8%"]);
});

test("parts of one are percentages, exactly", () => {
  // 1.25 is 125 %, 0.075 is 7.5 %, 0.001 is 0.1 %
  expect(tableRows("0\t0.001\n1.25\t0.075\n", RATIO, RATIO, "pay")).toEqual([
    "from   0% pay 0.1%",
    "from 125% pay 7.5%",
  ]);
});

test("amounts with signs of currencies, with commas, and with cents", () => {
  expect(tableRows("$0\t$500\n$50,000.00\t$1,250.50\n", USD, USD, "gives")).toEqual([
    "from      0 USD gives     500 USD",
    "from 50,000 USD gives 1,250.5 USD",
  ]);
});

test("bars, semicolons and blanks between cells", () => {
  const rows = ["from  0% pay 4%", "from 50% pay 6%"];
  expect(tableRows("| 0% | 4% |\n| 50% | 6% |", RATIO, RATIO, "pay")).toEqual(rows);
  expect(tableRows("0%;4%\n50%;6%", RATIO, RATIO, "pay")).toEqual(rows);
  expect(tableRows("0%    4%\n50%   6%", RATIO, RATIO, "pay")).toEqual(rows);
});

test("what is no table of numbers is none", () => {
  expect(tableRows("Hello\tworld\n", RATIO, RATIO, "pay")).toBeUndefined();
  expect(tableRows("", RATIO, RATIO, "pay")).toBeUndefined();
  expect(tableRows("0%\t4%\nabout half\tmore\n", RATIO, RATIO, "pay")).toBeUndefined();
  expect(tableRows("5%\n6%\n", RATIO, RATIO, "pay")).toBeUndefined();
});

test("in a table, in the units of its axis and of its rows; elsewhere in a plan, a table of its own", () => {
  const amounts = viewOf(planWith("  lookup L by Sales\n    from 0 USD gives 5 USD\n    $0\n"));
  expect(pastedTable(amounts.view, amounts.cursor, "50000\t10\n100000\t20\n")).toBe(
    "from  50,000 USD gives 10 USD\n    from 100,000 USD gives 20 USD",
  );
  const outside = viewOf(planWith("  $0\n"));
  expect(pastedTable(outside.view, outside.cursor, "0%\t5%\n")).toBe(
    "rates Rates marginal by attainment\n    from 0% pay 5%",
  );
  const nowhere = viewOf("$0unit seat\n");
  expect(pastedTable(nowhere.view, nowhere.cursor, "0%\t5%\n")).toBeUndefined();
});
