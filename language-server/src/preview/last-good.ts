/** The last text of a plan file by which pay could be computed, and where its places lie in the text of now. */
import type * as ir from "@attain/compiler/ir/ir";
import type { Test } from "@attain/compiler/ir/test";
import { lowerProgram } from "@attain/compiler/lower/program";
import { lowerTests } from "@attain/compiler/lower/tests";
import type { Location, SourceFile } from "@attain/compiler/text/source-file";
import type { Checked } from "@attain/compiler/workspace/workspace";
import { type Move, moveBetween } from "../project/moved.ts";
import type { View } from "../project/project.ts";

export interface Payable {
  readonly checked: Checked;
  readonly program: ir.Program;
  readonly tests: readonly Test[];
}

export class LastGood {
  readonly #known = new Map<string, Payable>();

  /** What the text of now can be paid by, or the last one that could. */
  of({ path, checked }: View): Payable | undefined {
    const known = this.#known.get(path);
    if (known?.checked === checked || hasErrors(checked)) return known;
    const payable = {
      checked,
      program: lowerProgram(checked.program),
      tests: lowerTests(checked.program),
    };
    this.#known.set(path, payable);
    return payable;
  }
}

/**
 * Of what a broken text was paid by, the plans that it still has. All, where it names none: its heading may be what is being
 * written.
 */
export function stillIn({ parsed, checked }: View, payable: Payable): Payable | undefined {
  const names = parsed.tree.declarations.flatMap((one) =>
    one.kind === "Plan" && one.name.text !== "" ? [one.name.text] : [],
  );
  const { program, tests } = payable;
  const isGone = ({ name }: ir.Plan): boolean => !names.includes(name);
  if (!hasErrors(checked) || names.length === 0 || !program.plans.some(isGone)) return payable;
  const plans = program.plans.filter((plan) => !isGone(plan));
  if (plans.length === 0) return undefined;
  return {
    checked: payable.checked,
    program: { ...program, plans },
    tests: tests.filter(({ plan }) => names.includes(plan)),
  };
}

export function hasErrors({ errors }: Checked): boolean {
  return errors.length > 0;
}

/** Tells where places of the texts that were paid by lie now: nowhere, if they have been written over. */
export function placesNow(
  view: View,
  { checked }: Payable,
): (origin: ir.Origin) => Location | undefined {
  const moves = new Map<string, Move>();
  return ({ path, start, end }) => {
    const move = moves.get(path) ?? moveOf(checked.modules.get(path)?.file, view, path);
    moves.set(path, move);
    return move({ start, end });
  };
}

function moveOf(before: SourceFile | undefined, view: View, path: string): Move {
  const now = view.checked.modules.get(path)?.file ?? (path === view.path ? view.file : undefined);
  return before === undefined || now === undefined ? () => undefined : moveBetween(before, now);
}

/** The plan as it was written when it was paid by. */
export function readIn({ checked }: Payable): (origin: ir.Origin) => string {
  return ({ path, start, end }) => checked.modules.get(path)?.file.text.slice(start, end) ?? "";
}
