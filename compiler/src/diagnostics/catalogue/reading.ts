/** ATN1: what can be wrong with the writing itself. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const foreignSign = rule(
  "ATN1001",
  "foreign-sign",
  "error",
  message`The language has no ${"sign"}.`,
);

export const openText = rule(
  "ATN1002",
  "open-text",
  "error",
  message`This text has no closing quote.`,
);

export const unknownLine = rule(
  "ATN1003",
  "unknown-line",
  "error",
  message`No line begins with ${"word"} here.`,
);

export const unexpectedWord = rule(
  "ATN1004",
  "unexpected-word",
  "error",
  message`${"found"} can't stand here: ${"expected"} was expected.`,
);

export const ownLine = rule(
  "ATN1005",
  "own-line",
  "error",
  message`${"word"} begins a line of its own.`,
);

export const unfinished = rule(
  "ATN1006",
  "unfinished",
  "error",
  message`This line isn't finished: ${"expected"} is missing.`,
);

export const whereOfNothing = rule(
  "ATN1007",
  "where-of-nothing",
  "error",
  message`\`where\` keeps some of the rows of a credit, so the name of a credit must stand before it.`,
);

export const uncountedCollection = rule(
  "ATN1008",
  "uncounted-collection",
  "error",
  message`Only a credit can be counted or totalled: write its name, or \`(Name where …)\`.`,
);

export const raggedGrid = rule(
  "ATN1009",
  "ragged-grid",
  "error",
  message`This line has ${"found"}, its heading has ${"expected"}.`,
);

export const strayGrid = rule(
  "ATN1010",
  "stray-grid",
  "error",
  message`A line with \`|\` belongs under \`given\`, \`expect\`, \`cases\` or a table.`,
);

export const unknownHeading = rule(
  "ATN1011",
  "unknown-heading",
  "error",
  message`A row or column of a grid is headed by \`from …\`, \`above …\`, \`below …\` or \`for …\`.`,
);

export const unknownGridHeading = rule(
  "ATN1012",
  "unknown-case-heading",
  "error",
  message`A column of cases is headed \`given …\` or \`expect …\`, not \`${"heading"}\`.`,
);

export const sharedNothing = rule(
  "ATN1013",
  "shared-nothing",
  "error",
  message`After \`shared\` comes what is shared: a parameter, credit, measure, quota, target, table of rates or lookup.`,
);

export const notText = rule(
  "ATN1014",
  "not-text",
  "error",
  message`The file isn't UTF-8 text: a letter is lost here.`,
);

export const tooDeep = rule(
  "ATN1015",
  "too-deep",
  "error",
  message`${"what"} goes through more than ${"limit"} ${"steps"}.`,
);
