/** What every check knows and shares: the names in scope, where it reports, and the notes it takes for lowering. */
import type { Calendar, PeriodKind } from "@attain/runtime";
import type { Symbol_ } from "../bind/scope.ts";
import { type Details, type Diagnostic, type Rule, diagnose } from "../diagnostics/diagnostic.ts";
import type { Expression, Window } from "../syntax/ast/expression.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Axis } from "../syntax/ast/table.ts";
import type { Location, SourceFile, Span } from "../text/source-file.ts";
import type { AccountFact } from "../ir/account.ts";
import type { Account } from "./accounts.ts";
import type { CreditInfo } from "./credits.ts";
import type { CheckedPlan } from "./plans.ts";
import type { FieldInfo, SourceInfo } from "./sources.ts";
import type { TableInfo } from "./tables.ts";
import type { Type } from "./types.ts";

/** What a name, or an access, means where it stands. */
export type Meaning =
  /** A field of the row at hand, or of the row that the expression before the point gives. */
  | {
      readonly kind: "field";
      readonly field: FieldInfo;
      readonly source: SourceInfo;
      readonly sure: boolean;
    }
  /** A field of the person who is paid. */
  | {
      readonly kind: "payee field";
      readonly field: FieldInfo;
      readonly source: SourceInfo;
      readonly sure: boolean;
    }
  | { readonly kind: "payee" }
  /** Who is paid, beside each of the people that an aggregate runs over. */
  | { readonly kind: "reader" }
  /** The people, or the rows of a source, that an aggregate runs over. */
  | { readonly kind: "people"; readonly source: SourceInfo }
  | {
      readonly kind: "rows";
      readonly source: SourceInfo;
      readonly keys: readonly Exclude<KeyReading, { readonly by: "value" }>[];
    }
  /** The amount that the credit at hand gives. */
  | { readonly kind: "credited" }
  | { readonly kind: "credit"; readonly credit: CreditInfo }
  | { readonly kind: "parameter" | "measure" | "component"; readonly name: string }
  /** Of what passes from one pay period to the next, under a name or `payout`. */
  | { readonly kind: "account"; readonly name: string; readonly fact: AccountFact }
  /** What another plan pays by a component, or as its payout. */
  | { readonly kind: "other pay"; readonly plan: CheckedPlan; readonly name: string }
  | { readonly kind: "exchange"; readonly exchange: Exchange }
  /** The rows that refer to a deal, and the column by which they do: who has a share of it. */
  | { readonly kind: "team"; readonly source: SourceInfo; readonly reference: string }
  /** The credit whose deals are taken back, and the column that refers to them. */
  | { readonly kind: "clawback"; readonly credit: CreditInfo; readonly reference: string }
  | { readonly kind: "lookup"; readonly table: TableInfo }
  | { readonly kind: "member"; readonly name: string }
  /** One row of a keyed source, and a field of it. */
  | {
      readonly kind: "keyed";
      readonly source: SourceInfo;
      readonly field: FieldInfo;
      readonly keys: readonly KeyReading[];
    };

/** By which rates an amount changes its currency. */
export interface Exchange {
  /** The currency that it is in: one that is known, or what this expression gives. */
  readonly from: string | Expression;
  readonly to: string;
  /** What gives the currency that it is changed into, where that is the payee's own. */
  readonly ofPayee?: Expression | undefined;
  readonly source: SourceInfo;
  readonly field: FieldInfo;
  /** The currency that the rates are prices in. */
  readonly base: string;
}

/** Where the value of a key comes from. */
export type KeyReading =
  | { readonly field: string; readonly by: "payee" }
  | { readonly field: string; readonly by: "period"; readonly period: PeriodKind }
  | { readonly field: string; readonly by: "value"; readonly value: Expression };

