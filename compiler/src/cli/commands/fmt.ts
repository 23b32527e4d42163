/** `attain fmt`: brings plan files into the one style, or says which aren't in it. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { counted } from "../../base/text.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { format } from "../../format/format.ts";
import { nodeHost } from "../../host/node-host.ts";
import { parse } from "../../syntax/parser.ts";
import { withoutMark } from "../../text/source-file.ts";
import { lostIn } from "../../workspace/lost-text.ts";
import { Workspace } from "../../workspace/workspace.ts";
import type { Answer } from "../answer.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import { diagnosticsText, refuseErrors } from "../diagnostics.ts";
import { AT_FAULT, OK } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { loosePlanFilesOf, targetsOf } from "../operands.ts";
import { Places, shownPath } from "../places.ts";
import { openSession } from "../session.ts";

export const fmtCommand: Command = {
  name: "fmt",
  summary: "Brings plan files into the one style.",
  operands: "[FILE or FOLDER …]",
  options: [
    { name: "check", help: "Change nothing; say which files aren't in the style." },
    { name: "stdin", help: "Read one plan from stdin, and print it in the style." },
  ],
  examples: [
    ["attain fmt", "Formats every plan of the project around this folder."],
    ["attain fmt plans", "Formats the plan files of a folder."],
    ["attain fmt --check", "Changes nothing, and ends with 1 if a file isn't formatted: for CI."],
    [
      "attain fmt --stdin < plans/account-executive.plan",
      "Prints one plan formatted: for editors.",
    ],
  ],
  run: async (io, args) => (args.flag("stdin") ? formatInput(io, args) : formatFiles(io, args)),
};

async function formatFiles(io: Io, args: Arguments): Promise<Answer> {
  const isCheck = args.flag("check");
  const paths = await pathsOf(io, args.operands);
  const changed: string[] = [];
  const wrong: Diagnostic[] = [];
  for (const path of paths) {
    const file = formatted(shownPath(io, path), readFileSync(path), isCheck);
    wrong.push(...file.wrong);
    if (!file.isChanged) continue;
    changed.push(shownPath(io, path));
    if (!isCheck) writeFileSync(path, file.text);
  }
  const all = counted(paths.length, "file");
  const done = isCheck ? "to format" : "formatted";
  const summary = changed.length === 0 ? "nothing to format" : `${changed.length} ${done}`;
  return {
    ...fault(io, wrong, isCheck && changed.length > 0),
    result: () => ({ files: paths.map((path) => shownPath(io, path)), changed }),
    print: (to) => {
      printWrong(to, wrong);
      to.out([...changed, `${all}: ${summary}`].map((line) => `${line}\n`).join(""));
    },
  };
}

async function formatInput(io: Io, args: Arguments): Promise<Answer> {
  if (args.operands.length > 0) throw new UsageError("--stdin reads one plan: name no files.");
  const isCheck = args.flag("check");
  const { text, isChanged, wrong } = formatted("stdin", await io.input(), isCheck);
  return {
    ...fault(io, wrong, isCheck && isChanged),
    result: () => ({ text }),
    print: (to) => {
      printWrong(to, wrong);
      if (!isCheck) to.out(text);
    },
  };
}

/** The files that are named, of whatever project each is; those of the project around this folder if none are. */
async function pathsOf(io: Io, named: readonly string[]): Promise<readonly string[]> {
  if (named.length > 0) return loosePlanFilesOf(io, targetsOf(io, named));
  const { root, paths, problems, places } = await openSession(io);
  if (paths.length === 0) refuseErrors(problems, places, "Nothing was formatted");
  return paths.map((path) => resolve(root, path));
}

interface Formatted {
  readonly text: string;
  readonly isChanged: boolean;
  /** Why lines can't be read: they stay as they are. */
  readonly wrong: readonly Diagnostic[];
}

/** What isn't UTF-8 is left alone: what can't be read of it would be lost. */
function formatted(path: string, bytes: Uint8Array, isCheck: boolean): Formatted {
  const old = Buffer.from(bytes).toString("utf8");
  const file = { path, text: withoutMark(old) };
  const lost = Buffer.from(old).equals(bytes) ? undefined : lostIn(file);
  if (lost !== undefined) return { text: old, isChanged: false, wrong: [lost] };
  const text = format(old);
  const kept = isCheck ? file : { path, text: withoutMark(text) };
  return { text, isChanged: text !== old, wrong: parse(kept).diagnostics };
}

function fault(
  io: Io,
  diagnostics: readonly Diagnostic[],
  isFaulty: boolean,
): Pick<Answer, "exit" | "found"> {
  const exit = isFaulty || diagnostics.length > 0 ? AT_FAULT : OK;
  return { exit, found: { places: placesOf(io), diagnostics } };
}

function printWrong(io: Io, diagnostics: readonly Diagnostic[]): void {
  io.err(diagnosticsText(io, diagnostics, placesOf(io)));
}

/** Files are named from the folder that the command is run in. */
function placesOf({ cwd }: Io): Places {
  return new Places(cwd, cwd, new Workspace(nodeHost(cwd)));
}
