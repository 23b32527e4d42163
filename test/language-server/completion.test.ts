// What an editor offers: names by their types, words by the grammar, lines by the block, cells by their column.
import { expect, test } from "vitest";
import { wordsIn } from "../../compiler/src/syntax/lines.ts";
import { completion } from "../../language-server/src/features/completion/completion.ts";
import type { CompletionItem } from "../../language-server/src/features/completion/item.ts";
import { edited } from "../../language-server/src/analysis/edits.ts";
import { filled } from "../../language-server/src/forms/template.ts";
import { COMPANY, PLAN, planWith } from "../support/sample-plan.ts";
import { viewOf } from "../support/marked-plans.ts";

function offers(source: string): readonly CompletionItem[] {
  const { view, cursor } = viewOf(source);
  return [...completion(view, cursor)].sort(
    (a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1),
  );
}

/** The labels of the best rank. */
function best(source: string): string[] {
  const all = offers(source);
  return all.filter(({ rank }) => rank === all[0]?.rank).map(({ label }) => label);
}

function labels(source: string): string[] {
  return offers(source).map(({ label }) => label);
}

/** The text after the choice of a label, its stops filled with what they show. */
function chosen(source: string, label: string): string {
  const { view, cursor } = viewOf(source);
  const item = completion(view, cursor).find((one) => one.label === label);
  if (item === undefined) throw new Error(`${label} isn't offered.`);
  return edited(view.file.text, [{ span: item.replace, text: filled(item.insert) }]);
}

test("values of a list where one is compared with", () => {
  expect(best(COMPANY + PLAN.replace("stage is Won", "stage is $0"))).toEqual([
    "Lost",
    "Won",
    "stage",
  ]);
  expect(best(COMPANY + PLAN.replace("stage is Won", "line in (Plat$0)"))).toEqual([
    "Platform",
    "Services",
    "line",
  ]);
  expect(best(COMPANY + PLAN.replace("role is AE", "role is $0"))).toEqual(["AE", "SDR", "role"]);
});

test("what a scenario sets, what its values are made of, and its plan", () => {
  const scenario = `${COMPANY}${PLAN}scenario "s" for AccountExecutive\n`;
  expect(labels(`${COMPANY}${PLAN}scenario "s" for $0`)).toContain("AccountExecutive");
  expect(labels(`${scenario}  given $0`)).toEqual(expect.arrayContaining(["quota", "attainment"]));
  expect(labels(`${scenario}  given quota is 110% of $0`)).toContain("quota");
  expect(labels(`${scenario}  $0`)).toEqual(
    expect.arrayContaining(["given", "headcount", "headcount by attainment"]),
  );
});

test("fields of the row, dates first where a date is asked for, people where somebody is", () => {
  expect(best(COMPANY + PLAN.replace("dated closed_on", "dated $0"))).toEqual(["closed_on"]);
  expect(best(COMPANY + PLAN.replace("to rep", "to $0"))).toEqual(["rep"]);
  expect(best(COMPANY + PLAN.replace("to rep", "to rep.$0"))).toEqual(["manager"]);
  expect(labels(COMPANY + PLAN.replace("worth amount", "worth $0"))).toEqual(
    expect.arrayContaining(["amount", "seats"]),
  );
});

test("after a value each word with what it does, and most with an example", () => {
  const all = offers(planWith("  measure m means Sales $0\n"));
  const words = all.filter(({ kind }) => kind === "keyword");
  expect(words.filter(({ doc }) => doc === undefined)).toEqual([]);
  const examples = new Map(words.map(({ label, detail }) => [label, detail]));
  for (const [label, example] of [
    ["half to date", "Sales half to date"],
    ["up to", "Sales up to quota"],
    ["last", "Bookings last Quarter"],
    ["in", "product in (Platform, AddOn)"],
    ["of", "60% of target"],
    ["x", "3 x 25 USD"],
    ["prorated", "prorated by days into Month"],
    ["before", "2 Weeks before start of Quarter"],
  ] as const)
    expect([label, examples.get(label)]).toEqual([label, example]);
});

test("what a component has paid, where rates may run along it", () => {
  const rates = `${COMPANY}${PLAN}\n  rates Cap marginal by $0\n`;
  expect(best(rates)).toEqual(expect.arrayContaining(["amount paid", "amount paid year to date"]));
  expect(labels(rates.replace("Cap marginal", "Cap whole"))).not.toContain("amount paid");
  expect(labels(COMPANY + PLAN.replace("worth amount", "worth $0"))).not.toContain("amount paid");
});

