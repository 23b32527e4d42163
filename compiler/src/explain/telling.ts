/** What an explanation is told with: the plan, its words, and what has been named so far. */
import type * as ir from "../ir/ir.ts";
import type { Deals } from "./deals.ts";
import type { Numbers } from "./numbers.ts";
import type { Words } from "./words.ts";

export interface Telling {
  readonly plan: ir.Plan;
  readonly words: Words;
  readonly numbers: Numbers;
  readonly deals: Deals;
  /** Closed periods that come to something else now than the statements of them said. */
  readonly late: readonly string[];
}
