// The action for GitHub and the hooks of pre-commit, tried on real repositories: the service alone is played.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { format } from "../../compiler/src/format/format.ts";
import { ACTION, PROGRAM, REPOSITORY, runAction, type StepRun } from "../support/action.ts";
import {
  emptyFolder,
  filesIn,
  folderOf,
  project,
  PROJECT,
  read,
  write,
} from "../support/command-line.ts";

vi.setConfig({ testTimeout: 60_000 });

const SALES = format(PROJECT["plans/sales.plan"]);

function git(folder: string, ...words: string[]): string {
  const name = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...name, ...words], { cwd: folder, encoding: "utf8" }).trim();
}

/** A repository of the project, with a branch on which a plan is another. */
function repository(plan: string): { readonly folder: string; readonly base: string } {
  const folder = project();
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "Plans");
  const base = git(folder, "rev-parse", "HEAD");
  git(folder, "switch", "-q", "-c", "change");
  write(folder, "plans/sales.plan", plan);
  git(folder, "commit", "-q", "-a", "-m", "Another rate", "--allow-empty");
  return { folder, base };
}

interface Played {
  readonly runs: readonly StepRun[];
  readonly reports: string;
  readonly summary: string;
  /** The command lines of gh. */
  readonly comments: string;
}

/** Runs the action as for a pull request. */
function pullRequest(plan: string, inputs: Readonly<Record<string, string>> = {}): Played {
  const { folder, base } = repository(plan);
  const temp = emptyFolder();
  const tools = folderOf({ gh: `#!/bin/sh\necho "$@" >> "${temp}/gh.txt"\n` });
  chmodSync(join(tools, "gh"), 0o755);
  const runs = runAction({
    folder,
    context: {
      "runner.temp": temp,
      "github.token": "secret",
      "github.event_name": "pull_request",
      "github.event.pull_request.base.sha": base,
      "github.event.pull_request.number": "7",
      "github.repository": "plans/plans",
      "inputs.command": PROGRAM,
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]),
      ),
    },
    env: {
      PATH: `${tools}:${process.env["PATH"] ?? ""}`,
      GITHUB_STEP_SUMMARY: join(temp, "summary.md"),
    },
  });
  const text = (name: string): string =>
    existsSync(join(temp, name)) ? readFileSync(join(temp, name), "utf8") : "";
  return {
    runs,
    reports: join(temp, "attain"),
    summary: text("summary.md"),
    comments: text("gh.txt"),
  };
}

const codes = (runs: readonly StepRun[]): (string | number)[][] =>
  runs.map(({ name, code }) => [name, code]);

