/** Marginal rates made whole and the other way round, or said where a table doesn't say it. */
import type { Span } from "@attain/compiler/text/source-file";
import { memberAt } from "../analysis/nodes.ts";
import type { View } from "../project/project.ts";
import { type Action, editsOf, insertion } from "./action.ts";

const TITLES = {
  marginal: "Pay each slice at its own rate: `marginal`",
  whole: "Pay everything at the rate that is reached: `whole`",
} as const;

export function tableKind(view: View, { start }: Span): Action[] {
  const table = memberAt(view.parsed.tree, start);
  if (table?.kind !== "Table" || table.role !== "rates") return [];
  const { application, name } = table;
  if (application === undefined) {
    const after = endOfHeading(view, name.span.end);
    return (["marginal", "whole"] as const).map((kind) => ({
      title: TITLES[kind],
      kind: "quickfix",
      edits: editsOf(view, insertion(after, ` ${kind}`)),
    }));
  }
  if (application.kind !== "marginal" && application.kind !== "whole") return [];
  const other = application.kind === "marginal" ? "whole" : "marginal";
  return [
    {
      title: `${TITLES[other]} (changes what is paid)`,
      kind: "refactor.rewrite",
      edits: editsOf(view, { span: application.span, text: other }),
    },
  ];
}

/** Behind the words of the letter, where a name has some. */
function endOfHeading({ file }: View, end: number): number {
  return end + (/^[ \t]*"(?:[^"\\\r\n]|\\.)*"/.exec(file.text.slice(end))?.[0].length ?? 0);
}
