// What can be changed at a place: fixes, and plans said otherwise. Nothing that breaks a plan is offered.
import { expect, test } from "vitest";
import { edited } from "../../language-server/src/analysis/edits.ts";
import { codeActions } from "../../language-server/src/features/code-actions.ts";
import type { Action } from "../../language-server/src/refactor/action.ts";
import { COMPANY, PLAN, planWith } from "../support/sample-plan.ts";
import { viewOf } from "../support/marked-plans.ts";

/** At the marked range, or at the cursor. */
function actions(
  source: string,
  only: readonly string[] = [],
): { readonly text: string; readonly found: Action[] } {
  const { view, cursor, ranges } = viewOf(source);
  const span = ranges[0]?.span ?? { start: cursor, end: cursor };
  return { text: view.file.text, found: codeActions(view, span, only) };
}

function titles(source: string, only: readonly string[] = []): string[] {
  return actions(source, only).found.map(({ title }) => title);
}

function after(source: string, title: string | RegExp): string {
  const { text, found } = actions(source);
  const action = found.find((one) =>
    typeof title === "string" ? one.title === title : title.test(one.title),
  );
  if (action === undefined)
    throw new Error(
      `${String(title)} isn't offered, but ${found.map((one) => one.title).join(" · ")}.`,
    );
  return edited(text, action.edits.get("main.plan") ?? []);
}

test("the fix of a diagnostic, preferred where it is the only one", () => {
  const source = COMPANY + PLAN.replace("Sales / quota", "Sals$0 / quota");
  expect(after(source, "Write `Sales`")).toBe(COMPANY + PLAN);
  expect(actions(source).found[0]).toMatchObject({
    kind: "quickfix",
    isPreferred: true,
    mends: { code: "ATN2001" },
  });
});

function during(period: string): string {
  return COMPANY + PLAN.replace("during FY2026", `during ${period}`);
}

test("a year as it is mostly written, and periods in other words", () => {
  for (const year of ["$02026", "FY$026"])
    expect(after(during(year), "Write `FY2026`")).toBe(COMPANY + PLAN);
  for (const quarter of ["$02026-Q3", "Q$03 2026", "Q$03 FY26", "$02026 q3"])
    expect(after(during(quarter), "Write `FY2026-Q3`")).toBe(during("FY2026-Q3"));
  expect(titles(during("$026"))).toEqual([]);
  expect(titles(during("$02026x"))).toEqual([]);
});

function earns(amount: string): string {
  return planWith(`  component c\n    earns ${amount}\n    rounded half even to cent\n`);
}

test("brackets, where a message asks for them", () => {
  expect(after(earns("5% of Sales $0where stage is Won when quota > 5 USD"), /^Write/)).toBe(
    earns("5% of (Sales where stage is Won) when quota > 5 USD"),
  );
  expect(
    after(earns("5 USD when attainment otherwise $00% > 50%"), "Write `(… otherwise 0%) > 50%`"),
  ).toBe(earns("5 USD when (attainment otherwise 0%) > 50%"));
  const limits = earns("5% of (Sales up to $0150,000 USD above quota)");
  expect(after(limits, "Write `(Sales up to 150,000 USD) above quota`")).toBe(
    earns("5% of ((Sales up to 150,000 USD) above quota)"),
  );
  expect(after(limits, "Write `Sales up to (150,000 USD above quota)`")).toBe(
    earns("5% of (Sales up to (150,000 USD above quota))"),
  );
  const more = "  credit More from Deals\n    dated closed_on\n    worth amount\n    to rep\n";
  const sum = (amount: string): string =>
    planWith(`${more}\n  component d\n    earns ${amount}\n    rounded half even to cent\n`);
  expect(
    after(sum("4% of Sales $0+ More"), "Write `4% of (Sales + More)` (changes what is paid)"),
  ).toBe(sum("4% of (Sales + More)"));
});

test("each of several fixes", () => {
  const source = planWith(
    "  component c\n    earns Sales\n    weight $060\n    rounded half even to cent\n",
  );
  expect(titles(source)).toEqual(expect.arrayContaining(["Write `60%`", "Write `6000%`"]));
});

