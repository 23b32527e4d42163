/** The rows of one source, read by the types of its fields, with what is known to be wrong in them. */
import { counted, grouped } from "../base/text.ts";
import { totalRow } from "../diagnostics/catalogue/data.ts";
import type { CellFormat } from "../ir/cells.ts";
import { type Cell, type DataRow, keyOf } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { absentFields, reportColumns, unreadColumns } from "./columns.ts";
import { FieldReader, REFUSED } from "./field-reader.ts";
import { type DataNote, ProblemLog } from "./problem.ts";
import type { RawRow, RawTable } from "./raw-table.ts";
import { columnOf, type SourceSettings } from "./settings.ts";
import { shown } from "./shown.ts";
import { totalIn } from "./total-rows.ts";

export class SourceRows {
  readonly source: ir.Source;
  readonly file: string;
  readonly log: ProblemLog;
  readonly rows: readonly DataRow[];
  /** Whether every row is known by its key. */
  readonly isComplete: boolean;
  readonly notes: readonly DataNote[];
  readonly #settings: SourceSettings;
  readonly #absent: ReadonlySet<string>;
  readonly #refused = new Map<DataRow, Set<string>>();

  constructor(program: ir.Program, source: ir.Source, table: RawTable, settings: SourceSettings) {
    this.source = source;
    this.file = table.file;
    this.log = new ProblemLog(source.name, table.file);
    this.#settings = settings;
    const absent = table.lost === "file" ? [] : absentFields(source.fields, table, settings);
    const unread = unreadColumns(source.fields, table, settings);
    reportColumns(this.log, table, settings, absent, unread);
    this.#absent = new Set(absent.map(({ name }) => name));
    const readers = source.fields
      .filter(({ name }) => table.columns.includes(this.columnOf(name)))
      .map(
        (field) =>
          new FieldReader(field, formatOf(program, field), settings, program.calendar, this.log),
      );
    this.rows = this.#readRows(readers, table);
    const isAlike = !readers.some(({ hasDates }) => hasDates);
    for (const reader of readers) reader.finish(isAlike);
    this.notes = readers.flatMap((reader) => aliasNotes(this, reader, settings));
    this.isComplete =
      table.lost === undefined &&
      !source.keys.some((key) => this.#absent.has(key)) &&
      !this.rows.some((row) => this.isRefused(row, source.keys));
  }

  columnOf(field: string): string {
    return columnOf(this.#settings, field);
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

  #readRows(readers: readonly FieldReader[], table: RawTable): DataRow[] {
    const seen = new Set<string>();
    const places = readers.map(({ column }) => table.columns.indexOf(column));
    const last = table.rows.findLastIndex((row) => row.length > 0);
    return table.rows.flatMap((raw, i) => {
      if (raw.length === 0) return [];
      const cells = places.map((place) => raw[place] ?? null);
      const total = totalIn(readers, cells, i === last);
      if (total !== undefined) {
        this.#reportTotal(total, table.first + i);
        return [];
      }
      const row = this.#readRow(readers, cells, table.first + i);
      const isSound = !this.#refused.has(row);
      return isSound && this.#settings.distinct && isRepeat(seen, row) ? [] : [row];
    });
  }

  #readRow(readers: readonly FieldReader[], raw: RawRow, number: number): DataRow {
    const cells: Record<string, Cell> = {};
    const faults: string[] = [];
    for (const [i, reader] of readers.entries()) {
      const cell = reader.read(raw[i] ?? null, number);
      if (cell === REFUSED) faults.push(reader.field.name);
      // A missing cell is written, too: every object has something called `constructor`.
      else cells[reader.field.name] = cell;
    }
    const key = keyOf(this.source.keys.map((name) => cells[name]));
    const row = { key, cells, row: number };
    for (const field of faults) this.refuse(row, field);
    return row;
  }

  #reportTotal(found: string, row: number): void {
    const help = `Export the rows without totals, or remove the row from ${this.file}.`;
    this.log.add(totalRow, { source: this.source.name, found }, { rows: [row], help });
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

/** Whether a row with the same cells has been seen. */
function isRepeat(seen: Set<string>, { cells }: DataRow): boolean {
  const text = JSON.stringify(cells);
  if (seen.has(text)) return true;
  seen.add(text);
  return false;
}

/** One note for each field: the spellings that attain.json takes for others, each with its rows. */
function aliasNotes(
  { source, file }: SourceRows,
  { field, column, aliasUses }: FieldReader,
  settings: SourceSettings,
): DataNote[] {
  if (aliasUses.size === 0) return [];
  const uses = [...aliasUses].map(([written, rows], i) => {
    const known = settings.values.get(field.name)?.get(written) ?? "";
    const [from, to] = [written, known].map((text) =>
      text === "" ? "nothing" : `\`${shown(text)}\``,
    );
    if (i > 0) return `${from} as ${to} in ${grouped(String(rows))}`;
    return `${from} read as ${to} in ${counted(rows, "row")} of ${source.name}`;
  });
  const rows = [...aliasUses.values()].reduce((sum, used) => sum + used, 0);
  const message = `${uses.join(", ")}, by attain.json`;
  return [{ message, source: source.name, file, column, rows }];
}
