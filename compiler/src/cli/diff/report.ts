/** A comparison in words: what is said of it to people, and what is not said of whom. */
import { Pseudonyms } from "../../base/pseudonyms.ts";
import { counted, listed } from "../../base/text.ts";
import type { PayImpact, PartImpact, Total } from "../../diff/impact.ts";
import { formatNumber, formatSigned } from "../../evaluate/format.ts";
import type { Rational } from "../../evaluate/rational.ts";
import type { Change } from "./editions.ts";
import { changedOf, type Comparison, type Effect, type Step } from "./comparison.ts";
import type { Reach } from "./reach.ts";
import type { Side } from "./sides.ts";

/** Who is named: everybody, everybody by a number, or nobody. */
export type Privacy = "names" | "pseudonyms" | "totals";

export interface Report {
  /** `3 of 12 payouts change`. */
  readonly headline: string;
  /** `main → the working tree`. */
  readonly sides: string;
  readonly period: string;
  /** Costs, winners and losers; what else is worth saying. */
  readonly summary: readonly string[];
  /** The changes that move pay, numbered from 1. */
  readonly moving: readonly ReportStep[];
  /** Changes of what plans mean that move no payout of the period. */
  readonly idle: readonly ReportStep[];
  /** None where nobody is to be named. */
  readonly rows: readonly ReportRow[];
}

export interface ReportStep {
  readonly number: number;
  readonly places: readonly ReportPlace[];
  /** `+2,000.00 USD for 2 people`. */
  readonly effect: string;
  /** `curve of Sales along Attainment: from 150% on, such as +1,200.00 USD at 200%`. */
  readonly reaches: readonly string[];
}

/** A place of a change: lines as they were and are, or words about data. */
export interface ReportPlace {
  readonly at: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface ReportRow {
  readonly who: string;
  readonly plan: string;
  readonly period: string;
  readonly part: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
  /** `1`, or `1 +500.00 USD, 3 -20.00 USD`. */
  readonly because: string;
}

interface Asked {
  readonly privacy: Privacy;
  /** How a path of the project is called. */
  readonly path: (path: string) => string;
  readonly budget: { readonly amount: Rational; readonly currency: string } | undefined;
}

export function reportOf(comparison: Comparison, asked: Asked): Report {
  const words = new Words(comparison, asked);
  const changed = changedOf(comparison);
  const moving = comparison.steps.filter(({ effects }) => effects.length > 0);
  const idle = comparison.steps.filter(({ matters, effects }) => matters && effects.length === 0);
  const numbers = new Map(comparison.steps.map((step, i) => [i, moving.indexOf(step) + 1]));
  return {
    headline: `${changed.length} of ${counted(comparison.payouts, "payout")} ${changed.length === 1 ? "changes" : "change"}`,
    sides: `${sideText(comparison.base)} → ${sideText(comparison.head)}`,
    period: comparison.period,
    summary: words.summary(changed),
    moving: moving.map((step, i) => words.step(step, i + 1)),
    idle: idle.map((step) => words.step(step, 0)),
    rows: asked.privacy === "totals" ? [] : words.rows(changed, numbers),
  };
}

/** `main at 1a2b3c4, where this branch began`. */
function sideText({ name, commit, parted }: Side): string {
  if (commit === undefined) return name;
  const short = commit.slice(0, 7);
  const at = commit.startsWith(name) ? name : `${name} at ${short}`;
  return parted ? `${at}, where the two parted` : at;
}

class Words {
  readonly #comparison: Comparison;
  readonly #asked: Asked;
  readonly #pseudonyms: Pseudonyms;

  constructor(comparison: Comparison, asked: Asked) {
    this.#comparison = comparison;
    this.#asked = asked;
    this.#pseudonyms = new Pseudonyms(comparison.people);
  }

  summary(changed: readonly PayImpact[]): string[] {
    const { isSame, steps, totals, base, renamed } = this.#comparison;
    const silent = steps.filter(({ matters }) => !matters).flatMap(({ changes }) => changes).length;
    return [
      ...(isSame ? ["The plans mean the same as before: nobody can be paid anything else."] : []),
      ...totals.map((total) => this.#cost(total)),
      ...(changed.length === 0 ? [] : [winners(totals)]),
      ...this.#budget(),
      ...(base.project === undefined
        ? [`There was no project at ${base.name}: all of it is new.`]
        : []),
      ...renamed,
      ...(silent === 0
        ? []
        : [
            `${counted(silent, "other change")} of text ${silent === 1 ? "doesn't" : "don't"} alter what plans mean.`,
          ]),
    ];
  }

  #cost({ old, now, difference, currency }: Total): string {
    const share = old.isZero() ? "" : ` (${formatSigned(difference.over(old), "ratio")})`;
    return difference.isZero()
      ? `All together cost ${formatNumber(now, currency)}, as before.`
      : `All together cost ${formatNumber(now, currency)} instead of ${formatNumber(old, currency)}: ${formatSigned(difference, currency)}${share}.`;
  }

