/** A small change of a plan that its tests should notice. */
import type * as ir from "../ir/ir.ts";

export type MutantKind =
  | "boundary"
  | "rate"
  | "amount"
  | "share"
  | "limit"
  | "tier"
  | "date"
  | "filter"
  | "rounding"
  | "step"
  | "formula"
  | "exception";

/** What one part of the representation becomes. */
export interface Edit {
  readonly part: object;
  readonly instead: unknown;
}

export interface Mutant {
  readonly kind: MutantKind;
  readonly origin: ir.Origin;
  /** The words of the plan. */
  readonly was: string;
  /** The same words as they would read; undefined for what is left out. */
  readonly becomes?: string;
  /** Why no payout can change by it; undefined where that isn't known. */
  readonly equal?: string;
  /** One for each time that the representation holds the part: a table is there for each length of period. */
  readonly edits: readonly Edit[];
}

/** The same representation with parts of it replaced; what isn't touched is shared. */
export function edited<Part>(part: Part, edits: ReadonlyMap<object, unknown>): Part {
  if (typeof part !== "object" || part === null) return part;
  if (edits.has(part)) return edits.get(part) as Part;
  if (Array.isArray(part)) {
    const items = part.map((item: unknown) => edited(item, edits));
    return items.every((item, i) => item === part[i]) ? part : (items as Part);
  }
  const entries = Object.entries(part).map(
    ([name, value]) => [name, value, edited(value as unknown, edits)] as const,
  );
  if (entries.every(([, before, after]) => before === after)) return part;
  return Object.fromEntries(entries.map(([name, , after]) => [name, after])) as Part;
}
