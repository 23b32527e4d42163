/** The command line: finds the command, runs it, and answers with an exit code. Nothing prints a stack to a user. */
import { runtimeVersion } from "@attain/runtime";
import { listed, nearest } from "../base/text.ts";
import { type Command, helpOf, readArguments, UsageError } from "./command.ts";
import { INTERNAL, OK, USAGE } from "./exit-codes.ts";
import { type Io, processIo } from "./io.ts";

/** Each is loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  new: async () => (await import("./commands/new.ts")).newCommand,
  check: async () => (await import("./commands/check.ts")).checkCommand,
  test: async () => (await import("./commands/test.ts")).testCommand,
  run: async () => (await import("./commands/run.ts")).runCommand,
  explain: async () => (await import("./commands/explain.ts")).explainCommand,
  build: async () => (await import("./commands/build.ts")).buildCommand,
};

export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === "--version" || name === "-v") {
    io.out(`attain ${runtimeVersion}\n`);
    return OK;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    io.out(await overview(rest[0]));
    return OK;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const meant = nearest(name, Object.keys(COMMANDS));
    const known = `The commands are ${listed(Object.keys(COMMANDS), "and")}.`;
    io.err(
      `There is no command ${name}. ${meant === undefined ? known : `Did you mean ${meant}?`}\n`,
    );
    return USAGE;
  }
  return runCommand(await load(), rest, io);
}

async function runCommand(command: Command, argv: readonly string[], io: Io): Promise<number> {
  try {
    const args = readArguments(command, argv);
    if (!args.flag("help")) return await command.run(io, args);
    io.out(helpOf(command));
    return OK;
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${error.message}\nattain ${command.name} --help shows how it is used.\n`);
      return USAGE;
    }
    const message = error instanceof Error ? error.message : String(error);
    io.err(
      `Attain itself is at fault, and nothing was paid: ${message}\nPlease report this, with the plan if you can. ATTAIN_DEBUG=1 shows where it happened.\n`,
    );
    if (process.env["ATTAIN_DEBUG"] !== undefined && error instanceof Error)
      io.err(`${error.stack ?? ""}\n`);
    return INTERNAL;
  }
}

async function overview(name: string | undefined): Promise<string> {
  const one = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (one !== undefined) return helpOf(await one());
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

/** Runs as a program. Whoever reads the output may have had enough of it: `attain run | head`. */
export async function start(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }
  process.exitCode = await main(process.argv.slice(2), processIo());
}
