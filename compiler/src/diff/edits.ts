/** What changed between two sets of files, line by line, and the files with only some of it changed. */
import { diffArrays } from "diff";

/** Files by their paths. */
export type Texts = ReadonlyMap<string, string>;

/** Lines that stand for others, in one place of one file. */
export interface Edit {
  readonly path: string;
  /** Where it stands, counted from 1: in the new file, or in the old one where nothing is left of it. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** A file that is new, or gone. */
  readonly whole?: "added" | "removed";
}

type Piece = readonly string[] | Edit;

export class Edits {
  readonly #files: ReadonlyMap<string, readonly Piece[]>;
  /** In the order of files and lines. */
  readonly all: readonly Edit[];

  constructor(base: Texts, head: Texts) {
    const paths = [...new Set([...base.keys(), ...head.keys()])].sort();
    this.#files = new Map(
      paths.map((path) => [path, piecesOf(path, base.get(path), head.get(path))]),
    );
    this.all = [...this.#files.values()].flat().filter(isEdit);
  }

  /** The files in which only some of it has changed. */
  composed(applied: ReadonlySet<Edit>): Texts {
    return new Map(
      [...this.#files].flatMap(([path, pieces]) => {
        if (pieces.every((piece) => isEdit(piece) && isAbsent(piece, applied.has(piece))))
          return [];
        const lines = pieces.flatMap((piece) =>
          isEdit(piece) ? (applied.has(piece) ? piece.after : piece.before) : piece,
        );
        return [[path, lines.join("\n")] as const];
      }),
    );
  }
}

function isEdit(piece: Piece): piece is Edit {
  return !Array.isArray(piece);
}

function isAbsent({ whole }: Edit, isApplied: boolean): boolean {
  return whole === (isApplied ? "removed" : "added");
}

function piecesOf(path: string, base: string | undefined, head: string | undefined): Piece[] {
  const [before, after] = [linesOf(base), linesOf(head)];
  if (base === undefined) return [{ path, line: 1, before, after, whole: "added" }];
  if (head === undefined) return [{ path, line: 1, before, after, whole: "removed" }];
  const pieces: Piece[] = [];
  let [old, now, removed] = [1, 1, [] as string[]];
  const flush = (added: readonly string[]): void => {
    pieces.push(...editsOf(path, old, now, removed, added));
    old += removed.length;
    now += added.length;
    removed = [];
  };
  for (const { value, ...chunk } of diffArrays([...before], [...after])) {
    if (chunk.removed) removed = value;
    else if (chunk.added) flush(value);
    else {
      flush([]);
      pieces.push(value);
      old += value.length;
      now += value.length;
    }
  }
  flush([]);
  return pieces;
}

/** Lines beside as many others are changed one by one. */
function editsOf(
  path: string,
  old: number,
  now: number,
  before: readonly string[],
  after: readonly string[],
): Edit[] {
  if (before.length === 0 && after.length === 0) return [];
  if (before.length !== after.length)
    return [{ path, line: after.length === 0 ? old : now, before, after }];
  return before.map((line, i) => ({
    path,
    line: now + i,
    before: [line],
    after: [after[i] ?? ""],
  }));
}

function linesOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(/\r?\n/);
}
