/** Columns that a source needs and its file doesn't have. */
import { nearest } from "../base/text.ts";
import { missingColumn } from "../diagnostics/catalogue/data.ts";
import type { SourceField } from "../ir/source.ts";
import type { ProblemLog } from "./problem.ts";
import type { RawTable } from "./raw-table.ts";
import { columnOf, type SourceSettings } from "./settings.ts";
import { named, setting } from "./shown.ts";
import { Spelling } from "./spelling.ts";

/** The fields whose columns aren't there. Rows that name their own columns may all lack an optional one. */
export function absentFields(
  fields: readonly SourceField[],
  table: RawTable,
  settings: SourceSettings,
): SourceField[] {
  const unread = unreadColumns(fields, table, settings);
  return fields.filter(({ name, optional }) => {
    const column = columnOf(settings, name);
    const isLeftOut = table.isSparse === true && optional && meantBy(column, unread) === undefined;
    return !table.columns.includes(column) && !isLeftOut;
  });
}

/** The columns of a file that hold none of these fields. */
export function unreadColumns(
  fields: readonly SourceField[],
  { columns, unread = [] }: RawTable,
  settings: SourceSettings,
): string[] {
  const asked = new Set(fields.map(({ name }) => columnOf(settings, name)));
  return [...columns, ...unread].filter((column) => column !== "" && !asked.has(column));
}

export function reportColumns(
  log: ProblemLog,
  table: RawTable,
  settings: SourceSettings,
  absent: readonly SourceField[],
  unread: readonly string[],
): void {
  const names = absent.map(({ name }) => columnOf(settings, name));
  const [only] = names;
  if (only === undefined) return;
  const [word, column] = names.length === 1 ? ["column", only] : ["columns", undefined];
  const missing = `${word} ${named(names, "or")}`;
  const help = helpFor(table, settings, absent, unread);
  log.add(missingColumn, { file: table.file, missing }, { column, help });
}

function helpFor(
  table: RawTable,
  settings: SourceSettings,
  absent: readonly SourceField[],
  unread: readonly string[],
): string {
  const { namesAt } = table;
  if (namesAt !== undefined)
    return `The names of its columns seem to stand in row ${namesAt}: remove the rows above it in the export.`;
  if (unread.length === 0)
    return `The file has no other columns: add what is missing to the export.${orRemoved(table, absent)}`;
  const meant = new Map<string, string>();
  for (const { name } of absent) {
    const others = unread.filter((column) => ![...meant.values()].includes(column));
    const column = meantBy(columnOf(settings, name), others);
    if (column !== undefined) meant.set(name, column);
  }
  const pairs = absent.map(({ name }) => [name, meant.get(name) ?? "…"] as const);
  const said = setting("columns", Object.fromEntries(pairs));
  const names = [...meant.values()];
  if (names.length === pairs.length)
    return `Did you mean ${named(names)}? Say so in attain.json: ${said}.`;
  const others = unread.filter((column) => !names.includes(column));
  const also = names.length === 0 ? "" : "also ";
  return `Say in attain.json which columns they are: ${said}. The file ${also}has ${named(others)}.${orRemoved(table, absent)}`;
}

/** A field that nothing needs may as well go; one of a file that has none of them is hardly it. */
function orRemoved({ columns, source }: RawTable, absent: readonly SourceField[]): string {
  if (columns.length === 0) return "";
  const [it, fields] = absent.length === 1 ? ["it", "the field"] : ["them", "the fields"];
  return ` If no plan needs ${it}, remove ${fields} from \`${source}\`.`;
}

/** The column that was most likely meant by a name: as a whole, or by one of its words. */
function meantBy(name: string, columns: readonly string[]): string | undefined {
  const near = new Spelling(columns).variantOf(name) ?? nearest(name, columns);
  if (near !== undefined) return near;
  const [only, ...others] = columns.filter((column) => {
    const words = column.split(/[^\p{L}\p{N}]+/u);
    return words.some((word) => nearest(name, [word]) !== undefined);
  });
  return others.length === 0 ? only : undefined;
}
