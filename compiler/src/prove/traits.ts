/** What a curve of pay shows: how it moves, which rows it reaches, where caps cut. Read off inside each case. */
import type * as ir from "../ir/ir.ts";
import type { Case } from "./case.ts";
import type { Column } from "./columns.ts";
import { and, compare, type Curve, flatValue, onPiece, valueOn } from "./curve.ts";
import { Form } from "./form.ts";

export interface Traits {
  readonly moves: readonly Move[];
  readonly rows: readonly ReachedRow[];
  readonly caps: readonly Cap[];
}

export interface Move {
  readonly kind: "jump" | "line";
  /** Up, level or down. */
  readonly sign: -1 | 0 | 1;
  readonly from: Form;
  /** Where a line ends; undefined for a jump, and for the last line. */
  readonly to?: Form;
}

interface ReachedRow {
  readonly row: ir.Origin;
  /** Whether it is, anywhere that the gates are open. */
  readonly isReached: boolean;
}

interface Cap {
  readonly step: ir.Step;
  /** Where it cuts for the first time, if it cuts wherever anything is paid. */
  readonly always?: Form;
  /** Whether anything is paid below it. */
  readonly isLoose: boolean;
  /** What it cuts, if neither depends on the measure. */
  readonly cut?: { readonly before: Form; readonly limit: Form };
}

export function traitsOf(at: Case, column: Column): Traits {
  return {
    moves: movesOf(at, column.amount),
    rows: column.uses.map(({ row, reached }) => ({
      row,
      isReached: isSomewhere(and(at, reached, column.gate)),
    })),
    caps: column.steps.flatMap(({ step, before, limit }) =>
      step.op === "never above" && limit !== undefined
        ? [{ step, ...cutOf(at, column.gate, before, limit) }]
        : [],
    ),
  };
}

/** From the left to the right. */
function movesOf(at: Case, curve: Curve): Move[] {
  return curve.flatMap((piece, i): Move[] => {
    const before = curve[i - 1];
    const next = curve[i + 1];
    const line: Move = {
      kind: "line",
      sign: at.signOf(piece.slope),
      from: piece.from,
      ...(next === undefined ? {} : { to: next.from }),
    };
    if (before === undefined) return [line];
    const jump = onPiece(piece, piece.from).minus(onPiece(before, piece.from));
    return jump.isZero()
      ? [line]
      : [{ kind: "jump", sign: at.signOf(jump), from: piece.from }, line];
  });
}

function cutOf(at: Case, gate: Curve, before: Curve, limit: Curve): Omit<Cap, "step"> {
  const under = and(at, gate, compare(at, "<", before, limit));
  const [one, most] = [flatValue(before), flatValue(limit)];
  const cut =
    one !== undefined && most !== undefined && at.isAbove(one, most)
      ? { cut: { before: one, limit: most } }
      : {};
  const first = gate.find(({ at: point, base }) => !point.isZero() || !base.isZero());
  const rises = before.some(({ slope }) => !slope.isZero());
  const isLoose = isSomewhere(under);
  if (first === undefined || !rises || isLoose) return { isLoose, ...cut };
  const earned = valueOn(at, before, first.from);
  return at.isAbove(earned, Form.ZERO)
    ? { isLoose, always: first.from, ...cut }
    : { isLoose, ...cut };
}

/** Whether a condition holds at any place. */
export function isSomewhere(condition: Curve): boolean {
  return condition.some(({ at, base }) => !at.isZero() || !base.isZero());
}
