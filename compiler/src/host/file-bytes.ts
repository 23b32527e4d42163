/**
 * The bytes of a data file, read once for its hash, and in passing for what DuckDB's reader of delimited text says nothing
 * of: how many lines there are, and whether a sign lies where two readers may take it for two things.
 */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

export interface FileBytes {
  readonly sha256: string;
  readonly bytes: number;
  /** Of delimited text. */
  readonly shape?: LinesShape;
}

interface LinesShape {
  /** The last needs no line end. */
  readonly lines: number;
  /** Whether lines end in one way, no quote has a space beside it, and no byte stands for something else. */
  readonly isPlain: boolean;
  /** Whether some cell may have spaces around it, of whatever kind. */
  readonly mayHaveSpaces: boolean;
}

type OnPiece = (piece: Buffer) => void;

const PIECE = 1 << 20;

export async function hashFile(
  path: string,
  onPiece: OnPiece = () => undefined,
): Promise<FileBytes> {
  const hash = createHash("sha256");
  const buffer = Buffer.alloc(PIECE);
  const file = await open(path);
  let bytes = 0;
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE);
      if (bytesRead === 0) return { sha256: hash.digest("hex"), bytes };
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      onPiece(piece);
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

export async function hashDelimited(
  path: string,
  delimiter: string,
  onLines: (lines: number) => void = () => undefined,
): Promise<FileBytes> {
  const inspector = new Inspector(delimiter);
  const hashed = await hashFile(path, (piece) => {
    inspector.push(piece);
    onLines(inspector.lines);
  });
  return { ...hashed, shape: inspector.end() };
}

const [LINE_FEED, RETURN, SPACE, QUOTE] = [10, 13, 32, 34];
/** Zero, and what stands for a missing cell. */
const FIRST_CONTROL = 2;

/** Whatever a text is trimmed of, but for those below U+0080. */
const WIDE_SPACE = /[\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]/;

class Inspector {
  lines = 0;
  readonly #delimiter: number;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #isPlain = true;
  #mayHaveSpaces = false;
  #isAscii = true;
  #returns = 0;
  #last = LINE_FEED;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  push(piece: Buffer): void {
    if (!this.#isPlain) return;
    if (this.#last === RETURN && piece[0] !== LINE_FEED) this.#isPlain = false;
    const isAscii = this.#look(piece);
    this.#lookForSpaces(piece);
    // Once a sign takes several bytes, the next piece may begin in the middle of one.
    if (!isAscii) this.#isAscii = false;
    if (!this.#isAscii) this.#decode(piece);
    this.#last = piece.at(-1) ?? this.#last;
  }

  end(): LinesShape {
    const isOpen = this.#last !== LINE_FEED;
    const endsAlike = this.#returns === 0 || this.#returns === this.lines;
    if (!endsAlike || this.#last === RETURN) this.#isPlain = false;
    if (this.#last === SPACE) this.#mayHaveSpaces = true;
    if (!this.#isAscii) this.#decode(Buffer.alloc(0), false);
    const lines = this.lines + (isOpen ? 1 : 0);
    return { lines, isPlain: this.#isPlain, mayHaveSpaces: this.#mayHaveSpaces };
  }

  /** Four bytes at once: whether all are ASCII; most words have no control character, and are passed over. */
  #look(piece: Buffer): boolean {
    const words = new Uint32Array(piece.buffer, piece.byteOffset, piece.length >> 2);
    let all = 0;
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i] as number;
      all |= word;
      if (((word - 0x20202020) & ~word & 0x80808080) !== 0) this.#controls(piece, i * 4, i * 4 + 4);
    }
    const rest = words.length * 4;
    for (let i = rest; i < piece.length; i += 1) all |= piece[i] as number;
    this.#controls(piece, rest, piece.length);
    return (all & 0x80808080) === 0;
  }

  #controls(piece: Buffer, from: number, to: number): void {
    for (let i = from; i < to; i += 1) {
      const code = piece[i] as number;
      if (code >= SPACE) continue;
      if (code === LINE_FEED) {
        this.lines += 1;
        if ((i === 0 ? this.#last : piece[i - 1]) === RETURN) this.#returns += 1;
        else if (this.#returns > 0) this.#isPlain = false;
      } else if (code === RETURN) {
        if (i + 1 < piece.length && piece[i + 1] !== LINE_FEED) this.#isPlain = false;
      } else if (code < FIRST_CONTROL) this.#isPlain = false;
      else if (code !== this.#delimiter) this.#mayHaveSpaces = true;
    }
  }

  #lookForSpaces(piece: Buffer): void {
    if (this.#last === SPACE) this.#lookBeside(piece[0]);
    for (let at = piece.indexOf(SPACE); at !== -1; at = piece.indexOf(SPACE, at + 1)) {
      this.#lookBeside(at === 0 ? this.#last : piece[at - 1]);
      if (at + 1 < piece.length) this.#lookBeside(piece[at + 1]);
    }
  }

  /** At what stands beside a space. */
  #lookBeside(code: number | undefined): void {
    if (code === QUOTE) this.#isPlain = false;
    else if (code === this.#delimiter || code === LINE_FEED || code === RETURN)
      this.#mayHaveSpaces = true;
  }

  #decode(piece: Buffer, stream = true): void {
    try {
      if (WIDE_SPACE.test(this.#decoder.decode(piece, { stream }))) this.#mayHaveSpaces = true;
    } catch {
      this.#isPlain = false;
    }
  }
}
