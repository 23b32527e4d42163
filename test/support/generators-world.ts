// What a generated plan knows of itself while it is written: its sources, its definitions, and the values in them.
import type { Calendar, PeriodKind, PlainDate } from "@attain/runtime";
import type { Draw } from "./generators-draw.ts";
import type { Names } from "./generators-names.ts";

/** `USD`, `ratio`, `count`, `number`, `seat`, `USD per seat`. */
export type Unit = string;

/** The span of time of an amount, as the checker has it: none, a deal, `each Quarter`, `to date Year`. */
export type Window = "none" | "deal" | `each ${PeriodKind}` | `to date ${PeriodKind}`;

export type FieldType =
  | {
      readonly kind: "number";
      readonly unit: Unit;
      /** An amount per period. */
      readonly per?: PeriodKind;
      /** Digits after the point, where the source says so. */
      readonly places?: number;
      readonly percent?: true;
      readonly least?: "at least 0" | "above 0";
    }
  | { readonly kind: "date" | "text" | "yes or no" }
  | { readonly kind: "enum"; readonly members: readonly string[]; readonly name?: string }
  | { readonly kind: "period"; readonly period: PeriodKind }
  | { readonly kind: "row"; readonly source: string };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly key?: true;
  readonly optional?: true;
  /** Present wherever another field is, or has a value. */
  readonly promise?: { readonly field: string; readonly member?: string };
}

export interface Source {
  readonly name: string;
  readonly people?: true;
  readonly fields: readonly Field[];
  readonly validity?: { readonly from: string; readonly until: string };
  /** What its rows are: it decides how many there are, and how they look. */
  readonly role: "people" | "accounts" | "deals" | "quotas" | "timeline" | "prices";
}

/** An expression with what the checker knows of it. */
export interface Typed {
  readonly text: string;
  readonly unit: Unit;
  readonly window: Window;
  /** Means the same in a component of another period. */
  readonly free: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: FieldType;
  /** Different on different days. */
  readonly changes: boolean;
}

export interface Credit {
  readonly name: string;
  readonly source: Source;
  readonly unit: Unit;
  /** Optional fields that every credited row has. */
  readonly sure: ReadonlySet<string>;
}

/** Whether something runs along a year (quarter …) to date, against an amount that moves with it, or may do so. */
export type ToDate = "no" | "still" | "moving" | "perhaps";

/** A number or a condition by its name. */
export interface Measure {
  readonly name: string;
  readonly value: Typed | "condition";
  readonly free: boolean;
  /** What lies along a table that runs by it, beside itself. */
  readonly along?: readonly Base[];
  readonly toDate: ToDate;
}

export interface Axis {
  readonly by: "type" | "value";
  /** As the heading of the table writes it. */
  readonly text: string;
  readonly type: FieldType;
  readonly window: Window;
  /** What a base must be to lie along it: the axis itself, what it measures, or its credit. */
  readonly along: readonly Base[];
  /** The name of a measure along which anything can be spread. */
  readonly spread?: string;
  readonly toDate: ToDate;
  readonly free: boolean;
  /** The source whose field it is. */
  readonly rowOf?: string;
}

/** A base for rates: an expression, or the credits at hand of a credit. */
export interface Base extends Typed {
  readonly credit?: string;
}

export interface Table {
  readonly name: string;
  readonly role: "rates" | "lookup";
  readonly kind: "marginal" | "whole" | "whole above" | "interpolated" | "lookup";
  readonly axes: readonly Axis[];
  readonly value: FieldType;
  readonly free: boolean;
  readonly ratedAgain: boolean;
}

export interface Component {
  readonly name: string;
  readonly period: PeriodKind;
}

/** Where an expression stands, and so what it can name. */
export interface Place {
  /** A row of data alone; a payee and a period; both, with a credit. */
  readonly kind: "row" | "period" | "credit";
  readonly period: PeriodKind;
  readonly row?: Source;
  readonly credit?: Credit;
  /** The credit may lie outside of the period at hand. */
  readonly isElsewhere?: true;
  /** Optional fields of the row that are there. */
  readonly sure: ReadonlySet<string>;
}

/** What a number must be. A window that isn't asked for may be missing, but there is no other. */
export interface Want {
  readonly unit: Unit;
  readonly window: Window;
}

/** A condition: its text, and whether it means the same in a component of another period. */
export type Condition = Pick<Typed, "text" | "free">;

/** Expressions hold each other: they reach each other here. `depth` is how far they may nest. */
export interface Grammar {
  readonly number: (w: World, at: Place, want: Want, depth: number) => Typed;
  readonly condition: (w: World, at: Place, depth: number) => Condition;
}

export interface World {
  readonly grammar: Grammar;
  readonly draw: Draw;
  readonly names: Names;
  readonly calendar: Calendar;
  /** The `calendar` line. */
  readonly calendarText: string;
  readonly pays: PeriodKind;
  readonly currency: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
  /** Names of enums that are declared by a `type` line. */
  readonly types: Map<string, readonly string[]>;
  readonly people: Source;
  readonly sources: Source[];
  readonly parameters: Parameter[];
  readonly credits: Credit[];
  readonly measures: Measure[];
  readonly tables: Table[];
  readonly components: Component[];
  /** Amounts that the plan names, by unit: rows come near to them. */
  readonly marks: Map<Unit, string[]>;
  /** The sections of the text. */
  readonly members: string[];
}

export const SEAT = "seat";

/** A number of a unit, over the window or over none. */
export function number(w: World, at: Place, want: Want, depth: number): Typed {
  return w.grammar.number(w, at, want, depth);
}

export function condition(w: World, at: Place, depth: number): Condition {
  return w.grammar.condition(w, at, depth);
}

const PATH = /^(?:[\w\u00C0-\uD7FF]+|`[^`]+`)(?:\.(?:[\w\u00C0-\uD7FF]+|`[^`]+`))*$/;

/** An expression that can stand beside an operator. */
export function atom({ text }: Pick<Typed, "text">): string {
  return PATH.test(text) || /^\([^()]*\)$/.test(text) ? text : `(${text})`;
}

/** The window of something free, at a place of another period. */
export function windowAt(w: World, at: Place, window: Window): Window {
  return window === `each ${w.pays}` ? `each ${at.period}` : window;
}

export function typed(text: string, unit: Unit, window: Window, free = true): Typed {
  return { text, unit, window, free };
}

/** The window of a sum, or of whatever takes the window of either side. */
export function joinedWindow(a: Typed, b: Typed): Window {
  return a.window === "none" ? b.window : a.window;
}

export function isMoney(unit: Unit): boolean {
  return /^[A-Z]{3}$/.test(unit);
}

export function isBare(unit: Unit): boolean {
  return unit === "ratio" || unit === "count" || unit === "number";
}

/** Whether a number of a window may stand where `want` is asked for. */
export function suits(value: Typed, { unit, window }: Want): boolean {
  return value.unit === unit && (value.window === "none" || value.window === window);
}

export function source(w: World, name: string): Source {
  const found = w.sources.find((candidate) => candidate.name === name);
  if (found === undefined) throw new RangeError(`There is no source ${name}.`);
  return found;
}

/** Remembers an amount, so that rows come near to it. */
export function mark(w: World, unit: Unit, digits: string): void {
  const known = w.marks.get(unit);
  if (known === undefined) w.marks.set(unit, [digits]);
  else known.push(digits);
}
