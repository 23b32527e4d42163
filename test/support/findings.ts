// What `attain check` finds in the project of tests, each finding in a few words.
import { type Files, json, project } from "./command-line.ts";

interface Checked {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }[];
}

/** What is found in the project with changes: `error ATN2003 plans/house.plan:9:12`. */
export async function findings(changes: Files, ...words: string[]): Promise<string[]> {
  const { diagnostics } = (await json(project(changes), "check", ...words)) as Checked;
  return diagnostics.map(
    ({ code, severity, file, line, column }) => `${severity} ${code} ${file}:${line}:${column}`,
  );
}
