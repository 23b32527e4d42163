/** A run of a period, computed and not yet written: for `run`, which writes it, and `close`, which posts it too. */
import { parseDate, type Period, type PlainDate } from "@attain/runtime";
import type { DifferenceEntry } from "../ledger/entry.ts";
import { closedParts, type Ledger } from "../ledger/ledger.ts";
import {
  goneFrom,
  openParts,
  type DueParts,
  type Standing,
  standingOf,
} from "../ledger/standing.ts";
import { refuseDisagreements } from "./disagreements.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { balancesCsv } from "./balances.ts";
import { type Book, openBook, wholeLedger } from "./book.ts";
import { type Due, sharedPeriod } from "./due.ts";
import { refuseFaults } from "./faults.ts";
import type { Io } from "./io.ts";
import { type KpiRow, kpiRows, kpisCsv } from "./kpis.ts";
import { RunCache } from "./cache/run-cache.ts";
import { closedOf, lateChanges, rowsWithLate } from "./late-changes.ts";
import { pay, type Run } from "./pay.ts";
import { findPeople, type Person } from "./payees.ts";
import { type PayoutRow, payoutRows, payoutsCsv } from "./payouts.ts";
import { prepare, type Prepared, type Ready, withData } from "./ready.ts";
import { type Receipt, receiptOf } from "./receipt.ts";
import { sha256 } from "../host/hash.ts";
import type { PlanNote } from "./run-notes.ts";
import { statementFiles } from "./statement-files.ts";

export interface Asked {
  readonly period: string | undefined;
  /** The plans that are named; none for all. */
  readonly plans: readonly string[];
  /** The command line for one plan alone. */
  readonly alone: (plan: string, period: string) => string;
  /** One person; undefined for everybody. */
  readonly who?: string | undefined;
  readonly asOf?: PlainDate | undefined;
  /** Whether statements are written as pages too. */
  readonly isHtml?: boolean;
  /** Whether what was computed before may be read, or only kept for later; without it neither. */
  readonly cache?: "read" | "write";
  /** Ends the command, before anything is computed, where the ledger doesn't allow it. */
  readonly admit?: (prepared: Prepared, ledger: Ledger, standing: Standing) => void;
}

/** The date of `--as-of`. */
export function asOfDate(args: Arguments): PlainDate | undefined {
  const text = args.value("as-of");
  if (text === undefined) return undefined;
  const date = parseDate(text);
  if (date === undefined) throw new UsageError(`${text} is no date: write it as 2026-03-31.`);
  return date;
}

export interface PeriodRun {
  readonly ready: Ready;
  readonly book: Book;
  readonly ledger: Ledger;
  readonly standing: Standing;
  readonly run: Run;
  /** Of the run alone; what is posted for the period. */
  readonly computed: readonly PayoutRow[];
  /** What closed periods come to now, less what was posted for them. */
  readonly late: readonly DifferenceEntry[];
  /** With late changes: what is paid. */
  readonly rows: readonly PayoutRow[];
  /** KPIs and goals as they stand at the end of the period. */
  readonly kpis: readonly KpiRow[];
  readonly receipt: Receipt;
  /** Of everything that is paid in the period. */
  readonly isWhole: boolean;
  /** About the ledger. */
  readonly notes: readonly PlanNote[];
  /** The texts of the files by their paths in the folder of the period. */
  readonly files: () => Map<string, string>;
}

/** A period in the ledger: what is open of it, and what of other periods is closed. */
export interface Placed {
  readonly prepared: Prepared;
  readonly period: Period;
  readonly book: Book;
  readonly ledger: Ledger;
  readonly standing: Standing;
  /** To be computed again, for late changes are paid with the period. */
  readonly closed: readonly Due[];
}

/** Finds the period in the ledger, before any data is read. */
export async function placed(io: Io, asked: Asked): Promise<Placed> {
  const prepared = await prepare(io, asked.period, asked.plans);
  const period = sharedPeriod(prepared.due, asked.alone);
  const book = openBook(prepared.session.root);
  const ledger = wholeLedger(io, book, "Nothing was paid.");
  const named = prepared.plans.filter(
    ({ plan }) => asked.plans.length === 0 || asked.plans.includes(plan.name),
  );
  const closed = closedOf(ledger, named);
  const standing = standingOf(ledger, prepared.due.map(dueParts));
  asked.admit?.(prepared, ledger, standing);
  const isOpen = standing.kind === "open";
  return {
    prepared: isOpen ? { ...prepared, due: stillOpen(ledger, prepared.due) } : prepared,
    period,
    book,
    ledger,
    standing,
    closed: isOpen ? closed : [],
  };
}

