/** ATN4: plans that can be read and typed, and still make no sense. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const rowsOutOfOrder = rule(
  "ATN4101",
  "rows-out-of-order",
  "error",
  message`The row ${"row"} must start above ${"before"}.`,
);

export const gapInTable = rule(
  "ATN4102",
  "gap",
  "error",
  message`No row covers what lies between ${"from"} and ${"to"}.`,
);

export const overlapInTable = rule(
  "ATN4103",
  "overlap",
  "error",
  message`Two rows cover what lies between ${"from"} and ${"to"}.`,
);

export const wrongRow = rule(
  "ATN4104",
  "wrong-row",
  "error",
  message`${"row"} isn't a row of ${"table"}.`,
);

export const emptyTable = rule(
  "ATN4105",
  "empty-table",
  "error",
  message`\`${"name"}\` has no rows.`,
);

export const unmatchedValues = rule(
  "ATN4106",
  "unmatched-values",
  "error",
  message`\`${"name"}\` has no row for ${"values"}.`,
);

export const repeatedValue = rule(
  "ATN4107",
  "repeated-value",
  "error",
  message`\`${"value"}\` has two rows.`,
);

export const oneBaseRate = rule(
  "ATN4108",
  "one-base-rate",
  "error",
  message`Below ${"pivot"} there must be one row that says \`from\`: it is the rate of everything below.`,
);

export const rateLeadsNowhere = rule(
  "ATN4109",
  "rate-leads-nowhere",
  "error",
  message`At ${"rate"} \`${"table"}\` leads nowhere: it runs along what it pays.`,
);

export const belowTheTable = rule(
  "ATN4201",
  "below-the-table",
  "warning",
  message`${"axis"} can fall below ${"first"}, and \`${"table"}\` has no row there.`,
);

export const beyondTheTable = rule(
  "ATN4202",
  "beyond-the-table",
  "warning",
  message`${"axis"} can rise above ${"last"}, and \`${"table"}\` has no row there.`,
);

export const roundedTwice = rule(
  "ATN4301",
  "rounded-factor",
  "warning",
  message`A rounded amount is multiplied: the rounding grows with it.`,
);

export const sharesNotWhole = rule(
  "ATN4401",
  "shares-not-whole",
  "error",
  message`The shares make ${"total"}.`,
);

export const unroundSplit = rule(
  "ATN4408",
  "unround-split",
  "error",
  message`${"amount"} needn't be a multiple of ${"grain"}, so shares that are can't add up to it.`,
);

export const sumOfPart = rule(
  "ATN4410",
  "part-and-whole",
  "warning",
  message`Only ${"first"} is paid in part; all of ${"rest"} is added.`,
);

export const weightsNotWhole = rule(
  "ATN4402",
  "partial-weights",
  "warning",
  message`The weights make ${"total"}, not 100%.`,
);

export const noComponents = rule(
  "ATN4403",
  "no-components",
  "warning",
  message`\`${"plan"}\` pays nothing: it has no component.`,
);

export const wholeDealPaid = rule(
  "ATN4404",
  "whole-deal",
  "warning",
  message`\`${"field"}\` is the whole deal's; this person may be credited with only a part of it.`,
);

export const unused = rule("ATN4405", "unused", "warning", message`\`${"name"}\` is never used.`);

export const allowsNothing = rule(
  "ATN4406",
  "allows-nothing",
  "warning",
  message`\`allow ${"name"}\` allows nothing: ${"why"}.`,
);

export const outsideTerm = rule(
  "ATN4407",
  "outside-term",
  "error",
  message`\`${"plan"}\` doesn't hold in ${"period"}.`,
);

export const endsBeforeStart = rule(
  "ATN4409",
  "ends-before-start",
  "error",
  message`\`${"plan"}\` ends on ${"end"}, before it starts on ${"start"}.`,
);

export const neverPaid = rule(
  "ATN4411",
  "never-paid",
  "warning",
  message`\`${"name"}\` is paid when a ${"period"} ends, and the plan ends before, on ${"end"}.`,
);

export const partsOfYear = rule(
  "ATN4412",
  "parts-of-year",
  "warning",
  message`The parts of the year in \`${"name"}\` make ${"total"}, not 100%.`,
);

export const daysOutOfOrder = rule(
  "ATN4413",
  "days-out-of-order",
  "error",
  message`\`from ${"date"}\` must come after ${"before"}, the day of the value before it.`,
);
