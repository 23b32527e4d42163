/** The command line: finds the command, runs it, and answers with an exit code. Nothing prints a stack to a user. */
import { runtimeVersion } from "@attain/runtime";
import { listed, nearest } from "../base/text.ts";
import { type Answer, Refusal } from "./answer.ts";
import { type Arguments, asksForJson, formatOf, readArguments, UsageError } from "./arguments.ts";
import { type Command, helpOf } from "./command.ts";
import { documentOf } from "./document.ts";
import { INTERNAL, OK, USAGE } from "./exit-codes.ts";
import { delivered, outputsOf } from "./formats/deliver.ts";
import { type Io, processIo } from "./io.ts";
import { machineError } from "./machine-errors.ts";

/** Each is loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  new: async () => (await import("./commands/new.ts")).newCommand,
  check: async () => (await import("./commands/check.ts")).checkCommand,
  fmt: async () => (await import("./commands/fmt.ts")).fmtCommand,
  test: async () => (await import("./commands/test.ts")).testCommand,
  run: async () => (await import("./commands/run.ts")).runCommand,
  diff: async () => (await import("./commands/diff.ts")).diffCommand,
  "what-if": async () => (await import("./commands/what-if.ts")).whatIfCommand,
  close: async () => (await import("./commands/close.ts")).closeCommand,
  ledger: async () => (await import("./commands/ledger.ts")).ledgerCommand,
  letter: async () => (await import("./commands/letter.ts")).letterCommand,
  explain: async () => (await import("./commands/explain.ts")).explainCommand,
  build: async () => (await import("./commands/build.ts")).buildCommand,
};

export async function main(argv: readonly string[], io: Io): Promise<number> {
  const isWatching = argv.includes("--watch") && !argv.includes("--help") && !argv.includes("-h");
  if (!isWatching) return runOnce(argv, io);
  const { watching } = await import("./watch.ts");
  return watching(io, argv, () => runOnce(argv, io));
}

async function runOnce(argv: readonly string[], io: Io): Promise<number> {
  const [name = "help", ...rest] = argv;
  const answer = await answerOf(name, rest, io);
  try {
    if (answer.isWritten === true) return answer.exit;
    if (asksForJson(argv)) io.out(`${JSON.stringify(documentOf(name, answer), null, 2)}\n`);
    else answer.print(io);
    return answer.exit;
  } catch (error) {
    const failed = failure(error, io, "Attain itself is at fault");
    failed.print(io);
    return failed.exit;
  }
}

async function answerOf(name: string, words: readonly string[], io: Io): Promise<Answer> {
  if (name === "--version" || name === "-v") return text(`attain ${runtimeVersion}\n`);
  if (name === "--help" || name === "-h" || name === "help") return help(words);
  const command = await commandOf(name);
  if (command === undefined) return usage(unknownCommand(name));
  try {
    const args = readArguments(command, words);
    if (args.flag("help")) return text(helpOf(command));
    const format = formatOf(command, args);
    const outputs = outputsOf(command, args, format);
    return delivered(io, command, await answered(command, io, args), format, outputs);
  } catch (error) {
    if (error instanceof UsageError)
      return usage(error.message, `attain ${name} --help shows how it is used.`);
    return failure(error, io, "Attain itself is at fault, and nothing was paid");
  }
}

async function answered(command: Command, io: Io, args: Arguments): Promise<Answer> {
  try {
    return await command.run(io, args);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

async function commandOf(name: string): Promise<Command | undefined> {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name]?.() : undefined;
}

function text(words: string): Answer {
  return { exit: OK, print: (io) => io.out(words), result: () => ({ text: words }) };
}

/** The command line can't be understood; `more` says where to learn how it is. */
function usage(message: string, ...more: readonly string[]): Answer {
  return {
    exit: USAGE,
    error: { kind: "usage", message },
    print: (io) => io.err([message, ...more].map((line) => `${line}\n`).join("")),
  };
}

/** What nobody wrote wrong: the machine's refusal, or a fault of Attain. */
function failure(error: unknown, io: Io, whose: string): Answer {
  const refused = machineError(error, io);
  if (refused !== undefined) {
    return {
      exit: USAGE,
      error: { kind: "machine", message: refused },
      print: ({ err }) => err(`${refused}\n`),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return {
    exit: INTERNAL,
    error: { kind: "attain", message },
    print: ({ err }) => {
      err(`${whose}: ${message}\n`);
      err(
        "Please report this, with the plan if you can. ATTAIN_DEBUG=1 shows where it happened.\n",
      );
      if (process.env["ATTAIN_DEBUG"] !== undefined) err(`${stack}\n`);
    },
  };
}

function unknownCommand(name: string): string {
  if (name.startsWith("-"))
    return `There is no option ${name} before a command. attain --help shows the commands.`;
  const meant = nearest(name, Object.keys(COMMANDS));
  const known = `The commands are ${listed(Object.keys(COMMANDS), "and")}.`;
  return `There is no command ${name}. ${meant === undefined ? known : `Did you mean ${meant}?`}`;
}

async function help([name]: readonly string[]): Promise<Answer> {
  if (name === undefined || name.startsWith("-")) return text(await overview());
  const command = await commandOf(name);
  return command === undefined ? usage(unknownCommand(name)) : text(helpOf(command));
}

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    "attain COMMAND …",
    "",
    "  Sales compensation plans as code.",
    "",
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    "",
    "attain COMMAND --help shows its options and examples. attain --version says which one this is.",
    "",
  ].join("\n");
}

/**
 * Runs as a program. Whoever reads the output may have had enough of it: `attain run | head`.
 *
 * @public `compiler/bin` starts the bundle with it.
 */
export async function start(): Promise<void> {
  const io = processIo();
  process.stdout.on("error", (error: NodeJS.ErrnoException) => leave(error, io));
  process.stderr.on("error", () => process.exit());
  process.exitCode = await main(process.argv.slice(2), io);
}

/** Nobody reads on, or what is printed can't be kept. */
function leave(error: NodeJS.ErrnoException, io: Io): void {
  if (error.code === "EPIPE") process.exit();
  io.err(`${machineError(error, io) ?? error.message}\n`);
  process.exit(USAGE);
}
