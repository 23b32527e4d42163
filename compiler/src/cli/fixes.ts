/** Fixes of what is found, written into the plan files. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic, Fix, TextEdit } from "../diagnostics/diagnostic.ts";
import { format } from "../format/format.ts";
import { withoutMark } from "../text/source-file.ts";

/** The fix of a finding that may be applied: a safe one if those are asked for, or any one of a rule that is named. */
function fixFor(
  { fixes, name }: Diagnostic,
  safe: boolean,
  named: ReadonlySet<string>,
): Fix | undefined {
  const [fix] = fixes;
  return (safe && fix?.safety === "safe") || named.has(name) ? fix : undefined;
}

/** Applies what can be applied at once, and says how many fixes that were. Edits that touch each other wait for the next time. */
export function applyFixes(
  root: string,
  diagnostics: readonly Diagnostic[],
  safe: boolean,
  named: ReadonlySet<string>,
): number {
  const byPath = new Map<string, Fix[]>();
  for (const diagnostic of diagnostics) {
    const fix = fixFor(diagnostic, safe, named);
    const { path } = diagnostic.at.file;
    if (fix === undefined) continue;
    byPath.set(path, [...(byPath.get(path) ?? []), fix]);
  }
  return [...byPath].reduce((count, [path, fixes]) => {
    const taken = apart(fixes);
    rewrite(
      join(root, path),
      taken.flatMap(({ edits }) => edits),
    );
    return count + taken.length;
  }, 0);
}

/** Those that don't touch one before them. */
function apart(fixes: readonly Fix[]): Fix[] {
  const taken: Fix[] = [];
  for (const fix of fixes) {
    const spans = taken.flatMap(({ edits }) => edits.map(({ span }) => span));
    const isFree = fix.edits.every(({ span: { start, end } }) =>
      spans.every((other) => other.end < start || end < other.start),
    );
    if (isFree) taken.push(fix);
  }
  return taken;
}

/** A file that was in the style stays in it. */
function rewrite(path: string, edits: readonly TextEdit[]): void {
  const raw = readFileSync(path, "utf8");
  const text = withoutMark(raw);
  const mark = raw.slice(0, raw.length - text.length);
  const edited = [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (sofar, { span, text: put }) => sofar.slice(0, span.start) + put + sofar.slice(span.end),
      text,
    );
  writeFileSync(path, mark + (format(text) === text ? format(edited) : edited));
}
