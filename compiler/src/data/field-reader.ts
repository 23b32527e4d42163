/** Reads the cells of one field: aliases first, then dates and numbers as the file writes them, then the type and its limits. */
import type { Calendar } from "@attain/runtime";
import {
  brokenLimit,
  type CellFormat,
  type CellReading,
  expectedNumber,
  readCell,
} from "../ir/cells.ts";
import type { Cell } from "../ir/dataset.ts";
import type { SourceField } from "../ir/source.ts";
import { type DateReader, dateReader } from "./date-format.ts";
import { type NumberFormat, plainNumber } from "./numbers.ts";
import type { ProblemLog } from "./problem.ts";
import type { RawCell } from "./raw-table.ts";
import { refuseCells, refuseLimit, refuseMissing, type RefusedCell } from "./refusals.ts";
import { columnOf, dateFormatOf, delimiterOf, type SourceSettings } from "./settings.ts";

/** Stands in for a cell that is refused. */
export const REFUSED: unique symbol = Symbol("refused");

export class FieldReader {
  readonly field: SourceField;
  readonly column: string;
  /** In how many rows each alias was used. */
  readonly aliasUses: Map<string, number> = new Map<string, number>();
  readonly #aliases: ReadonlyMap<string, string> | undefined;
  readonly #dates: { readonly format: string; readonly read: DateReader } | undefined;
  readonly #numbers: NumberFormat | undefined;
  readonly #format: CellFormat;
  readonly #calendar: Calendar;
  readonly #log: ProblemLog;
  readonly #refused: RefusedCell[] = [];
  #read = 0;

  /** `format`: what the cells are read by; for a reference to a row, that of its key. */
  constructor(
    field: SourceField,
    format: CellFormat,
    settings: SourceSettings,
    calendar: Calendar,
    log: ProblemLog,
  ) {
    const { type } = format;
    this.field = field;
    this.column = columnOf(settings, field.name);
    this.#aliases = settings.values.get(field.name);
    const dates = type.kind === "date" ? dateFormatOf(settings, field.name) : undefined;
    this.#dates = dates === undefined ? undefined : { format: dates, read: dateReader(dates) };
    this.#numbers =
      type.kind === "number"
        ? {
            unit: type.unit,
            style: settings.numbers,
            semicolons: delimiterOf(settings) === ";",
          }
        : undefined;
    this.#format = format;
    this.#calendar = calendar;
    this.#log = log;
  }

  /** Whether some of its cells are dates that could be read. */
  get hasDates(): boolean {
    return this.#format.type.kind === "date" && this.#read > 0;
  }

  /** Whether a cell lacks what every row must have. */
  lacks(raw: RawCell): boolean {
    if (this.field.optional || (raw !== null && raw.trim() !== "")) return false;
    return this.#aliases?.has(raw ?? "") !== true;
  }

  /** The cell of a row, undefined where it is missing and may be. Spaces around it aren't part of it. */
  read(raw: RawCell, row: number): Cell | typeof REFUSED {
    const written = raw ?? "";
    const alias = this.#aliasOf(written);
    const text = alias ?? written.trim();
    const { field, column } = this;
    if (text === "") {
      if (field.optional) return undefined;
      refuseMissing(this.#log, field, column, row);
      return REFUSED;
    }
    // An alias is written as the plan knows the value.
    const reading =
      alias === undefined ? this.#readWritten(text) : readCell(this.#format, text, this.#calendar);
    if (!reading.ok) {
      this.#refused.push({ written, text, row, reading });
      return REFUSED;
    }
    this.#read += 1;
    const { cell } = reading;
    const isLimited = field.limits.length > 0 && typeof cell === "string";
    const limit = isLimited ? brokenLimit(field.limits, cell) : undefined;
    if (limit === undefined) return cell;
    refuseLimit(this.#log, field, column, { written, text, row }, limit);
    return REFUSED;
  }

  /** Reports what was refused, once all rows have been read. `isAlike`: no field of the file has a date that could be read. */
  finish(isAlike: boolean): void {
    const { field, column } = this;
    const dates =
      this.#format.type.kind === "date"
        ? { format: this.#dates?.format, isMixed: this.#read > 0, isAlike }
        : undefined;
    const members = this.#format.type.kind === "enum" ? this.#format.type.members : [];
    refuseCells(this.#log, { field, column, dates, members }, this.#refused);
  }

  #aliasOf(written: string): string | undefined {
    const name = this.#aliases?.has(written) === true ? written : written.trim();
    const alias = this.#aliases?.get(name);
    if (alias !== undefined) this.aliasUses.set(name, (this.aliasUses.get(name) ?? 0) + 1);
    return alias;
  }

  #readWritten(text: string): CellReading {
    if (this.#dates !== undefined) {
      const date = this.#dates.read(text);
      if (date !== undefined) return { ok: true, cell: date };
      const expected = `a date as \`${this.#dates.format}\` writes it`;
      return { ok: false, kind: "type", expected };
    }
    if (this.#numbers === undefined) return readCell(this.#format, text, this.#calendar);
    const number = plainNumber(text, this.#numbers);
    if (number.ok) return readCell(this.#format, number.text, this.#calendar);
    const { help } = number;
    const expected = expectedNumber(this.#numbers.unit);
    return { ok: false, kind: "type", expected, ...(help === undefined ? {} : { help }) };
  }
}
