/** Tests, run from the editor. */
import type { ExecuteCommandParams } from "vscode-languageserver";
import { counted } from "@attain/compiler/base/text";
import type * as ir from "@attain/compiler/ir/ir";
import { hasErrors, placesNow } from "../preview/last-good.ts";
import { failureOf, runTests, verdict } from "../preview/tests.ts";
import type { View } from "../project/project.ts";
import {
  TESTS,
  type TestOutcome,
  type TestsAnswer,
  type TestsParams,
  type WirePlace,
} from "../protocol.ts";
import { type Context, guarded, uriIn, viewAt } from "./context.ts";
import type { Previewed } from "./previewing.ts";
import { wirePlace, wireProblem } from "./wire.ts";

/** The command of a lens above a test, for an editor that doesn't run tests itself. */
export const RUN_TEST = "attain.runTest";

export function testing(context: Context, previewed: Previewed): void {
  const { connection } = context;
  const answer = ({ uri, title }: TestsParams): TestsAnswer => {
    const view = viewAt(context, { textDocument: { uri } });
    return view === undefined
      ? { problem: NO_FILE, tests: [] }
      : outcomes(context, previewed, view, title);
  };
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

/** Of the text as it is: a test of an earlier one says nothing. */
function outcomes(
  context: Context,
  previewed: Previewed,
  view: View,
  title: string | undefined,
): TestsAnswer {
  const uriOf = uriIn(context, view.project);
  const error = view.checked.diagnostics.find(({ severity }) => severity === "error");
  const payable = previewed.stages.payable(view);
  if (payable === undefined || (hasErrors(view.checked) && error !== undefined))
    return { ...(error === undefined ? {} : { problem: wireProblem(error, uriOf) }), tests: [] };
  const placeNow = placesNow(view, payable);
  const at = (origin: ir.Origin): WirePlace =>
    wirePlace(placeNow(origin) ?? { file: view.file, span: { start: 0, end: 0 } }, uriOf);
  const tests = runTests(payable, title).map((result): TestOutcome => {
    const { test, failures } = result;
    return {
      title: test.title,
      ...(test.case === undefined ? {} : { case: test.case }),
      passed: failures.length === 0,
      at: at(test.origin),
      failures: failures.map((failure) => {
        const { message, expected, actual, origin } = failureOf(payable, result, failure);
        return {
          message,
          ...(expected === undefined ? {} : { expected }),
          ...(actual === undefined ? {} : { actual }),
          at: at(origin),
        };
      }),
    };
  });
  return { tests };
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
  const said = payable && verdict(runTests(payable, title));
  return said === undefined ? "Run test" : `Run test (${said})`;
}
