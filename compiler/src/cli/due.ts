/** What is due in a period: the plans that pay in it, each by its own calendar. */
import { parsePeriod, type Period, periodsBetween, periodsIn } from "@attain/runtime";
import { listed, nearest } from "../base/text.ts";
import { UsageError } from "./arguments.ts";
import type { Planned } from "./programs.ts";
import { paysLater } from "../ir/reads.ts";

/** A plan with what it pays in the period of a run. */
export interface Due {
  readonly planned: Planned;
  /** The period of the run, as the plan's calendar has it. */
  readonly period: Period;
  /** The pay periods in it in which the plan holds; one at least. */
  readonly parts: readonly Period[];
}

/** A plan that pays nothing in the period, and why. */
export interface NotDue {
  readonly planned: Planned;
  readonly why: string;
}

export interface DueInPeriod {
  readonly due: readonly Due[];
  readonly notDue: readonly NotDue[];
}

/** What plans pay in the period that the command line names. */
export function dueIn(planned: readonly Planned[], name: string | undefined): DueInPeriod {
  if (planned.length === 0) throw new UsageError("There is nothing to pay: no file has a plan.");
  if (name === undefined) {
    throw new UsageError(
      `Which period? Write --period, such as --period FY2026-Q1. ${termsOf(planned)}`,
    );
  }
  const found = planned.map((one) => dueOf(one, name));
  const due = found.filter((one) => "parts" in one);
  const notDue = found.filter((one) => "why" in one);
  if (due.length > 0) return { due, notDue };
  const isPeriod = planned.some(({ program }) => parsePeriod(program.calendar, name) !== undefined);
  throw new UsageError(
    isPeriod
      ? `No plan pays in ${name}. ${termsOf(planned)}`
      : `The calendar has no period ${name}. ${periodMeant(planned, name)}`,
  );
}

function periodMeant(planned: readonly Planned[], name: string): string {
  const names = planned.flatMap(({ program, plan }) =>
    periodsBetween(program.calendar, plan.pays, plan.from, plan.until).map((one) => one.name),
  );
  const meant = nearest(name, new Set(names));
  return meant === undefined
    ? "Periods are written FY2026, FY2026-H1, FY2026-Q1, 2026-03, 2026-W09."
    : `Did you mean ${meant}?`;
}

function dueOf(planned: Planned, name: string): Due | NotDue {
  const { program, plan } = planned;
  const period = parsePeriod(program.calendar, name);
  if (period === undefined) return { planned, why: `its calendar has no ${name}` };
  const all = plan.pays === period.kind ? [period] : periodsIn(program.calendar, plan.pays, period);
  if (all.length === 0) return { planned, why: `it pays each ${plan.pays}` };
  const parts = all.filter(
    ({ start, end }) => plan.from <= end && (start <= plan.until || paysLater(plan)),
  );
  return parts.length === 0
    ? { planned, why: `it holds from ${plan.from} to ${plan.until}` }
    : { planned, period, parts };
}

function termsOf(planned: readonly Planned[]): string {
  return planned
    .map(({ plan }) => `${plan.name} pays each ${plan.pays} from ${plan.from} to ${plan.until}.`)
    .join(" ");
}

/**
 * A run pays one span of days. Plans whose calendars mean different days by its name can't be paid in one; `alone` is the
 * command line for one of them.
 */
export function sharedPeriod(
  due: readonly Due[],
  alone: (plan: string, period: string) => string,
): Period {
  const spans = new Map<string, Due[]>();
  for (const one of due) {
    const days = `${one.period.start} to ${one.period.end}`;
    spans.set(days, [...(spans.get(days) ?? []), one]);
  }
  const [first] = due;
  if (first !== undefined && spans.size === 1) return first.period;
  const meanings = [...spans].map(([days, plans]) => `${days} for ${namesOf(plans)}`);
  const name = first?.period.name ?? "";
  throw new UsageError(
    `${name} is ${listed(meanings, "and")}. Pay them one after the other: ${alone(first?.planned.plan.name ?? "", name)}.`,
  );
}

function namesOf(due: readonly Due[]): string {
  return listed(
    due.map(({ planned }) => planned.plan.name),
    "and",
  );
}

/** The plans that are named, or all. */
export function selected(planned: readonly Planned[], names: readonly string[]): Planned[] {
  const known = planned.map(({ plan }) => plan.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const help =
      meant === undefined ? `The plans are ${listed(known, "and")}.` : `Did you mean ${meant}?`;
    throw new UsageError(`There is no plan ${name}. ${help}`);
  }
  return planned.filter(({ plan }) => names.length === 0 || names.includes(plan.name));
}
