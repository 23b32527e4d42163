/** Loads the data of a program from the files that attain.json names, and holds it to the contract of its sources. */
import { applyContract, type ContractResult } from "../data/contract.ts";
import type { DataProblem } from "../data/problem.ts";
import type { RawTable } from "../data/raw-table.ts";
import type { SourceSettings } from "../data/settings.ts";
import type * as ir from "../ir/ir.ts";
import type { DataFiles } from "./data-files.ts";
import type { ReadFile } from "./read-file.ts";

/** A file that data was read from, as a receipt names it. */
export interface LoadedFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface LoadInput {
  readonly program: ir.Program;
  /** What attain.json says about data, by source. */
  readonly settings: ReadonlyMap<string, SourceSettings>;
  /** The text of the plan at a place, for messages. */
  readonly quote: (origin: ir.Origin) => string;
  /** Other programs may share them. */
  readonly dataFiles: DataFiles;
}

export interface LoadedData extends ContractResult {
  /** In order of their names. */
  readonly files: readonly LoadedFile[];
}

/** Reads one file after the other; all problems of all files are told at once. */
export async function loadData(input: LoadInput): Promise<LoadedData> {
  const { program, settings, quote, dataFiles } = input;
  const tables: RawTable[] = [];
  const read = new Map<string, ReadFile>();
  for (const source of program.sources) {
    const own = settings.get(source.name);
    if (own === undefined) continue;
    const file = await dataFiles.read(source, own);
    tables.push({ ...file.table, source: source.name });
    read.set(own.file, file);
  }
  const held = applyContract({ program, tables, settings, quote });
  const problems = [...new Set(read.values())].flatMap(({ log }) => log.problems());
  const notes = [...read.values()].flatMap((file) => file.notes);
  return {
    dataset: held.dataset,
    problems: bySource([...problems, ...held.problems], program),
    notes: [...notes, ...(await dataFiles.leftOver()), ...held.notes],
    files: loadedFiles(read),
  };
}

function bySource(problems: readonly DataProblem[], { sources }: ir.Program): DataProblem[] {
  const order = sources.map(({ name }) => name);
  return [...problems].sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
}

function loadedFiles(read: ReadonlyMap<string, ReadFile>): LoadedFile[] {
  return [...read]
    .filter(([, { sha256 }]) => sha256 !== "")
    .map(([file, { sha256, bytes }]) => ({ file, sha256, bytes }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}
