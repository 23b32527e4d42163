/** Components that are paid deal by deal, or period by period: a line for each. */
import type { Column, ComponentPay, PayPart, StepTrace } from "../evaluate/components.ts";
import { formatNumber, formatValue } from "../evaluate/format.ts";
import type { Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { Line } from "./explanation.ts";
import { lookupText, tellNumbers, tellParameters } from "./numbers.ts";
import { columnLines, lookupsOfDeal } from "./steps.ts";
import { sliceLines } from "./tables.ts";
import type { Telling } from "./telling.ts";
import { typeOf } from "./types.ts";
import { exchangeText } from "./words.ts";

export function componentLine(t: Telling, pay: ComponentPay): Line {
  const { component, amount, parts } = pay;
  const { name, origin } = component;
  const head = { name, text: t.words.named(name), amount, unit: t.plan.currency, origin };
  const [only] = parts;
  if (only === undefined) return { ...head, parts: [unpaidLine(t, pay)], adds: false };
  if (parts.length === 1 && only.credit === undefined)
    return { ...head, ...columnLines(t, only.column) };
  const { scope } = component;
  if (scope.kind === "each credit") t.deals.add(scope.credit, [], [scope.where]);
  const terms = scope.kind === "each credit" ? [scopeLine(t, component)] : [];
  return { ...head, parts: [...terms, ...parts.map((part) => partLine(t, part))], adds: true };
}

/** Why there is nothing to pay. */
function unpaidLine(t: Telling, { component, given, outside }: ComponentPay): Line {
  const { scope, period, origin } = component;
  if (given === true) return { text: "set by the test", parts: [], adds: false };
  if (outside === true)
    return {
      text: `the plan ended on ${t.plan.until}`,
      origin: t.plan.origin,
      parts: [],
      adds: false,
    };
  const text =
    scope.kind === "each credit"
      ? `${scopeText(t, component)}: none`
      : `paid with the last ${t.plan.pays} of the ${period}`;
  return { text, origin, parts: [], adds: false };
}

/** `for each Bookings where …: earns 250 USD, rounded half even to cent`: what is done for each, said once. */
function scopeLine(t: Telling, component: ir.Component): Line {
  const { scope, gates, earns, steps, origin } = component;
  if (scope.kind === "each credit") tellParameters(t, scope.where);
  const all = [...gates, earns, ...steps].map((step) => t.words.quote(step.origin));
  return { text: `${scopeText(t, component)}: ${all.join(", ")}`, origin, parts: [], adds: false };
}

function scopeText(t: Telling, { gates, earns, origin }: ir.Component): string {
  const first = Math.min(...[...gates, earns].map((step) => step.origin.start));
  const head = t.words.quote({ ...origin, end: first });
  return head.slice(Math.max(0, head.indexOf("for each ")));
}

function partLine(t: Telling, { credit, period, column }: PayPart): Line {
  const { amount } = column;
  const unit = t.plan.currency;
  if (credit === undefined) return { text: period.name, amount, unit, ...columnLines(t, column) };
  const { source } = t.deals.rule(credit.credit);
  t.deals.add(
    credit.credit,
    [credit],
    [column.steps.map(({ traces }) => traces.map(({ node }) => node))],
  );
  const row = { source, row: credit.row.row };
  const { key } = credit.row;
  const short = shortText(t, column);
  if (short === undefined) return { text: key, amount, unit, row, ...columnLines(t, column) };
  return {
    text: `${key}${short}`,
    amount,
    unit,
    row,
    parts: [],
    adds: false,
  };
}

/** What is done for a deal, on its line, where it is one step and perhaps a rounding; undefined where it is more. */
function shortText(t: Telling, column: Column): string | undefined {
  const earns = onlyStep(column);
  const [value, ...conditions] = [...(earns?.traces ?? [])].reverse();
  if (earns === undefined || value === undefined || conditions.length > 0) return undefined;
  if (value.detail?.kind === "rates" && value.detail.slices.length > 1) return undefined;
  tellNumbers(t, earns.traces);
  const lookups = lookupsOfDeal(value).map((lookup) => lookupText(t, lookup));
  const because = lookups.length === 0 ? "" : ` (${lookups.join("; ")})`;
  return `${shortSum(t, column, earns, value)}${because}`;
}

/** The step that earns, if it is applied and nothing follows but a rounding. */
function onlyStep({ gates, steps }: Column): StepTrace | undefined {
  const [earns, rounded, ...others] = steps;
  const isOne = gates.length + others.length === 0;
  const isRounding = rounded === undefined || rounded.step.op === "rounded";
  return isOne && isRounding && earns?.applied === true ? earns : undefined;
}

/** `: 2% of 40,660 JPY = 813.2 JPY, rounded`; nothing where the amount of the line says it all. */
function shortSum(
  t: Telling,
  { amount }: Column,
  { step, after }: StepTrace,
  value: Trace,
): string {
  const sum = sumText(t, value);
  const shown = formatNumber(after, step.unit);
  if (!amount.equals(after)) return `: ${sum} = ${shown}, rounded`;
  return sum === shown || value.node.op === "number" ? "" : `: ${sum}`;
}

function sumText(t: Telling, value: Trace): string {
  const { node, detail } = value;
  if (node.op === "exchange" && detail?.kind === "exchange") {
    const of = value.parts.find((part) => part.node === node.of);
    const amount = of === undefined ? "" : formatValue(typeOf(of.node), of.value);
    return `${amount} ${exchangeText(detail)}`;
  }
  if (detail?.kind !== "rates") return t.words.inValues(node.origin, [value]);
  return sliceLines(t, value, detail)
    .map(({ text }) => text)
    .join("");
}
