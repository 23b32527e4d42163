/** Dates, spans of days and proration, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { read, tableRef } from "./rates.ts";

export function prorate(e: Emitter, node: ir.Prorate, at: Place): string {
  const value = emit(e, node.of, at);
  const period = at.period ?? "period";
  if (typeof node.by === "object") {
    const table = e.table(node.by.lookup, at.kind);
    const part = `${e.use("partOfYear")}(CALENDAR, ${JSON.stringify(node.into)}, ${period})`;
    return `${value}.times(${read(e, table, tableRef(e, table, at, undefined), part)})`;
  }
  const how = `{ from: ${JSON.stringify(node.from)}, into: ${JSON.stringify(node.into)}, by: ${JSON.stringify(node.by)} }`;
  return `${e.use("prorated")}(CALENDAR, ${value}, ${how}, ${period})`;
}

type TimeNode = Extract<
  ir.Expr,
  {
    op:
      | "edge"
      | "shift"
      | "days between"
      | "working days between"
      | "months between"
      | "part of year";
  }
>;

export function time(e: Emitter, node: TimeNode, at: Place): string {
  const period = at.period ?? "period";
  switch (node.op) {
    case "edge":
      return `${e.use("containing")}(CALENDAR, ${JSON.stringify(node.period)}, ${period}).${node.edge}`;
    case "shift": {
      const date = emit(e, node.date, at);
      if (node.unit === "Days") return `${e.use("addDays")}(${date}, ${node.by})`;
      if (node.unit === "Weeks") return `${e.use("addDays")}(${date}, ${node.by * 7})`;
      return `${e.use("addMonths")}(${date}, ${node.unit === "Years" ? node.by * 12 : node.by}, ${JSON.stringify(node.monthEnd)})`;
    }
    case "days between":
      return `${e.use("count")}(${e.use("daysBetween")}(${emit(e, node.from, at)}, ${emit(e, node.to, at)}))`;
    case "working days between":
      return `${e.use("count")}(${e.use("workingDays")}(CALENDAR, ${emit(e, node.from, at)}, ${emit(e, node.to, at)}))`;
    case "months between":
      return `${e.use("count")}(${e.use("monthsBetween")}(${emit(e, node.from, at)}, ${emit(e, node.to, at)}))`;
    case "part of year":
      return `${e.use("partOfYear")}(CALENDAR, ${JSON.stringify(node.period)}, ${period})`;
  }
}
