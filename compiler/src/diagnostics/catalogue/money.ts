/** ATN5: what can be proved about the money that a plan pays. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const cliff = rule(
  "ATN5101",
  "cliff",
  "warning",
  message`${"step"} more of ${"axis"} is worth ${"worth"} in \`${"name"}\`: ${"from"} pay ${"before"}, and ${"to"} pay ${"after"}.`,
  { asked: true },
);

export const fallingPay = rule(
  "ATN5102",
  "falling-pay",
  "warning",
  message`\`${"name"}\` falls as ${"axis"} rises: ${"from"} pay ${"before"}, and ${"to"} pay ${"after"}.`,
);

export const deadZone = rule(
  "ATN5103",
  "dead-zone",
  "warning",
  message`From ${"from"} to ${"to"} of ${"axis"} \`${"name"}\` stays at ${"pay"}, and then rises again.`,
);

export const unreachableRow = rule(
  "ATN5104",
  "unreachable-row",
  "warning",
  message`This row of \`${"table"}\` is never reached.`,
);

export const closedGate = rule(
  "ATN5105",
  "closed-gate",
  "warning",
  message`The gate of \`${"name"}\` never opens, so it never pays.`,
);

export const alwaysCapped = rule(
  "ATN5106",
  "always-capped",
  "warning",
  message`Whenever \`${"name"}\` pays, it is cut off here: at ${"from"} of ${"axis"} it pays ${"pay"} already, and never more.`,
);

export const capBelowTarget = rule(
  "ATN5107",
  "cap-below-target",
  "warning",
  message`At exactly quota \`${"name"}\` is cut off: ${"earned"} are earned, and ${"pay"} are left.`,
);

export const nothingAtQuota = rule(
  "ATN5108",
  "nothing-at-quota",
  "warning",
  message`Somebody who is exactly at quota is paid nothing by \`${"plan"}\`.`,
);

export const payAtTarget = rule(
  "ATN5109",
  "pay-at-target",
  "warning",
  message`At exactly quota \`${"plan"}\` pays ${"pay"} of a target of ${"target"}: ${"part"}.`,
);

export const unboundedPay = rule(
  "ATN5110",
  "unbounded-pay",
  "warning",
  message`There is no limit to what \`${"name"}\` pays: it rises by ${"slope"} with each further ${"step"} of ${"axis"}.`,
  { asked: true },
);

export const paidTwice = rule(
  "ATN5111",
  "paid-twice",
  "warning",
  message`A row of ${"source"} with ${"row"} is paid twice, by \`${"first"}\` and by \`${"second"}\`.`,
);

export const slowerAboveQuota = rule(
  "ATN5112",
  "slow-accelerator",
  "warning",
  message`Above quota \`${"table"}\` pays ${"rate"}, less than the ${"base"} below.`,
);

export const idleException = rule(
  "ATN5113",
  "idle-exception",
  "warning",
  message`The exception "${"label"}" never holds.`,
);

export const gapBetweenVersions = rule(
  "ATN5114",
  "days-without-plan",
  "warning",
  message`From ${"from"} to ${"to"} neither \`${"first"}\` nor \`${"second"}\` holds.`,
);
