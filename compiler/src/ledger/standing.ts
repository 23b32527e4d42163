/** Where pay periods stand: closed, next to be closed, or too early for it. Periods of a plan are closed in their order. */
import { addDays, type Calendar, type Period, type PeriodKind, periodOf } from "@attain/runtime";
import { type Closed, closedParts, type Ledger } from "./ledger.ts";

/** What a plan pays in a period that is run or closed. */
export interface DueParts {
  readonly plan: string;
  readonly pays: PeriodKind;
  readonly calendar: Calendar;
  readonly parts: readonly Period[];
}

export type Standing =
  /** Some parts aren't closed, and their turn has come. */
  | { readonly kind: "open" }
  /** All parts are closed, by this entry the last of them. */
  | { readonly kind: "closed"; readonly by: number }
  /** Others come before these, or these come before what the ledger begins with. */
  | { readonly kind: "out of order"; readonly why: string };

export function standingOf(ledger: Ledger, due: readonly DueParts[]): Standing {
  const closed = closedParts(ledger);
  const open = due.map((one) => ({ ...one, parts: openParts(closed, one) }));
  if (open.every(({ parts }) => parts.length === 0)) {
    const own = closed.filter((part) => due.some((one) => isOf(one, part)));
    return { kind: "closed", by: Math.max(0, ...own.map(({ n }) => n)) };
  }
  for (const one of open) {
    const why = disorder(closed, one);
    if (why !== undefined) return { kind: "out of order", why };
  }
  return { kind: "open" };
}

/** The parts of a plan that aren't closed. */
export function openParts(
  closed: readonly Closed[],
  { plan, parts }: Pick<DueParts, "plan" | "parts">,
): Period[] {
  return parts.filter(
    ({ name }) => !closed.some((part) => part.plan === plan && part.period === name),
  );
}

function isOf({ plan, parts }: DueParts, { plan: other, period }: Closed): boolean {
  return plan === other && parts.some(({ name }) => name === period);
}

function disorder(
  closed: readonly Closed[],
  { plan, pays, calendar, parts }: DueParts,
): string | undefined {
  const own = closed.filter((part) => part.plan === plan);
  const [first] = parts;
  const last = own.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const next = periodOf(calendar, pays, addDays(last.end, 1));
  if (first.start === next.start) return undefined;
  return first.start > next.start
    ? `${next.name} of ${plan} comes before ${first.name}, and isn't closed yet`
    : `${first.name} of ${plan} lies before ${last.period}, which is closed`;
}

/** A closed plan that isn't in the project any more, where another would pay days that it has paid. */
export interface Renamed {
  readonly gone: Closed;
  readonly plan: string;
  readonly period: string;
}

/** The closed plans that the project hasn't got. */
export function goneFrom(ledger: Ledger, plans: readonly string[]): string[] {
  const names = closedParts(ledger).map(({ plan }) => plan);
  return [...new Set(names)].filter((name) => !plans.includes(name));
}

/** What would be paid twice if a plan that is gone has another name now. */
export function renamed(
  ledger: Ledger,
  plans: readonly string[],
  due: readonly DueParts[],
): Renamed | undefined {
  const closed = closedParts(ledger);
  const gone = goneFrom(ledger, plans);
  const known = new Set(closed.map(({ plan }) => plan));
  for (const { plan, parts } of due.filter((one) => !known.has(one.plan))) {
    for (const { name: period, start, end } of parts) {
      const before = closed.find(
        (part) => gone.includes(part.plan) && part.start <= end && start <= part.end,
      );
      if (before !== undefined) return { gone: before, plan, period };
    }
  }
  return undefined;
}
