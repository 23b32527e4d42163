/** Diagnostics on the command line: for people, and for machines. */
import { counted } from "../base/text.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../diagnostics/render.ts";
import { positionAt } from "../text/source-file.ts";
import type { Format } from "./command.ts";
import { AT_FAULT } from "./exit-codes.ts";
import { type Io, paintOf } from "./io.ts";

export function printDiagnostics(io: Io, diagnostics: readonly Diagnostic[]): void {
  const paint = paintOf(io);
  for (const diagnostic of diagnostics) io.out(`${renderDiagnostic(diagnostic, paint)}\n\n`);
}

/** `2 errors, 1 warning`, or nothing if there are none. */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0
      ? []
      : [counted(count, severity, severity === "info" ? "remarks" : undefined)];
  });
  return counts.join(", ");
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Prints the errors that stop a command, and what was not done because of them. */
export function refuse(
  io: Io,
  format: Format,
  diagnostics: readonly Diagnostic[],
  refusal: string,
): typeof AT_FAULT {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (format === "json") {
    io.out(`${JSON.stringify({ diagnostics: errors.map(diagnosticJson) }, null, 2)}\n`);
  } else printDiagnostics(io, errors);
  io.err(`${refusal}: ${countsOf(errors)}.\n`);
  return AT_FAULT;
}

/** A diagnostic as JSON; lines and columns count from 1. */
export function diagnosticJson({
  code,
  name,
  severity,
  message,
  at,
  help,
  related,
  fixes,
}: Diagnostic): Record<string, unknown> {
  return {
    code,
    name,
    severity,
    message,
    ...placeJson(at),
    ...(help === undefined ? {} : { help }),
    related: related.map((note) => ({ message: note.message, ...placeJson(note.at) })),
    fixes: fixes.map(({ title, safety, edits }) => ({
      title,
      safety,
      edits: edits.map(({ span, text }) => ({ ...placeJson({ file: at.file, span }), text })),
    })),
  };
}

function placeJson({ file, span }: Diagnostic["at"]): Record<string, unknown> {
  const [start, end] = [positionAt(file, span.start), positionAt(file, span.end)];
  return {
    file: file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}
