/** `attain test`: runs the tests in plan files, in both evaluators. */
import { counted, nearest } from "../../base/text.ts";
import type { Checked } from "../../workspace/workspace.ts";
import type { CommandError } from "../answer.ts";
import { UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import { refuseErrors } from "../diagnostics.ts";
import { AT_FAULT, INTERNAL, OK } from "../exit-codes.ts";
import { type Io, progress } from "../io.ts";
import { goldenCases } from "../golden-report.ts";
import { REPORT_FORMATS } from "../formats/formats.ts";
import {
  countTexts,
  extrasJson,
  extrasOf,
  isShort,
  printExtras,
  remarksOf,
} from "../test-extras.ts";
import { checkAll, openSession } from "../session.ts";
import { testJson } from "../test-json.ts";
import { casesOf, countsText, reportTests } from "../test-report.ts";
import { type FileTest, testFile } from "../tests.ts";

export const testCommand: Command = {
  name: "test",
  summary: "Runs the tests in plan files.",
  operands: "[FILE or FOLDER …]",
  options: [
    { name: "filter", value: "TEXT", help: "Only tests with this in their title." },
    { name: "verbose", help: "Names the tests that pass, too." },
    { name: "coverage", help: "What of the plans the tests reach, and what they don't." },
    { name: "mutate", help: "Which small changes of the plans no test notices." },
    {
      name: "at-least",
      value: "PERCENT",
      help: "With --coverage or --mutate: ends with 1 below this.",
    },
    {
      name: "accept",
      value: "NAME",
      many: true,
      help: "Accept the statement of this name in attain.json as it is now.",
    },
    { name: "watch", help: "Runs again whenever a file of the project changes, until Ctrl-C." },
  ],
  formats: REPORT_FORMATS,
  examples: [
    ["attain test", "Runs every test of the project."],
    [
      "attain test plans/account-executive.plan --filter capped",
      "Those of one file whose title has `capped` in it.",
    ],
    ["attain test --coverage --at-least 85", "Ends with 1 if the tests reach less of the plans."],
    ["attain test --mutate", "Changes the plans in small ways, and lists what no test notices."],
    ["attain test --format github --output junit=tests.xml", "For CI: annotations, and a report."],
    ["attain test --format json", "For other programs: one JSON document."],
  ],
  run: async (io, args) => {
    const session = await openSession(io, args.operands);
    const { places } = session;
    const { checked, diagnostics } = checkAll(session);
    refuseErrors(diagnostics, places, "No test was run");
    const filter = args.value("filter");
    if (filter !== undefined) checkFilter(filter, titlesIn(checked));
    const results = await runAll(io, checked, filter);
    const extras = await extrasOf(io, args, session, checked, results);
    const isSplit = results.some(({ splits }) => splits.length > 0);
    const isFailed = results.some(({ failures }) => failures.length > 0) || isShort(extras);
    return {
      exit: isSplit ? INTERNAL : isFailed ? AT_FAULT : OK,
      found: { places, diagnostics },
      ...(isSplit ? { error: DIFFERING } : {}),
      result: () => ({
        tests: results.map((result) => testJson(result, places)),
        ...extrasJson(session, extras),
      }),
      report: () => ({
        summary: [countsText(results), ...countTexts(extras)].join("; "),
        cases: [...casesOf(session, results), ...goldenCases(places, extras.goldens)],
        remarks: remarksOf(session, extras),
      }),
      print: (to) => {
        reportTests(to, session, results, args.flag("verbose"));
        printExtras(to, session, extras);
      },
    };
  },
};

const DIFFERING: CommandError = { kind: "attain", message: "Its two evaluators differ." };

function titlesIn(checked: readonly Checked[]): string[] {
  return checked.flatMap(({ program }) =>
    program.tests.map(({ declaration }) => declaration.title.value),
  );
}

/** A filter that leaves nothing would make every test pass. */
function checkFilter(filter: string, titles: readonly string[]): void {
  if (titles.some((title) => title.includes(filter))) return;
  const length = filter.split(" ").length;
  const parts = titles.flatMap((title) => {
    const words = title.split(" ");
    return words.map((_, i) => words.slice(i, i + length).join(" "));
  });
  const meant = nearest(filter, parts);
  const help =
    meant === undefined
      ? `Without it there is ${counted(titles.length, "test")} to run.`
      : `Did you mean ${meant}?`;
  throw new UsageError(`No test has “${filter}” in its title. ${help}`);
}

async function runAll(
  io: Io,
  checked: readonly Checked[],
  filter: string | undefined,
): Promise<FileTest[]> {
  const bar = progress(io, "Testing");
  const results: FileTest[] = [];
  for (const [i, file] of checked.entries()) {
    bar.at(i, checked.length);
    if (file.program.tests.length > 0) results.push(...(await testFile(file, filter)));
  }
  bar.end();
  return results;
}
