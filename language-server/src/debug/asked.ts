/** What an editor asks about by its words: under the mouse, in a watch, in the console, in what a breakpoint writes. */
import { Fault } from "@attain/compiler/evaluate/fault";
import type { Launched } from "./launch.ts";
import { personOf, sectionsOf, stackAt } from "./shown.ts";
import type { Variable } from "./stop.ts";
import { variable } from "./variables.ts";
import type { Questions } from "./watch.ts";

/** The stop of the frame that is looked at, and how far it has been gone. */
interface Standing {
  readonly frame: number;
  readonly at: number;
}

/**
 * What is seen by these words from a frame, the nearest first; else what the plan makes of them. A text says why there is
 * no value.
 */
export function answerTo(
  launched: Launched,
  questions: Questions,
  { frame, at }: Standing,
  words: string,
): Variable | string {
  const text = words.trim().replace(/\s+/g, " ");
  const { stops } = launched.journey;
  const known = stops[at]?.known ?? 0;
  const frames = stackAt(launched.journey, frame).flatMap((i) => stops[i] ?? []);
  for (const stop of frames) {
    for (const { values } of sectionsOf(launched, stop, known)) {
      const found = find(values(), text, DEEPEST);
      if (found !== undefined) return found;
    }
  }
  const person = personOf(launched, launched.scene.payee).find(({ name }) => name === text);
  if (person !== undefined) return person;
  const scope = stops[frame]?.frame.scope ?? {};
  const question = questions.of(text, scope);
  if (typeof question === "string") return question;
  const value = question.valueAt(scope);
  return value instanceof Fault ? launched.faultOf(value) : variable(text, question.type, value);
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
