// What all commands have in common: help, suggestions, exit codes, streams, colours, progress, and no stack ever.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { buildCommand } from "../../compiler/src/cli/commands/build.ts";
import { checkCommand } from "../../compiler/src/cli/commands/check.ts";
import { explainCommand } from "../../compiler/src/cli/commands/explain.ts";
import { newCommand } from "../../compiler/src/cli/commands/new.ts";
import { runCommand } from "../../compiler/src/cli/commands/run.ts";
import { testCommand } from "../../compiler/src/cli/commands/test.ts";
import { type Io, processIo } from "../../compiler/src/cli/io.ts";
import { machineError } from "../../compiler/src/cli/machine-errors.ts";
import { main } from "../../compiler/src/cli/main.ts";
import {
  attain,
  attainOn,
  emptyFolder,
  folderOf,
  json,
  type Outcome,
  project,
  PROJECT,
  read,
} from "../support/command-line.ts";

const COMMANDS = [newCommand, checkCommand, testCommand, runCommand, explainCommand, buildCommand];
const NAMES = COMMANDS.map(({ name }) => name);
const FIRST = ["--period", "FY2026-Q1"];

describe("help", () => {
  it("shows every command, whichever way it is asked for", async () => {
    const { code, out, err } = await attain(emptyFolder());
    expect([code, err]).toEqual([0, ""]);
    for (const { name, summary } of COMMANDS)
      expect(out).toMatch(new RegExp(`^  ${name} +${summary}$`, "m"));
    for (const words of [["--help"], ["-h"], ["help"]]) {
      expect(await attain(emptyFolder(), ...words)).toEqual({ code: 0, out, err: "" });
    }
  });

  it.each(NAMES)("shows what %s does, its options, examples and the exit codes", async (name) => {
    const command = COMMANDS.find((one) => one.name === name);
    const { code, out, err } = await attain(emptyFolder(), name, "--help");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      new RegExp(`^attain ${name}(?: .+)?\n\n  ${command?.summary}\n\nOptions\n`),
    );
    const common = [
      { name: "format", help: "How the result is written" },
      { name: "help", help: "Show this help." },
    ];
    for (const option of [...(command?.options ?? []), ...common]) {
      expect(out).toMatch(
        new RegExp(`^ +(?:-\\w, )?--${option.name}(?: \\S+)? +${option.help.slice(0, 12)}`, "m"),
      );
    }
    expect(out).toContain(`
Exit codes
   0  all is well
   1  a plan, a test or the data is at fault
   2  the command line is, or the machine: no such folder, no permission, a full disk
  70  Attain is: please report it
`);
    expect(await attain(emptyFolder(), name, "-h")).toEqual({ code, out, err });
    expect(await attain(emptyFolder(), "help", name)).toEqual({ code, out, err });
    expect(out.match(/^ {2}attain .+\n {6}\S.+\.$/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  it("suggests the command that was meant", async () => {
    const { code, err } = await attain(emptyFolder(), "help", "chek");
    expect([code, err]).toEqual([2, "There is no command chek. Did you mean check?\n"]);
  });

  it.each(["--version", "-v"])("says which one this is: %s", async (word) => {
    const manifest = fileURLToPath(new URL("../../compiler/package.json", import.meta.url));
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    expect(await attain(emptyFolder(), word)).toEqual({
      code: 0,
      out: `attain ${version}\n`,
      err: "",
    });
  });
});

/** Runs an example in a new project; what a shell does after it is left out. */
async function outcome(line: string): Promise<Outcome> {
  const folder = emptyFolder();
  const words = line.split(/ [|>] /)[0]?.match(/"[^"]*"|\S+/g) ?? [];
  const [name = "", ...rest] = words.slice(1).map((word) => word.replaceAll('"', ""));
  if (name === "new") return attain(folder, name, ...rest);
  await attain(folder, "new", "it");
  return attain(join(folder, "it"), name, ...rest);
}

describe("the examples in the help", () => {
  const examples = COMMANDS.flatMap((command) => command.examples.map(([line]) => line));

  it.each(examples)("work in a new project: %s", async (line) => {
    const { code, out, err } = await outcome(line);
    expect([code, err]).toEqual([0, ""]);
    if (line.includes("--format json")) expect(JSON.parse(out)).toMatchObject({ exit: 0 });
  });
});

describe("a command line that can't be understood", () => {
  it.each([
    [["chek"], "There is no command chek. Did you mean check?\n"],
    [
      ["frobnicate"],
      "There is no command frobnicate. The commands are new, check, test, run, explain and build.\n",
    ],
    [
      ["check", "--formt", "json"],
      "There is no option --formt. Did you mean --format?\nattain check --help shows how it is used.\n",
    ],
    [
      ["test", "--zzz"],
      "There is no option --zzz. The options are --filter, --format and --help.\nattain test --help shows how it is used.\n",
    ],
    [
      ["run", "--perod=FY2026"],
      "There is no option --perod. Did you mean --period?\nattain run --help shows how it is used.\n",
    ],
    [
      ["check", "--format", "yaml"],
      "There is no format yaml: write pretty or json.\nattain check --help shows how it is used.\n",
    ],
    [
      ["test", "--format", "JSON"],
      "There is no format JSON: write pretty or json.\nattain test --help shows how it is used.\n",
    ],
  ])("is answered with what was meant: %s", async (words, err) => {
    expect(await attain(project(), ...words)).toEqual({ code: 2, out: "", err });
  });

  it.each([
    [["run", "--period"], "--period needs a value: --period PERIOD."],
    [["run", "-p"], "-p needs a value: --period PERIOD."],
    [["run", "--period", "--dry-run"], "--period needs a value: --period PERIOD."],
    [["run", ...FIRST, "-p", "FY2026-Q2"], "-p stands twice."],
    [["check", "-x"], "There is no option -x. The options are --format and --help."],
    [["run", ...FIRST, "--dry-run=yes"], "--dry-run takes no value."],
  ])("is answered in Attain's own words: %s", async (words, answer) => {
    const { code, out, err } = await attain(project(), ...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe(`${answer}\nattain ${words[0]} --help shows how it is used.\n`);
  });

  it("may have words that look like options, behind = or --", async () => {
    const folder = project({ "-p.plan": "unit seat\n" });
    expect((await attain(folder, "check", "--", "-p.plan")).code).toBe(0);
    const { err } = await attain(folder, "run", ...FIRST, "--payee=-x");
    expect(err).toContain("No plan of FY2026-Q1 pays -x.");
  });

  it("may want something before there is a command", async () => {
    const { code, err } = await attain(project(), "--period", "FY2026-Q1");
    expect([code, err]).toEqual([
      2,
      "There is no option --period before a command. attain --help shows the commands.\n",
    ]);
  });
});

describe("exit codes and streams", () => {
  const wrong = { "plans/sales.plan": PROJECT["plans/sales.plan"].replace("250 USD", "250 EUR") };
  const bad = { "data/deals.csv": "id,rep,amount,closed\nD1,R1,sixty,2026-01-15\n" };

  it.each([
    ["check", 0, {}],
    ["check", 1, wrong],
    ["test", 0, {}],
    ["test", 1, wrong],
    ["run --period FY2026-Q1", 0, {}],
    ["run --period FY2026-Q1", 1, bad],
    ["run", 2, {}],
    ["explain R1 --period FY2026-Q1", 0, {}],
    ["explain R1 --period FY2026-Q1", 1, bad],
    ["explain R9 --period FY2026-Q1", 2, {}],
    ["build", 1, wrong],
    ["new .", 2, {}],
  ])("attain %s ends with %i", async (line, expected, changes) => {
    const { code, out, err } = await attain(project(changes), ...line.split(" "));
    expect(code).toBe(expected);
    // What went well is the result; what can't be understood has none.
    if (code === 0) expect([out === "", err]).toEqual([false, ""]);
    if (code === 2) expect([out, err === ""]).toEqual(["", false]);
  });

  it("what keeps a run from paying goes to stderr", async () => {
    for (const changes of [wrong, bad]) {
      const { out, err } = await attain(project(changes), "run", ...FIRST);
      expect(out).toBe("");
      expect(err).toContain("error ATN");
    }
  });
});

/** A command whose output goes nowhere. */
async function broken(): Promise<{ code: number; err: string }> {
  let err = "";
  const io: Io = { cwd: project(), out: full, err: collect, colour: false, interactive: false };
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
    const refused = (facts: object): string | undefined =>
      machineError(Object.assign(new Error("EX: x, open '/x'"), { syscall: "open" }, facts), {
        cwd: "/a/b",
      });
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
  const lines = [["check"], ["test"], ["run", ...FIRST, "--dry-run"], ["explain", "R1", ...FIRST]];
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
const isBuilt = written("compiler/dist/attain.js") > sources;

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
