// `attain run` over much data: what DuckDB and kernels pay is what rows in memory pay, byte for byte.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { secondOpinion } from "../../compiler/src/cli/bulk/second-opinion.ts";
import { plansOf, quoteIn } from "../../compiler/src/cli/programs.ts";
import { checkAll, openSession } from "../../compiler/src/cli/session.ts";
import { payFiles, type PaidFromFiles } from "../../compiler/src/host/pay-files.ts";
import { periodsBetween } from "../../runtime/src/index.ts";
import {
  attain,
  emptyFolder,
  filesIn,
  json,
  project,
  PROJECT,
  read,
  write,
} from "../support/command-line.ts";

const RUN = ["run", "--period", "FY2026-H1"];
const DUCKDB = [...RUN, "--engine", "duckdb"];

/** With a name that is certain to be read in one way only. */
const PLAIN = {
  "data/reps.csv": PROJECT["data/reps.csv"].replace('"Bo ""Buzz"" Lee"', '"Lee, Bo"'),
};

/** Without the bonus, which is paid deal by deal. */
const WHOLE = {
  ...PLAIN,
  "plans/sales.plan": PROJECT["plans/sales.plan"].replace(/  component bonus[^]*?cent\n\n/, ""),
};

/** What DuckDB writes, and what is written with rows in memory. */
async function both(folder: string): Promise<{ readonly bulk: string; readonly memory: string }> {
  const elsewhere = emptyFolder();
  expect((await attain(folder, ...DUCKDB)).code).toBe(0);
  expect((await attain(folder, ...RUN, "--engine", "memory", "-o", elsewhere)).code).toBe(0);
  expect(filesIn(join(folder, "out"))).toEqual(["FY2026-H1/payouts.csv", "FY2026-H1/receipt.json"]);
  return {
    bulk: read(folder, "out/FY2026-H1/payouts.csv"),
    memory: read(elsewhere, "FY2026-H1/payouts.csv"),
  };
}

