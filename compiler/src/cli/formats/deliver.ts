/** Brings the answer of a command where it is asked for: to stdout in one format, and to files in any. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Answer } from "../answer.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import { type Command, formatsOf } from "../command.ts";
import { documentOf } from "../document.ts";
import type { Io } from "../io.ts";
import { REPORTS } from "./formats.ts";
import { reportOf } from "./report.ts";

/** A file that the answer is written to. */
interface Output {
  readonly format: string;
  readonly path: string;
  /** Whether it is in place of stdout. */
  readonly isInstead: boolean;
}

/** `--output FILE`, or `--output FORMAT=FILE` for one more. */
export function outputsOf(command: Command, args: Arguments, format: string): Output[] {
  const known = formatsOf(command);
  const outputs = args.values("output").map((text) => {
    const [name = "", ...rest] = text.split("=");
    if (rest.length === 0) return { format, path: text, isInstead: true };
    if (known.includes(name)) return { format: name, path: rest.join("="), isInstead: false };
    throw new UsageError(
      `There is no format ${name} here: write ${known.join(", ")}, as in --output json=FILE.`,
    );
  });
  if (outputs.filter(({ isInstead }) => isInstead).length > 1)
    throw new UsageError(
      "--output FILE stands twice: write --output FORMAT=FILE for another format.",
    );
  return outputs;
}

/** The answer, printed in a format; what is asked for in files is written now. */
export function delivered(
  io: Io,
  { name }: Command,
  answer: Answer,
  format: string,
  outputs: readonly Output[],
): Answer {
  for (const output of outputs) {
    const path = resolve(io.cwd, output.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(io, name, answer, output.format));
  }
  if (outputs.some(({ isInstead }) => isInstead))
    return { ...answer, isWritten: true, print: () => undefined };
  // Why a command couldn't be run is for whoever wrote it; JSON has a place for that.
  if (format === "pretty" || format === "json" || isRefused(answer)) return answer;
  return { ...answer, print: (to) => to.out(textOf(io, name, answer, format)) };
}

function isRefused({ error }: Answer): boolean {
  return error !== undefined;
}

function textOf(io: Io, name: string, answer: Answer, format: string): string {
  if (format === "json") return `${JSON.stringify(documentOf(name, answer), null, 2)}\n`;
  const own = answer.formats?.[format];
  if (own !== undefined) return own();
  const write = REPORTS[format];
  return write === undefined ? prettyText(io, answer) : write(reportOf(name, answer));
}

function prettyText(io: Io, answer: Answer): string {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  answer.print({ ...io, out: say, err: say, colour: false, interactive: false });
  return said.join("");
}
