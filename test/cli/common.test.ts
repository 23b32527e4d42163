// What all commands have in common: help, suggestions, exit codes and streams.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { buildCommand } from "../../compiler/src/cli/commands/build.ts";
import { closeCommand } from "../../compiler/src/cli/commands/close.ts";
import { checkCommand } from "../../compiler/src/cli/commands/check.ts";
import { explainCommand } from "../../compiler/src/cli/commands/explain.ts";
import { fmtCommand } from "../../compiler/src/cli/commands/fmt.ts";
import { ledgerCommand } from "../../compiler/src/cli/commands/ledger.ts";
import { letterCommand } from "../../compiler/src/cli/commands/letter.ts";
import { newCommand } from "../../compiler/src/cli/commands/new.ts";
import { diffCommand } from "../../compiler/src/cli/commands/diff.ts";
import { runCommand } from "../../compiler/src/cli/commands/run.ts";
import { testCommand } from "../../compiler/src/cli/commands/test.ts";
import { whatIfCommand } from "../../compiler/src/cli/commands/what-if.ts";
import {
  attain,
  attainOn,
  emptyFolder,
  type Outcome,
  project,
  PROJECT,
  read,
} from "../support/command-line.ts";
import { commit, git } from "../support/git-project.ts";

const COMMANDS = [
  newCommand,
  checkCommand,
  fmtCommand,
  testCommand,
  runCommand,
  diffCommand,
  whatIfCommand,
  closeCommand,
  ledgerCommand,
  letterCommand,
  explainCommand,
  buildCommand,
];
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
   1  a plan, a test or the data is at fault, or the ledger refuses
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
  const [command = "", input] = line.split(/ [|<>] /);
  const words = command.match(/"[^"]*"|\S+/g) ?? [];
  const [name = "", ...rest] = words.slice(1).map((word) => word.replaceAll('"', ""));
  if (name === "new") return attain(folder, name, ...rest);
  await attain(folder, "new", "it");
  const made = join(folder, "it");
  if (name === "diff") {
    git(made, "init", "--quiet", "--initial-branch=main");
    commit(made, "new");
    for (const tag of ["v1", "v2"]) git(made, "tag", tag);
  }
  const isRead = input !== undefined && line.includes(" < ");
  return attainOn(isRead ? { input: read(made, input) } : {}, made, name, ...rest);
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
      ["check", "--formt", "json"],
      "There is no option --formt. Did you mean --format?\nattain check --help shows how it is used.\n",
    ],
    [
      ["test", "--zzz"],
      "There is no option --zzz. The options are --filter, --verbose, --coverage, --mutate, --at-least, --accept, --watch, --format, --output and --help.\nattain test --help shows how it is used.\n",
    ],
    [
      ["run", "--perod=FY2026"],
      "There is no option --perod. Did you mean --period?\nattain run --help shows how it is used.\n",
    ],
    [
      ["check", "--format", "yaml"],
      "There is no format yaml: write pretty, json, sarif, junit, github, tap, markdown or html.\nattain check --help shows how it is used.\n",
    ],
    [
      ["test", "--format", "JSON"],
      "There is no format JSON: write pretty, json, sarif, junit, github, tap, markdown or html.\nattain test --help shows how it is used.\n",
    ],
  ])("is answered with what was meant: %s", async (words, err) => {
    expect(await attain(project(), ...words)).toEqual({ code: 2, out: "", err });
  });

  it("is answered with all commands where none was meant", async () => {
    const { code, err } = await attain(project(), "frobnicate");
    expect(code).toBe(2);
    expect(err).toMatch(
      /^There is no command frobnicate\. The commands are new, [\w, -]+ and \w+\.\n$/,
    );
    for (const name of NAMES) expect(err).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it.each([
    [["run", "--period"], "--period needs a value: --period PERIOD."],
    [["run", "-p"], "-p needs a value: --period PERIOD."],
    [["run", "--period", "--dry-run"], "--period needs a value: --period PERIOD."],
    [["run", ...FIRST, "-p", "FY2026-Q2"], "-p stands twice."],
    [
      ["check", "-x"],
      "There is no option -x. The options are --proofs, --fix, --fix-unsafe, --watch, --format, --output and --help.",
    ],
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
    ["close FY2026-Q1", 0, {}],
    ["close FY2026-Q1", 1, bad],
    ["close FY2026-Q9", 2, {}],
    ["ledger verify", 0, {}],
    ["ledger show", 0, {}],
    ["ledger", 2, {}],
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
