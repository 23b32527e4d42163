// What messages advise where a name, a unit or an average was meant otherwise than it reads.
import { expect, it } from "vitest";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";

const HEAD = `people Reps
  id       : Text key
  target   : USD per Quarter above 0 USD
  currency : Currency

source Quotas
  rep    : Reps key
  amount : USD per Quarter above 0 USD
  starts : Date
  ends   : Date?
  valid from starts until ends

source Working
  rep    : Reps key
  part   : Ratio at least 0% at most 100%
  starts : Date
  ends   : Date?
  valid from starts until ends

source Renewals
  id   : Text key
  rep  : Reps
  due  : USD at least 0 USD
  kept : USD at least 0 USD
  day  : Date

plan Sales
  for    Reps
  during FY2026
  pays   each Quarter in USD
`;

/** Code and help of each error. */
function advice(text: string): string[] {
  const checked = new Workspace(memoryHost({ "a.plan": text })).check("a.plan");
  return (checked?.diagnostics ?? [])
    .filter(({ severity }) => severity === "error")
    .map(({ code, help = "" }) => `${code} ${help}`);
}

const paid = (value: string): string =>
  `\n  component bonus\n    earns ${value}\n    rounded half even to cent\n`;

it("a column of the payee needs no source", () => {
  expect(advice(`${HEAD}\n  target goal_pay means Reps.target\n${paid("goal_pay")}`)).toEqual([
    "ATN3504 `Reps` are the people whom the plan pays: write plain `target` for that of the payee.",
  ]);
});

it("a definition that is called like the column that it means needs a name of its own", () => {
  expect(advice(`${HEAD}\n  target target means target\n${paid("target")}`)).toEqual([
    "ATN2009 Here `target` is this definition, not the column of `Reps`. Give it a name of its own: `target own_target means target`.",
  ]);
});

it("an average is taken of one value, and nothing says that a product of two is the same on every day", () => {
  const quota = "  quota means (Working.part of Quotas.amount) weighted by working days\n";
  const said = advice(`${HEAD}\n${quota}${paid("quota")}`);
  expect(said.map((one) => one.split(". ")[0])).toEqual([
    "ATN3501 An average is taken of one value: write `(Working.part weighted by working days)`",
    "ATN3501 An average is taken of one value: write `(Quotas.amount weighted by working days)`",
  ]);
});

it("a goal among people starts where it says, in the unit of its KPI", () => {
  const lines = `
  credit Due from Renewals
    dated day
    worth due
    to    rep

  credit Kept from Renewals
    dated day
    worth kept
    to    rep

  kpi retention means Kept / Due otherwise 100%
    higher is better
    baseline 88%

  goal all_of_us of retention
    among Reps
    to 92%
`;
  expect(advice(`${HEAD}${lines}${paid("all_of_us.progress of 100 USD")}`)).toEqual([
    "ATN2010 The baseline of `retention` is that of the KPI as it stands; `among` and `where` make another number of it. Add a line such as `from 20%`; or `from 0%`, to start from nothing.",
  ]);
});

it("a rate that is quoted the other way round is turned round in the data", () => {
  const source = "source Rates\n  currency : Currency key\n  rate     : Currency per USD\n";
  expect(advice(source)).toEqual([
    "ATN3101 A rate says what a unit of another currency costs: `USD per Currency`. If the data has it the other way round, divide 1 by it where the file is made.",
  ]);
});

it("a component of another plan is read by the name of that plan", () => {
  const managers = `
plan Managers
  for    Reps
  during FY2026
  pays   each Quarter in USD
${paid("8% of total commission of (Reps where target is present)").replace("bonus", "override")}`;
  const sellers = `${HEAD}${paid("100 USD").replace("bonus", "commission")}`;
  expect(advice(`${sellers}${managers}`)).toEqual([
    "ATN2001 `commission` is a component of the plan `Sales`: write `Sales.commission`.",
  ]);
});
