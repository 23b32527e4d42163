// A project with a ledger: its first quarter is closed, and then its data changes.
import { expect } from "vitest";
import { attain, json, project, PROJECT, write } from "./command-line.ts";

export const [Q1, Q2] = ["FY2026-Q1", "FY2026-Q2"];

/**
 * A deal of Ana's comes late, and Bo's was typed wrong. The first quarter comes to:
 *
 * Ana: 130,000.50 + 1,200 = 131,200.50 on 100,000: 2,000 + 3,000 + 31,200.50 x 10% = 8,120.05, 120.00 more than 8,000.05.
 * Bo: 10,000.33 x 4% = 400.0132, rounded 400.01, 400.00 less than 800.01.
 */
export const LATE = `${PROJECT["data/deals.csv"].replace("20000.33", "10000.33")}D5,R1,1200,2026-03-20\n`;

interface Shown {
  readonly entries: readonly {
    readonly n: number;
    readonly kind: string;
    readonly payee: string;
    readonly period: string;
    readonly component: string;
    readonly amount: string;
    readonly postedIn: string;
    readonly corrects?: number;
  }[];
  readonly totals: Readonly<Record<string, string>>;
}

/** What stands in the ledger. */
export async function shown(folder: string, ...words: string[]): Promise<Shown> {
  return (await json(folder, "ledger", "show", ...words)) as Shown;
}

/** A project whose first quarter is closed, and whose data has changed since. */
export async function changed(): Promise<string> {
  const folder = project();
  expect((await attain(folder, "close", Q1)).code).toBe(0);
  write(folder, "data/deals.csv", LATE);
  return folder;
}
