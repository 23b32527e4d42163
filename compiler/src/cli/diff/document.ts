/** A diff as JSON: amounts are exact, and texts. */
import { Pseudonyms } from "../../base/pseudonyms.ts";
import { exactAmount } from "../../evaluate/format.ts";
import type { Rational } from "../../evaluate/rational.ts";
import { changedOf, type Comparison, type Step } from "./comparison.ts";
import type { Change } from "./editions.ts";
import type { Privacy } from "./report.ts";
import type { Side } from "./sides.ts";

type Json = Readonly<Record<string, unknown>>;

export function documentOf(
  comparison: Comparison,
  privacy: Privacy,
  path: (path: string) => string,
): Json {
  const { base, head, period, payouts, isSame, totals, steps, renamed } = comparison;
  const changed = changedOf(comparison);
  return {
    base: sideJson(base),
    head: sideJson(head),
    period,
    payouts,
    changed: changed.length,
    same: isSame,
    totals: totals.map((total) => ({
      currency: total.currency,
      payouts: total.payouts,
      more: total.more,
      less: total.less,
      before: exactAmount(total.old, total.currency),
      after: exactAmount(total.now, total.currency),
      difference: exactAmount(total.difference, total.currency),
    })),
    steps: steps.map((step, i) => stepJson(step, i + 1, path, hiding(comparison, privacy))),
    renamed,
    impacts: privacy === "totals" ? [] : impactsJson(comparison, privacy),
  };
}

function sideJson({ name, commit, parted }: Side): Json {
  return { name, ...(commit === undefined ? {} : { commit, parted }) };
}

function hiding({ people }: Comparison, privacy: Privacy): (text: string) => string {
  const pseudonyms = new Pseudonyms(people);
  return (text) => (privacy === "names" ? text : pseudonyms.hidden(text));
}

function stepJson(
  { changes, matters, effects, reaches }: Step,
  number: number,
  path: (path: string) => string,
  shown: (text: string) => string,
): Json {
  return {
    number,
    matters,
    changes: changes.map((change) => changeJson(change, path, shown)),
    effects: effects.map(({ currency, difference, payees }) => ({
      currency,
      difference: exactAmount(difference, currency),
      payees,
    })),
    reaches: reaches.map(({ plan, axis, unit, from, to, most, currency }) => ({
      plan,
      axis,
      unit,
      ...(from === undefined ? {} : { from: from.toString() }),
      ...(to === undefined ? {} : { to: to.toString() }),
      most: {
        at: most.at.toString(),
        difference: exactAmount(most.difference, currency),
        currency,
      },
    })),
  };
}

function changeJson(
  change: Change,
  path: (path: string) => string,
  shown: (text: string) => string,
): Json {
  if (change.kind === "data") return { kind: "data", file: path(change.file), ...change.rows };
  const { line, before, after, whole } = change.edit;
  const file = path(change.edit.path);
  if (whole !== undefined) return { kind: "file", file, change: whole };
  return { kind: "lines", file, line, before: before.map(shown), after: after.map(shown) };
}

function impactsJson(comparison: Comparison, privacy: Privacy): Json[] {
  const pseudonyms = new Pseudonyms(comparison.people);
  return changedOf(comparison).map(({ payee, name, plan, period, currency, side, ...impact }) => {
    const exact = (amount: Rational | undefined): string | null =>
      amount === undefined ? null : exactAmount(amount, currency);
    return {
      plan,
      period,
      ...(privacy === "names" ? { payee, name } : { payee: pseudonyms.of(payee) }),
      currency,
      before: exact(side === "added" ? undefined : impact.old),
      after: exact(side === "removed" ? undefined : impact.now),
      difference: exact(impact.difference),
      parts: impact.parts.map(({ part, old, now, difference, causes }) => ({
        component: part,
        before: exact(old),
        after: exact(now),
        difference: exact(difference),
        causes: causes.map(({ step, amount }) => ({ step: step + 1, amount: exact(amount) })),
      })),
    };
  });
}
