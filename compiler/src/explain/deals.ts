/** The deals that an explanation is made of, each once, however many lines are made of it. */
import { known } from "../base/assert.ts";
import type { CreditRecord } from "../evaluate/credits.ts";
import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";
import type { Value } from "../evaluate/trace.ts";
import type { DealList, DealSum } from "./explanation.ts";
import type { Words } from "./words.ts";

export class Deals {
  readonly #plan: ir.Plan;
  readonly #words: Words;
  readonly #deals = new Map<string, Set<CreditRecord>>();
  readonly #fields = new Map<string, Map<string, ir.Field>>();
  readonly #sums = new Map<string, Map<string, DealSum>>();

  constructor(plan: ir.Plan, words: Words) {
    this.#plan = plan;
    this.#words = words;
  }

  /** Deals that something was made of; `read`: the expressions that read their rows. */
  add(credit: string, deals: readonly CreditRecord[], read: readonly unknown[]): void {
    const all = this.#deals.get(credit) ?? new Set();
    for (const deal of deals) all.add(deal);
    this.#deals.set(credit, all);
    const source = this.rule(credit).source;
    const fields = this.#fields.get(credit) ?? new Map<string, ir.Field>();
    // What a deal is worth is a column of its own, and what it was computed from are others.
    const { worth } = this.rule(credit);
    const reading = worth.op === "field" ? read : [worth, ...read];
    for (const field of reading.flatMap((part) => rowFields(part, source)))
      fields.set(field.name, field);
    this.#fields.set(credit, fields);
  }

  /** The total of a window. */
  addSum({ credit, window }: ir.Credits, deals: readonly CreditRecord[], value: Value): void {
    const isPart = window.deals !== undefined || window.period === "Segment";
    if (isPart || !(value instanceof Rational)) return;
    const sums = this.#sums.get(credit) ?? new Map<string, DealSum>();
    const of = windowText(window);
    if (!sums.has(of)) sums.set(of, { of, count: deals.length, sum: value });
    this.#sums.set(credit, sums);
  }

  rule(credit: string): ir.Credit {
    return known(
      this.#plan.credits.find(({ name }) => name === credit),
      `the credit ${credit}`,
    );
  }

  /** In the order of the plan; deals in the order of their dates and keys. */
  lists(): DealList[] {
    return this.#plan.credits.flatMap((credit) => {
      const found = this.#deals.get(credit.name);
      if (found === undefined || found.size === 0) return [];
      const deals = [...found].sort(
        (a, b) => order(a.date, b.date) || order(a.row.key, b.row.key) || order(a.kind, b.kind),
      );
      const fields = [...(this.#fields.get(credit.name)?.values() ?? [])];
      const sums = this.#sumsOf(credit.name, deals);
      return [{ credit, name: this.#words.named(credit.name), deals, sums, fields }];
    });
  }

  /** One sum, unless totals were taken over several windows. */
  #sumsOf(credit: string, deals: readonly CreditRecord[]): DealSum[] {
    const sums = [...(this.#sums.get(credit)?.values() ?? [])].sort((a, b) => a.count - b.count);
    const isPart = sums.some(({ count }) => count < deals.length);
    if (isPart) return sums;
    const sum = deals.reduce((total, { amount }) => total.plus(amount), Rational.ZERO);
    return [{ of: "", count: deals.length, sum }];
  }
}

/** ` of the Quarter`, ` of the Year to date`, ` of the last Month`. */
function windowText({ kind, period, earlier }: ir.Window): string {
  if (kind === "last") return ` of the last ${period}`;
  if (kind === "period") return ` of the ${period}`;
  return ` of the ${period} to date${earlier === true ? ", without this period" : ""}`;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The fields of the row at hand that an expression reads. The representation is plain data without cycles. */
function rowFields(part: unknown, source: string): ir.Field[] {
  if (typeof part !== "object" || part === null) return [];
  const inner = Object.values(part).flatMap((value) => rowFields(value, source));
  const { op, at } = part as Partial<ir.Field>;
  const isField = op === "field" && at?.op === "row" && (part as ir.Field).source === source;
  return isField ? [part as ir.Field] : inner;
}
