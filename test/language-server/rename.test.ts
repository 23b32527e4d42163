// A declaration with another name: everywhere, in the data's settings as well, or not at all.
import { expect, test } from "vitest";
import { edited } from "../../language-server/src/analysis/edits.ts";
import { prepareRename, rename } from "../../language-server/src/features/rename.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";
import { viewOf } from "../support/marked-plans.ts";

/** The files that a renaming changes, as they are then; or why it isn't made. */
function renamed(source: string, name: string): Record<string, string> | string {
  const { view, cursor, files } = viewOf(source);
  const result = rename(view, cursor, name);
  if ("reason" in result) return result.reason;
  return Object.fromEntries(
    [...result.edits].map(([path, edits]) => [path, edited(files[path] ?? "", edits)]),
  );
}

/** What the renaming makes of the one file. */
function becomes(source: string, name: string, expected: string): void {
  expect(renamed(source, name)).toEqual({ "main.plan": expected });
}

/** The sample, whose measure is called so, and a test that names it. */
function measuring(name: string): string {
  return `${COMPANY}${PLAN.replaceAll("attainment", name)}
test "t" for AccountExecutive
  expect ${name} is 5%
  cases
    | given ${name} | expect commission |
`;
}

test("a measure in its plan and in a test", () => {
  becomes(
    measuring("attainment").replace("by attainment", "by attain$0ment"),
    "reached",
    measuring("reached"),
  );
});

test("a quota that is called by its word gets a name beside it", () => {
  becomes(
    COMPANY + PLAN.replace("Sales / quota", "Sales / quo$0ta"),
    "goal",
    COMPANY +
      PLAN.replace("quota  means", "quota goal  means").replace("Sales / quota", "Sales / goal"),
  );
});

test("a word of the language as a name stands in backticks", () => {
  becomes(
    COMPANY + PLAN.replace("by attainment", "by attain$0ment"),
    "above",
    COMPANY + PLAN.replaceAll("attainment", "`above`"),
  );
});

function givenStage(value: string): string {
  return `\ntest "t" for AccountExecutive\n  given Deals\n    | id | stage | rep |\n    | 1  | ${value} | Won |\n`;
}

test("a value of a list, in conditions and in rows of tests; what is no name stands in quotes", () => {
  becomes(
    COMPANY + PLAN.replace("stage is Won", "stage is W$0on") + givenStage("Won"),
    "Closed won",
    COMPANY.replace("one of Won", 'one of "Closed won"') +
      PLAN.replace("stage is Won", 'stage is "Closed won"') +
      givenStage("Closed won"),
  );
});

function configOf(name: string): string {
  return `{ "data": { "${name}": { "file": "data/deals.csv" } } }\n`;
}

test("a source in all files and in attain.json", () => {
  const files = (name: string, own = name): string =>
    `//- a.plan\nimport "company.plan"\n${PLAN.replace("from Deals", `from ${own}`)}//- company.plan\n${COMPANY.replace("source Deals", `source ${name}`)}//- attain.json\n${configOf(name)}`;
  const after = renamed(files("Deals", "De$0als"), "Orders");
  expect(after).toEqual({
    "a.plan": `import "company.plan"\n${PLAN.replace("from Deals", "from Orders")}`,
    "company.plan": COMPANY.replace("source Deals", "source Orders"),
    "attain.json": configOf("Orders"),
  });
});

test("a field keeps its column", () => {
  const source = `//- main.plan\n${COMPANY}${PLAN.replace("worth amount", "worth am$0ount")}//- attain.json\n{\n  "data": {\n    "Deals": {\n      "file": "data/deals.csv"\n    }\n  }\n}\n`;
  const after = renamed(source, "acv") as Record<string, string>;
  expect(after["main.plan"]).toBe(
    COMPANY.replace("amount    : USD at", "acv    : USD at") +
      PLAN.replace("worth amount", "worth acv"),
  );
  expect(JSON.parse(after["attain.json"] ?? "")).toEqual({
    data: { Deals: { file: "data/deals.csv", columns: { acv: "amount" } } },
  });
});

test("a field that has a column of another name keeps that", () => {
  const source = `//- main.plan\n${COMPANY}${PLAN.replace("worth amount", "worth am$0ount")}//- attain.json\n{ "data": { "Deals": { "file": "d.csv", "columns": { "amount": "ACV" } } } }\n`;
  const after = renamed(source, "acv") as Record<string, string>;
  expect(JSON.parse(after["attain.json"] ?? "")).toEqual({
    data: { Deals: { file: "d.csv", columns: { acv: "ACV" } } },
  });
});

test("a name that is taken, reserved or none is refused, with the reason", () => {
  const source = COMPANY + PLAN.replace("by attainment", "by attain$0ment");
  expect(renamed(source, "quota")).toBe(
    "`quota` can't be the name here: it would be declared twice.",
  );
  expect(renamed(source, "USD")).toBe(
    "`USD` can't be the name here: `USD` already means a currency.",
  );
  expect(renamed(source, "two words")).toBe(
    "A name is made of letters, digits and `_`, and begins with a letter or `_`.",
  );
  expect(renamed(source, "")).toBe(
    "A name is made of letters, digits and `_`, and begins with a letter or `_`.",
  );
});

test("a name that would mean something else where it is read is refused", () => {
  // `amount` is a field of the rows that the credit reads, and `worth amount` reads that.
  const shared = `shared parameter most means 5 USD\n`;
  const source = shared + COMPANY + PLAN.replace("where stage is Won", "where amount > mo$0st");
  expect(renamed(source, "amount")).toMatch(
    /^`amount` (?:already means something else|can't be the name here)/,
  );
});

function prepared(source: string): unknown {
  const { view, cursor } = viewOf(source);
  return prepareRename(view, cursor);
}

test("names of the language and places without a name aren't renamed", () => {
  expect(prepared(COMPANY + PLAN.replace("in USD", "in U$0SD"))).toEqual({
    reason: "`USD` is a word of the language.",
  });
  expect(prepared(COMPANY + PLAN.replace("dated", "da$0ted"))).toEqual({
    reason: "There is no name here.",
  });
});

test("plans with other errors are renamed in all the same", () => {
  const broken = PLAN.replace("rounded half even to cent", "rounded");
  becomes(
    COMPANY + broken.replace("credit Sales", "credit Sa$0les"),
    "Booked",
    COMPANY + broken.replaceAll("Sales", "Booked"),
  );
});
