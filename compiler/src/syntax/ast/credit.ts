/** Credits, as they are written. */
import type { Never } from "./component.ts";
import type { Expression } from "./expression.ts";
import type { Name, Named, NodeBase } from "./node.ts";
import type { Allow, Fairly, Rounding } from "./plan.ts";

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
  | (NodeBase & { readonly kind: "ToCompany" })
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
  /** Those above whoever is credited, as a field of theirs or of a keyed source says. */
  | (NodeBase & {
      readonly kind: "RollUp";
      readonly share?: Expression;
      readonly path: readonly Name[];
      readonly levels?: number | "every";
    })
  /** To whoever was credited with another row, in the same proportion. */
  | (NodeBase & { readonly kind: "As"; readonly original: Expression; readonly credit: Name })
  | Never
  | (NodeBase & { readonly kind: "Round"; readonly rounding: Rounding })
  | Fairly;

export interface Recipient extends NodeBase {
  readonly payee: Expression;
  readonly when?: Expression;
  /** The source whose rows refer to the deal: one share, or overlay, for each of them. */
  readonly each?: Name;
}
