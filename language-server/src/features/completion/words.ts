/** Words with a meaning of their own that may stand where names do. */
import { CURRENCIES } from "@attain/runtime";
import { DATE_FUNCTIONS } from "@attain/compiler/check/expressions/calls";
import { SIMPLE_TYPES } from "@attain/compiler/check/type-names";
import { docOfWord } from "../../analysis/words.ts";
import type { BuiltIn } from "../../analysis/entity.ts";
import { type CompletionKind, FITS, LIKELY, type Offer, POSSIBLE, UNLIKELY } from "./item.ts";

export function word(label: string, kind: CompletionKind, doc: string, rank: number): Offer {
  return { label, kind, doc, rank };
}

/** A word that is documented once for all places. */
export function known(of: BuiltIn, name: string, kind: CompletionKind, rank: number): Offer {
  return word(name, kind, docOfWord(of, name), rank);
}

const RARE: ReadonlySet<string> = new Set(["Number", "Currency"]);

export const TYPES: readonly Offer[] = [
  ...SIMPLE_TYPES.map((name) => known("type", name, "type", RARE.has(name) ? POSSIBLE : LIKELY)),
  {
    ...known("type", "Money", "type", POSSIBLE),
    insert: "Money in ${1:currency}$0",
    isSnippet: true,
  },
];

export const DURATIONS: readonly Offer[] = ["Days", "Weeks", "Months", "Years"].map((name) =>
  known("period", name, "unit", POSSIBLE),
);

export const METHODS: readonly Offer[] = [
  known("method", "days", "keyword", FITS),
  word("working days", "keyword", "By days that are neither weekend nor holiday.", FITS),
  known("method", "months", "keyword", FITS),
];

export const FUNCTIONS: readonly Offer[] = DATE_FUNCTIONS.map((name) => ({
  label: name,
  kind: "function",
  detail: "(from, to)",
  doc: docOfWord("function", name),
  insert: `${name}(\${1:from}, \${2:to})$0`,
  isSnippet: true,
  rank: UNLIKELY,
}));

const COMMON: ReadonlySet<string> = new Set(["USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD"]);

export function currencies(rank: number): Offer[] {
  return [...CURRENCIES].map((name) =>
    known("currency", name, "unit", COMMON.has(name) ? rank : rank + UNLIKELY),
  );
}
