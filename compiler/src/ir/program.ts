/** Plans and programs, in the representation. */
import type { Calendar, PeriodKind, PlainDate } from "@attain/runtime";
import type { Balance, Draw } from "./account.ts";
import type { Component, Exception, Gate, Step } from "./component.ts";
import type { Credit } from "./credit.ts";
import type { Condition, Expr, TextExpr } from "./expression.ts";
import type { Goal, Kpi } from "./kpi.ts";
import type { Source } from "./source.ts";
import type { Table } from "./table.ts";
import type { Origin, Unit, ValueType } from "./value.ts";

export interface Parameter {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly type: ValueType;
  readonly value: Expr;
  readonly changes: readonly { readonly from: PlainDate; readonly value: Expr }[];
  readonly origin: Origin;
}

/** A named value for each payee and each period of one kind. */
export interface Measure {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly role: "measure" | "quota" | "target" | "kpi" | "fact";
  readonly period: PeriodKind;
  readonly type: ValueType;
  readonly value: Expr;
  readonly exceptions: readonly Exception[];
  readonly origin: Origin;
}

export interface Plan {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly people: string;
  readonly eligible?: Condition;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly pays: PeriodKind;
  /** What is paid is in this unit: a currency, or `Money in …` where everybody is paid in their own. */
  readonly currency: Unit;
  /** The currency that the payee is paid in, where that isn't the same for everybody. */
  readonly paidIn?: TextExpr;
  readonly parameters: readonly Parameter[];
  readonly credits: readonly Credit[];
  readonly tables: readonly Table[];
  readonly measures: readonly Measure[];
  readonly kpis: readonly Kpi[];
  readonly goals: readonly Goal[];
  readonly components: readonly Component[];
  readonly draws: readonly Draw[];
  readonly balances: readonly Balance[];
  /** Steps on the sum of the components. */
  readonly payout: {
    readonly label?: string;
    readonly gates: readonly Gate[];
    readonly steps: readonly Step[];
    readonly origin: Origin;
  };
  /** The plans whose pay this one reads, or one of those; each reads only those before it. */
  readonly others: readonly Plan[];
  readonly origin: Origin;
}

export interface Program {
  readonly calendar: Calendar;
  readonly sources: readonly Source[];
  /** Digits after the point of the declared units. */
  readonly units: Readonly<Record<string, number>>;
  /** What conditions on rows of data read, whatever the plan. */
  readonly parameters: readonly Parameter[];
  readonly plans: readonly Plan[];
}