describe.skipIf(process.platform === "win32")("the action", () => {
  it("checks, tests, compares payouts, and comments", () => {
    // The second rate is 7% instead of 6%: Ana's 50,000 in it pay 500 more. Bo doesn't reach it.
    const { runs, reports, summary, comments } = pullRequest(SALES.replace("pay  6%", "pay  7%"), {
      period: "FY2026-Q1",
    });
    expect(codes(runs), runs.map(({ out }) => out).join("\n")).toEqual([
      ["Check", 0],
      ["Test", 0],
      ["Diff", 0],
      ["Comment", 0],
    ]);
    expect(filesIn(reports)).toEqual([
      "check.md",
      "check.sarif",
      "comment.md",
      "diff.md",
      "test.md",
      "tests.xml",
    ]);
    expect(summary).toBe(read(reports, "comment.md"));
    expect(summary).toContain("✅ `attain check`");
    expect(summary).toContain("✅ `attain test`: 1 test: all pass");
    expect(summary).toMatch(/500\.00 USD/);
    expect(summary, "nobody is named by default").not.toContain("Núñez");
    expect(comments).toBe(
      `pr comment 7 --repo plans/plans --body-file ${reports}/comment.md --edit-last --create-if-none\n`,
    );
  });

  it("annotates a test that fails, ends there, and says so in the comment", () => {
    // 50,000 at 5% are 2,500, and the test expects 2,000.
    const { runs, summary, comments } = pullRequest(SALES.replace("pay  4%", "pay  5%"), {
      period: "FY2026-Q1",
    });
    expect(codes(runs)).toEqual([
      ["Check", 0],
      ["Test", 1],
      ["Comment", 0],
    ]);
    expect(runs[1]?.out).toMatch(/^::error file=plans\/sales\.plan,line=31,/);
    expect(summary).toContain("❌ `attain test`: 1 test: 0 pass, 1 fail");
    expect(comments).toContain("pr comment 7");
  });

  it("annotates what is wrong with a plan, and tests nothing", () => {
    const { runs } = pullRequest(SALES.replace("250 USD", "250 EUR"));
    expect(codes(runs)).toEqual([
      ["Check", 1],
      ["Comment", 0],
    ]);
    expect(runs[0]?.out).toMatch(/^::error file=plans\/sales\.plan,line=26,.*ATN3305/);
  });

  it("holds the coverage that is asked for, and leaves the comment out", () => {
    const { runs, comments } = pullRequest(SALES, { coverage: "90", comment: "false" });
    expect(codes(runs)).toEqual([
      ["Check", 0],
      ["Test", 1],
      ["Comment", 0],
    ]);
    expect(comments).toBe("");
  });

  it("lets no text of a pull request into a script", () => {
    for (const { run, shell } of ACTION.runs.steps) {
      expect(run).not.toContain("${{");
      expect(shell).toBe("bash");
    }
  });
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly pass_filenames?: boolean;
}

const HOOKS = parse(readFileSync(join(REPOSITORY, ".pre-commit-hooks.yaml"), "utf8")) as Hook[];

/** A repository whose own hook runs a hook of the file as pre-commit does: on the files that are to be committed. */
function hooked(id: string): string {
  const hook = HOOKS.find((one) => one.id === id) ?? expect.fail(`there is no hook ${id}`);
  const folder = project();
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "Plans");
  const names = hook.pass_filenames === false ? "" : "$files";
  write(
    folder,
    ".git/hooks/pre-commit",
    `#!/bin/sh\nfiles=$(git diff --cached --name-only | grep -E '${hook.files}')\n[ -z "$files" ] || ${hook.entry} ${names}\n`,
  );
  chmodSync(join(folder, ".git/hooks/pre-commit"), 0o755);
  write(folder, ".git/info/exclude", "node_modules\n");
  write(folder, "node_modules/.bin/.keep", "");
  symlinkSync(join(REPOSITORY, "compiler/bin/attain.js"), join(folder, "node_modules/.bin/attain"));
  return folder;
}

/** Whether a change of the plan can be committed, and what is said. */
function committed(folder: string, plan: string): { readonly code: number; readonly said: string } {
  write(folder, "plans/sales.plan", plan);
  git(folder, "add", ".");
  const words = ["-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-m", "x"];
  const { status, stdout, stderr } = spawnSync("git", words, { cwd: folder, encoding: "utf8" });
  return { code: status ?? 1, said: stdout + stderr };
}

describe.skipIf(process.platform === "win32")("the hooks of pre-commit", () => {
  it.each([
    ["attain-fmt", SALES.replace("  quota means", "  quota   means"), "1 to format"],
    ["attain-check", SALES.replace("250 USD", "250 EUR"), "ATN3305"],
    ["attain-test", SALES.replace("pay  4%", "pay  5%"), "1 test: 0 pass, 1 fail"],
  ])("%s keeps what is wrong from being committed, and nothing else", (id, wrong, word) => {
    const folder = hooked(id);
    const refused = committed(folder, wrong);
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining(word)]);
    const allowed = committed(folder, SALES.replace("earns 250 USD", "earns 300 USD"));
    expect([allowed.code, allowed.said]).toEqual([0, expect.stringContaining("1 file changed")]);
  });

  it("are found by their ids", () => {
    expect(HOOKS.map(({ id, language }) => [id, language])).toEqual([
      ["attain-fmt", "system"],
      ["attain-check", "system"],
      ["attain-test", "system"],
    ]);
  });
});
