/** Changes of plans that no test notices, each with a payout that it changes. */
import { type Mutant } from "../mutate/mutant.ts";
import { ByData, type World } from "../mutate/by-data.ts";
import { ByTest } from "../mutate/by-test.ts";
import { mutate, type Outcome, scoreOf } from "../mutate/mutate.ts";
import type { Witness } from "../mutate/witness.ts";
import { type Io, progress } from "./io.ts";
import { loadFor } from "./load.ts";
import { plannedOf, quoteIn } from "./programs.ts";
import type { Session } from "./session.ts";
import type { FileSuite } from "./suites.ts";

export interface MutationResult {
  readonly outcomes: readonly Outcome[];
  readonly unnoticed: readonly Unnoticed[];
  /** Of the changes that can be noticed, the part that is, from 0 to 1. */
  readonly score: number;
  /** In percent. */
  readonly atLeast: number | undefined;
}

interface Unnoticed {
  readonly mutant: Mutant;
  /** Undefined where neither the data nor a test with one other value shows the change. */
  readonly witness?: Witness;
}

/** All tests pass on the plans as they are. */
export async function mutationOf(
  io: Io,
  session: Session,
  suites: readonly FileSuite[],
  atLeast: number | undefined,
): Promise<MutationResult> {
  const bar = progress(io, "Changing plans");
  const outcomes = mutate(suites, quoteIn(session), bar.at);
  bar.end();
  const missed = outcomes.filter(({ fate }) => fate === "unnoticed").map(({ mutant }) => mutant);
  const worlds = missed.length === 0 ? [] : await worldsOf(io, session, suites);
  const shown = progress(io, "Looking for payouts");
  const [byData, byTest] = [new ByData(worlds), new ByTest(suites)];
  const unnoticed = missed.map((mutant, i) => {
    shown.at(i, missed.length);
    const witness = byData.witness(mutant) ?? byTest.witness(mutant);
    return witness === undefined ? { mutant } : { mutant, witness };
  });
  shown.end();
  return { outcomes, unnoticed, score: scoreOf(outcomes), atLeast };
}

/** The data of a project without problems; without it nobody's payout is known. */
async function worldsOf(io: Io, session: Session, suites: readonly FileSuite[]): Promise<World[]> {
  const planned = suites.flatMap(({ program, file }) => plannedOf(program, file));
  const isThere = planned.every(({ sources }) =>
    sources.every(({ name }) => session.config.data.has(name)),
  );
  if (!isThere) return [];
  const { datasets, problems } = await loadFor(io, session, planned);
  if (problems.length > 0) return [];
  return suites.flatMap(({ program, file }) => {
    const data = datasets.get(file.path);
    return data === undefined ? [] : [{ program, data }];
  });
}
