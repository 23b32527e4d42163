/** What a command is: its words, its options, its examples, and what it does. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { listed, nearest } from "../base/text.ts";
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
  readonly options: readonly Option[];
  /** Command lines, each with what it is for. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  readonly run: (io: Io, args: Arguments) => Promise<number>;
}

export interface Arguments {
  readonly operands: readonly string[];
  readonly value: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean;
}

/** Said to the user, who is shown how the command is used. */
export class UsageError extends Error {}

export const FORMAT: Option = {
  name: "format",
  value: "pretty|json",
  help: "How the result is written; pretty is for people.",
};
export const HELP: Option = { name: "help", short: "h", help: "Show this help." };

export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const options = [...command.options, HELP];
  const config: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries(
    options.map(({ name, short, value }) => [
      name,
      {
        type: value === undefined ? ("boolean" as const) : ("string" as const),
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
  checkNames(argv, options);
  const { values, positionals } = parse(argv, config);
  return {
    operands: positionals,
    value: (name) => (typeof values[name] === "string" ? values[name] : undefined),
    flag: (name) => values[name] === true,
  };
}

function parse(
  argv: readonly string[],
  options: NonNullable<ParseArgsConfig["options"]>,
): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error),
    );
  }
}

function checkNames(argv: readonly string[], options: readonly Option[]): void {
  for (const word of argv) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined || options.some((option) => option.name === name)) continue;
    const names = options.map((option) => option.name);
    const meant = nearest(name, names);
    const help =
      meant === undefined
        ? `The options are ${listed(
            names.map((known) => `--${known}`),
            "and",
          )}.`
        : `Did you mean --${meant}?`;
    throw new UsageError(`There is no option --${name}. ${help}`);
  }
}

export function helpOf({ name, summary, operands, options, examples }: Command): string {
  const all = [...options, HELP];
  const left = all.map(
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
    ...all.map(({ help }, i) => `  ${(left[i] ?? "").padEnd(width)}  ${help}`),
    "",
    "Examples",
    ...examples.flatMap(([line, what]) => [`  ${line}`, `      ${what}`]),
    "",
    "Exit codes: 0 all is well, 1 a plan, test or the data is at fault, 2 the command line is, 70 Attain is.",
    "",
  ].join("\n");
}

/** The format that was asked for. */
export type Format = "pretty" | "json";

export function formatOf(args: Arguments): Format {
  const format = args.value("format") ?? "pretty";
  if (format === "pretty" || format === "json") return format;
  throw new UsageError(`There is no format ${format}: write pretty or json.`);
}
