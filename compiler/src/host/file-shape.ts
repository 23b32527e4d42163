/** What a data file looks like from outside: the names of its columns, and their types where it says so. */
import { open } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DelimitedReader } from "../data/delimited.ts";
import { DelimitedTable } from "../data/delimited-table.ts";
import { ProblemLog } from "../data/problem.ts";
import { columnOf, delimiterOf, type SourceSettings } from "../data/settings.ts";
import type * as ir from "../ir/ir.ts";
import { duckdb } from "../sql/duckdb.ts";
import type { OpenedShape } from "../sql/file-rows.ts";
import { NotCertain } from "./not-certain.ts";

/** Longer first lines are left to those who read piece by piece. */
const HEADING = 1 << 16;

/** Throws where the file has no shape that is certain. */
export async function shapeOf(
  connection: DuckDBConnection,
  path: string,
  source: ir.Source,
  settings: SourceSettings,
): Promise<OpenedShape> {
  const shape = await readShape(connection, path, source, settings);
  const names = shape.kind === "parquet" ? [...shape.types.keys()] : shape.heading;
  for (const { name } of source.fields) {
    const column = columnOf(settings, name);
    if (!names.includes(column)) throw new NotCertain(`it has no column ${column}`);
  }
  return shape;
}

function readShape(
  connection: DuckDBConnection,
  path: string,
  source: ir.Source,
  settings: SourceSettings,
): Promise<OpenedShape> {
  if (/\.parquet$/i.test(path)) return parquetShape(connection, path);
  if (/\.[ct]sv$/i.test(path)) return delimitedShape(path, source, settings);
  throw new NotCertain("it is JSON");
}

async function parquetShape(connection: DuckDBConnection, path: string): Promise<OpenedShape> {
  const from = duckdb.text(path.replace(/[*?[]/g, "[$&]"));
  const described = await connection.runAndReadAll(
    `DESCRIBE SELECT * FROM read_parquet(${from}, binary_as_string = true)`,
  );
  const types = new Map(described.getRows().map(([name, type]) => [String(name), String(type)]));
  const plain = new Set([...types.keys()].map((name) => name.toLowerCase()));
  if (plain.size < types.size) throw new NotCertain("two columns differ in capitals alone");
  return { kind: "parquet", path, types };
}

async function delimitedShape(
  path: string,
  source: ir.Source,
  settings: SourceSettings,
): Promise<OpenedShape> {
  const delimiter = delimiterOf(settings);
  const line = await firstLine(path);
  const log = new ProblemLog(source.name, settings.file);
  const asked = source.fields.map(({ name }) => columnOf(settings, name));
  const request = { source: source.name, file: settings.file, columns: [...new Set(asked)] };
  const table = new DelimitedTable(request, delimiter, log, false);
  table.push(line);
  if (table.finish().lost !== undefined) throw new NotCertain("its heading can't be read");
  const heading: string[] = [];
  const reader = new DelimitedReader(delimiter, (cells) => {
    heading.push(...cells.map((cell) => (cell ?? "").trim()));
  });
  reader.push(line);
  reader.end();
  return { kind: "delimited", path, delimiter, heading };
}

async function firstLine(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADING), 0, HEADING);
    const text = new TextDecoder().decode(buffer.subarray(0, bytesRead));
    const [line = ""] = text.split(/[\r\n]/, 1);
    if (line.length === text.length) throw new NotCertain("its first line is its only one");
    return line;
  } finally {
    await file.close();
  }
}
