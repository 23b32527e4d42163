/** The data of a run: read once, and held against its sources. */
import type { DataNote, DataProblem } from "../data/problem.ts";
import { DataFiles } from "../host/data-files.ts";
import { type LoadedFile, loadData } from "../host/load-data.ts";
import type { Dataset } from "../ir/dataset.ts";
import { type Io, progress } from "./io.ts";
import { type Planned, quoteIn } from "./programs.ts";
import type { Session } from "./session.ts";

export interface RunData {
  /** By the path of the plan's file; none if there are problems. */
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly problems: readonly DataProblem[];
  readonly notes: readonly DataNote[];
  readonly files: readonly LoadedFile[];
}

interface Loaded extends Omit<RunData, "datasets"> {
  readonly dataset: Dataset | undefined;
}

/** Reads what plans need: each file once, and held once against sources that are the same. */
export async function loadFor(
  io: Io,
  session: Session,
  planned: readonly Planned[],
): Promise<RunData> {
  const dataFiles = openFiles(io, session, planned);
  const byNeed = new Map<string, Loaded>();
  const datasets = new Map<string, Dataset>();
  for (const path of new Set(planned.map(({ file }) => file.path))) {
    const own = planned.filter(({ file }) => file.path === path);
    const need = needOf(own);
    const loaded = byNeed.get(need) ?? (await load(session, own, dataFiles));
    byNeed.set(need, loaded);
    if (loaded.dataset !== undefined) datasets.set(path, loaded.dataset);
  }
  const all = [...byNeed.values()];
  return {
    datasets,
    problems: distinct(all.flatMap(({ problems }) => problems)),
    notes: distinct(all.flatMap(({ notes }) => notes)),
    files: distinct(all.flatMap(({ files }) => files)),
  };
}

/** The files of data that plans read, with a bar while they are read. */
function openFiles(io: Io, { root, config }: Session, planned: readonly Planned[]): DataFiles {
  const sources = planned.flatMap((one) => one.sources);
  const files = new Set(sources.map(({ name }) => config.data.get(name)?.file));
  const bar = progress(io, "Reading data");
  let done = 0;
  return new DataFiles(root, config.data, sources, ({ isDone }) => {
    if (isDone) done += 1;
    bar.at(done, files.size);
    if (done === files.size) bar.end();
  });
}

/** The sources of plans of one file, and the calendar by which periods in them are read. */
function needOf(planned: readonly Planned[]): string {
  const sources = planned.flatMap((one) => one.sources.map(({ name, origin }) => [name, origin]));
  return JSON.stringify([sources, planned[0]?.program.calendar]);
}

async function load(
  session: Session,
  planned: readonly Planned[],
  dataFiles: DataFiles,
): Promise<Loaded> {
  const [first] = planned;
  if (first === undefined) return { dataset: new Map(), problems: [], notes: [], files: [] };
  const names = new Set(planned.flatMap(({ sources }) => sources.map(({ name }) => name)));
  const sources = first.program.sources.filter(({ name }) => names.has(name));
  return loadData({
    program: { ...first.program, sources },
    settings: session.config.data,
    quote: quoteIn(session),
    dataFiles,
  });
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
