/** The clauses by which a deal became a credit. Credits are computed for everybody at once; here one is gone through again. */
import { insideCredit } from "@attain/compiler/evaluate/aggregates";
import type { CreditRecord } from "@attain/compiler/evaluate/credits";
import type { Scope } from "@attain/compiler/evaluate/evaluator";
import { formatNumber } from "@attain/compiler/evaluate/format";
import { Rational } from "@attain/compiler/evaluate/rational";
import type * as ir from "@attain/compiler/ir/ir";
import { type Recorded, Recorder } from "./recorder.ts";
import type { Variable } from "./stop.ts";
import { amount, valuesOf } from "./variables.ts";
import type { Walk } from "./walk.ts";

/** Goes through what expressions lead to. */
export type GoThrough = (walk: Walk, recorded: readonly Recorded[]) => void;

export function creditClauses(
  walk: Walk,
  goThrough: GoThrough,
  record: CreditRecord,
  scope: Scope,
): void {
  const { row, credit } = record;
  if (!walk.isNew(`${credit} ${row.key} ${record.payee} ${record.kind} ${record.date}`)) return;
  const rule = walk.evaluator.rule(credit);
  const at: Scope = { row: { source: rule.source, data: row } };
  const here = insideCredit(walk.evaluator, record, scope);
  const clause = (node: ir.Expr | undefined, origin: ir.Origin): void => {
    const recorded = node === undefined ? [] : [recordedOf(walk, node, at)];
    walk.clause(
      origin,
      () => goThrough(walk, recorded),
      () => valuesOf(walk.read, recorded),
    );
  };
  walk.frame(`${credit} ${row.key}`, here, () => {
    walk.clause(
      rule.origin,
      () => {
        for (const node of [...rule.where, rule.date, rule.worth]) clause(node, node.origin);
        for (const step of [...rule.steps, ...rule.shareSteps])
          clause(step.op === "rounded" ? undefined : step.limit, step.origin);
        const whose = whoseOf(record, rule);
        if (whose !== undefined) walk.clause(whose, NOTHING, () => credited(record, rule));
      },
      () => credited(record, rule),
    );
  });
}

const NOTHING = (): void => undefined;

/** The line that says who is credited; undefined where it is the heading alone. */
function whoseOf({ origin }: CreditRecord, { sharing, ...rule }: ir.Credit): ir.Origin | undefined {
  if (origin !== rule.origin) return origin;
  return sharing.kind === "one" ? sharing.recipient.payee.origin : undefined;
}

/** It was evaluated without a fault before. */
function recordedOf({ evaluator }: Walk, node: ir.Expr, at: Scope): Recorded {
  const recorder = new Recorder();
  evaluator.tracer = recorder;
  try {
    const value = evaluator.value(node, at);
    return recorder.since()[0] ?? { node, scope: at, parts: [], value };
  } finally {
    evaluator.tracer = undefined;
  }
}

function credited(record: CreditRecord, { unit }: ir.Credit): Variable[] {
  const { worth, whole, share, kind } = record;
  return [
    amount("credited", record.amount, unit),
    amount("worth", worth, unit),
    ...(whole.equals(worth) ? [] : [amount("to share", whole, unit)]),
    ...(share.equals(Rational.ONE) ? [] : [{ name: kind, value: formatNumber(share, "ratio") }]),
    { name: "date", value: record.date, type: "date" },
  ];
}
