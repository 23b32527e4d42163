/** Plans and their smaller members, as they are written. */
import type { RoundingMode } from "@attain/runtime";
import type { Component, Payout } from "./component.ts";
import type { Credit } from "./credit.ts";
import type { Balance, Draw } from "./draw.ts";
import type { DateLiteral, Expression, Literal, PeriodLiteral } from "./expression.ts";
import type { Goal, Kpi, Level } from "./kpi.ts";
import type { Name, Named, NodeBase } from "./node.ts";
import type { Table } from "./table.ts";

export interface SharedDeclaration extends NodeBase {
  readonly kind: "Shared";
  readonly member: PlanMember;
}

export interface PlanDeclaration extends Named {
  readonly kind: "Plan";
  readonly people?: { readonly source: Name; readonly where?: Expression };
  readonly during?: { readonly from: Day; readonly to?: Day };
  readonly pays?: { readonly period: Name; readonly currency: Name };
  /** The plan whose members it has, too, but for those that it replaces or leaves out. */
  readonly base?: Name;
  readonly replaces: readonly Name[];
  readonly without: readonly Name[];
  readonly members: readonly PlanMember[];
  readonly allows: readonly Allow[];
}

export type PlanMember =
  Exception | Parameter | Credit | Measure | Goal | Table | Component | Payout | Draw | Balance;

/** A period's name, or a date. */
export type Day = PeriodLiteral | DateLiteral;

/** `allow cliff "board decision"`: a finding accepted, with the reason. */
export interface Allow extends NodeBase {
  readonly rule: Name;
  readonly reason: string;
}

/** Stands in place of a measure or a component where it applies; its name is the reason. */
export interface Exception extends Named {
  readonly kind: "Exception";
  readonly target: Name;
  readonly when?: Expression;
  readonly during?: { readonly from: Day; readonly to?: Day };
  readonly value?: Expression;
}

export interface Parameter extends Named {
  readonly kind: "Parameter";
  readonly value: Expression;
  /** Later values, each from a date on. */
  readonly changes: readonly { readonly from: DateLiteral; readonly value: Expression }[];
  readonly allows: readonly Allow[];
}

export interface Measure extends Named {
  readonly kind: "Measure";
  /** `fact`: what follows from a KPI or a goal, such as its progress; it isn't written as a measure. */
  readonly role: "measure" | "quota" | "target" | "kpi" | "fact";
  readonly value: Expression;
  readonly rounding?: Rounding;
  readonly kpi?: Kpi;
  /** Of whose totals its formula is, if it says so. */
  readonly level?: Level;
  readonly allows: readonly Allow[];
}

export interface Rounding extends NodeBase {
  readonly mode: RoundingMode;
  readonly to: Grain;
}

/** `rounded to cent by largest remainder, ties by id`: the parts make the whole. */
export interface Fairly extends NodeBase {
  readonly kind: "Fairly";
  readonly to: Grain;
  readonly ties: readonly Name[];
}

/** The smallest unit of the currency, or a multiple of an amount. */
export type Grain = (NodeBase & { readonly kind: "Cent" }) | Literal;
