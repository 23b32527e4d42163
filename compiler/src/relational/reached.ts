/** What paying somebody for some pay periods may ask of credits: the aggregates, and the days of their windows. */
import { type Days, type Period, periodOf, previousPeriod } from "@attain/runtime";
import { periodsPaid } from "../evaluate/components.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import type * as ir from "../ir/ir.ts";
import { paidComponents } from "../ir/reads.ts";
import { totalOfEach } from "./each-credit.ts";
import { isTallied, type TalliedNode } from "./tally-name.ts";

export interface Reached {
  readonly aggregates: readonly TalliedNode[];
  readonly spans: readonly Days[];
}

/** All that the payouts of some pay periods reach, whatever conditions hold. */
export function reachedBy(time: Evaluator, periods: readonly Period[]): Reached {
  const reaching = new Reaching(time);
  for (const period of periods) reaching.payout(period);
  return reaching;
}

class Reaching implements Reached {
  readonly aggregates: TalliedNode[] = [];
  readonly spans: Days[] = [];
  readonly #time: Evaluator;
  readonly #plan: ir.Plan;
  /** Each definition is gone through once for each period. */
  readonly #seen = new Set<string>();

  constructor(time: Evaluator) {
    this.#time = time;
    this.#plan = time.plan;
  }

  payout(period: Period): void {
    this.#once("payout", period, () => {
      const { payout } = this.#plan;
      this.#visit(payout, period);
      this.#carried("payout", payout.steps, period);
      for (const { name } of paidComponents(this.#plan)) this.#component(name, period);
    });
  }

  #once(name: string, period: Period, run: () => void): void {
    const key = `${name} ${period.kind} ${period.name}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    run();
  }

  #component(name: string, period: Period): void {
    const component = this.#plan.components.find((one) => one.name === name);
    if (component === undefined) return;
    this.#once(`component ${name}`, period, () => {
      const parts =
        component.segments === undefined ? periodsPaid(this.#time, component, period, {}) : [];
      const each = totalOfEach(this.#plan, component);
      for (const part of parts) {
        this.#visit(component, part);
        this.#visit(each, part);
      }
      this.#carried(name, component.steps, period);
    });
  }

  #measure(name: string, period: Period): void {
    const measure = this.#plan.measures.find(
      (one) => one.name === name && one.period === period.kind,
    );
    this.#once(`measure ${name}`, period, () => {
      this.#visit(measure, period);
    });
  }

  #table(name: string, period: Period): void {
    this.#once(`table ${name}`, period, () => {
      this.#visit(this.#time.table(name, period).body, period);
    });
  }

  /** What is kept is what all pay periods before made of it. */
  #account(name: string, period: Period): void {
    this.#once(`account ${name}`, period, () => {
      const { draws, balances, components, pays, from } = this.#plan;
      const account = [...draws, ...balances].find((one) => one.name === name);
      this.#visit(account, period);
      this.#visit(account?.opening, periodOf(this.#time.calendar, pays, from));
      const owner = components.find(
        (one) =>
          one.name === name ||
          one.steps.some((step) => step.op === "settled" && step.draw === name),
      );
      if (owner !== undefined) this.#component(owner.name, period);
      else if (!balances.some((one) => one.name === name)) this.payout(period);
      if (period.start > from) this.#account(name, previousPeriod(this.#time.calendar, period));
    });
  }

  #visit(part: unknown, period: Period): void {
    if (typeof part !== "object" || part === null) return;
    if ("op" in part && !this.#goesOn(part as ir.Expr | ir.Step, period)) return;
    for (const value of Object.values(part)) this.#visit(value, period);
  }

  /** What comes from the period before belongs to the column whose steps carry it. */
  #carried(name: string, steps: readonly ir.Step[], period: Period): void {
    if (steps.some(({ op }) => op === "carried")) this.#account(name, period);
  }

  /** Whether the parts of a node are to be gone through after it. */
  #goesOn(node: ir.Expr | ir.Step, period: Period): boolean {
    if (isTallied(node)) {
      this.aggregates.push(node);
      this.spans.push(this.#time.daysOf(node.of.window, period));
      return false;
    }
    switch (node.op) {
      case "measure":
        this.#measure(node.name, period);
        return false;
      case "pay":
        if (node.plan === undefined) this.#component(node.name, period);
        return false;
      case "kept":
        this.#account(node.name, period);
        return false;
      case "settled":
        this.#account(node.draw, period);
        return false;
      case "over periods":
        this.#overPeriods(node, period);
        return false;
      case "lookup":
      case "rates":
        this.#table(node.table, period);
        return true;
      case "prorate":
        if (typeof node.by === "object") this.#table(node.by.lookup, period);
        return true;
      default:
        return true;
    }
  }

  /** Of another plan, that plan is asked. */
  #overPeriods({ of, window, each }: ir.OverPeriods, period: Period): void {
    if (of.op === "pay" && of.plan !== undefined) return;
    for (const part of this.#time.periodsOf(window, period, each)) this.#visit(of, part);
  }
}