describe("a run by DuckDB", () => {
  it("writes the payouts that rows in memory give", async () => {
    const { bulk, memory } = await both(project(PLAIN));
    expect(bulk).toBe(memory);
    // By hand, above the project: 8,000.05 and 500 for the first quarter.
    expect(bulk).toContain('Sales,FY2026-Q1,R1,"Núñez, Ana",payout,8500.05,USD\n');
    expect(bulk).toContain('Sales,FY2026-Q2,R2,"Lee, Bo",payout,5250.00,USD\n');
  });

  it("does so where an adjustment changes the payout", async () => {
    const floor = PROJECT["plans/sales.plan"].replace(
      '  payout "Paid"',
      '  payout "Paid"\n    never below 900 USD',
    );
    const { bulk, memory } = await both(project({ ...PLAIN, "plans/sales.plan": floor }));
    expect(bulk).toBe(memory);
    // 800.01 of the first quarter become 900.
    expect(bulk).toContain('Sales,FY2026-Q1,R2,"Lee, Bo",payout adjustment,99.99,USD\n');
  });

  it("has the reference evaluator compute payouts again, and its receipt says how many", async () => {
    const folder = project(WHOLE);
    const { receipt } = (await json(folder, ...DUCKDB)) as { readonly receipt: object };
    // Two people in two quarters; 8,000.05 + 800.01 + 5,000.00 in all.
    expect(receipt).toMatchObject({
      scope: "all",
      totals: { USD: "13800.06" },
      payees: 2,
      bulk: { checked: 4 },
    });
    expect(receipt).toEqual(JSON.parse(read(folder, "out/FY2026-H1/receipt.json")));
  });

  it("holds files to their contracts once, and again when they have changed", async () => {
    const folder = project(WHOLE);
    const told = async (): Promise<string> => {
      const { out, err } = await attain(folder, ...DUCKDB);
      return out + err;
    };
    const first = await told();
    expect(filesIn(folder)).toContain(".attain/cache/held-files.jsonl");
    expect(await told()).toBe(first);
    const deals = PROJECT["data/deals.csv"];
    write(folder, "data/deals.csv", deals.replace("60000.00", "-60000.00"));
    expect(await told()).toContain("data/deals.csv");
    write(folder, "data/deals.csv", deals.replace("D2,R1,70000.50", "D1,R1,70000.50"));
    expect(await told()).toContain("D1");
    write(folder, "data/deals.csv", deals);
    expect(await told()).toBe(first);
  });

  it("writes nothing in a dry run, and says the same", async () => {
    const folder = project(WHOLE);
    const { out } = await attain(folder, ...DUCKDB, "--dry-run");
    expect(out).toContain("computed 4 payouts of them again");
    expect(filesIn(folder)).not.toContain("out/FY2026-H1/payouts.csv");
  });

  it("leaves faults of the data to the reader that tells them", async () => {
    const folder = project({
      "data/deals.csv": "id,rep,amount,closed\nD1,R1,60.00,2026-01-15\nD2,R9,60.x,2026-01-15\n",
    });
    const faulty = await attain(folder, ...DUCKDB);
    expect(faulty).toEqual(await attain(folder, ...RUN));
    expect(faulty.code).toBe(1);
    expect(faulty.err).toContain("data/deals.csv");
  });

  it.each([
    [["--payee", "R1"], "--payee takes rows in memory"],
    [["--trace"], "--trace takes rows in memory"],
  ])("says why it isn't asked for %s", async (words, why) => {
    const { code, err } = await attain(project(), ...DUCKDB, ...words);
    expect(code).toBe(2);
    expect(err).toContain(`DuckDB can't be the engine of this run: ${why}.`);
  });

  it("never leaves KPIs out", async () => {
    const steered = WHOLE["plans/sales.plan"].replace(
      "  component commission",
      '  kpi reached "Reached" means attainment\n    higher is better\n\n  component commission',
    );
    const folder = project({ ...WHOLE, "plans/sales.plan": steered });
    const { code, err } = await attain(folder, ...DUCKDB);
    expect(code).toBe(2);
    expect(err).toContain("this run: KPIs and goals take rows in memory.");
  });

  it("knows no other engine", async () => {
    const { code, err } = await attain(project(), ...RUN, "--engine", "sqlite");
    expect(code).toBe(2);
    expect(err).toContain("There is no engine sqlite: --engine is duckdb or memory.");
  });
});

/** What DuckDB and kernels pay for the first two quarters. */
async function paidIn(folder: string): Promise<PaidFromFiles> {
  const io = { cwd: folder } as Parameters<typeof openSession>[0];
  const session = await openSession(io);
  const [planned] = plansOf(checkAll(session).checked);
  if (planned === undefined) throw new Error("There is no plan.");
  const { program, plan, sources } = planned;
  const input = {
    program: { ...program, sources },
    root: session.root,
    settings: session.config.data,
    quote: quoteIn(session),
  };
  const periods = periodsBetween(program.calendar, plan.pays, plan.from, "2026-06-30");
  return payFiles(input, plan, periods);
}

describe("the second opinion", () => {
  it("agrees, and finds an amount that is a cent off", async () => {
    const found = await paidIn(project(WHOLE));
    expect(secondOpinion(found)).toEqual({ checked: 4, disagreements: [] });
    const payout = found.paid.periods[0]?.payout;
    if (payout === undefined) throw new Error("Nobody is paid.");
    const digits = Float64Array.from(payout.digits, Number);
    digits[1] = (digits[1] ?? 0) + 1;
    const [first, ...others] = found.paid.periods;
    const periods =
      first === undefined ? [] : [{ ...first, payout: { ...payout, digits } }, ...others];
    const { disagreements } = secondOpinion({ ...found, paid: { ...found.paid, periods } });
    expect(disagreements).toEqual([
      { payee: "R2", what: "payout", reference: "800.01", compiled: "800.02" },
    ]);
  });
});
