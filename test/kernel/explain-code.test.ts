// How the clauses of a plan run, where that depends on more than one of them. What is printed of it: test/cli.
import { expect, test } from "vitest";
import { columnsOf } from "../../compiler/src/columnar/from-dataset.ts";
import { explainCode } from "../../compiler/src/kernel/explain-code.ts";
import { compile, hold, type Tables } from "../property/evaluators.ts";

/** `kind name: how, why` of each clause. */
function told(members: string, data?: Tables): string[] {
  const compiled = compile(`people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  owner  : Text
  amount : USD at most 1,000,000 USD
  closed : Date

plan Kind
  for    Reps
  during 2026-01-01 to 2026-12-31
  pays   each Quarter in USD

${members}`);
  const { program, plan } = compiled;
  const columns = data === undefined ? undefined : columnsOf(program, hold(compiled, data));
  return explainCode(program, plan, columns).clauses.map(
    ({ kind, name, how, reason = "" }) => `${kind} ${name}: ${how} ${reason}`,
  );
}

const DATA: Tables = {
  Reps: [["id"], ["ada"]],
  Deals: [
    ["id", "rep", "owner", "amount", "closed"],
    ["D-1", "ada", "ada", "100", "2026-01-04"],
    ["D-2", "ada", "ada", "-1", "2026-01-05"],
  ],
};

const NET = `  credit net from Deals
    dated closed
    worth amount
    to rep
`;

test("a credit isn't taken for another one whose name begins like it", () => {
  const members = `${NET}
  credit \`net sum\` from Deals
    dated (3 Months after closed clamp)
    worth amount
    to rep

  component commission
    earns 1% of net + 1% of \`net sum\`
    rounded half even to cent
`;
  expect(told(members)).toEqual([
    "credit net: doubles ",
    "credit net sum: reference evaluator it counts months from a date",
    "component commission: reference evaluator it counts months from a date",
    "payout payout: reference evaluator it depends on commission",
  ]);
});

// A deal of -1 USD has no place in the lookup: what is paid for it only the reference evaluator can tell.
test("a row in doubt leaves all pay to the reference evaluator", () => {
  const members = `${NET}
  lookup Bonus by amount
    from 0 USD gives 5 USD

  component bonus for each net
    earns Bonus
    rounded half even to cent
`;
  const reason = "some rows of Deals can only be judged one by one";
  expect(told(members, DATA)).toEqual([
    "credit net: doubles ",
    `component bonus: reference evaluator ${reason}`,
    `payout payout: reference evaluator ${reason}`,
  ]);
});
