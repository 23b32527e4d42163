/** What the page shows, and how that changes with what it is told and what a person does. */
import type { CursorMessage, ShowMessage, ToPage } from "../messages.ts";

export interface PageState {
  readonly shown?: ShowMessage;
  /** The last answer that paid something, while the same payout is asked for. */
  readonly lastPaid?: ShowMessage;
  readonly cursor?: CursorMessage;
  /** The keys of what is unfolded. */
  readonly open: ReadonlySet<string>;
  /** How wide a drawing may be, so that its words are as large as all others. */
  readonly width: number;
}

export const EMPTY: PageState = { open: new Set(), width: 520 };

export function told(state: PageState, message: ToPage): PageState {
  if (message.kind === "cursor") return { ...state, cursor: message };
  const { lastPaid, ...rest } = state;
  const paid =
    message.preview.pay !== undefined
      ? message
      : lastPaid !== undefined && isSamePayout(lastPaid, message)
        ? lastPaid
        : undefined;
  return { ...rest, shown: message, ...(paid === undefined ? {} : { lastPaid: paid }) };
}

/** Whether two answers are of the same plan, person, period, data and what if. Nobody's pay stands below another's name. */
function isSamePayout(one: ShowMessage, other: ShowMessage): boolean {
  return one.preview.choices.plan !== undefined && payoutOf(one) === payoutOf(other);
}

function payoutOf({ file, wish, preview: { choices } }: ShowMessage): string {
  const { plan, payee, period, test } = choices;
  return JSON.stringify([file, plan, payee, period, test ?? null, wish.reached ?? null]);
}

/** How numbers are drawn: as they are, or as what is kept while nothing can be paid by what stands there now. */
export type Ink = "current" | "kept" | "none";

export function inkOf({ shown, lastPaid }: PageState): Ink {
  if (shown === undefined || lastPaid === undefined) return "none";
  return shown.preview.of === "current" && shown === lastPaid ? "current" : "kept";
}

const [NARROWEST, WIDEST, STEP] = [240, 600, 20];

/** In steps, so that a drawing isn't made anew with every pixel. */
export function resized(state: PageState, room: number): PageState {
  const width = Math.floor(Math.min(Math.max(room, NARROWEST), WIDEST) / STEP) * STEP;
  return width === state.width ? state : { ...state, width };
}

export function toggled(state: PageState, key: string): PageState {
  const open = new Set(state.open);
  if (!open.delete(key)) open.add(key);
  return { ...state, open };
}
