/**
 * DuckDB as the engine of relational halves: files are held to their contract, added up and read as columns without a
 * row ever becoming an object. Whatever isn't certain is thrown as `NotCertain` or `Unsupported`, and never repaired.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { parsePeriod } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { Columns, ColumnTable } from "../columnar/columns.ts";
import { Dictionary } from "../columnar/columns.ts";
import type { Needed } from "../columnar/needed.ts";
import type { DataNote } from "../data/problem.ts";
import { lostTable, type RawTable } from "../data/raw-table.ts";
import { columnOf, delimiterOf, type SourceSettings } from "../data/settings.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { neededSources } from "../ir/reads.ts";
import type { RelationalHalf } from "../relational/half.ts";
import type { Tallied } from "../relational/tallied.ts";
import { conditionsSql } from "../sql/conditions.ts";
import { contractSql, spacesSql } from "../sql/contract.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type SourceFile, typedRows } from "../sql/file-rows.ts";
import { relationalSql } from "../sql/relational.ts";
import { refuseUnusual } from "../sql/unusual.ts";
import type { OnProgress } from "./data-files.ts";
import { connect } from "./duckdb.ts";
import { readColumns } from "./duckdb-columns.ts";
import { readTallied } from "./duckdb-tallied.ts";
import { type FileBytes, hashDelimited, hashFile } from "./file-bytes.ts";
import { shapeOf } from "./file-shape.ts";
import { sha256 } from "./hash.ts";
import type { LoadedFile } from "./load-data.ts";
import { NotCertain } from "./not-certain.ts";
import { unreadColumns, unreadFiles } from "./unread.ts";

export interface EngineInput {
  readonly program: ir.Program;
  /** The folder that files are named from. */
  readonly root: string;
  /** What attain.json says about data, by source. */
  readonly settings: ReadonlyMap<string, SourceSettings>;
  /** The text of the plan at a place. */
  readonly quote: (origin: ir.Origin) => string;
  readonly onProgress?: OnProgress;
  /** As many as the machine has, unless told. */
  readonly threads?: number;
  /** What DuckDB may hold in memory; the rest goes to the disk. */
  readonly memory?: string;
  /** Files that were held to their contract before are only hashed. */
  readonly verdicts?: Verdicts;
}

/** Files that keep to their contract. */
export interface HeldFiles {
  readonly files: readonly LoadedFile[];
  /** How many rows there are, by source. */
  readonly rows: ReadonlyMap<string, number>;
}

/** What files were held to before, by a seal of all that it depends on. */
interface Verdicts {
  readonly get: (seal: string) => HeldFiles | undefined;
  readonly set: (seal: string, held: HeldFiles) => void;
}

const MEMORY = "160MB";

/** One thing is asked after the other: a connection answers one question at a time. */
export class DuckDbEngine {
  readonly #connection: DuckDBConnection;
  readonly #spill: string;
  readonly #input: EngineInput;
  readonly #files = new Map<string, SourceFile>();
  /** What is asked of each file before anything is read of it. */
  readonly #asked = new Map<string, { contract: string; conditions: string | undefined }>();
  /** They are hashed from the start, beside all else. */
  readonly #hashed = new Map<string, Promise<FileBytes>>();
  /** When each file was last written, and its size, before it was read. */
  readonly #stamps = new Map<string, string>();

  private constructor(input: EngineInput, connection: DuckDBConnection, spill: string) {
    this.#input = input;
    this.#connection = connection;
    this.#spill = spill;
  }

  /** Opens the files that attain.json names; throws where it isn't certain how one of them is to be read. */
  static async open(input: EngineInput): Promise<DuckDbEngine> {
    const spill = mkdtempSync(join(tmpdir(), "attain-"));
    const connection = await connect({
      threads: String(input.threads ?? availableParallelism()),
      memory_limit: input.memory ?? MEMORY,
      temp_directory: spill,
    });
    const engine = new DuckDbEngine(input, connection, spill);
    try {
      await engine.#openFiles();
      return engine;
    } catch (error) {
      engine.close();
      throw error;
    }
  }

