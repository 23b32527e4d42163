/** Tests as people read them: those that fail, with what they give and how the numbers came about; and how many pass. */
import { counted } from "../base/text.ts";
import { renderDiagnostic } from "../diagnostics/render.ts";
import type { Failure } from "../evaluate/test-runner.ts";
import { explainedText } from "../explain/text.ts";
import type * as ir from "../ir/ir.ts";
import { faultDiagnostic } from "./faults.ts";
import { type Io, paintOf } from "./io.ts";
import type { Session } from "./session.ts";
import { type Difference, givenTexts, offText, titleOf, together } from "./test-failures.ts";
import { type FileTest, isPassed } from "./tests.ts";

export function reportTests(
  io: Io,
  session: Session,
  results: readonly FileTest[],
  isVerbose: boolean,
): void {
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

/** A test that fails: what it gives, all that is wrong, and how the numbers came about that are. */
function failedText(io: Io, session: Session, result: FileTest): string {
  const { test, failures, differences, splits } = result;
  const paint = paintOf(io);
  const given = givenTexts(test);
  const wrong = failures.map((failure) => {
    const difference = differences.find((one) => one.failure === failure);
    return difference === undefined
      ? failureText(session, failure, io)
      : differenceText(session, difference, io);
  });
  const split = splits.map(
    ({ expect, reference, compiled }) =>
      `Attain itself is at fault: its two evaluators differ on ${expect.name}, ${reference} and ${compiled}. Please report this.`,
  );
  const head = `${paint.severity("error", "fails ")}  ${paint.strong(titleOf(test))}  ${paint.dim(session.places.line(test.origin))}`;
  const said = [...(given === "" ? [] : [`given ${given}`]), ...wrong, ...split].join("\n");
  const how = explanations(io, session, differences);
  return `${[head, ...[said, ...how].map(indented)].join("\n\n").replace("\n\n", "\n")}\n`;
}

/** By how much a number is off. */
function differenceText({ places }: Session, difference: Difference, io: Io): string {
  const { expect, expected, actual } = difference.failure;
  const paint = paintOf(io);
  const off = offText(difference);
  const head = `${expect.name} is ${actual}, not ${expected}${off === "" ? "" : `: ${off}`}`;
  return `${paint.strong(head)}  ${paint.dim(places.line(expect.origin))}`;
}

/** One for each person and period: what several numbers are made of is shown once. */
function explanations(io: Io, { places }: Session, differences: readonly Difference[]): string[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { payee = "", period = "" } = difference.failure.expect;
    const key = `${payee} ${period}`;
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  const look = { paint: paintOf(io), locate: (origin: ir.Origin) => places.line(origin) };
  return [...groups.values()]
    .map((group) => explainedText(together(group.map(({ explained }) => explained)), look))
    .filter((text) => text !== "");
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
