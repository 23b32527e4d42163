/** Totals, counts and averages of credits, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import { isDate } from "../ir/kinds.ts";
import { arrow, besideCredit, type Emitter, type Place } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { keyValue } from "./fields.ts";
import { access } from "./names.ts";
import { emitCredits, emitDays, holdsForYears } from "./windows.ts";

type AggregateNode = Extract<
  ir.Expr,
  { op: "total" | "count" | "average" | "largest" | "smallest" }
>;

export function aggregate(e: Emitter, node: AggregateNode, at: Place): string {
  const { list, each, inside } = gathered(e, node.of, at);
  switch (node.op) {
    case "total": {
      if (
        node.of.kind === "credits" &&
        node.of.where === undefined &&
        node.of.window.deals === undefined &&
        node.value.op === "credited"
      ) {
        return `this.${e.names.total(node.of.credit)}(${at.payee ?? "payee"}, ${emitDays(e, node.of.window, at)})`;
      }
      return `${e.use("sum")}(${list}.map(${arrow(each, emit(e, node.value, inside))}), ${JSON.stringify(node.unit)})`;
    }
    case "count":
      if (node.distinct === undefined) return `${e.use("count")}(${list}.length)`;
      return `${e.use("count")}(new Set(${list}.map(${arrow(each, `String(${emit(e, node.distinct, inside)})`)})).size)`;
    case "average": {
      const weight =
        node.weight === undefined ? `${e.use("count")}(1)` : emit(e, node.weight, inside);
      const item = `({ value: ${emit(e, node.value, inside)}, weight: ${weight} })`;
      return `${e.use("average")}(${list}.map(${arrow(each, item)}))`;
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
      return `${e.use(name)}(${list}.map(${arrow(each, emit(e, node.value, inside))}))`;
    }
  }
}

interface Gathered {
  /** The things as an array, the name of each, and where what is taken of it stands. */
  readonly list: string;
  readonly each: string;
  readonly inside: Place;
}

export function gathered(e: Emitter, of: ir.Gathered, at: Place): Gathered {
  switch (of.kind) {
    case "credits": {
      const inside = besideCredit(at);
      return { list: emitCredits(e, of, at), each: inside.credit, inside };
    }
    case "people": {
      const { row: _row, credit: _credit, ...around } = at;
      const reader = at.reader ?? at.payee;
      const inside: Place = {
        ...around,
        payee: "person",
        ...(reader === undefined ? {} : { reader }),
      };
      return {
        list: `this.${e.names.everyone}()${filter(e, of, "person", inside)}`,
        each: "person",
        inside,
      };
    }
    case "rows": {
      const { credit: _credit, ...around } = at;
      const inside = { ...around, row: "row" };
      const keys = of.keys.map((key) => `row${access(key.field)} === ${keyValue(e, key, at)}`);
      const own = keys.length === 0 ? "" : `.filter((row) => ${keys.join(" && ")})`;
      const list = `this.data${access(of.source)}${own}${filter(e, of, "row", inside)}`;
      return { list, each: "row", inside };
    }
  }
}

function filter(
  e: Emitter,
  { where }: { readonly where?: ir.Condition },
  each: string,
  inside: Place,
): string {
  return where === undefined ? "" : `.filter(${arrow(each, emit(e, where, inside))})`;
}

export function rank(e: Emitter, node: ir.Rank, at: Place): string {
  const { list, each, inside } = gathered(e, node.of, at);
  const better = node.first === "highest" ? "isAbove" : "isBelow";
  const own = emit(e, node.value, at);
  return `${e.use("count")}(${list}.filter((${each}) => ${emit(e, node.value, inside)}.${better}(${own})).length + 1)`;
}

export function overPeriods(e: Emitter, node: ir.OverPeriods, at: Place): string {
  const period = at.period ?? "period";
  const each = JSON.stringify(node.each);
  const kind = JSON.stringify(node.window.period);
  const periods = {
    period: () => `${e.use("periodsIn")}(CALENDAR, ${each}, ${period})`,
    "to date": () => `${e.use("periodsToDate")}(CALENDAR, ${kind}, ${each}, ${period})`,
    last: () =>
      `${e.use("periodsIn")}(CALENDAR, ${each}, ${e.use("lastPeriod")}(CALENDAR, ${kind}, ${period}))`,
  }[node.window.kind]();
  const { earlier } = node.window;
  // What another plan pays is nothing where that one doesn't hold.
  const isOther = node.of.op === "pay" && node.of.plan !== undefined;
  const isWhole = isOther || node.window.kind === "last" || holdsForYears(e);
  const held = isWhole
    ? periods
    : `${e.use("periodsWithin")}(${periods}, ${e.names.term}, ${period})`;
  const before = earlier === true ? `.filter((part) => part.name !== ${period}.name)` : "";
  return `${e.use("sum")}(${held}${before}.map((part) => ${emit(e, node.of, { ...at, period: "part", kind: node.each })}), ${JSON.stringify(node.unit)})`;
}
