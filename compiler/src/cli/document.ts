/** The one JSON document that a command prints with `--format json`. */
import type { Answer } from "./answer.ts";
import { diagnosticJson } from "./diagnostics.ts";
import { noteJson, problemJson } from "./problems.ts";

/** docs/json.md describes it, and a schema: its first members are the same for all commands. */
export function documentOf(command: string, answer: Answer): Readonly<Record<string, unknown>> {
  const { exit, error, result, found } = answer;
  return {
    command,
    exit,
    ...(error === undefined ? {} : { error }),
    diagnostics: found?.diagnostics?.map((one) => diagnosticJson(one, found.places)) ?? [],
    problems: found?.problems?.map((one) => problemJson(one, found.places)) ?? [],
    notes: found?.notes?.map((one) => noteJson(one, found.places)) ?? [],
    ...result?.(),
  };
}
