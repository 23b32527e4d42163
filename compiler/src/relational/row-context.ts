/** What is at hand where expressions of a row are lowered, and how the kinds of values are asked for. */
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool, Int, Text } from "../integer/form.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { as, choose, type Lowered } from "./lowered.ts";
import type { RowPlace, RowReader } from "./row-reader.ts";

/** What is at hand where an expression is read. */
export interface RowContext {
  readonly reader: RowReader;
  readonly plan: ir.Plan;
  /** Undefined where no row is at hand: in parameters. */
  readonly at?: RowPlace;
  /** The amount of the credit at hand. */
  readonly credited?: Num;
  /** Whether it comes from somebody below. */
  readonly isRolledUp?: boolean;
  /** What lowers an expression of any kind. */
  readonly lower: (c: RowContext, node: ir.Expr) => Lowered;
}

export function numberOf(c: RowContext, node: ir.NumberExpr): Num {
  return as("number", there(c, node));
}

export function dayOf(c: RowContext, node: ir.DateExpr): Int {
  return as("date", there(c, node));
}

export function textOf(c: RowContext, node: ir.Expr): Text {
  return as("text", there(c, node));
}

export function conditionOf(c: RowContext, node: ir.Condition): Bool {
  return as("yes or no", there(c, node));
}

/** A value that must be there: where it is missing, the row is in doubt. */
export function there(c: RowContext, node: ir.Expr): Lowered {
  const lowered = c.lower(c, node);
  c.reader.doubt(lowered.missing);
  return lowered;
}

export function placeOf({ at }: RowContext): RowPlace {
  return known(at, "the row at hand");
}

/** What is asked of a row that an expression refers to, whichever row that is. */
export function referred(
  c: RowContext,
  node: ir.RowExpr,
  ask: (row: RowPlace) => Lowered,
): Lowered {
  const { reader } = c;
  switch (node.op) {
    case "row":
      return ask(placeOf(c));
    case "field":
      return referred(c, node.at, (row) => ask(reader.follow(row, node.name, node.origin)));
    case "if": {
      const condition = conditionOf(c, node.condition);
      return choose(
        condition,
        reader.under(condition, () => referred(c, node.yes, ask)),
        reader.under(form.not(condition), () => referred(c, node.no, ask)),
      );
    }
    case "otherwise": {
      const { missing } = c.lower(c, node.value);
      return choose(
        missing,
        reader.under(missing, () => referred(c, node.fallback, ask)),
        reader.under(form.not(missing), () => referred(c, node.value, ask)),
      );
    }
    default:
      throw notLowered(node);
  }
}

/** Why there is no integer form. */
const REASONS: Partial<Record<ir.Expr["op"], string>> = {
  payee: "it reads the payee, and rows are credited whoever asks",
  reader: "it reads the payee, and rows are credited whoever asks",
  edge: "it reads the period, and rows are credited whatever the period",
  "part of year": "it reads the period, and rows are credited whatever the period",
  measure: "it reads a measure, and rows are credited whatever the payee and the period",
  keyed: "it looks a row up by its keys",
  exchange: "it exchanges currencies",
  "months between": "it counts months",
  "working days between": "it counts working days",
  "row key": "it reads a row by its key",
};

export function notLowered({ op, origin }: ir.Expr): Unsupported {
  return new Unsupported(REASONS[op] ?? `it reads ${op}`, origin);
}
