/** Words that are mostly written together, offered where the first of their tokens may stand. */
import type { Expected } from "@attain/compiler/syntax/expected";
import { LIKELY, type Offer } from "./item.ts";

interface Phrase {
  /** The token that may come next. */
  readonly first: string;
  /** A word that the line must have. */
  readonly beside?: string;
  readonly label: string;
  readonly insert?: string;
  readonly doc: string;
}

export function phraseOffers(line: Expected["line"], next: Expected["next"]): Offer[] {
  const tokens = line?.tokens ?? [];
  return (PHRASES[tokens[0]?.tokenType.name ?? ""] ?? [])
    .filter(
      ({ first, beside }) =>
        next.some(({ name }) => name === first) &&
        (beside === undefined || tokens.some(({ image }) => image === beside)),
    )
    .map(({ label, insert, doc }) => ({
      label,
      kind: "keyword",
      doc,
      rank: LIKELY,
      ...(insert === undefined ? {} : { insert, isSnippet: true as const }),
    }));
}

/** The end of a line, after a comma. */
function end(label: string, doc: string, more: Partial<Phrase> = {}): Phrase {
  return { first: "Comma", label: `, ${label}`, doc, ...more };
}

/** By the token that begins the line. */
const PHRASES: Readonly<Record<string, readonly Phrase[]>> = {
  NeverLine: [
    end("the excess is lost", "What the cap cuts off is paid to nobody.", { beside: "above" }),
    end("the excess is carried", "What the cap cuts off is paid later, when there is room.", {
      beside: "above",
    }),
    end("the shortfall is carried", "What the floor adds is set against later pay.", {
      beside: "below",
    }),
  ],
  OnlyLine: [
    {
      first: "If",
      label: "if",
      insert: "if ${1:condition}, then from the first dollar$0",
      doc: "A gate: closed, nothing is paid; open, everything.",
    },
    end(
      "then from the first dollar",
      "The gate opens for everything, not only for what lies above it.",
    ),
  ],
  RoundedLine: [
    {
      first: "Half",
      label: "half even to cent",
      doc: "To the nearest cent; half a cent to the even one.",
    },
    {
      first: "Half",
      label: "half up to cent",
      doc: "To the nearest cent; half a cent away from zero.",
    },
  ],
  RatesLine: [
    {
      first: "AmountPaid",
      beside: "marginal",
      label: "amount paid year to date",
      doc: "The rows start where the component has paid so much, since the year began.",
    },
    {
      first: "AmountPaid",
      beside: "marginal",
      label: "amount paid",
      doc: "The rows start where the component has paid so much in the period.",
    },
    end(
      "earlier periods keep their rate",
      "The rate that the year to date reaches pays this period alone.",
    ),
    end(
      "earlier periods are rated again",
      "The rate that the year to date reaches pays all of it, less what it had earned before.",
    ),
  ],
  ComponentLine: [
    {
      first: "For",
      label: "for each",
      insert: "for each $0",
      doc: "The steps apply deal by deal.",
    },
  ],
  AwardsLine: [
    end("ties share the prizes", "Equals share the prizes of their places."),
    end("ties take the higher prize", "Each of the equals gets the prize of the best place."),
    end("ties go by", "Another value decides among equals.", {
      insert: ", ties go by ${1:value}, ${2|highest,lowest|} first$0",
    }),
  ],
  TruedLine: [
    end("may be negative", "What was paid too much comes back."),
    end(
      "never negative",
      "Nothing is paid until later periods have earned what was paid too much.",
    ),
  ],
  RollsLine: [
    end("every level", "Up to the top."),
    end("1 level", "To those right above."),
    end("2 levels", "To those right above, and those above them."),
  ],
  PaysLine: [
    end("odd cents last", "The last part takes what doesn't divide evenly.", { beside: "parts" }),
    end("odd cents first", "The first part takes what doesn't divide evenly.", {
      beside: "parts",
    }),
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
  ].map((label) => ({ first: "Name", label, doc: "A phrase of the calendar." })),
};
