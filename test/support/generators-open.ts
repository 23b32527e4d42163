// Faults of the compiler that are known and open: what meets them isn't generated until they are mended.
import type { Kind } from "./generators-names.ts";

const OPEN = {
  "keyed-in-other-period":
    "a row keyed by the pay period is read under the name of a component's own period",
  "table-read-eagerly":
    "emitted code computes all cells of a table, and faults in cells that aren't reached",
  "date-lookup-in-brackets": "a lookup of dates, read in brackets, can't be lowered",
  "split-of-parts-of-a-cent": "a split of an amount that isn't whole cents stops emitted code",
  "weighted-otherwise": "emitted code doesn't average what `otherwise` follows",
  "names-of-ties":
    "emitted code breaks where ties are decided by a field whose name isn't an identifier",
  "rates-along-lists": "marginal rates along a list check, although they can't be paid",
  "signs-of-choices":
    "a choice counts as above zero where only one side is, and a divisor may be zero",
  "pay-in-other-period":
    "what a component pays is read for a period that isn't its own, and differently",
  "paths-after-words": "`30 Days after account.closed` is read as the field `closed` of a date",
  "components-before-they-are-declared":
    "a component of another period that is read above its place counts as defined by itself",
  "averages-without-weight":
    "emitted code computes the values of an average whose weights make nothing",
  "rates-inside-aggregates":
    "emitted code stops where rates along a credit are applied to credits of another window",
  "days-before-the-term":
    "emitted code of a plan of whole years counts deals before its term in measures `last Quarter`",
  "words-as-names":
    "aggregates don't read fields that are called by words with a meaning, or end a line with them",
  "names-of-emitted-code": "names that emitted code uses itself, or can't tell apart",
} as const;

type Open = keyof typeof OPEN;

export function isOpen(fault: Open): boolean {
  const list = process.env['OPEN'];
  return list === undefined ? Object.hasOwn(OPEN, fault) : list.split(',').includes(fault);
}

/** Names that meet an open fault. */
export function isFit(name: string, kind: Kind): boolean {
  if (isOpen("words-as-names") && WORDS.has(name)) return false;
  if (!isOpen("names-of-emitted-code")) return true;
  if (kind === "table") return name !== "Calendar";
  if (kind === "source") return name !== "Row" && name !== "Credit";
  if (kind === "plan") return name !== "Data" && name !== "Set" && name !== "Pay 2026";
  return name !== "__proto__" && name !== "constructor";
}

const WORDS: ReadonlySet<string> = new Set(
  "total count start half key last places floor cent to rounded".split(" "),
);
