/** Straight lines between points. */
import { PayFault } from "../fault.ts";
import type { Quantity } from "../number/quantity.ts";

/** A value, or what computes it once it is needed. */
type Computed<Unit extends string> = Quantity<Unit> | (() => Quantity<Unit>);

export interface Point<Axis extends string, Unit extends string> {
  readonly at: Quantity<Axis>;
  readonly value: Computed<Unit>;
}

/** Points in rising order, and what holds before the first and after the last of them. */
export interface Polyline<Axis extends string, Unit extends string> {
  readonly name: string;
  readonly below?: Computed<Unit>;
  readonly points: readonly Point<Axis, Unit>[];
  /** A fixed value, or `continues` for the last line drawn on. */
  readonly above?: Computed<Unit> | "continues";
}

/**
 * The value on the lines at `at`: between two points, `start + (end − start) × way ÷ length`.
 * `ATN9002` where nothing says what holds there; `ATN9005` if the points don't rise.
 */
export function interpolate<Axis extends string, Unit extends string>(
  line: Polyline<Axis, Unit>,
  at: Quantity<Axis>,
): Quantity<Unit> {
  checkOrder(line);
  const next = line.points.findIndex((point) => point.at.isAtLeast(at));
  if (next === -1) return beyond(line, at);
  const end = line.points[next];
  if (end === undefined || (next === 0 && end.at.isAbove(at)))
    return valueOf(line.below ?? outside(line, at));
  const start = line.points[next - 1];
  return start === undefined || end.at.equals(at) ? valueOf(end.value) : between(start, end, at);
}

function beyond<Axis extends string, Unit extends string>(
  line: Polyline<Axis, Unit>,
  at: Quantity<Axis>,
): Quantity<Unit> {
  const [start, end] = line.points.slice(-2);
  if (line.above === "continues" && start !== undefined && end !== undefined) {
    return between(start, end, at);
  }
  return line.above === undefined || line.above === "continues"
    ? outside(line, at)
    : valueOf(line.above);
}

function between<Axis extends string, Unit extends string>(
  start: Point<Axis, Unit>,
  end: Point<Axis, Unit>,
  at: Quantity<Axis>,
): Quantity<Unit> {
  const along = at.minus(start.at).over(end.at.minus(start.at));
  const [low, high] = [valueOf(start.value), valueOf(end.value)];
  return low.plus(high.minus(low).times(along));
}

function valueOf<Unit extends string>(value: Computed<Unit>): Quantity<Unit> {
  return typeof value === "function" ? value() : value;
}

function outside<Axis extends string, Unit extends string>(
  line: Polyline<Axis, Unit>,
  at: Quantity<Axis>,
): never {
  throw new PayFault("ATN9002", { table: line.name, value: String(at), unit: at.unit });
}

function checkOrder<Axis extends string, Unit extends string>(line: Polyline<Axis, Unit>): void {
  for (const [i, point] of line.points.entries()) {
    const next = line.points[i + 1];
    if (next !== undefined && !next.at.isAbove(point.at)) {
      throw new PayFault("ATN9005", {
        table: line.name,
        value: String(next.at),
        unit: next.at.unit,
      });
    }
  }
}
