/** The receipt of a run: what it was computed from and by, so that the same inputs can be shown to give the same bytes. */
import { createHash } from "node:crypto";
import { type Period, type PlainDate, runtimeVersion } from "@attain/runtime";
import { Rational } from "../evaluate/rational.ts";
import type { LoadedFile } from "../host/load-data.ts";
import type { Paid } from "./pay.ts";
import type { Session } from "./session.ts";

declare const ATTAIN_COMPILER_HASH: string | undefined;
declare const ATTAIN_RUNTIME_HASH: string | undefined;

export interface Receipt {
  readonly period: string;
  readonly asOf: PlainDate;
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
}

export function receiptOf(
  session: Session,
  period: Period,
  asOf: PlainDate,
  paid: readonly Paid[],
  files: readonly LoadedFile[],
  payouts: string,
): Receipt {
  const totals = new Map<string, Rational>();
  for (const { result } of paid) {
    for (const { payout } of result.payees) {
      const { currency } = result.plan;
      totals.set(currency, (totals.get(currency) ?? Rational.ZERO).plus(payout.amount));
    }
  }
  const plans = session.workspace
    .paths()
    .map((path) => ({ path, sha256: sha256(session.workspace.module(path)?.file.text ?? "") }));
  return {
    period: period.name,
    asOf,
    // The hashes are those of the sources that the command line was built from.
    compiler: {
      version: runtimeVersion,
      sha256: typeof ATTAIN_COMPILER_HASH === "string" ? ATTAIN_COMPILER_HASH : "not built",
    },
    runtime: {
      version: runtimeVersion,
      sha256: typeof ATTAIN_RUNTIME_HASH === "string" ? ATTAIN_RUNTIME_HASH : "not built",
    },
    plans,
    data: files,
    config: sha256(session.config.file.text),
    totals: Object.fromEntries(
      [...totals]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, total]) => [currency, total.toString()]),
    ),
    payees: new Set(paid.flatMap(({ result }) => result.payees.map(({ payee }) => payee))).size,
    payouts: sha256(payouts),
  };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
