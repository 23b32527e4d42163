/** Amounts of the currency that their row names: no finer than its smallest unit. */
import { minorUnits } from "@attain/runtime";
import { tooFine } from "../diagnostics/catalogue/data.ts";
import type * as ir from "../ir/ir.ts";
import type { SourceRows } from "./source-rows.ts";

/** Holds `Money in currency` to the digits of ISO 4217: none for yen, two for dollars, three for dinars. */
export function checkForeign(rows: SourceRows): void {
  for (const field of rows.source.fields) {
    const currencyField = currencyOf(field);
    if (currencyField === undefined) continue;
    for (const row of rows.rows) {
      const [amount, currency] = [row.cells[field.name], row.cells[currencyField]];
      if (typeof amount !== "string" || typeof currency !== "string") continue;
      if (rows.isRefused(row, [field.name, currencyField])) continue;
      const digits = minorUnits(currency);
      if ((amount.split(".")[1] ?? "").length <= digits) continue;
      const expected = digits === 0 ? "whole numbers" : `at most ${digits} digits after the point`;
      const facts = { value: `${amount} ${currency}`, field: field.name, expected };
      const help = `${currency} has no smaller unit: round it where it is made.`;
      rows.log.add(tooFine, facts, {
        column: rows.columnOf(field.name),
        value: amount,
        rows: [row.row],
        help,
      });
      rows.refuse(row, field.name);
    }
  }
}

/** The field that says which currency an amount is of. */
function currencyOf({ type }: ir.SourceField): string | undefined {
  if (type.kind !== "number") return undefined;
  return /^Money in (.+)$/.exec(type.unit)?.[1];
}