function cacheFor({ session }: Ready, { cache }: Asked): RunCache | undefined {
  return cache === undefined ? undefined : new RunCache(session, cache === "read");
}

export async function runPeriod(io: Io, asked: Asked, at?: Placed): Promise<PeriodRun> {
  const { who } = asked;
  const { prepared, period, book, ledger, standing, closed } = at ?? (await placed(io, asked));
  const { due } = prepared;
  const ready = await withData(
    io,
    prepared,
    closed.map(({ planned }) => planned),
  );
  const people = who === undefined ? undefined : findPeople(ready, who);
  const cache = cacheFor(ready, asked);
  const run = await payAsked(io, ready, due, people, cache);
  const data = ({ planned }: Run["paid"][number]): ReturnType<Ready["data"]> => ready.data(planned);
  const again = await payAsked(io, ready, closed, people, cache);
  const late = lateChanges(
    ledger,
    again.paid,
    payoutRows(again.paid, data),
    (payee) => people === undefined || people.some(({ key }) => key === payee),
  );
  const computed = payoutRows(run.paid, data);
  const rows = rowsWithLate(computed, late, period.name);
  const asOf = asked.asOf ?? period.end;
  const isWhole = prepared.isWhole && who === undefined;
  const csv = payoutsCsv(rows);
  const balances = balancesCsv(run.paid, data);
  const facts = { period: period.name, asOf, isWhole, files: ready.files, payouts: csv, balances };
  const receipt = receiptOf(ready.session, { ...facts, paid: run.paid, rows });
  const kpis = kpiRows(run.paid, data);
  const notes = ledgerNotes(ledger, prepared, standing, period);
  const files = (): Map<string, string> => {
    const receiptText = `${JSON.stringify(receipt, null, 2)}\n`;
    const steered = kpisCsv(kpis);
    const head = { asOf, receipt: sha256(receiptText) };
    const statements = statementFiles(io, ready, run, {
      rows,
      late,
      head,
      isHtml: asked.isHtml === true,
      cache,
    });
    cache?.save();
    return new Map([
      ["payouts.csv", csv],
      ["payouts.json", `${JSON.stringify(rows, null, 2)}\n`],
      ["receipt.json", receiptText],
      ...(balances === undefined ? [] : [["balances.csv", balances] as const]),
      ...(steered === undefined ? [] : [["kpis.csv", steered] as const]),
      ...statements,
    ]);
  };
  return {
    ready,
    book,
    ledger,
    standing,
    run,
    computed,
    late,
    rows,
    kpis,
    receipt,
    isWhole,
    notes,
    files,
  };
}

export function dueParts({ planned: { program, plan }, parts }: Due): DueParts {
  return { plan: plan.name, pays: plan.pays, calendar: program.calendar, parts };
}

/** What is due without what is closed already. */
function stillOpen(ledger: Ledger, due: readonly Due[]): Due[] {
  const closed = closedParts(ledger);
  return due.flatMap((one) => {
    const parts = openParts(closed, dueParts(one));
    return parts.length === 0 ? [] : [{ ...one, parts }];
  });
}

/** Pays those who are asked for, or everybody. */
async function payAsked(
  io: Io,
  { session, data }: Ready,
  due: readonly Due[],
  people: readonly Person[] | undefined,
  cache: RunCache | undefined,
): Promise<Run> {
  const run = await pay(
    io,
    session,
    due.filter(
      ({ planned }) => people === undefined || people.some((one) => one.planned === planned),
    ),
    data,
    {
      isAsked: (planned, payee) =>
        people === undefined || people.some((one) => one.planned === planned && one.key === payee),
      cache,
    },
  );
  refuseDisagreements(run.disagreements);
  refuseFaults(session, run.faults);
  return run;
}

/** What the ledger has to say about a run. */
function ledgerNotes(
  ledger: Ledger,
  { plans, due }: Prepared,
  standing: Standing,
  { start, end }: Period,
): PlanNote[] {
  const names = plans.map(({ plan }) => plan.name);
  const already = closedParts(ledger)
    .filter((part) => standing.kind === "open" && start <= part.start && part.end <= end)
    .map(({ plan, period }) => ({
      plan,
      period,
      message: `${period} of ${plan} is closed: it isn't paid again.`,
    }));
  const gone = goneFrom(ledger, names).map((plan) => ({
    plan,
    message: `${plan} isn't in the project any more: what is closed of it stays as it is.`,
  }));
  const early =
    standing.kind === "out of order"
      ? due.slice(0, 1).map(({ planned: { plan } }) => ({
          plan: plan.name,
          message: `Late changes aren't shown: ${standing.why}.`,
        }))
      : [];
  return [...already, ...gone, ...early];
}
