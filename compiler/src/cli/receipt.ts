/** The receipt of a run: what it was computed from and by, so that the same inputs can be shown to give the same bytes. */
import { type PlainDate, runtimeVersion } from "@attain/runtime";
import { sha256 } from "../host/hash.ts";
import type { LoadedFile } from "../host/load-data.ts";
import { totalsOf } from "../ledger/entry.ts";
import type { Paid } from "./pay.ts";
import type { PayoutRow } from "./payouts.ts";
import type { Session } from "./session.ts";

declare const ATTAIN_COMPILER_HASH: string | undefined;
declare const ATTAIN_RUNTIME_HASH: string | undefined;

export interface Receipt {
  readonly period: string;
  readonly asOf: PlainDate;
  /** `all` for everybody whom the project pays in the period, else the plans and people that were asked for. */
  readonly scope: "all" | { readonly plans: readonly string[]; readonly payees: readonly string[] };
  readonly compiler: { readonly version: string; readonly sha256: string };
  readonly runtime: { readonly version: string; readonly sha256: string };
  readonly plans: readonly { readonly path: string; readonly sha256: string }[];
  readonly data: readonly LoadedFile[];
  readonly config: string;
  /** By currency, as exact decimal text. */
  readonly totals: Readonly<Record<string, string>>;
  readonly payees: number;
  /** Of the payouts, as CSV. */
  readonly payouts: string;
  /** Of what passes to the next pay period, as CSV; absent where nothing does. */
  readonly balances?: string;
  /** Where rows were added up by DuckDB: how many payouts the reference evaluator has computed again. */
  readonly bulk?: { readonly checked: number };
}

/** What a receipt is made of, beside the project. */
export interface ReceiptFacts {
  readonly period: string;
  readonly asOf: PlainDate;
  readonly isWhole: boolean;
  readonly paid: readonly Paid[];
  readonly rows: readonly PayoutRow[];
  readonly files: readonly LoadedFile[];
  readonly payouts: string;
  readonly balances: string | undefined;
}

/** The hashes of the sources that the command line was built from. */
export function builtFrom(): { readonly compiler: string; readonly runtime: string } {
  return {
    compiler: typeof ATTAIN_COMPILER_HASH === "string" ? ATTAIN_COMPILER_HASH : "not built",
    runtime: typeof ATTAIN_RUNTIME_HASH === "string" ? ATTAIN_RUNTIME_HASH : "not built",
  };
}

export function receiptOf(
  session: Session,
  { period, asOf, isWhole, paid, rows, files, payouts, balances }: ReceiptFacts,
): Receipt {
  const payees = [
    ...new Set(paid.flatMap(({ result }) => result.payees.map(({ payee }) => payee))),
  ];
  const plans = [...new Set(paid.map(({ result }) => result.plan.name))];
  return signed(session, {
    period,
    asOf,
    scope: isWhole ? "all" : { plans, payees: payees.sort() },
    data: files,
    totals: totalsOf(rows.map(({ payout, currency }) => ({ amount: payout, currency }))),
    payees: payees.length,
    payouts: sha256(payouts),
    ...(balances === undefined ? {} : { balances: sha256(balances) }),
  });
}

/** A receipt, with what the run was computed by. */
export function signed(
  session: Session,
  facts: Omit<Receipt, "compiler" | "runtime" | "plans" | "config">,
): Receipt {
  const { period, asOf, scope, data, ...rest } = facts;
  const { compiler, runtime } = builtFrom();
  return {
    period,
    asOf,
    scope,
    compiler: { version: runtimeVersion, sha256: compiler },
    runtime: { version: runtimeVersion, sha256: runtime },
    plans: session.workspace
      .paths()
      .map((path) => ({ path, sha256: sha256(session.workspace.module(path)?.raw ?? "") })),
    data,
    config: sha256(session.configText),
    ...rest,
  };
}
