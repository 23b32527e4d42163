// The scalar half in kernels, and runs by them: payouts computed by hand.
import { describe, expect, test } from "vitest";
import { columnsOf } from "../../compiler/src/columnar/from-dataset.ts";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { Unsupported } from "../../compiler/src/integer/unsupported.ts";
import { amountOf, payRows } from "../../compiler/src/kernel/pay.ts";
import { runFast } from "../../compiler/src/kernel/run-fast.ts";
import { type Compiled, compile, hold, periodsOf, type Tables } from "../property/evaluators.ts";

function planOf(members: string, heading = "for    Reps"): string {
  return `people Reps
  id     : Text key
  role   : one of AE, Lead
  target : USD

source Quotas
  rep     : Reps key
  quarter : Quarter key
  amount  : USD above 0 USD

source Deals
  id     : Text key
  rep    : Reps
  amount : USD
  closed : Date

plan Kind
  ${heading}
  during 2026-01-01 to 2026-12-31
  pays   each Quarter in USD

  credit Sales from Deals
    dated closed
    worth amount
    to rep

  quota means Quotas.amount

  measure attainment means Sales / quota

  rates Tiers marginal by attainment
    below 0% pay 0%
    from   0% pay 4%
    from  50% pay 6%
    above 100% pay 9%

${members}`;
}

/** Ada has a quota of 10,000 in the first two quarters, Ben in the first one. */
const DATA: Tables = {
  Reps: [
    ["id", "role", "target"],
    ["ada", "AE", "1000"],
    ["ben", "Lead", "500"],
  ],
  Quotas: [
    ["rep", "quarter", "amount"],
    ["ada", "FY2026-Q1", "10000"],
    ["ada", "FY2026-Q2", "10000"],
    ["ben", "FY2026-Q1", "10000"],
  ],
  Deals: [
    ["id", "rep", "amount", "closed"],
    ["D-1", "ada", "5000", "2026-01-04"],
    ["D-2", "ada", "10000", "2026-03-21"],
    ["D-3", "ada", "20000", "2026-04-01"],
    ["D-4", "ben", "-3000", "2026-02-01"],
    ["D-5", "ben", "10000.10", "2026-02-02"],
    ["D-6", "ben", "7000", "2026-06-30"],
  ],
};

interface Payouts {
  readonly [quarter: string]: Readonly<Record<string, string>>;
}

/** What kernels pay by the payout, or `?` for those whom they leave to the reference evaluator. */
function payoutsOf({ program, plan, ...rest }: Compiled, data: Tables = DATA): Payouts {
  const columns = columnsOf(program, hold({ program, plan, ...rest }, data));
  const periods = periodsOf({ program, plan, ...rest });
  const paid = payRows({ program, plan, periods, columns });
  if (paid instanceof Unsupported) throw paid;
  const quarters = paid.periods.map(({ period, payout, doubtful }) => {
    const amounts = paid.payees.map((payee, i) => [
      payee,
      doubtful[i] === 1 ? "?" : amountOf(payout, i).toString(),
    ]);
    return [period.name, Object.fromEntries(amounts)] as const;
  });
  return Object.fromEntries<Readonly<Record<string, string>>>(quarters);
}

function payouts(members: string, data?: Tables): Payouts {
  return payoutsOf(compile(planOf(members)), data);
}

const SLICES = `  component commission
    earns Tiers on Sales
    rounded half even to cent
`;

