/** Where a debugger stands in a payout, and where it goes from there. */
import { clauseLines, lineFrom } from "./clause-lines.ts";
import type { Launched } from "./launch.ts";
import { back, backward, firstOf, onward, out, over } from "./moves.ts";
import { placeOf } from "./shown.ts";
import type { Stop } from "./stop.ts";

export type Move =
  "next" | "stepIn" | "stepOut" | "stepBack" | "continue" | "reverseContinue" | "entry" | "run";

/** Why it halts; undefined where it was at the end already, and is done. */
export type Halt = "entry" | "step" | "breakpoint" | "exception" | "end" | undefined;

export class Session {
  readonly launched: Launched;
  at = 0;
  /** By the path of the file in its project. */
  readonly #breakpoints = new Map<string, ReadonlySet<number>>();

  constructor(launched: Launched) {
    this.launched = launched;
  }

  get stops(): readonly Stop[] {
    return this.launched.journey.stops;
  }

  /** The line at which it will halt for each one that is wanted; undefined where no clause follows it in the file. */
  halting(path: string, wanted: readonly number[]): (number | undefined)[] {
    const lines = this.linesIn(path);
    const found = wanted.map((line) => lineFrom(lines, line));
    this.#breakpoints.set(path, new Set(found.flatMap((line) => line ?? [])));
    return found;
  }

  linesIn(path: string): ReadonlySet<number> {
    const file = this.launched.file(path);
    return file === undefined ? new Set() : clauseLines(this.launched.plan, file);
  }

  move(move: Move): Halt {
    const found = this.#target(move);
    const last = this.stops.length - 1;
    const isBack = move === "stepBack" || move === "reverseContinue";
    if (found === undefined && !isBack && this.at === last) return undefined;
    this.at = found ?? (isBack || move === "entry" ? 0 : last);
    if (this.stops[this.at]?.fault !== undefined) return "exception";
    if (found === undefined) return isBack || move === "entry" ? "entry" : "end";
    return RUNS.has(move) ? "breakpoint" : "step";
  }

  /** To the first clause of the frame of a stop. */
  restart(frame: number): void {
    this.at = firstOf(this.stops, frame);
  }

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
      case "continue":
        return onward(stops, at, (stop) => this.#halts(stop));
      case "reverseContinue":
        return backward(stops, at, (stop) => this.#halts(stop));
      case "run":
        return onward(stops, -1, (stop) => this.#halts(stop));
      case "entry":
        return undefined;
    }
  }

  #halts(stop: Stop): boolean {
    const lines = this.#breakpoints.get(stop.origin.path);
    return lines !== undefined && lines.has(placeOf(this.launched, stop)?.line ?? -1);
  }
}

const RUNS: ReadonlySet<Move> = new Set(["run", "continue", "reverseContinue"]);
