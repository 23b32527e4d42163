// Where names lead to: their declarations, the declarations of their types, their data.
import { expect, test } from "vitest";
import {
  definition,
  implementation,
  type Link,
  typeDefinition,
} from "../../language-server/src/features/definition.ts";
import type { View } from "../../language-server/src/project/project.ts";
import { COMPANY, PLAN, planWith } from "../support/sample-plan.ts";
import { viewOf } from "../support/marked-plans.ts";

type Find = (view: View, offset: number) => Link[];

/** The path and the text that the name under the cursor leads to. */
function target(source: string, find: Find = definition): string[] {
  const { view, cursor } = viewOf(source);
  return find(view, cursor).map(
    ({ to: { file, span } }) => `${file.path}: ${file.text.slice(span.start, span.end)}`,
  );
}

/** The name under the cursor leads to the marked range. */
function leads(source: string): void {
  const { view, cursor, ranges } = viewOf(source);
  const found = definition(view, cursor).map(({ to }) => ({ path: to.file.path, span: to.span }));
  expect(found).toEqual(ranges);
  expect(ranges).toHaveLength(1);
}

test("a measure, read by a component", () => {
  leads(
    COMPANY +
      PLAN.replace("measure attainment", "measure [|attainment|]").replace(
        "by attainment",
        "by attain$0ment",
      ),
  );
});

test("a table, applied on an amount", () => {
  leads(
    COMPANY +
      PLAN.replace("rates Commission", "rates [|Commission|]").replace(
        "Commission on",
        "Commis$0sion on",
      ),
  );
});

test("a field of the row, and a field of who is paid", () => {
  leads(
    (COMPANY + PLAN)
      .replace("stage     :", "[|stage|]     :")
      .replace("where stage", "where st$0age"),
  );
  leads(
    (COMPANY + PLAN).replace("role    :", "[|role|]    :").replace("where role", "where ro$0le"),
  );
});

test("a field of a keyed row and its source", () => {
  leads(
    (COMPANY + PLAN)
      .replace("target  :", "[|target|]  :")
      .replace("Quotas.target", "Quotas.tar$0get"),
  );
  leads(
    (COMPANY + PLAN)
      .replace("source Quotas", "source [|Quotas|]")
      .replace("Quotas.target", "Quo$0tas.target"),
  );
});

test("a field through a reference", () => {
  leads(
    (COMPANY + PLAN)
      .replace("manager : Reps?", "[|manager|] : Reps?")
      .replace("to rep", "to rep.mana$0ger"),
  );
});

test("values of lists, with a name and without", () => {
  leads(
    (COMPANY + PLAN)
      .replace("one of Won,", "one of [|Won|],")
      .replace("stage is Won", "stage is Wo$0n"),
  );
  leads(
    (COMPANY + PLAN)
      .replace("is one of Platform", "is one of [|Platform|]")
      .replace("stage is Won", "line is Platfo$0rm"),
  );
});

test("values of rows of a table", () => {
  const rates =
    "  rates ByLine whole by line\n    for Plat$0form pay 2%\n    for Services pay 1%\n  component lines for each Sales\n    earns ByLine on credited\n    rounded half even to cent\n";
  leads(planWith(rates).replace("is one of Platform", "is one of [|Platform|]"));
});

function inTest(line: string): string {
  return planWith(`test "t" for AccountExecutive\n  ${line}\n`);
}

test("names in tests", () => {
  leads(inTest("given quo$0ta is 5 USD").replace("quota  means", "[|quota|]  means"));
  leads(inTest("given ada.quo$0ta is 5 USD").replace("quota  means", "[|quota|]  means"));
  leads(inTest("given Quotas.tar$0get is 5 USD").replace("target  :", "[|target|]  :"));
  leads(inTest("given Deals\n    | id | amo$0unt |").replace("amount    :", "[|amount|]    :"));
  leads(
    inTest("cases\n    | given Sa$0les | expect commission |").replace(
      "credit Sales",
      "credit [|Sales|]",
    ),
  );
  leads(inTest("given hir$0ed is 2026-01-01").replace("hired   :", "[|hired|]   :"));
  leads(
    `${COMPANY}${PLAN.replace("plan AccountExecutive", "plan [|AccountExecutive|]")}\ntest "t" for Account$0Executive\n`,
  );
});

function besideCompany(own: string): string {
  return `//- plans/main.plan\n${own}//- company.plan\n${COMPANY}`;
}

test("a name of another file, and the file itself", () => {
  expect(
    target(
      besideCompany(`import "../company.plan"\n${PLAN.replace("from Deals", "from De$0als")}`),
    ),
  ).toEqual(["company.plan: Deals"]);
  expect(target(besideCompany(`import "../comp$0any.plan"\n${PLAN}`))).toEqual(["company.plan: "]);
});

test("the first of two declarations with one name", () => {
  leads(
    `${COMPANY}${PLAN.replace("measure attainment", "measure [|attainment|]").replace("by attainment", "by attainm$0ent")}  measure attainment means 5%\n`,
  );
});

test("types: the list of a value, the source of a row, the unit of a quantity", () => {
  const credit =
    "  credit Seats from Deals\n    dated closed_on\n    worth seats\n    to rep\n  measure so_many means Seats\n";
  expect(
    target((COMPANY + PLAN).replace("stage is Won", "li$0ne is Platform"), typeDefinition),
  ).toEqual(["main.plan: Line"]);
  expect(target((COMPANY + PLAN).replace("to rep", "to re$0p"), typeDefinition)).toEqual([
    "main.plan: Reps",
  ]);
  expect(target(planWith(credit).replace("means Seats", "means Se$0ats"), typeDefinition)).toEqual([
    "main.plan: seat",
  ]);
  expect(
    target((COMPANY + PLAN).replace("worth amount", "worth amou$0nt"), typeDefinition),
  ).toEqual([]);
});

test("implementations: the data file of a source, the column of a field", () => {
  const data =
    '//- attain.json\n{ "data": { "Deals": { "file": "data/deals.csv", "columns": { "amount": "acv" } } } }\n//- data/deals.csv\nid,rep,acv\nD-1,ada,100\n';
  const files = (plan: string): string => `//- main.plan\n${plan}${data}`;
  expect(
    target(files((COMPANY + PLAN).replace("from Deals", "from De$0als")), implementation),
  ).toEqual(["data/deals.csv: "]);
  expect(
    target(files((COMPANY + PLAN).replace("worth amount", "worth am$0ount")), implementation),
  ).toEqual(["data/deals.csv: acv"]);
  expect(
    target(files((COMPANY + PLAN).replace("by attainment", "by attain$0ment")), implementation),
  ).toEqual(["main.plan: attainment"]);
});

test("nothing for words of the language and for names that nothing has", () => {
  expect(target(COMPANY + PLAN.replace("dated", "dat$0ed"))).toEqual([]);
  expect(target(COMPANY + PLAN.replace("in USD", "in U$0SD"))).toEqual([]);
  expect(target(COMPANY + PLAN.replace("Sales / quota", "Bo$0kings / quota"))).toEqual([]);
});
