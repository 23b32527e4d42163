/**
 * Where a breakpoint halts. All stops of a payout are known when it is set, so its condition is evaluated at each of them
 * then, and how often it has been met is the same forwards and back.
 */
import { Fault } from "@attain/compiler/evaluate/fault";
import type { Launched } from "./launch.ts";
import { isBegin } from "./moves.ts";
import { placeOf } from "./shown.ts";
import type { Stop, Variable } from "./stop.ts";
import type { Questions } from "./watch.ts";

/** What an editor sets; `line` has a clause. */
export interface Wanted {
  readonly line: number;
  /** An expression of the language. */
  readonly condition?: string;
  /** `3`, `>= 3`, `% 3`: which of the times it is met. */
  readonly hitCondition?: string;
  /** Written in place of a halt, with the value of what stands in braces. */
  readonly logMessage?: string;
}

export interface Breakpoint {
  readonly line: number;
  /** The indexes of the stops at which it does what it is for. */
  readonly stops: ReadonlySet<number>;
  readonly log?: string;
  /** What its condition has read at a stop. */
  readonly reads: (stop: Stop) => readonly Variable[];
  /** What whoever set it should know. */
  readonly message?: string;
}

/** A text says why it can't be set. */
export function breakpointAt(
  launched: Launched,
  questions: Questions,
  path: string,
  { line, condition, hitCondition, logMessage }: Wanted,
): Breakpoint | string {
  const counts = countOf(hitCondition);
  if (typeof counts === "string") return counts;
  const here = [...launched.journey.stops.entries()].filter(
    ([, stop]) => isBegin(stop) && stands(launched, stop, path, line),
  );
  const stops = new Set<number>();
  let message = here.length === 0 ? "This payout doesn't come by here." : undefined;
  let times = 0;
  for (const [i, stop] of here) {
    const holds = isBlank(condition) || conditionAt(launched, questions, condition, stop);
    if (typeof holds === "object") return holds.refusal;
    if (typeof holds === "string") message ??= holds;
    if (holds === false) continue;
    times += 1;
    if (counts(times)) stops.add(i);
  }
  if (stops.size === 0) message ??= "This payout comes by here, but never so.";
  return {
    line,
    stops,
    reads: (stop) => readsAt(questions, condition, stop),
    ...(isBlank(logMessage) ? {} : { log: logMessage }),
    ...(message === undefined ? {} : { message }),
  };
}

function isBlank(text: string | undefined): text is undefined {
  return text === undefined || text.trim() === "";
}

function stands(launched: Launched, stop: Stop, path: string, line: number): boolean {
  return stop.origin.path === path && placeOf(launched, stop)?.line === line;
}

/** Where it can't be told whether a condition holds, it is halted, and a text says why. */
function conditionAt(
  { faultOf }: Launched,
  questions: Questions,
  condition: string,
  { frame: { scope } }: Stop,
): boolean | string | { readonly refusal: string } {
  const question = questions.of(condition, scope);
  if (typeof question === "string") return { refusal: question };
  if (question.type.kind !== "yes or no")
    return { refusal: `\`${condition.trim()}\` isn't a condition: it is neither yes nor no.` };
  const holds = question.valueAt(scope);
  if (holds instanceof Fault) return `It can't be told whether this holds: ${faultOf(holds)}`;
  return holds === true;
}

function readsAt(
  questions: Questions,
  condition: string | undefined,
  { frame: { scope } }: Stop,
): readonly Variable[] {
  const question = isBlank(condition) ? "" : questions.of(condition, scope);
  return typeof question === "string" ? [] : question.readsAt(scope);
}

/** Which of the times it is met it counts; without a number each. */
function countOf(text: string | undefined): ((times: number) => boolean) | string {
  if (isBlank(text)) return () => true;
  const [, how = "", digits] = /^\s*(>=|<=|==?|>|<|%)?\s*(\d+)\s*$/.exec(text) ?? [];
  const number = Number(digits);
  if (digits === undefined || number === 0)
    return `\`${text.trim()}\` says no number of times: write \`3\`, \`>= 3\` or \`% 3\`.`;
  const compare = COMPARISONS[how];
  return (times) => (compare === undefined ? times === number : compare(times, number));
}

const COMPARISONS: Readonly<Record<string, (times: number, number: number) => boolean>> = {
  ">=": (times, number) => times >= number,
  "<=": (times, number) => times <= number,
  ">": (times, number) => times > number,
  "<": (times, number) => times < number,
  "%": (times, number) => times % number === 0,
};
