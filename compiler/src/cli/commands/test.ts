/** `attain test`: runs the tests in plan files, in both evaluators. */
import { counted, nearest } from "../../base/text.ts";
import { renderDiagnostic } from "../../diagnostics/render.ts";
import type { Failure } from "../../evaluate/test-runner.ts";
import { explainedText } from "../../explain/text.ts";
import type { Checked } from "../../workspace/workspace.ts";
import type { CommandError } from "../answer.ts";
import { UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import { refuseErrors } from "../diagnostics.ts";
import { AT_FAULT, INTERNAL, OK } from "../exit-codes.ts";
import { explainedJson } from "../explanation-json.ts";
import { faultDiagnostic } from "../faults.ts";
import { type Io, paintOf, progress } from "../io.ts";
import type { Places } from "../places.ts";
import { checkAll, openSession, type Session } from "../session.ts";
import { type Difference, givenTexts, offText, titleOf } from "../test-failures.ts";
import { type FileTest, testFile } from "../tests.ts";

export const testCommand: Command = {
  name: "test",
  summary: "Runs the tests in plan files.",
  operands: "[FILE or FOLDER …]",
  options: [
    { name: "filter", value: "TEXT", help: "Only tests with this in their title." },
    { name: "verbose", help: "Names the tests that pass, too." },
  ],
  examples: [
    ["attain test", "Runs every test of the project."],
    [
      "attain test plans/account-executive.plan --filter capped",
      "Those of one file whose title has `capped` in it.",
    ],
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
    const isSplit = results.some(({ splits }) => splits.length > 0);
    const isFailed = results.some(({ failures }) => failures.length > 0);
    return {
      exit: isSplit ? INTERNAL : isFailed ? AT_FAULT : OK,
      found: { places, diagnostics },
      ...(isSplit ? { error: DIFFERING } : {}),
      result: () => ({ tests: results.map((result) => testJson(result, places)) }),
      print: (to) => report(to, session, results, args.flag("verbose")),
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

function report(io: Io, session: Session, results: readonly FileTest[], isVerbose: boolean): void {
  const paint = paintOf(io);
  for (const result of results) {
    if (!isPassed(result)) io.out(`${failedText(io, session, result)}\n`);
    else if (isVerbose) {
      const place = paint.dim(session.places.line(result.test.origin));
      io.out(`${paint.dim("passes")}  ${titleOf(result.test)}  ${place}\n`);
    }
  }
  const passed = results.filter(isPassed).length;
  const failed = results.length - passed;
  const counts = failed === 0 ? "all pass" : `${passed} pass, ${failed} fail`;
  io.out(
    `${counted(results.length, "test")}: ${results.length === 0 ? "nothing to run" : counts}\n`,
  );
}

/** A test that fails: what it gives, and below it all that is wrong. */
function failedText(io: Io, session: Session, result: FileTest): string {
  const { test, failures, differences, splits } = result;
  const paint = paintOf(io);
  const place = paint.dim(session.places.line(test.origin));
  const given = givenTexts(test);
  const texts = failures.map((failure) => {
    const difference = differences.find((one) => one.failure === failure);
    return difference === undefined
      ? failureText(session, failure, io)
      : differenceText(session, difference, io);
  });
  const split = splits.map(
    ({ expect, reference, compiled }) =>
      `Attain itself is at fault: its two evaluators differ on ${expect.name}, ${reference} and ${compiled}. Please report this.`,
  );
  return [
    `${paint.severity("error", "fails ")}  ${paint.strong(titleOf(test))}  ${place}`,
    ...(given === "" ? [] : [indented(`given ${given}`)]),
    ...[...texts, ...split].map(indented),
    "",
  ].join("\n");
}

/** By how much a number is off, and how it came about. */
function differenceText({ places }: Session, difference: Difference, io: Io): string {
  const { expect, expected, actual } = difference.failure;
  const paint = paintOf(io);
  const off = offText(difference);
  const head = `${expect.name} is ${actual}, not ${expected}${off === "" ? "" : `: ${off}`}`;
  const how = explainedText(difference.explained, {
    paint,
    locate: (origin) => places.line(origin),
  });
  return `${paint.strong(head)}  ${paint.dim(places.line(expect.origin))}${how === "" ? "" : `\n\n${how}\n`}`;
}

function isPassed({ failures, splits }: Pick<FileTest, "failures" | "splits">): boolean {
  return failures.length + splits.length === 0;
}

function failureText({ workspace, places }: Session, failure: Failure, io: Io): string {
  switch (failure.kind) {
    case "different":
      return `${failure.expect.name} is ${failure.actual}, not ${failure.expected}`;
    case "fault": {
      const { fault } = failure;
      const file = workspace.module(fault.origin.path)?.file;
      if (file === undefined) return fault.code;
      return renderDiagnostic(places.shown(faultDiagnostic(fault, file)), paintOf(io));
    }
    case "no error":
      return `The run ends well, where the error ${failure.code} was expected.`;
    case "unclear":
      return `${failure.question} ${failure.help}`;
  }
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `        ${line}`.trimEnd())
    .join("\n");
}

function testJson(result: FileTest, places: Places): Record<string, unknown> {
  const { test, failures, differences, splits } = result;
  return {
    title: test.title,
    ...(test.case === undefined ? {} : { case: test.case }),
    plan: test.plan,
    ...places.json(test.origin),
    passed: isPassed(result),
    ...(isPassed(result) ? {} : { given: givenTexts(test) }),
    failures: failures.map((failure) => {
      const difference = differences.find((one) => one.failure === failure);
      return {
        ...failureJson(failure, places),
        ...(difference === undefined ? {} : differenceJson(difference, places)),
      };
    }),
    splits: splits.map(({ expect, reference, compiled }) => ({
      name: expect.name,
      ...places.json(expect.origin),
      reference,
      compiled,
    })),
  };
}

function differenceJson({ off, explained }: Difference, places: Places): Record<string, unknown> {
  return {
    ...(off === undefined ? {} : { difference: off.toString() }),
    ...explainedJson(explained, places),
  };
}

function failureJson(failure: Failure, places: Places): Record<string, unknown> {
  switch (failure.kind) {
    case "different": {
      const { kind, expect, expected, actual } = failure;
      return { kind, name: expect.name, ...places.json(expect.origin), expected, actual };
    }
    case "fault": {
      const { kind, fault } = failure;
      return { kind, code: fault.code, facts: fault.facts };
    }
    case "no error":
      return { kind: failure.kind, code: failure.code };
    case "unclear":
      return { kind: failure.kind, question: failure.question, help: failure.help };
  }
}
