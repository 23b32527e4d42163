/** ATN52: lines that could be left out, and words that a reader would miss. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const idleStep = rule(
  "ATN5201",
  "idle-step",
  "warning",
  message`\`${"step"}\` changes nothing.`,
);

export const sameRows = rule(
  "ATN5202",
  "same-rows",
  "warning",
  message`This row ${"verb"} what the row before it ${"verb"}: ${"value"}.`,
);

export const idleRounding = rule(
  "ATN5203",
  "idle-rounding",
  "warning",
  message`What is rounded already is rounded again in the same way.`,
);

export const wordlessComponent = rule(
  "ATN5204",
  "wordless-component",
  "warning",
  message`\`${"name"}\` has no words for the letter.`,
  { asked: true },
);
