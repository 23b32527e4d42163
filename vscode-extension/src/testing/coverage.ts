/** What tests reach, as VS Code shades it. */
import * as vscode from "vscode";
import type { CoveragePoint, FileCoverage } from "@attain/language-server/protocol";
import { rangeOf } from "../places.ts";
import { clausesOf, reachedTogether } from "./coverage-points.ts";

class PlanCoverage extends vscode.FileCoverage {
  readonly details: readonly vscode.StatementCoverage[];

  constructor(uri: vscode.Uri, details: readonly vscode.StatementCoverage[]) {
    const { statementCoverage, branchCoverage } = vscode.FileCoverage.fromDetails(uri, details);
    super(uri, statementCoverage, branchCoverage);
    this.details = details;
  }
}

export function tellCoverage(
  run: vscode.TestRun,
  runs: readonly (readonly FileCoverage[])[],
): void {
  for (const { uri, points } of reachedTogether(runs)) {
    const details = clausesOf(points).map(
      ({ clause, branches }) =>
        new vscode.StatementCoverage(clause.covered, rangeOf(clause.range), branches.map(branchOf)),
    );
    if (details.length > 0) run.addCoverage(new PlanCoverage(vscode.Uri.parse(uri), details));
  }
}

function branchOf({ covered, range, gap }: CoveragePoint): vscode.BranchCoverage {
  return new vscode.BranchCoverage(covered, rangeOf(range), gap);
}

export function detailsOf(coverage: vscode.FileCoverage): vscode.StatementCoverage[] {
  return coverage instanceof PlanCoverage ? [...coverage.details] : [];
}
