/** A run as people read it: what each plan pays to whom, with what is worth knowing beside it. */
import { counted } from "../base/text.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { placeOf } from "../diagnostics/render.ts";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { RunNote } from "./answer.ts";
import { type Io, paintOf } from "./io.ts";
import { type KpiRow, kpiTable } from "./kpis.ts";
import type { Paid } from "./pay.ts";
import { payoutTable } from "./payouts.ts";
import type { Places } from "./places.ts";
import type { Ready } from "./ready.ts";
import { creditsOf, isDated, type PlanNote } from "./run-notes.ts";

/** The table of one plan and period; `ofAll` says that everybody is in it. */
export function printPaid(io: Io, ready: Ready, one: Paid, ofAll: boolean): void {
  const { plan, payees, period } = one.result;
  const title = paintOf(io).strong(plan.label ?? plan.name);
  io.out(`\n${title}  ${period.name}, ${period.start} to ${period.end}\n`);
  io.out(`${[counted(payees.length, "payee"), ...creditTexts(one, ofAll)].join(" · ")}\n\n`);
  io.out(`${payoutTable(one, ready.data(one.planned)).join("\n")}\n`);
}

/** What of one plan and period is the company's, or a group's. */
export function printKpis(io: Io, kpis: readonly KpiRow[], { result }: Paid): void {
  const lines = kpiTable(
    kpis.filter(({ plan, period }) => plan === result.plan.name && period === result.period.name),
  );
  if (lines.length > 0) io.out(`\n${lines.join("\n")}\n`);
}

/** `1,196 credits of Bookings, 2,802,496.00 USD in all`. */
function creditTexts({ result }: Paid, ofAll: boolean): string[] {
  const { plan, payees, period } = result;
  const people = new Set(payees.map(({ payee }) => payee));
  return plan.credits.flatMap(({ name, unit }) => {
    const all = creditsOf(result, name);
    if (all === undefined) return [];
    const credits = all.filter((one) => isDated(one, period) && (ofAll || people.has(one.payee)));
    const sum = credits.reduce((total, { amount }) => total.plus(amount), Rational.ZERO);
    return [`${counted(credits.length, "credit")} of ${name}, ${formatNumber(sum, unit)} in all`];
  });
}

export function printNotes(io: Io, notes: readonly RunNote[], look?: "warning"): void {
  const paint = paintOf(io);
  const word = look === undefined ? paint.dim("note") : paint.severity(look, "note");
  for (const { message } of notes) io.out(`${word}  ${message}\n`);
}

/** How many warnings a run shows; `attain check` shows all, with what to do. */
const SHOWN = 5;

/** The warnings of plans, each in a line. */
export function printWarnings(io: Io, diagnostics: readonly Diagnostic[], places: Places): void {
  const paint = paintOf(io);
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  for (const warning of warnings.slice(0, SHOWN)) {
    const { code, message, at } = places.shown(warning);
    const name = paint.severity("warning", `warning ${code}`);
    io.err(`${name}  ${message}  ${paint.dim(placeOf(at))}\n`);
  }
  const more = warnings.length - SHOWN;
  if (more > 0) io.err(`… and ${counted(more, "more warning")}: attain check shows all.\n`);
}

/** Plans that pay nobody anything. */
export function printUnpaid(io: Io, warnings: readonly PlanNote[]): void {
  const word = paintOf(io).severity("warning", "warning");
  for (const { message } of warnings) io.err(`${word}  ${message}\n`);
}
