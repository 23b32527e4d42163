/** Where a debugger stands in a payout, and where it goes from there. */
import { answerTo } from "./asked.ts";
import { type Breakpoint, breakpointAt, type Wanted } from "./breakpoints.ts";
import { clauseLines, lineFrom } from "./clause-lines.ts";
import type { Launched } from "./launch.ts";
import { back, firstOf, metBetween, out, over } from "./moves.ts";
import { type Section, sectionsOf } from "./shown.ts";
import type { Stop, Variable } from "./stop.ts";
import { Questions } from "./watch.ts";

export type Move =
  "next" | "stepIn" | "stepOut" | "stepBack" | "continue" | "reverseContinue" | "entry" | "run";

const BACKWARDS: ReadonlySet<Move> = new Set(["stepBack", "reverseContinue", "entry"]);

/** Why it halts; undefined where it was at the end already, and is done. */
export type Halt = "entry" | "step" | "breakpoint" | "exception" | "end" | undefined;

/** What breakpoints write in place of a halt. */
type Log = (text: string, stop: Stop) => void;

export class Session {
  readonly launched: Launched;
  at = 0;
  readonly #log: Log;
  readonly #questions: Questions;
  /** By the path of the file in its project. */
  readonly #breakpoints = new Map<string, readonly Breakpoint[]>();

  constructor(launched: Launched, log: Log) {
    this.launched = launched;
    this.#log = log;
    this.#questions = new Questions(launched);
  }

  get stops(): readonly Stop[] {
    return this.launched.journey.stops;
  }

  /** What comes of each one that is wanted, at its line or the next that has a clause; a text where nothing does. */
  setBreakpoints(path: string, wanted: readonly Wanted[]): (Breakpoint | string)[] {
    const lines = this.linesIn(path);
    const set = wanted.map((one) => {
      const line = lineFrom(lines, one.line);
      return line === undefined
        ? NO_CLAUSE
        : breakpointAt(this.launched, this.#questions, path, { ...one, line });
    });
    this.#breakpoints.set(
      path,
      set.filter((one) => typeof one !== "string"),
    );
    return set;
  }

  linesIn(path: string): ReadonlySet<number> {
    const file = this.launched.file(path);
    return file === undefined ? new Set() : clauseLines(this.launched.plan, file);
  }

  /** What is meant by words in a frame that stands at a stop, as far as the debugger has come; a text says why nothing is. */
  answer(frame: number, words: string): Variable | string {
    return answerTo(this.launched, this.#questions, { frame, at: this.at }, words);
  }

  /** What there is to see in a frame that stands at a stop: where it is halted, first what was asked for that. */
  sections(frame: number): Section[] {
    const { stops, at, launched } = this;
    const stop = stops[frame];
    if (stop === undefined) return [];
    const read = frame === at ? this.#met(at).flatMap(({ reads }) => reads(stop)) : [];
    const condition = read.length === 0 ? [] : [{ name: "Condition", values: () => read }];
    return [...condition, ...sectionsOf(launched, stop, stops[at]?.known ?? 0)];
  }

  move(move: Move): Halt {
    const { stops } = this;
    const last = stops.length - 1;
    const target = this.#target(move);
    const isBack = BACKWARDS.has(move);
    if (target === undefined && !isBack && this.at === last && move !== "run") return undefined;
    const end = target ?? (isBack ? 0 : last);
    const from = move === "run" ? -1 : this.at;
    const met = metBetween(stops, from, end, (stop, i) => this.#halts(stop, i));
    this.at = met ?? end;
    if (stops[this.at]?.fault !== undefined) return "exception";
    if (met !== undefined) return "breakpoint";
    if (isBack) return target === undefined ? "entry" : "step";
    return end === last ? "end" : "step";
  }

  /** To the first clause of the frame of a stop. */
  restart(frame: number): void {
    this.at = firstOf(this.stops, frame);
  }

  /** Undefined where a move goes on as far as it can. */
  #target(move: Move): number | undefined {
    const { stops, at } = this;
    switch (move) {
      case "next":
        return over(stops, at);
      case "stepIn":
        return at + 1 < stops.length ? at + 1 : undefined;
      case "stepOut":
        return out(stops, at);
      case "stepBack":
        return back(stops, at);
      default:
        return undefined;
    }
  }

  #halts(stop: Stop, at: number): boolean {
    const met = this.#met(at);
    for (const { log } of met) if (log !== undefined) this.#log(this.#written(log, at), stop);
    return stop.fault !== undefined || met.some(({ log }) => log === undefined);
  }

  #met(at: number): Breakpoint[] {
    return [...this.#breakpoints.values()].flat().filter(({ stops }) => stops.has(at));
  }

  /** A text with values in place of what stands in braces. */
  #written(log: string, frame: number): string {
    return log.replace(/\{([^{}]+)\}/g, (_, words: string) => {
      const found = answerTo(this.launched, this.#questions, { frame, at: frame }, words);
      return typeof found === "string" ? `{${words}: ${found}}` : found.value;
    });
  }
}

const NO_CLAUSE = "No clause of this plan stands here or below.";
