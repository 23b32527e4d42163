/** The lines of a text, and where on them something stands. */
import type { IToken } from "chevrotain";
import type { ReadLines } from "../syntax/parser.ts";

export interface Place {
  /** Where it stands in the text: from its first sign to its last, its comment included. */
  readonly start: number;
  readonly end: number;
  /** The column of its first sign, counted from 0. */
  readonly column: number;
  /** The lines of the text that it stands on, counted from 0. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The lines of a text, and what on them is neither word, comment nor space. */
export class Page {
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
    for (const line of lexed.lines) if (line.shared) this.#knowShared(line.tokens[0]);
  }

  /** The word `shared` isn't among the words of the line that it begins. */
  #knowShared(first: IToken | undefined): void {
    const [start, end] = [this.startOf(lineOf(first)), first?.startOffset];
    const before = this.#text.slice(start, end);
    if (before.replace(SPACES, "") === "shared") this.#known.fill(1, start, end);
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
const SPACES = /[ \t\r\n\u00A0\uFEFF]/g;

export function lineOf(token: IToken | undefined): number {
  return (token?.startLine ?? 1) - 1;
}

export function linesOf({ firstLine, lastLine }: Place): number[] {
  return Array.from({ length: lastLine - firstLine + 1 }, (_, i) => firstLine + i);
}

export function indentOf(text: string): number {
  return /^[ \t\u00A0\uFEFF]*/.exec(text)?.[0].length ?? 0;
}

export function withoutEnd(text: string): string {
  return text.replace(/[ \t\r\n\u00A0\uFEFF]+$/, "");
}
