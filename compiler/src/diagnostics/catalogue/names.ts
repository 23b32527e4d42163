/** ATN2: names that are missing, unknown, taken or in the wrong place, and declarations that lack a part. */
import { rule } from "../diagnostic.ts";
import { message } from "../message.ts";

export const unknownName = rule(
  "ATN2001",
  "unknown-name",
  "error",
  message`Nothing is called \`${"name"}\` here.`,
);

export const takenName = rule(
  "ATN2002",
  "taken-name",
  "error",
  message`\`${"name"}\` is declared twice.`,
);

export const unknownType = rule(
  "ATN2003",
  "unknown-type",
  "error",
  message`There is no ${"kind"} \`${"name"}\`.`,
);

export const unknownField = rule(
  "ATN2004",
  "unknown-field",
  "error",
  message`\`${"source"}\` has no field \`${"name"}\`.`,
);

export const unknownMember = rule(
  "ATN2005",
  "unknown-value",
  "error",
  message`\`${"name"}\` is none of ${"values"}: ${"members"}.`,
);

export const unknownFile = rule(
  "ATN2006",
  "unknown-file",
  "error",
  message`There is no file \`${"path"}\`.`,
);

export const wrongKind = rule(
  "ATN2007",
  "wrong-kind",
  "error",
  message`\`${"name"}\` is ${"kind"}, not ${"expected"}.`,
);

export const ambiguousName = rule(
  "ATN2008",
  "ambiguous-name",
  "error",
  message`\`${"name"}\` could be ${"meanings"}.`,
);

export const definedByItself = rule(
  "ATN2009",
  "defined-by-itself",
  "error",
  message`\`${"name"}\` is defined by itself: ${"path"}.`,
);

export const missingPart = rule(
  "ATN2010",
  "missing-part",
  "error",
  message`${"declaration"} doesn't say ${"part"}.`,
);

export const repeatedPart = rule(
  "ATN2011",
  "repeated-part",
  "error",
  message`${"declaration"} says twice ${"part"}.`,
);

export const unknownPhrase = rule(
  "ATN2012",
  "unknown-phrase",
  "error",
  message`A calendar knows no phrase \`${"phrase"}\`.`,
);

export const unknownPeriod = rule(
  "ATN2013",
  "unknown-period",
  "error",
  message`The calendar has no ${"kind"} \`${"name"}\`.`,
);

export const reservedName = rule(
  "ATN2014",
  "reserved-name",
  "error",
  message`\`${"name"}\` already means ${"meaning"}.`,
);

export const outOfPlace = rule(
  "ATN2015",
  "out-of-place",
  "error",
  message`${"thing"} belongs ${"place"}.`,
);

export const noKey = rule("ATN2016", "no-key", "error", message`\`${"source"}\` has no key.`);
