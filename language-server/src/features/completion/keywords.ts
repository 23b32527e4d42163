/** Words of the language that may come next in a line, by its grammar. */
import { type Expected, expectedAfter } from "@attain/compiler/syntax/expected";
import { documentationOf } from "@attain/compiler/syntax/tokens";
import type { SourceFile } from "@attain/compiler/text/source-file";
import { LIKELY, type Offer, POSSIBLE, UNLIKELY } from "./item.ts";

type Word = Expected["next"][number];

/** What may follow the text of a file up to a place. */
export function expectedAt({ path, text }: SourceFile, offset: number): Expected {
  return expectedAfter({ path, text: text.slice(0, offset) });
}

export function keywordOffers({ line, next }: Expected): Offer[] {
  const words = next.flatMap(wordOffers);
  const phrases = (PHRASES[line?.tokens[0]?.tokenType.name ?? ""] ?? []).filter(({ after }) =>
    next.some(({ name }) => name === after),
  );
  const phrased = phrases.map(({ label, insert, doc }) => phrase(label, insert, doc));
  return [...phrased, ...words];
}

function phrase(label: string, insert: string | undefined, doc: string): Offer {
  return {
    label,
    kind: "keyword",
    doc,
    rank: LIKELY,
    ...(insert === undefined ? {} : { insert, isSnippet: true as const }),
  };
}

/** Words that are mostly written together. They are offered where the first of their tokens may stand. */
const PHRASES: Readonly<
  Record<
    string,
    readonly {
      readonly after: string;
      readonly label: string;
      readonly insert?: string;
      readonly doc: string;
    }[]
  >
> = {
  NeverLine: [
    {
      after: "Comma",
      label: ", the excess is lost",
      doc: "What the cap cuts off is paid to nobody.",
    },
  ],
  OnlyLine: [
    {
      after: "If",
      label: "if",
      insert: "if ${1:condition}, then from the first dollar$0",
      doc: "A gate: closed, nothing is paid; open, everything.",
    },
    {
      after: "Comma",
      label: ", then from the first dollar",
      doc: "The gate opens for everything, not only for what lies above it.",
    },
  ],
  RoundedLine: [
    {
      after: "Half",
      label: "half even to cent",
      doc: "To the nearest cent; half a cent to the even one.",
    },
    {
      after: "Half",
      label: "half up to cent",
      doc: "To the nearest cent; half a cent away from zero.",
    },
  ],
  RatesLine: [
    {
      after: "Comma",
      label: ", earlier periods keep their rate",
      doc: "The rate that the year to date reaches pays this period alone.",
    },
    {
      after: "Comma",
      label: ", earlier periods are rated again",
      doc: "The rate that the year to date reaches pays all of it, less what it had earned before.",
    },
  ],
  ComponentLine: [
    {
      after: "For",
      label: "for each",
      insert: "for each $0",
      doc: "The steps apply deal by deal.",
    },
  ],
  CalendarLine: [
    "starts February",
    "starts on the Sunday nearest February in weeks 4-4-5",
    "starts on the first Monday of January in weeks 4-4-5",
    "ends on the last Saturday of September in weeks 4-4-5",
    "named by its start",
    "named by its end",
    "weeks start on Sunday",
    "weeks belong to the month of their last day",
    "cycles of 14 Days from 2026-01-05",
  ].map((label) => ({ after: "Name", label, doc: "A phrase of the calendar." })),
};

/** Signs are typed as fast as they are chosen. */
function wordOffers(type: Word): Offer[] {
  const doc = documentationOf(type);
  const described = doc === undefined ? {} : { doc };
  if (type.name === "ToDate") {
    return ["year", "half", "quarter", "month", "week"].map((period) => ({
      label: `${period} to date`,
      kind: "keyword",
      ...described,
      rank: POSSIBLE,
    }));
  }
  const label = wordOf(type);
  const rank = label === "yes" || label === "no" ? UNLIKELY : POSSIBLE;
  return label === undefined ? [] : [{ label, kind: "keyword", ...described, rank }];
}

/** How a word, or a phrase, is written; undefined for signs, names and literals. */
function wordOf({ name, LABEL, PATTERN }: Word): string | undefined {
  const quoted = /^`([a-z]{2}[a-z ]*)`$/.exec(LABEL ?? "")?.[1];
  if (quoted !== undefined) return quoted;
  const source = PATTERN instanceof RegExp ? PATTERN.source : "";
  const word = /^[a-z]+(?=\(\?!)/.exec(source)?.[0];
  return word !== undefined && name !== "Identifier" ? word : undefined;
}
