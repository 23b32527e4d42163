/** Rows of totals, which reports write between or below the rows that they are about. */
import type { FieldReader } from "./field-reader.ts";
import type { RawRow } from "./raw-table.ts";
import { shown } from "./shown.ts";

/** `Total`, `Grand total:`, `Subtotal (45 records)`. */
const TOTAL =
  /^(?:(?:(?:grand|overall) )?(?:sub-?)?totals?|sum|summe|gesamt|suma|somme) ?:?(?: ?\(.*\))?$/i;

/**
 * What shows that a row is a total: it lacks what every row must have, and says that it is one, or is the last and has
 * no key. Undefined for any other row.
 */
export function totalIn(
  readers: readonly FieldReader[],
  cells: RawRow,
  isLast: boolean,
): string | undefined {
  if (!readers.some((reader, i) => reader.lacks(cells[i] ?? null))) return undefined;
  const lacking = readers.filter((reader, i) => reader.lacks(cells[i] ?? null));
  const texts = cells.map((cell) => (cell ?? "").trim());
  const said = texts.find((text) => TOTAL.test(text));
  if (said !== undefined) return `it says \`${shown(said)}\``;
  const keys = readers.filter(({ field }) => field.key);
  const hasNoKey = keys.length > 0 && keys.every((reader) => lacking.includes(reader));
  const hasNumber = readers.some(({ field }, i) => field.type.kind === "number" && texts[i] !== "");
  const isTotal = isLast && hasNumber && hasNoKey && lacking.length > keys.length;
  return isTotal ? "it is the last one, has a number, and has no key" : undefined;
}
