/**
 * The contract between data and plans: raw tables become a dataset, or all that is wrong with them is told at once.
 *
 * No row is dropped and no value guessed: a dataset holds every row of its files, or there is none.
 */
import { rowConditions } from "../evaluate/rows.ts";
import { noData } from "../diagnostics/catalogue/data.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { checkForeign } from "./foreign.ts";
import { checkKeys } from "./keys.ts";
import { type DataNote, type DataProblem, ProblemLog } from "./problem.ts";
import { checkChecks, checkPresence, type Promises } from "./promises.ts";
import type { RawTable } from "./raw-table.ts";
import { neededSources } from "../ir/reads.ts";
import { checkReferences } from "./references.ts";
import type { SourceSettings } from "./settings.ts";
import { setting } from "./shown.ts";
import { SourceRows } from "./source-rows.ts";

export interface ContractInput {
  readonly program: ir.Program;
  /** One for each source that has data. */
  readonly tables: readonly RawTable[];
  /** By source; a source without any is read as its fields are named. */
  readonly settings: ReadonlyMap<string, SourceSettings>;
  /** The text of the plan at a place, for messages. */
  readonly quote: (origin: ir.Origin) => string;
}

export interface ContractResult {
  /** Undefined if there are problems, or if a table has lost rows. */
  readonly dataset: Dataset | undefined;
  readonly problems: readonly DataProblem[];
  readonly notes: readonly DataNote[];
}

export function applyContract(input: ContractInput): ContractResult {
  const { program, tables, settings } = input;
  const read = new Map<string, SourceRows>();
  for (const source of program.sources) {
    const table = tables.find((candidate) => candidate.source === source.name);
    const own = settings.get(source.name) ?? plainSettings(table?.file ?? "");
    if (table !== undefined) read.set(source.name, new SourceRows(program, source, table, own));
  }
  for (const rows of read.values()) checkKeys(rows);
  for (const rows of read.values()) checkReferences(rows, read);
  const dataset = datasetOf(read);
  const promises = promisesOf(input, read, dataset);
  for (const rows of read.values()) checkForeign(rows);
  for (const rows of read.values()) checkPresence(rows, promises);
  for (const rows of read.values()) checkChecks(rows, promises);
  const problems = [
    ...neededSources(program.plans, program).flatMap(({ name }) =>
      read.has(name) ? [] : withoutData(name),
    ),
    ...[...read.values()].flatMap(({ log }) => log.problems()),
  ];
  const isWhole = problems.length === 0 && tables.every(({ lost }) => lost === undefined);
  return {
    dataset: isWhole ? dataset : undefined,
    problems,
    notes: [...read.values()].flatMap(({ notes }) => notes),
  };
}

function plainSettings(file: string): SourceSettings {
  return { file, columns: new Map(), values: new Map(), distinct: false };
}

function datasetOf(read: ReadonlyMap<string, SourceRows>): Dataset {
  return new Map(
    [...read].map(([source, { file, rows }]) => [source, { source, file, rows }] as const),
  );
}

function promisesOf(
  { program, quote }: ContractInput,
  read: ReadonlyMap<string, SourceRows>,
  dataset: Dataset,
): Promises {
  // What promises find is no reason not to read the row: what they make certain, they make certain within a row.
  const sound = new Set(
    [...read].flatMap(([source, { isComplete, log }]) =>
      isComplete && log.isEmpty ? [source] : [],
    ),
  );
  return {
    holds: rowConditions(program, dataset),
    quote: (origin) => quote(origin).replace(/\s+/g, " "),
    isSound: (source) => sound.has(source),
  };
}

function withoutData(source: string): DataProblem[] {
  const log = new ProblemLog(source, "attain.json");
  const said = setting(source, { file: `data/${source.toLowerCase()}.csv` });
  const help = `Say it below "data" in attain.json: ${said}.`;
  log.add(noData, { source }, { help });
  return log.problems();
}
