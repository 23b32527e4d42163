/** The last text of a plan file by which pay could be computed, and where its places lie in the text of now. */
import type * as ir from "@attain/compiler/ir/ir";
import type { Test } from "@attain/compiler/ir/test";
import { lowerProgram } from "@attain/compiler/lower/program";
import { lowerTests } from "@attain/compiler/lower/tests";
import type { Location, SourceFile } from "@attain/compiler/text/source-file";
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

export function hasErrors({ errors }: Checked): boolean {
  return errors.length > 0;
}

/** Tells where places of the texts that were paid by lie now: nowhere, if they have been written over. */
export function placesNow(
  view: View,
  { checked }: Payable,
): (origin: ir.Origin) => Location | undefined {
  const changes = new Map<string, Change | undefined>();
  return ({ path, start, end }) => {
    if (!changes.has(path))
      changes.set(path, changeOf(checked.modules.get(path)?.file, view, path));
    const change = changes.get(path);
    if (change === undefined) return undefined;
    const { file, head, tail, shift } = change;
    if (end <= head) return { file, span: { start, end } };
    return start >= tail ? { file, span: { start: start + shift, end: end + shift } } : undefined;
  };
}

/** One change that leads from a text to the one of now. */
interface Change {
  readonly file: SourceFile;
  /** What ends up to here is where it was. */
  readonly head: number;
  /** What begins from here on has moved by `shift`. */
  readonly tail: number;
  readonly shift: number;
}

function changeOf(before: SourceFile | undefined, view: View, path: string): Change | undefined {
  const file = view.checked.modules.get(path)?.file ?? (path === view.path ? view.file : undefined);
  if (before === undefined || file === undefined) return undefined;
  const [a, b] = [before.text, file.text];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a.charCodeAt(head) === b.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < most - head &&
    a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)
  )
    tail += 1;
  return { file, head, tail: a.length - tail, shift: b.length - a.length };
}

/** The plan as it was written when it was paid by. */
export function readIn({ checked }: Payable): (origin: ir.Origin) => string {
  return ({ path, start, end }) => checked.modules.get(path)?.file.text.slice(start, end) ?? "";
}
