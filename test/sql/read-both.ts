// Files, read by DuckDB and by the reader that knows all spellings; and in what they differ.
import { dateOfDay } from "@attain/runtime";
import type { Column, Columns } from "../../compiler/src/columnar/columns.ts";
import type { SourceSettings } from "../../compiler/src/data/settings.ts";
import { DataFiles } from "../../compiler/src/host/data-files.ts";
import { DuckDbEngine } from "../../compiler/src/host/duckdb-engine.ts";
import { type LoadedData, loadData } from "../../compiler/src/host/load-data.ts";
import { NotCertain } from "../../compiler/src/host/not-certain.ts";
import { Unsupported } from "../../compiler/src/integer/unsupported.ts";
import type { Cell } from "../../compiler/src/ir/dataset.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import type { Compiled } from "../data/loading.ts";

export interface ReadBoth {
  /** Why DuckDB leaves the files to the other; undefined if it has read them. */
  readonly reason: string | undefined;
  /** Empty where it hasn't. */
  readonly differences: readonly string[];
  readonly loaded: LoadedData;
}

export async function readBoth(
  { program, quote }: Compiled,
  root: string,
  settings: ReadonlyMap<string, SourceSettings>,
): Promise<ReadBoth> {
  const dataFiles = new DataFiles(root, settings, program.sources);
  const loaded = await loadData({ program, settings, quote, dataFiles });
  const read = await byEngine({ program, quote }, root, settings);
  if (typeof read === "string") return { reason: read, differences: [], loaded };
  return { reason: undefined, differences: differencesIn(program, loaded, read), loaded };
}

interface Engined {
  readonly columns: Columns;
  readonly files: LoadedData["files"];
  readonly rows: ReadonlyMap<string, number>;
  readonly notes: LoadedData["notes"];
}

async function byEngine(
  { program, quote }: Compiled,
  root: string,
  settings: ReadonlyMap<string, SourceSettings>,
): Promise<Engined | string> {
  let engine: DuckDbEngine | undefined;
  try {
    engine = await DuckDbEngine.open({ program, root, settings, quote });
    const held = await engine.hold();
    const needed = program.sources
      .filter(({ name }) => settings.has(name))
      .map(({ name, fields }) => [name, new Set(fields.map((field) => field.name))] as const);
    return { ...held, columns: await engine.columns(new Map(needed)), notes: engine.leftOver() };
  } catch (error) {
    if (error instanceof NotCertain || error instanceof Unsupported) return error.message;
    throw error;
  } finally {
    engine?.close();
  }
}

function differencesIn({ sources }: ir.Program, loaded: LoadedData, read: Engined): string[] {
  const { dataset, problems, files, notes } = loaded;
  if (dataset === undefined) return problems.map(({ message }) => `refused: ${message}`);
  const said = JSON.stringify(notes) === JSON.stringify(read.notes) ? [] : ["the notes differ"];
  const hashes = JSON.stringify(files) === JSON.stringify(read.files) ? [] : ["the files differ"];
  const cells = sources.flatMap((source) => {
    const table = read.columns.tables.get(source.name);
    const rows = dataset.get(source.name)?.rows ?? [];
    if (table === undefined) return rows.length === 0 ? [] : [`no ${source.name}`];
    if (table.rows !== rows.length || read.rows.get(source.name) !== rows.length)
      return [`${source.name}: ${table.rows} rows instead of ${rows.length}`];
    return source.fields.flatMap(({ name }) => {
      const column = table.columns.get(name);
      return rows.flatMap((row, i) => {
        const found = column === undefined ? undefined : cellOf(column, i, read.columns);
        const expected = row.cells[name];
        return found === expected
          ? []
          : [`${source.name} ${row.key} ${name}: ${found} for ${expected}`];
      });
    });
  });
  return [...said, ...hashes, ...cells];
}

function cellOf(column: Column, row: number, { dictionary }: Columns): Cell {
  if (column.missing?.[row] === 1) return undefined;
  const value = column.values[row] ?? 0;
  switch (column.kind) {
    case "number":
      return decimal(BigInt(value), column.scale);
    case "day":
      return dateOfDay(Number(value));
    case "flag":
      return value === 1;
    case "text":
      return dictionary.texts[Number(value)];
  }
}

function decimal(digits: bigint, scale: number): string {
  const size = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const [whole, fraction] = [size.slice(0, size.length - scale), size.slice(size.length - scale)];
  const kept = fraction.replace(/0+$/, "");
  return `${digits < 0n ? "-" : ""}${whole}${kept === "" ? "" : `.${kept}`}`;
}
