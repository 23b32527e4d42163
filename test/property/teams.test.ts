// Deals that teams of any size share, on generated data: both evaluators agree, and the parts make the deal to the cent.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { compile, differences, hold, type Tables } from "./evaluators.ts";
import { runs } from "./runs.ts";
import { complaints } from "./strict.ts";

const PLAN = `
people Reps
  id : Text key

source Deals
  id        : Text key
  rep       : Reps
  amount    : USD
  closed_on : Date

source Members
  id   : Text key
  deal : Deals
  rep  : Reps
  role : one of Lead, Expert
  part : Ratio

plan Teams
  for    Reps
  during FY2026
  pays   each Year in USD

  credit Sales from Deals
    dated closed_on
    worth amount
    split part     to rep when role is Lead with each Members
    split the rest to rep
    overlay 10% to rep when deal.amount > 100 USD with each Members
    never above 5,000 USD each share, the excess is lost
    rounded to cent by largest remainder, ties by id

  credit Shared from Deals
    dated closed_on
    worth amount
    split part     to rep when role is Lead with each Members
    split the rest to rep
    rounded to cent by largest remainder, ties by id

  component commission for each Sales
    earns 10% of credited
    rounded half even to cent

  component on_shares
    earns Shared
    rounded half even to cent
`;

const compiled = compile(PLAN);

const PEOPLE = ["r1", "r2", "r3"];
const person = fc.constantFrom(...PEOPLE);

/** Parts of which several mostly make less than the whole, and now and then more. */
const part = fc.integer({ min: -1, max: 60 }).map((digits) => `${digits}.3%`.replace("-1.3", "-1"));

const data: fc.Arbitrary<Tables> = fc
  .tuple(
    fc.array(fc.tuple(person, fc.integer({ min: -50_000, max: 900_000 })), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.array(fc.tuple(fc.nat(), person, fc.constantFrom("Lead", "Expert"), part), { maxLength: 8 }),
  )
  .map(([deals, members]) => ({
    Reps: [["id"], ...PEOPLE.map((id) => [id])],
    Deals: [
      ["id", "rep", "amount", "closed_on"],
      ...deals.map(([rep, amount], i) => [`D${i}`, rep, (amount / 100).toFixed(2), "2026-02-01"]),
    ],
    Members: [
      ["id", "deal", "rep", "role", "part"],
      ...members.map(([deal, rep, role, share], i) => [
        `M${i}`,
        `D${deal % deals.length}`,
        rep,
        role,
        share,
      ]),
    ],
  }));

test("both evaluators agree to the last digit", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(data, async (tables) => {
      expect(await differences({ plan: PLAN, data: tables })).toEqual([]);
    }),
    { numRuns: runs(60) },
  );
});

test("the emitted code passes tsc under its strictest flags", { timeout: 120_000 }, async () => {
  expect(await complaints([compiled.code])).toBe("");
});

test("the parts make the deals, in whatever order the rows come", () => {
  fc.assert(
    fc.property(data, (tables) => {
      const [head = [], ...members] = tables["Members"] ?? [];
      const parts = partsOf(tables);
      expect(partsOf({ ...tables, Members: [head, ...members.reverse()] })).toEqual(parts);
      if (parts === undefined) return;
      const [, ...deals] = tables["Deals"] ?? [];
      const whole = deals.reduce(
        (all, row) => all.plus(Rational.parse(row[2] ?? "0")),
        Rational.ZERO,
      );
      const shared = parts.reduce((all, one) => all.plus(Rational.parse(one)), Rational.ZERO);
      expect(shared.toString()).toBe(whole.toString());
    }),
    { numRuns: runs(60) },
  );
});

/** What each person has of the deals; undefined if the shares of one don't make the whole. */
function partsOf(tables: Tables): readonly string[] | undefined {
  const e = new Evaluator(compiled.program, compiled.plan, hold(compiled, tables));
  try {
    return PEOPLE.map((payee) =>
      e
        .creditsOfPayee("Shared", payee)
        .reduce((all, { amount }) => all.plus(amount), Rational.ZERO)
        .toString(),
    );
  } catch (error) {
    if (error instanceof Fault && error.code === "ATN9003") return undefined;
    throw error;
  }
}
