/** Prints the pieces of a file, each as the lines of text that it takes. */
import { type Gaps, tablesOf } from "./tables.ts";
import { gridsOf } from "./grids.ts";
import { layOut, type TextLine } from "./layout.ts";
import { withNotes } from "./notes.ts";
import { outlineOf, type Placed } from "./outline.ts";
import { type Damage, type Piece, piecesOf, type Row, type Sentence } from "./pieces.ts";

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
  const placed = outlineOf(piecesOf(text));
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
  return { pieces, bound: [...members, ...runs, ...neighbours(placed)] };
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
    const space = /^[ \t\u00A0\uFEFF]*/.exec(text)?.[0].length ?? 0;
    if (space === text.length) return "";
    return " ".repeat(Math.max(0, space - column + indent)) + text.slice(space);
  });
}

/** A comment goes with what it is about, and a line that nobody knows with the one that it would else continue. */
function neighbours(placed: readonly Placed[]): [number, number][] {
  let above = 0;
  return placed.flatMap(({ piece }, i): [number, number][] => {
    if (piece.kind === "remark") return i + 1 < placed.length ? [[i, i + 1]] : [];
    const last = above;
    above = i;
    return piece.kind === "damage" && piece.line === undefined ? [[last, i]] : [];
  });
}