test("no measure of a person beside a row of data", () => {
  const found = labels(COMPANY + PLAN.replace("worth amount", "worth $0"));
  expect(found).not.toContain("attainment");
  expect(found).not.toContain("payee");
});

test("what has the type of the other side", () => {
  const condition = planWith("  component c\n    earns 5 USD when attainment >= $0\n");
  expect(best(condition)).toEqual(["attainment"]);
  expect(labels(condition)).toContain("100%");
  const amount = planWith("  component c\n    earns 5 USD when Sales >= $0\n");
  expect(best(amount)).toEqual([
    "Quotas.amount",
    "Quotas.target",
    "Sales",
    "commission",
    "quota",
    "target",
  ]);
  expect(labels(amount)).toContain("1,000 USD");
});

test("rates are followed by what they are paid on", () => {
  const source = planWith("  component c\n    earns $0\n");
  expect(chosen(source, "Commission")).toContain("    earns Commission on \n");
});

test("credits and sources after `of`, sources after `from`", () => {
  expect(best(planWith("  measure m means count of $0\n"))).toEqual(["Sales"]);
  expect(labels(planWith("  credit C from $0\n"))).toEqual(["Deals", "Quotas", "Reps"]);
});

test("the whole form of what is computed over credits, and their columns before it is said of which", () => {
  expect(chosen(planWith("  measure m means di$0\n"), "distinct")).toContain(
    "measure m means distinct stage of Sales\n",
  );
  expect(chosen(planWith("  measure m means di$0 line of Sales\n"), "distinct")).toContain(
    "measure m means distinct line of Sales\n",
  );
  expect(chosen(planWith("  measure m means (sma$0)\n"), "smallest")).toContain(
    "means (smallest amount of Sales otherwise 0 USD)\n",
  );
  const columns = ["amount", "closed_on", "id", "line", "rep", "seats", "stage"];
  expect(best(planWith("  measure m means distinct $0\n"))).toEqual(columns);
  expect(best(planWith("  measure m means distinct $0 of Sales\n"))).toEqual(columns);
  expect(best(planWith("  measure m means total $0\n"))).toEqual(["amount", "seats"]);
  expect(labels(planWith("  measure m means total $0\n"))).not.toContain('"words of the letter"');
  expect(chosen(planWith("  measure m means distinct li$0\n"), "line")).toContain(
    "measure m means distinct line of Sales\n",
  );
});

test("money where pay is held to it, a cap's own forms among it", () => {
  expect(best(planWith("  component c\n    earns 5 USD\n    never above $0\n"))).toEqual([
    "10,000 USD",
    "3 x target",
    "Quotas.amount",
    "Quotas.target",
    "Sales",
    "commission",
    "quota",
    "target",
  ]);
  expect(best(planWith("  payout\n    plus $0\n"))).not.toContain("attainment");
});

test("the period after its edge", () => {
  const periods = ["of Month", "of Quarter", "of Year"];
  expect(best(planWith("  measure m means hired < start $0\n"))).toEqual(periods);
  expect(best(planWith("  measure m means Quotas.amount at end $0\n"))).toEqual(periods);
});

test("people, periods and currencies in the heading of a plan", () => {
  expect(labels(`${COMPANY}plan P\n  for $0\n`)).toEqual(["Reps"]);
  expect(labels(`${COMPANY}plan P\n  for Reps\n  during $0\n`)).toContain("FY2026");
  expect(best(`${COMPANY}plan P\n  for Reps\n  during FY2026\n  pays each $0\n`)).toEqual([
    "Month",
    "Quarter",
  ]);
  expect(
    best(`${COMPANY}plan P\n  for Reps\n  during FY2026\n  pays each Month in $0\n`),
  ).toContain("EUR");
});

test("types of fields, and what may follow them", () => {
  const types = labels(`${COMPANY}source S\n  f : $0\n`);
  expect(types).toEqual(
    expect.arrayContaining(["Text", "Date", "USD", "Quarter", "Reps", "Line", "seat", "one of"]),
  );
  expect(labels(`${COMPANY}source S\n  f : USD $0\n`)).toEqual(
    expect.arrayContaining(["at least", "key", "per", "present"]),
  );
  expect(best(`${COMPANY}source S\n  f : USD per $0\n`)).toContain("seat");
});

