/** `attain diff`: what a change of plans pays, to whom, and because of which clause. */
import { parseAmount } from "../diff/budget.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import { compare } from "../diff/comparison.ts";
import { documentOf } from "../diff/document.ts";
import { htmlText } from "../diff/html.ts";
import { markdownText } from "../diff/markdown.ts";
import { prettyText } from "../diff/pretty.ts";
import { type Privacy, reportOf } from "../diff/report.ts";
import { openSides } from "../diff/sides.ts";
import { OK } from "../exit-codes.ts";
import { shownPath } from "../places.ts";
import { join } from "node:path";

const PRIVACIES: readonly Privacy[] = ["names", "pseudonyms", "totals"];

export const diffCommand: Command = {
  name: "diff",
  summary: "Shows whom a change pays more or less, and because of which clause.",
  operands: "BASE [HEAD] --period PERIOD",
  options: [
    { name: "period", short: "p", value: "PERIOD", help: "What is paid: FY2026-Q1, 2026-03 …" },
    {
      name: "privacy",
      value: PRIVACIES.join("|"),
      help: "Who is named: everybody, everybody by a number, nobody. Names; in markdown, numbers.",
    },
    { name: "budget", value: "AMOUNT", help: 'What may be spent in the period: "120,000 USD".' },
    {
      name: "exact",
      help: "Compares with BASE as it is now, and not as it was where HEAD parted from it.",
    },
  ],
  formats: ["markdown", "html"],
  examples: [
    ["attain diff main --period FY2026-Q1", "What the work in this folder changes against main."],
    ["attain diff v1 v2 --period FY2026", "What changed between two tags, for a whole year."],
    [
      "attain diff main --period FY2026-Q1 --format markdown > comment.md",
      "The comment on a pull request; nobody is named in it.",
    ],
  ],
  run: async (io, args) => {
    const [base, head, ...more] = args.operands;
    if (base === undefined)
      throw new UsageError(
        "Compare with what? Name a branch, a tag or a commit: attain diff main.",
      );
    if (more.length > 0) throw new UsageError("A diff has two sides: name one revision or two.");
    const privacy = privacyOf(args);
    const budget = args.value("budget");
    const amount = budget === undefined ? undefined : parseAmount(budget);
    const sides = await openSides(io, { base, head, isExact: args.flag("exact") });
    try {
      const comparison = await compare(io, sides, args.value("period"));
      const { root } = sides.head.project;
      const path = (file: string): string =>
        sides.called(join(root, file))?.replace(/^[^:]*:/, "") ?? shownPath(io, join(root, file));
      const report = (otherwise: Privacy): ReturnType<typeof reportOf> =>
        reportOf(comparison, { privacy: privacy ?? otherwise, path, budget: amount });
      return {
        exit: OK,
        print: (to) => to.out(prettyText(to, report("names"))),
        result: () => ({ diff: documentOf(comparison, privacy ?? "names", path) }),
        formats: {
          markdown: () => markdownText(report("pseudonyms")),
          html: () => htmlText(report("names")),
        },
      };
    } finally {
      sides.close();
    }
  },
};

function privacyOf(args: Arguments): Privacy | undefined {
  const asked = args.value("privacy");
  const found = PRIVACIES.find((one) => one === asked);
  if (asked !== undefined && found === undefined)
    throw new UsageError(`--privacy is ${PRIVACIES.join(", ")}, and not ${asked}.`);
  return found;
}
