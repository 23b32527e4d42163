// What a generated plan knows of itself while it is written: its sources, its definitions, and what can be said where.
import type { Calendar, PeriodKind, PlainDate } from "@attain/runtime";
import type { Draw } from "./generators-draw.ts";
import type { Names } from "./generators-names.ts";

/** `USD`, `ratio`, `count`, `number`, `seat`, `USD per seat`. */
export type Unit = string;

/** The span of time of an amount: none, a deal, `each Quarter`, `to date Year`. */
export type Window = "none" | "deal" | `each ${PeriodKind}` | `to date ${PeriodKind}`;

export interface NumberType {
  readonly kind: "number";
  readonly unit: Unit;
  /** An amount per period. */
  readonly per?: PeriodKind;
  readonly places?: number;
  readonly percent?: true;
  readonly least?: "at least" | "above";
}

export type FieldType =
  | NumberType
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
  /** What its rows are: it decides how many there are, and how they look. */
  readonly role: "people" | "accounts" | "deals" | "quotas" | "timeline" | "prices";
  readonly fields: readonly Field[];
  readonly validity?: { readonly from: string; readonly until: string };
}

/** An expression with what the checker knows of it. */
export interface Typed {
  readonly text: string;
  readonly unit: Unit;
  readonly window: Window;
}

/** What a number must be. A window that is asked for may be missing, but there is no other. */
export type Want = Pick<Typed, "unit" | "window">;

export interface Credit {
  readonly name: string;
  readonly source: Source;
  readonly unit: Unit;
  /** Optional fields that every credited row has. */
  readonly sure: ReadonlySet<string>;
}

/** What may lie along a table: an amount, or the credits at hand of a credit. */
export interface Base extends Typed {
  readonly credit?: string;
}

/** Whether something runs along a year (quarter …) to date, against an amount that moves with it, or may do so. */
export type ToDate = "no" | "still" | "moving" | "perhaps";

/** A number, or a condition, by its name. */
export interface Measure {
  readonly name: string;
  readonly value: Typed | "condition";
  /** What lies along a table that runs by it, beside itself. */
  readonly along: readonly Base[];
  readonly toDate: ToDate;
  readonly free: boolean;
}

export interface Axis {
  readonly by: "type" | "value";
  /** As the heading of the table writes it. */
  readonly text: string;
  readonly type: FieldType;
  readonly window: Window;
  readonly along: readonly Base[];
  /** The measure along which anything can be spread. */
  readonly spread?: string;
  readonly toDate: ToDate;
  /** The source whose field it is. */
  readonly rowOf?: string;
}

export interface Table {
  readonly name: string;
  readonly role: "rates" | "lookup";
  readonly kind: "marginal" | "whole" | "whole above" | "interpolated" | "lookup";
  readonly axes: readonly Axis[];
  readonly value: FieldType;
  /** Earlier periods are rated again. */
  readonly again: boolean;
  /** Paid for the period alone, never deal by deal: it, or a table that it reads, is rated again. */
  readonly once: boolean;
  readonly free: boolean;
}

/** Where an expression stands, and so what it can name. */
export interface Place {
  /** A row of data alone; a payee and a period; both, with a credit. */
  readonly kind: "row" | "period" | "credit";
  readonly period: PeriodKind;
  readonly row?: Source;
  readonly credit?: Credit;
  /** The credit may lie outside of the period at hand. */
  readonly elsewhere?: true;
  /** Optional fields of the row that are there. */
  readonly sure: ReadonlySet<string>;
}

/** Expressions of any depth, for what stands inside of them and has expressions in it again. */
interface Expressions {
  /** A number of a unit, over the window or over none. `depth` is how far it may nest. */
  readonly number: (w: World, at: Place, want: Want, depth: number) => Typed;
  readonly condition: (w: World, at: Place, depth: number) => string;
  readonly date: (w: World, at: Place, depth: number) => string;
}

export interface World {
  readonly expressions: Expressions;
  readonly draw: Draw;
  readonly names: Names;
  readonly calendar: Calendar;
  readonly pays: PeriodKind;
  readonly currency: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
  /** Lists that are declared by a `type` line. */
  readonly types: Map<string, readonly string[]>;
  readonly sources: Source[];
  readonly parameters: {
    readonly name: string;
    readonly type: FieldType;
    readonly changes: boolean;
  }[];
  readonly credits: Credit[];
  readonly measures: Measure[];
  readonly tables: Table[];
  readonly components: { readonly name: string; readonly period: PeriodKind }[];
  /** Amounts that the plan names, by unit: rows come near to them. */
  readonly marks: Map<Unit, string[]>;
  /** The declarations of the plan, each as text. */
  readonly members: string[];
}

export const SEAT = "seat";
const NOTHING: ReadonlySet<string> = new Set();

/** Where a payee and a period are at hand. */
export function periodPlace({ pays }: Pick<World, "pays">, period: PeriodKind = pays): Place {
  return { kind: "period", period, sure: NOTHING };
}

/** Beside one row of data. */
export function rowPlace(
  { pays }: Pick<World, "pays">,
  row?: Source,
  sure: ReadonlySet<string> = NOTHING,
): Place {
  return { kind: "row", period: pays, sure, ...(row === undefined ? {} : { row }) };
}

/** Beside one credit of a payee. */
export function creditPlace(at: Place, credit: Credit): Place {
  return { kind: "credit", period: at.period, row: credit.source, credit, sure: credit.sure };
}

export function people({ sources }: Pick<World, "sources">): Source {
  return source({ sources }, ({ role }) => role === "people");
}

export function source({ sources }: Pick<World, "sources">, is: (of: Source) => boolean): Source {
  const found = sources.find(is);
  if (found === undefined) throw new RangeError("There is no such source.");
  return found;
}

export function isPerson(w: Pick<World, "sources">, type: FieldType): boolean {
  return type.kind === "row" && type.source === people(w).name;
}

export function each(period: PeriodKind): `each ${PeriodKind}` {
  return `each ${period}`;
}

export function typed(text: string, unit: Unit, window: Window): Typed {
  return { text, unit, window };
}

/** An expression that can stand beside any operator. */
export function atom(text: string): string {
  return /^\([^()]*\)$/.test(text) || isPath(text) ? text : `(${text})`;
}

export function isPath(text: string): boolean {
  return /^[a-z]\w*(?:\.\w+)*$/.test(text);
}

export function isMoney(unit: Unit): boolean {
  return /^[A-Z]{3}$/.test(unit);
}

/** Whether a number may stand where another is asked for. */
export function suits(value: Want, want: Want): boolean {
  return value.unit === want.unit && (value.window === "none" || value.window === want.window);
}

/** The window of what is made of several amounts of one. */
export function windowOf(values: readonly Pick<Typed, "window">[]): Window {
  return values.find(({ window }) => window !== "none")?.window ?? "none";
}

/** Remembers an amount, so that rows come near to it. */
export function mark(w: Pick<World, "marks">, unit: Unit, digits: string): void {
  w.marks.set(unit, [...(w.marks.get(unit) ?? []), digits]);
}
