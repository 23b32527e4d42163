/** Pay that is settled against a draw, and steps that carry. */
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import { idle } from "./accounts.ts";
import type { Taken } from "./components.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Rational } from "./rational.ts";
import { rounded } from "./rounding.ts";

const { ZERO } = Rational;

/**
 * What is missing to the guarantee is drawn. What lies above both the guarantee and what is kept repays what was
 * owed before. The rest stays owed, unless it is forgiven.
 */
export function settle(e: Evaluator, name: string, before: Rational, scope: Scope): Taken {
  const draw = known(
    e.plan.draws.find((one) => one.name === name),
    `the draw ${name}`,
  );
  const guaranteed = guaranteeOf(e, draw, scope);
  const drawn = guaranteed === undefined ? ZERO : Rational.greatest(guaranteed.minus(before), ZERO);
  if (draw.repaid === "never")
    return { amount: before.plus(drawn), facts: { ...idle(ZERO), drawn } };
  const opening = e.accounts.opening(name, scope);
  const room = roomFor(e, draw, before, guaranteed ?? ZERO, scope);
  const repaid = Rational.least(opening, room);
  const owed = opening.plus(drawn).minus(repaid);
  const forgiven = draw.forgiven !== undefined && e.condition(draw.forgiven, scope) ? owed : ZERO;
  const facts = { opening, drawn, repaid, forgiven, closing: owed.minus(forgiven) };
  const since = e.tracer === undefined ? undefined : e.accounts.since(name, scope);
  const amount = before.plus(drawn).minus(repaid);
  return { amount, facts, ...(since === undefined ? {} : { since }) };
}

/** What pay is made up to; undefined while nothing is guaranteed, and when the plan has ended. */
function guaranteeOf(e: Evaluator, draw: ir.Draw, scope: Scope): Rational | undefined {
  if (draw.guarantee === undefined || !e.holdsIn(known(scope.period, "the period")))
    return undefined;
  const { value, when } = draw.guarantee;
  const holds = when === undefined || e.condition(when, scope);
  return holds ? inUnits(e, draw, e.number(value, scope), scope) : undefined;
}

/** How much pay of `before` leaves to repay with. */
function roomFor(
  e: Evaluator,
  draw: ir.Draw,
  before: Rational,
  guaranteed: Rational,
  scope: Scope,
): Rational {
  if (draw.repaid === "never") return ZERO;
  const { share, kept, since, limit } = draw.repaid;
  const keeps = kept === undefined ? ZERO : inUnits(e, draw, e.number(kept, scope), scope);
  const above = before.minus(Rational.greatest(keeps, guaranteed));
  const part =
    share === undefined ? above : inUnits(e, draw, above.times(e.number(share, scope)), scope);
  const most = limit === undefined ? part : inUnits(e, draw, e.number(limit, scope), scope);
  const isDue =
    since === undefined || e.date(since, scope) <= known(scope.period, "the period").end;
  const room = [above, part, most].reduce((a, b) => Rational.least(a, b));
  return isDue ? Rational.greatest(room, ZERO) : ZERO;
}

function inUnits(e: Evaluator, { rounding }: ir.Draw, amount: Rational, scope: Scope): Rational {
  return rounding === undefined ? amount : rounded(e, amount, rounding, scope);
}

/** What came from the period before is added; what the limits then cut off, or add, passes to the next. */
export function carry(
  e: Evaluator,
  name: string,
  limits: readonly ir.Limit[],
  before: Rational,
  scope: Scope,
): Taken {
  const opening = e.accounts.opening(name, scope);
  const due = before.plus(opening);
  let amount = due;
  const gave = limits.map((limit) => {
    const above = amount;
    amount = limited(limit, above, e.number(limit.limit, scope));
    e.observer?.step(limit, above, amount);
    return { limit, after: amount };
  });
  return { amount, limits: gave, facts: { ...idle(opening), closing: due.minus(amount) } };
}

/** What one of the limits of a step that carries does. */
function limited(limit: ir.Limit, before: Rational, at: Rational): Rational {
  switch (limit.op) {
    case "never above":
      return Rational.least(before, at);
    case "never below":
      return Rational.greatest(before, at);
    case "held below":
      return before.compare(at) < 0 ? ZERO : before;
  }
}
