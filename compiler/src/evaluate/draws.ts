/** Pay that is settled against a draw, and steps that carry. */
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import { type Facts, idle } from "./accounts.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Rational } from "./rational.ts";

/** What settling came to. */
export interface Settlement {
  readonly amount: Rational;
  readonly facts: Facts;
}

const { ZERO } = Rational;

/**
 * What is missing to the guarantee is drawn. What lies above both the guarantee and what is kept repays what was
 * owed before. The rest stays owed, unless it is forgiven.
 */
export function settle(e: Evaluator, name: string, before: Rational, scope: Scope): Settlement {
  const draw = known(
    e.plan.draws.find((one) => one.name === name),
    `the draw ${name}`,
  );
  const { value, when } = draw.guarantee;
  const holds = when === undefined || e.condition(when, scope);
  const guaranteed = holds ? inUnits(draw, e.number(value, scope)) : undefined;
  const drawn =
    guaranteed === undefined ? ZERO : Rational.greatest(guaranteed.minus(before), ZERO);
  if (draw.repaid === "never")
    return { amount: before.plus(drawn), facts: { ...idle(ZERO), drawn } };
  const opening = e.accounts.opening(name, scope);
  const room = roomFor(e, draw, draw.repaid, Rational.greatest(before, ZERO), guaranteed, scope);
  const repaid = Rational.least(opening, room);
  const owed = opening.plus(drawn).minus(repaid);
  const forgiven = draw.forgiven !== undefined && e.condition(draw.forgiven, scope) ? owed : ZERO;
  const facts = { opening, drawn, repaid, forgiven, closing: owed.minus(forgiven) };
  return { amount: before.plus(drawn).minus(repaid), facts };
}

/** How much can be repaid from pay of `before`. */
function roomFor(
  e: Evaluator,
  draw: ir.Draw,
  { share, kept, since, limit }: ir.Repayment,
  before: Rational,
  guaranteed: Rational | undefined,
  scope: Scope,
): Rational {
  const keeps = kept === undefined ? ZERO : inUnits(draw, e.number(kept, scope));
  const most = Rational.greatest(keeps, guaranteed ?? ZERO);
  const above = Rational.greatest(before.minus(most), ZERO);
  const part =
    share === undefined ? above : inUnits(draw, above.times(e.number(share, scope)));
  const capped = limit === undefined ? part : least(part, inUnits(draw, e.number(limit, scope)));
  const isDue = since === undefined || e.date(since, scope) <= known(scope.period, "the period").end;
  return isDue ? least(capped, above) : ZERO;
}

function least(a: Rational, b: Rational): Rational {
  return Rational.greatest(Rational.least(a, b), ZERO);
}

function inUnits({ rounding }: ir.Draw, amount: Rational): Rational {
  return rounding === undefined
    ? amount
    : amount.rounded(rounding.mode, Rational.parse(rounding.increment));
}

/** What one of the limits of a step that carries does. */
export function limited(limit: ir.Limit, before: Rational, at: Rational): Rational {
  switch (limit.op) {
    case "never above":
      return Rational.least(before, at);
    case "never below":
      return Rational.greatest(before, at);
    case "held below":
      return before.compare(at) < 0 ? ZERO : before;
  }
}
