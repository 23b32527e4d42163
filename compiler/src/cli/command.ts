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
  /** Whether it may stand several times. */
  readonly many?: true;
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
  /** Formats beyond pretty and json, which every command knows. */
  readonly formats?: readonly string[];
  /** Command lines, each with what it is for. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  readonly run: (io: Io, args: Arguments) => Promise<Answer>;
}

export function formatsOf({ formats = [] }: Pick<Command, "formats">): readonly string[] {
  return ["pretty", "json", ...formats];
}

export function optionsOf(command: Command): readonly Option[] {
  return [
    ...command.options,
    {
      name: "format",
      value: formatsOf(command).join("|"),
      help: "How the result is written; pretty is for people.",
    },
    ...(command.formats === undefined ? [] : [OUTPUT]),
    { name: "help", short: "h", help: "Show this help." },
  ];
}

const OUTPUT: Option = {
  name: "output",
  value: "[FORMAT=]FILE",
  many: true,
  help: "Write to a file instead of stdout; FORMAT=FILE writes another format beside it.",
};

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
