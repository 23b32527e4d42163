// Colours and progress on a terminal, and the program as it is shipped.
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Io, processIo } from "../../compiler/src/cli/io.ts";
import {
  attain,
  attainOn,
  emptyFolder,
  json,
  type Outcome,
  project,
  PROJECT,
  read,
} from "../support/command-line.ts";

const FIRST = ["--period", "FY2026-Q1"];

/** What the process says of itself, with these streams and variables. */
function told(
  isTTY: boolean,
  variables: Record<string, string | undefined>,
): Pick<Io, "colour" | "interactive"> {
  const streams = [process.stdout, process.stderr];
  const before = streams.map((stream) => stream.isTTY);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    streams.forEach((stream, i) => Object.assign(stream, { isTTY: before[i] }));
  });
  for (const stream of streams) Object.assign(stream, { isTTY });
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return processIo();
}

describe("a terminal", () => {
  const lines = [
    ["check"],
    ["test", "--verbose"],
    ["run", ...FIRST, "--dry-run"],
    ["explain", "R1", ...FIRST],
  ];
  const warned = { "plans/house.plan": PROJECT["plans/house.plan"].replace(" at least 0 USD", "") };

  it.each(lines)("gets the same text in colours: %s", async (...words) => {
    const plain = await attain(project(warned), ...words);
    const coloured = await attainOn({ colour: true }, project(warned), ...words);
    expect(coloured.out).not.toBe(plain.out);
    expect(stripVTControlCharacters(coloured.out)).toBe(plain.out);
    expect(stripVTControlCharacters(coloured.err)).toBe(plain.err);
  });

  it.each(lines)("gets no colours in JSON: %s", async (...words) => {
    const { out } = await attainOn({ colour: true }, project(warned), ...words, "--format", "json");
    expect(JSON.parse(out)).toEqual(await json(project(warned), ...words));
  });

  it("is shown how far it is, on stderr, on a line that is cleared at the end", async () => {
    const { code, out, err } = await attainOn({ interactive: true }, project(), "run", ...FIRST);
    expect(code).toBe(0);
    expect(out).toBe((await attain(project(), "run", ...FIRST)).out);
    expect(err).toMatch(/\rReading data {2}[█░]{24} {2}3 of 3/);
    expect(err).toMatch(/\rPaying {2}[█░]{24} {2}\d of 1/);
    expect(err.split("\r").slice(-2)).toEqual([expect.stringMatching(/^ +$/), ""]);
    expect(err).not.toContain("\n");
  });

  it.each([
    [true, {}, true],
    [true, { NO_COLOR: "" }, true],
    [true, { NO_COLOR: "1" }, false],
    [true, { TERM: "dumb" }, false],
    [true, { FORCE_COLOR: "0" }, false],
    [false, {}, false],
    [false, { FORCE_COLOR: "" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [false, { FORCE_COLOR: "true", NO_COLOR: "1" }, true],
  ])("(%s) with %o shows colours: %s", (isTTY, variables, colour) => {
    const plain = { NO_COLOR: undefined, FORCE_COLOR: undefined, TERM: "xterm" };
    const io = told(isTTY, { ...plain, ...variables });
    expect([io.colour, io.interactive]).toEqual([colour, isTTY]);
  });
});

const program = fileURLToPath(new URL("../../compiler/bin/attain.js", import.meta.url));

/** When a file was last written, or the youngest file below a folder; never, if there is none. */
function written(path: string): number {
  const whole = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const stat = statSync(whole, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return stat?.mtimeMs ?? 0;
  return Math.max(...readdirSync(whole).map((name) => written(`${path}/${name}`)));
}

// An older build is of other sources: `npm run build` makes it anew.
const sources = Math.max(...["compiler/src", "runtime/src"].map(written));
const isBuilt = written("compiler/dist/attain.cjs") > sources;

/** Runs the program as it is shipped; `closed` leaves before it has printed anything. */
async function shipped(cwd: string, words: readonly string[], closed = false): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...words], { cwd });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (err += text));
  if (closed) child.stdout.destroy();
  const code = await new Promise<number>(
    (resolve) => void child.on("close", (exit) => resolve(exit ?? -1)),
  );
  return { code, out, err };
}

describe.runIf(isBuilt)("the program as it is shipped", () => {
  it("answers as the command line does, without colours in a pipe", async () => {
    const folder = project();
    for (const words of [
      ["--version"],
      ["help", "run"],
      ["check"],
      ["run"],
      ["chek"],
      ["explain", "ATN1003"],
    ]) {
      expect(await shipped(folder, words)).toEqual(await attain(folder, ...words));
    }
  });

  it("writes the same payouts, and a receipt that names what it was built from", async () => {
    const folder = project();
    expect((await shipped(folder, ["run", ...FIRST])).code).toBe(0);
    const receipt = JSON.parse(read(folder, "out/FY2026-Q1/receipt.json")) as Record<
      string,
      { sha256: string }
    >;
    expect(receipt["compiler"]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(receipt["runtime"]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(receipt["totals"]).toEqual({ USD: "9300.06" });
  });

  it("has its templates with it", async () => {
    const folder = emptyFolder();
    expect((await shipped(folder, ["new", "it"])).code).toBe(0);
    expect((await shipped(join(folder, "it"), ["check"])).code).toBe(0);
  });

  it("prints no stack where its reader has gone (`attain explain … | head -1`)", async () => {
    const { err } = await shipped(project(), ["explain", "R1", ...FIRST], true);
    expect(err).not.toMatch(/^\s+at .+:\d+/m);
  });
});