test("values of the axis in the rows of a table, those that are taken last", () => {
  const rows = planWith("  lookup L by role\n    for AE gives 1\n    for $0\n");
  expect(best(rows)).toEqual(["SDR"]);
  expect(labels(rows)).toContain("anything else");
});

test("words that the grammar allows, and no others", () => {
  expect(labels(planWith("  rates R $0\n")).sort()).toEqual([
    '"words of the letter"',
    "by",
    "interpolated",
    "marginal",
    "whole",
  ]);
  expect(labels(planWith("  component c\n    rounded $0\n"))).toContain("half even to cent");
  expect(labels(planWith("  component c\n    only $0\n"))).toEqual(["if"]);
});

function ends(lines: string): string[] {
  return labels(planWith(lines)).filter((label) => label.startsWith(", "));
}

test("how a line can end: what becomes of the excess, who takes the odd cents, what equals get", () => {
  expect(ends("  component c\n    never above 5 USD $0\n")).toEqual([
    ", the excess is carried",
    ", the excess is lost",
  ]);
  expect(ends("  component c\n    never below 5 USD $0\n")).toEqual([", the shortfall is carried"]);
  expect(ends("  component c\n    trued up year to date $0\n")).toEqual([
    ", may be negative",
    ", never negative",
  ]);
  expect(ends("  release r of c\n    pays all in 3 parts each Month from closed_on $0\n")).toEqual([
    ", odd cents first",
    ", odd cents last",
  ]);
  expect(ends("  component c\n    awards 5 USD to the highest Sales among Reps $0\n")).toEqual([
    ", ties go by",
    ", ties share the prizes",
    ", ties take the higher prize",
  ]);
  expect(ends("  credit c from Deals\n    rolls up 5% to manager $0\n")).toEqual([
    ", 1 level",
    ", 2 levels",
    ", every level",
  ]);
});

test("lines of the block that is open, those that belong to the indentation first", () => {
  const all = offers(`${COMPANY}$0`).map(({ label }) => label.split(" ")[0] ?? "");
  const words = Object.keys(wordsIn("file", false));
  expect([...new Set(all.slice(0, words.length + 1))].sort()).toEqual(words.sort());
  expect(best(`${COMPANY}$0`)).toEqual([
    "import",
    "people",
    "plan",
    "source",
    "test",
    "type",
    "unit",
  ]);
  expect(best(`${COMPANY}${PLAN}    $0`)).toEqual(
    expect.arrayContaining(["plus", "never above", "rounded"]),
  );
  expect(best(`${COMPANY}${PLAN}  $0`)).toEqual(
    expect.arrayContaining(["component", "measure", "rates"]),
  );
  expect(labels(`${COMPANY}${PLAN}\ntest "t" for AccountExecutive\n  $0`)).toEqual(
    expect.arrayContaining(["given", "expect", "cases"]),
  );
});

test("a line that stands once is offered last where it stands", () => {
  const all = offers(`${COMPANY}plan P\n  for Reps\n  $0`);
  const rank = (label: string): number => all.find((item) => item.label === label)?.rank ?? 0;
  expect(rank("for")).toBeGreaterThan(rank("during"));
});

test("a line is written with the names of the project", () => {
  expect(chosen(`${COMPANY}${PLAN}  $0`, "credit")).toContain(
    "credit Sales from Deals\n  dated closed_on\n  worth amount\n  to rep",
  );
  expect(chosen(`${COMPANY}$0`, "plan")).toContain(
    "  for    Reps\n  during FY2026\n  pays   each Quarter in USD\n",
  );
});

test("a test gives all that a plan mostly needs, and whole rows", () => {
  expect(chosen(`${COMPANY}${PLAN}te$0`, "test"))
    .toContain(`test "what must come out" for AccountExecutive
  given Sales is 100,000 USD
  given quota is 100,000 USD
  given target is 10,000 USD
  expect commission is 0 USD`);
  expect(chosen(inTest("gi$0"), "given Deals")).toContain(`  given Deals
  | id  | rep | stage | line     | amount | seats | closed_on  |
  | D-1 | ada | Won   | Platform | 10,000 | 1     | 2026-01-15 |`);
  expect(chosen(`${COMPANY}plan P\n  $0`, "quota")).toContain("quota means Quotas.amount");
});

