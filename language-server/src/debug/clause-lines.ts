/** The lines of a plan at which a debugger can halt. */
import type * as ir from "@attain/compiler/ir/ir";
import { positionAt, type SourceFile } from "@attain/compiler/text/source-file";

export function clauseLines(plan: ir.Plan, file: SourceFile): ReadonlySet<number> {
  const origins = clausesOf(plan).filter(({ path }) => path === file.path);
  return new Set(origins.map(({ start }) => positionAt(file, start).line));
}

/** The line itself, or the next one with a clause. */
export function lineFrom(lines: ReadonlySet<number>, wanted: number): number | undefined {
  return [...lines].filter((line) => line >= wanted).sort((a, b) => a - b)[0];
}

function clausesOf(plan: ir.Plan): ir.Origin[] {
  const { parameters, measures, components, payout } = plan;
  const nodes: readonly ir.Node[] = [
    plan,
    ...parameters,
    ...measures,
    ...plan.tables.flatMap((table) => [table, ...rowsOf(table.body)]),
    ...components.flatMap((component) => [
      component,
      ...component.gates,
      component.earns,
      ...component.steps,
      ...component.exceptions,
    ]),
    ...payout.gates,
    ...payout.steps,
    ...plan.credits.flatMap(ofCredit),
  ];
  return nodes.map(({ origin }) => origin);
}

function rowsOf(body: ir.TableBody): readonly ir.Node[] {
  switch (body.kind) {
    case "steps":
      return [...body.rows, ...(body.below === undefined ? [] : [body.below])];
    case "lines":
      return [...body.points, ...[body.below, body.above].filter((row) => typeof row === "object")];
    case "cases":
      return [...body.rows, ...(body.rest === undefined ? [] : [body.rest])];
    case "matrix":
      return body.columns.flatMap((column) => rowsOf(column.body));
  }
}

function ofCredit(credit: ir.Credit): readonly ir.Node[] {
  const { where, date, worth, steps, shareSteps, sharing, overlays, rollUp } = credit;
  const shared =
    sharing.kind === "one"
      ? [sharing.recipient.payee]
      : sharing.kind === "split"
        ? sharing.shares
        : [];
  const above = rollUp === undefined ? [] : [rollUp];
  return [credit, ...where, date, worth, ...steps, ...shared, ...overlays, ...shareSteps, ...above];
}