describe("kernels", () => {
  // Ada, Q1: 5,000 x 4% + 5,000 x 6% + 5,000 x 9% = 200 + 300 + 450 = 950; Q2: 200 + 300 + 10,000 x 9% = 1,400.
  // Ben, Q1: 10,000.10 - 3,000 = 7,000.10: 5,000 x 4% + 2,000.10 x 6% = 200 + 120.006 = 320.01.
  test("pay slice by slice, and leave whoever has no quota to the reference evaluator", () => {
    expect(payouts(SLICES)).toEqual({
      "FY2026-Q1": { ada: "950", ben: "320.01" },
      "FY2026-Q2": { ada: "1400", ben: "?" },
      "FY2026-Q3": { ada: "?", ben: "?" },
      "FY2026-Q4": { ada: "?", ben: "?" },
    });
  });

  // Nobody asks for a quota behind a closed gate. Ada: 950 x 110% = 1,045, at most 1,000; Ben isn't an AE.
  test("don't doubt what isn't evaluated", () => {
    const members = `  component commission
    only if payee.role is AE
    earns Tiers on Sales
    times 110% when attainment >= 110%
    never above payee.target, the excess is lost
    rounded half even to cent
`;
    expect(payouts(members)).toMatchObject({
      "FY2026-Q1": { ada: "1000", ben: "0" },
      "FY2026-Q2": { ada: "1000", ben: "0" },
      "FY2026-Q3": { ada: "?", ben: "0" },
    });
  });

  // Ada: 1% of 15,000 is 150; 1% of 35,000 is 350 less 150; nothing more is due. Ben: 70.00; 140.00 less 70.
  test("pay the year to date less what was paid before", () => {
    const members = `  component commission
    earns 1% of Sales year to date
    rounded half even to cent
    trued up year to date, may be negative
`;
    expect(payouts(members)).toEqual({
      "FY2026-Q1": { ada: "150", ben: "70" },
      "FY2026-Q2": { ada: "200", ben: "70" },
      "FY2026-Q3": { ada: "0", ben: "0" },
      "FY2026-Q4": { ada: "0", ben: "0" },
    });
  });

  // 15,000 of 10,000 pay 200 + 300 + 450 = 950. Back from 150% to 120%: -3,000 x 9%; back to 70%: -2,000 x 9% - 3,000 x 6%.
  test("take back slice by slice where the year to date falls", () => {
    const members = `  measure standing means Sales year to date / 10,000 USD per Year

  rates Yearly marginal by standing
    below 0% pay 0%
    from   0% pay 4%
    from  50% pay 6%
    above 100% pay 9%

  component commission
    earns Yearly on Sales
    rounded half even to cent
`;
    const deals = [
      ["id", "rep", "amount", "closed"],
      ["D-1", "ada", "15000", "2026-01-04"],
      ["D-2", "ada", "-3000", "2026-04-01"],
      ["D-3", "ada", "-5000", "2026-07-01"],
    ];
    const paid = payouts(members, { ...DATA, Deals: deals });
    expect(Object.values(paid).map(({ ada }) => ada)).toEqual(["950", "-270", "-360", "0"]);
  });

  // 100 USD for each deal of 5,000 or more: Ada has two and one, Ben one and one.
  test("pay deal by deal where no deal depends on another", () => {
    const members = `  component large for each Sales where credited >= 5,000 USD
    earns 100 USD
    rounded half even to cent
`;
    expect(payouts(members)).toMatchObject({
      "FY2026-Q1": { ada: "200", ben: "100" },
      "FY2026-Q2": { ada: "100", ben: "100" },
    });
  });

  // Half a percent of 2^53 + 1 dollars is 45,035,996,273,704.965 exactly, a tie that goes to the even cent.
  test("are exact beyond what doubles hold", () => {
    const deals = [
      ["id", "rep", "amount", "closed"],
      ["D-1", "ada", "9007199254740993", "2026-01-04"],
    ];
    const members = `  component commission
    earns 0.5% of Sales
    rounded half even to cent
`;
    const paid = payouts(members, { ...DATA, Deals: deals });
    expect(paid["FY2026-Q1"]).toEqual({ ada: "45035996273704.96", ben: "0" });
  });

  test("pay those whom the plan is for", () => {
    const plan = planOf(SLICES, "for    Reps where role is Lead");
    expect(payoutsOf(compile(plan))["FY2026-Q1"]).toEqual({ ben: "320.01" });
  });

  test("say what they can't compute, and where it stands", () => {
    const plan = planOf(`  measure place means rank of Sales among Reps

  component prize
    earns 100 USD when place <= 1
    rounded half even to cent
`);
    const compiled = compile(plan);
    const columns = columnsOf(compiled.program, hold(compiled, DATA));
    const found = payRows({ ...compiled, periods: periodsOf(compiled), columns });
    expect(found).toBeInstanceOf(Unsupported);
    const { message, origin } = found as Unsupported;
    expect(message).toBe("it ranks people");
    expect(plan.slice(origin.start, origin.end)).toBe("rank of Sales among Reps");
  });
});

describe("a run by kernels", () => {
  const compiled = compile(planOf(SLICES));
  const [first, second] = periodsOf(compiled);

  function run(period = first, data: Tables = DATA): ReturnType<typeof runFast> {
    if (period === undefined) throw new Error("There is no such quarter.");
    return runFast(compiled.program, compiled.plan, hold(compiled, data), period);
  }

  test("pays what kernels pay", () => {
    const { payees, faults, byReference } = run();
    expect(payees.map(({ payee, payout }) => [payee, payout.toString()])).toEqual([
      ["ada", "950"],
      ["ben", "320.01"],
    ]);
    expect(payees[1]?.components).toEqual([
      { name: "commission", amount: Rational.parse("320.01") },
    ]);
    expect(faults).toEqual([]);
    expect(byReference).toEqual({ payees: [] });
  });

  test("tells a fault as the reference evaluator does, and pays nobody then", () => {
    const { faults, byReference } = run(second);
    expect(faults.map(({ payee, fault }) => [payee, fault.code])).toEqual([["ben", "ATN9001"]]);
    expect(byReference.why).toBe("somebody's pay is at fault");
  });
});
