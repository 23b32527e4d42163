/** The words of a plan, with the values of what they name beside them, or in their place. */
import { formatNumber, formatValue } from "../evaluate/format.ts";
import type { Detail, Price, Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import { typeOf } from "./types.ts";

/** Reads the plan at an origin, as it is written there. */
export type Read = (origin: ir.Origin) => string;

/** Text that is put into a quotation, at a place of its file. */
export interface Insert {
  readonly at: number;
  readonly text: string;
}

export class Words {
  readonly #plan: ir.Plan;
  readonly #read: Read;
  readonly #labels: ReadonlyMap<string, string>;

  /** `labels`: by the names that they take the place of. */
  constructor(plan: ir.Plan, read: Read, labels: ReadonlyMap<string, string> = new Map()) {
    this.#plan = plan;
    this.#read = read;
    this.#labels = labels;
  }

  /** As people call it: the label of a name, or the name. */
  named(name: string): string {
    return this.#labels.get(name) ?? name;
  }

  quote(origin: ir.Origin): string {
    return this.#pieced(origin, []);
  }

  /** `attainment (112.5%) >= 80%`. The value of `skip` isn't shown: it stands beside the whole. */
  withValues(
    origin: ir.Origin,
    traces: readonly Trace[],
    { skip, inserts = [] }: { readonly skip?: ir.Expr; readonly inserts?: readonly Insert[] } = {},
  ): string {
    const marks = this.#marks(origin, traces).filter(
      ({ node }) => node !== skip || node.op === "prorate" || node.op === "exchange",
    );
    const values = marks
      .filter(({ node, isWrapped }) => isWrapped || node.op !== "rates")
      .map(({ node, end, isWrapped, value }) => {
        if (!isWrapped) return { at: end, text: ` (${value})` };
        return { at: end - 1, text: node.op === "rates" ? ` = ${value}` : `: ${value}` };
      });
    const all = [...values, ...inserts].sort((a, b) => a.at - b.at);
    return this.#pieced(
      origin,
      all.map(({ at, text }) => ({ start: at, end: at, text })),
    );
  }

  /** `2% of 40,660 JPY`. */
  inValues(origin: ir.Origin, traces: readonly Trace[]): string {
    const marks = this.#marks(origin, traces);
    const outermost = marks.filter(
      (mark) => !marks.some((other) => other !== mark && isWithin(mark, other)),
    );
    const pieces = outermost
      .map(({ start, end, value }) => ({ start, end, text: value }))
      .sort((a, b) => a.start - b.start);
    return this.#pieced(origin, pieces);
  }

  /** ` of the Year`, for a value of a period that isn't the one that is paid. */
  ofLonger(node: ir.Expr): string {
    const { pays } = this.#plan;
    if (node.op === "measure" && node.period !== pays) return ` of the ${node.period}`;
    if (node.op !== "total" || node.of.kind !== "credits") return "";
    const { kind, period } = node.of.window;
    if (this.#read(node.origin) !== node.of.credit) return "";
    return kind === "period" && period !== pays ? ` of the ${period}` : "";
  }

  #ofWindow(node: ir.Expr): string {
    return node.op === "total" ? this.ofLonger(node) : "";
  }

  /** Whether an expression stands in brackets of its own. */
  isWrapped(origin: ir.Origin): boolean {
    const text = this.#read(origin);
    if (!text.startsWith("(")) return false;
    let depth = 0;
    for (const [i, sign] of text.split("").entries()) {
      depth += sign === "(" ? 1 : sign === ")" ? -1 : 0;
      if (depth === 0) return i === text.length - 1;
    }
    return false;
  }

  /** The plan's text with some spans of it replaced: those are in order, and none lies in another. */
  #pieced(
    origin: ir.Origin,
    pieces: readonly { readonly start: number; readonly end: number; readonly text: string }[],
  ): string {
    const starts = [origin.start, ...pieces.map(({ end }) => end)];
    const ends = [...pieces.map(({ start }) => start), origin.end];
    const texts = starts.map((start, i) => {
      const end = ends[i] ?? origin.end;
      const plain = this.#relabeled(cleaned(this.#read({ ...origin, start, end })));
      return plain + (pieces[i]?.text ?? "");
    });
    return texts.join("").replace(/\s+/g, " ").replaceAll("( ", "(").replaceAll(" )", ")").trim();
  }

  #relabeled(text: string): string {
    return text.replace(/"[^"]*"|(?<![\w.])[A-Za-z_]\w*(?![\w.])/g, (word) => this.named(word));
  }

  #marks(outer: ir.Origin, traces: readonly Trace[]): Mark[] {
    const found = new Map<ir.Expr, Mark>();
    const visit = (trace: Trace): void => {
      const { node, value } = trace;
      if (!isNaming(node)) partsWithin(trace).forEach(visit);
      if (!isMarked(node) || !isWithin(node.origin, outer) || node.origin.path !== outer.path)
        return;
      const { start, end } = node.origin;
      const isWrapped = this.isWrapped(node.origin);
      const shown = doneText(trace) ?? formatValue(typeOf(node), value) + this.#ofWindow(node);
      found.set(node, { node, start, end, isWrapped, value: shown });
    };
    traces.forEach(visit);
    return [...found.values()];
  }
}

