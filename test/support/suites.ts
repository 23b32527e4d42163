// Plans and their tests from text, as coverage and mutation are given them.
import type { Suite } from "../../compiler/src/coverage/coverage.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { lowerTests } from "../../compiler/src/lower/tests.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";
import { expect } from "vitest";

export interface TextSuite {
  readonly suite: Suite;
  readonly quote: (origin: ir.Origin) => string;
}

/** A file that checks without errors. */
export function suiteOf(text: string): TextSuite {
  const path = "plan.plan";
  const checked = new Workspace(memoryHost({ [path]: text })).check(path);
  const errors = checked?.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors?.map(({ message }) => message)).toEqual([]);
  const { program } = checked ?? expect.fail("the file is there");
  return {
    suite: { program: lowerProgram(program), tests: lowerTests(program) },
    quote: ({ start, end }) => text.slice(start, end).replace(/\s+/g, " "),
  };
}
