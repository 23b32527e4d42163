/** What a plan paid by the version in git: read when it is first asked for, parsed and checked once. */
import { hasErrors, LastGood, type Payable } from "./last-good.ts";
import type { Project, View } from "../project/project.ts";

/** The text of a file in the version that is compared with; undefined if it isn't there. */
export type VersionOf = (path: string) => Promise<string | undefined>;

interface Known {
  readonly texts: string;
  readonly payable: Payable | undefined;
}

export class Before {
  readonly #known = new WeakMap<Project, Map<string, Known>>();

  /** Undefined if there is no such version, if it is the text of now, or if it can't be paid by. */
  async of({ project, path, checked }: View, versionOf: VersionOf): Promise<Payable | undefined> {
    const paths = [...checked.modules.keys()].sort();
    const texts = await Promise.all(paths.map(async (one) => [one, await versionOf(one)] as const));
    const known = new Map(
      texts.flatMap(([one, text]) => (text === undefined ? [] : [[one, text] as const])),
    );
    const isSame = [...known].every(([one, text]) => text === checked.modules.get(one)?.file.text);
    if (isSame || !known.has(path)) return undefined;
    const key = JSON.stringify([...known]);
    const byPath = this.#known.get(project) ?? new Map<string, Known>();
    this.#known.set(project, byPath);
    const last = byPath.get(path);
    if (last?.texts === key) return last.payable;
    const view = project.replacing(known).view(path);
    const payable =
      view === undefined || hasErrors(view.checked) ? undefined : new LastGood().of(view);
    byPath.set(path, { texts: key, payable });
    return payable;
  }
}
