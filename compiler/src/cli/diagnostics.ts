/** Diagnostics on the command line: for people, and for machines. */
import { counted } from "../base/text.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../diagnostics/render.ts";
import { type Found, Refusal } from "./answer.ts";
import { AT_FAULT } from "./exit-codes.ts";
import { type Io, paintOf } from "./io.ts";
import type { Places } from "./places.ts";

/** Diagnostics as people read them, each with an empty line after it. */
export function diagnosticsText(
  io: Io,
  diagnostics: readonly Diagnostic[],
  places: Places,
): string {
  const paint = paintOf(io);
  return diagnostics
    .map((diagnostic) => `${renderDiagnostic(places.shown(diagnostic), paint)}\n\n`)
    .join("");
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

/** Ends a command where plans have errors; `refusal` says what was not done because of them. */
export function refuseErrors(
  diagnostics: readonly Diagnostic[],
  places: Places,
  refusal: string,
): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new Refusal({
    exit: AT_FAULT,
    found: { places, diagnostics: errors },
    print: (io) =>
      io.err(`${diagnosticsText(io, errors, places)}${refusal}: ${countsOf(errors)}.\n`),
  });
}

/** A diagnostic as JSON. */
export function diagnosticJson(
  { code, name, severity, message, at, help, related, fixes, payee }: Found,
  places: Places,
): Record<string, unknown> {
  return {
    code,
    name,
    severity,
    message,
    ...places.locationJson(at),
    ...(payee === undefined ? {} : { payee }),
    ...(help === undefined ? {} : { help }),
    related: related.map((note) => ({ message: note.message, ...places.locationJson(note.at) })),
    fixes: fixes.map(({ title, safety, edits }) => ({
      title,
      safety,
      edits: edits.map(({ span, text }) => ({
        ...places.locationJson({ file: at.file, span }),
        text,
      })),
    })),
  };
}
