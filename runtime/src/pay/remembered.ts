/** What is found once for each payee and pay period, each on the one before. */
import type { Calendar } from "../calendar/calendar.ts";
import { addDays, daysBetween, type PlainDate } from "../calendar/date.ts";
import { lengthInDays, type Period, periodOf } from "../calendar/period.ts";
import { PayFault } from "../fault.ts";

/** How many periods may wait for the one before them. */
const STRIDE = 50;

/** What was found, or why nothing could be. */
type Outcome<Found> = { readonly found: Found } | { readonly fault: PayFault };

/** Remembers what `find` gives. Where that asks for the period before, this finds and remembers that one, too. */
export class Remembered<Payee extends object, Found> {
  readonly #calendar: Calendar;
  readonly #first: PlainDate;
  readonly #find: (payee: Payee, period: Period) => Found;
  readonly #outcomes = new WeakMap<Payee, Map<string, Outcome<Found>>>();

  /** `first`: a day of the first period; none before it is asked for. */
  constructor(calendar: Calendar, first: PlainDate, find: (payee: Payee, period: Period) => Found) {
    this.#calendar = calendar;
    this.#first = first;
    this.#find = find;
  }

  of(payee: Payee, period: Period): Found {
    const outcome = this.#outcomeOf(payee, period);
    if ("fault" in outcome) throw outcome.fault;
    return outcome.found;
  }

  #outcomeOf(payee: Payee, period: Period): Outcome<Found> {
    const outcomes = this.#outcomes.get(payee) ?? new Map<string, Outcome<Found>>();
    this.#outcomes.set(payee, outcomes);
    const known = outcomes.get(period.name);
    if (known !== undefined) return known;
    this.#comeCloser(payee, period);
    const outcome = this.#findOrFault(payee, period);
    outcomes.set(period.name, outcome);
    return outcome;
  }

  /**
   * Far from the first period one on the way is found first, so that a long row of them doesn't exhaust the stack.
   * If that one is at fault, whoever needs it is told.
   */
  #comeCloser(payee: Payee, period: Period): void {
    const days = STRIDE * lengthInDays(period);
    if (daysBetween(this.#first, period.start) <= days) return;
    this.#outcomeOf(payee, periodOf(this.#calendar, period.kind, addDays(period.start, -days)));
  }

  #findOrFault(payee: Payee, period: Period): Outcome<Found> {
    try {
      return { found: this.#find(payee, period) };
    } catch (error) {
      if (error instanceof PayFault) return { fault: error };
      throw error;
    }
  }
}
