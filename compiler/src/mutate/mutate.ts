/** Runs the tests of plans against small changes of them, and says which of the changes no test notices. */
import type { Suite } from "../coverage/coverage.ts";
import { runTest } from "../evaluate/test-runner.ts";
import type * as ir from "../ir/ir.ts";
import type { Test } from "../ir/test.ts";
import { edited, type Mutant } from "./mutant.ts";
import { mutantsOf } from "./mutants.ts";
import type { Quote } from "./propose.ts";

export interface Outcome {
  readonly mutant: Mutant;
  /** A change that is equal isn't tried. */
  readonly fate: "noticed" | "unnoticed" | "equal";
}

/** All tests pass on the plans as they are. `onTried` is told how many of the changes are done. */
export function mutate(
  suites: readonly Suite[],
  quote: Quote,
  onTried: (done: number, all: number) => void,
): Outcome[] {
  const mutants = mutantsOf(
    suites.map(({ program }) => program),
    quote,
  );
  // Whichever test noticed the last change is the first to be asked about the next one, which stands beside it.
  const asked = suites.map(({ program, tests }) => ({ program, tests: [...tests] }));
  return mutants.map((mutant, i) => {
    onTried(i, mutants.length);
    if (mutant.equal !== undefined) return { mutant, fate: "equal" };
    return { mutant, fate: isNoticed(asked, mutant) ? "noticed" : "unnoticed" };
  });
}

/** Of the changes that can be noticed, the part that is: 1 if there are none. */
export function scoreOf(outcomes: readonly Outcome[]): number {
  const tried = outcomes.filter(({ fate }) => fate !== "equal");
  const noticed = tried.filter(({ fate }) => fate === "noticed");
  return tried.length === 0 ? 1 : noticed.length / tried.length;
}

interface Asked {
  readonly program: ir.Program;
  /** In the order in which they are asked. */
  readonly tests: Test[];
}

function isNoticed(asked: readonly Asked[], mutant: Mutant): boolean {
  return asked.some(({ program, tests }) => {
    const changed = changedBy(program, mutant);
    const touched = new Set(
      changed.plans.filter((plan, i) => plan !== program.plans[i]).map(({ name }) => name),
    );
    const at = tests.findIndex((test) => touched.has(test.plan) && !holds(changed, test));
    if (at > 0) tests.unshift(...tests.splice(at, 1));
    return at >= 0;
  });
}

/** A program as a change makes it. Sources and parameters that conditions on data read stay. */
export function changedBy(program: ir.Program, { edits }: Mutant): ir.Program {
  const changes = new Map(edits.map(({ part, instead }) => [part, instead]));
  return { ...program, plans: program.plans.map((plan) => edited(plan, changes)) };
}

/** A change after which the plan can't be computed with is noticed, too. */
function holds(program: ir.Program, test: Test): boolean {
  try {
    return runTest(program, test).failures.length === 0;
  } catch {
    return false;
  }
}
