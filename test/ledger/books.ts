// Ledgers for tests: on a disk in memory that can lose its power, and closes with amounts that are easily added up.
import { decodeUtf8 } from "../../compiler/src/host/ledger-disk.ts";
import { sha256 } from "../../compiler/src/host/hash.ts";
import {
  appendClose,
  closeBodies,
  type CloseFacts,
  type LedgerDisk,
  readLedger,
} from "../../compiler/src/ledger/append.ts";
import type { Break } from "../../compiler/src/ledger/chain.ts";
import type { Amount, DifferenceEntry, PayEntry } from "../../compiler/src/ledger/entry.ts";
import type { Ledger } from "../../compiler/src/ledger/ledger.ts";

/** What is thrown where the power goes. */
export class PowerCut extends Error {}

/** A folder in memory. After `budget` more bytes and steps nothing is done any more, and what was being written is torn. */
export class MemoryDisk implements LedgerDisk {
  readonly files: Map<string, Uint8Array>;
  budget: number;
  #fresh = 0;

  constructor(files: ReadonlyMap<string, Uint8Array> = new Map(), budget = Infinity) {
    this.files = new Map(files);
    this.budget = budget;
  }

  readonly names = (): string[] => [...this.files.keys()];
  readonly read = (name: string): Uint8Array => this.files.get(name) ?? new Uint8Array();

  readonly write = (name: string, bytes: Uint8Array): void => {
    const written = Math.min(bytes.length, this.budget);
    this.files.set(name, bytes.slice(0, written));
    this.#spend(bytes.length);
    this.#spend(1);
  };

  readonly claim = (name: string, wanted: string): boolean => {
    this.#spend(1);
    if (this.files.has(wanted)) return false;
    this.files.set(wanted, this.read(name));
    this.#spend(1);
    return true;
  };

  readonly remove = (name: string): void => {
    this.#spend(1);
    this.files.delete(name);
  };

  readonly fresh = (): string => `f${(this.#fresh += 1)}-${this.files.size}`;

  #spend(cost: number): void {
    this.budget -= cost;
    if (this.budget < 0) throw new PowerCut("The power is gone.");
  }
}

export function readFrom(disk: LedgerDisk): Ledger | Break {
  return readLedger(disk, decodeUtf8, sha256);
}

/** The ledger of a disk, which must be whole. */
export function wholeFrom(disk: LedgerDisk): Ledger {
  const read = readFrom(disk);
  if ("why" in read) throw new Error(`${read.file}:${read.line}: ${read.why}`);
  return read;
}

/** An amount of plan P for R1, unless told. */
export function amount(period: string, value: string, more: Partial<Amount> = {}): Amount {
  return {
    plan: "P",
    period,
    payee: "R1",
    name: "Ada",
    component: "commission",
    amount: value,
    currency: "USD",
    ...more,
  };
}

export function paid(one: Amount): PayEntry {
  return { kind: "pay", ...one };
}

/** Closes a month of 2026 for plan P. */
export function closeMonth(
  disk: LedgerDisk,
  month: string,
  posted: readonly (PayEntry | DifferenceEntry)[],
  ledger: Ledger = wholeFrom(disk),
): string | undefined {
  return appendClose(disk, ledger, closeBodies(factsOf(month), posted), sha256)?.file;
}

function factsOf(month: string): CloseFacts {
  const [start, end] = [`${month}-01`, `${month}-28`] as const;
  return {
    period: month,
    asOf: end as CloseFacts["asOf"],
    closes: [
      {
        plan: "P",
        period: month,
        start: start as CloseFacts["asOf"],
        end: end as CloseFacts["asOf"],
      },
    ],
    compiler: "c",
    runtime: "r",
    config: "a",
    plans: [],
    data: [],
  };
}
