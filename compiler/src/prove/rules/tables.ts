/** Accelerators that pay less than what stands below them. */
import { slowerAboveQuota } from "../../diagnostics/catalogue/money.ts";
import { formatNumber } from "../../evaluate/format.ts";
import { Rational } from "../../evaluate/rational.ts";
import type * as ir from "../../ir/ir.ts";
import { inEachCase } from "../case.ts";
import { flatValue } from "../curve.ts";
import { Reader } from "../reader.ts";
import type { Proof, Verdict } from "../rule.ts";
import type { Study } from "../study.ts";
import { attempt } from "../unknown.ts";

/**
 * The row from quota on against the one before it, where each part is paid at its own rate. A `whole` table that falls
 * makes pay fall, which is told as that.
 */
export const accelerators: Proof = (study, tell) =>
  study.known.plan.tables.flatMap((table): Verdict[] => {
    const { body, axes, kind, role } = table;
    const [axis] = axes;
    const isAlongQuota = axis?.kind === "number" && axis.unit === "ratio";
    if (role !== "rates" || kind === "whole" || body.kind !== "steps" || !isAlongQuota) return [];
    const facts = { rule: slowerAboveQuota.name, subject: table.name };
    const rows = body.rows.map((row) => ({
      row,
      from: numberOf(study, table, row.from),
      rate: numberOf(study, table, row.value),
    }));
    const index = rows.findIndex(
      ({ from }) => from !== undefined && from.compare(Rational.ONE) >= 0,
    );
    const [before, at] = [rows[index - 1], rows[index]];
    if (before === undefined || at === undefined) return [{ ...facts, verdict: "proved" }];
    if (before.rate === undefined || at.rate === undefined)
      return [{ ...facts, verdict: "unknown", reason: "rates that aren't numbers" }];
    if (at.rate.compare(before.rate) >= 0) return [{ ...facts, verdict: "proved" }];
    const shown = (rate: Rational): string =>
      table.value.kind === "number" ? formatNumber(rate, table.value.unit) : rate.toString();
    const help =
      'An accelerator pays more than what stands below it. If less is meant: `allow slow-accelerator "reason"`.';
    const said = { table: table.name, rate: shown(at.rate), base: shown(before.rate) };
    const related = [{ at: before.row.origin, message: "the row before it" }];
    tell(slowerAboveQuota, at.row.origin, said, { help, related });
    return [{ ...facts, verdict: "refuted" }];
  });

/** A number that is the same in every case. */
function numberOf(study: Study, { period }: ir.Table, node: ir.Expr): Rational | undefined {
  const found = attempt(() =>
    inEachCase(study.letters, (at) =>
      flatValue(new Reader(study.known, at, period).number(node))?.toNumber(),
    ),
  );
  if ("unknown" in found) return undefined;
  const [first, ...others] = found.known;
  const isSame = others.every((other) => other !== undefined && first?.equals(other) === true);
  return isSame ? first : undefined;
}
