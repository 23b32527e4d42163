/** Rates along what they pay: their rows start where so much has been paid. */
import { Quantity } from "../number/quantity.ts";
import type { Apply } from "./rates.ts";
import { bound, checkOrder, outside, type Steps } from "./steps.ts";

/** What is paid from some amount on: at which rate, and up to which amount. */
interface Stretch<Paid extends string, Value> {
  readonly value: Value;
  readonly end?: Quantity<Paid>;
}

/**
 * What a base is paid when `from` was paid before it: a part of it at the rate of the row that `from` lies in, as much as
 * leads to the next row; the rest at the rates of the rows after it. A negative base goes back, row by row.
 * `ATN9002` if what is paid leaves the table; `ATN9005` if the rows don't rise.
 */
export function alongPaid<Base extends string, Value, Paid extends string>(
  base: Quantity<Base>,
  table: Steps<Paid, Value>,
  from: Quantity<Paid>,
  apply: Apply<Base, Value, Paid>,
): Quantity<Paid> {
  checkOrder(table);
  const isDown = base.isBelow(Quantity.of("0", base.unit));
  let [rest, at] = [base, from];
  for (;;) {
    const { value, end } = isDown ? stretchDown(table, at) : stretchUp(table, at);
    const full = apply(rest, value);
    const to = at.plus(full);
    const passes = end !== undefined && (isDown ? to.isBelow(end) : to.isAbove(end));
    if (!passes) return within(table, from, to).minus(from);
    rest = rest.minus(rest.times(end.minus(at).over(full)));
    at = end;
  }
}

/** What is paid for each of several credits, where `paid` is what those before it were paid. */
export function paidInTurn<Credit, Unit extends string>(
  credits: Iterable<Credit>,
  unit: Unit,
  pay: (credit: Credit, paid: Quantity<Unit>) => Quantity<Unit>,
): Quantity<Unit> {
  let paid = Quantity.of("0", unit);
  for (const credit of credits) paid = paid.plus(pay(credit, paid));
  return paid;
}

/** Up from an amount: at the rate of its row, to where the next one starts. */
function stretchUp<Paid extends string, Value>(
  table: Steps<Paid, Value>,
  at: Quantity<Paid>,
): Stretch<Paid, Value> {
  const next = table.rows.findIndex((row) => bound(row).isAbove(at));
  const [row, after] =
    next === -1
      ? [table.rows.at(-1)]
      : [next === 0 ? undefined : table.rows[next - 1], table.rows[next]];
  const value = row === undefined ? table.below : row.value;
  if (value === undefined) return outside(table, at);
  return after === undefined ? { value } : { value, end: bound(after) };
}

/** Down from an amount: at the rate of what lies right below it, to where that starts. */
function stretchDown<Paid extends string, Value>(
  table: Steps<Paid, Value>,
  at: Quantity<Paid>,
): Stretch<Paid, Value> {
  const row = table.rows.findLast((one) => bound(one).isBelow(at));
  if (row !== undefined) return { value: row.value, end: bound(row) };
  return table.below === undefined ? outside(table, at) : { value: table.below };
}

function within<Paid extends string, Value>(
  table: Steps<Paid, Value>,
  from: Quantity<Paid>,
  to: Quantity<Paid>,
): Quantity<Paid> {
  for (const end of [from, to]) if (table.to?.isBelow(end) === true) outside(table, end);
  return to;
}
