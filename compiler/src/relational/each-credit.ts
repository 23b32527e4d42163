/**
 * A component that pays deal by deal, as a total of what each deal pays. It is one where no deal's pay depends on others:
 * whatever does is met where the total is lowered, and refused there.
 */
import type * as ir from "../ir/ir.ts";
import type { TalliedNode } from "./tally-name.ts";

/** Undefined for a component that doesn't pay deal by deal, or that isn't such a total. */
export function totalOfEach(
  { tables }: Pick<ir.Plan, "tables">,
  component: ir.Component,
): TalliedNode | undefined {
  const { scope, period, gates, origin } = component;
  if (scope.kind === "period") return undefined;
  const { earns, steps } = readAsLookups(tables, component);
  const nothing: ir.NumberExpr = { op: "number", value: "0", unit: earns.unit, origin };
  let paid: ir.NumberExpr | undefined = onlyWhen(earns, earns.value, nothing);
  for (const step of steps) {
    paid = afterStep(step, paid);
    if (paid === undefined) return undefined;
  }
  const value = gates.reduceRight<ir.NumberExpr>(
    (yes, { condition, origin: at }) => ({ op: "if", condition, yes, no: nothing, origin: at }),
    paid,
  );
  const of: ir.Credits = {
    kind: "credits",
    credit: scope.credit,
    window: { kind: "period", period },
    ...(scope.where === undefined ? {} : { where: scope.where }),
  };
  return { op: "total", of, value, unit: earns.unit, origin };
}

function onlyWhen(
  { when, origin }: { readonly when?: ir.Condition; readonly origin: ir.Origin },
  yes: ir.NumberExpr,
  no: ir.NumberExpr,
): ir.NumberExpr {
  return when === undefined ? yes : { op: "if", condition: when, yes, no, origin };
}

function afterStep(step: ir.Step, before: ir.NumberExpr): ir.NumberExpr | undefined {
  const { unit, origin } = step;
  const number = (value: string): ir.NumberExpr => ({ op: "number", value, unit, origin });
  const joined = (op: ir.Arithmetic["op"], right: ir.NumberExpr): ir.NumberExpr => ({
    op,
    left: before,
    right,
    unit,
    origin,
  });
  switch (step.op) {
    case "plus":
      return joined("add", onlyWhen(step, step.value, number("0")));
    case "less":
      return joined("subtract", onlyWhen(step, step.value, number("0")));
    case "times":
      return joined("multiply", onlyWhen(step, step.value, number("1")));
    case "weight":
      return joined("multiply", step.share);
    case "never above":
      return onlyWhen(step, { op: "least", of: [before, step.limit], origin }, before);
    case "never below":
      return onlyWhen(step, { op: "greatest", of: [before, step.limit], origin }, before);
    case "rounded":
      return { op: "round", of: before, rounding: step.rounding, origin };
    case "trued up":
    case "carried":
    case "settled":
      return undefined;
  }
}

/** Rates that hold for the whole of a base are a value of the table times that base. */
function readAsLookups(
  tables: readonly ir.Table[],
  { earns, steps }: ir.Component,
): Pick<ir.Component, "earns" | "steps"> {
  const whole = new Set(tables.flatMap(({ name, kind }) => (typeof kind === "string" ? name : [])));
  return copied({ earns, steps }) as Pick<ir.Component, "earns" | "steps">;

  function copied(part: unknown): unknown {
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) return part.map(copied);
    const copy = Object.fromEntries(Object.entries(part).map(([name, of]) => [name, copied(of)]));
    const node = copy as unknown as ir.Expr;
    return node.op === "rates" && whole.has(node.table) ? asLookup(node) : copy;
  }
}

function asLookup(node: ir.Rates): ir.NumberExpr {
  const { table, base, place, second, before, unit, origin } = node;
  if (place.kind !== "point" || before !== undefined) return node;
  const at = second === undefined ? [place.at] : [place.at, second];
  const type = { kind: "number", unit: "ratio" } as const;
  const rate: ir.Lookup = { op: "lookup", table, at, type, origin };
  return { op: "multiply", left: base, right: rate, unit, origin };
}
