/** Reads Parquet files, with DuckDB: every value as the text of what the file says it is. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { sep } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { counted } from "../base/text.ts";
import { withoutExponent } from "../data/numbers.ts";
import { type DataNote, ProblemLog } from "../data/problem.ts";
import {
  dividedColumns,
  lostTable,
  type RawCell,
  type RawRow,
  type RawTable,
  type TableRequest,
} from "../data/raw-table.ts";
import { nestedValue, unreadableFile } from "../diagnostics/catalogue/data.ts";
import { connect } from "./duckdb.ts";
import type { OnRows, ReadFile } from "./read-file.ts";

interface Column {
  readonly name: string;
  readonly type: string;
}

interface ReadTable {
  readonly table: RawTable;
  readonly notes: readonly DataNote[];
}

export async function readParquet(
  path: string,
  request: TableRequest,
  onRows: OnRows,
): Promise<ReadFile> {
  const log = new ProblemLog(request.source, request.file);
  const { sha256, bytes } = await fingerprint(path);
  const read = await readTable(path, request, log, onRows);
  return { ...read, log, sha256, bytes };
}

async function readTable(
  path: string,
  request: TableRequest,
  log: ProblemLog,
  onRows: OnRows,
): Promise<ReadTable> {
  try {
    const connection = await connect();
    try {
      return await readColumns(connection, path, request, log, onRows);
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = reasonOf(error, path, request.file);
    const help = "Export it again as Parquet, or as CSV; attain.json must name it as what it is.";
    log.add(unreadableFile, { file: request.file, reason }, { help });
    return { table: lostTable(request), notes: [] };
  }
}

async function readColumns(
  connection: DuckDBConnection,
  path: string,
  request: TableRequest,
  log: ProblemLog,
  onRows: OnRows,
): Promise<ReadTable> {
  const from = `FROM read_parquet(${quotedPath(path)}, binary_as_string = true)`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * ${from}`);
  const all = described
    .getRows()
    .map(([name, type]): Column => ({ name: String(name), type: String(type) }));
  const { columns, unread } = dividedColumns(
    request,
    all.map(({ name }) => name),
  );
  const wanted = all.filter(({ name }) => columns.includes(name));
  const nested = wanted.filter(({ type }) => NESTED.test(type));
  for (const { name, type } of nested) {
    const found = type.endsWith("]") ? "lists" : "objects";
    const help =
      "Export one value in each row; if a part of it is meant, export that part as a column of its own.";
    log.add(nestedValue, { column: name, found }, { column: name, help });
  }
  if (nested.length > 0) return { table: lostTable(request), notes: [] };
  const binary = wanted.filter(({ type }) => type === "DOUBLE" || type === "FLOAT");
  const rows: RawRow[] = [];
  if (columns.length > 0) {
    const texts = columns.map((column) => `${quoted(column)}::VARCHAR`).join(", ");
    const isBinary = columns.map((column) => binary.some(({ name }) => name === column));
    for await (const chunk of await connection.stream(`SELECT ${texts} ${from}`)) {
      for (const row of chunk.getRows()) {
        const cells = row as RawCell[];
        rows.push(
          cells.map((cell, i) => (cell !== null && isBinary[i] ? withoutExponent(cell) : cell)),
        );
      }
      onRows(rows.length);
    }
  }
  const { source, file } = request;
  const notes = binary.map(({ name }) => binaryNote(request, name, rows.length));
  return { table: { source, file, columns, unread, rows, first: 1 }, notes };
}

const NESTED = /\]$|^(?:STRUCT|MAP|UNION)\b/;

/** Of a column whose numbers were binary before they were decimal. */
function binaryNote({ source, file }: TableRequest, column: string, rows: number): DataNote {
  const message = `\`${column}\` of ${file} holds binary floating-point numbers; the shortest decimal that stands for each was read, in ${counted(rows, "row")}`;
  return { message, source, file, column, rows };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** DuckDB takes a path as a pattern of paths. */
function quotedPath(path: string): string {
  const literal = path.replace(/[*?[]/g, "[$&]").replaceAll("'", "''");
  return `'${sep === "\\" ? literal.replaceAll("\\", "/") : literal}'`;
}

/** The first line of what DuckDB says, without the kind of the error and without the path on this machine. */
function reasonOf(error: Error, path: string, file: string): string {
  const [line = ""] = error.message.split("\n");
  const plain = line.replace(/^(?:[A-Z]\w+ )+Error: /, "").replaceAll(path, file);
  return plain.replace(/\.$/, "");
}

async function fingerprint(path: string): Promise<Pick<ReadFile, "sha256" | "bytes">> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}
