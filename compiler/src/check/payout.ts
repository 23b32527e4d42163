/** The payout: steps on the sum of the components. */
import { missingPart, outOfPlace } from "../diagnostics/catalogue/names.ts";
import type { Payout } from "../syntax/ast/component.ts";
import { type Env, type Notes, report } from "./checker.ts";
import { checkSteps } from "./pay-steps.ts";
import type { Frame } from "./plans.ts";
import { type NumberType, money, numberOf } from "./types.ts";

/** Checks the payout of a plan, of which there is one at most; `notes` are those of its steps. */
export function checkPayout(
  env: Env,
  [payout, second]: readonly Payout[],
  { currency, pays }: Frame,
  notes: Notes,
): void {
  if (payout === undefined) return;
  if (second !== undefined)
    report(env, outOfPlace, second.span, { thing: "A second `payout`", place: "in another plan" });
  const earns = payout.steps.find((step) => step.kind === "Earns");
  if (earns !== undefined) {
    report(
      env,
      outOfPlace,
      earns.span,
      { thing: "`earns`", place: "in a component" },
      { help: "The payout starts from the sum of the components." },
    );
    return;
  }
  const start: NumberType = numberOf(money(currency), {
    window: { kind: "each", period: pays },
    grid: "rounded",
  });
  const type = checkSteps({ ...env, notes }, payout.steps, start, "The payout", payout.span);
  if (type === undefined || type.grid !== undefined) return;
  report(
    env,
    missingPart,
    payout.steps.at(-1)?.span ?? payout.span,
    { declaration: "The payout", part: "how it is rounded" },
    { help: "End it with `rounded half even to cent`, or another mode." },
  );
}
