/** Changes of several files at once, and what they would make of a project. */
import type { Diagnostic, TextEdit } from "@attain/compiler/diagnostics/diagnostic";
import type { Project } from "../project/project.ts";

/** By path. */
export type Edits = ReadonlyMap<string, readonly TextEdit[]>;

/** A text with edits, none of which touches another. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce(
      (before, { span, text: to }) => before.slice(0, span.start) + to + before.slice(span.end),
      text,
    );
}

/** Where a place is after edits that stand before it. */
export function moved(offset: number, edits: readonly TextEdit[]): number {
  return edits
    .filter(({ span }) => span.end <= offset)
    .reduce((sum, { span, text }) => sum + text.length - (span.end - span.start), offset);
}

export function together(...all: readonly (readonly [string, TextEdit])[][]): Edits {
  const edits = new Map<string, TextEdit[]>();
  for (const [path, edit] of all.flat()) edits.set(path, [...(edits.get(path) ?? []), edit]);
  return edits;
}

export function withEdits(project: Project, edits: Edits): Project {
  return project.replacing(
    new Map([...edits].map(([path, changes]) => [path, edited(project.read(path) ?? "", changes)])),
  );
}

/** An error of a kind that there are more of afterwards than before. */
export function newError(before: Project, after: Project): Diagnostic | undefined {
  const known = new Map<string, number>();
  for (const { code } of errorsOf(before)) known.set(code, (known.get(code) ?? 0) + 1);
  return errorsOf(after).find(({ code }) => {
    const left = (known.get(code) ?? 0) - 1;
    known.set(code, left);
    return left < 0;
  });
}

function errorsOf(project: Project): Diagnostic[] {
  return project.views().flatMap(({ checked }) => checked.errors);
}
