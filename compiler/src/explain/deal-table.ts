/**
 * Deals as tables: key and date, what the plan reads of each, and what was credited. Credits that were given for the same
 * rows share a table.
 */
import type { Column } from "../base/columns.ts";
import type { CreditRecord } from "../evaluate/credits.ts";
import { cellValue } from "../evaluate/fields.ts";
import { formatNumber, formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";
import type { DealList } from "./explanation.ts";

export interface DealTable {
  readonly heading: string;
  readonly columns: readonly Column[];
  /** One for each row of data. */
  readonly rows: readonly (readonly string[])[];
  readonly sums: readonly (readonly string[])[];
}

export function dealTables(lists: readonly DealList[]): DealTable[] {
  const groups: DealList[][] = [];
  for (const list of lists) {
    const same = groups.find(([first]) => first !== undefined && areAlike(first, list));
    if (same === undefined) groups.push([list]);
    else same.push(list);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [tableOf(first, group)];
  });
}

/** Whole credits for the same rows on the same days. */
function areAlike(a: DealList, b: DealList): boolean {
  return (
    a.credit.source === b.credit.source &&
    a.deals.length === b.deals.length &&
    partsOf(a).length + partsOf(b).length === 0 &&
    a.deals.every(({ row, date }, i) => row === b.deals[i]?.row && date === b.deals[i].date)
  );
}

function tableOf(first: DealList, group: readonly DealList[]): DealTable {
  const { deals, credit } = first;
  const parts = partsOf(first);
  const all = new Map(group.flatMap((list) => list.fields).map((field) => [field.name, field]));
  const fields = [...all.values()].filter(
    (field) => !isDate(deals, field.name) && !group.some((list) => isWorth(list, field)),
  );
  const names = group.map(({ name }) => name);
  const columns: Column[] = [
    { heading: credit.source, align: "left" },
    { heading: "dated", align: "left" },
    ...fields.map<Column>(({ name, type }) => ({
      heading: name,
      align: type.kind === "number" ? "right" : "left",
    })),
    ...[
      ...parts.map(({ heading }) => heading),
      ...(names.length > 1 ? names : ["credited"]),
    ].map<Column>((heading) => ({ heading, align: "right" })),
    { heading: "row", align: "right" },
  ];
  const rows = deals.map((deal, i) => [
    deal.row.key,
    deal.date,
    ...fields.map((field) => fieldText(field, deal)),
    ...parts.map(({ text }) => text(deal)),
    ...group.map((list) => formatNumber(list.deals[i]?.amount ?? deal.amount, list.credit.unit)),
    String(deal.row.row),
  ]);
  const blank = Array.from({ length: columns.length - group.length - 2 }, () => "");
  const sums =
    deals.length === 1
      ? []
      : sumsOf(group).map(({ of, texts }) => [`Sum${of}`, ...blank, ...texts, ""]);
  return {
    heading: `${names.join(", ")}: ${deals.length} from ${credit.source}`,
    columns,
    rows,
    sums,
  };
}

/** A cell as people read it; an amount in the currency that its row names. */
function fieldText({ name, type }: ir.Field, { row }: CreditRecord): string {
  const cell = row.cells[name];
  if (cell === undefined) return "";
  const unit = type.kind === "number" ? type.unit : "";
  const currency = row.cells[/^Money in (.+)$/.exec(unit)?.[1] ?? ""];
  const shown = typeof currency === "string" ? ({ kind: "number", unit: currency } as const) : type;
  return formatValue(shown, cellValue(type, cell));
}

/** The field that dates the credit is shown already. */
function isDate(deals: readonly CreditRecord[], field: string): boolean {
  return deals.every(({ row, date }) => row.cells[field] === date);
}

/** So is one that says what the deals are worth, or what was credited. */
function isWorth({ deals }: DealList, { name, type }: ir.Field): boolean {
  return deals.every(({ row, worth, amount }) => {
    const value = cellValue(type, row.cells[name]);
    return value instanceof Rational && value.equals(worth) && value.equals(amount);
  });
}

/** The sums of each window, side by side. */
function sumsOf(group: readonly DealList[]): { of: string; texts: string[] }[] {
  const windows = new Map<string, string[]>();
  for (const [i, { sums, credit }] of group.entries()) {
    for (const { of, sum } of sums) {
      const texts = windows.get(of) ?? group.map(() => "");
      texts[i] = formatNumber(sum, credit.unit);
      windows.set(of, texts);
    }
  }
  return [...windows].map(([of, texts]) => ({ of, texts }));
}

interface Part {
  readonly heading: string;
  readonly text: (deal: CreditRecord) => string;
}

/** From what a deal is worth to what was credited: only the steps that change something. */
function partsOf({ deals, credit }: DealList): Part[] {
  const worth: Part = {
    heading: "worth",
    text: (deal) => formatNumber(deal.worth, credit.unit),
  };
  const limited: Part = {
    heading: "after limits",
    text: (deal) => formatNumber(deal.whole, credit.unit),
  };
  const share: Part = { heading: "share", text: shareText };
  return [
    ...(deals.some((deal) => !deal.worth.equals(deal.amount)) ? [worth] : []),
    ...(deals.some((deal) => !deal.worth.equals(deal.whole)) ? [limited] : []),
    ...(deals.some((deal) => shareText(deal) !== "") ? [share] : []),
  ];
}

/** `40%`, `25% on top`; nothing for the whole. */
function shareText({ kind, share }: CreditRecord): string {
  const part = formatNumber(share, "ratio");
  if (kind === "overlay") return `${part} on top`;
  if (kind === "roll-up") return part === "100%" ? "rolled up" : `${part}, rolled up`;
  return kind === "whole" || part === "100%" ? "" : part;
}
