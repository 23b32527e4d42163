/** `attain what-if`: what plans cost under their scenarios, side by side with what they cost as they are. */
import type { Command } from "../command.ts";
import { OK } from "../exit-codes.ts";
import { compareScenarios } from "../what-if/comparison.ts";
import { documentOf } from "../what-if/document.ts";
import { htmlText } from "../what-if/html.ts";
import { markdownText } from "../what-if/markdown.ts";
import { prettyText } from "../what-if/pretty.ts";
import { reportOf } from "../what-if/report.ts";

export const whatIfCommand: Command = {
  name: "what-if",
  summary: "Compares scenarios: what plans would cost if something were otherwise.",
  operands: "[SCENARIO …] --period PERIOD",
  options: [
    {
      name: "period",
      short: "p",
      value: "PERIOD",
      help: "Whose data is paid: FY2026-Q1, FY2026 …",
    },
  ],
  formats: ["markdown", "html"],
  examples: [
    ["attain what-if --period FY2026-Q1", "All scenarios of the plans that pay in the quarter."],
    [
      'attain what-if "Quotas ten percent higher" --period FY2026-H1',
      "One of them, for half a year.",
    ],
    [
      "attain what-if --period FY2026-Q1 --format html > what-if.html",
      "The same as a page that can be sent.",
    ],
  ],
  run: async (io, args) => {
    const { ready, comparisons } = await compareScenarios(io, args.value("period"), args.operands);
    const reports = comparisons.map(reportOf);
    return {
      exit: OK,
      found: { places: ready.session.places, diagnostics: ready.warnings, notes: ready.notes },
      print: (to) => to.out(prettyText(to, reports)),
      result: () => ({ whatIf: comparisons.map(documentOf) }),
      formats: { markdown: () => markdownText(reports), html: () => htmlText(reports) },
    };
  },
};
