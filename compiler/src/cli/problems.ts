/** Problems of data on the command line: for people, and for machines. */
import type { DataProblem } from "../data/problem.ts";
import { problemTexts } from "../data/problem-text.ts";
import { type RunNote, Refusal } from "./answer.ts";
import { AT_FAULT } from "./exit-codes.ts";
import { type Io, paintOf } from "./io.ts";
import type { Places } from "./places.ts";

/** Ends a command where data has problems. */
export function refuseProblems(problems: readonly DataProblem[], places: Places): void {
  if (problems.length === 0) return;
  const count =
    problems.length === 1 ? "there is a problem" : `there are ${problems.length} problems`;
  throw new Refusal({
    exit: AT_FAULT,
    found: { places, problems },
    print: (io) => {
      printProblems(io, problems, places);
      io.err(`Nothing was paid: ${count} in the data.\n`);
    },
  });
}

function printProblems(io: Io, problems: readonly DataProblem[], places: Places): void {
  const paint = paintOf(io);
  for (const { code, message, lines } of problemTexts(problems, places)) {
    if (message !== undefined)
      io.err(`${paint.severity("error", `error ${code}`)}  ${paint.strong(message)}\n`);
    io.err(`${lines.map((line) => `   ${line}\n`).join("")}\n`);
  }
}

/** A problem as JSON: all of its rows, however many. */
export function problemJson(
  { file, origin, ...problem }: DataProblem,
  places: Places,
): Record<string, unknown> {
  const asked = origin && places.json(origin);
  return { ...problem, file: places.path(file), ...(asked === undefined ? {} : { asked }) };
}

export function noteJson(note: RunNote, places: Places): Record<string, unknown> {
  return "file" in note ? { ...note, file: places.path(note.file) } : { ...note };
}