test("what holds without a divisor, and what weighs in an average", () => {
  const goals =
    "source Goals\n  rep     : Reps key\n  quarter : Quarter key\n  amount  : USD per Quarter at least 0 USD\n\n";
  const measure = goals + planWith("  measure reached means Sales / Goals.am$0ount\n\n");
  expect(after(measure, "Write `otherwise 0%`")).toContain(
    "  measure reached means Sales / Goals.amount otherwise 0%\n",
  );
  const gate = goals + earning("5 USD when Sales / Goals.am$0ount > 50%");
  expect(after(gate, "Write `otherwise 0%`")).toContain(
    "5 USD when (Sales / Goals.amount otherwise 0%) > 50%\n",
  );
  const average = earning("5 USD when (average mar$0gin of Sales otherwise 0%) > 50%").replace(
    "  seats     : seat",
    "  margin    : Ratio at least 0%\n  seats     : seat",
  );
  for (const weight of ["count", "credited"])
    expect(after(average, `Write \`weighted by ${weight}\``)).toContain(
      `(average margin of Sales weighted by ${weight} otherwise 0%) > 50%`,
    );
});

test("a warning is accepted with a reason, in the declaration around it", () => {
  const source = planWith("  measure un$0read means 5%\n");
  expect(after(source, "Accept `unused` here, with a reason")).toContain(
    '  measure unread means 5%\n    allow unused "reason"\n',
  );
});

test("the lines that a plan, a credit and a component lack", () => {
  expect(
    after(`${COMPANY}plan $0P\n  component c\n    earns 5 USD\n`, "Add `for`, `during`, `pays`"),
  ).toBe(
    `${COMPANY}plan P\n  for Reps\n  during FY2026\n  pays each Quarter in USD\n  component c\n    earns 5 USD\n`,
  );
  expect(after(planWith("  credit $0C from Deals\n    worth amount\n"), /^Add/)).toContain(
    "  credit C from Deals\n    dated closed_on\n    to rep\n    worth amount\n",
  );
  expect(
    after(planWith("  component c\n    earns 5% of Sal$0es\n"), "Add `rounded half even to cent`"),
  ).toContain("    earns 5% of Sales\n    rounded half even to cent\n");
});

test("all fixes that change no payout, at once", () => {
  const source = planWith(
    "  lookup L by attainment\n    from 0% pay 5 USD\n    from 50% pay 6 USD\n  component c\n    earns $0L\n",
  );
  expect(titles(source, ["source.fixAll"])).toEqual(["Apply all safe fixes of Attain"]);
  expect(after(source, "Apply all safe fixes of Attain")).toContain(
    "    from 0% gives 5 USD\n    from 50% gives 6 USD\n",
  );
});

test("only the kinds that are asked for", () => {
  const source = COMPANY + PLAN.replace("Sales / quota", "Sals$0 / quota");
  expect(titles(source, ["refactor"])).toEqual([]);
  expect(titles(source, ["quickfix"])).toEqual(["Write `Sales`"]);
});

test("a number becomes a parameter above what it is taken from", () => {
  const source = planWith(
    "  // A bonus.\n  component bonus\n    earns 5$000 USD when attainment >= 100%\n    rounded half even to cent\n",
  );
  expect(after(source, "Make a parameter of it")).toContain(
    "  parameter bonus_amount means 500 USD\n\n  // A bonus.\n  component bonus\n    earns bonus_amount when attainment >= 100%\n",
  );
  const { text, found } = actions(source);
  const [action] = found.filter(({ kind }) => kind === "refactor.extract");
  const made = edited(text, action?.edits.get("main.plan") ?? []);
  expect(made.slice(action?.renameAt?.offset).split(/\s/)[0]).toBe("bonus_amount");
});

test("below the parameters that there are, and for all places of the same number", () => {
  const source = planWith(
    "  parameter most means 5 USD\n\n  component bonus\n    earns 5$000 USD\n    plus 500 USD when attainment >= 100%\n    never above most, the excess is lost\n    rounded half even to cent\n",
  );
  expect(after(source, "Make a parameter of all 2 places")).toContain(
    "  parameter most means 5 USD\n  parameter bonus_amount means 500 USD\n\n  component bonus\n    earns bonus_amount\n    plus bonus_amount when attainment >= 100%\n",
  );
});

function earning(value: string): string {
  return planWith(`  component bonus\n    earns ${value}\n    rounded half even to cent\n`);
}

test("an expression of numbers becomes one parameter; what reads a name doesn't", () => {
  expect(after(earning("[|2 x 500 USD|]"), "Make a parameter of it")).toContain(
    "parameter bonus_amount means 2 x 500 USD\n",
  );
  expect(titles(earning("[|2 x target|]"))).not.toContain("Make a parameter of it");
});

test("no parameter of a number in a source, a test or a parameter", () => {
  expect(titles(COMPANY.replace("at least 0 USD", "at least $00 USD") + PLAN)).toEqual([]);
  expect(titles(planWith('test "t" for AccountExecutive\n  given Sales is 5$000 USD\n'))).toEqual(
    [],
  );
  expect(titles(planWith("  parameter most means 5$0 USD\n"))).not.toContain(
    "Make a parameter of it",
  );
});

