// The chain of a ledger: how its entries are sealed, and that nothing of it can be changed unseen.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Break } from "../../compiler/src/ledger/chain.ts";
import { amount, closeMonth, MemoryDisk, paid, readFrom, wholeFrom } from "./books.ts";

/** Two closes: 100.00 and 20.50 in January; 70.00 in February, and 5.00 less for January. */
function disk(): MemoryDisk {
  const folder = new MemoryDisk();
  closeMonth(folder, "2026-01", [
    paid(amount("2026-01", "100.00")),
    paid(amount("2026-01", "20.50", { payee: "R2", name: "Zoë � Ng" })),
  ]);
  closeMonth(folder, "2026-02", [
    paid(amount("2026-02", "70.00")),
    { kind: "difference", corrects: 2, ...amount("2026-01", "-5.00") },
  ]);
  return folder;
}

function linesOf(folder: MemoryDisk, file: string): string[] {
  return new TextDecoder().decode(folder.read(file)).trimEnd().split("\n");
}

function withLines(file: string, lines: readonly string[]): Break {
  const folder = disk();
  folder.files.set(file, new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  const read = readFrom(folder);
  return "why" in read ? read : expect.fail("the ledger is whole");
}

/** Seals lines again, as who knows how it is done would. */
function sealed(changes: readonly (() => object)[]): Break {
  let previous = "0".repeat(64);
  const lines = linesOf(disk(), "0001.jsonl").map((line, i) => {
    const { hash: _hash, ...entry } = JSON.parse(line) as Record<string, unknown>;
    const words = JSON.stringify({ ...entry, previous, ...changes[i]?.() });
    previous = createHash("sha256").update(words).digest("hex");
    return `${words.slice(0, -1)},"hash":"${previous}"}`;
  });
  return withLines("0001.jsonl", lines);
}

const same = (): object => ({});

describe("an entry", () => {
  it("is sealed by the SHA-256 of its bytes, and names that of the one before", () => {
    const folder = disk();
    const lines = [...linesOf(folder, "0001.jsonl"), ...linesOf(folder, "0002.jsonl")];
    expect(lines).toHaveLength(6);
    let previous = "0".repeat(64);
    for (const [i, line] of lines.entries()) {
      const words = line.slice(0, line.lastIndexOf(',"hash":"'));
      const seal = createHash("sha256").update(`${words}}`).digest("hex");
      expect(JSON.parse(line)).toMatchObject({ n: i + 1, previous, hash: seal });
      previous = seal;
    }
  });

  it("is one of a whole ledger", () => {
    const { closes, last } = wholeFrom(disk());
    expect(closes.map(({ head }) => [head.period, head.entries, head.totals])).toEqual([
      ["2026-01", 2, { USD: "120.50" }],
      // 70.00 - 5.00
      ["2026-02", 2, { USD: "65.00" }],
    ]);
    expect(last.n).toBe(6);
    expect(wholeFrom(new MemoryDisk()).closes).toEqual([]);
  });
});

describe("tampering", () => {
  it.each([1, 0x80])("with any byte is found, in its line (xor %i)", (mask) => {
    for (const file of ["0001.jsonl", "0002.jsonl"]) {
      const bytes = disk().read(file);
      let line = 1;
      for (const [i, byte] of bytes.entries()) {
        const folder = disk();
        folder.files.set(file, bytes.with(i, byte ^ mask));
        expect([i, readFrom(folder)]).toMatchObject([i, { file, line }]);
        if (byte === 10) line += 1;
      }
    }
  });

  it("is found where bytes that are no text stand for the sign of such bytes", () => {
    const folder = disk();
    const bytes = [...folder.read("0001.jsonl")];
    const at = bytes.findIndex((byte, i) => byte === 0xef && bytes[i + 1] === 0xbf);
    folder.files.set(
      "0001.jsonl",
      new Uint8Array([...bytes.slice(0, at), 0xff, ...bytes.slice(at + 3)]),
    );
    expect(readFrom(folder)).toMatchObject({
      file: "0001.jsonl",
      why: "some of its bytes are no text",
    });
  });

  it("is found wherever a file is cut off", () => {
    for (const file of ["0001.jsonl", "0002.jsonl"]) {
      const bytes = disk().read(file);
      for (let end = 0; end < bytes.length; end += 1) {
        const folder = disk();
        folder.files.set(file, bytes.slice(0, end));
        expect([end, readFrom(folder)]).toMatchObject([end, { file }]);
      }
    }
  });
});

describe("tampering with whole lines and files", () => {
  it("is found where lines are left out, put in or change places", () => {
    const lines = linesOf(disk(), "0001.jsonl");
    const [head = "", first = "", second = ""] = lines;
    const follow = "it doesn't follow the entry before it: one was left out, put in or made anew";
    expect(withLines("0001.jsonl", [head, second])).toEqual({
      file: "0001.jsonl",
      line: 2,
      why: follow,
    });
    expect(withLines("0001.jsonl", [head, first, first, second])).toMatchObject({
      line: 3,
      why: follow,
    });
    expect(withLines("0001.jsonl", [head, second, first])).toMatchObject({ line: 2, why: follow });
    expect(withLines("0001.jsonl", [head, first])).toMatchObject({
      line: 2,
      why: "the close has 2 entries, and 1 are here",
    });
    expect(withLines("0001.jsonl", [...lines, ""])).toMatchObject({
      line: 4,
      why: "the line is no entry",
    });
    expect(withLines("0001.jsonl", [])).toMatchObject({ line: 1, why: "the file is empty" });
  });

  it("is found where a file is missing, or comes from another ledger", () => {
    const missing = disk();
    missing.files.delete("0001.jsonl");
    expect(readFrom(missing)).toEqual({ file: "0001.jsonl", line: 1, why: "the file is missing" });
    const other = new MemoryDisk();
    const two = ["100.00", "20.51"].map((value, i) =>
      paid(amount("2026-01", value, { payee: `R${i}` })),
    );
    closeMonth(other, "2026-01", two);
    const mixed = disk();
    mixed.files.set("0001.jsonl", other.read("0001.jsonl"));
    expect(readFrom(mixed)).toMatchObject({
      file: "0002.jsonl",
      line: 1,
      why: "it doesn't follow the entry before it: one was left out, put in or made anew",
    });
  });

  it("is found where hashes were made anew, but sums, links or shapes were not", () => {
    expect(sealed([same, () => ({ amount: "900.00" })]).why).toBe(
      "the entries of the close don't sum to its totals",
    );
    expect(sealed([same, () => ({ kind: "difference", corrects: 3 })]).why).toBe(
      "it corrects entry 3, which is about something else",
    );
    expect(sealed([same, () => ({ amount: "lots" })]).why).toBe("the line is no entry");
    expect(sealed([() => ({ closes: 1 })]).why).toBe("the line is no entry");
    expect(sealed([same, () => ({ kind: "note" })]).why).toBe("the line is no entry");
  });
});
