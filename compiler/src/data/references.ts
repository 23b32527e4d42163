/** References: a cell that holds the key of a row of another source must lead to one. */
import { unknownRow } from "../diagnostics/catalogue/data.ts";
import type * as ir from "../ir/ir.ts";
import type { DataRow } from "../ir/dataset.ts";
import { setting, shown } from "./shown.ts";
import type { SourceRows } from "./source-rows.ts";
import { Spelling } from "./spelling.ts";

export function checkReferences(rows: SourceRows, others: ReadonlyMap<string, SourceRows>): void {
  for (const field of rows.source.fields) {
    const target = field.type.kind === "row" ? others.get(field.type.source) : undefined;
    // What a key that couldn't be read leads to can't be told.
    if (target?.isComplete === true) checkField(rows, field, target);
  }
}

function checkField(rows: SourceRows, field: ir.SourceField, target: SourceRows): void {
  const keys = new Set(target.rows.map(({ key }) => key));
  const astray = rows.rows.flatMap((row): (readonly [DataRow, string])[] => {
    const cell = row.cells[field.name];
    return typeof cell !== "string" || keys.has(cell) ? [] : [[row, cell]];
  });
  if (astray.length === 0) return;
  const helpOf = adviser(field, target, new Spelling(keys), astray);
  for (const [row, cell] of astray) {
    rows.log.add(
      unknownRow,
      { target: target.source.name, value: shown(cell) },
      { column: rows.columnOf(field.name), value: cell, rows: [row.row], help: helpOf(cell) },
    );
    rows.refuse(row, field.name);
  }
}

/** What to do about each key that leads nowhere. A guess at who is meant would be a guess at who is paid. */
function adviser(
  { name }: ir.SourceField,
  target: SourceRows,
  spelling: Spelling,
  astray: readonly (readonly [DataRow, string])[],
): (cell: string) => string {
  const aliases = spelling.aliases(new Set(astray.map(([, cell]) => cell)));
  return (cell) =>
    spelling.variantOf(cell) === undefined
      ? `${spelling.nearestTo(cell)}Mend it in the export, or add the row to ${target.file}.`
      : `Spelt otherwise than in ${target.file}. If it is the same, say so in attain.json: ${setting("values", { [name]: aliases })}.`;
}
