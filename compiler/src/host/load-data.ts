/** Loads the data of a program from the files that attain.json names, and holds it to the contract of its sources. */
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { nearest } from "../base/text.ts";
import { applyContract, type ContractResult } from "../data/contract.ts";
import { type DataNote, type DataProblem, ProblemLog } from "../data/problem.ts";
import { lostTable, type RawTable, type TableRequest } from "../data/raw-table.ts";
import { columnOf, delimiterOf, type SourceSettings } from "../data/settings.ts";
import { missingFile, unreadableFile } from "../diagnostics/catalogue/data.ts";
import type * as ir from "../ir/ir.ts";
import { isFault } from "./node-host.ts";
import { readDelimited } from "./read-delimited.ts";
import type { OnRows, ReadFile } from "./read-file.ts";
import { readJson } from "./read-json.ts";
import { readParquet } from "./read-parquet.ts";

/** A file that data was read from, as a receipt names it. */
export interface LoadedFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface LoadProgress {
  readonly source: string;
  readonly file: string;
  /** So far. */
  readonly rows: number;
  readonly isDone: boolean;
}

export interface LoadInput {
  /** The folder of the project. */
  readonly root: string;
  readonly program: ir.Program;
  /** What attain.json says about data, by source. */
  readonly settings: ReadonlyMap<string, SourceSettings>;
  /** The text of the plan at a place, for messages. */
  readonly quote: (origin: ir.Origin) => string;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface LoadedData extends ContractResult {
  /** In order of their names. */
  readonly files: readonly LoadedFile[];
}

/** Reads one file after the other; all problems of all files are told at once. */
export async function loadData(input: LoadInput): Promise<LoadedData> {
  const tables: RawTable[] = [];
  const problems: DataProblem[] = [];
  const notes: DataNote[] = [];
  const files = new Map<string, LoadedFile>();
  for (const source of input.program.sources) {
    const settings = input.settings.get(source.name);
    if (settings === undefined) continue;
    const read = await loadTable(input, source, settings);
    tables.push(read.table);
    problems.push(...read.log.problems());
    notes.push(...read.notes);
    const { file } = settings;
    if (read.sha256 !== "") files.set(file, { file, sha256: read.sha256, bytes: read.bytes });
  }
  const { program, settings, quote } = input;
  const held = applyContract({ program, tables, settings, quote });
  const order = program.sources.map(({ name }) => name);
  return {
    dataset: held.dataset,
    problems: [...problems, ...held.problems].sort(
      (a, b) => order.indexOf(a.source) - order.indexOf(b.source),
    ),
    notes: [...notes, ...held.notes],
    files: [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1)),
  };
}

async function loadTable(
  { root, onProgress }: LoadInput,
  { name, fields }: ir.Source,
  settings: SourceSettings,
): Promise<ReadFile> {
  const { file } = settings;
  const columns = new Set(fields.map((field) => columnOf(settings, field.name)));
  const request = { source: name, file, columns: [...columns] };
  const tell = (rows: number, isDone: boolean): void =>
    onProgress?.({ source: name, file, rows, isDone });
  const path = resolve(root, file);
  try {
    const read = await readTable(path, request, settings, (rows) => tell(rows, false));
    tell(read.table.rows.length, true);
    return read;
  } catch (error) {
    if (!isFault(error)) throw error;
    return unread(path, request, error);
  }
}

async function readTable(
  path: string,
  request: TableRequest,
  settings: SourceSettings,
  onRows: OnRows,
): Promise<ReadFile> {
  // A folder can be opened like a file on some systems, and fails later in words of its own.
  if ((await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  if (/\.parquet$/i.test(path)) return readParquet(path, request, onRows);
  if (/\.[ct]sv$/i.test(path)) return readDelimited(path, request, delimiterOf(settings), onRows);
  return readJson(path, request);
}

/** A file that the system doesn't give. */
async function unread(
  path: string,
  request: TableRequest,
  error: NodeJS.ErrnoException,
): Promise<ReadFile> {
  const { source, file } = request;
  const log = new ProblemLog(source, file);
  if (error.code === "ENOENT" || error.code === "ENOTDIR") {
    const meant = nearest(basename(path), await namesIn(dirname(path)));
    const said = `attain.json says that it holds \`${source}\`; paths start at its folder.`;
    const help = meant === undefined ? said : `Did you mean \`${sibling(file, meant)}\`? ${said}`;
    log.add(missingFile, { file }, { help });
  } else {
    const reason = REASONS[error.code ?? ""] ?? error.message;
    log.add(unreadableFile, { file, reason });
  }
  return { table: lostTable(request), log, notes: [], sha256: "", bytes: 0 };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "you have no right to read it",
  EPERM: "you have no right to read it",
  EISDIR: "it is a folder",
  ERR_FS_FILE_TOO_LARGE: "it is too large for JSON; write CSV or Parquet",
  ERR_STRING_TOO_LONG: "it is too large for JSON; write CSV or Parquet",
};

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isFault(error)) return [];
    throw error;
  }
}

function sibling(file: string, name: string): string {
  return [...file.split("/").slice(0, -1), name].join("/");
}
