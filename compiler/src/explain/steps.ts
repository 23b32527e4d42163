/** Steps of components and payouts as lines: what each changed, and what it came to. */
import type { Column, StepTrace } from "../evaluate/components.ts";
import { formatNumber, formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import { carriedLines, keptLines, settledLines } from "./accounts.ts";
import type { Line } from "./explanation.ts";
import { othersLines } from "./gathered.ts";
import { gateLines, lackText } from "./gates.ts";
import { exceptionText, isOfDeal, lookupText, tellNumbers } from "./numbers.ts";
import { placeText, type RatesDetail, sliceLines } from "./tables.ts";
import { releasedLines, takenBackLines } from "./releases.ts";
import type { Telling } from "./telling.ts";
import { typeOf, unitOf } from "./types.ts";
import type { Insert } from "./words.ts";

/** The gates and steps of a column. Where all steps have one unit they add up to its amount. */
export function columnLines(t: Telling, column: Column): Pick<Line, "parts" | "adds"> {
  const { gates, steps } = column;
  const adds = new Set(steps.map(({ step }) => step.unit)).size < 2;
  const lines = steps
    .filter((step) => !isIdleRounding(step))
    .flatMap((step) => {
      if (step.step.op === "carried") return carriedLines(t, step);
      return adds ? stepLine(t, step) : changedLine(t, step);
    });
  const kept = steps.length === 0 ? keptLines(t, column, t.plan.currency) : [];
  return { parts: [...gateLines(t, gates), ...kept, ...lines], adds: adds && kept.length === 0 };
}

/** A rounding that had nothing to do. */
function isIdleRounding({ step, before, after }: StepTrace): boolean {
  return step.op === "rounded" && before.equals(after);
}

/** From a ratio to money nothing can be added: each step shows what it comes to, and its own amount only if rows make it. */
function changedLine(t: Telling, step: StepTrace): Line {
  const { amount, ...line } = stepLine(t, step);
  const isSum = line.adds && amount !== undefined;
  return { ...line, ...(isSum ? { amount } : {}), result: step.after };
}

function stepLine(t: Telling, traced: StepTrace): Line {
  const { step, before, after, applied, traces } = traced;
  if (step.op === "trued up") return truedUpLine(t, traced);
  tellNumbers(t, traces);
  const isFirst = step.op === "earns";
  const changes = isFirst || !after.equals(before);
  const amount = after.minus(before);
  const base = { text: stepText(t, traced), unit: step.unit, origin: step.origin };
  const draw =
    step.op === "settled" ? t.plan.draws.find(({ name }) => name === step.draw) : undefined;
  if (!applied || isIdleLimit(traced))
    return { ...base, amount: Rational.ZERO, parts: [], adds: false };
  return {
    ...base,
    amount,
    ...(isFirst || !changes ? {} : { result: after }),
    ...(draw === undefined
      ? detailLines(t, step, traces, amount)
      : { parts: settledLines(t, draw, traced), adds: true }),
  };
}

/** Less what the component paid before in the year: one amount for each period. */
function truedUpLine(t: Telling, { step, before, after, traces: [paid] }: StepTrace): Line {
  const { origin, unit } = step;
  const values = paid?.parts.map((part) => formatValue(typeOf(part.node), part.value)) ?? [];
  const sum = values.length > 1 ? `, ${values.join(" + ")}` : "";
  const paidBefore: Line = { text: `paid before${sum}`, unit, parts: [], adds: false };
  const isShown = paid?.value instanceof Rational && !paid.value.isZero();
  return {
    text: t.words.quote(origin),
    amount: after.minus(before),
    ...(after.equals(before) ? {} : { result: after }),
    unit,
    origin,
    parts: isShown ? [{ ...paidBefore, amount: paid.value }] : [],
    adds: false,
  };
}

function isIdleLimit({ step, before, after }: StepTrace): boolean {
  return (step.op === "never above" || step.op === "never below") && before.equals(after);
}

type AnyStep = StepTrace["step"];

/** The words of a step with the values of what it names, what its factor or limit comes to, and whether it applied. */
function stepText(t: Telling, traced: StepTrace): string {
  const { step, applied, traces } = traced;
  const exception = exceptionAt(t, step.origin);
  if (exception !== undefined) {
    const { value } = exception;
    return exceptionText(exception, t.words.withValues(value.origin, traces, { skip: value }));
  }
  const value = traces.at(-1);
  const isAmount = step.op === "earns" || step.op === "plus" || step.op === "less";
  const operand = applied && value?.value instanceof Rational ? value : undefined;
  const inserts = operand === undefined || isAmount ? [] : operandInserts(operand);
  const skip = isAmount && operand !== undefined ? { skip: operand.node } : {};
  const words = t.words.withValues(step.origin, traces, { ...skip, inserts });
  const place = isAmount && operand?.node.op === "rates" ? placeText(t, operand) : "";
  return `${words}${place === "" ? "" : `, ${place}`}${endOf(t, traced)}`;
}

/** The exception that is paid in place of the steps of a component. */
function exceptionAt({ plan }: Telling, origin: ir.Origin): ir.Exception | undefined {
  return plan.components
    .flatMap(({ exceptions }) => exceptions)
    .find((exception) => exception.origin === origin);
}

function endOf(t: Telling, traced: StepTrace): string {
  if (!traced.applied) return `: not met${lackText(t, traced.traces)}`;
  if (isIdleLimit(traced)) return ": not reached";
  return hasCondition(traced) && traced.step.op !== "settled" ? ": met" : "";
}

function hasCondition({ traces }: StepTrace): boolean {
  return typeof traces[0]?.value === "boolean";
}

/** `never above 2 x target = 16,000.00 USD`; a plain number or a name says it already. */
function operandInserts({ node, value }: Trace): Insert[] {
  const isClear = !("left" in node) && node.op !== "greatest" && node.op !== "least";
  if (isClear || !(value instanceof Rational)) return [];
  const text = ` = ${formatNumber(value, unitOf(node as ir.NumberExpr))}`;
  return [{ at: node.origin.end, text }];
}

/** What an amount is made of, where that is more than its words say: rows of tables. */
function detailLines(
  t: Telling,
  step: AnyStep,
  traces: readonly Trace[],
  amount: Rational,
): Pick<Line, "parts" | "adds"> {
  const value = traces.findLast((trace) => trace.value instanceof Rational);
  if (value === undefined) return { parts: [], adds: false };
  if (value.detail?.kind === "released")
    return { parts: releasedLines(t, value.detail), adds: value.detail.parts.length > 0 };
  if (value.detail?.kind === "taken back")
    return { parts: takenBackLines(t, value.detail), adds: value.detail.rows.length > 0 };
  if (value.detail?.kind === "rates" && step.op !== "times") {
    const slices = sliceLines(t, value, value.detail);
    const isLess = step.op === "less";
    return {
      parts: slices,
      adds: !isLess && value.value instanceof Rational && amount.equals(value.value),
    };
  }
  const others = othersLines(value);
  if (others.length > 0) return { parts: others, adds: false };
  const lookups = lookupsOfDeal(value).map<Line>((lookup) => ({
    text: `${lookupName(lookup)} at ${lookupText(t, lookup)}`,
    parts: [],
    adds: false,
  }));
  return {
    parts: [...ratesBelow(value).flatMap((rates) => ratesLine(t, rates)), ...lookups],
    adds: false,
  };
}

function lookupName({ node }: Trace): string {
  return node.op === "lookup" ? node.table : "";
}

/** The tables that are applied within an expression, but not in what it names. */
function ratesBelow(trace: Trace): Trace[] {
  const { node, detail, parts } = trace;
  if (node.op === "measure" || node.op === "pay" || node.op === "over periods") return [];
  return detail?.kind === "rates" ? [trace] : parts.flatMap(ratesBelow);
}

function ratesLine(t: Telling, trace: Trace): Line[] {
  const { node, value, detail } = trace;
  if (node.op !== "rates" || !(value instanceof Rational)) return [];
  const quote = t.words.quote(node.origin);
  const words = t.words.isWrapped(node.origin) ? quote.slice(1, -1) : quote;
  const place = placeText(t, trace);
  const text = `${words}${place === "" ? "" : `, ${place}`}`;
  const parts = sliceLines(t, trace, detail as RatesDetail);
  return [{ text, amount: value, unit: node.unit, origin: node.origin, parts, adds: true }];
}

/** The lookups that are read for one deal. */
export function lookupsOfDeal(trace: Trace): Trace[] {
  const { node, parts } = trace;
  if (node.op === "lookup") return isOfDeal(trace) ? [trace] : [];
  return node.op === "measure" ? [] : parts.flatMap(lookupsOfDeal);
}
