/**
 * The contract of a source, asked of a file by DuckDB: whether every cell says, in the one usual spelling, what its field
 * may hold. What is spelt otherwise isn't wrong; it isn't certain, and is left to the reader that knows all spellings.
 */
import { known } from "../base/assert.ts";
import { columnOf, dateFormatOf, type SourceSettings } from "../data/settings.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { DAYS, declaredNumber } from "../relational/declared.ts";
import { dateSql, isWrittenSo } from "./dates.ts";
import { duckdb } from "./duckdb.ts";
import {
  BEYOND,
  cellName,
  columnNames,
  parquetType,
  relation,
  type SourceFile,
  writtenPlaces,
} from "./file-rows.ts";

const { identifier, text } = duckdb;

/** One row: `rows`, `uncertain`, `keys`, `astray`, and under `periods NAME` the texts of each field of periods. */
export function contractSql(
  file: SourceFile,
  fileOf: (source: string) => SourceFile | undefined,
): string {
  const { source, shape } = file;
  const cells = source.fields.map((field) => cellSql(file, field));
  const width = shape.kind === "delimited" ? [widthSql(shape.heading)] : [];
  const certain = [...width, ...cells.map(({ isCertain }) => isCertain)].join("\n    AND ");
  const references = source.fields.filter(({ type }) => type.kind === "row");
  const periods = source.fields.filter(({ type }) => type.kind === "period");
  const facts = [
    `COUNT(*) AS "rows"`,
    // DuckDB counts what a CASE leaves in half the time that a FILTER takes.
    `COUNT(*) - COUNT(CASE WHEN ${certain} THEN 1 END) AS "uncertain"`,
    `COUNT(DISTINCT hash(${keySql(file)})) AS "keys"`,
    ...[...references, ...periods].map(
      (field) => `list(DISTINCT ${cellText(file, field)}) AS ${identifier(`of ${field.name}`)}`,
    ),
  ];
  const astray = references.map((field) => astraySql(file, field, fileOf));
  const told = periods.map(
    ({ name }) => `${identifier(`of ${name}`)} AS ${identifier(`periods ${name}`)}`,
  );
  const found = [
    `"rows"`,
    `"uncertain"`,
    `"keys"`,
    `(${astray.length === 0 ? "0" : astray.join(" + ")}) AS "astray"`,
    ...told,
  ];
  return [
    `-- Whether the rows of ${source.name} keep to their contract.`,
    `WITH "cells" AS (\n  SELECT *,\n    ${cells.map(({ read }) => read).join(",\n    ")}\n  FROM ${relation(file, new Map())}\n),`,
    `"facts" AS (\n  SELECT\n    ${facts.join(",\n    ")}\n  FROM "cells"\n)`,
    `SELECT ${found.join(", ")} FROM "facts"`,
  ].join("\n");
}

/** Every row has a cell in its last column, and none after it. */
function widthSql(heading: readonly string[]): string {
  const last = known(columnNames(heading).at(-1), "a column");
  return `${identifier(last)} IS NOT NULL AND ${identifier(BEYOND)} IS NULL`;
}

interface CellSql {
  /** The cell by its type, under a name of its own. */
  readonly read: string;
  readonly isCertain: string;
}

function cellSql(file: SourceFile, field: ir.SourceField): CellSql {
  const cell = identifier(cellName(file, field));
  const given = file.shape.kind === "delimited" ? "VARCHAR" : parquetType(file, field);
  const read = identifier(`read ${field.name}`);
  const isMissing = given === "VARCHAR" ? `COALESCE(${cell}, '') = ''` : `${cell} IS NULL`;
  const { typed, isCertain } = asType(file.settings, field, cell, read, given);
  // All else is compared with texts that have none; of delimited text, bytes are looked at first.
  const mayHaveSpaces = file.shape.kind === "parquet" && isFreeText(field) && given === "VARCHAR";
  const trimmed = mayHaveSpaces ? ` AND ${hasNoSpaces(cell)}` : "";
  return {
    read: `${typed} AS ${read}`,
    isCertain: field.optional
      ? `(${isMissing} OR (${isCertain}${trimmed}))`
      : `(${isCertain}${trimmed})`,
  };
}

/** How many rows of delimited text have a cell with spaces around it, which aren't part of what it says. */
export function spacesSql(file: SourceFile): string {
  const cells = file.source.fields.filter(isFreeText).map((field) => {
    const cell = identifier(cellName(file, field));
    return `(${cell} = '' OR ${hasNoSpaces(cell)})`;
  });
  const all = ["TRUE", ...cells].join(" AND ");
  return `SELECT COUNT(*) FROM ${relation(file, new Map())} WHERE NOT (${all})`;
}

/** Whether a cell can hold any text. */
function isFreeText({ type }: ir.SourceField): boolean {
  return type.kind === "text";
}

