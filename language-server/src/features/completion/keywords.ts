/** Words of the language that may come next in a line, by its grammar. */
import { type Expected, expectedAfter } from "@attain/compiler/syntax/expected";
import { documentationOf } from "@attain/compiler/syntax/tokens";
import type { SourceFile } from "@attain/compiler/text/source-file";
import { type Offer, POSSIBLE, UNLIKELY } from "./item.ts";
import { phraseOffers } from "./phrases.ts";

type Word = Expected["next"][number];

/** What may follow the text of a file up to a place. */
export function expectedAt({ path, text }: SourceFile, offset: number): Expected {
  return expectedAfter({ path, text: text.slice(0, offset) });
}

export function keywordOffers({ line, next }: Expected): Offer[] {
  return [...phraseOffers(line, next), ...next.filter(isForAll).flatMap(wordOffers)];
}

/** What belongs to the heading of rates is among its phrases. */
function isForAll({ name }: Word): boolean {
  return name !== "AmountPaid";
}

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
