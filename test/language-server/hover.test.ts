// What an editor shows of the word under the cursor.
import { expect, test } from "vitest";
import { hover } from "../../language-server/src/features/hover.ts";
import { COMPANY, PLAN, planWith } from "../support/sample-plan.ts";
import { textsAt, viewOf } from "../support/marked-plans.ts";

const nothing = { pages: () => undefined, valueNow: () => undefined };

function shown(source: string): { readonly word: string; readonly markdown: string } | undefined {
  const { view, cursor } = viewOf(source);
  const found = hover(view, cursor, nothing);
  return found && { word: textsAt(view, [found.span])[0] ?? "", markdown: found.markdown };
}

function ofValue(text: string): string | undefined {
  return shown(planWith(`  measure value means ${text}\n`))?.markdown;
}

test("a measure with its definition and its type", () => {
  const found = shown(planWith('test "t" for AccountExecutive\n  expect attain$0ment is 100%\n'));
  expect(found?.word).toBe("attainment");
  expect(found?.markdown).toContain("```attain\nmeasure attainment means Sales / quota\n```");
  expect(found?.markdown).toContain("A measure.");
  expect(found?.markdown).toContain("Type: `Ratio`");
});

test("a field of the row with its column, its documentation and the time it belongs to", () => {
  const config =
    '{ "data": { "Deals": { "file": "data/deals.csv", "columns": { "amount": "acv" } } } }';
  const found = shown(
    `//- main.plan\n${COMPANY}${PLAN.replace("worth amount", "worth am$0ount")}//- attain.json\n${config}`,
  );
  expect(found?.markdown).toContain("amount    : USD at least 0 USD");
  expect(found?.markdown).toContain("Column `acv` of `data/deals.csv`.");
  expect(found?.markdown).toContain("What the customer pays in a year.");
  expect(found?.markdown).toContain("Type: `USD of one deal`");
});

test("where a declaration of another file stands", () => {
  const found = shown(
    `//- main.plan\nimport "company.plan"\n${PLAN.replace("from Deals", "from De$0als")}//- company.plan\n${COMPANY}`,
  );
  expect(found?.markdown).toContain("A source of `company.plan`.");
  expect(found?.markdown).toContain("Closed deals of the CRM.");
});

test("a value of a list", () => {
  expect(shown(COMPANY + PLAN.replace("stage is Won", "stage is W$0on"))?.markdown).toContain(
    "A value of a field.",
  );
  expect(shown(COMPANY + PLAN.replace("stage is Won", "line is Plat$0form"))?.markdown).toContain(
    "A value of `Line`.",
  );
});

test("words of the language", () => {
  expect(shown(COMPANY + PLAN.replace("dated", "dat$0ed"))?.markdown).toBe(
    "**`dated`** The date that decides the period.",
  );
  expect(shown(COMPANY + PLAN.replace("marginal", "marg$0inal"))?.markdown).toBe(
    "**`marginal`** Each slice at its own rate.",
  );
  expect(shown(COMPANY + PLAN.replace("in USD", "in U$0SD"))?.markdown).toBe(
    "**`USD`** A currency.",
  );
});

test("the first and the last day of which period", () => {
  expect(ofValue("e$0nd of Half")).toBe(
    "**`end`** The last day of the Half that the period at hand lies in.",
  );
  expect(ofValue("days_between(start$0 of Year, end of Quarter)")).toBe(
    "**`start`** The first day of the Year that the period at hand lies in.",
  );
  expect(ofValue("quota at st$0art")).toBe("**`start`** The first day of the period.");
});

test("the days of a period, by the calendar of the project", () => {
  expect(shown(COMPANY + PLAN.replace("FY2026", "FY20$026"))?.markdown).toBe(
    "**`FY2026`** Year: 2026-01-01 to 2026-12-31, 365 days.",
  );
  const late = `calendar starts February, named by its start\n${COMPANY}${PLAN.replace("FY2026", "FY2026-$0Q1")}`;
  expect(shown(late)?.markdown).toBe("**`FY2026-Q1`** Quarter: 2026-02-01 to 2026-04-30, 89 days.");
  // 5 January 2026 is a Monday, so the 7th is a Wednesday.
  expect(shown(COMPANY + PLAN.replace("FY2026", "2026-01-$007 to 2026-12-31"))?.markdown).toContain(
    "Wednesday, in `2026-01`, `FY2026-Q1`.",
  );
});

test("the page of what is wrong", () => {
  const { view, cursor } = viewOf(COMPANY + PLAN.replace("Sales / quota", "Sal$0s / quota"));
  const page =
    "---\ncode: ATN2001\n---\n\n# A name that isn't known\n\nNothing has this name.\n\n```plan bad\n```\n";
  const found = hover(view, cursor, {
    pages: (code) => (code === "ATN2001" ? page : undefined),
    valueNow: () => undefined,
  });
  expect(found?.markdown).toContain(
    "ATN2001 **A name that isn't known**\n\nNothing has this name.",
  );
  expect(found?.markdown).not.toContain("plan bad");
});

test("the value of a name, where one is known", () => {
  const { view, cursor } = viewOf(COMPANY + PLAN.replace("by attainment", "by attain$0ment"));
  const found = hover(view, cursor, {
    pages: () => undefined,
    valueNow: (entity) =>
      entity.kind === "symbol" && entity.symbol.name === "attainment" ? "114%" : undefined,
  });
  expect(found?.markdown).toContain("Now: **114%**");
});

test("nothing in comments and between words", () => {
  expect(shown(`${COMPANY}// Sal$0es are not named here\n${PLAN}`)).toBeUndefined();
  expect(shown(`${COMPANY}\n$0\n${PLAN}`)).toBeUndefined();
});

test("names in a plan whose heading is broken", () => {
  const broken = PLAN.replace("in USD", "in").replace("Sales / quota", "Sal$0es / quota");
  expect(shown(COMPANY + broken)?.markdown).toContain('credit Sales "Bookings" from Deals');
});
