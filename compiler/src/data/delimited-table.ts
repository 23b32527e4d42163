/** A table out of delimited text: its heading, the columns that are asked for, and what is wrong with its rows. */
import { counted } from "../base/text.ts";
import {
  noHeading,
  notUtf8,
  openQuote,
  raggedRow,
  repeatedColumn,
  strayQuote,
} from "../diagnostics/catalogue/data.ts";
import { DelimitedReader, type RowFault } from "./delimited.ts";
import type { ProblemLog } from "./problem.ts";
import {
  dividedColumns,
  lostTable,
  type RawRow,
  type RawTable,
  type TableRequest,
} from "./raw-table.ts";

/** What stands for bytes that aren't UTF-8 where they are decoded all the same. */
const UNDECODABLE = "\uFFFD";

export class DelimitedTable {
  readonly #request: TableRequest;
  readonly #delimiter: string;
  readonly #log: ProblemLog;
  readonly #isLenient: boolean;
  readonly #reader: DelimitedReader;
  readonly #rows: RawRow[] = [];
  #heading: readonly string[] | undefined;
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
    if (this.#lost !== "file") this.#reader.push(text);
  }

  finish(): RawTable {
    this.#reader.end();
    if (this.#heading === undefined) this.#refuseHeading();
    if (this.#lost === "file") return lostTable(this.#request);
    return {
      source: this.#request.source,
      file: this.#request.file,
      columns: this.#columns,
      unread: this.#unread,
      rows: this.#rows,
      ...(this.#lost === undefined ? {} : { lost: this.#lost }),
    };
  }

  #receive(cells: RawRow, fault: RowFault | undefined): void {
    if (this.#lost === "file") return;
    if (this.#heading === undefined) this.#readHeading(cells, fault);
    else this.#rows.push(this.#checkedRow(cells, fault, this.#heading.length));
  }

  #readHeading(cells: RawRow, fault: RowFault | undefined): void {
    const heading = cells.map((cell) => cell ?? "");
    this.#heading = heading;
    const undecodable = this.#isLenient ? /[\0\uFFFD]/ : /\0/;
    if (cells.length === 0) this.#refuseHeading(fault);
    else if (heading.some((name) => undecodable.test(name))) {
      this.#log.add(notUtf8, { what: "The heading" }, { help: SAVE_AS_UTF8 });
      this.#lost = "file";
    }
    const { columns, unread } = dividedColumns(this.#request, heading);
    for (const column of columns) this.#checkRepeats(column, heading);
    [this.#columns, this.#unread] = [columns, unread];
    this.#places = columns.map((column) => heading.indexOf(column));
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
      const help = "Its first line must hold the names of its columns.";
      this.#log.add(noHeading, { file: this.#request.file }, { help });
    } else this.#reportFault(fault, []);
    this.#lost = "file";
  }

  /** The cells that are asked for; none of a row that can't be trusted. */
  #checkedRow(cells: RawRow, fault: RowFault | undefined, width: number): RawRow {
    const rows = [this.#rows.length + 1];
    if (fault === undefined && cells.length === 0) return [];
    if (fault !== undefined) this.#reportFault(fault, rows);
    else if (cells.length !== width) this.#reportRagged(cells.length, width, rows);
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
      const help = 'A quote within a quoted cell is doubled: `"27"" screen"`.';
      this.#log.add(strayQuote, {}, { rows, help });
    }
  }

  #reportRagged(found: number, expected: number, rows: readonly number[]): void {
    const delimiter = this.#delimiter === "\t" ? "a tab" : `\`${this.#delimiter}\``;
    const help =
      found > expected
        ? `A cell that holds ${delimiter} must stand in quotes.`
        : "Every row must have all cells; those that hold nothing are empty.";
    const facts = { found: counted(found, "cell"), expected: String(expected) };
    this.#log.add(raggedRow, facts, { rows, help });
  }
}

const SAVE_AS_UTF8 = "Export the file as UTF-8; a spreadsheet calls it `CSV UTF-8`.";
