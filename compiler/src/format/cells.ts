/** The cells of a line that is a row of a table, and which lines make a table. */
import type { Block, Line } from "../syntax/lines.ts";
import type { Sentence } from "./pieces.ts";
import type { Word } from "./words.ts";

/** Some words of a line, from one to another, in a column with a name. */
export interface Cell {
  readonly column: Column;
  readonly from: number;
  readonly to: number;
}

/** In the order in which they stand. */
export const COLUMNS = [
  "word",
  "name",
  "label",
  "where",
  "where what",
  "to",
  "to what",
  "means",
  "means what",
  "gives",
  "gives what",
] as const;
export type Column = (typeof COLUMNS)[number];

/** The words that begin a column. */
type Beginning = "where" | "to" | "means" | "gives";
const BEGINNINGS: ReadonlyMap<string, Beginning> = new Map<string, Beginning>([
  ["Where", "where"],
  ["To", "to"],
  ["Means", "means"],
  ["Pay", "gives"],
  ["Gives", "gives"],
  ["Continues", "gives"],
]);

/** Blocks whose lines are a list, each a word and what it says of the heading; the other lines of a credit are sentences. */
const LISTS: ReadonlyMap<Block, RegExp> = new Map([
  ["plan", /^/],
  ["exception", /^/],
  ["goal", /^/],
  ["credit", /^(?:where|dated|worth|to|split)$/],
]);

/** What the rows of one table have in common; undefined for a line that is a sentence, and no row. */
export function keyOf(sentence: Sentence): string | undefined {
  const { line, words } = sentence;
  const first = words[0]?.text;
  if (isListed(sentence)) return line.block;
  const columns = cellsOf(sentence).map(({ column }) => column);
  // Definitions of one shape are a table, whatever they define.
  if (line.level !== "step") return columns.includes("means") ? columns.join(" ") : undefined;
  if (columns.includes("gives")) return "gives";
  return columns.some((column) => column.endsWith(" what")) ? first : undefined;
}

export function isListed({ line, words: [first] }: Sentence): boolean {
  const isList = LISTS.get(line.block)?.test(first?.text ?? "") === true;
  return line.level === "step" && (isList || first?.role === "FieldLine");
}

/** What a line that can't be read is most likely meant to be a row of. */
export function keyOfUnread({ level, block, tokens }: Line): string | undefined {
  if (level !== "step") return undefined;
  if (block === "table") return "gives";
  const isField = tokens[0]?.tokenType.name === "FieldLine";
  return isField || LISTS.get(block)?.test(tokens[0]?.image ?? "") === true ? block : undefined;
}

export function cellsOf(sentence: Sentence): Cell[] {
  const { words } = sentence;
  const end = words.length - 1;
  const first: Cell = { column: "word", from: 0, to: 0 };
  // In a list nothing but shares has more columns than two.
  if (isListed(sentence) && words[0]?.role !== "SplitLine")
    return [first, { column: "name", from: 1, to: end }];
  const starts = beginningsOf(words);
  const named = (starts[0]?.from ?? end + 1) - 1;
  const isLabelled = words[named]?.role === "TextLiteral" && words[named].rule === "heading";
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

/** The words of a line that begin a column, other than those in brackets; each column is begun once. */
function beginningsOf(words: readonly Word[]): { column: Beginning; from: number }[] {
  const found = new Map<Beginning, number>();
  let depth = 0;
  for (const [i, { role }] of words.entries()) {
    if (role === "LeftParen") depth += 1;
    if (role === "RightParen") depth -= 1;
    const column = BEGINNINGS.get(role);
    if (depth === 0 && i > 0 && column !== undefined && !found.has(column)) found.set(column, i);
  }
  return [...found].map(([column, from]) => ({ column, from }));
}
