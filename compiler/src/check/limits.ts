/** What becomes of what a cap cuts off, or a floor adds: the author says it. */
import { outOfPlace } from "../diagnostics/catalogue/names.ts";
import { missingWords } from "../diagnostics/catalogue/types.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Never } from "../syntax/ast/component.ts";
import { type Env, report } from "./checker.ts";

/** In a credit each row stands for itself: there is no condition of the period, and no next one. */
export function checkLimitOfCredit(env: Env, line: Never): void {
  checkRest(env, line, false);
  if (line.rest?.is === "carried")
    report(env, outOfPlace, line.rest.span, {
      thing: "What is carried to the next pay period",
      place: "in a component of the pay period, or in the payout",
    });
  if (line.when !== undefined)
    report(
      env,
      outOfPlace,
      line.when.span,
      { thing: "`when`", place: "to a limit of a component or of the payout" },
      { help: "Let the amount depend on the row: `never above (if … then … else …)`." },
    );
}

export function checkRest(env: Env, line: Never, canCarry: boolean): void {
  const { rest, bound } = line;
  if (rest === undefined) {
    if (bound === "above") ask(env, line, canCarry);
    return;
  }
  if (bound === "below" && rest.is === "lost")
    report(
      env,
      outOfPlace,
      rest.span,
      { thing: "`is lost`", place: "to a cap" },
      {
        help: "What a floor adds is paid. To set it against later pay: `the shortfall is carried`.",
      },
    );
  else if ((bound === "above") !== (rest.what === "excess"))
    report(env, outOfPlace, rest.span, {
      thing: `The ${rest.what}`,
      place:
        bound === "above" ? "to a floor; a cap has an excess" : "to a cap; a floor has a shortfall",
    });
}

function ask(env: Env, line: Never, canCarry: boolean): void {
  const end = { start: line.span.end, end: line.span.end };
  const fix = (is: string): Fix => ({
    title: `The excess is ${is}`,
    edits: [{ span: end, text: `, the excess is ${is}` }],
    safety: "changes payout",
  });
  const carry = canCarry
    ? ", or `, the excess is carried` to pay it later, as far as the cap leaves room"
    : "";
  report(
    env,
    missingWords,
    line.span,
    { question: "What happens to what the cap cuts off?" },
    {
      help: `Write \`, the excess is lost\` at the end of the line${carry}.`,
      fixes: canCarry ? [fix("lost"), fix("carried")] : [fix("lost")],
    },
  );
}
