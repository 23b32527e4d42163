/** The folder of a ledger on Node's disk. What is written is forced there before anything depends on it. */
import { randomUUID } from "node:crypto";
import { isUtf8 } from "node:buffer";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { LedgerDisk } from "../ledger/append.ts";
import { isFault, namesIn } from "./node-host.ts";

/** The folder in a project that holds its ledger. */
export const LEDGER_FOLDER = "ledger";

export function ledgerDisk(folder: string): LedgerDisk {
  return {
    names: () => namesIn(folder),
    read: (name) => readFileSync(join(folder, name)),
    write: (name, bytes) => {
      makeFolder(folder);
      writeSynced(join(folder, name), bytes);
    },
    claim: (name, wanted) => {
      try {
        linkSync(join(folder, name), join(folder, wanted));
      } catch (error) {
        // Another has the name; or it had, and has swept this file away as one that comes too late.
        const isTaken = isFault(error) && (error.code === "EEXIST" || error.code === "ENOENT");
        if (isTaken && existsSync(join(folder, wanted))) return false;
        throw error;
      }
      syncFolder(folder);
      return true;
    },
    remove: (name) => {
      try {
        rmSync(join(folder, name), { force: true });
      } catch (error) {
        // What stays does no harm, and what was done before it counts.
        if (!isFault(error)) throw error;
      }
    },
    fresh: randomUUID,
  };
}

export function decodeUtf8(bytes: Uint8Array): { readonly text: string; readonly isText: boolean } {
  return { text: Buffer.from(bytes).toString("utf8"), isText: isUtf8(bytes) };
}

/** What lies in the project is kept only if the folder's own name is. */
function makeFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true }) !== undefined) syncFolder(dirname(folder));
}

/** Nobody writes to it any more: it can only be read from then on. */
function writeSynced(path: string, bytes: Uint8Array): void {
  const file = openSync(path, "wx", 0o444);
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Forces the names in a folder to the disk. Windows does so by itself, and opens no folders. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
