/**
 * Reads a file piece by piece, each a declaration of the outermost level with the comments above it. A piece that was
 * there before, word for word, isn't read again: its tree is moved to where it stands now.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source-file.ts";
import { isFileWord } from "./lines.ts";
import { type Parsed, parse } from "./parser.ts";

/** A piece of a file, as if it were all of it. */
interface Piece {
  readonly file: SourceFile;
  readonly parsed: Parsed;
}

interface Placed extends Omit<Parsed, "diagnostics"> {
  readonly piece: Piece;
  readonly start: number;
}

/** Keeps what one file was made of. */
export class PieceParser {
  #placed: ReadonlyMap<string, Placed> = new Map();

  /** The same as `parse`; what stands above a change is the same object as before. */
  parse(file: SourceFile): Parsed {
    const placed = new Map<string, Placed>();
    const found: Placed[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const [start, end] of piecesOf(file.text)) {
      const text = file.text.slice(start, end);
      const one = placedAt(placed.get(text) ?? this.#placed.get(text), file.path, text, start);
      placed.set(text, one);
      found.push(one);
      const { piece } = one;
      const told = (diagnostic: Diagnostic): Diagnostic =>
        moved(diagnostic, start, piece.file, file);
      diagnostics.push(...piece.parsed.diagnostics.map(told));
    }
    this.#placed = placed;
    return {
      tree: {
        declarations: found.flatMap(({ tree }) => tree.declarations),
        strays: found.flatMap(({ tree }) => tree.strays),
      },
      comments: found.flatMap(({ comments }) => comments),
      diagnostics,
    };
  }
}

function placedAt(known: Placed | undefined, path: string, text: string, start: number): Placed {
  if (known?.start === start) return known;
  const piece = known?.piece ?? read({ path, text });
  const { tree, comments } = piece.parsed;
  if (start === 0) return { piece, start, tree, comments };
  return { piece, start, tree: moved(tree, start), comments: moved(comments, start) };
}

function read(file: SourceFile): Piece {
  return { file, parsed: parse(file) };
}

/** Where pieces begin and end: before each line with a heading, and the comments and blanks above it. */
function piecesOf(text: string): (readonly [start: number, end: number])[] {
  const starts = [0];
  let above = 0;
  let start = 0;
  while (start < text.length) {
    const next = text.indexOf("\n", start) + 1 || text.length;
    const line = text.slice(start, next);
    if (isHeading(line) && above > 0) starts.push(above);
    if (!/^\s*(?:\/\/[^\r\n]*)?\s*$/.test(line)) above = next;
    start = next;
  }
  return starts.map((from, i) => [from, starts[i + 1] ?? text.length]);
}

/** With a name or a text behind it: a word before a colon could be the name of a column. */
function isHeading(line: string): boolean {
  const word = /^[ \t]*([a-z]+)[ \t]+["`\w\u00C0-\uD7FF]/.exec(line)?.[1];
  return word !== undefined && isFileWord(word);
}

/** A copy of a tree, or of what is said about it, so much further down. */
function moved<Value>(value: Value, by: number, from?: SourceFile, to?: SourceFile): Value {
  if (typeof value !== "object" || value === null) return value;
  if (from !== undefined && value === (from as unknown)) return to as Value;
  if (Array.isArray(value)) return value.map((one: unknown) => moved(one, by, from, to)) as Value;
  const copy: Record<string, unknown> = {};
  const parts = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(parts)) copy[key] = moved(parts[key], by, from, to);
  const { start, end } = copy;
  if (typeof start === "number" && typeof end === "number") {
    copy["start"] = start + by;
    copy["end"] = end + by;
  }
  return copy as Value;
}
