/** Tests, run from the editor. */
import type { ExecuteCommandParams } from "vscode-languageserver";
import { counted } from "@attain/compiler/base/text";
import { coverageOf } from "@attain/compiler/coverage/coverage";
import type { TestResult } from "@attain/compiler/evaluate/test-runner";
import type * as ir from "@attain/compiler/ir/ir";
import type { Test } from "@attain/compiler/ir/test";
import type { Span } from "@attain/compiler/text/source-file";
import { testList } from "../features/test-list.ts";
import { hasErrors, type Payable, placesNow } from "../preview/last-good.ts";
import { failureOf, heldIn, runTests, testsNamed, verdict } from "../preview/tests.ts";
import type { View } from "../project/project.ts";
import {
  type FileCoverage,
  TEST_LIST,
  type TestFile,
  type TestListParams,
  TESTS,
  type TestOutcome,
  type TestsAnswer,
  type TestsParams,
  type WirePlace,
} from "../protocol.ts";
import { type Context, guarded, uriIn, viewAt } from "./context.ts";
import type { Previewed } from "./previewing.ts";
import { wireLine, wirePlace, wireProblem, wireValues, type Wiring } from "./wire.ts";

/** The command of a lens above a test, for an editor that doesn't run tests itself. */
export const RUN_TEST = "attain.runTest";

export function testing(context: Context, previewed: Previewed): void {
  const { connection } = context;
  const answer = (params: TestsParams): TestsAnswer => {
    const view = viewAt(context, { textDocument: params });
    return view === undefined
      ? { problem: NO_FILE, tests: [] }
      : outcomes(context, previewed, view, params);
  };
  connection.onRequest(
    TEST_LIST,
    guarded<TestListParams, TestFile[]>(context, [], ({ uri }) => {
      const one = uri === undefined ? undefined : viewAt(context, { textDocument: { uri } });
      const views =
        uri === undefined ? context.projects.all().flatMap((project) => project.views()) : [];
      return [...views, ...(one === undefined ? [] : [one])].map((view) => testsIn(context, view));
    }),
  );
  connection.onRequest(
    TESTS,
    guarded<TestsParams, TestsAnswer>(context, { problem: FAILED, tests: [] }, answer),
  );
  connection.onExecuteCommand(
    guarded(context, null, ({ command, arguments: given }: ExecuteCommandParams) => {
      const named: readonly unknown[] = given ?? [];
      const [uri, title] = named;
      if (command !== RUN_TEST || typeof uri !== "string" || typeof title !== "string") return null;
      tell(context, answer({ uri, title }));
      return null;
    }),
  );
}

const NO_FILE = { message: "There is no such plan file." };
const FAILED = { message: "Attain itself failed; its log says more." };

function testsIn(context: Context, view: View): TestFile {
  const uriOf = uriIn(context, view.project);
  const place = (span: Span): WirePlace => wirePlace({ file: view.file, span }, uriOf);
  return {
    uri: uriOf(view.path),
    tests: testList(view).map(({ title, plan, span, cases }) => ({
      title,
      plan,
      at: place(span),
      cases: cases.map(place),
    })),
  };
}

/** Of the text as it is: a test of an earlier one says nothing. */
function outcomes(
  context: Context,
  previewed: Previewed,
  view: View,
  { title, case: line, coverage }: TestsParams,
): TestsAnswer {
  const uriOf = uriIn(context, view.project);
  const [error] = view.checked.errors;
  const payable = previewed.stages.payable(view);
  if (payable === undefined || (hasErrors(view.checked) && error !== undefined))
    return { ...(error === undefined ? {} : { problem: wireProblem(error, uriOf) }), tests: [] };
  const wiring: Wiring = { uriOf, placeNow: placesNow(view, payable), said: (text) => text };
  const tests = testsNamed(payable, title, line);
  const results = runTests(payable, tests);
  return {
    tests: results.map((result) => outcome(wiring, view, payable, result)),
    ...(coverage === true ? { coverage: covered(wiring, payable, tests) } : {}),
  };
}

function outcome(wiring: Wiring, view: View, payable: Payable, result: TestResult): TestOutcome {
  const { test, failures } = result;
  const top = { file: view.file, span: { start: 0, end: 0 } };
  const at = (origin: ir.Origin): WirePlace =>
    wirePlace(wiring.placeNow(origin) ?? top, wiring.uriOf);
  return {
    title: test.title,
    ...(test.case === undefined ? {} : { case: test.case }),
    passed: failures.length === 0,
    at: at(test.origin),
    held: failures.length === 0 ? heldIn(payable, test) : [],
    failures: failures.map((failure) => {
      const { origin, explained, ...rest } = failureOf(payable, result, failure);
      return {
        ...rest,
        at: at(origin),
        lines: (explained?.lines ?? []).map((one) => wireLine(wiring, one)),
        values: explained === undefined ? [] : wireValues(wiring, explained),
      };
    }),
  };
}

/** What the tests reach, by file. */
function covered(wiring: Wiring, { program }: Payable, tests: readonly Test[]): FileCoverage[] {
  return coverageOf([{ program, tests }]).map(({ path, points }) => ({
    uri: wiring.uriOf(path),
    points: points.flatMap(({ kind, gap, isCovered, origin }) => {
      const place = wiring.placeNow(origin);
      return place === undefined
        ? []
        : [{ kind, gap, covered: isCovered, range: wirePlace(place, wiring.uriOf).range }];
    }),
  }));
}

/** In a message, with what fails first. */
function tell({ connection }: Context, { problem, tests }: TestsAnswer): void {
  const failed = tests.filter(({ passed }) => !passed);
  const [first] = failed;
  if (problem !== undefined) connection.window.showErrorMessage(problem.message);
  else if (first !== undefined)
    connection.window.showErrorMessage(
      `${first.title}: ${first.failures.map(({ message }) => message).join(" ")}`,
    );
  else connection.window.showInformationMessage(`${counted(tests.length, "test")}: all pass.`);
}

/** `Run test (2 of 9 fail)`; without a verdict where the file has errors. */
export function testTitle(previewed: Previewed, view: View, title: string): string {
  const payable = hasErrors(view.checked) ? undefined : previewed.stages.payable(view);
  const said = payable && verdict(runTests(payable, testsNamed(payable, title)));
  return said === undefined ? "Run test" : `Run test (${said})`;
}
