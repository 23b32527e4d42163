/** Lines that are the rows of a table, such as those of rates or of a source, stand in columns. */
import { widthOf } from "../base/columns.ts";
import type { Line } from "../syntax/lines.ts";
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

/** Neighbours that are rows of one table. An empty line ends it; a comment or a line that can't be read doesn't. */
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
    open = key;
  }
  return runs;
}

/** Some words of a line, from one to another, in a column with a name. */
interface Cell {
  readonly column: Column;
  readonly from: number;
  readonly to: number;
}

/** In the order in which they stand. */
const COLUMNS = [
  "word",
  "name",
  "label",
  "to",
  "to what",
  "means",
  "means what",
  "gives",
  "gives what",
] as const;
type Column = (typeof COLUMNS)[number];

/** The words that begin a column. */
const COLUMN_WORDS: ReadonlyMap<string, "to" | "means" | "gives"> = new Map([
  ["To", "to"],
  ["Means", "means"],
  ["Pay", "gives"],
  ["Gives", "gives"],
  ["Continues", "gives"],
]);

/** What the rows of one table have in common; undefined for a line that is a sentence, and no row. */
function keyOf({ line, words }: Sentence): string | undefined {
  if (isListed({ line, words })) return line.block;
  const columns = cellsOf({ line, words }).map(({ column }) => column);
  if (columns.includes("gives")) return "gives";
  if (!columns.includes("means") && !columns.includes("to")) return undefined;
  // Definitions are one table whatever they define; steps are if they begin with one word.
  return [line.level === "step" ? words[0]?.text : "", ...columns].join(" ");
}

/** What a line that can't be read is most likely meant to be a row of. */
function keyOfUnread({ level, block, tokens }: Line): string | undefined {
  if (level !== "step") return undefined;
  if (block === "table") return "gives";
  return block === "plan" || tokens[0]?.tokenType.name === "FieldLine" ? block : undefined;
}

/** The lines of a source and those that head a plan are a list: a word, and what is said of it. */
function isListed({ line, words }: Pick<Sentence, "line" | "words">): boolean {
  return line.level === "step" && (line.block === "plan" || words[0]?.role === "FieldLine");
}

function cellsOf({ line, words }: Pick<Sentence, "line" | "words">): Cell[] {
  const end = words.length - 1;
  const first: Cell = { column: "word", from: 0, to: 0 };
  if (isListed({ line, words })) return [first, { column: "name", from: 1, to: end }];
  const starts = words.flatMap(({ role }, i) => {
    const column = COLUMN_WORDS.get(role);
    return column === undefined || i === 0 ? [] : [{ column, from: i }];
  });
  const named = (starts[0]?.from ?? end + 1) - 1;
  const isLabelled = line.level !== "step" && words[named]?.role === "TextLiteral";
  const others = starts.flatMap(({ column, from }, i): Cell[] => [
    { column, from, to: from },
    { column: `${column} what`, from: from + 1, to: (starts[i + 1]?.from ?? end + 1) - 1 },
  ]);
  const cells: Cell[] = [
    first,
    { column: "name", from: 1, to: isLabelled ? named - 1 : named },
    { column: "label", from: named, to: isLabelled ? named : named - 1 },
    ...others,
  ];
  return cells.filter(({ from, to }) => from <= to);
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
function isWorthIt({ line, words }: Sentence, indent: number, end: number): boolean {
  const isShort = indent + widthOf(flat(words, 0, words.length - 1)) <= LIMIT;
  return isListed({ line, words }) || !isShort || indent + end <= LIMIT;
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

/** How far the numbers of a column move to the right. What has a name isn't a number of one column. */
function shiftsIn(column: Column, rows: readonly Cells[]): ReadonlyMap<Sentence, number> {
  const found = rows.flatMap(({ sentence, cells }) =>
    cells
      .filter((cell) => cell.column === column && sentence.line.level === "step")
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
