/** Rows that a table lacks: for values that no row names, and below the first row. */
import { belowTheTable, unmatchedValues } from "@attain/compiler/diagnostics/catalogue/plans";
import type { Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import type { Type } from "@attain/compiler/check/types";
import { membersOf } from "@attain/compiler/check/tables";
import { nothingOf } from "@attain/compiler/check/types";
import type { Expression } from "@attain/compiler/syntax/ast/expression";
import type { Row, Table } from "@attain/compiler/syntax/ast/table";
import { type Span, textAt } from "@attain/compiler/text/source-file";
import { memberAt } from "../analysis/nodes.ts";
import { planOf, valueTypeOf } from "../analysis/scope.ts";
import { typeOfAxis } from "../analysis/values.ts";
import { asMember } from "../analysis/spelling.ts";
import type { View } from "../project/project.ts";
import { type Action, editsOf, endOfLine, eolOf, indentAt, insertion, overlaps } from "./action.ts";

/** A row mends where the selection is on what the table is told of; elsewhere in the table it is one more thing to write. */
export function missingRows(view: View, span: Span, diagnostics: readonly Diagnostic[]): Action[] {
  const table = memberAt(view.parsed.tree, span.start);
  const [axis] = table?.kind === "Table" ? table.axes : [];
  if (table?.kind !== "Table" || axis === undefined || table.matrix !== undefined) return [];
  const plan = view.parsed.tree.declarations.find(
    (one) => one.kind === "Plan" && one.members.includes(table),
  );
  const standing = plan?.kind === "Plan" ? { plan, member: table } : { member: table };
  const type = typeOfAxis(view, standing, axis);
  if (type === undefined || planOf(view, standing) === undefined) return [];
  const told = diagnostics.filter(({ at }) => overlaps(at.span, span));
  const mends = (code: string) => (one: Action, i: number) =>
    mending(
      one,
      told.find((diagnostic) => diagnostic.code === code),
      i === 0,
    );
  return [
    ...forValues(view, table, type).map(mends(unmatchedValues.code)),
    ...below(view, table, type).map(mends(belowTheTable.code)),
  ];
}

/** One row for each value that none names, all with nothing, for the author to fill in. */
function forValues(view: View, table: Table, type: Type): Action[] {
  const rest = table.rows.some((row) => row.kind === "For" && row.members === "anything else");
  const named = new Set(
    table.rows.flatMap((row) =>
      row.kind === "For" && row.members !== "anything else"
        ? row.members.map(({ text }) => text)
        : [],
    ),
  );
  const missing = (membersOf(type) ?? []).filter((name) => !named.has(name));
  if (rest || missing.length === 0) return [];
  const give = giveOf(view, table);
  const rows = missing.map((name) => `for ${asMember(name)} ${give}`);
  return [
    action(
      view,
      table,
      `Add ${rows.length === 1 ? "a row" : "rows"} for ${missing.join(", ")}`,
      rows,
      "end",
    ),
    action(view, table, "Add a row for anything else", [`for anything else ${give}`], "end"),
  ];
}

/** What holds below the first row. */
function below(view: View, table: Table, type: Type): Action[] {
  const [first] = table.rows;
  const start = first?.kind === "From" ? first.from : first?.kind === "At" ? first.at : undefined;
  if (
    type.kind !== "number" ||
    start === undefined ||
    table.rows.some(({ kind }) => kind === "Below")
  )
    return [];
  const bound = textAt({ file: view.file, span: start.span });
  return [
    action(
      view,
      table,
      `Add a row below ${bound}`,
      [`below ${bound} ${giveOf(view, table)}`],
      "start",
    ),
  ];
}

function mending(row: Action, mends: Diagnostic | undefined, isPreferred: boolean): Action {
  if (mends === undefined) return row;
  return { ...row, kind: "quickfix", mends, ...(isPreferred ? { isPreferred } : {}) };
}

/** `pay 0%`, `gives 0 USD`: nothing, in the unit of the other rows. */
function giveOf(view: View, { role, rows }: Table): string {
  const verb = role === "rates" ? "pay" : "gives";
  const values = rows.flatMap((row) => valueOf(row) ?? []);
  const type = values
    .map((value) => valueTypeOf(view, value))
    .find((one) => one?.kind === "number");
  return `${verb} ${type?.kind === "number" ? nothingOf(type.unit) : "0%"}`;
}

function valueOf(row: Row): Expression | undefined {
  return row.value === "continues" ? undefined : row.value.value;
}

function action(
  view: View,
  table: Table,
  title: string,
  rows: readonly string[],
  where: "start" | "end",
): Action {
  const { file } = view;
  const [first, last] = [table.rows[0], table.rows.at(-1)];
  const near = where === "start" ? first : last;
  const indent =
    near === undefined ? `${indentAt(file, table.span.start)}  ` : indentAt(file, near.span.start);
  const eol = eolOf(file);
  const edit =
    where === "start" && first !== undefined
      ? insertion(first.span.start, rows.map((row) => `${row}${eol}${indent}`).join(""))
      : insertion(
          endOfLine(file, (last ?? table).span.end),
          rows.map((row) => `${eol}${indent}${row}`).join(""),
        );
  return { title, kind: "refactor.rewrite", edits: editsOf(view, edit) };
}
