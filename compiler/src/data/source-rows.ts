/** The rows of one source, read by the types of its fields, with what is known to be wrong in them. */
import { counted } from "../base/text.ts";
import type { CellFormat } from "../ir/cells.ts";
import { type Cell, type DataRow, keyOf } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { reportColumns } from "./columns.ts";
import { FieldReader, REFUSED } from "./field-reader.ts";
import { type DataNote, ProblemLog } from "./problem.ts";
import type { RawRow, RawTable } from "./raw-table.ts";
import { columnOf, type SourceSettings } from "./settings.ts";
import { shown } from "./shown.ts";

export class SourceRows {
  readonly source: ir.Source;
  readonly file: string;
  readonly log: ProblemLog;
  readonly rows: readonly DataRow[];
  /** Whether every row is known by its key. */
  readonly isComplete: boolean;
  readonly notes: readonly DataNote[];
  readonly #columns: ReadonlyMap<string, string>;
  readonly #absent: ReadonlySet<string>;
  readonly #refused: Map<DataRow, Set<string>>;

  constructor(program: ir.Program, source: ir.Source, table: RawTable, settings: SourceSettings) {
    this.source = source;
    this.file = table.file;
    this.log = new ProblemLog(source.name, table.file);
    this.#columns = new Map(source.fields.map(({ name }) => [name, columnOf(settings, name)]));
    const isThere = ({ name }: ir.SourceField): boolean =>
      table.columns.includes(this.columnOf(name));
    const fields = source.fields.filter(isThere);
    this.#absent = new Set(source.fields.filter((field) => !isThere(field)).map((f) => f.name));
    if (table.lost !== "file") reportColumns(this.log, table, settings, [...this.#absent]);
    const readers = fields.map(
      (field) =>
        new FieldReader(field, formatOf(program, field), settings, program.calendar, this.log),
    );
    const read = readRows(source, readers, table, settings.distinct);
    this.rows = read.rows;
    this.#refused = read.refused;
    this.notes = readers.flatMap((reader) => aliasNotes(this, reader, settings));
    this.isComplete =
      table.lost === undefined &&
      !source.keys.some((key) => this.#absent.has(key)) &&
      !read.rows.some((row) => this.isRefused(row, source.keys));
  }

  columnOf(field: string): string {
    return this.#columns.get(field) ?? field;
  }

  /** From here on the cell counts as one that can't be read. */
  refuse(row: DataRow, field: string): void {
    const fields = this.#refused.get(row);
    if (fields === undefined) this.#refused.set(row, new Set([field]));
    else fields.add(field);
  }

  /** Whether one of these cells couldn't be read. */
  isRefused(row: DataRow, fields: Iterable<string>): boolean {
    const refused = this.#refused.get(row);
    for (const field of fields) {
      if (this.#absent.has(field) || refused?.has(field) === true) return true;
    }
    return false;
  }
}

/** What a cell of a field is read by. A reference to a row is read as the key of that row is. */
function formatOf(program: ir.Program, field: ir.SourceField): CellFormat {
  if (field.type.kind !== "row") return field;
  const { source: name } = field.type;
  const target = program.sources.find((source) => source.name === name);
  const [key, ...others] = target?.fields.filter((candidate) => candidate.key) ?? [];
  return key === undefined || others.length > 0 || key === field ? field : formatOf(program, key);
}

interface ReadRows {
  readonly rows: readonly DataRow[];
  readonly refused: Map<DataRow, Set<string>>;
}

function readRows(
  source: ir.Source,
  readers: readonly FieldReader[],
  table: RawTable,
  isDistinct: boolean,
): ReadRows {
  const refused = new Map<DataRow, Set<string>>();
  const seen = new Set<string>();
  const places = readers.map(({ column }) => table.columns.indexOf(column));
  const rows = table.rows.flatMap((raw, i) => {
    if (raw.length === 0) return [];
    const { row, faults } = readRow(source, readers, places, raw, i + 1);
    if (faults.length > 0) refused.set(row, new Set(faults));
    else if (isDistinct && isRepeat(seen, row)) return [];
    return [row];
  });
  return { rows, refused };
}

function readRow(
  source: ir.Source,
  readers: readonly FieldReader[],
  places: readonly number[],
  raw: RawRow,
  row: number,
): { readonly row: DataRow; readonly faults: readonly string[] } {
  const cells: Record<string, Cell> = {};
  const faults: string[] = [];
  for (const [i, reader] of readers.entries()) {
    const cell = reader.read(raw[places[i] ?? -1] ?? null, row);
    if (cell === REFUSED) faults.push(reader.field.name);
    else if (cell !== undefined) cells[reader.field.name] = cell;
  }
  return { row: { key: keyOf(source.keys.map((key) => cells[key])), cells, row }, faults };
}

/** Whether a row with the same cells has been seen. */
function isRepeat(seen: Set<string>, { cells }: DataRow): boolean {
  const text = JSON.stringify(cells);
  if (seen.has(text)) return true;
  seen.add(text);
  return false;
}

function aliasNotes(
  { source, file }: SourceRows,
  { field, column, aliasUses }: FieldReader,
  settings: SourceSettings,
): DataNote[] {
  return [...aliasUses].map(([written, rows]) => {
    const known = settings.values.get(field.name)?.get(written) ?? "";
    const [from, to] = [written, known].map((text) =>
      text === "" ? "nothing" : `\`${shown(text)}\``,
    );
    const message = `${from} read as ${to} in ${counted(rows, "row")} of ${source.name}, by attain.json`;
    return { message, source: source.name, file, column, rows };
  });
}
