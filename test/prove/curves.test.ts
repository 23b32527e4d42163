// Curves of pay in numbers: where they bend, how steep they are, and what they give, against amounts that were worked out by hand.
import { expect, test } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { curvesOf } from "../../compiler/src/prove/curve-of.ts";
import { Study } from "../../compiler/src/prove/study.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";

const PLAN = `people Reps
  id     : Text key
  region : one of North, South

source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date

source Quotas
  rep     : Reps key
  quarter : Quarter key
  amount  : USD per Quarter above 0 USD
  target  : USD per Quarter at least 0 USD

plan Sold
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Sales from Deals
    dated closed
    worth amount
    to    rep

  quota  means Quotas.amount
  target means Quotas.target
  measure attainment means Sales / quota
  measure base_rate means target / quota

  rates Slices marginal by attainment
    from   0% pay  80%
    from  50% pay 120%
    from 100% pay 150%

  component slices
    earns base_rate of (Slices on Sales)
    never above 250% of target, the excess is lost
    rounded half even to cent

  rates Whole whole by Sales
    from        0 USD pay 2%
    above 100,000 USD pay 3%

  component whole
    earns Whole on Sales
    times 110% when region is North
    rounded half even to cent

  component closest
    earns 500 USD when count of Sales >= 2
`;

function studied(): Study {
  const checked = new Workspace(memoryHost({ "p.plan": PLAN })).check("p.plan");
  if (checked === undefined) throw new Error("There is no plan.");
  expect(checked.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const program = lowerProgram(checked.program);
  const [plan] = program.plans;
  if (plan === undefined) throw new Error("There is no plan.");
  return new Study(program, plan);
}

/** Each piece as `from | at | base + slope x`. */
function curves(name: string, given: Readonly<Record<string, bigint>>): unknown {
  const study = studied();
  const component = study.known.plan.components.find((one) => one.name === name);
  if (component === undefined) throw new Error(`There is no ${name}.`);
  const values = new Map(Object.entries(given).map(([key, value]) => [key, Rational.of(value)]));
  const found = curvesOf(study, component, "Sales", values);
  return "unknown" in found
    ? found
    : found.map((pieces) =>
        pieces.map(({ from, at, base, slope }) => [from, at, base, slope].map(String).join(" | ")),
      );
}

// The base rate is 16,000 / 200,000 = 8%, so the rows pay 6.4%, 9.6% and 12%.
// 100,000 x 6.4% = 6,400; with 100,000 x 9.6% = 9,600 it is 16,000 at quota. The cap is 40,000: 24,000 / 12% = 200,000 beyond.
// From 100,000 on: 6,400 - 9,600 = -3,200; from 200,000 on: 16,000 - 24,000 = -8,000.
test("bends where rows start and where the cap cuts", () => {
  expect(curves("slices", { "Quotas.amount": 200_000n, "Quotas.target": 16_000n })).toEqual([
    [
      "0 | 0 | 0 | 0.064",
      "100000 | 6400 | -3200 | 0.096",
      "200000 | 16000 | -8000 | 0.12",
      "400000 | 40000 | 40000 | 0",
    ],
  ]);
});

// At 100,000 itself it is still 2%: 2,000. In the north a tenth more.
test("jumps behind a place that belongs to the row before, once for each answer", () => {
  expect(curves("whole", {})).toEqual([
    ["0 | 0 | 0 | 0.022", "100000 | 2200 | 0 | 0.033"],
    ["0 | 0 | 0 | 0.02", "100000 | 2000 | 0 | 0.03"],
  ]);
});

test("says what it would have to know", () => {
  expect(curves("slices", { "Quotas.target": 16_000n })).toEqual({
    unknown: "`Quotas.amount` isn't given",
  });
  expect(curves("closest", {})).toEqual({ unknown: "nothing is paid along `Sales`" });
});
