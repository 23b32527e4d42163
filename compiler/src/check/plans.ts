/** Plans: whom they pay, when, how often, and that what they define fits together. */
import type { Calendar, PeriodKind, PlainDate } from "@attain/runtime";
import { derivedFrom } from "../bind/kpis.ts";
import { type Scope, type Symbol_, planMembers } from "../bind/scope.ts";
import type { PlanDeclaration } from "../syntax/ast/plan.ts";
import { type WholePlan, wholePlan } from "../bind/whole-plan.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Account } from "./accounts.ts";
import { type Checker, type Env, type Notes, newNotes } from "./checker.ts";
import type { CreditInfo } from "./credits.ts";
import { type Parameters_, parameterType } from "./parameters.ts";
import { PlanBody } from "./plan-body.ts";
import { checkHeading } from "./plan-heading.ts";
import type { SourceInfo } from "./sources.ts";
import type { TableInfo } from "./tables.ts";
import type { Type } from "./types.ts";

/** A plan that has been checked, with the notes that lowering reads. */
export interface CheckedPlan {
  readonly declaration: PlanDeclaration;
  readonly file: SourceFile;
  /** The file in which a member is written: another one, for what the plan that it extends has. */
  readonly fileOf: WholePlan["fileOf"];
  readonly calendar: Calendar;
  readonly sources: ReadonlyMap<string, SourceInfo>;
  readonly people: SourceInfo;
  readonly pays: PeriodKind;
  readonly currency: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly symbols: ReadonlyMap<string, Symbol_>;
  /** Notes on what is read over each length of period; the pay period is always among them. */
  readonly notes: ReadonlyMap<PeriodKind, Notes>;
  /** Notes on the steps of each component, and on `payout`, by name. */
  readonly stepNotes: ReadonlyMap<string, Notes>;
  readonly peopleNotes: Notes;
  readonly parameters: ReadonlyMap<string, { readonly type: Type; readonly notes: Notes }>;
  readonly credits: ReadonlyMap<string, CreditInfo | undefined>;
  readonly tables: ReadonlyMap<string, { readonly info: TableInfo; readonly period: PeriodKind }>;
  /** The measures that are read, and over which period. */
  readonly readings: readonly { readonly name: string; readonly period: PeriodKind }[];
  /** The type of a measure or a component over a period. */
  readonly typeOf: (name: string, period: PeriodKind) => Type;
  readonly credit: (name: string) => CreditInfo | undefined;
  /** What is kept under a name from one pay period to the next. */
  readonly account: (name: string) => Account | undefined;
  /** The plans whose pay is read, by this one itself. */
  readonly others: ReadonlySet<CheckedPlan>;
  /** Where something stands that is read for the payee and the pay period, beside the plan. */
  readonly env: (notes: Notes) => Env;
  /** What is needed by a component, or by a test. */
  readonly used: Set<string>;
  /** Reports what nothing needs; to be asked when the tests have been checked. */
  readonly warnUnused: () => void;
}

export interface PlanChecker extends Omit<Checker, "symbols"> {
  readonly scope: Scope;
}

export interface Frame {
  readonly people: SourceInfo;
  readonly pays: PeriodKind;
  readonly currency: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** Checks a plan; undefined if its heading is so incomplete that nothing can be said of the rest. */
export function checkPlan(
  base: PlanChecker,
  written: PlanDeclaration,
  file: SourceFile,
): CheckedPlan | undefined {
  const whole = wholePlan(written, file, base.scope, base.report);
  const { declaration: node, fileOf } = whole;
  const symbols = planMembers(whole, base.scope, base.report);
  for (const symbol of derivedFrom(symbols)) symbols.set(symbol.name, symbol);
  const parameters: Parameters_ = new Map();
  const used = new Set<string>();
  const others = new Set<CheckedPlan>();
  const checker: Checker = {
    ...base,
    symbols,
    plan: (symbol, readAt) => {
      const other = base.plan(symbol, readAt);
      if (other !== undefined) others.add(other);
      return other;
    },
    parameter: (name) => {
      used.add(name);
      return parameterType(checker, parameters, name);
    },
  };
  const peopleNotes = newNotes();
  const outside: Env = {
    checker,
    file,
    notes: peopleNotes,
    present: new Set(),
    nonZero: new Set(),
  };
  const frame = checkHeading(outside, node);
  if (frame === undefined) return undefined;
  const body = new PlanBody(
    checker,
    whole,
    frame,
    file,
    used,
    (name) => void parameterType(checker, parameters, name),
  );
  body.checkAll();
  const { calendar, sources } = base;
  return {
    calendar,
    sources,
    declaration: node,
    file,
    fileOf,
    symbols,
    peopleNotes,
    parameters,
    others,
    ...frame,
    ...body.results(),
  };
}
