/** ATN7: data that can't be read, or that isn't what its source promises. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const noData = rule(
  "ATN7101",
  "no-data",
  "error",
  message`Nothing says where the rows of \`${"source"}\` are.`,
);

export const missingFile = rule(
  "ATN7102",
  "missing-file",
  "error",
  message`There is no file \`${"file"}\`.`,
);

export const unreadableFile = rule(
  "ATN7103",
  "unreadable-file",
  "error",
  message`\`${"file"}\` can't be read: ${"reason"}.`,
);

export const noHeading = rule(
  "ATN7104",
  "no-heading",
  "error",
  message`\`${"file"}\` has no heading.`,
);

export const notUtf8 = rule(
  "ATN7105",
  "not-utf-8",
  "error",
  message`${"what"} holds bytes that aren't UTF-8 text.`,
);

export const notJson = rule(
  "ATN7106",
  "not-json",
  "error",
  message`${"what"} isn't JSON: ${"reason"}.`,
);

export const repeatedColumn = rule(
  "ATN7107",
  "repeated-column",
  "error",
  message`${"count"} columns are called \`${"column"}\`.`,
);

export const raggedRow = rule(
  "ATN7108",
  "ragged-row",
  "error",
  message`The row has ${"found"}; the heading has ${"expected"}.`,
);

export const openQuote = rule(
  "ATN7109",
  "open-quote",
  "error",
  message`A quote is opened here and never closed.`,
);

export const strayQuote = rule(
  "ATN7110",
  "stray-quote",
  "error",
  message`Something follows the closing quote of a cell.`,
);

export const nestedValue = rule(
  "ATN7111",
  "nested-value",
  "error",
  message`\`${"column"}\` holds ${"found"}, not one value.`,
);

export const notAnObject = rule(
  "ATN7112",
  "not-an-object",
  "error",
  message`A row is an object with the names of its columns, not ${"found"}.`,
);

export const missingColumn = rule(
  "ATN7201",
  "missing-column",
  "error",
  message`\`${"file"}\` has no ${"missing"}.`,
);

export const wrongDelimiter = rule(
  "ATN7202",
  "wrong-delimiter",
  "error",
  message`The cells of \`${"file"}\` seem to be separated by ${"found"}, not by ${"delimiter"}.`,
);

export const wrongCell = rule(
  "ATN7203",
  "wrong-cell",
  "error",
  message`\`${"value"}\` isn't ${"expected"}.`,
);

export const unlistedValue = rule(
  "ATN7204",
  "unlisted-value",
  "error",
  message`\`${"value"}\` isn't ${"expected"}.`,
);

export const tooFine = rule(
  "ATN7205",
  "too-many-decimals",
  "error",
  message`\`${"value"}\` is too fine: \`${"field"}\` holds ${"expected"}.`,
);

export const outsideLimits = rule(
  "ATN7206",
  "outside-limits",
  "error",
  message`\`${"value"}\` isn't ${"limit"}, as every \`${"field"}\` must be.`,
);

export const missingValue = rule(
  "ATN7207",
  "missing-value",
  "error",
  message`\`${"field"}\` is missing.`,
);

export const totalRow = rule(
  "ATN7208",
  "total-row",
  "error",
  message`The row looks like a total, not like a row of \`${"source"}\`: ${"found"}.`,
);

export const unknownRow = rule(
  "ATN7301",
  "unknown-row",
  "error",
  message`\`${"target"}\` has no row \`${"value"}\`.`,
);

export const duplicateKey = rule(
  "ATN7302",
  "duplicate-key",
  "error",
  message`${"rows"} have the key \`${"key"}\`.`,
);

export const overlappingRows = rule(
  "ATN7303",
  "overlapping-rows",
  "error",
  message`\`${"key"}\` has two rows that are valid on ${"day"}.`,
);

export const neverValid = rule(
  "ATN7304",
  "never-valid",
  "error",
  message`The row is valid from ${"from"} until ${"until"}, so on no day.`,
);

export const brokenPromise = rule(
  "ATN7305",
  "broken-promise",
  "error",
  message`\`${"field"}\` is missing, although \`${"condition"}\`.`,
);

export const brokenCheck = rule(
  "ATN7306",
  "broken-check",
  "error",
  message`${"complaint"}\`${"condition"}\` doesn't hold.`,
);
