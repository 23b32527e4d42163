// Explains the payout of a test in a plan, as `attain explain` explains that of a run.
import { PLAIN } from "../../compiler/src/diagnostics/render.ts";
import { explainPayee } from "../../compiler/src/evaluate/run.ts";
import { prepareTest } from "../../compiler/src/evaluate/test-runner.ts";
import { explain } from "../../compiler/src/explain/explain.ts";
import type { Explanation } from "../../compiler/src/explain/explanation.ts";
import { explanationText } from "../../compiler/src/explain/text.ts";
import type { Origin } from "../../compiler/src/ir/value.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { lowerTests } from "../../compiler/src/lower/tests.ts";
import type { Checked } from "../../compiler/src/workspace/workspace.ts";

/** How a test of a file that checks without errors comes to its payout; of a table of cases the first line. */
export function explainedTest(
  { program: tree, modules }: Checked,
  title: string,
  payee?: string,
): Explanation {
  const program = lowerProgram(tree);
  const test = lowerTests(tree).find((one) => one.title === title);
  if (test === undefined) throw new Error(`There is no test "${title}".`);
  const prepared = prepareTest(program, test);
  if (!("evaluator" in prepared)) throw new Error(`The test "${title}" can't be run.`);
  const { plan, evaluator, period } = prepared;
  const read = ({ path, start, end }: Origin): string =>
    modules.get(path)?.file.text.slice(start, end) ?? "";
  return explain(plan, explainPayee(evaluator, payee ?? prepared.payee, period), read);
}

/** The same as people read it, without the lines of the plan. */
export function explainedText(checked: Checked, title: string, payee?: string): string {
  return explanationText(explainedTest(checked, title, payee), { paint: PLAIN });
}
