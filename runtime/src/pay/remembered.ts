/** What is found once for each payee and pay period, each on the one before. */
import type { Calendar } from "../calendar/calendar.ts";
import { addDays, daysBetween, type PlainDate } from "../calendar/date.ts";
import { lengthInDays, type Period, periodOf } from "../calendar/period.ts";
import { PayFault } from "../fault.ts";

/** How many periods may wait for the one before them. */
const STRIDE = 50;

/** Remembers what `find` gives. Where that asks for the period before, this finds and remembers that one, too. */
export class Remembered<Payee extends object, Found> {
  readonly #calendar: Calendar;
  readonly #first: PlainDate;
  readonly #find: (payee: Payee, period: Period) => Found;
  readonly #found = new WeakMap<Payee, Map<string, Found>>();

  /** `first`: a day of the first period; none before it is asked for. */
  constructor(calendar: Calendar, first: PlainDate, find: (payee: Payee, period: Period) => Found) {
    this.#calendar = calendar;
    this.#first = first;
    this.#find = find;
  }

  of(payee: Payee, period: Period): Found {
    const known = this.#found.get(payee) ?? new Map<string, Found>();
    this.#found.set(payee, known);
    const before = known.get(period.name);
    if (before !== undefined) return before;
    this.#comeCloser(payee, period, known);
    const found = this.#find(payee, period);
    known.set(period.name, found);
    return found;
  }

  /** Far from the first period one on the way is found first, so that a long row of them doesn't exhaust the stack. */
  #comeCloser(payee: Payee, period: Period, known: ReadonlyMap<string, Found>): void {
    const days = STRIDE * lengthInDays(period);
    if (daysBetween(this.#first, period.start) <= days) return;
    const stone = periodOf(this.#calendar, period.kind, addDays(period.start, -days));
    if (known.has(stone.name)) return;
    try {
      this.of(payee, stone);
    } catch (error) {
      // If that period is needed, it is asked for again, and tells what is wrong.
      if (!(error instanceof PayFault)) throw error;
    }
  }
}
