/** What is proved about plans, refuted, or unknown: every verdict, for `attain check --proofs`. */
import type { Proved } from "../prove/prove.ts";
import type { Verdict } from "../prove/rule.ts";

/** A line for each verdict, plan by plan. */
export function proofsText(plans: readonly Proved[]): string {
  return plans
    .map(({ plan, verdicts }) => {
      const width = Math.max(0, ...verdicts.map(({ rule }) => rule.length));
      const lines = verdicts.map((one) => `  ${lineOf(one, width)}\n`).join("");
      return `${plan.name}\n${lines === "" ? "  nothing to prove\n" : lines}\n`;
    })
    .join("");
}

/** A finding is told by the name by which it is allowed and set: `never falling-pay`. */
function lineOf({ rule, subject, axis, verdict, reason }: Verdict, width: number): string {
  const along = axis === undefined ? "" : ` along ${axis}`;
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${WORDS[verdict].padEnd(8)}${rule.padEnd(width)}  ${subject}${along}${why}`;
}

const WORDS = { proved: "never", refuted: "found", unknown: "unknown" } as const;

export function proofsJson(plans: readonly Proved[]): readonly Record<string, unknown>[] {
  return plans.flatMap(({ plan, verdicts }) =>
    verdicts.map((verdict) => ({ plan: plan.name, ...verdict })),
  );
}