function asType(
  settings: SourceSettings,
  field: ir.SourceField,
  cell: string,
  read: string,
  given: string,
): { readonly typed: string; readonly isCertain: string } {
  const isText = given === "VARCHAR";
  const there = isText && field.optional ? `NULLIF(${cell}, '')` : cell;
  switch (field.type.kind) {
    case "number": {
      const places = writtenPlaces(field);
      const { range } = declaredNumber(field);
      const typed = isText ? `CAST(${there} AS DECIMAL(18, ${places}))` : there;
      const limits = `${read} BETWEEN ${decimal(range.lo, places)} AND ${decimal(range.hi, places)}`;
      const spelling = isText
        ? `(CAST(${read} AS VARCHAR) = ${cell} OR regexp_full_match(${cell}, ${spellings(places)})) AND `
        : "";
      return { typed, isCertain: `${spelling}${limits}` };
    }
    case "date": {
      const format = dateFormatOf(settings, field.name);
      const days = `${read} - DATE '1970-01-01' BETWEEN ${DAYS.lo} AND ${DAYS.hi}`;
      return {
        typed: isText ? dateSql(there, format) : there,
        isCertain: isText ? `${isWrittenSo(cell, read, format)} AND ${days}` : days,
      };
    }
    case "yes or no":
      return {
        typed: cell,
        isCertain: isText
          ? `LOWER(${cell}) IN ('yes', 'true', 'no', 'false')`
          : `${cell} IS NOT NULL`,
      };
    case "enum":
      return {
        typed: cell,
        isCertain: `${asText(cell, given)} IN (${listed(field.type.members)})`,
      };
    default:
      return { typed: cell, isCertain: isText ? `${cell} <> ''` : `${cell} IS NOT NULL` };
  }
}

/** An integer at the scale at which numbers are written, as a constant: as narrow as cells of text are read. */
function decimal(digits: bigint, places: number): string {
  const size = String(digits < 0n ? -digits : digits).padStart(places + 1, "0");
  const at = size.length - places;
  const sign = digits < 0n ? "-" : "";
  const constant = `${sign}${size.slice(0, at)}.${size.slice(at)}`.replace(/\.$/, "");
  return `CAST('${constant}' AS DECIMAL(${size.length > 18 ? 38 : 18}, ${places}))`;
}

/** Fewer digits after the point than there may be, and zeros in front. */
function spellings(places: number): string {
  return text(places === 0 ? "-?[0-9]{1,15}" : `-?[0-9]{1,15}([.][0-9]{1,${places}})?`);
}

/** What may stand around a text and isn't part of it. */
const SPACE =
  "[\\x{09}-\\x{0D} \\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}]";

/** Most texts begin and end with a sign of ASCII, which is told fast. */
function hasNoSpaces(cell: string): string {
  const isUsual = `${cell} >= '!' AND ${cell} < chr(127) AND ascii(${cell}[-1]) BETWEEN 33 AND 126`;
  return `((${isUsual}) OR NOT regexp_matches(${cell}, ${text(`\\A${SPACE}|${SPACE}\\z`)}))`;
}

function listed(members: readonly string[]): string {
  return members.map(text).join(", ");
}

function asText(cell: string, given: string): string {
  return given === "VARCHAR" ? cell : `CAST(${cell} AS VARCHAR)`;
}

/** The text of a cell, NULL where it is missing. */
function cellText(file: SourceFile, field: ir.SourceField): string {
  const cell = identifier(cellName(file, field));
  const given = file.shape.kind === "delimited" ? "VARCHAR" : parquetType(file, field);
  return field.optional && given === "VARCHAR" ? `NULLIF(${cell}, '')` : asText(cell, given);
}

function keySql(file: SourceFile): string {
  const { source } = file;
  const cells = source.keys.map((key) => {
    const field = source.fields.find(({ name }) => name === key);
    return cellText(file, known(field, `the key ${key}`));
  });
  return cells.join(" || ' · ' || ");
}

/** How many of the different references of a field lead to no row. */
function astraySql(
  file: SourceFile,
  field: ir.SourceField,
  fileOf: (source: string) => SourceFile | undefined,
): string {
  if (field.type.kind !== "row") throw new Error(`Attain followed ${field.name}.`);
  const target = fileOf(field.type.source);
  if (target === undefined) {
    const column = columnOf(file.settings, field.name);
    throw new Unsupported(`${column} refers to rows of which there is no file`, field.origin);
  }
  const known_ = `SELECT ${keySql(target)} AS "key" FROM ${relation(target, new Map())}`;
  const told = `SELECT unnest(${identifier(`of ${field.name}`)}) AS "key" FROM "facts"`;
  return `(SELECT COUNT(*) FROM (${told}) AS "told" ANTI JOIN (${known_}) AS "known" ON "told"."key" = "known"."key" WHERE "told"."key" IS NOT NULL)`;
}
