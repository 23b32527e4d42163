/** Scenarios, as they are written. */
import type { TextLiteral } from "./expression.ts";
import type { Name, NodeBase } from "./node.ts";
import type { Cell, Given, GridLine } from "./test.ts";

export interface ScenarioDeclaration extends NodeBase {
  readonly kind: "Scenario";
  readonly title: TextLiteral;
  readonly plan: Name;
  readonly givens: readonly Given[];
  readonly headcounts: readonly Headcount[];
}

/** A number of people, or a grid that places groups of them. */
export interface Headcount extends NodeBase {
  readonly people?: Cell;
  readonly grid: readonly GridLine[];
}
