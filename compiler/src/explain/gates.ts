/** Gates: what they ask for with the values that were held against it; of a closed one, what was lacking. */
import type { GateTrace } from "../evaluate/components.ts";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { Line } from "./explanation.ts";
import { tellNumbers } from "./numbers.ts";
import type { Telling } from "./telling.ts";
import { unitOf } from "./types.ts";

export function gateLines(t: Telling, gates: readonly GateTrace[]): Line[] {
  return gates.map(({ gate, isOpen, traces }) => {
    tellNumbers(t, traces);
    const words = t.words.withValues(gate.origin, traces);
    const lack = isOpen ? "" : lackText(t, traces);
    const text = `${words}: ${isOpen ? "met" : `not met${lack}, so nothing is paid`}`;
    return { text, origin: gate.origin, parts: [], adds: false };
  });
}

/** What would have been enough, of each comparison that didn't hold. */
export function lackText(t: Telling, traces: readonly Trace[]): string {
  const lacks = traces.flatMap((trace) => lacksIn(t, trace));
  return lacks.length === 0 ? "" : `, short by ${lacks.join(" and ")}`;
}

function lacksIn(t: Telling, trace: Trace): string[] {
  const { node, value, parts } = trace;
  if (node.op === "and" || node.op === "or") return parts.flatMap((part) => lacksIn(t, part));
  if (node.op !== "compare" || value !== false || (node.by !== ">=" && node.by !== ">")) return [];
  const [left, right] = parts;
  if (!(left?.value instanceof Rational) || !(right?.value instanceof Rational)) return [];
  const more = node.by === ">" ? "more than " : "";
  const lack = right.value.minus(left.value);
  const credits = creditsLacking(t, left, right.value);
  if (credits !== undefined) return [`${more}${credits}`];
  const unit = unitOf(node.left);
  const shown = formatNumber(lack, unit);
  return [`${more}${unit === "ratio" ? shown.replace("%", "pp") : shown}`];
}

/** Where a quotient of a credit's total is too low: how much more of the credit would have been enough. */
function creditsLacking(t: Telling, trace: Trace, needed: Rational): string | undefined {
  const quotient = trace.node.op === "measure" ? trace.parts[0] : trace;
  if (quotient?.node.op !== "divide") return undefined;
  const [divisor, total] = [
    partOf(quotient, quotient.node.right),
    partOf(quotient, quotient.node.left),
  ];
  if (!(divisor?.value instanceof Rational) || !(total?.value instanceof Rational))
    return undefined;
  if (total.node.op !== "total" || total.node.of.kind !== "credits" || hasCredits(divisor))
    return undefined;
  const lack = needed.times(divisor.value).minus(total.value);
  return `${formatNumber(lack, total.node.unit)} of ${t.words.quote(total.node.origin)}`;
}

function partOf({ parts }: Trace, node: ir.Expr): Trace | undefined {
  return parts.find((part) => part.node === node);
}

function hasCredits({ detail, parts }: Trace): boolean {
  return detail?.kind === "credits" || parts.some(hasCredits);
}
