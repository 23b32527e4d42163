/** Reads the cells of one field: aliases first, then dates as the file writes them, then the type and its limits. */
import type { Calendar } from "@attain/runtime";
import { Rational } from "../evaluate/rational.ts";
import { type CellFormat, type CellReading, readCell } from "../ir/cells.ts";
import type { Cell } from "../ir/dataset.ts";
import type { SourceField } from "../ir/source.ts";
import { type DateReader, dateReader, looserFormat } from "./date-format.ts";
import type { ProblemLog } from "./problem.ts";
import type { RawCell } from "./raw-table.ts";
import { refuseCell, refuseLimit, refuseMissing } from "./refusals.ts";
import { type SourceSettings, columnOf, dateFormatOf } from "./settings.ts";

/** Stands in for a cell that has been reported. */
export const REFUSED: unique symbol = Symbol("refused");

type Limit = SourceField["limits"][number];

export class FieldReader {
  readonly field: SourceField;
  readonly column: string;
  /** In how many rows each alias was used. */
  readonly aliasUses: Map<string, number> = new Map<string, number>();
  readonly #aliases: ReadonlyMap<string, string> | undefined;
  readonly #dates: { readonly format: string; readonly read: DateReader } | undefined;
  readonly #format: CellFormat;
  readonly #limits: readonly (Limit & { readonly at: Rational })[];
  readonly #calendar: Calendar;
  readonly #log: ProblemLog;

  /** `format`: what the cells are read by; for a reference to a row, that of its key. */
  constructor(
    field: SourceField,
    format: CellFormat,
    settings: SourceSettings,
    calendar: Calendar,
    log: ProblemLog,
  ) {
    this.field = field;
    this.column = columnOf(settings, field.name);
    this.#aliases = settings.values.get(field.name);
    const dates = format.type.kind === "date" ? dateFormatOf(settings, field.name) : undefined;
    this.#dates = dates === undefined ? undefined : { format: dates, read: dateReader(dates) };
    this.#format = format;
    this.#limits = field.limits.map((limit) => ({ ...limit, at: Rational.parse(limit.value) }));
    this.#calendar = calendar;
    this.#log = log;
  }

  /** The cell of a row, undefined where it is missing and may be; what it can't be is reported. */
  read(raw: RawCell, row: number): Cell | typeof REFUSED {
    const written = raw ?? "";
    const alias = this.#aliases?.get(written);
    if (alias !== undefined) this.aliasUses.set(written, (this.aliasUses.get(written) ?? 0) + 1);
    const text = alias ?? written;
    const { field, column } = this;
    const cell = { field, column, written, text, row };
    if (text === "") {
      if (field.optional) return undefined;
      refuseMissing(this.#log, cell);
      return REFUSED;
    }
    // An alias is written as the plan knows the value, so its dates are in ISO 8601.
    const reading = alias === undefined ? this.#readWritten(text) : this.#readKnown(text);
    if (!reading.ok) {
      const trimmed = text.trim();
      const readsWithoutSpaces = trimmed !== text && this.#readWritten(trimmed).ok;
      refuseCell(this.#log, cell, reading, readsWithoutSpaces);
      return REFUSED;
    }
    const limit = this.#brokenLimit(reading.cell);
    if (limit === undefined) return reading.cell;
    refuseLimit(this.#log, cell, limit);
    return REFUSED;
  }

  #readKnown(text: string): CellReading {
    return readCell(this.#format, text, this.#calendar);
  }

  #readWritten(text: string): CellReading {
    if (this.#dates === undefined) return this.#readKnown(text);
    const { format, read } = this.#dates;
    const date = read(text);
    if (date !== undefined) return { ok: true, cell: date };
    const looser = looserFormat(format);
    const help =
      looser !== format && dateReader(looser)(text) !== undefined
        ? `It is one as \`${looser}\` writes it: change \`dates\` in attain.json.`
        : undefined;
    const expected = `a date as \`${format}\` writes it`;
    return { ok: false, kind: "type", expected, ...(help === undefined ? {} : { help }) };
  }

  #brokenLimit(cell: Cell): Limit | undefined {
    if (this.#limits.length === 0 || typeof cell !== "string") return undefined;
    const value = Rational.parse(cell);
    return this.#limits.find(({ bound, at }) => !keeps(value.compare(at), bound));
  }
}

/** Whether a value that compares so with a limit keeps it. */
function keeps(order: number, bound: Limit["bound"]): boolean {
  switch (bound) {
    case "at least":
      return order >= 0;
    case "at most":
      return order <= 0;
    case "above":
      return order > 0;
    case "below":
      return order < 0;
  }
}
