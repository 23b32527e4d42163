/** Credits, as they are written. */
import type { Never } from "./component.ts";
import type { Expression } from "./expression.ts";
import type { Name, Named, NodeBase } from "./node.ts";
import type { Allow, Grain, Rounding } from "./plan.ts";

export interface Credit extends Named {
  readonly kind: "Credit";
  readonly source: Name;
  readonly lines: readonly CreditLine[];
  readonly allows: readonly Allow[];
}

export type CreditLine =
  | (NodeBase & { readonly kind: "Where"; readonly condition: Expression })
  | (NodeBase & { readonly kind: "Dated"; readonly date: Expression })
  | (NodeBase & { readonly kind: "Worth"; readonly value: Expression })
  | (NodeBase & { readonly kind: "To"; readonly recipient: Recipient })
  | (NodeBase & {
      readonly kind: "Split";
      readonly share: Expression | "the rest";
      readonly recipient: Recipient;
    })
  | (NodeBase & {
      readonly kind: "Overlay";
      readonly share: Expression;
      readonly recipient: Recipient;
    })
  | Never
  | (NodeBase & { readonly kind: "Round"; readonly rounding: Rounding })
  | (NodeBase & { readonly kind: "Fairly"; readonly to: Grain; readonly ties: readonly Name[] });

export interface Recipient extends NodeBase {
  readonly payee: Expression;
  readonly when?: Expression;
}
