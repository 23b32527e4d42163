/** The axes of tables: what their rows run along. */
import type { PeriodKind } from "@attain/runtime";
import type { Symbol_ } from "../bind/scope.ts";
import { missingWords, wrongType } from "../diagnostics/catalogue/types.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Axis, Table } from "../syntax/ast/table.ts";
import { type Env, report } from "./checker.ts";
import { value } from "./expressions/demand.ts";
import { paidAxis } from "./paid-axis.ts";
import { isPeriodKind, lookUpType } from "./type-names.ts";
import { type NumberType, type Type, UNKNOWN, typeName } from "./types.ts";

export type AxisInfo =
  /** `by USD`: the base itself, or the value in brackets. */
  | { readonly by: "type"; readonly type: Type }
  /** `by attainment`. */
  | {
      readonly by: "value";
      readonly type: Type;
      readonly expression: Expression;
      readonly each?: "before" | "after";
    }
  /** `by amount paid year to date`: what the component that applies the rates has paid. */
  | {
      readonly by: "paid";
      readonly type: NumberType;
      readonly expression: Expression;
      readonly toDate?: PeriodKind;
    };

/** What one axis of a table is. */
export function axisInfo(env: Env, node: Table, axis: Axis): AxisInfo {
  const named = axisType(env, axis.value);
  if (named !== undefined) {
    env.notes.axes.set(axis, named);
    if (node.role === "rates") checkOpenAxis(env, node, axis, named);
    return { by: "type", type: named };
  }
  const paid = paidAxis(env, node, axis);
  if (paid !== undefined) return paid;
  const type = value(env, axis.value);
  const each = axis.each === undefined ? {} : { each: axis.each };
  if (axis.each !== undefined && (node.role === "lookup" || node.application?.kind !== "whole")) {
    const help =
      "Only `whole` rates can be read before or after each deal; marginal ones split the deal that crosses.";
    report(
      env,
      wrongType,
      axis.span,
      { expected: "An axis of the whole period", found: `\`${axis.each} each deal\`` },
      { help },
    );
  }
  if (
    type.kind === "number" ||
    type.kind === "enum" ||
    type.kind === "unknown" ||
    type.kind === "row"
  ) {
    return { by: "value", type, expression: axis.value, ...each };
  }
  report(env, wrongType, axis.value.span, {
    expected: "A number, or a field with a list of values",
    found: typeName(type),
  });
  return { by: "value", type: UNKNOWN, expression: axis.value, ...each };
}

/** What names a type. */
const TYPES: ReadonlySet<Symbol_["kind"]> = new Set(["unit", "type", "territories"]);

/** Rates are applied, not read at a value: their axis must say where. */
function checkOpenAxis(env: Env, node: Table, axis: Axis, type: Type): void {
  const isBase = type.kind === "number" && axis === node.axes[0];
  if (isBase || type.kind === "period" || type.kind === "unknown") return;
  const question = `At which value are the rates of \`${node.name.text}\` read?`;
  const help = `Name a field or a measure that has it, such as \`by product\`; a \`lookup\` can be read at a value in brackets.`;
  report(env, missingWords, axis.span, { question }, { help });
}

/** The type that an axis is named by, unless a definition or a field has that name. */
function axisType(env: Env, node: Expression): Type | undefined {
  if (node.kind !== "Reference") return undefined;
  const name = node.name.text;
  const symbol = env.checker.symbols.get(name);
  const isDefined = symbol !== undefined && !TYPES.has(symbol.kind);
  const isField = env.row?.fields.has(name) === true || env.plan?.people.fields.has(name) === true;
  if (isDefined || isField) return undefined;
  return isPeriodKind(name) ? { kind: "period", period: name } : lookUpType(name, env.checker);
}
