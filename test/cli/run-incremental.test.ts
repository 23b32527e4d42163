// `attain run` after a change: only those whom it can reach are computed, and the files are those of a run that computes all.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  attain,
  contentsOf,
  emptyFolder,
  type Files,
  filesIn,
  json,
  project,
  PROJECT,
  read,
  settings,
  write,
} from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];
const CACHE = ".attain/cache/FY2026-Q1/Sales.jsonl";

interface Ran {
  readonly people: { readonly computed: number; readonly unchanged: number };
}

/** Runs again, and holds the files to those of a run that computes everybody. How many were computed. */
async function runAgain(folder: string, ...words: string[]): Promise<Ran["people"]> {
  const { people } = (await json(folder, ...FIRST, ...words)) as Ran;
  const elsewhere = emptyFolder();
  expect((await attain(folder, ...FIRST, ...words, "--fresh", "-o", elsewhere)).code).toBe(0);
  expect(contentsOf(join(folder, "out/FY2026-Q1"))).toEqual(
    contentsOf(join(elsewhere, "FY2026-Q1")),
  );
  return people;
}

/** Who is computed after some files have changed. */
async function after(changes: Files, before: Files = {}): Promise<Ran["people"]> {
  const folder = project(before);
  expect((await attain(folder, ...FIRST)).code).toBe(0);
  for (const [path, text] of Object.entries(changes))
    if (text !== undefined) write(folder, path, text);
  return runAgain(folder);
}

/** A file of the project with other words in it. */
function changed(path: keyof typeof PROJECT, from: string, to: string): Files {
  expect(PROJECT[path]).toContain(from);
  return { [path]: PROJECT[path].replace(from, to) };
}

const NOBODY = { computed: 0, unchanged: 2 };
const ONE = { computed: 1, unchanged: 1 };
const BOTH = { computed: 2, unchanged: 0 };

describe("who is computed", () => {
  it("is nobody where nothing has changed", async () => {
    expect(await after({})).toEqual(NOBODY);
  });

  it("is everybody where the plan has changed, or a comment that moves its lines", async () => {
    expect(await after(changed("plans/sales.plan", "pay 10%", "pay 11%"))).toEqual(BOTH);
    expect(await after(changed("plans/house.plan", "people", "// all\npeople"))).toEqual(BOTH);
  });

  it("is nobody where attain.json says the same of plans and data", async () => {
    expect(await after({ "attain.json": `${settings()}\n` })).toEqual(NOBODY);
  });

  it("is whoever has the deal", async () => {
    expect(await after(changed("data/deals.csv", "20000.33", "20000.34"))).toEqual(ONE);
    const added = { "data/deals.csv": `${PROJECT["data/deals.csv"]}D5,R2,5,2026-01-01\n` };
    expect(await after(added)).toEqual(ONE);
    expect(await after(PROJECT, added)).toEqual(ONE);
    expect(await after(changed("data/deals.csv", "D2,R1", "D2,R2"))).toEqual(BOTH);
  });

  it("is nobody where the deal is of somebody whom the plan isn't for", async () => {
    const added = { "data/deals.csv": `${PROJECT["data/deals.csv"]}D5,R3,5,2026-01-01\n` };
    expect(await after(added)).toEqual(NOBODY);
  });

  it("is whoever has the quota, or the row", async () => {
    expect(await after(changed("data/quotas.csv", "Q1,80000", "Q1,80001"))).toEqual(ONE);
    expect(await after(changed("data/reps.csv", "Núñez", "Nunez"))).toEqual(ONE);
  });

  it("is who has come, and who has gone is kept no longer", async () => {
    const folder = project(changed("data/reps.csv", "Manager", "AE"));
    write(folder, "data/quotas.csv", `${PROJECT["data/quotas.csv"]}R3,FY2026-Q1,5\n`);
    await attain(folder, ...FIRST);
    expect(read(folder, CACHE)).toContain('"payee":"R3"');
    write(folder, "data/reps.csv", PROJECT["data/reps.csv"]);
    expect(await runAgain(folder)).toEqual(NOBODY);
    expect(read(folder, CACHE)).not.toContain('"payee":"R3"');
    write(folder, "data/reps.csv", PROJECT["data/reps.csv"].replace("Manager", "AE"));
    expect(await runAgain(folder)).toEqual({ computed: 1, unchanged: 2 });
  });

  it("is both who share a deal, and only one of them where the other's own has changed", async () => {
    const sales = PROJECT["plans/sales.plan"].replace(
      "to rep\n",
      "split 40% to helper when helper is present\n    split the rest to rep\n    rounded to cent by largest remainder, ties by id\n",
    );
    const house = PROJECT["plans/house.plan"].replace(
      "  amount : USD at",
      "  helper : Reps?\n  amount : USD at",
    );
    const deals =
      "id,rep,helper,amount,closed\nD1,R1,R2,60000.03,2026-01-15\nD2,R1,,70000.50,2026-02-20\nD3,R2,,1,2026-03-31\n";
    const before = {
      "plans/sales.plan": sales,
      "plans/house.plan": house,
      "data/deals.csv": deals,
    };
    const deal = (from: string, to: string): Files => ({
      "data/deals.csv": deals.replace(from, to),
    });
    expect(await after(deal("60000.03", "60000.04"), before)).toEqual(BOTH);
    expect(await after(deal("D3,R2,,1", "D3,R2,,2"), before)).toEqual(ONE);
  });

  it("is everybody where others' pay matters", async () => {
    const change = changed("data/deals.csv", "20000.33", "20000.34");
    const company = PROJECT["plans/sales.plan"]
      .replace(
        "  quota means",
        "  credit All from Deals\n    dated closed\n    worth amount\n    to the company\n\n  quota means",
      )
      .replace(
        "  payout",
        "  component share\n    earns 1% of All\n    rounded half even to cent\n\n  payout",
      );
    expect(await after(change, { "plans/sales.plan": company })).toEqual(BOTH);
    const ranked = PROJECT["plans/sales.plan"].replace(
      "  payout",
      "  component first\n    earns 500 USD when rank of Bookings among Reps is 1\n\n  payout",
    );
    expect(await after(change, { "plans/sales.plan": ranked })).toEqual(BOTH);
  });
});

