/** The files of data of a project: each is read once, however many sources and plans it serves. */
import { stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { nearest } from "../base/text.ts";
import { type DataNote, ProblemLog } from "../data/problem.ts";
import { lostTable, type TableRequest } from "../data/raw-table.ts";
import { columnOf, delimiterOf, type SourceSettings } from "../data/settings.ts";
import { missingFile, unreadableFile } from "../diagnostics/catalogue/data.ts";
import type * as ir from "../ir/ir.ts";
import { isFault, namesIn } from "./node-host.ts";
import { readDelimited } from "./read-delimited.ts";
import type { OnRows, ReadFile } from "./read-file.ts";
import { readJson } from "./read-json.ts";
import { readParquet } from "./read-parquet.ts";
import { unreadColumns, unreadFiles } from "./unread.ts";

export interface LoadProgress {
  readonly source: string;
  readonly file: string;
  /** So far. */
  readonly rows: number;
  readonly isDone: boolean;
}

export type OnProgress = (progress: LoadProgress) => void;

export class DataFiles {
  readonly #root: string;
  readonly #settings: ReadonlyMap<string, SourceSettings>;
  readonly #sources: readonly ir.Source[];
  readonly #onProgress: OnProgress;
  readonly #read = new Map<string, Promise<ReadFile>>();

  /** `sources`: all that will be read; of a file that several share, the columns of all are read at once. */
  constructor(
    root: string,
    settings: ReadonlyMap<string, SourceSettings>,
    sources: readonly ir.Source[],
    onProgress: OnProgress = () => undefined,
  ) {
    this.#root = root;
    this.#settings = settings;
    this.#sources = sources;
    this.#onProgress = onProgress;
  }

  /** The file of a source. */
  read(source: ir.Source, settings: SourceSettings): Promise<ReadFile> {
    const key = keyOf(settings);
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const read = this.#readFile(source.name, settings);
    this.#read.set(key, read);
    return read;
  }

  /** What lies in the files, and beside them, and isn't read. */
  async leftOver(): Promise<DataNote[]> {
    const read = await Promise.all(this.#read.values());
    const files = [...this.#settings.values()].map(({ file }) => file);
    return [
      ...read.flatMap(({ table }) => unreadColumns(table)),
      ...unreadFiles(this.#root, files),
    ];
  }

  async #readFile(source: string, settings: SourceSettings): Promise<ReadFile> {
    const { file } = settings;
    const request = { source, file, columns: this.#columnsOf(settings) };
    const tell = (rows: number, isDone: boolean): void =>
      this.#onProgress({ source, file, rows, isDone });
    const path = resolve(this.#root, file);
    try {
      const read = await readTable(path, request, settings, (rows) => tell(rows, false));
      tell(read.table.rows.length, true);
      return read;
    } catch (error) {
      if (!isFault(error)) throw error;
      return unread(path, request, error);
    }
  }

  /** The columns that sources read from a file. */
  #columnsOf(settings: SourceSettings): string[] {
    const columns = this.#sources.flatMap(({ name, fields }) => {
      const own = this.#settings.get(name);
      if (own === undefined || keyOf(own) !== keyOf(settings)) return [];
      return fields.map((field) => columnOf(own, field.name));
    });
    return [...new Set(columns)];
  }
}

/** Files are the same to their reader if they are read by the same sign. */
function keyOf(settings: SourceSettings): string {
  return `${settings.file}\n${delimiterOf(settings)}`;
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
function unread(path: string, request: TableRequest, error: NodeJS.ErrnoException): ReadFile {
  const { source, file } = request;
  const log = new ProblemLog(source, file);
  if (error.code === "ENOENT" || error.code === "ENOTDIR") {
    const meant = nearest(basename(path), namesIn(dirname(path)));
    const said = `attain.json says that it holds \`${source}\`; paths start at its folder.`;
    const help = meant === undefined ? said : `Did you mean \`${sibling(file, meant)}\`? ${said}`;
    log.add(missingFile, { file }, { help });
  } else {
    const [reason, help] = REASONS[error.code ?? ""] ?? [error.message, "Export it again."];
    log.add(unreadableFile, { file, reason }, { help });
  }
  return { table: lostTable(request), log, notes: [], sha256: "", bytes: 0 };
}

const NO_RIGHT = [
  "you have no right to read it",
  "Ask its owner for the right to read it.",
] as const;
const TOO_LARGE = ["it is too large for JSON", "Export it as CSV or Parquet."] as const;

/** By the code of the system, what is wrong and what to do. */
const REASONS: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EISDIR: [
    "it is a folder",
    "Name a file in attain.json: rows in several files must be put together in one.",
  ],
  ERR_FS_FILE_TOO_LARGE: TOO_LARGE,
  ERR_STRING_TOO_LONG: TOO_LARGE,
};

function sibling(file: string, name: string): string {
  return [...file.split("/").slice(0, -1), name].join("/");
}
