/** Where an expression that is lowered stands, and the notes that checking took of it. */
import type { PeriodKind } from "@attain/runtime";
import type { Meaning, Notes } from "../check/checker.ts";
import type { CreditInfo } from "../check/credits.ts";
import type { CheckedPlan } from "../check/plans.ts";
import { type Type, UNKNOWN, type Unit } from "../check/types.ts";
import type * as ir from "../ir/ir.ts";
import type { Expression, Name } from "../syntax/ast.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { known } from "../base/assert.ts";

export interface Context {
  readonly notes: Notes;
  readonly file: SourceFile;
  /** Undefined where there is only a row of data. */
  readonly plan?: CheckedPlan;
  readonly period?: PeriodKind;
  /** The source of the row at hand. */
  readonly row?: string;
  readonly credit?: CreditInfo;
  /** Reads the totals of one credit otherwise than they are written: see `place.ts`. */
  readonly retotal?: Retotal;
}

/** Totals of `credit` are read without the period at hand, or only up to the credit at hand. */
export interface Retotal {
  readonly credit: string;
  readonly earlier?: true;
  readonly deals?: "before" | "through";
}

export function typeAt(c: Context, node: Expression): Type {
  return c.notes.types.get(node) ?? UNKNOWN;
}

export function meaningAt(c: Context, node: Expression | Name): Meaning | undefined {
  return c.notes.meanings.get(node);
}

export function originAt({ file }: Pick<Context, "file">, span: Span): ir.Origin {
  return { path: file.path, start: span.start, end: span.end };
}

export function periodAt(c: Context): PeriodKind {
  return known(c.period, "the period at hand");
}

/** A unit by the name that the representation gives it. */
export function irUnit(unit: Unit): ir.Unit {
  switch (unit.kind) {
    case "ratio":
    case "count":
    case "number":
      return unit.kind;
    case "money":
      return unit.currency;
    case "quantity":
      return unit.name;
    case "rate":
      return `${irUnit(unit.of)} per ${unit.per}`;
  }
}

/** The unit of a number, as the notes have it. */
export function unitAt(c: Context, node: Expression): ir.Unit {
  const type = bare(typeAt(c, node));
  return type.kind === "number" ? irUnit(type.unit) : "ratio";
}

/** What a value is where it is there and the same on every day. */
export function bare(type: Type): Type {
  return type.kind === "optional" || type.kind === "timeline" ? bare(type.of) : type;
}

export function valueType(type: Type): ir.ValueType {
  const of = bare(type);
  switch (of.kind) {
    case "number":
      return { kind: "number", unit: irUnit(of.unit) };
    case "enum":
      return { kind: "enum", members: of.members };
    case "period":
      return { kind: "period", period: of.period };
    case "row":
      return { kind: "row", source: of.source };
    case "yes or no":
    case "text":
    case "date":
      return { kind: of.kind };
    case "points":
      return { kind: "number", unit: "ratio" };
    default:
      throw new Error("Attain lowered a plan that has a type error.");
  }
}
