/** Prints the pieces of a file, each as the lines of text that it takes. */
import { lex } from "../syntax/lexer.ts";
import type { Line } from "../syntax/lines.ts";
import { readLines } from "../syntax/parser.ts";
import { gridsOf } from "./grids.ts";
import { layOut, type TextLine } from "./layout.ts";
import { withNotes } from "./notes.ts";
import { outlineOf, type Placed } from "./outline.ts";
import { indentOf } from "./page.ts";
import { type Damage, type Piece, piecesOf, type Row, type Sentence } from "./pieces.ts";
import { type Gaps, tablesOf } from "./tables.ts";

/** A piece, and how it is printed. */
interface Printed {
  readonly piece: Piece;
  readonly isBlankBefore: boolean;
  readonly lines: readonly string[];
}

export interface Print {
  readonly pieces: readonly Printed[];
  /** Pieces that are printed as they are because of each other, such as the rows of a table. */
  readonly bound: readonly (readonly number[])[];
}

export function print(text: string): Print {
  const read = readLines({ path: "", text });
  const kept = new Set<Line>();
  for (;;) {
    const printed = printPieces(piecesOf(text, read, kept));
    const wrong = changedLines(read.lexed.lines, printed).filter((line) => !kept.has(line));
    if (wrong.length === 0) return printed;
    for (const line of wrong) kept.add(line);
  }
}

/**
 * The lines that would read otherwise, as far as they are found. `FY2026-Q1x` is a difference of two names; with space
 * around the sign the first one is a year.
 */
function changedLines(lines: readonly Line[], { pieces }: Print): readonly Line[] {
  const text = pieces.flatMap((piece) => piece.lines).join("\n");
  const others = lex({ path: "", text }).lines;
  const changed = lines.filter((line, i) => !isSame(line, others[i]));
  return lines.length === others.length ? changed : changed.slice(0, 1);
}

function isSame({ tokens, grid }: Line, other: Line | undefined): boolean {
  return (
    tokens.length === other?.tokens.length &&
    grid.length === other.grid.length &&
    tokens.every(({ tokenType }, i) => tokenType === other.tokens[i]?.tokenType)
  );
}

function printPieces(all: readonly Piece[]): Print {
  const placed = outlineOf(all);
  const tables = tablesOf(placed);
  const grids = gridsOf(placed);
  const gaps = new Map(tables.flatMap((table) => [...table.gaps]));
  const rows = new Map(grids.flatMap((grid) => [...grid.texts]));
  const drafts = placed.map((one) => ({
    indent: one.indent,
    isBlankBefore: one.isBlankBefore,
    lines: textLines(one, gaps, rows),
  }));
  const { texts, runs } = withNotes(drafts);
  const pieces = placed.map(({ piece, isBlankBefore }, i) => ({
    piece,
    isBlankBefore,
    lines: texts[i] ?? [],
  }));
  const members = [...tables, ...grids].map((one) => one.members);
  const followed = placed.map(({ follows }, i) => [i, ...follows]);
  return { pieces, bound: [...members, ...runs, ...followed] };
}

function textLines(
  { piece, indent }: Placed,
  gaps: ReadonlyMap<Sentence, Gaps>,
  rows: ReadonlyMap<Row, string>,
): TextLine[] {
  const space = " ".repeat(indent);
  switch (piece.kind) {
    case "sentence":
      return layOut(piece, indent, gaps.get(piece) ?? new Map());
    case "row": {
      const text = space + (rows.get(piece) ?? piece.token.image);
      return [piece.note === undefined ? { text } : { text, note: piece.note }];
    }
    case "remark":
      return [{ text: space + piece.text }];
    case "damage":
      return moved(piece, indent).map((text) => ({ text }));
  }
}

/** What can't be read is moved as a whole, and is otherwise as it was written. */
function moved({ texts, column }: Damage, indent: number): string[] {
  return texts.map((text) => {
    const space = indentOf(text);
    if (space === text.length) return "";
    return " ".repeat(Math.max(0, space - column + indent)) + text.slice(space);
  });
}
