// What nobody wrote wrong: faults of Attain itself, and what the machine refuses.
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Io } from "../../compiler/src/cli/io.ts";
import { machineError } from "../../compiler/src/cli/machine-errors.ts";
import { main } from "../../compiler/src/cli/main.ts";
import { attain, folderOf, project, PROJECT, read } from "../support/command-line.ts";

const FIRST = ["--period", "FY2026-Q1"];

/** A command whose output goes nowhere. */
async function broken(): Promise<{ code: number; err: string }> {
  let err = "";
  const sinks = { out: full, err: collect, colour: false, interactive: false };
  const io: Io = { cwd: project(), input: full, ...sinks };
  const code = await main(["check"], io);
  return { code, err };

  function collect(text: string): void {
    err += text;
  }
}

function full(): never {
  throw new Error("out of ink");
}

describe("a fault of Attain itself", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("is told as one, without a stack", async () => {
    vi.stubEnv("ATTAIN_DEBUG", undefined);
    const { code, err } = await broken();
    expect(code).toBe(70);
    expect(err).toMatch(/^Attain itself is at fault: out of ink\nPlease report this.*\n$/);
  });

  it("shows where it happened to those who ask", async () => {
    vi.stubEnv("ATTAIN_DEBUG", "1");
    expect((await broken()).err).toMatch(/^\s+at .+:\d+/m);
  });
});

/** The line for an error of the system. */
function refused(facts: object): string | undefined {
  const error = Object.assign(new Error("EX: x, open '/x'"), { syscall: "open" }, facts);
  return machineError(error, { cwd: "/a/b" });
}

describe("what the machine refuses", () => {
  it.each([
    ["out", [], "out can't be used: a file stands where a folder is needed.\n"],
    [
      "out",
      ["-o", "out/more"],
      "out/more can't be used: a file stands where a folder is needed.\n",
    ],
    [
      "mine/FY2026-Q1",
      ["-o", "mine"],
      "mine/FY2026-Q1 can't be used: a file stands where a folder is needed.\n",
    ],
  ])("is one line, where %s is a file and the run has %s", async (path, words, line) => {
    const folder = project({ [path]: "a file\n" });
    expect(await attain(folder, "run", ...FIRST, ...words)).toEqual({
      code: 2,
      out: "",
      err: line,
    });
    expect(read(folder, path)).toBe("a file\n");
  });

  it.each([
    ["build", ["build"], "build can't be used: a file stands where a folder is needed.\n"],
    ["attain.json/it", ["check"], "attain.json can't be used: it is a folder.\n"],
  ])("is one line, where there is %s for %s", async (path, words, line) => {
    const files = { ...PROJECT, "attain.json": undefined, [path]: "a file\n" };
    const { code, err } = await attain(folderOf(files), ...words, "plans");
    expect([code, err]).toEqual([2, line]);
  });

  it("says why in plain words, and where from the folder of the command", () => {
    expect(refused({ code: "ENOSPC", path: "/a/b/out/x.md" })).toBe(
      "out/x.md can't be used: the disk is full.",
    );
    expect(refused({ code: "EACCES", path: "/a/out" })).toBe(
      "../out can't be used: you have no permission.",
    );
    expect(refused({ code: "EROFS", path: "/a/b/x", dest: "/a/b/y" })).toBe(
      "y can't be used: it lies where nothing can be written.",
    );
    expect(refused({ code: "ENOSPC" })).toBe("The machine refuses: the disk is full.");
    expect(refused({ code: "EWHAT", path: "/a/b/x" })).toBe(
      "x can't be used: the system says EWHAT.",
    );
    expect(machineError(new TypeError("x is undefined"), { cwd: "/" })).toBeUndefined();
    expect(refused({ code: "ERR_INVALID_ARG_TYPE", syscall: undefined })).toBeUndefined();
  });
});
