/** What an editor asks about by its words: under the mouse, in a watch, in the console. */
import type { Launched } from "./launch.ts";
import { personOf, sectionsOf, stackAt } from "./shown.ts";
import type { Variable } from "./stop.ts";
import { ask } from "./watch.ts";

/**
 * What is seen by these words from where the debugger stands, the nearest first; else what the plan makes of them. A text
 * says why there is no value.
 */
export function answerTo(launched: Launched, at: number, words: string): Variable | string {
  const text = words.trim().replace(/\s+/g, " ");
  const { stops } = launched.journey;
  const known = stops[at]?.known ?? 0;
  const frames = stackAt(launched.journey, at).flatMap((i) => stops[i] ?? []);
  for (const stop of frames) {
    for (const { values } of sectionsOf(launched, stop, known)) {
      const found = find(values(), text, DEEPEST);
      if (found !== undefined) return found;
    }
  }
  const person = personOf(launched, launched.scene.payee).find(({ name }) => name === text);
  return person ?? ask(launched, text);
}

const DEEPEST = 4;

function find(values: readonly Variable[], name: string, depth: number): Variable | undefined {
  const own = values.find((value) => value.name === name);
  if (own !== undefined || depth === 0) return own;
  for (const { parts } of values) {
    const inner = parts === undefined ? undefined : find(parts(), name, depth - 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
