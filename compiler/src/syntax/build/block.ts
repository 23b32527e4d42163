/** A heading and the lines that belong to it, as they were read. */
import type { CstNode, IToken } from "chevrotain";
import type { Span } from "../../text/source-file.ts";
import type * as cst from "../cst.generated.ts";
import type { Part } from "./assemble.ts";

export interface Block {
  readonly head: CstNode;
  readonly lines: readonly BlockLine[];
  readonly parts: readonly Part[];
  /** The `|` lines right below the heading. */
  readonly grid: readonly IToken[];
  readonly span: Span;
}

interface BlockLine {
  readonly node: CstNode;
  readonly grid: readonly IToken[];
  readonly span: Span;
}

/** The rules that read one line of a block. */
interface LineNodes {
  readonly sourceLine: cst.SourceLineCstNode;
  readonly territoryLine: cst.TerritoryLineCstNode;
  readonly planLine: cst.PlanLineCstNode;
  readonly parameterLine: cst.ParameterLineCstNode;
  readonly exceptionLine: cst.ExceptionLineCstNode;
  readonly releaseLine: cst.ReleaseLineCstNode;
  readonly clawbackLine: cst.ClawbackLineCstNode;
  readonly creditLine: cst.CreditLineCstNode;
  readonly measureLine: cst.MeasureLineCstNode;
  readonly kpiLine: cst.KpiLineCstNode;
  readonly goalLine: cst.GoalLineCstNode;
  readonly tableLine: cst.TableLineCstNode;
  readonly step: cst.StepCstNode;
  readonly drawLine: cst.DrawLineCstNode;
  readonly balanceLine: cst.BalanceLineCstNode;
  readonly testLine: cst.TestLineCstNode;
  readonly scenarioLine: cst.ScenarioLineCstNode;
}

/** The lines of a block that a rule has read. */
export function linesOf<Name extends keyof LineNodes>(
  { lines }: Block,
  name: Name,
): LineNodes[Name][] {
  return lines.filter(({ node }) => node.name === name).map(({ node }) => node as LineNodes[Name]);
}
