/** How far each piece of a file is indented, and before which of them a line is left empty. */
import type { Line } from "../syntax/lines.ts";
import type { Piece } from "./pieces.ts";

/** How much deeper the lines of a block stand than its heading. */
export const STEP = 2;

export interface Placed {
  readonly piece: Piece;
  readonly indent: number;
  readonly isBlankBefore: boolean;
  /** The pieces that its indentation depends on. */
  readonly follows: readonly number[];
}

/** A heading, or a line, that later ones may belong to: where it stood, and where it stands now. */
interface Level {
  /** The number of the piece. */
  readonly piece: number;
  readonly column: number;
  readonly indent: number;
}

/** How far a piece is indented, and the pieces that this depends on. */
interface Indent {
  readonly indent: number;
  readonly follows: readonly number[];
}

export function outlineOf(pieces: readonly Piece[]): Placed[] {
  const all = indentsOf(pieces);
  const indents = all.map(({ indent }) => indent);
  const blanks = blanksOf(pieces, indents);
  return pieces.map((piece, i) => ({
    piece,
    indent: indents[i] ?? 0,
    isBlankBefore: blanks[i] ?? false,
    follows: all[i]?.follows ?? [],
  }));
}

function isHeading(piece: Piece | undefined): boolean {
  return lineOf(piece) !== undefined && lineOf(piece)?.level !== "step" && piece?.kind !== "row";
}

function lineOf(piece: Piece | undefined): Line | undefined {
  return piece === undefined || piece.kind === "remark" ? undefined : piece.line;
}

function indentsOf(pieces: readonly Piece[]): Indent[] {
  const outline = new Outline();
  const levels: (readonly Level[])[] = [];
  const indents = pieces.map((piece, i) => {
    const indent = piece.kind === "remark" ? { indent: 0, follows: [] } : outline.place(piece, i);
    levels.push(outline.levels);
    return indent;
  });
  let below: Level = { piece: pieces.length, column: 0, indent: 0 };
  let documented: number | undefined;
  for (const [i, piece] of [...pieces.entries()].reverse()) {
    if (piece.kind === "remark") {
      const isDocument = piece.text.startsWith("///") && documented === piece.lastLine + 1;
      documented = isDocument ? piece.firstLine : undefined;
      indents[i] = indentOfRemark(piece.column, below, isDocument ? [] : (levels[i] ?? []));
    } else {
      documented = piece.firstLine;
      below = { piece: i, column: piece.column, indent: indents[i]?.indent ?? 0 };
    }
  }
  return indents;
}

/** A comment belongs to what stands below it, unless it stood deeper: then it ends what stands above. */
function indentOfRemark(column: number, below: Level, levels: readonly Level[]): Indent {
  const isDeeper = column > below.column;
  const level = isDeeper ? levels.findLast((one) => one.column <= column) : undefined;
  const above = isDeeper ? levels.map(({ piece }) => piece) : [];
  return { indent: Math.max(below.indent, level?.indent ?? 0), follows: [below.piece, ...above] };
}

/** The lines that are open, from the outermost on. */
class Outline {
  levels: readonly Level[] = [];
  #heading = 0;
  readonly #indents = new Map<Line, number>();

  place(piece: Piece, i: number): Indent {
    const line = lineOf(piece);
    if (piece.kind === "row")
      return { indent: (this.#indents.get(piece.line) ?? 0) + STEP, follows: [] };
    const follows = line === undefined ? this.levels.map((level) => level.piece) : [];
    const indent = line === undefined ? this.#nearest(piece.column) : this.#indentOf(line);
    const level = { piece: i, column: piece.column, indent };
    this.levels = [...this.levels.filter((open) => open.indent < indent), level];
    if (isHeading(piece)) {
      this.#heading = indent;
      this.levels = [...this.levels, { ...level, column: piece.column + 1, indent: indent + STEP }];
    }
    if (line !== undefined) this.#indents.set(line, indent);
    return { indent, follows };
  }

  #indentOf({ level, shared }: Line): number {
    if (level === "step") return this.#heading + STEP;
    return level === "member" && !shared ? STEP : 0;
  }

  /** A line that nobody knows stands no deeper than the line above: deeper, it would continue it. */
  #nearest(column: number): number {
    return this.levels.findLast((open) => open.column <= column)?.indent ?? 0;
  }
}

function blanksOf(pieces: readonly Piece[], indents: readonly number[]): boolean[] {
  const blanks = pieces.map((piece, i) => {
    const above = pieces[i - 1];
    if (above === undefined) return false;
    const isFirst = above.kind !== "remark" && (indents[i] ?? 0) > (indents[i - 1] ?? 0);
    return !isFirst && piece.firstLine > above.lastLine + 1;
  });
  const known = [...pieces.keys()].filter((i) => pieces[i]?.kind !== "remark");
  for (const [place, i] of known.entries()) {
    const [above, below] = [known[place - 1], known[place + 1]];
    if (!isHeading(pieces[i]) || above === undefined) continue;
    const [indent = 0, indentAbove = 0] = [indents[i], indents[above]];
    const heads = below !== undefined && (indents[below] ?? 0) > indent;
    const isApart = indentAbove >= indent && (heads || !isHeading(pieces[above]));
    // A line is left empty above a heading if it heads something, or if something ends above it.
    if (isApart) blanks[leadOf(pieces, indents, i)] = true;
  }
  return blanks;
}

/** The first of the comments that stand right above a piece and belong to it; the piece itself if there is none. */
function leadOf(pieces: readonly Piece[], indents: readonly number[], i: number): number {
  const above = pieces[i - 1];
  const isLead =
    above?.kind === "remark" &&
    indents[i - 1] === indents[i] &&
    above.lastLine + 1 === pieces[i]?.firstLine;
  return isLead ? leadOf(pieces, indents, i - 1) : i;
}
