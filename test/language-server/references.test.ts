// Every place where a name is used: in one file, in the project.
import { expect, test } from "vitest";
import { highlights, references } from "../../language-server/src/features/references.ts";
import { linkedNames } from "../../language-server/src/features/linked-editing.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";
import { textsAt, viewOf } from "../support/marked-plans.ts";

/** The places that a name is found at are those between brackets. */
function found(source: string, withDeclaration = true): void {
  const { view, cursor, ranges } = viewOf(source);
  const places = references(view, cursor, withDeclaration).map(({ file, span }) => ({
    path: file.path,
    span,
  }));
  expect(places).toEqual(ranges);
}

const TESTS = `
test "t" for AccountExecutive, ada
  given [|Sales|] is 5 USD
  cases
    | given ada.[|Sales|] | expect commission |
    | 5               | 1                 |
`;

test("a credit in its plan and in tests", () => {
  const plan = PLAN.replace("credit Sales", "credit [|Sa$0les|]")
    .replace("means Sales", "means [|Sales|]")
    .replace("on Sales", "on [|Sales|]");
  found(COMPANY + plan + TESTS);
});

test("without the declaration", () => {
  const plan = PLAN.replace("measure attainment", "measure attain$0ment").replace(
    "by attainment",
    "by [|attainment|]",
  );
  found(COMPANY + plan, false);
});

test("a source in all files that import it", () => {
  found(`//- a.plan
import "company.plan"
${PLAN.replace("from Deals", "from [|De$0als|]")}
//- b.plan
import "company.plan"
plan Other
  for    Reps
  during FY2026
  pays   each Year in USD
  credit All from [|Deals|]
    dated closed_on
    worth [|Deals|].amount
    to rep
//- company.plan
${COMPANY.replace("source Deals", "source [|Deals|]")}`);
});

test("a field: declared, read by its name, through its source, and as a column of a test", () => {
  const plan = PLAN.replace("worth amount", "worth [|am$0ount|]").replace(
    "where stage is Won",
    "where stage is Won and Deals.[|amount|] > 0 USD",
  );
  const rows = `test "t" for AccountExecutive\n  given Deals\n    | id | [|amount|] |\n`;
  found(COMPANY.replace("amount    : USD", "[|amount|]    : USD") + plan + rows);
});

test("a name that nothing has, and words of the language, are used nowhere", () => {
  found(COMPANY + PLAN.replace("Sales / quota", "Bo$0kings / quota"));
  found(COMPANY + PLAN.replace("in USD", "in U$0SD"));
});

test("highlights tell what is declared or set from what is read", () => {
  const { view, cursor } = viewOf(
    `${COMPANY}${PLAN.replace("credit Sales", "credit Sa$0les")}\ntest "t" for AccountExecutive\n  given Sales is 5 USD\n  expect Sales is 5 USD\n`,
  );
  const shown = highlights(view, cursor);
  expect(
    textsAt(
      view,
      shown.map(({ span }) => span),
    ),
  ).toEqual(["Sales", "Sales", "Sales", "Sales", "Sales"]);
  expect(shown.map(({ isWritten }) => isWritten)).toEqual([true, false, false, true, false]);
});

test("currencies and periods are highlighted, too", () => {
  const { view, cursor } = viewOf(COMPANY + PLAN.replace("in USD", "in U$0SD"));
  // The amounts of Deals and Quotas, their limits, and the line that the cursor is in.
  expect(highlights(view, cursor)).toHaveLength(7);
});

test("names are linked where one file has them all", () => {
  const { view, cursor } = viewOf(
    COMPANY + PLAN.replace("measure attainment", "measure attain$0ment"),
  );
  expect(textsAt(view, linkedNames(view, cursor))).toEqual(["attainment", "attainment"]);
});

test("names aren't linked across files, nor with the word that a quota is called by", () => {
  const shared = viewOf(
    `//- a.plan\nimport "company.plan"\n${PLAN.replace("from Deals", "from De$0als")}//- company.plan\n${COMPANY}`,
  );
  expect(linkedNames(shared.view, shared.cursor)).toEqual([]);
  const quota = viewOf(COMPANY + PLAN.replace("Sales / quota", "Sales / quo$0ta"));
  expect(linkedNames(quota.view, quota.cursor)).toEqual([]);
});
