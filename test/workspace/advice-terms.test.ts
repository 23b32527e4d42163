// What messages advise where an amount is in a currency of its own, and where a length of time is each row's own.
import { expect, it } from "vitest";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";

const HEAD = `people Reps
  id       : Text key
  currency : Currency

source Invoices
  id       : Text key
  rep      : Reps
  currency : Currency
  amount   : Money in currency at least 0
  term     : Count above 0
  posted   : Date

source Ended
  id      : Text key
  invoice : Invoices
  on_day  : Date

source Treasury
  currency : Currency key
  day      : Date key
  price    : EUR per Currency to 8 places above 0 EUR per Currency

plan Own
  for    Reps
  during FY2026
  pays   each Month in currency
`;

/** Line, code and help of each error. */
function advice(text: string): string[] {
  const checked = new Workspace(memoryHost({ "a.plan": HEAD + text })).check("a.plan");
  return (checked?.diagnostics ?? [])
    .filter(({ severity }) => severity === "error")
    .map(({ code, help = "" }) => `${code} ${help}`);
}

const credit = (worth: string): string =>
  `\n  credit Sold from Invoices\n    dated posted\n    worth ${worth}\n    to    rep\n`;
const paid = (value: string): string =>
  `\n  component bonus\n    earns ${value}\n    rounded half even to cent\n`;
const measured = (value: string): string =>
  `${credit("1")}\n  measure m means ${value}\n${paid("m")}`;

const IN_A_MEASURE =
  "In a plan that pays everybody in their own, count the rows with `worth 1`, and add up their amounts in a measure: `total (amount in currency by Treasury.price on posted) of …`.";
const SEVERAL =
  "A window is one period. For several, give each a name: `measure before means Sales last Month`, then `measure before_that means before last Month`, and add them up.";

it("a credit is changed by rates and on a day that there are", () => {
  expect(advice(`${credit("amount")}${paid("Sold")}`)).toEqual([
    `ATN3101 Change it first: \`amount in EUR by Treasury.price on posted\`. ${IN_A_MEASURE}`,
  ]);
});

it("a credit can't be in the payee's currency", () => {
  expect(
    advice(`${credit("amount in currency by Treasury.price on posted")}${paid("Sold")}`),
  ).toEqual([`ATN3101 What a row is worth is of one currency for everybody. ${IN_A_MEASURE}`]);
});

it("an amount of a row is in the currency of the row", () => {
  const each = paid("10% of amount").replace("bonus\n", "bonus for each Sold\n");
  expect(advice(`${credit("1")}${each}`)).toEqual([
    "ATN3101 Change it: `(… in currency by Treasury.price on posted)`.",
  ]);
});

it.each(["Sold last 3 Months", "average Sold last 3 Months", "rolling average of Sold"])(
  "%s is written as several measures",
  (value) => {
    expect(advice(measured(value))).toEqual([`ATN1004 ${SEVERAL}`]);
  },
);

it("a window on a window needs a name between them", () => {
  expect(advice(measured("(Sold last Month) last Month"))).toEqual([
    "ATN3101 Give it a name first: `measure before means Sold last Month`, and write `before` in its place.",
  ]);
});

const back = (share: string): string =>
  `${credit("1")}\n  component bonus for each Sold\n    earns amount in currency by Treasury.price on posted\n    rounded half even to cent\n
  clawback back of bonus from Ended\n    dated on_day\n    takes back ${share}\n    rounded half even to cent\n`;

it("a term of each row is computed", () => {
  expect(
    advice(back("the unserved part of invoice.term Months from invoice.posted by months")),
  ).toEqual([
    "ATN1004 A term is written as a number: `12 Months`. For one that each row has, take back a part: `takes back months_between(cancelled_on, deal.ends_on) / deal.term`.",
  ]);
});

it("a day after a length that each row has is a column", () => {
  expect(
    advice(back("months_between(on_day, invoice.term Months after invoice.posted) / 12")),
  ).toEqual([
    "ATN1004 A length of time is written as a number: `12 Months`. For one that each row has, let the data hold the day itself: a column such as `ends_on : Date`.",
  ]);
});

it("rates aren't read at a value", () => {
  const rates = "\n  rates Markup whole by Ratio\n    from 0% pay 10%\n";
  expect(advice(`${rates}${paid("Markup(50%) of 0 currency")}`)).toEqual([
    "ATN3205 To read a table at a value, write it as a lookup: `lookup Markup by …`, with rows `from … gives …`.",
  ]);
});

it("points aren't a percentage", () => {
  const test = '\ntest "t" for Own, ann\n  given m is 5pp\n  expect bonus is 0 EUR\n';
  const plan = `\n  measure m means 50%\n${paid("m of 0 currency")}`;
  expect(advice(plan + test)).toEqual([
    "ATN3101 Points are only the difference of two percentages. Write `5%`.",
  ]);
});
