/** Where an expression that is lowered stands, and the notes that checking took of it. */
import type { PeriodKind } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { Meaning, Notes } from "../check/checker.ts";
import type { CreditInfo } from "../check/credits.ts";
import type { CheckedPlan } from "../check/plans.ts";
import { type Type, UNKNOWN } from "../check/types.ts";
import { bare, irUnit } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { SourceFile, Span } from "../text/source-file.ts";

export interface Context {
  readonly notes: Notes;
  readonly file: SourceFile;
  /** Undefined where there is only a row of data. */
  readonly plan?: CheckedPlan;
  readonly period?: PeriodKind;
  /** The source of the row at hand. */
  readonly row?: string;
  readonly credit?: CreditInfo;
  /** The component whose steps these are. */
  readonly component?: string;
  /** Reads the totals of one credit otherwise than they are written: see `place.ts`. */
  readonly retotal?: Retotal;
}

/** Totals of `credit` are read without the period at hand, or only up to the credit at hand. */
export interface Retotal {
  readonly credit: string;
  /** In this window, whatever is written. */
  readonly window?: ir.Window;
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

/** The unit of a number, as the notes have it. */
export function unitAt(c: Context, node: Expression): ir.Unit {
  const type = bare(typeAt(c, node));
  return type.kind === "number" ? irUnit(type.unit) : "ratio";
}
