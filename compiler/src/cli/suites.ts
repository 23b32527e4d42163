/** The tests of plan files with the programs that they are run on. */
import type { Suite } from "../coverage/coverage.ts";
import { lowerProgram } from "../lower/program.ts";
import { lowerTests } from "../lower/tests.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Checked } from "../workspace/workspace.ts";

export interface FileSuite extends Suite {
  readonly file: SourceFile;
}

/** Of each file, those whose title has `filter` in it. */
export function suitesOf(checked: readonly Checked[], filter: string | undefined): FileSuite[] {
  return checked.map(({ file, program }) => ({
    file,
    program: lowerProgram(program),
    tests: lowerTests(program).filter(
      ({ title }) => filter === undefined || title.includes(filter),
    ),
  }));
}
