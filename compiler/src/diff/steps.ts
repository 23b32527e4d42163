/** In which order changes are made one by one, so that after each there is a project that can be paid by. */

/** A change, and the names that only one side of it has: what declares a name and what uses it belong together. */
export interface Movable {
  readonly names: ReadonlySet<string>;
}

/**
 * Each change by itself where that is possible; else those that share names; what is left, together. `isSound` says
 * whether a project with just these changes checks; with all of them it does.
 */
export async function stepsOf<Change extends Movable>(
  changes: readonly Change[],
  isSound: (applied: ReadonlySet<Change>) => Promise<boolean>,
): Promise<(readonly Change[])[]> {
  const steps: (readonly Change[])[] = [];
  const applied = new Set<Change>();
  const apply = async (step: readonly Change[]): Promise<boolean> => {
    if (!(await isSound(new Set([...applied, ...step])))) return false;
    for (const change of step) applied.add(change);
    steps.push(step);
    return true;
  };
  const left = (): Change[] => changes.filter((change) => !applied.has(change));
  const some = async (groups: readonly (readonly Change[])[]): Promise<boolean> => {
    const before = steps.length;
    for (const group of groups) await apply(group);
    return steps.length > before;
  };
  while (left().length > 0) {
    if (await some(left().map((change) => [change]))) continue;
    if (await some(related(left()).filter((group) => group.length < left().length))) continue;
    steps.push(left());
    break;
  }
  return steps;
}

/** Changes that share a name, directly or by others. */
function related<Change extends Movable>(changes: readonly Change[]): Change[][] {
  return changes.reduce<Change[][]>((groups, change) => {
    const touches = (group: Change[]): boolean =>
      group.some(({ names }) => [...names].some((name) => change.names.has(name)));
    const mine = groups.filter(touches).flat();
    return [...groups.filter((group) => !touches(group)), [...mine, change]];
  }, []);
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** The words that stand on one side only. */
export function namesChanged(before: readonly string[], after: readonly string[]): Set<string> {
  const [old, now] = [before, after].map((lines) => new Set(lines.join("\n").match(WORD)));
  return old === undefined || now === undefined ? new Set() : symmetricDifference(old, now);
}

function symmetricDifference(one: ReadonlySet<string>, other: ReadonlySet<string>): Set<string> {
  return new Set([
    ...[...one].filter((word) => !other.has(word)),
    ...[...other].filter((word) => !one.has(word)),
  ]);
}
