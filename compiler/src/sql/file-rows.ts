/**
 * The rows of a file as DuckDB reads them, by the types of their source and never by a guess. Cells are read by their
 * types only after their texts have been found to say exactly that (`contract.ts`).
 */
import { known } from "../base/assert.ts";
import { columnOf, dateFormatOf, type SourceSettings } from "../data/settings.ts";
import type { Range } from "../integer/range.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { declaredNumber } from "../relational/declared.ts";
import { dateSql } from "./dates.ts";
import { duckdb } from "./duckdb.ts";

type FileShape =
  /** The names in its first line, in their order. */
  | {
      readonly kind: "delimited";
      readonly path: string;
      readonly delimiter: string;
      readonly heading: readonly string[];
    }
  /** The types of its columns, by name. */
  | {
      readonly kind: "parquet";
      readonly path: string;
      readonly types: ReadonlyMap<string, string>;
    }
  /** Not looked at: its columns are asked for by their names. */
  | { readonly kind: "unopened"; readonly path: string; readonly delimiter?: string };

export type OpenedShape = Exclude<FileShape, { readonly kind: "unopened" }>;

export interface SourceFile {
  readonly source: ir.Source;
  readonly settings: SourceSettings;
  readonly shape: FileShape;
}

/** What stands for a missing cell in no file that is read: a byte that those who hash the file look for. */
const NOTHING = "\u0001";
/** Bytes that each thread reads at once: a quarter of what is usual, and as fast. */
const BUFFER = 8 << 20;
/** The column after the last, which no row may have. */
export const BEYOND = "beyond";

const { identifier, text } = duckdb;

/** The rows with some of their fields, by their names: numbers as integers, days as days since 1970-01-01. */
export function typedRows(file: SourceFile, fields: ReadonlySet<string>): string {
  const read = file.source.fields.filter(({ name }) => fields.has(name));
  const columns = read.map((field) => {
    const cell = identifier(cellName(file, field));
    return `${typed(file, field, cell)} AS ${identifier(field.name)}`;
  });
  const told = columns.length === 0 ? ["1 AS here"] : columns;
  const types = new Map(read.map((field) => [cellName(file, field), fileType(file, field)]));
  return `SELECT\n  ${told.join(",\n  ")}\nFROM ${relation(file, types)}`;
}

