/**
 * A close becomes part of a ledger in one step or not at all: its entries go to a file with a name of its own, which is
 * forced to the disk, and then gets the name of the next close. Only one can get that name. What a process that was stopped
 * leaves behind has no such name, and is nobody's pay.
 */
import { chained, fileNameOf, type Hash, type LedgerFile, readChain, type Break } from "./chain.ts";
import {
  type Body,
  type CloseEntry,
  type DifferenceEntry,
  type PayEntry,
  totalsOf,
} from "./entry.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";

/** The folder of a ledger. */
export interface LedgerDisk {
  readonly names: () => readonly string[];
  readonly read: (name: string) => Uint8Array;
  /** Writes a file that isn't there yet, and doesn't return before it is on the disk. */
  readonly write: (name: string, bytes: Uint8Array) => void;
  /** Gives a file a second name, for good; false if another has it. */
  readonly claim: (name: string, wanted: string) => boolean;
  readonly remove: (name: string) => void;
  /** A name that nobody else will think of. */
  readonly fresh: () => string;
}

/** The text of bytes, and whether they are text at all. */
export type Decode = (bytes: Uint8Array) => Omit<LedgerFile, "name">;

const CLOSE_FILE = /^\d{4,}\.jsonl$/;
const UNFINISHED = /^\.(\d+)\.[\w-]+\.part$/;

/** The ledger as it stands, or where it is broken. */
export function readLedger(disk: LedgerDisk, decode: Decode, hash: Hash): Ledger | Break {
  const files = disk
    .names()
    .filter((name) => CLOSE_FILE.test(name))
    .map((name): LedgerFile => ({ name, ...decode(disk.read(name)) }));
  return ledgerOf(readChain(files, hash));
}

export type CloseFacts = Omit<CloseEntry, "kind" | "entries" | "totals">;

/** The entries of a close: its own, then the amounts. */
export function closeBodies(
  facts: CloseFacts,
  posted: readonly (PayEntry | DifferenceEntry)[],
): readonly [CloseEntry, ...Body[]] {
  const head = {
    kind: "close" as const,
    ...facts,
    entries: posted.length,
    totals: totalsOf(posted),
  };
  return [head, ...posted];
}

export interface Appended {
  readonly file: string;
  /** The hash of the last entry. */
  readonly seal: string;
}

/** Appends a close; undefined if another has come first, and nothing was appended. */
export function appendClose(
  disk: LedgerDisk,
  { closes, last }: Ledger,
  bodies: readonly Body[],
  hash: Hash,
): Appended | undefined {
  const number = closes.length + 1;
  const file = fileNameOf(number);
  const text = chained(bodies, last, hash);
  const own = `.${number}.${disk.fresh()}.part`;
  try {
    disk.write(own, new TextEncoder().encode(text));
    if (!disk.claim(own, file)) return undefined;
  } finally {
    disk.remove(own);
  }
  sweep(disk, number);
  return { file, seal: sealOf(text) };
}

/** The hash at the end of the last line, before its quote, brace and line feed. */
function sealOf(text: string): string {
  return text.slice(-67, -3);
}

/** Removes what closes that were stopped have left: none of them can get a name up to `number` any more. */
function sweep(disk: LedgerDisk, number: number): void {
  for (const name of disk.names()) {
    const [, of] = UNFINISHED.exec(name) ?? [];
    if (of !== undefined && Number(of) <= number) disk.remove(name);
  }
}