test("the word alone where the line is there already", () => {
  expect(chosen(planWith("  component c\n    ea$0 5% of Sales\n"), "earns")).toContain(
    "    earns 5% of Sales\n",
  );
});

test("after `shared`, what can be shared", () => {
  expect(labels(`${COMPANY}shared $0`)).toEqual([
    "credit",
    "kpi",
    "lookup",
    "measure",
    "parameter",
    "quota",
    "rates",
    "target",
  ]);
});

function besideOthers(text: string): string {
  return `//- plans/a.plan\n${text}//- plans/b.plan\nunit seat\n//- shared/c.plan\nunit hour\n`;
}

test("a KPI of a library, with what it needs", () => {
  const source = `import "attain:sales"\n${planWith("  kpi win means Win$0\n")}`;
  expect(chosen(source, "WinRate")).toContain("kpi win means WinRate(won, decided)\n");
});

test("files after `import`, from the folder of the file", () => {
  expect(labels(besideOthers('import "$0"\n'))).toEqual([
    "../shared/c.plan",
    "attain:sales",
    "b.plan",
  ]);
  expect(chosen(besideOthers('import "../sh$0"\n'), "../shared/c.plan")).toBe(
    'import "../shared/c.plan"\n',
  );
});

test("what a plan that extends another one can replace", () => {
  const other = planWith("plan Senior extends AccountExecutive\n  replaces $0\n");
  expect(labels(other)).toEqual(
    expect.arrayContaining(["Commission", "Sales", "commission", "payout", "quota"]),
  );
});

test("rules after `allow`", () => {
  expect(labels(planWith("  component c\n    allow $0\n"))).toEqual(
    expect.arrayContaining(["unused", "partial-weights"]),
  );
  expect(chosen(planWith("  component c\n    allow par$0\n"), "partial-weights")).toContain(
    "allow partial-weights\n",
  );
});

function inTest(line: string): string {
  return planWith(`test "t" for AccountExecutive\n  ${line}\n`);
}

test("names of a test, its plan and its codes", () => {
  expect(labels(planWith('test "t" for $0\n'))).toEqual(["AccountExecutive"]);
  expect(labels(inTest("given $0"))).toEqual(
    expect.arrayContaining(["Sales", "quota", "Deals", "hired"]),
  );
  expect(labels(inTest("expect $0 is 5"))).toEqual(
    expect.arrayContaining(["commission", "payout", "Sales"]),
  );
  expect(labels(inTest("expect error $0"))).toContain("ATN9002");
  expect(labels(inTest("given Quotas.$0 is 5"))).toEqual(
    expect.arrayContaining(["amount", "target"]),
  );
});

function inTestOfAda(lines: string): string {
  return planWith(`test "t" for AccountExecutive, ada\n${lines}\n`);
}

test("headings and cells of grids", () => {
  expect(labels(inTestOfAda("  cases\n    | $0 |"))).toEqual(
    expect.arrayContaining(["given Sales", "expect commission", "expect payout"]),
  );
  expect(labels(inTestOfAda("  expect\n    | pay$0 |"))).toEqual(
    expect.arrayContaining(["payee", "period", "commission"]),
  );
  expect(labels(inTestOfAda("  given Deals\n    | id | $0 |"))).not.toContain("id");
  expect(labels(inTestOfAda("  given Deals\n    | id | stage |\n    | 1  | $0 |"))).toEqual([
    "Lost",
    "Won",
  ]);
  expect(labels(inTestOfAda("  given Deals\n    | id | rep |\n    | 1  | $0 |"))).toEqual(["ada"]);
  expect(labels(inTestOfAda("  expect\n    | period | payout |\n    | FY$0 | 5 |"))).toEqual([
    "FY2026-Q1",
    "FY2026-Q2",
    "FY2026-Q3",
    "FY2026-Q4",
  ]);
});

test("nothing in comments and in texts", () => {
  expect(labels(`${COMPANY}// the Sa$0 of`)).toEqual([]);
  expect(labels(COMPANY + PLAN.replace('"Bookings"', '"Book$0ings"'))).toEqual([]);
});

test("names where the heading of the plan is broken", () => {
  const broken = PLAN.replace("in USD", "in");
  expect(labels(COMPANY + broken.replace("Sales / quota", "Sales / $0"))).toEqual(
    expect.arrayContaining(["quota", "Sales"]),
  );
});
