/** The data of a run: read once, held against its sources; any problem is told, with all others, and stops the run. */
import type { DataNote, DataProblem } from "../data/problem.ts";
import { counted, grouped } from "../base/text.ts";
import { type LoadedFile, loadData } from "../host/load-data.ts";
import type { Dataset } from "../ir/dataset.ts";
import { type Io, paintOf, progress } from "./io.ts";
import { type Planned, quoteIn } from "./programs.ts";
import type { Session } from "./session.ts";

export interface RunData {
  /** Undefined if there are problems. */
  readonly dataset: Dataset | undefined;
  readonly problems: readonly DataProblem[];
  readonly notes: readonly DataNote[];
  readonly files: readonly LoadedFile[];
}

/** Reads what plans of one file need. */
export async function loadFor(
  io: Io,
  session: Session,
  planned: readonly Planned[],
): Promise<RunData> {
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

/** How many problems of one kind in one column are printed; a whole column can be in another format. */
const SHOWN = 5;

/** Problems as people read them. */
export function printProblems(io: Io, problems: readonly DataProblem[]): void {
  const kinds = new Map<string, DataProblem[]>();
  for (const problem of problems) {
    const kind = [problem.file, problem.code, problem.column].join("\n");
    kinds.set(kind, [...(kinds.get(kind) ?? []), problem]);
  }
  for (const alike of kinds.values()) {
    for (const problem of alike.slice(0, SHOWN)) printProblem(io, problem);
    const [{ file, code, column } = { file: "", code: "", column: undefined }] = alike;
    const more = alike.length - SHOWN;
    const where = column === undefined ? file : `column ${column} of ${file}`;
    if (more > 0) io.out(`   … and ${counted(more, "more value")} with ${code} in ${where}\n\n`);
  }
}

function printProblem(
  io: Io,
  { code, message, help, file, column, value, rows }: DataProblem,
): void {
  const paint = paintOf(io);
  const [row, ...others] = rows;
  const more = others.length === 0 ? "" : ` and ${counted(others.length, "other row")}`;
  const where = [
    file,
    row === undefined ? undefined : `row ${grouped(String(row))}${more}`,
    column === undefined ? undefined : `column ${column}`,
  ];
  const place = where.filter((part) => part !== undefined).join(", ");
  io.out(`${paint.severity("error", `error ${code}`)}  ${paint.strong(message)}\n`);
  io.out(`   ${place}${value === undefined ? "" : `: "${value}"`}\n`);
  if (help !== undefined) io.out(`   ${help}\n`);
  io.out("\n");
}
