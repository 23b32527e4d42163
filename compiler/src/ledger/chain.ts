/**
 * The chain: each entry is a line that ends with the SHA-256 of its own bytes up to there, and those begin with the hash of
 * the entry before. Who changes a byte of one breaks it there; who leaves one out breaks the next.
 */
import type { Body, Entry } from "./entry.ts";
import { isBody } from "./shape.ts";

/** SHA-256 of a text, as hexadecimal digits. */
export type Hash = (text: string) => string;

/** A file of a ledger. */
export interface LedgerFile {
  readonly name: string;
  readonly text: string;
  /** Whether its bytes are text; those that aren't stand in `text` as marks. */
  readonly isText: boolean;
}

/** The place in the chain behind which the next entry goes. */
export interface Link {
  readonly n: number;
  readonly hash: string;
}

/** What the first entry names as the one before it. */
export const BEGINNING: Link = { n: 0, hash: "0".repeat(64) };

/** The first entry that isn't as it was written. */
export interface Break {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly why: string;
}

export interface Chain {
  /** Up to the break, if there is one; those of each file together. */
  readonly closes: readonly (readonly Entry[])[];
  readonly broken?: Break;
}

/** The name of the file of the close with a number, from 1. */
export function fileNameOf(close: number): string {
  return `${String(close).padStart(4, "0")}.jsonl`;
}

/** The lines of new entries behind `last`, each with its line feed. */
export function chained(bodies: readonly Body[], last: Link, hash: Hash): string {
  let { n, hash: previous } = last;
  let text = "";
  for (const body of bodies) {
    n += 1;
    const unsealed = JSON.stringify({ n, previous, ...body });
    previous = hash(unsealed);
    text += `${unsealed.slice(0, -1)},"hash":"${previous}"}\n`;
  }
  return text;
}

/** Reads the files of a ledger, in any order, up to what is broken. */
export function readChain(files: readonly LedgerFile[], hash: Hash): Chain {
  const byName = new Map(files.map((file) => [file.name, file]));
  const closes: Entry[][] = [];
  let last = BEGINNING;
  while (byName.size > 0) {
    const file = fileNameOf(closes.length + 1);
    const next = byName.get(file);
    if (next === undefined)
      return { closes, broken: { file, line: 1, why: "the file is missing" } };
    const read = readFile(next, last, hash);
    byName.delete(file);
    closes.push(read.entries);
    last = read.entries.at(-1) ?? last;
    if (read.broken !== undefined) return { closes, broken: { file, ...read.broken } };
  }
  return { closes };
}

interface ReadFile {
  readonly entries: Entry[];
  readonly broken?: Omit<Break, "file">;
}

function readFile({ text, isText }: LedgerFile, before: Link, hash: Hash): ReadFile {
  const entries: Entry[] = [];
  const lines = text.split("\n");
  const rest = lines.pop();
  let last = before;
  for (const [i, line] of lines.entries()) {
    const read = readLine(line, last, hash);
    if (typeof read === "string") return { entries, broken: { line: i + 1, why: read } };
    entries.push(read);
    last = read;
  }
  const end = lines.length + 1;
  if (rest !== "") return { entries, broken: { line: end, why: "the line is cut off" } };
  if (entries.length === 0) return { entries, broken: { line: 1, why: "the file is empty" } };
  if (!isText) return { entries, broken: { line: 1, why: "some of its bytes are no text" } };
  return { entries };
}

/** An entry, or what is wrong with its line. */
function readLine(line: string, last: Link, hash: Hash): Entry | string {
  const [, unsealed, seal] = /^(.*),"hash":"([0-9a-f]{64})"\}$/.exec(line) ?? [];
  if (unsealed === undefined || seal === undefined) return "the line is no entry";
  if (hash(`${unsealed}}`) !== seal)
    return "the entry was changed: its hash isn't that of its words";
  const entry = parsed(line);
  if (entry === undefined) return "the line is no entry";
  if (entry.previous !== last.hash || entry.n !== last.n + 1)
    return "it doesn't follow the entry before it: one was left out, put in or made anew";
  return entry;
}

function parsed(line: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isBody(value) ? (value as Entry) : undefined;
  } catch {
    return undefined;
  }
}
