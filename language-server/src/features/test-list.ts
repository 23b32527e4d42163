/** The tests of a file as they are written, whether they can be run or not. */
import type { Span } from "@attain/compiler/text/source-file";
import type { View } from "../project/project.ts";

export interface WrittenTest {
  readonly title: string;
  readonly plan: string;
  readonly span: Span;
  /** The lines of its tables of cases, without the headings; they are numbered from 1. */
  readonly cases: readonly Span[];
}

export function testList({ parsed }: View): WrittenTest[] {
  return parsed.tree.declarations.flatMap((declaration) => {
    if (declaration.kind !== "Test") return [];
    const { title, plan, span, cases } = declaration;
    const lines = cases.flatMap(({ grid }) => grid.slice(1).map((line) => line.span));
    return [{ title: title.value, plan: plan.text, span, cases: lines }];
  });
}
