/** What `run` and `explain` share: plans that check, a period they hold in, data without problems. */
import { parsePeriod, type Period } from "@attain/runtime";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Dataset } from "../ir/dataset.ts";
import type { LoadedFile } from "../host/load-data.ts";
import { listed, nearest } from "../base/text.ts";
import type { DataNote } from "../data/problem.ts";
import { type Arguments, formatOf, UsageError } from "./command.ts";
import { hasErrors, refuse } from "./diagnostics.ts";
import type { Io } from "./io.ts";
import { loadFor, printProblems, type RunData } from "./load.ts";
import { periodsOf } from "./pay.ts";
import { type Planned, plansOf } from "./programs.ts";
import { checkAll, openSession, type Session } from "./session.ts";

export interface Ready {
  readonly session: Session;
  readonly period: Period;
  readonly planned: readonly Planned[];
  readonly data: (planned: Planned) => Dataset;
  readonly files: readonly LoadedFile[];
  readonly notes: readonly DataNote[];
  readonly warnings: readonly Diagnostic[];
}

/** Everything that a run needs; undefined where something is wrong, which has then been said. */
export async function makeReady(
  io: Io,
  args: Arguments,
  names: readonly string[],
): Promise<Ready | undefined> {
  const session = await openSession(io, []);
  const { checked, diagnostics } = checkAll(session);
  if (hasErrors(diagnostics)) {
    refuse(io, formatOf(args), diagnostics, "Nothing was paid");
    return undefined;
  }
  const all = plansOf(checked);
  const period = periodOf(args, all);
  const planned = all
    .filter((one) => names.length === 0 || names.includes(one.plan.name))
    .filter((one) => periodsOf(one, period).length > 0);
  checkNames(names, all);
  if (planned.length === 0) throw new UsageError(`No plan pays in ${period.name}. ${termsOf(all)}`);
  const loaded = await loadByFile(io, session, planned);
  const problems = distinct(
    [...loaded.values()].flatMap((data) => data.problems),
    (problem) => JSON.stringify(problem),
  );
  if (problems.length > 0) {
    printProblems(io, problems);
    io.err(
      `Nothing was paid: ${problems.length === 1 ? "there is a problem" : `there are ${problems.length} problems`} in the data.\n`,
    );
    return undefined;
  }
  return {
    session,
    period,
    planned,
    data: ({ file }) => loaded.get(file.path)?.dataset ?? new Map(),
    files: distinct(
      [...loaded.values()].flatMap(({ files }) => files),
      ({ file }) => file,
    ),
    notes: distinct(
      [...loaded.values()].flatMap(({ notes }) => notes),
      ({ message }) => message,
    ),
    warnings: diagnostics,
  };
}

async function loadByFile(
  io: Io,
  session: Session,
  planned: readonly Planned[],
): Promise<Map<string, RunData>> {
  const loaded = new Map<string, RunData>();
  const bySources = new Map<string, RunData>();
  for (const path of new Set(planned.map(({ file }) => file.path))) {
    const own = planned.filter(({ file }) => file.path === path);
    const key = JSON.stringify(
      own.flatMap(({ sources }) => sources.map(({ name, origin }) => [name, origin])),
    );
    const data = bySources.get(key) ?? (await loadFor(io, session, own));
    bySources.set(key, data);
    loaded.set(path, data);
  }
  return loaded;
}

function periodOf(args: Arguments, planned: readonly Planned[]): Period {
  const name = args.value("period");
  if (name === undefined)
    throw new UsageError(
      `Which period? Write --period, such as --period FY2026-Q1. ${termsOf(planned)}`,
    );
  const [first] = planned;
  const period = first === undefined ? undefined : parsePeriod(first.program.calendar, name);
  if (period === undefined) {
    throw new UsageError(
      `The calendar has no period ${name}. Periods are written FY2026, FY2026-H1, FY2026-Q1, 2026-03, 2026-W09.`,
    );
  }
  return period;
}

function termsOf(planned: readonly Planned[]): string {
  return planned
    .map(({ plan }) => `${plan.name} pays each ${plan.pays} from ${plan.from} to ${plan.until}.`)
    .join(" ");
}

function checkNames(names: readonly string[], planned: readonly Planned[]): void {
  const known = planned.map(({ plan }) => plan.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    throw new UsageError(
      `There is no plan ${name}. ${meant === undefined ? `The plans are ${listed(known, "and")}.` : `Did you mean ${meant}?`}`,
    );
  }
}

function distinct<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
