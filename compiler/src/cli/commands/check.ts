/** `attain check`: says what is wrong with plans, all of it at once. */
import { counted, nearest } from "../../base/text.ts";
import { CATALOGUE } from "../../diagnostics/catalogue/index.ts";
import { isOfLibrary } from "../../workspace/host.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import type { Io } from "../io.ts";
import { countsOf, diagnosticsText, hasErrors } from "../diagnostics.ts";
import { AT_FAULT, OK } from "../exit-codes.ts";
import { REPORT_FORMATS } from "../formats/formats.ts";
import { lowerProgram } from "../../lower/program.ts";
import { type Proved, prove } from "../../prove/prove.ts";
import type { Checked } from "../../workspace/workspace.ts";
import { proofsJson, proofsText } from "../proofs.ts";
import { checkAll, openSession, type Session } from "../session.ts";

export const checkCommand: Command = {
  name: "check",
  summary: "Says what is wrong with plans, all of it at once.",
  operands: "[FILE or FOLDER …]",
  options: [
    { name: "proofs", help: "Say also what is proved about pay, and what is unknown." },
    { name: "fix", help: "Apply the fixes that change no payout." },
    {
      name: "fix-unsafe",
      value: "NAME",
      many: true,
      help: "Apply the fixes of a finding by its name, also where they change what is paid.",
    },
    { name: "watch", help: "Runs again whenever a file of the project changes, until Ctrl-C." },
  ],
  formats: REPORT_FORMATS,
  examples: [
    ["attain check", "Checks every plan of the project around this folder."],
    ["attain check plans/account-executive.plan", "Checks one plan, and what it imports."],
    ["attain check plans", "Checks the plan files of a folder."],
    ["attain check --fix", "Applies the fixes that change no payout, and says what is left."],
    [
      "attain check --output sarif=attain.sarif",
      "Writes what is found for code scanning, and prints it for people.",
    ],
    [
      "attain check --format json | jq '.diagnostics[].code'",
      "For other programs: one JSON document.",
    ],
  ],
  run: async (io, args) => {
    const { session, fixed } = await fixing(io, args);
    const { paths, places } = session;
    const { checked, diagnostics } = checkAll(session);
    const proofs = args.flag("proofs") && !hasErrors(diagnostics) ? proved(checked) : undefined;
    const plans = checked.flatMap(({ program }) => program.plans);
    const counts = countsOf(diagnostics);
    const mended = fixed === undefined ? "" : `; ${counted(fixed, "finding")} mended`;
    const summary = `${counted(plans.length, "plan")} in ${counted(paths.length, "file")}: ${counts === "" ? "nothing is wrong" : counts}${mended}`;
    return {
      exit: hasErrors(diagnostics) ? AT_FAULT : OK,
      found: { places, diagnostics },
      result: () => ({
        files: paths.map((path) => places.path(path)),
        ...(fixed === undefined ? {} : { fixed }),
        ...(proofs === undefined ? {} : { proofs: proofsJson(proofs) }),
      }),
      report: () => ({ summary }),
      // What is wrong is the result.
      print: (to) => {
        to.out(diagnosticsText(to, diagnostics, places));
        if (proofs !== undefined) to.out(proofsText(proofs));
        to.out(`${summary}\n`);
      },
    };
  },
};

function proved(checked: readonly Checked[]): readonly Proved[] {
  return checked.flatMap(({ program, file }) => {
    const span = { start: 0, end: 0 };
    return prove(lowerProgram(program), () => ({ file, span })).plans;
  });
}

/** A fix may make way for another one; so many rounds are enough for any that end. */
const MOST_ROUNDS = 10;

/** The session as it is after all fixes that were asked for, and how many there were. */
async function fixing(
  io: Io,
  args: Arguments,
): Promise<{ readonly session: Session; readonly fixed?: number }> {
  const named = new Set(args.values("fix-unsafe"));
  const safe = args.flag("fix");
  let session = await openSession(io, args.operands);
  refuseUnknown(named, session);
  if (!safe && named.size === 0) return { session };
  const { applyFixes } = await import("../fixes.ts");
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { diagnostics } = checkAll(session);
    const files = new Set(session.workspace.paths().filter((path) => !isOfLibrary(path)));
    const own = diagnostics.filter(({ at }) => files.has(at.file.path));
    const done = applyFixes(session.root, own, safe, named);
    if (done === 0) break;
    fixed += done;
    session = await openSession(io, args.operands);
  }
  return { session, fixed };
}

function refuseUnknown(named: ReadonlySet<string>, { workspace }: Session): void {
  const known = new Set([
    ...workspace.allowable,
    ...[...CATALOGUE.values()].map(({ name }) => name),
  ]);
  for (const name of named) {
    if (known.has(name)) continue;
    const meant = nearest(name, known);
    const help = meant === undefined ? "" : ` Did you mean ${meant}?`;
    throw new UsageError(`No finding is called ${name}.${help}`);
  }
}
