/** The ledger of a project, as commands use it; one that is broken is refused. */
import { join } from "node:path";
import { sha256 } from "../host/hash.ts";
import { decodeUtf8, LEDGER_FOLDER, ledgerDisk } from "../host/ledger-disk.ts";
import { type LedgerDisk, readLedger } from "../ledger/append.ts";
import type { Break } from "../ledger/chain.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { Refusal } from "./answer.ts";
import { AT_FAULT } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { shownPath } from "./places.ts";

export interface Book {
  /** Absolute. */
  readonly folder: string;
  readonly disk: LedgerDisk;
  readonly read: Ledger | Break;
}

export function openBook(root: string): Book {
  const folder = join(root, LEDGER_FOLDER);
  const disk = ledgerDisk(folder);
  return { folder, disk, read: readLedger(disk, decodeUtf8, sha256) };
}

/** The ledger of a book; the command ends where it is broken. */
export function wholeLedger(io: Io, { folder, read }: Book, refusal: string): Ledger {
  if (!("why" in read)) return read;
  throw refused(
    `The ledger is broken at ${placeOf(io, folder, read)}: ${read.why}.`,
    `${refusal} Bring the file back from version control or a backup; attain ledger verify says when the ledger is whole.`,
  );
}

/** `ledger/0003.jsonl:12`. */
export function placeOf(io: Io, folder: string, { file, line }: Break): string {
  return `${shownPath(io, join(folder, file))}:${line}`;
}

/** Ends a command that the ledger doesn't allow. */
export function refused(message: string, ...more: readonly string[]): Refusal {
  return new Refusal({
    exit: AT_FAULT,
    error: { kind: "ledger", message },
    print: (io) => io.err([message, ...more].map((line) => `${line}\n`).join("")),
  });
}
