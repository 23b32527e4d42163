/** ATN9: what a well-typed plan can meet when it is run, and what a test can lack. The list is closed. */
import type { FaultCode } from "@attain/runtime";
import { type Rule, rule } from "../diagnostic.ts";
import { message } from "../message.ts";

/**
 * `ATN9101` and `ATN9102` are met in tests only: something was needed that the test doesn't give, or gives only as
 * a total where it is read deal by deal.
 */
export type EvaluationFault = FaultCode | "ATN9101" | "ATN9102";

interface RunningRule {
  readonly rule: Rule;
  readonly help: string;
}

/** Every fault of a run, by its code. */
export const RULES: Readonly<Record<EvaluationFault, RunningRule>> = {
  ATN9001: {
    rule: rule(
      "ATN9001",
      "missing-row",
      "error",
      message`\`${"source"}\` has no row for ${"keys"}.`,
    ),
    help: "Add the row to the data, or say in the plan what holds without it: `otherwise …`.",
  },
  ATN9002: {
    rule: rule(
      "ATN9002",
      "outside-the-table",
      "error",
      message`\`${"table"}\` has no row for ${"value"}.`,
    ),
    help: "Add a row for it: `below …`, `above …`, or `for anything else …`.",
  },
  ATN9003: {
    rule: rule(
      "ATN9003",
      "shares-of-a-row",
      "error",
      message`The shares of ${"row"} in \`${"credit"}\` don't make 100%: ${"shares"}.`,
    ),
    help: "Mend the shares in the data, or give one of the `split` lines `the rest`.",
  },
  ATN9004: {
    rule: rule(
      "ATN9004",
      "two-valid-rows",
      "error",
      message`Two rows of \`${"source"}\` are valid on ${"date"}: rows ${"rows"}.`,
    ),
    help: "End the one on the day before the other starts.",
  },
  ATN9005: {
    rule: rule(
      "ATN9005",
      "thresholds-out-of-order",
      "error",
      message`The rows of \`${"table"}\` aren't in order: ${"value"} comes too late.`,
    ),
    help: "Its rows start at values of the data: mend those, or write the rows so that each lies above the one before.",
  },
  ATN9006: {
    rule: rule(
      "ATN9006",
      "broken-promise",
      "error",
      message`A divisor is zero that the data promised to be above it.`,
    ),
    help: "A test has set a value that its source doesn't allow; or say what holds: `otherwise 0%`.",
  },
  ATN9007: {
    rule: rule("ATN9007", "no-working-days", "error", message`${"period"} has no working days.`),
    help: "Write `days` for `working days`, or mend the weekend and the holidays of the calendar.",
  },
  ATN9008: {
    rule: rule(
      "ATN9008",
      "undecided-prize",
      "error",
      message`For place ${"place"}, ${"people"} are equal, even by what should decide between them.`,
    ),
    help: "Let them share: `ties share the prizes`; or name something else that decides.",
  },
  ATN9009: {
    rule: rule(
      "ATN9009",
      "hierarchy-loop",
      "error",
      message`The hierarchy goes round in a circle: ${"people"}.`,
    ),
    help: "Mend in the data who is above whom on that day.",
  },
  ATN9010: {
    rule: rule(
      "ATN9010",
      "two-territories",
      "error",
      message`${"row"} of ${"source"} lies in ${"territories"}, and neither is ahead of the other.`,
    ),
    help: "Say who wins: `, ahead of …` at the end of one of their lines; or make the conditions exclude each other.",
  },
  ATN9011: {
    rule: rule(
      "ATN9011",
      "two-exceptions",
      "error",
      message`Two exceptions to \`${"name"}\` hold at once: ${"exceptions"}.`,
    ),
    help: "Let their conditions exclude each other, or make one of the two.",
  },
  ATN9101: {
    rule: rule(
      "ATN9101",
      "not-given",
      "error",
      message`The test doesn't give \`${"what"}\`, which is needed here.`,
    ),
    help: "Give it: `given NAME is …`, or a column or row of `given SOURCE`.",
  },
  ATN9102: {
    rule: rule(
      "ATN9102",
      "only-the-total",
      "error",
      message`The test sets the total of \`${"credit"}\`, but here its deals are needed one by one.`,
    ),
    help: "Give rows of its source instead.",
  },
};
