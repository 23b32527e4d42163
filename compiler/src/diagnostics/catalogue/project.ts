/** ATN8: what can be wrong with a project and its attain.json. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const brokenConfig = rule("ATN8101", "broken-config", "error", message`${"fault"} here.`);

export const unknownSetting = rule(
  "ATN8102",
  "unknown-setting",
  "error",
  message`${"owner"} has no setting \`${"name"}\`.`,
);

export const wrongSetting = rule(
  "ATN8103",
  "wrong-setting",
  "error",
  message`${"what"} is ${"expected"}, not ${"found"}.`,
);

export const repeatedSetting = rule(
  "ATN8104",
  "repeated-setting",
  "error",
  message`\`${"name"}\` is set twice.`,
);

export const missingSetting = rule(
  "ATN8105",
  "missing-setting",
  "error",
  message`${"owner"} doesn't say ${"setting"}.`,
);

export const wrongChoice = rule(
  "ATN8106",
  "wrong-choice",
  "error",
  message`\`${"value"}\` isn't ${"expected"}.`,
);

export const misplacedSetting = rule(
  "ATN8107",
  "misplaced-setting",
  "error",
  message`\`${"name"}\` is for ${"place"}.`,
);

export const faultyRule = rule(
  "ATN8108",
  "faulty-rule",
  "error",
  message`The rules of \`${"module"}\` can't be used: ${"fault"}.`,
);

export const ownRule = rule("ATN8109", "own-rule", "warning", message`${"finding"}`);

export const unknownSource = rule(
  "ATN8201",
  "unknown-source",
  "error",
  message`The plans have no source \`${"name"}\`.`,
);

export const unknownSourceField = rule(
  "ATN8202",
  "unknown-source-field",
  "error",
  message`\`${"source"}\` has no field \`${"name"}\`.`,
);

export const datesOfNoDate = rule(
  "ATN8203",
  "dates-of-no-date",
  "error",
  message`\`${"name"}\` of \`${"source"}\` isn't a date.`,
);

export const unknownRule = rule(
  "ATN8204",
  "unknown-rule",
  "warning",
  message`No finding whose level can be set is called \`${"name"}\`.`,
);

export const noPlanFiles = rule(
  "ATN8205",
  "no-plan-files",
  "error",
  message`No file matches ${"patterns"}.`,
);

export const repeatedPlan = rule(
  "ATN8206",
  "repeated-plan",
  "error",
  message`Two plans are called \`${"name"}\`.`,
);
