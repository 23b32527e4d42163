/** Credits of people, by payee and in the order of their dates. */
import type { PlainDate } from "../calendar/date.ts";
import type { Quantity } from "../number/quantity.ts";

/** One person's credit for one row of data. */
export interface Credit<Row, Unit extends string> {
  /** The key of the person. */
  readonly payee: string;
  readonly date: PlainDate;
  readonly amount: Quantity<Unit>;
  readonly row: Row;
  /** Whether it comes from the credit of somebody below. */
  readonly isRolledUp?: boolean;
  /** The key of the row: with the date, it makes the order of credits total. */
  readonly key: string;
}

/** A span of days, both ends included. Every period is one. */
export interface Days {
  readonly start: PlainDate;
  readonly end: PlainDate;
}

/** All credits that a rule gives. */
export class CreditBook<Row, Unit extends string> {
  readonly #byPayee: ReadonlyMap<string, Credit<Row, Unit>[]>;
  #byRow: ReadonlyMap<string, readonly Credit<Row, Unit>[]> | undefined;

  constructor(credits: Iterable<Credit<Row, Unit>>) {
    this.#byPayee = grouped(credits, ({ payee }) => payee);
    for (const own of this.#byPayee.values())
      own.sort((a, b) => order(a.date, b.date) || order(a.key, b.key));
  }

  /** All credits for the row with a key, whoever has them. */
  ofRow(key: string): readonly Credit<Row, Unit>[] {
    this.#byRow ??= grouped([...this.#byPayee.values()].flat(), (credit) => credit.key);
    return this.#byRow.get(key) ?? [];
  }

  /** A payee's credits dated in a span of days, in order. */
  of(payee: string, { start, end }: Days): readonly Credit<Row, Unit>[] {
    return (this.#byPayee.get(payee) ?? []).filter(({ date }) => start <= date && date <= end);
  }
}

/** The credits of a list before one of them, or through it. A `RangeError` if it is not among them. */
export function upTo<Row, Unit extends string>(
  credits: readonly Credit<Row, Unit>[],
  credit: Credit<Row, Unit>,
  side: "before" | "through",
): readonly Credit<Row, Unit>[] {
  const place = credits.indexOf(credit);
  if (place === -1) throw new RangeError(`The credit ${credit.key} is not in the list.`);
  return credits.slice(0, side === "before" ? place : place + 1);
}

function grouped<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
