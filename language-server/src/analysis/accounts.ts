/** What is kept from one pay period to the next, and the words that read it: `advance.owed`, `payout.carried`; and of goals. */
import { GOAL_FACTS, isKpi } from "@attain/compiler/bind/kpis";
import { type Account, wordsOfFacts } from "@attain/compiler/check/accounts";
import type { Symbols } from "./scope.ts";

/** The words that may stand after a name and a point; none if nothing is kept under that name. */
export function factsAfter(symbols: Symbols, name: string): readonly string[] {
  const symbol = symbols.get(name);
  if (symbol?.kind === "goal") return GOAL_FACTS;
  if (isKpi(symbol)) return symbol.declaration.kpi?.baseline === undefined ? [] : ["baseline"];
  const kind = name === "payout" ? "payout" : kindOf(symbols, name);
  return kind === undefined ? [] : wordsOfFacts(kind);
}

function kindOf(symbols: Symbols, name: string): Account["kind"] | undefined {
  const kind = symbols.get(name)?.kind;
  return kind === "draw" || kind === "balance" || kind === "component" ? kind : undefined;
}
