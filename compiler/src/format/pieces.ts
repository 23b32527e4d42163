/** A file as the pieces that are printed one below the other: sentences, rows of grids, remarks, and what can't be read. */
import type { CstNode, IToken } from "chevrotain";
import type { Line } from "../syntax/lines.ts";
import type { ReadLines } from "../syntax/parser.ts";
import { indentOf, lineOf, linesOf, Page, type Place, withoutEnd } from "./page.ts";
import { type Item, type Word, wordsOf } from "./words.ts";

export type Piece = Sentence | Row | Remark | Damage;

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

/** All that is in a text, in its order. Nothing but space is left out. Lines that are `kept` stay as they are written. */
export function piecesOf(text: string, read: ReadLines, kept: ReadonlySet<Line>): Piece[] {
  return new Reader(text, read, kept).pieces().sort((a, b) => a.start - b.start);
}

class Reader {
  readonly #read: ReadLines;
  readonly #page: Page;
  readonly #trees: ReadonlyMap<Line, CstNode>;
  /** The comment on each line of the text. */
  readonly #comments: ReadonlyMap<number, IToken>;

  constructor(text: string, read: ReadLines, kept: ReadonlySet<Line>) {
    this.#read = read;
    this.#page = new Page(text, read);
    const whole = read.parts.filter(({ line, isWhole }) => isWhole && !kept.has(line));
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
    if (first === undefined || words.length < line.tokens.length) return undefined;
    const isShared = line.shared && line.level === "member";
    const all = isShared ? [sharedWord(first), ...rest] : words;
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

function byPlace(a: IToken, b: IToken): number {
  return a.startOffset - b.startOffset;
}

function sharedWord(first: Word): Word {
  return { ...first, text: `shared ${first.text}`, width: first.width + "shared ".length };
}

function noted({ image, startOffset }: IToken): { readonly note: string; readonly end: number } {
  const note = image.trimEnd();
  return { note, end: startOffset + note.length };
}
