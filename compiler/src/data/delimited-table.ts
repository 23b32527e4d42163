/** A table out of delimited text: its heading, the columns that are asked for, and what is wrong with its rows. */
import { counted } from "../base/text.ts";
import {
  noHeading,
  notUtf8,
  openQuote,
  raggedRow,
  repeatedColumn,
  strayQuote,
  wrongDelimiter,
} from "../diagnostics/catalogue/data.ts";
import { DelimitedReader, type RowFault } from "./delimited.ts";
import { delimiterName, otherDelimiter } from "./delimiters.ts";
import type { ProblemLog } from "./problem.ts";
import {
  dividedColumns,
  lostTable,
  type RawRow,
  type RawTable,
  type TableRequest,
} from "./raw-table.ts";
import { setting } from "./shown.ts";

/** What stands for bytes that aren't UTF-8 where they are decoded all the same. */
const UNDECODABLE = "\uFFFD";

export class DelimitedTable {
  readonly #request: TableRequest;
  readonly #delimiter: string;
  readonly #log: ProblemLog;
  readonly #isLenient: boolean;
  readonly #reader: DelimitedReader;
  readonly #rows: RawRow[] = [];
  #beginning: string | undefined;
  #heading: readonly string[] | undefined;
  /** The number of the row that was received last. */
  #row = 0;
  #first = 1;
  #namesAt: number | undefined;
  #columns: readonly string[] = [];
  #unread: readonly string[] = [];
  #places: readonly number[] = [];
  #lost: RawTable["lost"];

  /** `isLenient`: the text was decoded although not all of it is UTF-8. */
  constructor(request: TableRequest, delimiter: string, log: ProblemLog, isLenient: boolean) {
    this.#request = request;
    this.#delimiter = delimiter;
    this.#log = log;
    this.#isLenient = isLenient;
    this.#reader = new DelimitedReader(delimiter, (cells, fault) => this.#receive(cells, fault));
  }

  /** How many rows have been read. */
  get size(): number {
    return this.#rows.length;
  }

