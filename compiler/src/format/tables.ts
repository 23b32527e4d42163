/** Lines that are the rows of a table, such as those of rates or of a source, stand in columns. */
import { widthOf } from "../base/columns.ts";
import { type Cell, cellsOf, type Column, COLUMNS, isListed, keyOf, keyOfUnread } from "./cells.ts";
import { LIMIT } from "./layout.ts";
import { shifts } from "./numbers.ts";
import type { Placed } from "./outline.ts";
import type { Damage, Sentence } from "./pieces.ts";
import { flat } from "./words.ts";

/** How many more spaces than usual stand before a word of a line, by the number of the word. */
export type Gaps = ReadonlyMap<number, number>;

/** The tables among the pieces of a file: which pieces each has, and the gaps in their lines. */
export interface Table {
  readonly members: readonly number[];
  readonly gaps: ReadonlyMap<Sentence, Gaps>;
}

export function tablesOf(placed: readonly Placed[]): Table[] {
  return runsOf(placed).map((members) => {
    const rows = members.map((i) => placed[i]).filter((one) => one !== undefined);
    return { members, gaps: gapsOf(rows) };
  });
}

/** Neighbours that are rows of one table. An empty line ends it; a comment, or a line that can't be read, doesn't. */
function runsOf(placed: readonly Placed[]): number[][] {
  const runs: number[][] = [];
  let open: string | undefined;
  for (const [i, { piece, isBlankBefore }] of placed.entries()) {
    if (isBlankBefore || piece.kind === "row") open = undefined;
    const isLine = piece.kind === "sentence" || piece.kind === "damage";
    if (!isLine || piece.line === undefined) continue;
    const key = piece.kind === "sentence" ? keyOf(piece) : keyOfUnread(piece.line);
    if (key !== undefined && key === open) runs.at(-1)?.push(i);
    else if (key !== undefined) runs.push([i]);
    if (key !== undefined || piece.line.block !== open) open = key;
  }
  return runs;
}

/** A row whose columns take more than this is broken, or as wide as it needs to be, beside the table. */
const WIDEST = LIMIT / 2;

function gapsOf(placed: readonly Placed[]): Map<Sentence, Gaps> {
  const rows = placed.flatMap(({ piece, indent }) => {
    if (piece.kind !== "sentence") return [];
    const cells = cellsOf(piece);
    return fits(piece, cells) ? [{ sentence: piece, cells, indent }] : [];
  });
  const unread = placed.map(({ piece }) => (piece.kind === "damage" ? firstWordOf(piece) : ""));
  const moved = new Map(COLUMNS.map((column) => [column, shiftsIn(column, rows)] as const));
  const starts = new Map<Column, number>();
  let start = 0;
  for (const column of COLUMNS) {
    starts.set(column, start);
    const others = column === "word" ? unread : [];
    start += spaceOf(column, rows, moved.get(column) ?? new Map(), others);
  }
  return new Map(
    rows.map(({ sentence, cells, indent }) => {
      const gaps = new Map<number, number>();
      let end = 0;
      for (const { column, from, to } of cells) {
        const at = (starts.get(column) ?? 0) + (moved.get(column)?.get(sentence) ?? 0);
        if (from > 0) gaps.set(from, Math.max(0, at - end - 1));
        end = at + widthOf(flat(sentence.words, from, to));
      }
      return [sentence, isWorthIt(sentence, indent, end) ? gaps : new Map()];
    }),
  );
}

/** What can't be read keeps its place in the first column: the other lines don't move while somebody writes it. */
function firstWordOf({ texts: [text = ""] }: Damage): string {
  return /^\s*([^\s:]*)/.exec(text)?.[1] ?? "";
}

/** Whether a line in columns is no longer than a line may be; of a list, all lines are in columns. */
function isWorthIt(sentence: Sentence, indent: number, end: number): boolean {
  const { words } = sentence;
  const isShort = indent + widthOf(flat(words, 0, words.length - 1)) <= LIMIT;
  return isListed(sentence) || !isShort || indent + end <= LIMIT;
}

interface Cells {
  readonly sentence: Sentence;
  readonly cells: readonly Cell[];
  readonly indent: number;
}

/** Whether a row stands in its columns without a break before the last one. */
function fits({ words, remarks }: Sentence, cells: readonly Cell[]): boolean {
  const last = cells.at(-1)?.from ?? 0;
  const isWhole = [...remarks.keys()].every((next) => next > last);
  return isWhole && widthOf(flat(words, 0, last - 1)) <= WIDEST;
}

/** How far the numbers of a column move to the right, in lines of a block. What ends a line without a column is no number of one. */
function shiftsIn(column: Column, rows: readonly Cells[]): ReadonlyMap<Sentence, number> {
  const found = rows.flatMap(({ sentence, cells }) =>
    cells
      .filter((cell, i) => cell.column === column && (column !== "name" || i < cells.length - 1))
      .filter(() => sentence.line.level === "step")
      .map(({ from, to }) => ({ sentence, text: flat(sentence.words, from, to) })),
  );
  const moved = shifts(found.map(({ text }) => text));
  return new Map(found.map(({ sentence }, i) => [sentence, moved[i] ?? 0]));
}

/** The width of a column and of the space after it; none where it ends its row. */
function spaceOf(
  column: Column,
  rows: readonly Cells[],
  moved: ReadonlyMap<Sentence, number>,
  others: readonly string[],
): number {
  const widths = rows.flatMap(({ sentence, cells }) =>
    cells
      .slice(0, -1)
      .filter((cell) => cell.column === column)
      .map(({ from, to }) => widthOf(flat(sentence.words, from, to)) + (moved.get(sentence) ?? 0)),
  );
  return widths.length === 0 ? 0 : Math.max(...widths, ...others.map(widthOf)) + 1;
}
