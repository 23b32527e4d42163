// Plans with data in a folder of their own: loads them, and says in lines what came of it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { applyContract } from "../../compiler/src/data/contract.ts";
import type { DataProblem } from "../../compiler/src/data/problem.ts";
import { problemTexts } from "../../compiler/src/data/problem-text.ts";
import type { RawRow, RawTable } from "../../compiler/src/data/raw-table.ts";
import { DataFiles, type OnProgress } from "../../compiler/src/host/data-files.ts";
import { type LoadedData, loadData } from "../../compiler/src/host/load-data.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { parseConfig, type ProjectConfig } from "../../compiler/src/workspace/config.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";

export interface Compiled {
  readonly program: ir.Program;
  readonly quote: (origin: ir.Origin) => string;
}

/** A program of sources, to which a plan for `Reps` is added. */
export function compiled(sources: string): Compiled {
  const text = `${sources}\n${PLAN}`;
  const checked = new Workspace(memoryHost({ "test.plan": text })).check("test.plan");
  const errors = checked?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
  if (checked === undefined || errors.length > 0) {
    throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join("\n"));
  }
  const quote = ({ start, end }: ir.Origin): string => text.slice(start, end);
  return { program: lowerProgram(checked.program), quote };
}

const PLAN = `
shared parameter most means 1,000,000 USD

plan Plain
  for    Reps
  during FY2026
  pays   each Month in USD

  component flat
    earns least of (100 USD, most)
    rounded half even to cent
`;

/** A folder that goes away with the test. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), "attain-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

export function configured(data: object): ProjectConfig {
  const file = { path: "attain.json", text: JSON.stringify({ data }) };
  const { config, diagnostics } = parseConfig(file);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return config;
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function load(
  sources: string,
  files: Files,
  data: object,
  onProgress?: OnProgress,
): Promise<LoadedData> {
  return loadFrom(folderOf(files), sources, data, onProgress);
}

/** Loads the data of a folder. */
export function loadFrom(
  root: string,
  sources: string,
  data: object,
  onProgress?: OnProgress,
): Promise<LoadedData> {
  const input = compiled(sources);
  const settings = configured(data).data;
  const dataFiles = new DataFiles(root, settings, input.program.sources, onProgress);
  return loadData({ ...input, settings, dataFiles });
}

/** Holds rows in memory to the contract; `settings` is what attain.json says beside the file. */
export function hold(
  sources: string,
  tables: Readonly<Record<string, readonly RawRow[]>>,
  settings: Readonly<Record<string, object>> = {},
): Pick<LoadedData, "dataset" | "problems" | "notes"> {
  const data = Object.keys(tables).map((source) => [
    source,
    { file: `${source.toLowerCase()}.csv`, ...settings[source] },
  ]);
  const raw = Object.entries(tables).map(([source, [columns = [], ...rows]]): RawTable => ({
    source,
    file: `${source.toLowerCase()}.csv`,
    columns: columns.map(String),
    rows,
    first: 2,
  }));
  const config = configured(Object.fromEntries(data) as object);
  return applyContract({ ...compiled(sources), tables: raw, settings: config.data });
}

/** A grid as raw rows: cells between bars, the first line the heading; an empty cell is null. */
export function grid(text: string): RawRow[] {
  return text
    .trim()
    .split("\n")
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split("|")
        .map((cell) => (cell.trim() === "" ? null : cell.trim())),
    );
}

/** Problems as people read them; a place in the plan as `PLAN`. */
export function said(problems: readonly DataProblem[]): string {
  return problemTexts(problems, { path: (file) => file, line: () => "PLAN" })
    .map(({ code, message, lines }) => {
      const names = problems.filter((problem) => problem.code === code).map(({ name }) => name);
      const head = message === undefined ? [] : [`${code} ${names[0] ?? ""}: ${message}`];
      return [...head, ...lines.map((line) => `  ${line}`)].join("\n");
    })
    .join("\n");
}

/** The cells of a loaded source. */
export function cellsOf({ dataset }: Pick<LoadedData, "dataset">, source: string): object[] {
  return (dataset?.get(source)?.rows ?? []).map(({ cells }) => cells);
}
