/** Why a test failed: what it gives, by how much a number is off, and how that number came about. */
import { counted, listed } from "../base/text.ts";
import { formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Explained } from "../explain/explain.ts";
import type * as ir from "../ir/ir.ts";
import type { Test, TestValue } from "../ir/test.ts";

/** What explains several numbers of one person and period, each line, number and list of deals once. */
export function together(all: readonly Explained[]): Explained {
  const lines = new Map<string, Explained["lines"][number]>();
  const numbers = new Map<string, Explained["numbers"][number]>();
  const deals = new Map<string, Explained["deals"][number]>();
  for (const explained of all) {
    for (const line of explained.lines) lines.set(line.name ?? line.text, line);
    for (const one of explained.numbers)
      numbers.set(`${one.name} ${formatValue(one.type, one.value)}`, one);
    for (const list of explained.deals) {
      const other = deals.get(list.credit.name);
      if (other === undefined || other.deals.length < list.deals.length)
        deals.set(list.credit.name, list);
    }
  }
  return { lines: [...lines.values()], numbers: [...numbers.values()], deals: [...deals.values()] };
}

/** `the ladder, case 2: Bookings 100,000.00 USD`. */
export function titleOf(test: Test): string {
  if (test.case === undefined) return test.title;
  const cells = test.givens.filter(({ origin }) => isInside(origin, test.origin)).map(givenText);
  const row = cells.length === 0 ? "" : `: ${cells.join(", ")}`;
  return `${test.title}, case ${test.case}${row}`;
}

function isInside(inner: ir.Origin, outer: ir.Origin): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** `quota 100,000.00 USD, Bookings 50,000.00 USD; 2 rows of Deals`. */
export function givenTexts(test: Test): string {
  const values = test.givens.map(givenText).join(", ");
  const rows = test.rows.map(
    ({ source, rows: all }) => `${counted(all.length, "row")} of ${source}`,
  );
  return [values, listed(rows, "and")].filter((text) => text !== "").join("; ");
}

function givenText({ name, payee, period, type, value }: TestValue): string {
  const whose = payee === undefined || name.startsWith(`${payee}.`) ? name : `${payee}.${name}`;
  const shown = literalText(type, value);
  return `${whose}${period === undefined ? "" : ` in ${period}`}${shown === "" ? "" : ` ${shown}`}`;
}

/** A value as a test sets it; "" for an expression that isn't plain. */
function literalText(type: ir.ValueType, value: ir.Expr): string {
  switch (value.op) {
    case "number":
      return formatValue(type, Rational.parse(value.value));
    case "text":
    case "date":
    case "yes or no":
      return formatValue(type, value.value);
    case "period":
      return value.name;
    case "row key":
      return value.key;
    default:
      return "";
  }
}
