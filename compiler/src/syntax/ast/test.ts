/** Tests, as they are written. */
import type { Expression, TextLiteral } from "./expression.ts";
import type { Name, NodeBase } from "./node.ts";
import type { Day } from "./plan.ts";

export interface GridLine extends NodeBase {
  readonly cells: readonly Cell[];
}

/** The trimmed text between two `|`. */
export interface Cell extends NodeBase {
  readonly text: string;
}

export interface TestDeclaration extends NodeBase {
  readonly kind: "Test";
  readonly title: TextLiteral;
  readonly plan: Name;
  readonly payee?: Name;
  readonly period?: Day;
  readonly givens: readonly Given[];
  readonly expects: readonly Expect[];
  readonly cases: readonly (NodeBase & { readonly grid: readonly GridLine[] })[];
}

export type Given =
  | (NodeBase & {
      readonly kind: "Value";
      readonly path: readonly Name[];
      readonly period?: Day;
      readonly value: Expression;
    })
  | (NodeBase & {
      readonly kind: "Grid";
      readonly path: readonly Name[];
      readonly grid: readonly GridLine[];
    });

export type Expect =
  | (NodeBase & {
      readonly kind: "Value";
      readonly path: readonly Name[];
      readonly period?: Day;
      readonly value: Expression;
    })
  | (NodeBase & { readonly kind: "Grid"; readonly grid: readonly GridLine[] })
  | (NodeBase & { readonly kind: "Error"; readonly code: Name });