  push(text: string): void {
    this.#beginning ??= text;
    if (this.#lost !== "file") this.#reader.push(text);
  }

  finish(): RawTable {
    this.#reader.end();
    if (this.#heading === undefined && this.#lost === undefined) this.#refuseHeading();
    if (this.#lost === "file") return lostTable(this.#request);
    return {
      source: this.#request.source,
      file: this.#request.file,
      columns: this.#columns,
      unread: this.#unread,
      rows: this.#rows,
      first: this.#first,
      ...(this.#namesAt === undefined ? {} : { namesAt: this.#namesAt }),
      ...(this.#lost === undefined ? {} : { lost: this.#lost }),
    };
  }

  #receive(received: RawRow, fault: RowFault | undefined): void {
    if (this.#lost === "file") return;
    this.#row += 1;
    const cells = fault === undefined && isBlank(received) ? [] : received;
    if (this.#heading === undefined) {
      if (cells.length > 0 || fault !== undefined) this.#readHeading(cells, fault);
    } else if (this.#columns.length === 0) this.#lookForNames(cells);
    else this.#rows.push(this.#checkedRow(cells, fault, this.#heading.length));
  }

  #readHeading(cells: RawRow, fault: RowFault | undefined): void {
    const heading = cells.map((cell) => (cell ?? "").trim());
    const { columns, unread } = dividedColumns(this.#request, heading);
    const other =
      columns.length > 0
        ? undefined
        : otherDelimiter(this.#beginning ?? "", this.#delimiter, this.#request.columns);
    const undecodable = this.#isLenient ? /[\0\uFFFD]/ : /\0/;
    if (heading.some((name) => undecodable.test(name))) {
      this.#log.add(notUtf8, { what: "The heading" }, { help: SAVE_AS_UTF8 });
      this.#lost = "file";
    } else if (other !== undefined) this.#refuseDelimiter(other);
    else if (fault !== undefined) this.#refuseHeading(fault);
    for (const column of columns) this.#checkRepeats(column, heading);
    this.#heading = heading;
    this.#first = this.#row + 1;
    [this.#columns, this.#unread] = [columns, unread];
    this.#places = columns.map((column) => heading.indexOf(column));
  }

  #refuseDelimiter(other: string): void {
    const facts = {
      file: this.#request.file,
      found: delimiterName(other),
      delimiter: delimiterName(this.#delimiter),
    };
    const help = `Say so in attain.json: ${setting("delimiter", other)}.`;
    this.#log.add(wrongDelimiter, facts, { help });
    this.#lost = "file";
  }

  #checkRepeats(column: string, heading: readonly string[]): void {
    const count = heading.filter((name) => name === column).length;
    if (count < 2) return;
    const help = "Which of them is meant can't be told: rename or remove the others in the export.";
    this.#log.add(repeatedColumn, { count: String(count), column }, { column, help });
    this.#lost = "file";
  }

  #refuseHeading(fault?: RowFault): void {
    if (fault === undefined) {
      const help = "Its first line must hold the names of its columns: export it again.";
      this.#log.add(noHeading, { file: this.#request.file }, { help });
    } else this.#reportFault(fault, [this.#row]);
    this.#lost = "file";
  }

  /** Reports begin with a title; nothing can be said of rows before the names of their columns are known. */
  #lookForNames(cells: RawRow): void {
    this.#lost = "rows";
    const { columns } = this.#request;
    const said = cells.flatMap((cell) => cell?.trim() ?? []).filter((text) => text !== "");
    const isTitle = this.#unread.filter((name) => name !== "").length === 1;
    const found = isTitle ? said : said.filter((text) => columns.includes(text));
    if (found.length * 2 > columns.length) this.#namesAt ??= this.#row;
  }

  /** The cells that are asked for; none of a blank row, and none of one that can't be trusted. */
  #checkedRow(cells: RawRow, fault: RowFault | undefined, width: number): RawRow {
    const rows = [this.#row];
    if (fault === undefined && cells.length === 0) return [];
    if (fault !== undefined) this.#reportFault(fault, rows);
    else if (cells.length !== width) this.#reportRagged(cells, width, rows);
    else {
      const read = this.#places.map((place) => cells[place] ?? null);
      if (!this.#isLenient || !read.some((cell) => cell?.includes(UNDECODABLE) === true))
        return read;
      this.#log.add(notUtf8, { what: "The row" }, { rows, help: SAVE_AS_UTF8 });
    }
    this.#lost = "rows";
    return [];
  }

  #reportFault(fault: RowFault, rows: readonly number[]): void {
    if (fault === "open quote") {
      const help =
        'Where the cell ends can\'t be told, so nothing after it was read. Close the quote, or double one that is part of the text: `27"" screen`.';
      this.#log.add(openQuote, {}, { rows, help });
    } else {
      const help =
        'A quote within a quoted cell is doubled: `"27"" screen"`. Or a quote of this row is opened and never closed.';
      this.#log.add(strayQuote, {}, { rows, help });
    }
  }

  #reportRagged(cells: RawRow, expected: number, rows: readonly number[]): void {
    const [first = "", ...others] = cells.map((cell) => cell ?? "");
    const isText = others.every((cell) => cell === "");
    const help = isText
      ? "If it is a note or a total, remove it from the file: every row has a cell for each column."
      : cells.length > expected
        ? `A cell that holds ${delimiterName(this.#delimiter)} must stand in quotes.`
        : "Every row has a cell for each column; those that hold nothing are empty.";
    const facts = { found: counted(cells.length, "cell"), expected: String(expected) };
    this.#log.add(raggedRow, facts, { rows, help, ...(isText ? { value: first } : {}) });
  }
}

/** Whether nothing is written in any cell: spaces say nothing. */
function isBlank(cells: RawRow): boolean {
  return cells.every((cell) => cell === null || cell.trim() === "");
}

const SAVE_AS_UTF8 = "Export the file as UTF-8; a spreadsheet calls it `CSV UTF-8`.";
