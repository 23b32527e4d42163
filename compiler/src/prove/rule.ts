/** What a proof about money is given, and what it says. */
import type * as ir from "../ir/ir.ts";
import type { Rule } from "../diagnostics/diagnostic.ts";
import type { Study } from "./study.ts";

interface Said {
  readonly related?: readonly { readonly at: ir.Origin; readonly message: string }[];
  readonly help?: string;
}

export type Tell = <Hole extends string>(
  rule: Rule<Hole>,
  at: ir.Origin,
  facts: Readonly<Record<Hole, string>>,
  said?: Said,
) => void;

/** What was found out about one property of one thing. */
export interface Verdict {
  /** The name of the rule. */
  readonly rule: string;
  /** A component, a table, `payout`; with the measure that it moves with. */
  readonly subject: string;
  readonly axis?: string;
  readonly verdict: "proved" | "refuted" | "unknown";
  /** Why it is unknown. */
  readonly reason?: string;
}

/** One file each: tells what is wrong, and answers with what it found out. */
export type Proof = (study: Study, tell: Tell) => readonly Verdict[];
