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
import { main } from "../../compiler/src/cli/main.ts";
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
    for (const option of [...(command?.options ?? []), { name: "help", help: "Show this help." }]) {
      expect(out).toMatch(
        new RegExp(`^ +(?:-\\w, )?--${option.name}(?: \\S+)? +${option.help.slice(0, 12)}`, "m"),
      );
    }
    expect(out).toContain(
      "\nExit codes: 0 all is well, 1 a plan, test or the data is at fault, 2 the command line is, 70 Attain is.\n",
    );
    expect(await attain(emptyFolder(), name, "-h")).toEqual({ code, out, err });
    expect(await attain(emptyFolder(), "help", name)).toEqual({ code, out, err });
    expect(out.match(/^ {2}attain .+\n {6}\S.+\.$/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  it.fails("suggests the command that was meant (it shows all)", async () => {
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

/** The examples that a new project isn't enough for. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "attain check plans/ae.plan",
  "attain test plans/ae.plan --filter quota",
  'attain explain "Anna Snelling" --period FY2026-Q1',
  "attain build plans/ae.plan --out src/plans",
]);

/** Runs an example in a new project; what a shell does after it is left out. */
async function outcome(line: string, template: string): Promise<Outcome> {
  const folder = emptyFolder();
  const words = line.split(/ [|>] /)[0]?.match(/"[^"]*"|\S+/g) ?? [];
  const [name = "", ...rest] = words.slice(1).map((word) => word.replaceAll('"', ""));
  if (name === "new") return attain(folder, name, ...rest);
  await attain(folder, "new", "it", "--template", template);
  return attain(join(folder, "it"), name, ...rest);
}

describe("the examples in the help", () => {
  const examples = COMMANDS.flatMap((command) => command.examples.map(([line]) => line));

  for (const line of examples) {
    // Those in the set name files and people that no template has.
    const one = ELSEWHERE.has(line) ? it.fails : it;
    one(`work in a new project: ${line}`, async () => {
      // A project for account executives is paid by the quarter, one for their developers by the month.
      const first = await outcome(line, "saas-account-executive");
      const { code, out, err } = first.code === 0 ? first : await outcome(line, "sdr-meetings");
      expect([code, err]).toEqual([0, ""]);
      if (line.includes("--format json")) expect(() => JSON.parse(out) as unknown).not.toThrow();
    });
  }
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
    [["run", "--period"], "--period needs "],
    [["check", "-x"], "There is no option -x."],
    [["run", ...FIRST, "--dry-run=yes"], "--dry-run takes "],
  ])("is answered in Attain's own words: %s", async (words) => {
    const { code, out, err } = await attain(project(), ...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/\nattain \w+ --help shows how it is used\.\n$/);
  });

  it.fails("is answered in one voice (these are the words of Node.js)", async () => {
    for (const words of [
      ["run", "--period"],
      ["check", "-x"],
      ["run", ...FIRST, "--dry-run=yes"],
    ]) {
      const { err } = await attain(project(), ...words);
      expect(err).not.toMatch(/Unknown option|argument missing|does not take an argument/);
    }
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

  it.fails(
    "what keeps a run from paying goes to stderr (it is where the payouts would be)",
    async () => {
      for (const changes of [wrong, bad]) {
        const { out, err } = await attain(project(changes), "run", ...FIRST);
        expect(out).toBe("");
        expect(err).toContain("error ATN");
      }
    },
  );

  it.each(["check", "test", "run --period FY2026-Q1", "explain R1 --period FY2026-Q1", "build"])(
    "attain %s --format json prints one document where plans are wrong",
    async (line) => {
      const { code, out } = await attain(project(wrong), ...line.split(" "), "--format", "json");
      expect(code).toBe(1);
      expect(JSON.parse(out)).toMatchObject({ diagnostics: [{ code: "ATN3305" }] });
    },
  );
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
  throw new Error("the disk is full");
}

describe("a fault of Attain itself", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("is told as one, without a stack", async () => {
    vi.stubEnv("ATTAIN_DEBUG", undefined);
    const { code, err } = await broken();
    expect(code).toBe(70);
    expect(err).toMatch(
      /^Attain itself is at fault, and nothing was paid: the disk is full\nPlease report this.*\n$/,
    );
  });

  it("shows where it happened to those who ask", async () => {
    vi.stubEnv("ATTAIN_DEBUG", "1");
    expect((await broken()).err).toMatch(/^\s+at .+:\d+/m);
  });

  it.fails(
    "isn't a folder that is a file, or that nobody may write to (it calls both its own fault)",
    async () => {
      const { code, err } = await attain(project({ out: "a file\n" }), "run", ...FIRST);
      expect(code).not.toBe(70);
      expect(err).toContain("out");
    },
  );
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
    expect(coloured.err).toBe("");
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
    [true, undefined, true],
    [true, "", true],
    [true, "1", false],
    [false, undefined, false],
  ])("(%s) with NO_COLOR=%s shows colours: %s", (isTTY, noColour, colour) => {
    const io = told(isTTY, { NO_COLOR: noColour });
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
