/** Entries of a ledger as people and other programs read them. */
import { type Column, textTable } from "../base/columns.ts";
import { listed } from "../base/text.ts";
import { formatAmount, formatNumber } from "../evaluate/format.ts";
import { amountOf, type DifferenceEntry, type Entry, type PayEntry } from "../ledger/entry.ts";
import { type Close, type Ledger, postedIn } from "../ledger/ledger.ts";
import { UsageError } from "./arguments.ts";
import { called, meantBy } from "./payees.ts";

type Posted = Entry<PayEntry | DifferenceEntry>;

/** Entries of one close. */
export interface Chosen {
  readonly close: Close;
  readonly entries: readonly Posted[];
}

/** What was posted for a person, by key or name, and for a period or when it was closed; closes that have none are left out. */
export function chosen(
  ledger: Ledger,
  who: string | undefined,
  period: string | undefined,
): Chosen[] {
  const key = who === undefined ? undefined : keyOfPayee(ledger, who);
  const found = ledger.closes.flatMap((close) => {
    const entries = close.posted.filter(
      (entry) =>
        (key === undefined || entry.payee === key) &&
        (period === undefined || entry.period === period || close.head.period === period),
    );
    return entries.length === 0 ? [] : [{ close, entries }];
  });
  if (found.length > 0 || period === undefined) return found;
  const whom = who === undefined ? "" : ` to ${who}`;
  const closed = ledger.closes.map((close) => close.head.period);
  throw new UsageError(
    `Nothing was posted${whom} for ${period}. Closed are ${listed(closed, "and")}.`,
  );
}

function keyOfPayee(ledger: Ledger, who: string): string {
  const people = postedIn(ledger).map(({ payee, name }) => ({ key: payee, name }));
  const keys = [...new Set(called(people, who).map(({ key }) => key))];
  const [key] = keys;
  if (key !== undefined && keys.length === 1) return key;
  if (keys.length > 1)
    throw new UsageError(`${who} is several people: ${listed(keys, "and")}. Name one by key.`);
  const meant = meantBy(people, who);
  const help = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(`Nothing was posted to ${who}.${help}`);
}

const COLUMNS: readonly Column[] = [
  { heading: "Entry", align: "right" },
  { heading: "Payee", align: "left" },
  { heading: "Plan", align: "left" },
  { heading: "Period", align: "left" },
  { heading: "Component", align: "left" },
  { heading: "Amount", align: "right" },
  { heading: "Corrects", align: "left" },
];

export function entriesTable(entries: readonly Posted[]): string {
  const rows = entries.map((entry) => [
    String(entry.n),
    entry.name === entry.payee ? entry.name : `${entry.name} (${entry.payee})`,
    entry.plan,
    entry.period,
    entry.component,
    `${formatAmount(amountOf(entry.amount), entry.currency)} ${entry.currency}`,
    entry.kind === "difference" ? `entry ${entry.corrects}` : "",
  ]);
  return textTable(COLUMNS, rows).join("\n");
}

export function totalText(totals: Readonly<Record<string, string>>): string {
  const sums = Object.entries(totals).map(([currency, total]) =>
    formatNumber(amountOf(total), currency),
  );
  return sums.length === 0 ? "Nothing was posted." : `In all: ${sums.join(" and ")}`;
}

export function entryJson({ head }: Close, entry: Posted): object {
  const { n, kind, plan, period, payee, name, component, amount, currency, hash } = entry;
  return {
    n,
    kind,
    ...(entry.kind === "difference" ? { corrects: entry.corrects } : {}),
    plan,
    period,
    payee,
    name,
    component,
    amount,
    currency,
    postedIn: head.period,
    asOf: head.asOf,
    hash,
  };
}
