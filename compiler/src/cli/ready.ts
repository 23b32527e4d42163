/** What `run` and `explain` share: plans that check, what they pay in a period, data without problems. */
import type { DataNote } from "../data/problem.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { LoadedFile } from "../host/load-data.ts";
import type { Dataset } from "../ir/dataset.ts";
import type { Arguments } from "./arguments.ts";
import { refuseErrors } from "./diagnostics.ts";
import { type Due, dueIn, type NotDue, selected } from "./due.ts";
import type { Io } from "./io.ts";
import { loadFor } from "./load.ts";
import { refuseProblems } from "./problems.ts";
import { type Planned, plansOf } from "./programs.ts";
import { checkAll, openSession, type Session } from "./session.ts";

export interface Ready {
  readonly session: Session;
  readonly due: readonly Due[];
  /** Of those that were asked for. */
  readonly notDue: readonly NotDue[];
  /** Whether all plans of the project that pay in the period are due. */
  readonly isWhole: boolean;
  readonly data: (planned: Planned) => Dataset;
  readonly files: readonly LoadedFile[];
  readonly notes: readonly DataNote[];
  readonly warnings: readonly Diagnostic[];
}

/** Everything that a run of some plans, or all, needs. */
export async function makeReady(io: Io, args: Arguments, names: readonly string[]): Promise<Ready> {
  const session = await openSession(io);
  const { checked, diagnostics } = checkAll(session);
  refuseErrors(diagnostics, session.places, "Nothing was paid");
  const all = plansOf(checked);
  const period = args.value("period");
  const { due, notDue } = dueIn(selected(all, names), period);
  const { datasets, problems, notes, files } = await loadFor(
    io,
    session,
    due.map(({ planned }) => planned),
  );
  refuseProblems(problems, session.places);
  return {
    session,
    due,
    notDue,
    isWhole: due.length === dueIn(all, period).due.length,
    data: ({ file }) => datasets.get(file.path) ?? new Map(),
    files,
    notes,
    warnings: diagnostics,
  };
}
