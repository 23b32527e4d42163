/** What a command is: its words, its options, its examples, and what it does. */
import type { Answer } from "./answer.ts";
import type { Arguments } from "./arguments.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import type { Io } from "./io.ts";

export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What stands after it; none for a switch. */
  readonly value?: string;
  readonly help: string;
}

export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** After the name: `[FILE …]`. */
  readonly operands: string;
  /** Its own; every command has `--format` and `--help` too. */
  readonly options: readonly Option[];
  /** Command lines, each with what it is for. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  readonly run: (io: Io, args: Arguments) => Promise<Answer>;
}

const COMMON: readonly Option[] = [
  {
    name: "format",
    value: "pretty|json",
    help: "How the result is written; pretty is for people.",
  },
  { name: "help", short: "h", help: "Show this help." },
];

export function optionsOf({ options }: Command): readonly Option[] {
  return [...options, ...COMMON];
}

export function helpOf(command: Command): string {
  const { name, summary, operands, examples } = command;
  const options = optionsOf(command);
  const left = options.map(
    ({ name: option, short, value }) =>
      `${short === undefined ? "    " : `-${short}, `}--${option}${value === undefined ? "" : ` ${value}`}`,
  );
  const width = Math.max(...left.map((text) => text.length));
  return [
    `attain ${name} ${operands}`.trimEnd(),
    "",
    `  ${summary}`,
    "",
    "Options",
    ...options.map(({ help }, i) => `  ${(left[i] ?? "").padEnd(width)}  ${help}`),
    "",
    "Examples",
    ...examples.flatMap(([line, what]) => [`  ${line}`, `      ${what}`]),
    "",
    "Exit codes",
    ...EXIT_CODES.map(([code, meaning]) => `  ${String(code).padStart(2)}  ${meaning}`),
    "",
  ].join("\n");
}
