/** ATN3: units, windows and kinds of value that don't go together. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const wrongType = rule(
  "ATN3101",
  "wrong-type",
  "error",
  message`${"expected"} was expected here, not ${"found"}.`,
);

export const differentCurrencies = rule(
  "ATN3102",
  "different-currencies",
  "error",
  message`${"left"}, ${"right"}: these are different currencies.`,
);

export const differentUnits = rule(
  "ATN3103",
  "different-units",
  "error",
  message`${"left"} and ${"right"} can't be ${"joined"}.`,
);

export const moneyTimesMoney = rule(
  "ATN3104",
  "money-times-money",
  "error",
  message`Money times money is nothing that can be paid.`,
);

export const moneyAndPercent = rule(
  "ATN3105",
  "money-and-percent",
  "error",
  message`A percentage is a part of something: ${"percent"} of what?`,
);

export const bareNumber = rule(
  "ATN3106",
  "bare-number",
  "error",
  message`\`${"number"}\` has no unit: ${"expected"} was expected.`,
);

export const differentWindows = rule(
  "ATN3107",
  "different-windows",
  "error",
  message`${"left"} and ${"right"} are amounts of different lengths of time.`,
);

export const notComparable = rule(
  "ATN3108",
  "not-comparable",
  "error",
  message`${"left"} and ${"right"} can't be compared.`,
);

export const notACondition = rule(
  "ATN3109",
  "not-a-condition",
  "error",
  message`A condition was expected here, not ${"found"}.`,
);

export const notANumber = rule(
  "ATN3110",
  "not-a-number",
  "error",
  message`A number was expected here, not ${"found"}.`,
);

export const mayBeMissing = rule(
  "ATN3201",
  "may-be-missing",
  "error",
  message`${"what"} may be missing.`,
);

export const mayBeZero = rule(
  "ATN3202",
  "zero-divisor",
  "error",
  message`${"divisor"} may be zero, and nothing can be divided by zero.`,
);

export const neverMissing = rule(
  "ATN3203",
  "never-missing",
  "warning",
  message`${"what"} is never missing: ${"consequence"}.`,
);

export const axisIsNotBase = rule(
  "ATN3204",
  "axis-is-not-base",
  "error",
  message`\`${"table"}\` runs along ${"axis"}, but is applied to ${"base"}.`,
);

export const wrongVerb = rule(
  "ATN3205",
  "wrong-verb",
  "error",
  message`\`${"table"}\` is ${"kind"}: ${"use"}.`,
);

export const finerThanPayPeriod = rule(
  "ATN3301",
  "shorter-than-paid",
  "error",
  message`A ${"pays"} has several ${"periods"}: which one is meant?`,
);

export const toDatePaid = rule(
  "ATN3302",
  "to-date-paid",
  "error",
  message`An amount of the ${"window"} can't be paid each ${"period"}: every ${"period"} would pay the ones before it again.`,
);

export const wrongWindowPaid = rule(
  "ATN3303",
  "wrong-window-paid",
  "error",
  message`The plan pays each ${"pays"}; this is an amount ${"window"}.`,
);

export const unroundedPay = rule(
  "ATN3304",
  "unrounded-pay",
  "error",
  message`This amount isn't rounded, so it can't be paid.`,
);

export const notPaid = rule(
  "ATN3305",
  "not-payable",
  "error",
  message`A component pays ${"expected"}; this gives ${"found"}.`,
);

export const onceForEach = rule(
  "ATN3306",
  "once-for-each",
  "error",
  message`This is an amount ${"window"}, and would be paid once for each deal.`,
);

export const unroundedCarry = rule(
  "ATN3307",
  "unrounded-carry",
  "error",
  message`This amount isn't rounded, so nothing of it can be carried to the next ${"period"}.`,
);

export const timelineUnread = rule(
  "ATN3501",
  "timeline-unread",
  "error",
  message`${"what"} can change within a period: say when it is read.`,
);

export const notATimeline = rule(
  "ATN3502",
  "not-a-timeline",
  "error",
  message`${"what"} is the same on every day.`,
);

export const noProration = rule(
  "ATN3503",
  "no-proration",
  "error",
  message`${"found"} can't be prorated ${"into"}.`,
);

export const keysMissing = rule(
  "ATN3504",
  "keys-missing",
  "error",
  message`\`${"source"}\` has a row for each ${"keys"}; ${"missing"} isn't known here.`,
);

export const monthEnd = rule(
  "ATN3505",
  "month-end",
  "error",
  message`The same day may not exist ${"amount"} later.`,
);

export const missingWords = rule("ATN3601", "missing-words", "error", message`${"question"}`);
