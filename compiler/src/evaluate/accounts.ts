/** What passes from one pay period to the next, folded in the order of the periods from the first one of the plan. */
import { type Period, periodOf, previousPeriod } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import { paidComponents } from "../ir/reads.ts";
import type { Column } from "./components.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { payoutOf } from "./payout.ts";
import { Rational } from "./rational.ts";
import { rounded } from "./rounding.ts";

/** What there was before a period, what moved in it, and what there is after it. */
export type Facts = Readonly<Record<ir.AccountFact, Rational>>;

/** Nothing moves. */
export function idle(opening: Rational): Facts {
  const { ZERO } = Rational;
  return { opening, drawn: ZERO, repaid: ZERO, forgiven: ZERO, closing: opening };
}

export class Accounts {
  readonly #e: Evaluator;
  readonly #facts = new Map<string, Facts>();
  readonly #payouts = new Map<string, Column>();

  constructor(e: Evaluator) {
    this.#e = e;
  }

  /** All that passes on after the pay period at hand, by name. */
  all(scope: Scope): ReadonlyMap<string, Facts> {
    const { components, payout, draws, balances } = this.#e.plan;
    const columns = [...components, { name: "payout", steps: payout.steps }];
    const carrying = columns.filter(({ steps }) => steps.some(({ op }) => op === "carried"));
    return new Map(
      [...carrying, ...draws, ...balances].map(({ name }) => [name, this.#in(name, scope)]),
    );
  }

  fact(name: string, fact: ir.AccountFact, scope: Scope): Rational {
    return fact === "opening" ? this.opening(name, scope) : this.#in(name, scope)[fact];
  }

  /** What there is before the period at hand. It asks for nothing of that period. */
  opening(name: string, scope: Scope): Rational {
    const set = this.#given(name, scope);
    if (set !== undefined) return set;
    const period = known(scope.period, "the period");
    if (this.#isFirst(period)) return this.#initial(name, scope);
    return this.#in(name, { ...scope, period: previousPeriod(this.#e.calendar, period) }).closing;
  }

  /** The first of the periods, one after the other, that left something; undefined if that was there before the plan, or is set by a test. */
  since(name: string, scope: Scope): string | undefined {
    let at = scope;
    while (!this.opening(name, at).isZero()) {
      const period = known(at.period, "the period");
      if (this.#isFirst(period) || this.#given(name, at) !== undefined) return undefined;
      at = { ...scope, period: previousPeriod(this.#e.calendar, period) };
    }
    return at.period?.name;
  }

  /** Periods before, from where the account is known, are gone through first: so none has to wait for another. */
  #in(name: string, scope: Scope): Facts {
    const found = this.#facts.get(keyOf(name, scope));
    if (found !== undefined) return found;
    const chain = [scope];
    for (let at = scope; this.#needsBefore(name, at);) {
      const period = previousPeriod(this.#e.calendar, known(at.period, "the period"));
      at = { ...scope, period };
      chain.push(at);
    }
    for (const at of chain.reverse()) {
      this.#facts.set(
        keyOf(name, at),
        this.#e.untraced(() => this.#compute(name, at)),
      );
    }
    return known(this.#facts.get(keyOf(name, scope)), `the account ${name}`);
  }

  #needsBefore(name: string, scope: Scope): boolean {
    const period = known(scope.period, "the period");
    if (this.#isFirst(period) || this.#given(name, scope) !== undefined) return false;
    const before = { ...scope, period: previousPeriod(this.#e.calendar, period) };
    return !this.#facts.has(keyOf(name, before));
  }

  #given(name: string, scope: Scope): Rational | undefined {
    return this.#e.given.value("account", `${name}.opening`, scope) as Rational | undefined;
  }

  #isFirst({ start }: Period): boolean {
    return start <= this.#e.plan.from;
  }

  #initial(name: string, scope: Scope): Rational {
    const { plan, calendar } = this.#e;
    const account = [...plan.draws, ...plan.balances].find((one) => one.name === name);
    if (account?.opening === undefined) return Rational.ZERO;
    const { opening } = account;
    const period = periodOf(calendar, plan.pays, plan.from);
    return this.#e.untraced(() => this.#e.number(opening, { ...scope, period }));
  }

  #compute(name: string, scope: Scope): Facts {
    const { plan } = this.#e;
    if (known(scope.period, "the period").end < plan.from) return idle(this.opening(name, scope));
    const balance = plan.balances.find((one) => one.name === name);
    if (balance !== undefined) return this.#balance(balance, scope);
    const owner = ownerOf(plan, name);
    if (owner === "payout") return known(this.#payout(scope).accounts?.get(name), name);
    const { parts, given } = this.#e.paid(owner, scope);
    const [part] = parts;
    // Where a test sets the component, or the plan has ended, no step is taken: nothing moves.
    if (given === true || part === undefined) return this.idle(name, scope);
    return known(part.column.accounts?.get(name), `the account ${name}`);
  }

  #balance({ name, becomes, rounding }: ir.Balance, scope: Scope): Facts {
    const opening = this.opening(name, scope);
    const value = this.#e.number(becomes, scope);
    const closing = rounding === undefined ? value : rounded(this.#e, value, rounding, scope);
    return { ...idle(opening), closing };
  }

  /** Where no step is taken nothing moves; but what is owed may be forgiven. */
  idle(name: string, scope: Scope): Facts {
    const draw = this.#e.plan.draws.find((one) => one.name === name);
    const facts = idle(this.opening(name, scope));
    if (draw?.forgiven === undefined || !this.#e.condition(draw.forgiven, scope)) return facts;
    return { ...facts, forgiven: facts.opening, closing: Rational.ZERO };
  }

  #payout(scope: Scope): Column {
    const key = keyOf("payout", scope);
    const { plan } = this.#e;
    const sum = (): Rational =>
      paidComponents(plan).reduce(
        (total, { name }) => total.plus(this.#e.pay(name, scope)),
        Rational.ZERO,
      );
    const column = this.#payouts.get(key) ?? payoutOf(this.#e, scope, sum);
    this.#payouts.set(key, column);
    return column;
  }
}

/** The component, or the payout, in which the account of a draw or of carried pay moves. */
function ownerOf(plan: ir.Plan, name: string): string {
  if (!plan.draws.some((draw) => draw.name === name)) return name;
  const settles = (step: ir.Step): boolean => step.op === "settled" && step.draw === name;
  return plan.components.find(({ steps }) => steps.some(settles))?.name ?? "payout";
}

/** The accounts that move in a column of steps. */
export function accountsIn(column: string, steps: readonly ir.Step[]): string[] {
  return steps.flatMap((step) =>
    step.op === "carried" ? [column] : step.op === "settled" ? [step.draw] : [],
  );
}

function keyOf(name: string, { payee, period }: Scope): string {
  return `${name} ${payee} ${period?.name}`;
}
