/** Tests as people read them: those that fail, with what they give and how the numbers came about; and how many pass. */
import { counted } from "../base/text.ts";
import { renderDiagnostic } from "../diagnostics/render.ts";
import type { Failure } from "../evaluate/test-runner.ts";
import { type Difference, offText } from "../explain/difference.ts";
import { valueLines } from "../explain/value-lines.ts";
import { explainedText } from "../explain/text.ts";
import type * as ir from "../ir/ir.ts";
import { faultDiagnostic } from "./faults.ts";
import type { Case } from "./formats/report.ts";
import { type Io, paintOf } from "./io.ts";
import type { Session } from "./session.ts";
import { givenTexts, titleOf, together } from "./test-failures.ts";
import { type FileTest, isPassed } from "./tests.ts";

type Look = Pick<Io, "colour">;

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
  io.out(`${countsText(results)}\n`);
}

/** `26 tests: all pass`. */
export function countsText(results: readonly FileTest[]): string {
  const passed = results.filter(isPassed).length;
  const failed = results.length - passed;
  const counts = failed === 0 ? "all pass" : `${passed} pass, ${failed} fail`;
  return `${counted(results.length, "test")}: ${results.length === 0 ? "nothing to run" : counts}`;
}

/** How each test went, in words without colours. */
export function casesOf(session: Session, results: readonly FileTest[]): Case[] {
  const plain = { colour: false };
  return results.flatMap((result) => {
    const { test } = result;
    const at = session.places.json(test.origin);
    if (at === undefined) return [];
    const passed = { title: titleOf(test), plan: test.plan, at };
    if (isPassed(result)) return passed;
    const details = saidOf(session, result, plain).join("\n\n").trimEnd();
    const [difference] = result.differences;
    const [wrong = ""] = wrongOf(session, result, plain);
    const [first = ""] = wrong.split("\n");
    const message = difference === undefined ? first : differenceHead(difference);
    return { ...passed, failure: { message, details } };
  });
}

/** A test that fails: what it gives, all that is wrong, and how the numbers came about that are. */
function failedText(io: Io, session: Session, result: FileTest): string {
  const { test } = result;
  const paint = paintOf(io);
  const head = `${paint.severity("error", "fails ")}  ${paint.strong(titleOf(test))}  ${paint.dim(session.places.line(test.origin))}`;
  const said = saidOf(session, result, io).map(indented);
  return `${[head, ...said].join("\n\n").replace("\n\n", "\n")}\n`;
}

/** What the test gives and what is wrong, then how the numbers came about. */
function saidOf(session: Session, result: FileTest, look: Look): string[] {
  const given = givenTexts(result.test);
  const wrong = wrongOf(session, result, look);
  const said = [...(given === "" ? [] : [`given ${given}`]), ...wrong].join("\n");
  return [said, ...explanations(look, session, result.differences)];
}

/** All that is wrong, a text for each; what several lines of a test lack alike is told once. */
function wrongOf(session: Session, result: FileTest, look: Look): string[] {
  const { failures, differences, splits } = result;
  const wrong = failures.map((failure) => {
    const difference = differences.find((one) => one.failure === failure);
    return difference === undefined
      ? failureText(session, failure, look)
      : differenceText(session, difference, look);
  });
  const split = splits.map(
    ({ expect, reference, compiled }) =>
      `Attain itself is at fault: its two evaluators differ on ${expect.name}, ${reference} and ${compiled}. Please report this.`,
  );
  return [...new Set([...wrong, ...split])];
}

function differenceText({ places }: Session, difference: Difference, look: Look): string {
  const paint = paintOf(look);
  const place = places.line(difference.failure.expect.origin);
  return `${paint.strong(differenceHead(difference))}  ${paint.dim(place)}`;
}

/** By how much a number is off. */
function differenceHead(difference: Difference): string {
  const { expect, expected, actual } = difference.failure;
  const off = offText(difference);
  return `${expect.name} is ${actual}, not ${expected}${off === "" ? "" : `: ${off}`}`;
}

/** One for each person and period: what several numbers are made of is shown once. */
function explanations(io: Look, session: Session, differences: readonly Difference[]): string[] {
  const { places } = session;
  const groups = new Map<string, Difference[]>();
  for (const difference of differences.filter(isFirstOfAccount)) {
    const { payee = "", period = "" } = difference.failure.expect;
    const key = `${payee} ${period}`;
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  const look = { paint: paintOf(io), locate: (origin: ir.Origin) => places.line(origin) };
  return [...groups.values()]
    .flatMap((group) => [
      explainedText(together(group.map(({ explained }) => explained)), look),
      valuesText(io, session, group),
    ])
    .filter((text) => text !== "");
}

/** What is owed wrongly once is owed wrongly from then on: only the first of these is explained. */
function isFirstOfAccount(
  { failure: { expect } }: Difference,
  place: number,
  all: readonly Difference[],
): boolean {
  const isSame = ({ failure: { expect: other } }: Difference): boolean =>
    other.payee === expect.payee && other.name === expect.name;
  return expect.target.kind !== "account" || all.findIndex(isSame) === place;
}

/** The lines of the plan that took part, with the value of each part below it. */
function valuesText(
  io: Look,
  { workspace, places }: Session,
  differences: readonly Difference[],
): string {
  const parts = differences.flatMap(({ values }) => values);
  const once = [
    ...new Map(
      parts.map((part) => [JSON.stringify(part.node.origin) + part.node.op, part]),
    ).values(),
  ];
  const lines = valueLines(once, (path) => workspace.module(path)?.file);
  if (lines.length === 0) return "";
  const paint = paintOf(io);
  const shown = lines.map(({ origin, lines: [text = "", ...values] }) =>
    [
      `  ${text}  ${paint.dim(places.line(origin))}`,
      ...values.map((row) => paint.dim(`  ${row}`)),
    ].join("\n"),
  );
  return ["The plan, with the value of each part", ...shown].join("\n");
}

function failureText({ workspace, places }: Session, failure: Failure, io: Look): string {
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