describe("what is kept", () => {
  it("lies where nobody commits it", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    expect(read(folder, ".attain/cache/.gitignore")).toBe("*\n");
    expect(filesIn(folder).filter((path) => path.startsWith(".attain/"))).toEqual([
      ".attain/cache/.gitignore",
      CACHE,
    ]);
  });

  it("isn't read where it is damaged, or another compiler wrote it", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    const whole = read(folder, CACHE);
    for (const text of [
      whole.replace("800", "900"),
      whole.slice(0, -40),
      "",
      whole.replace('"compiler":"not built"', '"compiler":"another"'),
    ]) {
      write(folder, CACHE, text);
      expect(await runAgain(folder)).toEqual(BOTH);
    }
    expect(await runAgain(folder)).toEqual(NOBODY);
  });

  it("has pages only where they were asked for", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    expect(await runAgain(folder, "--html")).toEqual(NOBODY);
    write(folder, "data/deals.csv", PROJECT["data/deals.csv"].replace("20000.33", "20000.34"));
    expect(await runAgain(folder, "--html")).toEqual(ONE);
    expect(await runAgain(folder)).toEqual(NOBODY);
  });

  it("holds for another date of the run", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    expect(await runAgain(folder, "--as-of", "2026-04-15")).toEqual(NOBODY);
  });

  it("is neither read nor written by a dry run that finds nothing, and said on screen", async () => {
    const folder = project();
    await attain(folder, ...FIRST, "--dry-run");
    expect(filesIn(folder)).toEqual(Object.keys(PROJECT).sort());
    await attain(folder, ...FIRST);
    write(folder, "data/deals.csv", PROJECT["data/deals.csv"].replace("20000.33", "20000.34"));
    const { out } = await attain(folder, ...FIRST);
    expect(out).toContain("\n1 of 2 people computed, 1 unchanged since an earlier run\n");
  });

  it("never pays what is at fault: a fault is told as in a run that computes everybody", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    write(
      folder,
      "data/quotas.csv",
      PROJECT["data/quotas.csv"].replace("R2,FY2026-Q1,80000\n", ""),
    );
    const faulty = await attain(folder, ...FIRST);
    expect(faulty).toEqual(await attain(folder, ...FIRST, "--fresh"));
    expect(faulty.code).toBe(1);
  });
});
