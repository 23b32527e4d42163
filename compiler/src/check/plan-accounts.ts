/** What a plan keeps from one pay period to the next, by the names of its components, draws and balances. */
import type { Symbol_ } from "../bind/scope.ts";
import type { Details } from "../diagnostics/diagnostic.ts";
import type { Component, Payout } from "../syntax/ast/component.ts";
import type { PlanMember } from "../syntax/ast/plan.ts";
import type { Account } from "./accounts.ts";
import { isCarried } from "./carried.ts";
import type { Env } from "./checker.ts";
import { checkDraw, openingOfBalance } from "./draws.ts";
import { type NumberType, money, numberOf } from "./types.ts";

/** The definitions of a plan, as its accounts need them. */
export interface Definitions {
  readonly members: readonly PlanMember[];
  readonly symbols: ReadonlyMap<string, Symbol_>;
  readonly currency: string;
  /** The environment of the pay period. */
  readonly env: () => Env;
  /** Runs a check unless it is running already: then the definition of that name goes through itself. */
  readonly guarded: <Result>(
    name: string,
    check: () => Result,
    part?: string,
  ) => Result | undefined;
  /** Types a component or a balance. */
  readonly typed: (name: string) => void;
  /** Types the payout, and with it all components. */
  readonly payout: () => void;
}

export class PlanAccounts {
  readonly #plan: Definitions;
  readonly #draws = new Set<string>();
  readonly #openings = new Map<string, NumberType | undefined>();

  constructor(plan: Definitions) {
    this.#plan = plan;
  }

  of(name: string): Account | undefined {
    const { symbols, members, typed, payout } = this.#plan;
    const symbol = symbols.get(name);
    switch (symbol?.kind) {
      case "draw": {
        const closing = (): void => this.#settle(name);
        return { kind: "draw", opening: this.#money("not negative"), closing };
      }
      case "balance": {
        const opening = this.openingOf(name);
        return opening && { kind: "balance", opening, closing: () => typed(name) };
      }
      case "component":
        if (!symbol.declaration.steps.some(isCarried)) return undefined;
        return { kind: "component", opening: this.#money("any"), closing: () => typed(name) };
      default: {
        const own = members.find((member): member is Payout => member.kind === "Payout");
        const carries = name === "payout" && own?.steps.some(isCarried) === true;
        return carries
          ? { kind: "payout", opening: this.#money("any"), closing: payout }
          : undefined;
      }
    }
  }

  /** What there is before a period needs nothing of it: how to leave a loop of definitions. */
  wayOut(loop: readonly string[]): Details {
    const name = loop.find((step) => this.of(step) !== undefined);
    if (name === undefined) return {};
    return { help: `Read what there was before the period: \`${name}.opening\`.` };
  }

  /** Checks the lines of a draw, once. */
  draw(name: string): void {
    const symbol = this.#plan.symbols.get(name);
    if (symbol?.kind !== "draw" || this.#draws.has(name)) return;
    const env = { ...this.#plan.env(), file: symbol.at.file };
    this.#plan.guarded(name, () => checkDraw(env, symbol.declaration), "lines");
    this.#draws.add(name);
  }

  /** The type of a balance before a period. */
  openingOf(name: string): NumberType | undefined {
    const symbol = this.#plan.symbols.get(name);
    if (symbol?.kind !== "balance") return undefined;
    if (this.#openings.has(name)) return this.#openings.get(name);
    const env = { ...this.#plan.env(), file: symbol.at.file };
    const type = this.#plan.guarded(
      name,
      () => openingOfBalance(env, symbol.declaration),
      "opening",
    );
    this.#openings.set(name, type);
    return type;
  }

  /** What a draw comes to after a period stands on the pay that is settled against it. */
  #settle(name: string): void {
    const { members, guarded, typed, payout } = this.#plan;
    guarded(name, () => {
      const column = members.find(
        (member): member is Component | Payout =>
          (member.kind === "Component" || member.kind === "Payout") &&
          member.steps.some((step) => step.kind === "Settled" && step.draw.text === name),
      );
      if (column?.kind === "Payout") payout();
      if (column?.kind === "Component") typed(column.name.text);
    });
  }

  #money(sign: NumberType["sign"]): NumberType {
    return numberOf(money(this.#plan.currency), { sign, grid: "rounded" });
  }
}
