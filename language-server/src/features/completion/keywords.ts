/** Words of the language that may come next in a line, by its grammar. */
import { type Expected, expectedAfter } from "@attain/compiler/syntax/expected";
import { documentationOf } from "@attain/compiler/syntax/tokens";
import type { SourceFile } from "@attain/compiler/text/source-file";
import { filled, type Fillers } from "../../forms/template.ts";
import { AGGREGATES } from "./aggregates.ts";
import { FITS, type Offer, POSSIBLE, UNLIKELY } from "./item.ts";
import { phraseOffers } from "./phrases.ts";

type Word = Expected["next"][number];

/** What may follow the text of a file up to a place. */
export function expectedAt({ path, text }: SourceFile, offset: number): Expected {
  return expectedAfter({ path, text: text.slice(0, offset) });
}

/** `fill`: names for the stops of whole forms, where the line ends here. */
export function keywordOffers({ line, next }: Expected, fill?: Fillers): Offer[] {
  const words = next.filter(isForAll).flatMap((type) => wordOffers(type, fill));
  const last = line?.tokens.at(-1)?.image;
  const isEdge = (last === "start" || last === "end") && next.some(({ name }) => name === "Of");
  return [
    ...phraseOffers(line, next),
    ...(isEdge
      ? [...PERIOD_OF, ...words.map((offer) => ({ ...offer, rank: offer.rank + UNLIKELY }))]
      : words),
  ];
}

/** After `start` and `end` much could be written, and mostly it is this. */
const PERIOD_OF: readonly Offer[] = ["of Quarter", "of Year", "of Month"].map((label) => ({
  label,
  kind: "keyword",
  doc: "Of the period of this length that the one at hand lies in.",
  rank: FITS,
}));

/** What belongs to the heading of rates is among its phrases. */
function isForAll({ name }: Word): boolean {
  return name !== "AmountPaid";
}

/** Signs are typed as fast as they are chosen. */
function wordOffers(type: Word, fill: Fillers | undefined): Offer[] {
  const doc = documentationOf(type);
  if (type.name === "ToDate") {
    return ["year", "half", "quarter", "month", "week"].map((period) => ({
      label: `${period} to date`,
      kind: "keyword",
      detail: `Sales ${period} to date`,
      doc: `From the start of the ${period} up to the end of the pay period.`,
      rank: POSSIBLE,
    }));
  }
  const label = wordOf(type);
  const described = doc === undefined ? {} : { doc };
  const example = /`([^`]+)`/.exec(doc ?? "")?.[1];
  const form = fill === undefined ? undefined : AGGREGATES[type.name]?.(fill);
  if (label !== undefined && form !== undefined)
    return [
      {
        label,
        kind: "keyword",
        ...described,
        detail: filled(form),
        insert: form,
        isSnippet: true,
        rank: POSSIBLE,
      },
    ];
  const rank = label === "yes" || label === "no" ? UNLIKELY : POSSIBLE;
  const shown = example === undefined ? described : { ...described, detail: example };
  return label === undefined ? [] : [{ label, kind: "keyword", ...shown, rank }];
}

/** How a word, or a phrase, is written; undefined for signs, names and literals. */
function wordOf({ name, LABEL, PATTERN }: Word): string | undefined {
  const quoted = /^`([a-z]{2}[a-z ]*)`$/.exec(LABEL ?? "")?.[1];
  if (quoted !== undefined) return quoted;
  const source = PATTERN instanceof RegExp ? PATTERN.source : "";
  const word = /^[a-z]+(?=\(\?!)/.exec(source)?.[0];
  return word !== undefined && name !== "Identifier" ? word : undefined;
}
