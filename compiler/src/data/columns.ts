/** Columns that a source needs and its file doesn't have. */
import { listed, nearest } from "../base/text.ts";
import { missingColumn, wrongDelimiter } from "../diagnostics/catalogue/data.ts";
import type { ProblemLog } from "./problem.ts";
import type { RawTable } from "./raw-table.ts";
import { columnOf, type SourceSettings } from "./settings.ts";
import { setting, shown } from "./shown.ts";

/** `absent`: the fields whose columns aren't there. */
export function reportColumns(
  log: ProblemLog,
  { file, columns, unread = [] }: RawTable,
  settings: SourceSettings,
  absent: readonly string[],
): void {
  const found = [...columns, ...unread];
  const [only = ""] = found;
  const delimiter = /[;\t|,]/.exec(only)?.[0];
  if (absent.length > 0 && found.length === 1 && delimiter !== undefined) {
    const name = delimiter === "\t" ? "a tab" : `\`${delimiter}\``;
    const help = `Say so in attain.json: ${setting("delimiter", delimiter)}.`;
    log.add(wrongDelimiter, { file, column: shown(only), delimiter: name }, { help });
    return;
  }
  for (const field of absent) {
    const column = columnOf(settings, field);
    const meant = nearest(column, found);
    const help =
      meant === undefined
        ? `Its columns are ${listed(
            found.map((name) => `\`${shown(name)}\``),
            "and",
          )}. Say in attain.json which of them holds \`${field}\`: ${setting("columns", field, "…")}.`
        : `Did you mean \`${shown(meant)}\`? Say so in attain.json: ${setting("columns", field, meant)}.`;
    log.add(missingColumn, { file, column }, { column, help });
  }
}
