/** A file as the pieces that are printed one below the other: sentences, rows of grids, remarks, and what can't be read. */
import type { CstNode, IToken } from "chevrotain";
import { lexPiece } from "../syntax/lexer.ts";
import type { Line } from "../syntax/lines.ts";
import { type ReadLines, readLines } from "../syntax/parser.ts";
import { flat, type Item, type Word, wordsOf } from "./words.ts";

export type Piece = Sentence | Row | Remark | Damage;

interface Place {
  /** Where it stands in the text: from its first sign to its last, its comment included. */
  readonly start: number;
  readonly end: number;
  /** The column of its first sign, counted from 0. */
  readonly column: number;
  /** The lines of the text that it stands on, counted from 0. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A line of the language, on as many lines of text as it takes. */
export interface Sentence extends Place {
  readonly kind: "sentence";
  readonly line: Line;
  readonly words: readonly Word[];
  readonly tree: Item;
  /** Comments among its words, by the number of the word that comes after them. */
  readonly remarks: ReadonlyMap<number, readonly InnerRemark[]>;
  /** The comment at its end. */
  readonly note?: string;
}

interface InnerRemark {
  readonly text: string;
  /** Whether it stands on a line of its own. */
  readonly isAlone: boolean;
}

/** A `|` line. */
export interface Row extends Place {
  readonly kind: "row";
  /** The line that the grid belongs to. */
  readonly line: Line;
  readonly token: IToken;
  readonly note?: string;
}

/** A comment on a line of its own. */
interface Remark extends Place {
  readonly kind: "remark";
  readonly text: string;
}

/** What can't be read, as it was written. */
export interface Damage extends Place {
  readonly kind: "damage";
  /** The line that it is meant to be, if its first word says so. */
  readonly line?: Line;
  /** The lines of text, each with the space before it. */
  readonly texts: readonly string[];
}

/** All that is in a text, in its order. Nothing but space is left out. */
export function piecesOf(text: string): Piece[] {
  const read = readLines({ path: "", text });
  return new Reader(text, read).pieces().sort((a, b) => a.start - b.start);
}

class Reader {
  readonly #read: ReadLines;
  readonly #page: Page;
  readonly #trees: ReadonlyMap<Line, CstNode>;
  /** The comment on each line of the text. */
  readonly #comments: ReadonlyMap<number, IToken>;

  constructor(text: string, read: ReadLines) {
    this.#read = read;
    this.#page = new Page(text, read);
    const whole = read.parts.filter(({ isWhole }) => isWhole);
    this.#trees = new Map(whole.map(({ line, node }) => [line, node]));
    this.#comments = new Map(read.lexed.comments.map((comment) => [lineOf(comment), comment]));
  }

