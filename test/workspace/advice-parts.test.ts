// What messages advise on the part of a period that somebody was there for, and that one line out of its place is one mistake.
import { expect, it } from "vitest";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";

const PLAN = `people Reps
  id    : Text key
  hired : Date

source Deals
  id     : Text key
  rep    : Reps
  amount : EUR at least 0 EUR
  closed : Date

source Quotas
  rep    : Reps key
  month  : Month key
  amount : EUR per Month above 0 EUR

plan Own
  for    Reps
  during FY2026
  pays   each Month in EUR

  credit Sales from Deals
    dated closed
    worth amount
    to    rep

`;

/** Code, message and help of whatever is said, of the steps of a component and the lines above it. */
function said(steps: string, above = ""): string[] {
  const text = `${PLAN}${above}\n  component bonus\n${steps}\n`;
  const checked = new Workspace(memoryHost({ "a.plan": text })).check("a.plan");
  return (checked?.diagnostics ?? []).map(({ code, message, help = "" }) =>
    `${code} ${message} ${help}`.trim(),
  );
}

function ofQuota(quota: string): string[] {
  const steps = "    earns 100 EUR when Sales >= goal\n    rounded half even to cent";
  return said(steps, `  quota goal means ${quota}\n`);
}

const partHereOf = (amount: string): string =>
  `For the days that somebody was there, take that part of it: \`part_here of ${amount}\`, as in the recipe “Proration for people who join” of the language's documentation.`;

it.each(["days", "working days"])("what is of a month already isn't prorated by %s", (by) => {
  expect(ofQuota(`Quotas.amount prorated by ${by} into Month`)).toEqual([
    `ATN3503 An amount per Month can't be prorated by ${by} into a Month. It is of a Month already. ${partHereOf("Quotas.amount")}`,
  ]);
});

it("to a longer period an amount goes by months", () => {
  expect(ofQuota("Quotas.amount prorated by days into Quarter")).toEqual([
    "ATN3503 An amount per Month can't be prorated by days into a Quarter. Going to a longer period, say `by months`.",
  ]);
});

it.each(["days from", "working days since"])("an amount isn't prorated by %s a day", (words) => {
  const [, found] = /(\w+)$/.exec(words) ?? [];
  expect(ofQuota(`Quotas.amount prorated by ${words} hired`)).toContain(
    `ATN1004 \`${found}\` can't stand here: \`into\` was expected. An amount is prorated into another period: \`prorated by days into Month\`. ${partHereOf("quota")}`,
  );
});

const times = (by: string): string =>
  `    earns Sales\n    times ${by}\n    rounded half even to cent`;

it("that part is an amount above zero where all of it is", () => {
  const days = "(days_between(start of Month, end of Month) + 1)";
  const here = "(days_between(greatest of (hired, start of Month), end of Month) + 1)";
  expect(ofQuota(`(${here} / ${days}) of Quotas.amount`)).toEqual([]);
  expect(said(times(`Sales / ((10 / ${days}) of Quotas.amount)`))).toEqual([]);
  expect(said(times(`Sales / ((${here} / ${days}) of Quotas.amount)`))).toEqual([
    expect.stringMatching(/^ATN3202 .* may be zero/),
  ]);
});

it.each([
  ["days_between(start of Month, end of Year) + 1", true],
  ["months_between(start of Year, end of Month) + 1", true],
  ["working_days_between(start of Month, end of Month) + 1", true],
  ["days_between(start of Month, end of Month)", false],
  ["working_days_between(start of Month, end of Month)", false],
  ["days_between(end of Month, start of Month) + 1", false],
  ["days_between(start of Month, start of Month) + 1", false],
  ["days_between(start of Month, hired) + 1", false],
])("%s is above zero: %s", (days, isAbove) => {
  const found = said(times(`1 / (${days})`));
  expect(found.map((text) => text.slice(0, 7))).toEqual(isAbove ? [] : ["ATN3202"]);
});

const LATE = "To switch one step on and off, write `when` after it.";

it("a gate below the prizes is one mistake", () => {
  const steps = `    awards 300 EUR, 200 EUR to the highest Sales among Reps, ties share the prizes
    only if hired < end of Month
    rounded to cent by largest remainder, ties by id`;
  expect(said(steps)).toEqual([`ATN2015 A gate belongs above the first step, \`awards\`. ${LATE}`]);
});

it("a gate on the payout belongs above the first step there is", () => {
  const steps = `    earns 100 EUR
    rounded half even to cent

  payout
    less 10 EUR
    only if hired < end of Month
    never below 0 EUR`;
  expect(said(steps)).toEqual([`ATN2015 A gate belongs above the first step, \`less\`. ${LATE}`]);
});

it("what is asked of an average speaks of no currency", () => {
  const steps =
    "    earns 100 EUR when (average (amount / 10 EUR) of Sales otherwise 0%) > 1%\n    rounded half even to cent";
  expect(said(steps)).toEqual([
    "ATN3601 Does each deal count the same in this average, or a larger one more? Write `weighted by count` or `weighted by credited`.",
  ]);
});
