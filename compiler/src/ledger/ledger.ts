/** A ledger that was read: its closes, what is closed in it, and what was posted for that. */
import { type Break, BEGINNING, type Chain, fileNameOf, type Link } from "./chain.ts";
import {
  type Amount,
  type ClosedPart,
  type CloseEntry,
  type DifferenceEntry,
  type Entry,
  type PayEntry,
  totalsOf,
} from "./entry.ts";

/** One close: its own entry, and the amounts below it. */
export interface Close {
  readonly head: Entry<CloseEntry>;
  readonly posted: readonly Entry<PayEntry | DifferenceEntry>[];
}

export interface Ledger {
  readonly closes: readonly Close[];
  /** Where the chain ends. */
  readonly last: Link;
}

/** The ledger of a chain, or the first entry that is broken: changed, or at odds with others. */
export function ledgerOf({ closes: files, broken }: Chain): Ledger | Break {
  const closes: Close[] = [];
  const known = new Map<number, Entry>();
  for (const [i, entries] of files.entries()) {
    const file = fileNameOf(i + 1);
    const isCut = broken?.file === file;
    for (const [line, entry] of entries.entries()) {
      const why = contradiction(entry, line === 0, known);
      if (why !== undefined) return { file, line: line + 1, why };
      known.set(entry.n, entry);
    }
    const [head, ...posted] = entries;
    if (isCut || head?.kind !== "close") break;
    const close = { head, posted: posted.filter((entry) => entry.kind !== "close") };
    const why = sumFault(close);
    if (why !== undefined) return { file, line: entries.length, why };
    closes.push(close);
  }
  return (
    broken ?? { closes, last: closes.at(-1)?.posted.at(-1) ?? closes.at(-1)?.head ?? BEGINNING }
  );
}

/** What an entry says that those before it deny. */
function contradiction(
  entry: Entry,
  isFirst: boolean,
  known: ReadonlyMap<number, Entry>,
): string | undefined {
  if ((entry.kind === "close") !== isFirst)
    return "a file holds one close: its own entry first, and amounts below it";
  if (entry.kind !== "difference") return undefined;
  const original = known.get(entry.corrects);
  const isOriginal =
    original?.kind === "close"
      ? original.closes.some(({ plan, period }) => plan === entry.plan && period === entry.period)
      : original?.kind === "pay" && keyOf(original) === keyOf(entry);
  return isOriginal
    ? undefined
    : `it corrects entry ${entry.corrects}, which is about something else`;
}

function sumFault({ head, posted }: Close): string | undefined {
  if (posted.length !== head.entries)
    return `the close has ${head.entries} entries, and ${posted.length} are here`;
  const totals = totalsOf(posted);
  return JSON.stringify(totals) === JSON.stringify(head.totals)
    ? undefined
    : "the entries of the close don't sum to its totals";
}

/** A pay period of a plan that is closed, with the number of the close's entry. */
export interface Closed extends ClosedPart {
  readonly n: number;
}

/** All that is closed, in the order in which it was. */
export function closedParts({ closes }: Ledger): Closed[] {
  return closes.flatMap(({ head: { n, closes: parts } }) => parts.map((part) => ({ ...part, n })));
}

/** What an amount is about. */
export function keyOf({
  plan,
  period,
  payee,
  component,
  currency,
}: Omit<Amount, "amount" | "name">): string {
  return JSON.stringify([plan, period, payee, component, currency]);
}

export function partKey({ plan, period }: Pick<ClosedPart, "plan" | "period">): string {
  return JSON.stringify([plan, period]);
}

/** Every amount of a ledger, in order. */
export function postedIn({ closes }: Ledger): Entry<PayEntry | DifferenceEntry>[] {
  return closes.flatMap(({ posted }) => posted);
}
