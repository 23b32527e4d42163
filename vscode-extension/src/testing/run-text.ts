/** What a run of the tests of a file says, test by test: those that pass are named too. */
import type { TestOutcome, TestsAnswer } from "@attain/language-server/protocol";

export function runText(file: string, { tests, problem }: TestsAnswer): string {
  const failed = tests.filter(({ passed }) => !passed).length;
  const count = `${tests.length} ${tests.length === 1 ? "test" : "tests"}`;
  const said = failed === 0 ? "all pass" : failed === 1 ? "1 fails" : `${failed} fail`;
  return [
    file,
    ...tests.flatMap(outcomeLines),
    problem === undefined ? `${count}: ${said}.` : `  ${problem.message}`,
    "",
  ].join("\n");
}

function outcomeLines({ title, case: line, passed, held, failures }: TestOutcome): string[] {
  return [
    `  ${passed ? "✓" : "✗"} ${line === undefined ? title : `${title}, case ${line}`}`,
    ...held.map((expectation) => `      ${expectation}`),
    ...failures.map(({ message }) => `      ${message}`),
  ];
}
