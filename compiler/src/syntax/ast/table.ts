/** Rates and lookups, as they are written. */
import type { Span } from "../../text/source-file.ts";
import type { Expression } from "./expression.ts";
import type { Name, Named, NodeBase } from "./node.ts";
import type { Allow } from "./plan.ts";

export interface Table extends Named {
  readonly kind: "Table";
  /** `rates` are applied on a base; a `lookup` is a value. */
  readonly role: "rates" | "lookup";
  readonly application?: TableKind;
  readonly axes: readonly Axis[];
  /** Along a year to date: whether the rate that is reached pays the earlier periods again. */
  readonly earlier?: "kept" | "again";
  readonly rows: readonly Row[];
  /** The grid of a table with two axes. */
  readonly matrix?: Matrix;
  readonly allows: readonly Allow[];
}

/** The first axis runs down, the second across. */
export interface Matrix extends NodeBase {
  readonly columns: readonly MatrixHeading[];
  readonly rows: readonly {
    readonly heading: MatrixHeading;
    readonly values: readonly Expression[];
    readonly span: Span;
  }[];
}

export type MatrixHeading =
  | (NodeBase & { readonly kind: "Below"; readonly limit: Expression })
  | (NodeBase & { readonly kind: "From"; readonly inclusive: boolean; readonly from: Expression })
  | (NodeBase & { readonly kind: "For"; readonly members: readonly Name[] | "anything else" });

export type TableKind =
  | (NodeBase & { readonly kind: "marginal" | "interpolated" | "whole" })
  | (NodeBase & { readonly kind: "whole above"; readonly pivot: Expression });

export interface Axis extends NodeBase {
  readonly value: Expression;
  /** For rates applied deal by deal: the axis as it stood before, or after, each deal. */
  readonly each?: "before" | "after";
}

export type Row =
  | (NodeBase & {
      readonly kind: "From";
      /** `from` includes its value, `above` leaves it to the row before. */
      readonly inclusive: boolean;
      readonly from: Expression;
      readonly to?: Expression;
      readonly value: Give | "continues";
    })
  | (NodeBase & { readonly kind: "Below"; readonly limit: Expression; readonly value: Give })
  | (NodeBase & { readonly kind: "At"; readonly at: Expression; readonly value: Give })
  | (NodeBase & {
      readonly kind: "For";
      readonly members: readonly Name[] | "anything else";
      readonly value: Give;
    });

export interface Give extends NodeBase {
  readonly verb: "pay" | "gives";
  readonly value: Expression;
}
