/** The words of a command line: options and operands, or what is wrong with them, in Attain's own words. */
import { parseArgs } from "node:util";
import { listed, nearest } from "../base/text.ts";
import { type Command, formatsOf, type Option, optionsOf } from "./command.ts";

export interface Arguments {
  readonly operands: readonly string[];
  readonly value: (name: string) => string | undefined;
  /** All of an option that may stand several times. */
  readonly values: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}

/** Said to the user, who is shown how the command is used. */
export class UsageError extends Error {}

export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const options = optionsOf(command);
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      options.map(({ name, short, value }) => {
        const type = value === undefined ? "boolean" : "string";
        return [name, short === undefined ? { type } : { type, short }] as const;
      }),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { rawName } = token;
    const option = options.find(({ name }) => name === token.name);
    if (option === undefined) throw new UsageError(unknownOption(rawName, options));
    const before = given.get(option.name) ?? [];
    if (before.length > 0 && option.many !== true) throw new UsageError(`${rawName} stands twice.`);
    given.set(option.name, [...before, valueOf(option, token)]);
  }
  const operands = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  return {
    operands,
    value: (name) => given.get(name)?.[0],
    values: (name) => given.get(name) ?? [],
    flag: (name) => given.has(name),
  };
}

/** What was written for an option; of a switch nothing may be. */
function valueOf(
  { name, value }: Option,
  written: {
    readonly rawName: string;
    readonly value?: string | undefined;
    readonly inlineValue?: boolean | undefined;
  },
): string {
  if (value === undefined) {
    if (written.value === undefined) return "";
    throw new UsageError(`${written.rawName} takes no value.`);
  }
  // The next option was taken for a value: `--period --dry-run`.
  const isOption = written.inlineValue !== true && /^-./.test(written.value ?? "");
  if (written.value !== undefined && !isOption) return written.value;
  throw new UsageError(`${written.rawName} needs a value: --${name} ${value}.`);
}

function unknownOption(written: string, options: readonly Option[]): string {
  const names = options.map(({ name }) => `--${name}`);
  const meant = written.startsWith("--")
    ? nearest(written.slice(2), withoutDashes(names))
    : undefined;
  const help =
    meant === undefined ? `The options are ${listed(names, "and")}.` : `Did you mean --${meant}?`;
  return `There is no option ${written}. ${help}`;
}

function withoutDashes(names: readonly string[]): string[] {
  return names.map((name) => name.slice(2));
}

/** How a result is written: pretty, or in one of the formats that the command knows. */
export function formatOf(command: Command, args: Arguments): string {
  const format = args.value("format") ?? "pretty";
  const known = formatsOf(command);
  if (known.includes(format)) return format;
  throw new UsageError(`There is no format ${format}: write ${listed(known, "or")}.`);
}

/** Whether JSON is asked for by a command line that may have anything else wrong with it. */
export function asksForJson(argv: readonly string[]): boolean {
  return argv.some(
    (word, i) => word === "--format=json" || (word === "--format" && argv[i + 1] === "json"),
  );
}
