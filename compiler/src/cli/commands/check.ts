/** `attain check`: says what is wrong with plans, all of it at once. */
import { counted } from "../../base/text.ts";
import { type Command, FORMAT, formatOf } from "../command.ts";
import { countsOf, diagnosticJson, hasErrors, printDiagnostics } from "../diagnostics.ts";
import { AT_FAULT, OK } from "../exit-codes.ts";
import { checkAll, openSession } from "../session.ts";

export const checkCommand: Command = {
  name: "check",
  summary: "Says what is wrong with plans, all of it at once.",
  operands: "[FILE …]",
  options: [FORMAT],
  examples: [
    ["attain check", "Checks every plan of the project around this folder."],
    ["attain check plans/ae.plan", "Checks one plan, and what it imports."],
    [
      "attain check --format json | jq '.diagnostics[].code'",
      "For other programs: one JSON document.",
    ],
  ],
  run: async (io, args) => {
    const format = formatOf(args);
    const session = await openSession(io, args.operands);
    const { checked, diagnostics } = checkAll(session);
    const plans = checked.flatMap(({ program }) => program.plans);
    if (format === "json") {
      io.out(
        `${JSON.stringify({ files: session.paths, diagnostics: diagnostics.map(diagnosticJson) }, null, 2)}\n`,
      );
    } else {
      printDiagnostics(io, diagnostics);
      const found = countsOf(diagnostics);
      io.out(
        `${counted(plans.length, "plan")} in ${counted(session.paths.length, "file")}: ${found === "" ? "nothing is wrong" : found}\n`,
      );
    }
    return hasErrors(diagnostics) ? AT_FAULT : OK;
  },
};
