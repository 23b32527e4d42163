// Runs the steps of action.yml as GitHub does: what `${{ … }}` says goes into the environment, and each step is a shell's script.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const REPOSITORY: string = fileURLToPath(new URL("../..", import.meta.url));
export const PROGRAM = `${process.execPath} ${join(REPOSITORY, "compiler/bin/attain.js")}`;

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly shell: string;
  readonly "working-directory"?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const ACTION = parse(readFileSync(join(REPOSITORY, "action.yml"), "utf8")) as Action;

export interface StepRun {
  readonly name: string;
  readonly code: number;
  readonly out: string;
}

export interface Job {
  readonly folder: string;
  /** `inputs.period`, `github.event_name` …; inputs have their defaults besides. */
  readonly context: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** The steps that are run, in order, whatever came of those before them. */
export function runAction({ folder, context, env }: Job): StepRun[] {
  const defaults = Object.entries(ACTION.inputs).map(([name, input]) => [
    `inputs.${name}`,
    input.default,
  ]);
  const values: Readonly<Record<string, string>> = {
    ...(Object.fromEntries(defaults) as Record<string, string>),
    ...context,
  };
  const runs: StepRun[] = [];
  for (const step of ACTION.runs.steps) {
    const isGood = runs.every(({ code }) => code === 0);
    if (!holds(step.if ?? "${{ success() }}", values, isGood)) continue;
    const own = Object.fromEntries(
      Object.entries(step.env).map(([name, text]) => [name, filled(text, values)]),
    );
    const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", step.run], {
      cwd: join(folder, filled(step["working-directory"] ?? ".", values)),
      env: { ...process.env, ...env, ...own },
      encoding: "utf8",
    });
    runs.push({ name: step.name, code: status ?? 1, out: stdout + stderr });
  }
  return runs;
}

/** A text with its `${{ … }}`; the value of each may have another in it. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The job has no ${name}.`);
    return filled(value, values);
  });
}

function holds(
  condition: string,
  values: Readonly<Record<string, string>>,
  isGood: boolean,
): boolean {
  return condition
    .replace(/^\$\{\{ *| *\}\}$/g, "")
    .split(" && ")
    .every((term) => {
      if (term === "success()") return isGood;
      if (term === "!cancelled()") return true;
      const [, name = "", sign = "", text = ""] = /^([\w.-]+) (==|!=) '(.*)'$/.exec(term) ?? [];
      if (values[name] === undefined) throw new Error(`The job has no ${name}.`);
      return (values[name] === text) === (sign === "==");
    });
}