test("marginal rates become whole, and whole ones marginal", () => {
  const marginal = COMPANY + PLAN.replace("marginal", "marg$0inal");
  expect(after(marginal, /`whole`/)).toBe(COMPANY + PLAN.replace("marginal", "whole"));
  const whole = COMPANY + PLAN.replace("marginal", "who$0le");
  expect(after(whole, /`marginal`/)).toBe(COMPANY + PLAN);
});

test("rates that say neither are asked", () => {
  const source = COMPANY + PLAN.replace("Commission marginal", "Commi$0ssion");
  expect(after(source, "Pay each slice at its own rate: `marginal`")).toBe(COMPANY + PLAN);
});

test("rows for the values that a table leaves out, and for what lies below it", () => {
  const cases = planWith(
    "  rates ByLine whole by line\n    for Platform $0pay 2%\n  component lines for each Sales\n    earns ByLine on credited\n    rounded half even to cent\n",
  );
  expect(after(cases, "Add a row for Services")).toContain(
    "    for Platform pay 2%\n    for Services pay 0%\n",
  );
  expect(after(cases, "Add a row for anything else")).toContain(
    "    for Platform pay 2%\n    for anything else pay 0%\n",
  );
  const told = actions(cases.replace("$0", "").replace("ByLine", "By$0Line"), ["quickfix"]).found;
  expect(told).toMatchObject([
    { title: "Add a row for Services", isPreferred: true, mends: { code: "ATN4106" } },
    { title: "Add a row for anything else", mends: { code: "ATN4106" } },
  ]);
  const steps = planWith(
    "  lookup L by attainment\n    from 50% $0gives 5 USD\n  component c\n    earns L\n    rounded half even to cent\n",
  );
  expect(after(steps, "Add a row below 50%")).toContain(
    "    below 50% gives 0 USD\n    from 50% gives 5 USD\n",
  );
});

test("what mends a finding stands before accepting it, and is preferred", () => {
  const source = planWith(
    "  rates Returns marginal by net\n    from $00% pay 5%\n  measure net means (Sales - 5 USD) / quota\n  component c\n    earns Returns on Sales\n    rounded half even to cent\n",
  );
  expect(actions(source, ["quickfix"]).found).toMatchObject([
    { title: "Add a row below 0%", isPreferred: true, mends: { code: "ATN4201" } },
    { title: "Accept `below-the-table` here, with a reason" },
  ]);
  expect(after(source, "Add a row below 0%")).toContain(
    "    below 0% pay 0%\n    from 0% pay 5%\n",
  );
  // Elsewhere in the table nothing is told, so nothing is mended.
  const beside = actions(source.replace("$0", "").replace("pay 5%", "pay $05%")).found;
  expect(beside.find(({ title }) => title === "Add a row below 0%")?.kind).toBe("refactor.rewrite");
});

const YEARS =
  "source YearQuotas\n  rep    : Reps key\n  year   : Year key\n  amount : USD per Year above 0 USD\n\n";

test("a year's amount is spread over its quarters", () => {
  const source = YEARS + COMPANY + PLAN.replace("Quotas.amount", "YearQuotas.am$0ount");
  expect(titles(source)).toEqual(
    expect.arrayContaining([
      "Spread evenly over the months into each Quarter",
      "Spread by calendar days into each Quarter",
    ]),
  );
  expect(after(source, "Spread evenly over the months into each Quarter")).toContain(
    "quota  means YearQuotas.amount prorated by months into Quarter\n",
  );
});

test("an amount of the period that is paid isn't spread", () => {
  expect(
    titles(COMPANY + PLAN.replace("Quotas.amount", "Quotas.am$0ount")).filter((title) =>
      title.startsWith("Spread"),
    ),
  ).toEqual([]);
});

test("cells of a spreadsheet that were pasted become rows", () => {
  const source = planWith(
    "  rates Pasted marginal by attainment\n[|0%\t50%\t4%\n50%\t100%\t6%\n100%\t\t9%|]\n",
  );
  expect(after(source, "Make rows of a table of these lines")).toContain(
    "  rates Pasted marginal by attainment\n    from   0% pay 4%\n    from  50% pay 6%\n    from 100% pay 9%\n",
  );
});

test("all actions work where nothing can be read", () => {
  expect(titles("$0")).toEqual([]);
  expect(titles("plan $0")).toEqual(expect.any(Array));
  expect(titles("[|plan\n rates\n  from|]")).toEqual(expect.any(Array));
});