  close(): void {
    this.#connection.closeSync();
    rmSync(this.#spill, { recursive: true, force: true });
  }

  async #openFiles(): Promise<void> {
    const { program, root, settings } = this.#input;
    for (const { name } of neededSources(program.plans, program))
      if (!settings.has(name)) throw new NotCertain(`attain.json names no file of ${name}`);
    for (const source of program.sources) {
      const own = settings.get(source.name);
      if (own === undefined) continue;
      refuseUnusual(source, own);
      const path = resolve(root, own.file).replaceAll(sep, "/");
      const shape = await certainly(shapeOf(this.#connection, path, source, own));
      this.#files.set(source.name, { source, settings: own, shape });
      this.#stamps.set(path, stampOf(path));
    }
    for (const [name, file] of this.#files) {
      const contract = contractSql(file, (target) => this.#files.get(target));
      const rowsOf = (source: ir.Source, fields: ReadonlySet<string>): string =>
        this.#rowsOf(source, fields);
      const conditions = conditionsSql(duckdb, program, file.source, rowsOf);
      this.#asked.set(name, { contract, conditions });
    }
    for (const [name, file] of this.#files) {
      const hashed = this.#hash(file);
      // One that fails is told to whoever waits for it.
      hashed.catch(() => undefined);
      this.#hashed.set(name, hashed);
    }
  }

  /** Holds every row of every file to the contract of its source. */
  async hold(): Promise<HeldFiles> {
    const { verdicts } = this.#input;
    if (verdicts === undefined) return this.#holdAll();
    const seal = this.#sealOf(await certainly(all(this.#hashed)));
    const before = verdicts.get(seal);
    const held = before === undefined ? await this.#holdAll() : undefined;
    if (held !== undefined) verdicts.set(seal, held);
    return held ?? known(before, "a verdict");
  }

  #hash(file: SourceFile): Promise<FileBytes> {
    const { onProgress = () => undefined } = this.#input;
    const told = { source: file.source.name, file: file.settings.file };
    return bytesOf(file, (rows) => onProgress({ ...told, rows, isDone: false }));
  }

  async #holdAll(): Promise<HeldFiles> {
    const { onProgress = () => undefined } = this.#input;
    const rows = new Map<string, number>();
    const files = new Map<string, LoadedFile>();
    for (const [name, file] of this.#files) {
      const { file: path } = file.settings;
      const bytes = known(this.#hashed.get(name), "the bytes of a file");
      const count = await this.#rowsHeld(file, bytes);
      rows.set(name, count);
      const { sha256: hash, bytes: size } = await bytes;
      files.set(path, { file: path, sha256: hash, bytes: size });
      onProgress({ source: name, file: path, rows: count, isDone: true });
    }
    const byName = [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
    return { files: byName, rows };
  }

  /** All that a verdict depends on. */
  #sealOf(bytes: ReadonlyMap<string, FileBytes>): string {
    const { program } = this.#input;
    const files = [...this.#files].map(([name, { source, settings }]) => {
      const { columns, dates } = settings;
      const written = dates instanceof Map ? [...dates] : dates;
      const { file, delimiter } = settings;
      return [source, file, [...columns], written, delimiter, bytes.get(name)?.sha256];
    });
    return sha256(JSON.stringify([program.calendar, program.parameters, files]));
  }

  /** How many rows there are; all of them keep to the contract of their source. */
  async #rowsHeld(file: SourceFile, hashed: Promise<FileBytes>): Promise<number> {
    const { contract, conditions } = known(this.#asked.get(file.source.name), "a contract");
    const [found = []] = await certainly(this.#ask(contract));
    const { shape } = await certainly(hashed);
    const [rows = 0, uncertain, keys, astray, ...periods] = found;
    const isWhole = shape === undefined || (shape.isPlain && shape.lines - 1 === Number(rows));
    if (!isWhole) throw new NotCertain("its lines can be read in two ways");
    if (shape?.mayHaveSpaces === true) await this.#refuseSpaces(file);
    if (Number(uncertain) > 0)
      throw new NotCertain("cells are spelt in some unusual way, or wrong");
    if (keys !== rows) throw new NotCertain("two rows have the same key");
    if (Number(astray) > 0) throw new NotCertain("a reference leads to no row");
    this.#checkPeriods(file.source, periods);
    if (conditions !== undefined) await this.#holdConditions(conditions);
    return Number(rows);
  }

  async #refuseSpaces(file: SourceFile): Promise<void> {
    const [[found] = []] = await certainly(this.#ask(spacesSql(file)));
    if (Number(found) > 0) throw new NotCertain("cells have spaces around them");
  }

  /** Every text is the name of a period as the calendar writes it. */
  #checkPeriods({ fields }: ir.Source, found: readonly unknown[]): void {
    const { calendar } = this.#input.program;
    const asked = fields.filter(({ type }) => type.kind === "period");
    for (const [i, { type }] of asked.entries()) {
      const { items = [] } = (found[i] ?? {}) as { readonly items?: readonly unknown[] };
      for (const text of items) {
        if (typeof text !== "string") continue;
        const period = parsePeriod(calendar, text);
        if (type.kind !== "period" || period?.kind !== type.period || period.name !== text)
          throw new NotCertain("a period is spelt in some unusual way, or wrong");
      }
    }
  }

  async #holdConditions(sql: string): Promise<void> {
    const [[broken] = []] = await certainly(this.#ask(sql));
    if (Number(broken) > 0) throw new NotCertain("a row doesn't keep a promise of its source");
  }

  /** Some columns of some sources. */
  async columns(needed: Needed): Promise<Columns> {
    const dictionary = new Dictionary();
    const tables = new Map<string, ColumnTable>();
    for (const [name, fields] of needed) {
      const { source } = this.#file(name);
      const read = source.fields.filter((field) => fields.has(field.name));
      const sql = this.#rowsOf(source, fields);
      const table = readColumns(this.#connection, source.name, read, sql, dictionary);
      tables.set(name, await certainly(table));
    }
    this.#refuseChanges();
    return { dictionary, tables };
  }

  /** What a half adds up; `payees` are the keys of the people, in the order in which they are numbered. */
  async tallied(plan: ir.Plan, half: RelationalHalf, payees: readonly string[]): Promise<Tallied> {
    const { program, quote } = this.#input;
    const sql = relationalSql({
      dialect: duckdb,
      sources: program.sources,
      plan,
      half,
      rowsOf: (source, fields) => this.#rowsOf(source, fields),
      quote,
    });
    const tallied = await certainly(readTallied(this.#connection, sql, half, payees));
    this.#refuseChanges();
    return tallied;
  }

  /** Files are read several times: all of it must be of the same bytes. */
  #refuseChanges(): void {
    for (const [path, stamp] of this.#stamps)
      if (stampOf(path) !== stamp) throw new NotCertain("it changed while it was read");
  }

  /** What lies in the files, and beside them, and isn't read. */
  leftOver(): DataNote[] {
    const { root, settings } = this.#input;
    const tables = new Map<string, RawTable>();
    for (const file of this.#files.values()) {
      const key = `${file.settings.file}\n${delimiterOf(file.settings)}`;
      const read = new Set(file.source.fields.map(({ name }) => columnOf(file.settings, name)));
      const { unread = columnsOf(file) } = tables.get(key) ?? {};
      const { name: source } = file.source;
      const table = lostTable({ source, file: file.settings.file, columns: [] });
      tables.set(key, { ...table, unread: unread.filter((column) => !read.has(column)) });
    }
    const files = [...settings.values()].map(({ file }) => file);
    return [...[...tables.values()].flatMap(unreadColumns), ...unreadFiles(root, files)];
  }

  #rowsOf(source: ir.Source, fields: ReadonlySet<string>): string {
    return typedRows(this.#file(source.name), fields);
  }

  #file(name: string): SourceFile {
    const file = this.#files.get(name);
    if (file === undefined) throw new NotCertain(`there is no file of ${name}`);
    return file;
  }

  async #ask(sql: string): Promise<readonly (readonly unknown[])[]> {
    const reader = await this.#connection.runAndReadAll(sql);
    return reader.getRows();
  }
}

function stampOf(path: string): string {
  const { mtimeMs, size } = statSync(path);
  return `${mtimeMs} ${size}`;
}

function columnsOf({ shape }: SourceFile): readonly string[] {
  if (shape.kind === "parquet") return [...shape.types.keys()];
  return shape.kind === "delimited" ? shape.heading : [];
}

function bytesOf({ shape }: SourceFile, onLines: (lines: number) => void): Promise<FileBytes> {
  if (shape.kind === "parquet") return hashFile(shape.path);
  return hashDelimited(shape.path, known(shape.delimiter, "a delimiter"), onLines);
}

async function all<Value>(
  promised: ReadonlyMap<string, Promise<Value>>,
): Promise<ReadonlyMap<string, Value>> {
  const read = [...promised].map(async ([name, value]) => [name, await value] as const);
  return new Map(await Promise.all(read));
}

/** Whatever DuckDB or the disk complains of, the slow way says it in the words of the file. */
async function certainly<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotCertain || error instanceof Unsupported) throw error;
    if (!(error instanceof Error)) throw error;
    throw new NotCertain(error.message.split("\n", 1)[0] ?? "", { cause: error });
  }
}
