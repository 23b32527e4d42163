/** Draws and balances, as they are written. */
import type { Expression } from "./expression.ts";
import type { Named, NodeBase } from "./node.ts";
import type { Allow, Rounding } from "./plan.ts";

/** Pay that is guaranteed in advance, and repaid from later pay or never. */
export interface Draw extends Named {
  readonly kind: "Draw";
  readonly lines: readonly DrawLine[];
  readonly allows: readonly Allow[];
}

export type DrawLine =
  | (NodeBase & {
      readonly kind: "Guarantees";
      readonly value: Expression;
      readonly when?: Expression;
    })
  /** `from pay above KEPT`, `from all pay`; `SHARE of` before it. */
  | (NodeBase & {
      readonly kind: "RepaidFrom";
      readonly share?: Expression;
      readonly kept?: Expression;
    })
  | (NodeBase & { readonly kind: "RepaidSince"; readonly date: Expression })
  | (NodeBase & { readonly kind: "RepaidAtMost"; readonly limit: Expression })
  | (NodeBase & { readonly kind: "NeverRepaid" })
  | Opens
  | (NodeBase & { readonly kind: "ForgivenAfter"; readonly date: Expression })
  | (NodeBase & { readonly kind: "ForgivenWhen"; readonly condition: Expression })
  | (NodeBase & { readonly kind: "Round"; readonly rounding: Rounding });

/** An amount of one's own that passes from one pay period to the next. */
export interface Balance extends Named {
  readonly kind: "Balance";
  readonly lines: readonly BalanceLine[];
  readonly allows: readonly Allow[];
}

export type BalanceLine =
  | Opens
  | (NodeBase & { readonly kind: "Becomes"; readonly value: Expression })
  | (NodeBase & { readonly kind: "Round"; readonly rounding: Rounding });

export interface Opens extends NodeBase {
  readonly kind: "Opens";
  readonly value: Expression;
}
