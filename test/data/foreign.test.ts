// Money in the currency of its row: as many digits after the point as ISO 4217 gives the currency.
import { expect, test } from "vitest";
import { compile, hold } from "../property/evaluators.ts";

const compiled = compile(`
people Reps
  id : Text key

source Invoices
  id       : Text key
  rep      : Reps
  currency : Currency
  amount   : Money in currency at least 0
  day      : Date

source Rates
  currency : Currency key
  year     : Year key
  rate     : USD per Currency above 0 USD per Currency

plan Sales
  for    Reps
  during FY2026
  pays   each Year in USD

  credit Billed from Invoices
    dated day
    worth amount in USD by Rates.rate on day
    to    rep

  component commission
    earns 1% of Billed
    rounded half even to cent
`);

function problems(currency: string, amount: string): string {
  const data = {
    Reps: [["id"], ["ada"]],
    Invoices: [
      ["id", "rep", "currency", "amount", "day"],
      ["I1", "ada", currency, amount, "2026-01-15"],
    ],
    Rates: [["currency", "year", "rate"]],
  };
  try {
    hold(compiled, data);
    return "";
  } catch (error) {
    return String(error).split("\n")[1] ?? "";
  }
}

test.each([
  ["USD", "10.25"],
  ["JPY", "1000"],
  ["KWD", "1.125"],
])("%s may be %s", (currency, amount) => {
  expect(problems(currency, amount)).toBe("");
});

test.each([
  ["USD", "10.255", "`10.255 USD` is too fine: `amount` holds at most 2 digits after the point."],
  ["JPY", "10.5", "`10.5 JPY` is too fine: `amount` holds whole numbers."],
  ["XXQ", "1", "XXQ"],
])("%s can't be %s", (currency, amount, expected) => {
  expect(problems(currency, amount)).toContain(expected);
});
