/** `attain check`: says what is wrong with plans, all of it at once. */
import { counted } from "../../base/text.ts";
import type { Command } from "../command.ts";
import { countsOf, diagnosticsText, hasErrors } from "../diagnostics.ts";
import { AT_FAULT, OK } from "../exit-codes.ts";
import { checkAll, openSession } from "../session.ts";

export const checkCommand: Command = {
  name: "check",
  summary: "Says what is wrong with plans, all of it at once.",
  operands: "[FILE or FOLDER …]",
  options: [],
  examples: [
    ["attain check", "Checks every plan of the project around this folder."],
    ["attain check plans/account-executive.plan", "Checks one plan, and what it imports."],
    ["attain check plans", "Checks the plan files of a folder."],
    [
      "attain check --format json | jq '.diagnostics[].code'",
      "For other programs: one JSON document.",
    ],
  ],
  run: async (io, args) => {
    const session = await openSession(io, args.operands);
    const { paths, places } = session;
    const { checked, diagnostics } = checkAll(session);
    const plans = checked.flatMap(({ program }) => program.plans);
    return {
      exit: hasErrors(diagnostics) ? AT_FAULT : OK,
      found: { places, diagnostics },
      result: () => ({ files: paths.map((path) => places.path(path)) }),
      // What is wrong is the result.
      print: (to) => {
        to.out(diagnosticsText(to, diagnostics, places));
        const found = countsOf(diagnostics);
        to.out(
          `${counted(plans.length, "plan")} in ${counted(paths.length, "file")}: ${found === "" ? "nothing is wrong" : found}\n`,
        );
      },
    };
  },
};
