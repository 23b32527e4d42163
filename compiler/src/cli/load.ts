/** The data of a run: read once, and held against its sources. */
import type { DataNote, DataProblem } from "../data/problem.ts";
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

/** Reads what plans need, once for all files that need the same. */
export async function loadFor(
  io: Io,
  session: Session,
  planned: readonly Planned[],
): Promise<RunData> {
  const byNeed = new Map<string, Loaded>();
  const datasets = new Map<string, Dataset>();
  for (const path of new Set(planned.map(({ file }) => file.path))) {
    const own = planned.filter(({ file }) => file.path === path);
    const need = needOf(own);
    const loaded = byNeed.get(need) ?? (await load(io, session, own));
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

/** The sources of plans of one file, and the calendar by which periods in them are read. */
function needOf(planned: readonly Planned[]): string {
  const sources = planned.flatMap((one) => one.sources.map(({ name, origin }) => [name, origin]));
  return JSON.stringify([sources, planned[0]?.program.calendar]);
}

async function load(io: Io, session: Session, planned: readonly Planned[]): Promise<Loaded> {
  const [first] = planned;
  if (first === undefined) return { dataset: new Map(), problems: [], notes: [], files: [] };
  const names = new Set(planned.flatMap(({ sources }) => sources.map(({ name }) => name)));
  const sources = first.program.sources.filter(({ name }) => names.has(name));
  const bar = progress(io, "Reading data");
  const loaded = await loadData({
    root: session.root,
    program: { ...first.program, sources },
    settings: session.config.data,
    quote: quoteIn(session),
    onProgress: ({ source, isDone }) =>
      bar.at(sources.findIndex(({ name }) => name === source) + (isDone ? 1 : 0), sources.length),
  });
  bar.end();
  return loaded;
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
