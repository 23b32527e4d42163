/**
 * A run over files that are too large for rows in memory: DuckDB adds them up, kernels pay what follows from that, and the
 * reference evaluator computes some of the payouts again.
 */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { NotCertain } from "../../host/not-certain.ts";
import type { LoadedFile } from "../../host/load-data.ts";
import { type PaidFromFiles, payFiles } from "../../host/pay-files.ts";
import { Unsupported } from "../../integer/unsupported.ts";
import type { DataNote } from "../../data/problem.ts";
import { heldFiles } from "../cache/held-files.ts";
import { refuseDisagreements } from "../disagreements.ts";
import type { Due } from "../due.ts";
import { type Io, progress } from "../io.ts";
import { quoteIn } from "../programs.ts";
import type { Session } from "../session.ts";
import type { BulkPart } from "./payouts-file.ts";
import { secondOpinion } from "./second-opinion.ts";

export interface BulkRun {
  readonly parts: readonly BulkPart[];
  readonly files: readonly LoadedFile[];
  readonly notes: readonly DataNote[];
  /** How many payouts the reference evaluator has computed again. */
  readonly checked: number;
}

/** Why a run isn't one for DuckDB; undefined where the careful reader has to say what is wrong with the files. */
export interface NotInBulk {
  readonly why: string | undefined;
}

/** Beyond so many bytes, rows in memory are slow and many; Parquet has as many rows in an eighth of them. */
const MUCH = 32 * 1024 * 1024;
const PARQUET = 8;

/** Whether the files of what is due are large. */
export function isMuch({ root, config }: Session, due: readonly Due[]): boolean {
  const names = due.flatMap(({ planned }) => planned.sources.map(({ name }) => name));
  const files = new Set(names.map((name) => config.data.get(name)?.file));
  let bytes = 0;
  for (const file of files) {
    const size = file === undefined ? 0 : sizeOf(resolve(root, file));
    bytes += file?.endsWith(".parquet") === true ? size * PARQUET : size;
  }
  return bytes > MUCH;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** `isFresh`: files are held to their contracts, whether or not they were before, and nothing is kept. */
export async function bulkRun(
  io: Io,
  session: Session,
  due: readonly Due[],
  isFresh: boolean,
): Promise<BulkRun | NotInBulk> {
  const bar = progress(io, "Paying");
  const parts: BulkPart[] = [];
  const files = new Map<string, LoadedFile>();
  const notes = new Map<string, DataNote>();
  let checked = 0;
  for (const [i, one] of due.entries()) {
    bar.at(i, due.length);
    const found = await paidFrom(session, one, isFresh);
    if ("why" in found) return found;
    const opinion = secondOpinion(found);
    checked += opinion.checked;
    refuseDisagreements(opinion.disagreements.map((other) => ({ ...other, planned: one.planned })));
    for (const file of found.held.files) files.set(file.file, file);
    for (const note of found.notes) notes.set(JSON.stringify(note), note);
    parts.push(...partsOf(one, found));
  }
  bar.end();
  const byName = [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  return { parts, files: byName, notes: [...notes.values()], checked };
}

async function paidFrom(
  session: Session,
  due: Due,
  isFresh: boolean,
): Promise<PaidFromFiles | NotInBulk> {
  const { program, plan, sources } = due.planned;
  const { root, config } = session;
  const input = {
    program: { ...program, plans: [plan], sources },
    root,
    settings: config.data,
    quote: quoteIn(session),
    ...(isFresh ? {} : { verdicts: heldFiles(root) }),
  };
  try {
    const found = await payFiles(input, plan, due.parts);
    const inDoubt = found.paid.periods.some(({ doubtful }) => doubtful.includes(1));
    return inDoubt
      ? { why: `somebody's pay in ${plan.name} takes the reference evaluator` }
      : found;
  } catch (error) {
    if (error instanceof NotCertain) return { why: undefined };
    if (error instanceof Unsupported) return { why: `of ${plan.name}, ${error.message}` };
    throw error;
  }
}

function partsOf({ planned: { plan } }: Due, { paid, nameOf }: PaidFromFiles): BulkPart[] {
  return paid.periods.map((period) => ({
    plan,
    period: period.period,
    payees: paid.payees,
    nameOf,
    paid: period,
  }));
}
