/** `attain test`: runs the tests in plan files, in both evaluators. */
import { counted } from "../../base/text.ts";
import type { Failure } from "../../evaluate/test-runner.ts";
import { positionAt } from "../../text/source-file.ts";
import type { Checked } from "../../workspace/workspace.ts";
import { type Command, FORMAT, formatOf } from "../command.ts";
import { hasErrors, refuse } from "../diagnostics.ts";
import { AT_FAULT, INTERNAL, OK } from "../exit-codes.ts";
import { faultDiagnostic } from "../faults.ts";
import { type Io, paintOf, progress } from "../io.ts";
import { checkAll, openSession, type Session } from "../session.ts";
import { type FileTest, testFile } from "../tests.ts";
import { renderDiagnostic } from "../../diagnostics/render.ts";
import type * as ir from "../../ir/ir.ts";

export const testCommand: Command = {
  name: "test",
  summary: "Runs the tests in plan files.",
  operands: "[FILE …]",
  options: [
    { name: "filter", value: "TEXT", help: "Only tests with this in their title." },
    FORMAT,
  ],
  examples: [
    ["attain test", "Runs every test of the project."],
    [
      "attain test plans/ae.plan --filter quota",
      "Those of one plan whose title has `quota` in it.",
    ],
    ["attain test --format json", "For other programs: one JSON document."],
  ],
  run: async (io, args) => {
    const format = formatOf(args);
    const session = await openSession(io, args.operands);
    const { checked, diagnostics } = checkAll(session);
    if (hasErrors(diagnostics)) return refuse(io, format, diagnostics, "No test was run");
    const results = await runAll(io, checked, args.value("filter"));
    if (format === "json") io.out(`${JSON.stringify({ tests: results.map(testJson) }, null, 2)}\n`);
    else report(io, session, results);
    if (results.some(({ splits }) => splits.length > 0)) return INTERNAL;
    return results.some(({ failures }) => failures.length > 0) ? AT_FAULT : OK;
  },
};

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

function report(io: Io, session: Session, results: readonly FileTest[]): void {
  const paint = paintOf(io);
  for (const { test, path, failures, splits } of results) {
    const name = test.case === undefined ? test.title : `${test.title}, case ${test.case}`;
    const failed = failures.length + splits.length > 0;
    io.out(
      `${failed ? paint.severity("error", "fails ") : paint.dim("passes")}  ${name}  ${paint.dim(placeText(session, path, test.origin))}\n`,
    );
    for (const failure of failures) io.out(`${indented(failureText(session, failure, io))}\n`);
    for (const { expect, reference, compiled } of splits) {
      const text = `Attain itself is at fault: its two evaluators differ on ${expect.name}, ${reference} and ${compiled}. Please report this.`;
      io.out(`${indented(text)}\n`);
    }
  }
  const failed = results.filter(
    ({ failures, splits }) => failures.length + splits.length > 0,
  ).length;
  const counts = failed === 0 ? "all pass" : `${results.length - failed} pass, ${failed} fail`;
  io.out(
    `${counted(results.length, "test")}: ${results.length === 0 ? "nothing to run" : counts}\n`,
  );
}

function failureText(session: Session, failure: Failure, io: Io): string {
  switch (failure.kind) {
    case "different":
      return `${failure.expect.name} is ${failure.actual}, not ${failure.expected}  (${placeText(session, failure.expect.origin.path, failure.expect.origin)})`;
    case "fault": {
      const { fault } = failure;
      const module = session.workspace.module(fault.origin.path);
      if (module === undefined) return fault.code;
      return renderDiagnostic(faultDiagnostic(fault, module.file), paintOf(io));
    }
    case "no error":
      return `The run ends well, where the error ${failure.code} was expected.`;
    case "unclear":
      return `${failure.question} ${failure.help}`;
  }
}

function placeText(session: Session, path: string, origin: ir.Origin): string {
  const module = session.workspace.module(path);
  return module === undefined ? path : `${path}:${positionAt(module.file, origin.start).line}`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `        ${line}`)
    .join("\n");
}

function testJson({ test, path, failures, splits }: FileTest): Record<string, unknown> {
  return {
    title: test.title,
    ...(test.case === undefined ? {} : { case: test.case }),
    file: path,
    plan: test.plan,
    passed: failures.length + splits.length === 0,
    failures: failures.map((failure) => {
      switch (failure.kind) {
        case "different":
          return {
            kind: failure.kind,
            name: failure.expect.name,
            expected: failure.expected,
            actual: failure.actual,
          };
        case "fault":
          return { kind: failure.kind, code: failure.fault.code, facts: failure.fault.facts };
        case "no error":
          return { kind: failure.kind, code: failure.code };
        case "unclear":
          return { kind: failure.kind, question: failure.question, help: failure.help };
      }
    }),
  };
}