/** The file as DuckDB reads it: of delimited text every column is text but for those that a type is given for. */
export function relation({ shape }: SourceFile, types: ReadonlyMap<string, string>): string {
  const path = text(shape.path.replace(/[*?[]/g, "[$&]"));
  if (shape.kind === "unopened") return unopened(path, shape.delimiter, types);
  if (shape.kind === "parquet") return `read_parquet(${path}, binary_as_string = true)`;
  const names = [...columnNames(shape.heading), BEYOND];
  const columns = names.map((name) => `${text(name)}: ${text(types.get(name) ?? "VARCHAR")}`);
  const options = [
    "auto_detect = false",
    `buffer_size = ${BUFFER}`,
    "header = false",
    "skip = 1",
    `delim = ${text(shape.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `nullstr = ${text(NOTHING)}`,
    "strict_mode = true",
    "null_padding = true",
    `columns = {${columns.join(", ")}}`,
  ];
  return `read_csv(${path},\n    ${options.join(",\n    ")})`;
}

/** Types are given for all that is read; DuckDB looks for nothing but the heading. */
function unopened(
  path: string,
  delimiter: string | undefined,
  types: ReadonlyMap<string, string>,
): string {
  if (delimiter === undefined) return `read_parquet(${path}, binary_as_string = true)`;
  const told = [...types].map(([name, type]) => `${text(name)}: ${text(type)}`);
  const options = [
    "header = true",
    `delim = ${text(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `types = {${told.join(", ")}}`,
  ];
  return `read_csv(${path}, ${options.join(", ")})`;
}

/** The name by which DuckDB knows the column of a field; it doesn't tell capitals from small letters. */
export function cellName({ shape, settings }: SourceFile, { name }: ir.SourceField): string {
  const column = columnOf(settings, name);
  if (shape.kind !== "delimited") return column;
  return known(columnNames(shape.heading)[shape.heading.indexOf(column)], `the column ${column}`);
}

export function columnNames(heading: readonly string[]): readonly string[] {
  const plain = heading.map((name) => name.toLowerCase());
  return heading.map((name, i) => {
    const isOnlyOne = plain.indexOf(name.toLowerCase()) === plain.lastIndexOf(name.toLowerCase());
    return isOnlyOne && name !== "" && name !== BEYOND ? name : `column ${i + 1}`;
  });
}

/** Digits after the point that a cell of a number may have as it is written. */
export function writtenPlaces(field: ir.SourceField): number {
  const { scale } = declaredNumber(field);
  return isPercent(field) ? Math.max(0, scale - 2) : scale;
}

function isPercent({ percent, type }: ir.SourceField): boolean {
  return percent && type.kind === "number" && type.unit === "ratio";
}

/** What DuckDB reads a cell of delimited text by: where it may be missing, as text. */
function fileType(file: SourceFile, field: ir.SourceField): string {
  if (field.optional) return "VARCHAR";
  switch (field.type.kind) {
    case "number":
      return `DECIMAL(18, ${writtenPlaces(field)})`;
    case "date":
      return formatOf(file, field) === undefined ? "DATE" : "VARCHAR";
    default:
      return "VARCHAR";
  }
}

function formatOf({ settings }: SourceFile, { name }: ir.SourceField): string | undefined {
  return dateFormatOf(settings, name);
}

/** A cell by its type, NULL where it is missing. */
function typed(file: SourceFile, field: ir.SourceField, cell: string): string {
  const given = givenType(file, field);
  const there = given === "VARCHAR" && field.optional ? `NULLIF(${cell}, '')` : cell;
  switch (field.type.kind) {
    case "number":
      return digits(field, there, given);
    case "date":
      return `(${given === "DATE" ? there : dateSql(there, formatOf(file, field))} - DATE '1970-01-01')`;
    case "yes or no":
      if (given === "BOOLEAN") return there;
      return `(LOWER(CAST(${there} AS VARCHAR)) IN ('yes', 'true'))`;
    default:
      return given === "VARCHAR" ? there : `CAST(${there} AS VARCHAR)`;
  }
}

/** What DuckDB takes a cell for; empty where only the file knows. */
function givenType(file: SourceFile, field: ir.SourceField): string {
  const { shape } = file;
  if (shape.kind === "parquet") return parquetType(file, field);
  return shape.kind === "unopened" && shape.delimiter === undefined ? "" : fileType(file, field);
}

/** The integer that a number is at the scale of its field. */
function digits(field: ir.SourceField, cell: string, given: string): string {
  const { range } = declaredNumber(field);
  const places = writtenPlaces(field);
  const own = `DECIMAL(18, ${places})`;
  const wide = `DECIMAL(38, ${places})`;
  const factor = 10n ** BigInt(places);
  if (INTEGER.test(given)) return `(${duckdb.cast(cell, "int64")} * ${factor})`;
  const type = largest(range) * factor < 10n ** 18n ? own : wide;
  const decimal = given === type ? cell : `CAST(${cell} AS ${type})`;
  return duckdb.cast(places === 0 ? decimal : `${decimal} * ${factor}`, "int64");
}

const INTEGER = /^U?(?:TINY|SMALL|BIG)?INT(?:EGER)?$/;

function largest({ lo, hi }: Range): bigint {
  return -lo > hi ? -lo : hi;
}

/** The type of a column of Parquet; throws where cells of it aren't surely read as their text would be. */
export function parquetType({ shape, settings }: SourceFile, field: ir.SourceField): string {
  const column = columnOf(settings, field.name);
  const given = shape.kind === "parquet" ? (shape.types.get(column) ?? "") : "";
  if (given === "VARCHAR" || isFit(field, given)) return given;
  throw new Unsupported(`its file holds ${column} as ${given}`, field.origin);
}

function isFit(field: ir.SourceField, given: string): boolean {
  switch (field.type.kind) {
    case "number": {
      const scale = /^DECIMAL\(\d+,(\d+)\)$/.exec(given)?.[1];
      return scale === undefined ? INTEGER.test(given) : Number(scale) <= writtenPlaces(field);
    }
    case "date":
      return given === "DATE";
    case "yes or no":
      return given === "BOOLEAN";
    default:
      return INTEGER.test(given);
  }
}