/** The notes that lowering reads: one set for each length of period that a plan's definitions are read over. */
export interface Notes {
  readonly types: Map<Expression, Type>;
  readonly meanings: Map<Expression | Name, Meaning>;
  /** What stands in place of an expression: a KPI made of what it is given, a formula at another level. */
  readonly expansions: Map<Expression, Expression>;
  /** The types of axes that are named by a type instead of a measure. */
  readonly axes: Map<Axis, Type>;
}

/** Where an expression was typed, and what that place asked for. */
export interface Place {
  readonly env: Env;
  readonly expected?: Type;
}

export interface Checker {
  readonly calendar: Calendar;
  readonly sources: ReadonlyMap<string, SourceInfo>;
  readonly symbols: ReadonlyMap<string, Symbol_>;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Of every expression that has been typed, whatever became of the declaration around it. */
  readonly places: Map<Expression, Place>;
  /** The type of a parameter, which is the same for everybody and known wherever an expression stands. */
  readonly parameter: (name: string) => Type;
  /** A lookup that is read beside a row of data: its rows are the same for everybody. */
  readonly table: (name: string, env: Env) => TableInfo | undefined;
  /** Another plan, checked; undefined (and reported) if it reads the one that reads it here. */
  readonly plan: (
    symbol: Extract<Symbol_, { kind: "plan" }>,
    readAt: Location,
  ) => CheckedPlan | undefined;
  /** Types any expression; it may be optional or a timeline. `expected` helps with names of values, such as `Won`. */
  readonly typeOf: (env: Env, node: Expression, expected?: Type) => Type;
}

/** Where an expression stands: which rows, which person, which period are at hand. */
export interface Env {
  readonly checker: Checker;
  readonly file: SourceFile;
  readonly notes: Notes;
  /** The row at hand, whose fields are known by their bare names. */
  readonly row?: SourceInfo;
  /** The credit at hand, in a component for each credit. */
  readonly credit?: CreditInfo;
  /** The window that this credit comes from, where it may lie outside of the period at hand. */
  readonly window?: Window;
  /** The payee and the period at hand. */
  readonly plan?: PlanEnv;
  /** What a component starts with: the value of its `earns` line. */
  readonly earned?: Expression;
  /** Names are read for each of the people that an aggregate runs over; `payee` is still who is paid. */
  readonly amongPeople?: true;
  /** The words of an average over days that stand behind more than one name: `weighted by days`. */
  readonly averagedBy?: string;
  /** The balance whose next value this is: its bare name is what it was before. */
  readonly balance?: string;
  /** What a test around this place has made certain to be present. */
  readonly present: ReadonlySet<string>;
  /** The texts of amounts that a test around this place has made certain not to be zero. */
  readonly nonZero: ReadonlySet<string>;
}

/** The payee and the period, and the definitions that are read for them. */
export interface PlanEnv {
  readonly people: SourceInfo;
  readonly pays: PeriodKind;
  readonly currency: string;
  /** The period at hand: the pay period, except in a component that is paid for longer or shorter ones. */
  readonly period: PeriodKind;
  readonly typeOf: (name: string, period: PeriodKind) => Type;
  readonly credit: (name: string) => CreditInfo | undefined;
  readonly table: (name: string, env: Env) => TableInfo | undefined;
  /** What is kept under a name from one pay period to the next; undefined if nothing is. */
  readonly account: (name: string) => Account | undefined;
  /** Checks the lines of a draw. */
  readonly draw: (name: string) => void;
  readonly used: Set<string>;
}

export function newNotes(): Notes {
  return { types: new Map(), meanings: new Map(), expansions: new Map(), axes: new Map() };
}

/** Reports at a span of the file that the environment stands in. */
export function report<Hole extends string>(
  env: Env,
  rule: Rule<Hole>,
  span: Span,
  facts: Readonly<Record<Hole, string>>,
  details?: Details,
): void {
  env.checker.report(diagnose(rule, { file: env.file, span }, facts, details));
}

export function at(env: Env, span: Span): Location {
  return { file: env.file, span };
}
