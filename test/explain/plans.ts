// A plan with a test, explained: what stands around the lines that a test of explanations is about.
import { expect } from "vitest";
import type { Explanation } from "../../compiler/src/explain/explanation.ts";
import { addsUp } from "../../compiler/src/explain/explanation.ts";
import { explainedTest, explainedText } from "../support/explained.ts";
import { checkText } from "../support/plan-blocks.ts";

const SOURCES = `people Reps
  id    : Text key
  hired : Date
  role  : one of AE, SDR

source Deals
  id      : Text key
  rep     : Reps
  partner : Reps?
  share   : Ratio? present when partner is present
  product : one of Platform, AddOn, Services
  amount  : USD
  margin  : Ratio
  closed  : Date

source Quotas
  rep     : Reps key
  quarter : Quarter key
  amount  : USD per Quarter above 0 USD

plan Sales "Sales 2026"
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Bookings from Deals
    dated closed
    worth amount
    to rep

  quota means Quotas.amount
  measure attainment "Attainment" means Bookings / quota
`;

/** Lines of the plan, and what its test gives, in the first quarter unless told. */
export interface Case {
  readonly plan: string;
  readonly given: string;
  readonly payee?: string;
  readonly period?: string;
}

function checked({
  plan,
  given,
  payee = "ada",
  period = "FY2026-Q1",
}: Case): ReturnType<typeof checkText> {
  const text = `${SOURCES}\n${plan}\n\ntest "it" for Sales, ${payee} in ${period}\n${given}\n  expect payout is 0 USD\n`;
  const found = checkText(text);
  const errors = found.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ message }) => message)).toEqual([]);
  return found;
}

/** The explanation, which adds up. */
export function explanationOf(one: Case): Explanation {
  const explanation = explainedTest(checked(one), "it", one.payee ?? "ada");
  expect(addsUp(explanation)).toBe(true);
  return explanation;
}

/** What people read, line by line. */
export function linesOf(one: Case): string[] {
  expect(addsUp(explanationOf(one))).toBe(true);
  return explainedText(checked(one), "it", one.payee ?? "ada").split("\n");
}

/** The same in one text with single blanks: for what is said, wherever lines break. */
export function saidOf(one: Case): string {
  return linesOf(one)
    .join(" ")
    .replaceAll(/[│├└─]/g, " ")
    .replaceAll(/\s+/g, " ");
}
