/** Grids: the `|` lines below a line, with their cells in columns. */
import { padEnd, widthOf } from "../base/columns.ts";
import { gridLine } from "../syntax/build/lines.ts";
import { shifts, wholeDigits } from "./numbers.ts";
import type { Placed } from "./outline.ts";
import type { Row } from "./pieces.ts";

export interface Grid {
  readonly members: readonly number[];
  readonly texts: ReadonlyMap<Row, string>;
}

/** The grids among the pieces of a file. */
export function gridsOf(placed: readonly Placed[]): Grid[] {
  const grids: { members: number[]; rows: Row[] }[] = [];
  for (const [i, { piece }] of placed.entries()) {
    if (piece.kind !== "row") continue;
    const last = grids.at(-1);
    if (last?.rows[0]?.line === piece.line) {
      last.members.push(i);
      last.rows.push(piece);
    } else {
      grids.push({ members: [i], rows: [piece] });
    }
  }
  return grids.map(({ members, rows }) => ({ members, texts: textsOf(rows) }));
}

function textsOf(rows: readonly Row[]): Map<Row, string> {
  const cells = rows.map(cellsOf);
  const isLanguage = rows[0]?.line.block === "table";
  const count = Math.max(...cells.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, i) => {
    const texts = cells.map((row) => row[i] ?? "");
    return columnOf(isLanguage ? aligned(texts) : texts);
  });
  return new Map(
    rows.map((row, r) => {
      const texts = (cells[r] ?? []).map((_, c) => ` ${columns[c]?.[r] ?? ""} |`);
      return [row, `|${texts.join("")}`];
    }),
  );
}

/** In a table, cells are words of the language; in a test they are data, and the space within them is too. */
function cellsOf({ line, token }: Row): string[] {
  return gridLine(token).cells.map(({ span }) => {
    const start = span.start - token.startOffset;
    const text = token.image.slice(start, start + span.end - span.start);
    return line.block !== "table" || /["`]/.test(text) ? text : text.replace(/\s+/g, " ");
  });
}

/** The cells of a column, as wide as each other; a column of numbers below its head is one of figures. */
function columnOf([head = "", ...body]: readonly string[]): string[] {
  const isNumeric = body.every((text) => text === "" || wholeDigits(text) !== undefined);
  const moved = isNumeric ? shifts(body) : [];
  const texts = [head, ...body.map((text, i) => " ".repeat(moved[i] ?? 0) + text)];
  const width = Math.max(...texts.map(widthOf));
  return texts.map((text) => padEnd(text, width));
}

/** `from 8%` above `from 15%`: the numbers of headings stand in a column too. */
function aligned(texts: readonly string[]): string[] {
  const headings = texts.map((text) => /^(from|above|below) (?=[-−\d])(.*)$/.exec(text));
  const width = Math.max(0, ...headings.map((heading) => heading?.[1]?.length ?? 0));
  const moved = shifts(headings.map((heading) => heading?.[2] ?? ""));
  return texts.map((text, i) => {
    const [, word, number = ""] = headings[i] ?? [];
    return word === undefined
      ? text
      : `${padEnd(word, width)} ${" ".repeat(moved[i] ?? 0)}${number}`;
  });
}