  #budget(): string[] {
    const { budget } = this.#asked;
    if (budget === undefined) return [];
    const { amount, currency } = budget;
    const cost = this.#comparison.totals.find((total) => total.currency === currency);
    if (cost === undefined && this.#comparison.totals.length > 0)
      return [`Nobody is paid in ${currency}: there is nothing to hold against the budget.`];
    if (cost === undefined) return [];
    const rest = amount.minus(cost.now);
    const said = rest.isNegative()
      ? `${formatNumber(rest.negated(), currency)} above`
      : `${formatNumber(rest, currency)} below`;
    return [`That is ${said} the budget of ${formatNumber(amount, currency)}.`];
  }

  step({ changes, effects, reaches }: Step, number: number): ReportStep {
    return {
      number,
      places: changes.map((change) => this.#place(change)),
      effect: effectText(effects),
      reaches: reaches.map(reachText),
    };
  }

  #place(change: Change): ReportPlace {
    if (change.kind === "data") {
      const { file, rows } = change;
      const said =
        rows === undefined
          ? "other rows"
          : `${counted(rows.added, "row")} added, ${counted(rows.removed, "row")} removed`;
      return { at: `${this.#asked.path(file)}: ${said}`, before: [], after: [] };
    }
    const { path, line, before, after, whole: isFile } = change.edit;
    const at = this.#asked.path(path);
    if (isFile !== undefined) return { at: `${at} is ${isFile}`, before: [], after: [] };
    return { at: `${at}:${line}`, before: this.#lines(before), after: this.#lines(after) };
  }

  #lines(lines: readonly string[]): string[] {
    const shown = lines.map((line) => line.trim()).filter((line) => line !== "");
    return this.#asked.privacy === "names"
      ? shown
      : shown.map((line) => this.#pseudonyms.hidden(line));
  }

  rows(changed: readonly PayImpact[], numbers: ReadonlyMap<number, number>): ReportRow[] {
    const sorted = [...changed].sort((a, b) => sizeOf(b).compare(sizeOf(a)));
    return sorted.flatMap((impact) => {
      const { payee, name, plan, period, currency } = impact;
      const who = this.#asked.privacy === "names" ? name : this.#pseudonyms.of(payee);
      const parts = impact.parts.filter(({ causes }) => causes.length > 0);
      const all = parts.length === 1 ? [] : [whole(impact)];
      return [...parts, ...all].map((part) => ({
        who,
        plan,
        period,
        part: part.part,
        before: part.old === undefined ? "none" : formatNumber(part.old, currency),
        after: part.now === undefined ? "none" : formatNumber(part.now, currency),
        difference: formatSigned(part.difference, currency),
        because: becauseText(part, numbers, currency),
      }));
    });
  }
}

function sizeOf({ difference }: PayImpact): Rational {
  return difference.isNegative() ? difference.negated() : difference;
}

/** The payout itself, of which several parts change. */
function whole({ old, now, difference, side }: PayImpact): PartImpact {
  return {
    part: "payout",
    old: side === "added" ? undefined : old,
    now: side === "removed" ? undefined : now,
    difference,
    causes: [],
  };
}

function becauseText(
  { causes }: PartImpact,
  numbers: ReadonlyMap<number, number>,
  currency: string,
): string {
  const [only, ...more] = causes;
  if (only !== undefined && more.length === 0) return String(numbers.get(only.step) ?? "");
  return causes
    .map(({ step, amount }) => `${numbers.get(step) ?? ""}: ${formatSigned(amount, currency)}`)
    .join(", ");
}

function effectText(effects: readonly Effect[]): string {
  const said = effects.map(
    ({ currency, difference, payees }) =>
      `${formatSigned(difference, currency)} for ${counted(payees, "person", "people")}`,
  );
  return said.length === 0 ? "moves no payout" : listed(said, "and");
}

/** The curve of a plan, where it changes, and by how much for somebody. */
function reachText({ plan, axis, unit, from, to, most, currency }: Reach): string {
  const begins = from === undefined ? "" : ` from ${formatNumber(from, unit)}`;
  const ends =
    to === undefined
      ? from === undefined
        ? " everywhere"
        : " on"
      : ` to ${formatNumber(to, unit)}`;
  const example = `${formatSigned(most.difference, currency)} at ${formatNumber(most.at, unit)}`;
  return `curve of ${plan} along ${axis}:${begins}${ends}, such as ${example}`;
}

function winners(totals: readonly Total[]): string {
  const sum = (of: (total: Total) => number): number =>
    totals.reduce((all, total) => all + of(total), 0);
  const [more, less] = [sum((total) => total.more), sum((total) => total.less)];
  const same = sum(({ payouts }) => payouts) - more - less;
  return `${counted(more, "payout")} more, ${less} less, ${same} the same.`;
}
