/** CSV that other programs read to the letter, and in which spreadsheets find no formula that isn't one of ours. */

/** A text, or a number as exact decimal text. */
export type Cell = string | { readonly number: string };

/** RFC 4180, with a line feed after each row. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => `${cells.map(cellText).join(",")}\n`).join("");
}

export function cellText(cell: Cell): string {
  return typeof cell === "string" ? quoted(plain(cell)) : cell.number;
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, by which spreadsheets know a text.
 * Numbers and what begins otherwise stay as they are: `-12` does no harm.
 */
function plain(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text);
  return isFormula ? `'${text}` : text;
}

/** Quotes around what has a comma, a quote or a line's end in it. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
