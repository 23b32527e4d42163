/** What the preview's panel and the page in it say to each other. */
import type { Curve, Preview, WirePlace, WirePosition } from "@attain/language-server/protocol";

/** Whom, when and by what; what isn't said is chosen by the server. */
export interface Wish {
  readonly plan?: string;
  readonly payee?: string;
  readonly period?: string;
  readonly test?: string;
  readonly reached?: string;
  readonly hidesNames?: boolean;
}

/** To the page: all that it shows. */
export interface ShowMessage {
  readonly kind: "show";
  /** The plan file by its name. */
  readonly file: string;
  readonly preview: Preview;
  readonly curve: Curve | null;
  readonly wish: Wish;
}

/** To the page: where the cursor is in the text. */
export interface CursorMessage {
  readonly kind: "cursor";
  readonly uri: string;
  readonly position: WirePosition;
}

export type ToPage = ShowMessage | CursorMessage;

/** From the page: it is there; something else is chosen; a clause is to be shown. */
export type FromPage =
  | { readonly kind: "ready" }
  | { readonly kind: "choose"; readonly name: keyof Wish; readonly value: string | boolean }
  | { readonly kind: "reveal"; readonly place: WirePlace };
