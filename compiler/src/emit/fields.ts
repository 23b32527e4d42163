/** Fields of rows, by the row at hand or by its keys, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { access } from "./names.ts";

/** `.id`, for a source with one key; a row of one with several is known by all of them, joined. */
export function keyAccess(e: Emitter, source: string): string {
  const [key, second] = e.source(source).keys;
  if (key === undefined || second !== undefined) throw new Error(`${source} has no single key.`);
  return access(key);
}

export function field(e: Emitter, node: ir.Field, at: Place): string {
  const value = ownMoney(e, node, `${rowOf(e, node.at, at)}${access(node.name)}`);
  return node.optional && node.sure
    ? `${e.use("present")}(${value}, ${JSON.stringify(node.name)})`
    : value;
}

/** Money of a column of the payee's, in the unit of what the plan pays. */
function ownMoney(e: Emitter, { type, optional }: ir.Field, value: string): string {
  const { paidIn, currency } = e.plan;
  if (paidIn === undefined || type.kind !== "number" || type.unit !== currency) return value;
  const own = `${e.use("inUnit")}(${value}, ${JSON.stringify(currency)})`;
  return optional ? `(${value} === undefined ? undefined : ${own})` : own;
}

/** The record of a row, rather than its key. */
export function rowOf(e: Emitter, node: ir.RowExpr, at: Place): string {
  if (node.op === "row") return at.row ?? "row";
  if (node.op === "payee") return at.payee ?? "payee";
  if (node.op === "reader") return at.reader ?? "payee";
  return `this.${e.names.index(sourceOf(node))}.get(${emit(e, node, at)})`;
}

/** The source whose rows an expression refers to. */
function sourceOf(node: ir.RowExpr): string {
  if (node.op === "if") return sourceOf(node.yes);
  if (node.op === "otherwise") return sourceOf(node.fallback);
  if (node.op === "row key") return node.source;
  return "type" in node && node.type.kind === "row" ? node.type.source : "";
}

export function keyed(e: Emitter, node: ir.Keyed, at: Place): string {
  const value = `${keyedRow(e, node, at, "get")}${access(node.field)}`;
  return node.reading?.how === "weighted" ? weighted(e, node, at, "get") : value;
}

/** What a key must be. */
export function keyValue(e: Emitter, key: ir.Key, at: Place): string {
  switch (key.by) {
    case "payee":
      return `${at.payee ?? "payee"}${keyAccess(e, e.plan.people)}`;
    case "period":
      return key.period === at.kind
        ? `${at.period ?? "period"}.name`
        : `${e.use("containing")}(CALENDAR, ${JSON.stringify(key.period)}, ${at.period ?? "period"}).name`;
    case "value":
      return emit(e, key.value, at);
  }
}

/** The key of the row that a keyed read singles out. */
function keyText(e: Emitter, node: ir.Keyed, at: Place): string {
  const parts = e.source(node.source).keys.map((name) => {
    const key = node.keys.find(({ field: known }) => known === name);
    if (key === undefined) throw new Error(`Attain lost the key ${name}.`);
    return keyValue(e, key, at);
  });
  return parts.length === 1
    ? (parts[0] ?? "")
    : `\`${parts.map((part) => `\${${part}}`).join(" · ")}\``;
}

function keyedRow(e: Emitter, node: ir.Keyed, at: Place, verb: "get" | "find"): string {
  const key = keyText(e, node, at);
  const index = `this.${e.names.index(node.source)}`;
  return node.reading?.how === "on"
    ? `${index}.${verb}On(${key}, ${emit(e, node.reading.date, at)})`
    : `${index}.${verb}(${key})`;
}

/** The average over days; `find` gives undefined where a day has no row. */
function weighted(e: Emitter, node: ir.Keyed, at: Place, verb: "get" | "find"): string {
  const by = node.reading?.how === "weighted" ? node.reading.by : "days";
  const row = `this.${e.names.index(node.source)}.${verb}On(${keyText(e, node, at)}, day)`;
  const value = verb === "get" ? `${row}${access(node.field)}` : ifThere(row, node.field);
  const average = verb === "get" ? "averageOverDays" : "averageIfPresent";
  return `${e.use(average)}(CALENDAR, ${at.period ?? "period"}, ${JSON.stringify(by)}, (day) => ${value})`;
}

/** A value that may be missing, as something or undefined. */
export function emitMissing(e: Emitter, node: ir.Expr, at: Place): string {
  if (node.op !== "keyed") return emit(e, node, at);
  if (node.reading?.how === "weighted") return weighted(e, node, at, "find");
  return ifThere(keyedRow(e, node, at, "find"), node.field);
}

/** A field of a row that may not be there. */
export function ifThere(row: string, name: string): string {
  return `${row}?${access(name).startsWith(".") ? "" : "."}${access(name)}`;
}
