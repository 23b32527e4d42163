/** The last text of a plan file by which pay could be computed, and where its places lie in the text of now. */
import type * as ir from "@attain/compiler/ir/ir";
import type { Test } from "@attain/compiler/ir/test";
import { lowerProgram } from "@attain/compiler/lower/program";
import { lowerTests } from "@attain/compiler/lower/tests";
import type { Location } from "@attain/compiler/text/source-file";
import type { Checked } from "@attain/compiler/workspace/workspace";
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

export function hasErrors({ diagnostics }: Checked): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Where a place of a text that was paid by lies now; undefined if it has been written over. */
export function placeNow(
  view: View,
  { checked }: Payable,
  { path, start, end }: ir.Origin,
): Location | undefined {
  const before = checked.modules.get(path)?.file;
  const file = view.checked.modules.get(path)?.file ?? (path === view.path ? view.file : undefined);
  if (before === undefined || file === undefined) return undefined;
  if (before.text === file.text) return { file, span: { start, end } };
  const { head, tail } = commonEnds(before.text, file.text);
  if (end <= head) return { file, span: { start, end } };
  const shift = file.text.length - before.text.length;
  return start >= before.text.length - tail
    ? { file, span: { start: start + shift, end: end + shift } }
    : undefined;
}

/** How many letters two texts share at their beginning, and at their end. */
function commonEnds(a: string, b: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** The plan as it was written when it was paid by. */
export function readIn({ checked }: Payable): (origin: ir.Origin) => string {
  return ({ path, start, end }) => checked.modules.get(path)?.file.text.slice(start, end) ?? "";
}
