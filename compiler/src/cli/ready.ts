/** What `run`, `close` and `explain` share: plans that check, what they pay in a period, data without problems. */
import type { DataNote } from "../data/problem.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { LoadedFile } from "../host/load-data.ts";
import type { Dataset } from "../ir/dataset.ts";
import { refuseErrors } from "./diagnostics.ts";
import { type Due, dueIn, type NotDue, selected } from "./due.ts";
import type { Io } from "./io.ts";
import { loadFor } from "./load.ts";
import { refuseProblems } from "./problems.ts";
import { type Planned, plansOf } from "./programs.ts";
import { checkAll, openSession, type Session } from "./session.ts";

/** Plans that check, and what is due, before any data is read. */
export interface Prepared {
  readonly session: Session;
  /** All of the project. */
  readonly plans: readonly Planned[];
  readonly due: readonly Due[];
  /** Of those that were asked for. */
  readonly notDue: readonly NotDue[];
  /** Whether all plans of the project that pay in the period are due. */
  readonly isWhole: boolean;
  readonly warnings: readonly Diagnostic[];
}

export interface Ready extends Prepared {
  readonly data: (planned: Planned) => Dataset;
  readonly files: readonly LoadedFile[];
  readonly notes: readonly DataNote[];
}

/** Everything that is known of a run of some plans, or all, without the data. */
export async function prepare(
  io: Io,
  period: string | undefined,
  names: readonly string[],
): Promise<Prepared> {
  const session = await openSession(io);
  const { checked, diagnostics } = checkAll(session);
  refuseErrors(diagnostics, session.places, "Nothing was paid");
  const plans = plansOf(checked);
  const { due, notDue } = dueIn(selected(plans, names), period);
  const isWhole = due.length === dueIn(plans, period).due.length;
  return { session, plans, due, notDue, isWhole, warnings: diagnostics };
}

/** The same with the data of what is due, and of `others`. */
export async function withData(
  io: Io,
  prepared: Prepared,
  others: readonly Planned[] = [],
): Promise<Ready> {
  const { session, due } = prepared;
  const needed = new Set([...due.map(({ planned }) => planned), ...others]);
  const { datasets, problems, notes, files } = await loadFor(io, session, [...needed]);
  refuseProblems(problems, session.places);
  return { ...prepared, data: ({ file }) => datasets.get(file.path) ?? new Map(), files, notes };
}
