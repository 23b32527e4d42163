/** What an editor offers to write. */
import type { Span } from "@attain/compiler/text/source-file";

export type CompletionKind =
  | "class"
  | "constant"
  | "enum member"
  | "event"
  | "field"
  | "file"
  | "function"
  | "keyword"
  | "method"
  | "reference"
  | "snippet"
  | "struct"
  | "type"
  | "unit"
  | "value"
  | "variable";

/** An offer, without the place that it is for. */
export interface Offer {
  readonly label: string;
  readonly kind: CompletionKind;
  /** The type, or the form of what is written. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  /** What is written, where that isn't the label. */
  readonly insert?: string;
  /** `insert` has tab stops: `$1`, `${1:name}`, `$0`. */
  readonly isSnippet?: true;
  /** The first are shown first. */
  readonly rank: number;
  /** Something is to be chosen after it at once. */
  readonly again?: true;
}

export interface CompletionItem extends Offer {
  readonly insert: string;
  readonly replace: Span;
}

/** Ranks, from what fits to what is only possible. */
export const FITS = 1;
export const LIKELY = 2;
export const POSSIBLE = 3;
export const UNLIKELY = 5;
