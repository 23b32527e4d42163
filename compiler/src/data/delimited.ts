/**
 * Delimited text (CSV, TSV), read strictly and piece by piece.
 *
 * RFC 4180, and what is as clear: lines may end in CR LF, LF or CR; a quote within an unquoted cell is a quote. What
 * isn't clear is a fault of its row and never repaired. DuckDB 1.5.6 was tried and reads too much: without threads it
 * ends at an open quote as at the end of the file, with no error; it takes a row with an empty cell too many, and takes
 * the space after a closing quote away; and it says nothing of single rows where lines end in different ways.
 */
import type { RawCell, RawRow } from "./raw-table.ts";

export type RowFault = "open quote" | "stray quote";

/** Receives each row; one with a fault, and a blank line, has no cells. */
export type RowReceiver = (cells: RawRow, fault?: RowFault) => void;

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;

export class DelimitedReader {
  readonly #delimiter: number;
  readonly #receive: RowReceiver;
  #state: "cell" | "plain" | "quoted" | "after quote" | "fault" = "cell";
  #cells: RawCell[] = [];
  #cell = "";
  /** A line feed that comes next belongs to the line end that was read. */
  #afterReturn = false;

  /** `delimiter` is one character. */
  constructor(delimiter: string, receive: RowReceiver) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#receive = receive;
  }

  push(text: string): void {
    let at = 0;
    while (at < text.length) at = this.#step(text, at);
  }

  /** No more text comes. */
  end(): void {
    if (this.#state === "quoted") this.#endRow("open quote");
    else if (this.#state === "fault") this.#endRow("stray quote");
    else if (this.#state !== "cell" || this.#cells.length > 0) {
      this.#endCell();
      this.#endRow();
    }
  }

  /** Reads on from `at` in the state at hand; gives the place to go on from. */
  #step(text: string, at: number): number {
    switch (this.#state) {
      case "cell":
        return this.#beginCell(text, at);
      case "plain":
        return this.#readPlain(text, at);
      case "quoted":
        return this.#readQuoted(text, at);
      case "after quote":
        return this.#readAfterQuote(text, at);
      case "fault":
        return this.#skipLine(text, at);
    }
  }

  #beginCell(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const completesReturn = this.#afterReturn && code === LINE_FEED;
    this.#afterReturn = false;
    if (completesReturn) return at + 1;
    this.#state = code === QUOTE ? "quoted" : "plain";
    return code === QUOTE ? at + 1 : at;
  }

  #readPlain(text: string, at: number): number {
    let end = at;
    while (end < text.length && !this.#endsCell(text.charCodeAt(end))) end += 1;
    this.#cell += text.slice(at, end);
    if (end === text.length) return end;
    this.#endCell();
    return this.#pass(text, end);
  }

  #readQuoted(text: string, at: number): number {
    const end = text.indexOf('"', at);
    if (end === -1) {
      this.#cell += text.slice(at);
      return text.length;
    }
    this.#cell += text.slice(at, end);
    this.#state = "after quote";
    return end + 1;
  }

  #readAfterQuote(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      this.#cell += '"';
      this.#state = "quoted";
      return at + 1;
    }
    if (!this.#endsCell(code)) {
      this.#state = "fault";
      return at;
    }
    this.#endCell();
    return this.#pass(text, at);
  }

  #skipLine(text: string, at: number): number {
    let end = at;
    while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1;
    if (end === text.length) return end;
    this.#endRow("stray quote");
    this.#afterReturn = text.charCodeAt(end) === RETURN;
    return end + 1;
  }

  #endsCell(code: number): boolean {
    return code === this.#delimiter || isLineEnd(code);
  }

  /** Passes the delimiter or the line end at `at`. */
  #pass(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      this.#endRow();
      this.#afterReturn = code === RETURN;
    }
    return at + 1;
  }

  #endCell(): void {
    const isNothing = this.#cell === "" && this.#state !== "after quote";
    this.#cells.push(isNothing ? null : this.#cell);
    this.#cell = "";
    this.#state = "cell";
  }

  #endRow(fault?: RowFault): void {
    const cells = this.#cells;
    const says = fault === undefined && (cells.length > 1 || cells[0] !== null);
    this.#receive(says ? cells : [], fault);
    this.#cells = [];
    this.#cell = "";
    this.#state = "cell";
  }
}

function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === RETURN;
}
