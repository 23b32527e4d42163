/** Where the numbers come from that an explanation names: each measure, parameter, lookup and total once. */
import { counted, listed } from "../base/text.ts";
import { formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Detail, Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { Line, NumberOf, RowOf } from "./explanation.ts";
import { totalLines } from "./gathered.ts";
import { formulaText, isTakenToPeople, isUnwritten, nameOf } from "./formula.ts";
import { placeText, rowText, sliceLines } from "./tables.ts";
import type { Telling } from "./telling.ts";
import { typeOf } from "./types.ts";

export class Numbers {
  readonly #numbers = new Map<string, NumberOf & Declared>();

  /** Adds a number unless it is there; whether it was added. */
  add(key: string, make: () => NumberOf, declared: Declared = { ofLonger: "" }): boolean {
    if (this.#numbers.has(key)) return false;
    this.#numbers.set(key, { ...make(), ...declared });
    return true;
  }

  /**
   * In the order in which they were named. Of two with one name, that of the longer period says so; where two have one label,
   * each has its name in the plan beside it.
   */
  list(): NumberOf[] {
    const all = [...this.#numbers.values()];
    return all.map(({ ofLonger, plain, ...number }) => {
      const alike = all.filter(({ name }) => name === number.name);
      const isOneLabel = new Set(alike.map((one) => one.plain)).size > 1;
      const isLabel = plain !== undefined && plain !== number.name;
      const name = isOneLabel && isLabel ? `${number.name} (${plain})` : number.name;
      return alike.length === 1 ? number : { ...number, name: name + ofLonger };
    });
  }
}

/** What tells numbers of one name apart. */
interface Declared {
  /** ` of the Year`, if that isn't the period that is paid. */
  readonly ofLonger: string;
  /** The name in the plan, of what has a label. */
  readonly plain?: string;
}

/** Tells of everything that traces name. */
export function tellNumbers(t: Telling, traces: readonly Trace[]): void {
  for (const trace of traces) tell(t, trace);
}

function tell(t: Telling, trace: Trace): void {
  const { node, parts } = trace;
  switch (node.op) {
    case "measure":
    case "parameter":
      return tellNamed(t, trace, node);
    case "lookup":
      if (!isOfDeal(trace)) tellLookup(t, trace, node);
      return tellNumbers(t, parts);
    case "over periods":
      // Nothing came before the first period.
      if (parts.length === 0) return undefined;
      return void t.numbers.add(keyOf(t, trace), () => ({
        ...numberOf(t, trace),
        text: parts.map((part) => formatValue(typeOf(part.node), part.value)).join(" + "),
      }));
    case "keyed":
      if (isOfDeal(trace)) return undefined;
      t.numbers.add(keyOf(t, trace), () => numberOf(t, trace));
      return tellNumbers(t, parts);
    case "exchange":
      tellRates(t, trace, node);
      return tellNumbers(t, parts);
    default:
      if (isGathered(node)) tellGathered(t, trace, node, false);
      else tellNumbers(t, parts);
  }
}

/** `Rates.rate (EUR, 2026-03)  1.1 USD per EUR  Rates row 4`. */
function tellRates(t: Telling, { detail }: Trace, { rates, origin }: ir.ExchangeExpr): void {
  if (detail?.kind !== "exchange") return;
  const { source, field } = rates;
  for (const price of [detail.times, detail.over]) {
    if (price === undefined) continue;
    const { currency, keys, value, row } = price;
    const name = `${source}.${field} (${keys.join(", ")})`;
    const type = { kind: "number", unit: `${detail.base} per ${currency}` } as const;
    const number = { name, value, type, text: "", origin, row: { source, row }, parts: [] };
    t.numbers.add(`${name} ${row}`, () => number);
  }
}

function keyOf(t: Telling, { node, value }: Trace): string {
  return `${quoteOf(t, node)} ${formatValue(typeOf(node), value)}`;
}

function quoteOf(t: Telling, node: ir.Expr): string {
  return isTakenToPeople(node) ? nameOf(t, node) : t.words.quote(node.origin);
}

/** A number that has no name of its own. */
function numberOf(t: Telling, trace: Trace): NumberOf {
  const { node, value, detail } = trace;
  const { origin } = node;
  const quote = quoteOf(t, node);
  const row = rowOf(detail);
  return {
    name: t.words.isWrapped(origin) ? quote.slice(1, -1) : quote,
    value,
    type: typeOf(node),
    text: detailText(t, trace),
    origin,
    ...(row === undefined ? {} : { row }),
    parts: totalLines(trace),
  };
}

function tellNamed(t: Telling, trace: Trace, node: ir.Named): void {
  const { value, parts } = trace;
  if (node.reading?.how === "on" && isOfDeal(trace)) return;
  const name = t.words.named(node.name);
  const ofLonger = t.words.ofLonger(node);
  const declared = [...t.plan.measures, ...t.plan.parameters].find(
    (one) => one.name === node.name && (!("period" in one) || one.period === node.period),
  );
  const definition = parts.at(-1);
  const make = (): NumberOf => ({
    name,
    value,
    type: node.type,
    ...definitionOf(t, { ...trace, type: node.type }, definition),
    ...(declared === undefined ? {} : { origin: declared.origin }),
    ...exceptionOf(t, declared, definition),
  });
  const key = `${node.name} ${formatValue(node.type, value)}`;
  const isNew = t.numbers.add(key, make, { ofLonger, plain: node.name });
  if (!isNew || definition === undefined) return;
  const core = coreOf(definition);
  if (isGathered(core.node)) tellGathered(t, core, core.node, true);
  else if (core.node.op === "keyed") tellNumbers(t, core.parts);
  else tell(t, core);
  if (core !== definition)
    tellNumbers(
      t,
      definition.parts.filter((part) => part !== core),
    );
}

/** An exception in place of a measure, with its reason. */
function exceptionOf(
  t: Telling,
  declared: ir.Measure | ir.Parameter | undefined,
  definition: Trace | undefined,
): Partial<Pick<NumberOf, "text" | "origin">> {
  if (definition === undefined || declared === undefined || !("exceptions" in declared)) return {};
  const exception = declared.exceptions.find(({ value }) => value === definition.node);
  if (exception === undefined) return {};
  const text = definitionText(t, definition, coreOf(definition));
  return { text: exceptionText(exception, text), origin: exception.origin };
}

/** `exception “Leave of Ada”: 60% of Quotas.amount (100,000.00 USD)`. */
export function exceptionText({ label }: ir.Exception, text: string): string {
  return `exception “${label}”${text === "" ? "" : `: ${text}`}`;
}

/** What a definition came to, without a rounding and a fallback around it. */
function coreOf(trace: Trace): Trace {
  const [first] = trace.parts;
  const isAround = trace.node.op === "round" || trace.node.op === "otherwise";
  return isAround && first?.value !== undefined ? coreOf(first) : trace;
}

function definitionOf(
  t: Telling,
  { detail, type }: Pick<Trace, "detail"> & { readonly type: ir.ValueType },
  definition: Trace | undefined,
): Pick<NumberOf, "text" | "parts" | "row"> {
  if (definition === undefined)
    return { text: detail === undefined ? "set by the test" : daysText(detail, type), parts: [] };
  const core = coreOf(definition);
  const text = definitionText(t, definition, core);
  const row = rowOf(core.detail);
  const parts = isUnwritten(core) ? [] : paidLines(t, core);
  return { text, parts, ...(row === undefined ? {} : { row }) };
}

function definitionText(t: Telling, definition: Trace, core: Trace): string {
  const { node, parts } = definition;
  const [inner] = parts;
  if (node.op === "round" && inner !== undefined)
    return `${definitionText(t, inner, core)}, ${roundingText(t, node)}`;
  if (isPlain(node)) return "";
  if (isUnwritten(core)) return `${formulaText(t, core)}${zeroText(t, core)}`;
  const text = t.words.withValues(node.origin, [definition], { skip: core.node });
  const place = core.node.op === "rates" ? placeText(t, core) : detailText(t, core);
  return `${text}${place === "" ? "" : `, ${place}`}${zeroText(t, core)}`;
}

function roundingText(t: Telling, { origin }: ir.Expr): string {
  const words = t.words.quote(origin);
  return words.startsWith("rounded ") ? words : `rounded ${words}`;
}

/** What holds where there was nothing to divide by. */
function zeroText(t: Telling, { node, parts }: Trace): string {
  if (node.op !== "divide" || node.ifZero === "never") return "";
  const divisor = parts.find((part) => part.node === node.right)?.value;
  const isZero = divisor instanceof Rational && divisor.isZero();
  return isZero ? `, otherwise ${t.words.quote(node.ifZero.origin)}` : "";
}

const PLAIN: ReadonlySet<ir.Expr["op"]> = new Set(["number", "date", "text", "yes or no"]);

function isPlain({ op }: ir.Expr): boolean {
  return PLAIN.has(op);
}

/** The rows of tables that a definition applies. */
function paidLines(t: Telling, trace: Trace): Line[] {
  if (trace.detail?.kind === "rates") return sliceLines(t, trace, trace.detail);
  if (isGathered(trace.node)) return totalLines(trace);
  return trace.node.op === "measure" ? [] : trace.parts.flatMap((part) => paidLines(t, part));
}

function tellLookup(t: Telling, trace: Trace, node: ir.Lookup): void {
  const table = t.plan.tables.find(({ name }) => name === node.table);
  const name = node.at.length > 0 ? t.words.quote(node.origin) : t.words.named(node.table);
  t.numbers.add(`${name} ${formatValue(node.type, trace.value)}`, () => ({
    name,
    value: trace.value,
    type: node.type,
    text: `${lookupText(t, trace)}${givesText(trace)}`,
    ...(table === undefined ? {} : { origin: table.origin }),
    parts: [],
  }));
}

/** ` gives 120%`, of a row that says so; not between two points. */
function givesText({ node, value, detail }: Trace): string {
  return detail?.kind === "row" && detail.body.kind !== "lines"
    ? ` gives ${formatValue(typeOf(node), value)}`
    : "";
}

/** `Attainment 112.5%: from 100%`. */
export function lookupText(t: Telling, trace: Trace): string {
  const { detail } = trace;
  if (detail?.kind !== "row") return "set by the test";
  return `${placeText(t, trace)}: ${rowText(t, detail.table, detail.body, detail.origin)}`;
}

/** What runs over deals, people or rows: totals, counts, averages, places in a contest. */
type GatheredNode = Extract<ir.Expr, { of: ir.Gathered | ir.People }>;

function isGathered(node: ir.Expr): node is GatheredNode {
  return "of" in node && "kind" in node.of;
}

/** The deals of a total are kept; it is told of unless it is all of a credit in the period, or a definition by itself. */
function tellGathered(t: Telling, trace: Trace, node: GatheredNode, isDefinition: boolean): void {
  const { of, ...read } = node;
  if (of.kind === "credits" && trace.detail?.kind === "credits") {
    const { credits } = trace.detail;
    t.deals.add(of.credit, credits, [of.where, Object.values(read)]);
    if (of.where === undefined && node.op === "total") t.deals.addSum(of, credits, trace.value);
  }
  tellParameters(t, [of.where, Object.values(read)]);
  const isWhole =
    of.kind === "credits" &&
    of.where === undefined &&
    of.window.kind === "period" &&
    of.window.deals === undefined &&
    (node.op === "total" || node.op === "count");
  if (!isWhole && !isDefinition) t.numbers.add(keyOf(t, trace), () => numberOf(t, trace));
}

/** Parameters in conditions on deals, which are evaluated for each deal and traced for none. */
export function tellParameters(t: Telling, part: unknown): void {
  if (typeof part !== "object" || part === null) return;
  const { op, name, reading } = part as Partial<ir.Named>;
  const found =
    op === "parameter" && reading === undefined
      ? t.plan.parameters.find((parameter) => parameter.name === name)
      : undefined;
  const value = found === undefined ? undefined : plainValue(found.value);
  if (found !== undefined && value !== undefined) {
    const shown = t.words.named(found.name);
    const { type, origin } = found;
    const make = (): NumberOf => ({ name: shown, value, type, text: "", origin, parts: [] });
    const key = `${found.name} ${formatValue(type, value)}`;
    t.numbers.add(key, make, { ofLonger: "", plain: found.name });
  }
  for (const inner of Object.values(part)) tellParameters(t, inner);
}

function plainValue(node: ir.Expr): Trace["value"] {
  if (node.op === "number") return Rational.parse(node.value);
  return node.op === "date" || node.op === "text" ? node.value : undefined;
}

/** What was gathered, or the days of a value that changed. */
function detailText(t: Telling, { node, detail }: Trace): string {
  if (detail === undefined) return "";
  if (detail.kind === "days") return daysText(detail, typeOf(node));
  if (detail.kind === "rows") return `${detail.values.length} from ${detail.source}`;
  if (detail.kind === "people") return `among ${counted(detail.values.length, "person", "people")}`;
  if (detail.kind !== "credits" || !isGathered(node) || node.of.kind !== "credits") return "";
  const { of } = node;
  const keys = detail.credits.map(({ row }) => row.key);
  const from = `${keys.length} from ${t.deals.rule(of.credit).source}`;
  const isListed = of.where !== undefined && keys.length > 0 && keys.length <= LISTED;
  return isListed ? `${from}: ${listed(keys, "and")}` : from;
}

/** How many deals are named by their keys. */
const LISTED = 5;

function daysText(detail: Detail, type: ir.ValueType): string {
  if (detail.kind !== "days") return "";
  const spans = detail.spans.map(
    ({ value, days }) => `${counted(days, "day")} at ${formatValue(type, value)}`,
  );
  return listed(spans, "and");
}

function rowOf(detail: Detail | undefined): RowOf | undefined {
  return detail?.kind === "data" ? { source: detail.source, row: detail.row } : undefined;
}

/** Whether a value is that of one deal: it reads its row, or its amount. */
export function isOfDeal({ node, parts }: Trace): boolean {
  if (node.op === "credited") return true;
  if (node.op === "field" && node.at.op === "row") return true;
  return !isGathered(node) && parts.some(isOfDeal);
}