interface Mark {
  readonly node: ir.Expr;
  readonly start: number;
  readonly end: number;
  readonly isWrapped: boolean;
  readonly value: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function cleaned(text: string): string {
  return text.replace(/\/\/[^\n]*/g, " ").replace(/\s+/g, " ");
}

/** What says its own value, or has none to show. */
const PLAIN: ReadonlySet<ir.Expr["op"]> = new Set([
  "number",
  "text",
  "date",
  "period",
  "yes or no",
  "row",
  "row key",
  "payee",
  "reader",
  "rolled up",
]);

/** What is made of other expressions, which are shown in its place. All else names a value that is told of elsewhere. */
const COMPOSED: ReadonlySet<ir.Expr["op"]> = new Set([
  "add",
  "subtract",
  "multiply",
  "part above",
  "part up to",
  "divide",
  "negate",
  "round",
  "greatest",
  "least",
  "if",
  "otherwise",
  "shift",
  "compare",
  "compare dates",
  "same",
  "and",
  "or",
  "not",
  "present",
]);

/** Composed, and shown with what it comes to, or what was done: `prorated by days (31 of 365 days)`. */
const SHOWN: ReadonlySet<ir.Expr["op"]> = new Set([
  "rates",
  "prorate",
  "exchange",
  "days between",
  "working days between",
  "months between",
]);

function isNaming({ op }: ir.Expr): boolean {
  return !PLAIN.has(op) && !COMPOSED.has(op) && !SHOWN.has(op);
}

function isMarked(node: ir.Expr): boolean {
  return SHOWN.has(node.op) || isNaming(node);
}

/** Beside an amount that is prorated or changed stands what was done: `31 of 365 days`, `/ 1.1 USD per EUR`. */
function doneText({ node, detail }: Trace): string | undefined {
  if (detail?.kind === "part") return partText(detail);
  if (detail?.kind === "exchange") return exchangeText(detail);
  return node.op === "exchange" ? "as it is" : undefined;
}

/** `x 1.22 USD per GBP`, `/ 1.1 USD per EUR`, or one after the other: the rates as the data has them. */
export function exchangeText({ base, times, over }: Extract<Detail, { kind: "exchange" }>): string {
  const text = (sign: string, price: Price | undefined): string[] =>
    price === undefined
      ? []
      : [`${sign} ${formatNumber(price.value, `${base} per ${price.currency}`)}`];
  return [...text("x", times), ...text("/", over)].join(" ");
}

function partText({ part, whole, by }: Extract<Detail, { kind: "part" }>): string {
  if (by.startsWith("by ")) return formatNumber(part, "ratio");
  const [some, all] = [part, whole].map((days) => formatNumber(days, "count"));
  return part.compare(whole) > 0 ? `${some} ${by} for ${all}` : `${some} of ${all} ${by}`;
}

/** Where rates are applied their base is read; the axis and the rows stand with the table. */
function partsWithin({ node, parts }: Trace): readonly Trace[] {
  return node.op === "rates" ? parts.filter((part) => part.node === node.base) : parts;
}

/** The labels of what a plan declares, by their names. */
export function labelsOf(plan: ir.Plan): ReadonlyMap<string, string> {
  const { credits, tables, measures, parameters, components, draws, balances } = plan;
  const declared: readonly { readonly name: string; readonly label?: string }[] = [
    ...credits,
    ...tables,
    ...measures,
    ...parameters,
    ...components,
    ...draws,
    ...balances,
  ];
  return new Map(
    declared.flatMap(({ name, label }) => (label === undefined ? [] : [[name, label] as const])),
  );
}
