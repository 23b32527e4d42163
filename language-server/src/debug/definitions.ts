/** What an expression leads to: measures, parameters, tables and credits, each gone through where it is first needed. */
import type { Scope } from "@attain/compiler/evaluate/evaluator";
import { typeOf } from "@attain/compiler/explain/types";
import type * as ir from "@attain/compiler/ir/ir";
import { creditClauses } from "./credit-clauses.ts";
import type { Recorded } from "./recorder.ts";
import type { Variable } from "./stop.ts";
import { amount, quoted, valuesOf, variable } from "./variables.ts";
import type { Walk } from "./walk.ts";

export function goThrough(walk: Walk, recorded: readonly Recorded[]): void {
  for (const one of recorded) {
    definition(walk, one);
    if (one.fault !== undefined) walk.fault(one.fault);
  }
}

function definition(walk: Walk, one: Recorded): void {
  const { node, parts } = one;
  switch (node.op) {
    case "measure":
    case "parameter":
      return named(walk, one, node);
    case "rates":
    case "lookup":
      return table(walk, one, node);
    default:
      goThrough(walk, parts);
      gathered(walk, one);
  }
}

function named(walk: Walk, one: Recorded, node: ir.Named): void {
  const { scope, parts, fault } = one;
  const declared = declarationOf(walk, node, scope);
  const when = `${scope.payee} ${scope.period?.name}`;
  const isNew = walk.isNew(`${node.name} ${node.op === "measure" ? when : ""}`);
  // What a test sets has no parts: its definition isn't looked at.
  if (isNew && declared !== undefined && parts.length > 0)
    walk.frame(node.name, node.op === "measure" ? scope : {}, () => {
      walk.clause(
        declared.origin,
        () => goThrough(walk, parts),
        () => [result(one, node.name), ...valuesOf(walk.read, parts)],
      );
    });
  if (fault === undefined) walk.know(result(one, node.name), scope);
}

function declarationOf(
  { evaluator: { plan } }: Walk,
  { op, name }: ir.Named,
  scope: Scope,
): ir.Measure | ir.Parameter | undefined {
  return op === "parameter"
    ? plan.parameters.find((one) => one.name === name)
    : plan.measures.find((one) => one.name === name && one.period === scope.period?.kind);
}

/** Under a name. */
function result({ node, value }: Recorded, name: string): Variable {
  return variable(name, typeOf(node), value);
}

/** Rates and lookups: what they are read at, then the rows that pay. */
function table(walk: Walk, one: Recorded, node: ir.Rates | ir.Lookup): void {
  const { scope, parts, fault } = one;
  const declared = walk.evaluator.plan.tables.find(({ name }) => name === node.table);
  const [base, inside] =
    node.op === "rates"
      ? [
          parts.filter((part) => part.node === node.base),
          parts.filter((part) => part.node !== node.base),
        ]
      : [[], parts];
  goThrough(walk, base);
  if (declared !== undefined && parts.length > 0)
    walk.frame(node.table, scope, () => {
      walk.clause(
        declared.origin,
        () => {
          goThrough(walk, inside);
          if (fault === undefined) rows(walk, node, one);
        },
        () => [result(one, node.table), ...valuesOf(walk.read, parts)],
        () => valuesOf(walk.read, base),
      );
    });
  if (fault === undefined) walk.know(result(one, quoted(walk.read, node.origin)), scope);
}

function rows(
  walk: Walk,
  node: ir.Rates | ir.Lookup,
  { value, detail }: Pick<Recorded, "value" | "detail">,
): void {
  if (detail?.kind === "row")
    walk.clause(detail.origin, NOTHING, () => [variable("value", typeOf(node), value)]);
  if (detail?.kind !== "rates" || node.op !== "rates") return;
  for (const slice of detail.slices) {
    const { origin, base, rate, from, to } = slice;
    const [axis] = detail.table.axes;
    walk.clause(origin, NOTHING, () => [
      amount("pays", slice.amount, node.unit),
      variable("rate", detail.table.value, rate),
      variable("on", typeOf(node.base), base),
      ...(from === undefined || to === undefined || axis === undefined
        ? []
        : [variable("from", axis, from), variable("to", axis, to)]),
      ...(slice.earlier === true ? [{ name: "paid", value: "in earlier periods" }] : []),
    ]);
  }
}

const NOTHING = (): void => undefined;

/** The credits of a total, deal by deal; then what it came to has a name. */
function gathered(walk: Walk, one: Recorded): void {
  const { node, scope, detail, fault } = one;
  if (detail?.kind === "credits")
    for (const credit of detail.credits) creditClauses(walk, goThrough, credit, scope);
  const hasName = "of" in node && "kind" in node.of;
  const isRead = node.op === "keyed" || node.op === "pay" || node.op === "kept";
  if (fault === undefined && (hasName || isRead))
    walk.know(result(one, quoted(walk.read, node.origin)), scope);
}
