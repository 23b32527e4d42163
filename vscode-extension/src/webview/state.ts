/** What the page shows, and how that changes with what it is told and what a person does. */
import type { CursorMessage, ShowMessage, ToPage } from "../messages.ts";

export interface PageState {
  readonly shown?: ShowMessage;
  /** The last answer of this file that paid something. */
  readonly lastPaid?: ShowMessage;
  readonly cursor?: CursorMessage;
  /** The keys of what is unfolded. */
  readonly open: ReadonlySet<string>;
}

export const EMPTY: PageState = { open: new Set() };

export function told(state: PageState, message: ToPage): PageState {
  if (message.kind === "cursor") return { ...state, cursor: message };
  const { lastPaid, ...rest } = state;
  const paid =
    message.preview.pay !== undefined
      ? message
      : lastPaid?.file === message.file
        ? lastPaid
        : undefined;
  return { ...rest, shown: message, ...(paid === undefined ? {} : { lastPaid: paid }) };
}

export function toggled(state: PageState, key: string): PageState {
  const open = new Set(state.open);
  if (!open.delete(key)) open.add(key);
  return { ...state, open };
}
