/** Tables along what they pay: how much of a base leads from one row to the next follows from what it pays there. */
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import type { Rational } from "./rational.ts";
import { boundsOf, outside, paid } from "./tables.ts";
import type { SliceTrace } from "./trace.ts";

/** From `start`, an amount that was paid before: each part of the base at the rate of the row that it is paid in. */
export function slicesPaid(
  e: Evaluator,
  table: ir.Table,
  body: ir.Steps,
  base: Rational,
  start: Rational,
  scope: Scope,
): SliceTrace[] {
  const bounds = boundsOf(e, table, body.rows, scope);
  const isDown = base.isNegative();
  const slices: SliceTrace[] = [];
  let [at, rest] = [start, base];
  for (;;) {
    const place = at;
    const step = bounds.findLast(({ from }) =>
      isDown ? from.compare(place) < 0 : from.compare(place) <= 0,
    );
    const next = isDown ? step : bounds[step === undefined ? 0 : bounds.indexOf(step) + 1];
    const value = step?.row.value ?? body.below;
    if (value === undefined) return outside(table, at);
    const rate = e.number(value as ir.NumberExpr, scope);
    const end = at.plus(rest.times(rate));
    const origin = step?.row.origin ?? value.origin;
    const isLast = next === undefined || end.compare(next.from) * (isDown ? -1 : 1) <= 0;
    if (isLast) {
      checkEnd(e, table, body, [start, end], scope);
      return [...slices, paid(rest, rate, origin, at, end)];
    }
    const part = next.from.minus(at).over(rate);
    slices.push(paid(part, rate, origin, at, next.from));
    rest = rest.minus(part);
    at = next.from;
  }
}

function checkEnd(
  e: Evaluator,
  table: ir.Table,
  { to }: ir.Steps,
  ends: readonly Rational[],
  scope: Scope,
): void {
  if (to === undefined) return;
  const last = e.number(to, scope);
  const beyond = ends.find((end) => end.compare(last) > 0);
  if (beyond !== undefined) outside(table, beyond);
}
