/** Totals, counts and averages of credits, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import { isDate } from "./arithmetic.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { emitCredits, emitDays, holdsForYears } from "./windows.ts";

type AggregateNode = Extract<
  ir.Expr,
  { op: "total" | "count" | "average" | "largest" | "smallest" }
>;

export function aggregate(e: Emitter, node: AggregateNode, at: Place): string {
  const inside: Place = { ...at, credit: "credit", row: "credit.row" };
  const credits = emitCredits(e, node.of, at);
  switch (node.op) {
    case "total": {
      if (
        node.of.where === undefined &&
        node.of.window.deals === undefined &&
        node.value.op === "credited"
      ) {
        return `this.${e.names.total(node.of.credit)}(${at.payee ?? "payee"}, ${emitDays(e, node.of.window, at)})`;
      }
      return `${e.use("sum")}(${credits}.map((credit) => ${emit(e, node.value, inside)}), ${JSON.stringify(node.unit)})`;
    }
    case "count":
      if (node.distinct === undefined) return `${e.use("count")}(${credits}.length)`;
      return `${e.use("count")}(new Set(${credits}.map((credit) => String(${emit(e, node.distinct, inside)}))).size)`;
    case "average": {
      const weight =
        node.weight === undefined ? `${e.use("count")}(1)` : emit(e, node.weight, inside);
      return `${e.use("average")}(${credits}.map((credit) => ({ value: ${emit(e, node.value, inside)}, weight: ${weight} })))`;
    }
    case "largest":
    case "smallest": {
      const dates = isDate(node.value);
      const name =
        node.op === "largest"
          ? dates
            ? "latestOf"
            : "greatestOf"
          : dates
            ? "earliestOf"
            : "leastOf";
      return `${e.use(name)}(${credits}.map((credit) => ${emit(e, node.value, inside)}))`;
    }
  }
}

export function overPeriods(e: Emitter, node: ir.OverPeriods, at: Place): string {
  const period = at.period ?? "period";
  const pays = JSON.stringify(e.plan.pays);
  const kind = JSON.stringify(node.window.period);
  const periods = {
    period: () => `${e.use("periodsIn")}(CALENDAR, ${pays}, ${period})`,
    "to date": () => `${e.use("periodsToDate")}(CALENDAR, ${kind}, ${pays}, ${period})`,
    last: () =>
      `${e.use("periodsIn")}(CALENDAR, ${pays}, ${e.use("lastPeriod")}(CALENDAR, ${kind}, ${period}))`,
  }[node.window.kind]();
  const { kind: how, earlier } = node.window;
  const isWhole = how === "last" || holdsForYears(e);
  const held = isWhole ? "" : ".filter((part) => part.end >= TERM.start && part.start <= TERM.end)";
  const before = earlier === true ? `.filter((part) => part.name !== ${period}.name)` : "";
  return `${e.use("sum")}(${periods}${held}${before}.map((part) => ${emit(e, node.of, { ...at, period: "part" })}), ${JSON.stringify(node.unit)})`;
}