  pieces(): Piece[] {
    const { lines, strays } = this.#read.lexed;
    const known = [
      ...lines.flatMap((line) => this.#line(line)),
      ...strays.map(({ tokens }) => this.#damage(tokens)),
    ];
    const taken = new Set(known.flatMap(linesOf));
    const others = this.#page.filled().filter((line) => !taken.has(line));
    return [...known, ...others.map((line) => this.#other(line))];
  }

  #line(line: Line): Piece[] {
    const { tokens, grid } = line;
    const last = tokens.at(-1);
    const isMixed = last !== undefined && (grid[0]?.startOffset ?? Infinity) < last.startOffset;
    if (isMixed) return [this.#damage([...tokens, ...grid].sort(byPlace), line)];
    const head = this.#sentence(line) ?? this.#damage(tokens, line);
    const isBelow = (row: IToken): boolean =>
      head.kind === "sentence" || lineOf(row) > head.lastLine;
    const rows = grid.filter((row) => isBelow(row) && this.#page.isWhole(lineOf(row)));
    return [head, ...rows.map((row) => this.#row(line, row))];
  }

  #sentence(line: Line): Sentence | undefined {
    const node = this.#trees.get(line);
    if (node === undefined) return undefined;
    const place = this.#page.place(line.tokens);
    if (!linesOf(place).every((at) => this.#page.isWhole(at))) return undefined;
    const { words, tree } = wordsOf(node);
    const [first, ...rest] = words;
    if (first === undefined) return undefined;
    const isShared = line.shared && line.level === "member";
    const all = isShared ? [sharedWord(first), ...rest] : words;
    if (place.firstLine < place.lastLine && !readsTheSame(words)) return undefined;
    const comments = linesOf(place).flatMap((at) => this.#comments.get(at) ?? []);
    const note = comments.find(({ startOffset }) => startOffset >= place.end);
    const hasRow = line.grid.some((row) => lineOf(row) === place.lastLine);
    const remarks = this.#remarks(
      line.tokens,
      comments.filter((comment) => comment !== note),
    );
    const sentence = { ...place, kind: "sentence" as const, line, words: all, tree, remarks };
    return note === undefined || hasRow ? sentence : { ...sentence, ...noted(note) };
  }

  #remarks(
    tokens: readonly IToken[],
    comments: readonly IToken[],
  ): ReadonlyMap<number, readonly InnerRemark[]> {
    const remarks = new Map<number, InnerRemark[]>();
    for (const comment of comments) {
      const next = tokens.findIndex(({ startOffset }) => startOffset > comment.startOffset);
      const isAlone = tokens[next - 1]?.startLine !== comment.startLine;
      const remark = { text: comment.image.trimEnd(), isAlone };
      remarks.set(next, [...(remarks.get(next) ?? []), remark]);
    }
    return remarks;
  }

  #row(line: Line, token: IToken): Row {
    const row = { ...this.#page.place([token]), kind: "row" as const, line, token };
    const note = this.#comments.get(row.lastLine);
    return note === undefined ? row : { ...row, ...noted(note) };
  }

  #damage(tokens: readonly IToken[], line?: Line): Damage {
    const { firstLine, lastLine } = this.#page.place(tokens);
    return this.#lines(firstLine, lastLine, line);
  }

  /** A line of text with no word of the language: a comment, or signs that nobody knows. */
  #other(line: number): Piece {
    const comment = this.#comments.get(line);
    if (comment === undefined || !this.#page.isWhole(line)) return this.#lines(line, line);
    return { ...this.#page.place([comment]), kind: "remark", text: comment.image.trimEnd() };
  }

  #lines(firstLine: number, lastLine: number, line?: Line): Damage {
    const texts = this.#page.texts(firstLine, lastLine).map(withoutEnd);
    const column = indentOf(texts[0] ?? "");
    const start = this.#page.startOf(firstLine) + column;
    const end = this.#page.startOf(lastLine) + (texts.at(-1)?.length ?? 0);
    const place = { start, end, column, firstLine, lastLine };
    return { ...place, kind: "damage", texts, ...(line === undefined ? {} : { line }) };
  }
}

/** The lines of a text, and what on them is neither word, comment nor space. */
class Page {
  readonly #text: string;
  readonly #starts: number[] = [0];
  /** 1 for each sign that is a word's or a comment's. */
  readonly #known: Uint8Array;

  constructor(text: string, { lexed }: ReadLines) {
    this.#text = text;
    for (const { 0: end, index } of text.matchAll(/\r\n?|\n/g))
      this.#starts.push(index + end.length);
    this.#known = new Uint8Array(text.length);
    const tokens = [...lexed.lines, ...lexed.strays].flatMap((line) => line.tokens);
    const grids = lexed.lines.flatMap((line) => line.grid);
    for (const { startOffset, image } of [...tokens, ...grids, ...lexed.comments])
      this.#known.fill(1, startOffset, startOffset + image.length);
    for (const {
      shared,
      tokens: [first],
    } of lexed.lines) {
      if (shared && first !== undefined) this.#knowShared(first);
    }
  }

  /** The word `shared` isn't among the words of the line that it begins. */
  #knowShared(first: IToken): void {
    const start = this.startOf(lineOf(first));
    const before = /^[ \t\u00A0\uFEFF]*shared[ \t\u00A0\uFEFF]+$/.exec(
      this.#text.slice(start, first.startOffset),
    );
    if (before !== null) this.#known.fill(1, start, first.startOffset);
  }

  startOf(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  texts(first: number, last: number): string[] {
    return Array.from({ length: last - first + 1 }, (_, i) =>
      this.#text.slice(this.startOf(first + i), this.startOf(first + i + 1)),
    );
  }

  /** The lines that aren't empty. */
  filled(): number[] {
    return [...this.#starts.keys()].filter((line) =>
      this.texts(line, line).some((text) => withoutEnd(text) !== ""),
    );
  }

  /** Whether all that stands on a line is known. */
  isWhole(line: number): boolean {
    for (let i = this.startOf(line); i < this.startOf(line + 1); i += 1) {
      if (this.#known[i] === 0 && !SPACE.test(this.#text[i] ?? "")) return false;
    }
    return true;
  }

  /** Where tokens stand; with the word `shared` before them. */
  place(tokens: readonly IToken[]): Place {
    const [first, last] = [tokens[0], tokens.at(-1)];
    const [firstLine, lastLine] = [lineOf(first), lineOf(last)];
    const [text = ""] = this.texts(firstLine, firstLine);
    const own = (first?.startOffset ?? 0) - this.startOf(firstLine);
    const isShared = /^\s*shared\s+$/.test(text.slice(0, own));
    const column = isShared ? indentOf(text) : own;
    const start = this.startOf(firstLine) + column;
    const end = (last?.startOffset ?? 0) + (last?.image.length ?? 0);
    return { start, end, column, firstLine, lastLine };
  }
}

/** What the lexer takes for space. */
const SPACE = /[ \t\r\n\u00A0\uFEFF]/;

function lineOf(token: IToken | undefined): number {
  return (token?.startLine ?? 1) - 1;
}

function byPlace(a: IToken, b: IToken): number {
  return a.startOffset - b.startOffset;
}

function linesOf({ firstLine, lastLine }: Place): number[] {
  return Array.from({ length: lastLine - firstLine + 1 }, (_, i) => firstLine + i);
}

function indentOf(text: string): number {
  return /^[ \t\u00A0\uFEFF]*/.exec(text)?.[0].length ?? 0;
}

function withoutEnd(text: string): string {
  return text.replace(/[ \t\r\n\u00A0\uFEFF]+$/, "");
}

/** Whether words are still those words on one line: `quarter` above `to date` are, and `quarter to date` is one word. */
function readsTheSame(words: readonly Word[]): boolean {
  const text = flat(words, 0, words.length - 1);
  const tokens = lexPiece({ path: "", text }, { start: 0, end: text.length });
  return tokens.length === words.length && tokens.every(({ image }, i) => image === words[i]?.text);
}

function sharedWord(first: Word): Word {
  return { ...first, text: `shared ${first.text}`, width: first.width + "shared ".length };
}

function noted({ image, startOffset }: IToken): { readonly note: string; readonly end: number } {
  const note = image.trimEnd();
  return { note, end: startOffset + note.length };
}
