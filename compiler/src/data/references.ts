/** References: a cell that holds the key of a row of another source must lead to one. */
import { nearest } from "../base/text.ts";
import { unknownRow } from "../diagnostics/catalogue/data.ts";
import type * as ir from "../ir/ir.ts";
import type { SourceRows } from "./source-rows.ts";
import { setting, shown } from "./shown.ts";

/** To compare a text with every key is slow; after so many of one field, the mistake is known. */
const SUGGESTIONS = 20;

export function checkReferences(rows: SourceRows, others: ReadonlyMap<string, SourceRows>): void {
  for (const field of rows.source.fields) {
    const target = field.type.kind === "row" ? others.get(field.type.source) : undefined;
    // What a key that couldn't be read leads to can't be told.
    if (target?.isComplete === true) checkField(rows, field, target);
  }
}

function checkField(rows: SourceRows, field: ir.SourceField, target: SourceRows): void {
  const keys = new Set(target.rows.map(({ key }) => key));
  const helps = new Map<string, string | undefined>();
  for (const row of rows.rows) {
    const cell = row.cells[field.name];
    if (typeof cell !== "string" || keys.has(cell)) continue;
    if (!helps.has(cell)) {
      helps.set(cell, helps.size < SUGGESTIONS ? helpFor(field, cell, keys) : undefined);
    }
    rows.log.add(
      unknownRow,
      { target: target.source.name, value: shown(cell) },
      { column: rows.columnOf(field.name), value: cell, rows: [row.row], help: helps.get(cell) },
    );
    rows.refuse(row, field.name);
  }
}

function helpFor(
  field: ir.SourceField,
  cell: string,
  keys: ReadonlySet<string>,
): string | undefined {
  if (keys.has(cell.trim())) return "There are spaces around it: trim them in the export.";
  const meant = nearest(cell, keys);
  if (meant === undefined) return undefined;
  return `Did the export mean \`${meant}\`? Say so in attain.json: ${setting("values", field.name, cell, meant)}.`;
}
