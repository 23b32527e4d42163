/** Those above whoever is credited, in the integer form: one share for each level that there may be. */
import * as form from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { as } from "./lowered.ts";
import { numberOf, type RowContext } from "./row-context.ts";
import type { LoweredShare } from "./sharing.ts";

/** More levels than this aren't written out. */
const MOST = 8;

export function lowerRollUp(
  c: RowContext,
  rollUp: ir.RollUp | undefined,
  credited: readonly LoweredShare[],
): LoweredShare[] {
  if (rollUp === undefined) return [];
  const { above, levels, share, origin } = rollUp;
  if (above.kind === "keyed")
    throw new Unsupported("it credits those who are above somebody on the day", origin);
  const known = c.reader.levels(above.source, above.field) ?? Infinity;
  const most = Math.min(levels ?? Infinity, known);
  if (most > MOST)
    throw new Unsupported("it credits everybody above somebody, however many these are", origin);
  const part = share === undefined ? number.ONE : numberOf(c, share);
  return credited.flatMap((one) => chainAbove(c, above, most, part, one, origin));
}

/** Who comes up again in a chain is a fault. */
function chainAbove(
  c: RowContext,
  { source, field }: ir.Above,
  levels: number,
  part: Num,
  credited: LoweredShare,
  origin: ir.Origin,
): LoweredShare[] {
  const { reader } = c;
  const amount = number.times(credited.amount, part);
  const chain = [credited];
  for (let below = credited; chain.length <= levels;) {
    const { who: at, when } = below;
    if (at === undefined) break;
    const who: ir.Field = {
      op: "field",
      at,
      source,
      name: field,
      type: { kind: "row", source },
      optional: true,
      sure: false,
      origin,
    };
    const next = reader.under(when, () => c.lower(c, who));
    const isThere = form.and(when, form.not(next.missing));
    const payee = as("text", next);
    reader.under(isThere, () => {
      for (const other of chain)
        if (other.payee !== undefined) reader.doubt(form.same(payee, other.payee));
    });
    below = { when: isThere, who, payee, amount, isRolledUp: true };
    chain.push(below);
  }
  return chain.slice(1);
}
