// `attain ledger`: proves the ledger whole, and shows what stands in it.
import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { changed, Q1, Q2 } from "../support/closed-project.ts";
import { attain, emptyFolder, json, project, read, write } from "../support/command-line.ts";

describe("attain ledger", () => {
  it("verifies the chain, and that it has the seal that was kept", async () => {
    const folder = await changed();
    const seal =
      /^Seal: ([0-9a-f]{64})$/m.exec((await attain(folder, "ledger", "verify")).out)?.[1] ?? "";
    await attain(folder, "close", Q2);
    const { code, out } = await attain(folder, "ledger", "verify", "--seal", seal);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^The ledger is whole: 2 closes, 12 entries\nSeal: [0-9a-f]{64}\n$/),
    ]);
    expect(await json(folder, "ledger", "verify", "--seal", "0".repeat(64))).toMatchObject({
      exit: 1,
      ledger: { whole: false, why: `no entry has the seal ${"0".repeat(64)}` },
    });
  });

  it("names the first entry that is broken, and nothing is paid or closed on top of it", async () => {
    const folder = await changed();
    const text = read(folder, "ledger/0001.jsonl").replace("800.01", "900.01");
    chmodSync(`${folder}/ledger/0001.jsonl`, 0o644);
    write(folder, "ledger/0001.jsonl", text);
    const broken =
      "The ledger is broken at ledger/0001.jsonl:4: the entry was changed: its hash isn't that of its words.\n";
    expect(await attain(folder, "ledger", "verify")).toEqual({
      code: 1,
      out: "",
      err: `${broken}Nothing after that is proven. Bring the ledger back from version control or a backup.\n`,
    });
    expect(await json(folder, "ledger", "verify")).toMatchObject({
      exit: 1,
      error: { kind: "ledger" },
      ledger: { whole: false, file: "ledger/0001.jsonl", line: 4 },
    });
    for (const words of [
      ["run", "--period", Q2],
      ["close", Q2],
      ["ledger", "show"],
    ]) {
      const { code, out, err } = await attain(folder, ...words);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toContain(broken);
    }
  });
});

describe("what stands in the ledger", () => {
  it("shows entries in a table, those of a person by name or key", async () => {
    const folder = await changed();
    await attain(folder, "close", Q2);
    expect(
      (await attain(folder, "ledger", "show", "--payee", "nunez, ana", "--period", Q1)).out,
    ).toBe(
      `FY2026-Q1, as of 2026-03-31

  Entry  Payee            Plan   Period     Component         Amount  Corrects
      2  Núñez, Ana (R1)  Sales  FY2026-Q1  commission  8,000.05 USD
      3  Núñez, Ana (R1)  Sales  FY2026-Q1  bonus         500.00 USD

FY2026-Q2, as of 2026-06-30

  Entry  Payee            Plan   Period     Component       Amount  Corrects
     11  Núñez, Ana (R1)  Sales  FY2026-Q1  commission  120.00 USD  entry 2

In all: 8,620.05 USD
`,
    );
  });

  it("says where there is nothing", async () => {
    const none = "There is no ledger yet: attain close makes it.\n";
    for (const what of ["verify", "show"])
      expect(await attain(project(), "ledger", what)).toEqual({ code: 0, out: none, err: "" });
    const folder = await changed();
    const { err } = await attain(folder, "ledger", "show", "--period", Q2);
    expect(err).toContain("Nothing was posted for FY2026-Q2. Closed are FY2026-Q1.\n");
    expect((await attain(folder, "ledger", "show", "--payee", "Ana")).err).toContain(
      "Nothing was posted to Ana. Did you mean Núñez, Ana?\n",
    );
    expect((await attain(emptyFolder(), "ledger", "verify")).err).toContain(
      "There is no attain.json here or above, so there is no ledger.\n",
    );
  });
});
