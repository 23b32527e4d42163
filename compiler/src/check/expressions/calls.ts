/** Calls: the functions on dates, and lookups read at a value. */
import { counted, listed, nearest } from "../../base/text.ts";
import { isPattern } from "../../bind/kpis.ts";
import { unknownName } from "../../diagnostics/catalogue/names.ts";
import { wrongType, wrongVerb } from "../../diagnostics/catalogue/types.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import type { Measure } from "../../syntax/ast/plan.ts";
import { type Env, report } from "../checker.ts";
import { warnBelowAt } from "../steps.ts";
import type { TableInfo } from "../tables.ts";
import { COUNT, DATE, type Type, UNKNOWN, fits, numberOf, typeName } from "../types.ts";
import { instantiated } from "../patterns.ts";
import { demand, reportNobody, value } from "./demand.ts";

type Call = Extract<Expression, { kind: "Call" }>;

/** Each takes two dates and counts what lies between them. */
export const DATE_FUNCTIONS = ["days_between", "working_days_between", "months_between"] as const;

export function call(env: Env, node: Call): Type {
  const name = node.name.text;
  if ((DATE_FUNCTIONS as readonly string[]).includes(name)) return dateFunction(env, node);
  const symbol = env.checker.symbols.get(name);
  const read = env.plan?.table ?? env.checker.table;
  const table = symbol?.kind === "table" ? read(name, env) : undefined;
  if (table !== undefined) return lookupAt(env, node, table);
  if (symbol?.kind === "measure" && isPattern(symbol))
    return pattern(env, node, symbol.declaration);
  for (const argument of node.args) value(env, argument);
  const tables = [...env.checker.symbols.values()]
    .filter((known) => known.kind === "table" || isPattern(known))
    .map((known) => known.name);
  const meant = nearest(name, [...DATE_FUNCTIONS, ...tables]);
  const functions = `The functions are ${listed([...DATE_FUNCTIONS], "and")}; a lookup is read at a value: \`Tier(amount)\`.`;
  const { span } = node.name;
  if (symbol?.kind !== "table")
    report(env, unknownName, span, { name }, suggestion(span, meant, functions));
  return UNKNOWN;
}

/** A KPI with what it needs: its formula, made of that. */
function pattern(env: Env, node: Call, kpi: Measure): Type {
  env.plan?.used.add(kpi.name.text);
  if (env.plan === undefined) {
    reportNobody(env, node.span, `\`${kpi.name.text}\`, a KPI,`);
    return UNKNOWN;
  }
  const formula = instantiated(env, node, kpi);
  if (formula === undefined) return UNKNOWN;
  env.notes.expansions.set(node, formula);
  return env.checker.typeOf(env, formula);
}

function dateFunction(env: Env, node: Call): Type {
  checkCount(env, node, 2);
  for (const argument of node.args) demand(env, argument, DATE);
  return numberOf(COUNT, { sign: isWithinPeriods(node) ? "not negative" : "any" });
}

/** `days_between(start of Month, end of Month)`: both periods hold the one at hand, so neither ends before the other starts. */
function isWithinPeriods({ args: [from, to] }: Call): boolean {
  return from?.kind === "Edge" && from.edge === "start" && to?.kind === "Edge" && to.edge === "end";
}

function lookupAt(env: Env, node: Call, table: TableInfo): Type {
  env.plan?.used.add(table.name);
  if (table.role === "rates") {
    const use = `apply it to what it pays on: \`${table.name} on …\``;
    const help = `To read a table at a value, write it as a lookup: \`lookup ${table.name} by …\`, with rows \`from … gives …\`.`;
    const facts = { table: table.name, kind: "a table of rates", use };
    report(env, wrongVerb, node.name.span, facts, { help });
    return UNKNOWN;
  }
  env.notes.meanings.set(node, { kind: "lookup", table });
  checkCount(env, node, table.axes.length);
  for (const [i, argument] of node.args.entries()) {
    const axis = table.axes[i];
    if (axis === undefined) continue;
    const type = value(env, argument, axis.type);
    if (type.kind === "number" && axis.by === "type") warnBelowAt(env, table, argument, type);
    if (!fits(type, axis.type))
      report(env, wrongType, argument.span, {
        expected: typeName(axis.type),
        found: typeName(type),
      });
  }
  return table.value;
}

function checkCount(env: Env, node: Call, expected: number): void {
  if (node.args.length === expected) return;
  report(env, wrongType, node.span, {
    expected: counted(expected, "value"),
    found: counted(node.args.length, "value"),
  });
}
