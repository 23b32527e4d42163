/** ATN45xx: KPIs and goals that make no sense. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const goalWithoutChange = rule(
  "ATN4501",
  "goal-without-change",
  "error",
  message`\`${"goal"}\` ends where it starts, at ${"target"}: nobody can be said to be half-way.`,
);

export const goalTheOtherWay = rule(
  "ATN4502",
  "goal-the-other-way",
  "error",
  message`\`${"goal"}\` goes from ${"from"} to ${"to"}, but of \`${"kpi"}\` ${"better"} is better.`,
);

export const noLevel = rule(
  "ATN4503",
  "no-level",
  "error",
  message`The formula can't be taken to another level: ${"what"} ${"why"}.`,
);
