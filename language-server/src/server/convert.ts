/** Places of files as the protocol writes them, and back. */
import {
  linesOf,
  lineText,
  positionAt,
  type Location,
  type SourceFile,
  type Span,
} from "@attain/compiler/text/source-file";
import type { Diagnostic, TextEdit } from "@attain/compiler/diagnostics/diagnostic";
import {
  type Diagnostic as LspDiagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location as LspLocation,
  type Position,
  type Range,
  type TextEdit as LspTextEdit,
} from "vscode-languageserver";

export function positionOf(file: SourceFile, offset: number): Position {
  const { line, column } = positionAt(file, offset);
  return { line: line - 1, character: column - 1 };
}

export function rangeOf(file: SourceFile, { start, end }: Span): Range {
  return { start: positionOf(file, start), end: positionOf(file, end) };
}

/** A place behind the end of its line, or of the file, is that end. */
export function offsetOf(file: SourceFile, { line, character }: Position): number {
  const start = linesOf(file)[line];
  return start === undefined
    ? file.text.length
    : start + Math.min(character, lineText(file, line + 1).length);
}

export function spanOf(file: SourceFile, { start, end }: Range): Span {
  return { start: offsetOf(file, start), end: offsetOf(file, end) };
}

export function editOf(file: SourceFile, { span, text }: TextEdit): LspTextEdit {
  return { range: rangeOf(file, span), newText: text };
}

/** Turns the path of a file into its URI. */
export type UriOf = (path: string) => string;

export function locationOf({ file, span }: Location, uriOf: UriOf): LspLocation {
  return { uri: uriOf(file.path), range: rangeOf(file, span) };
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** What to do stands in the message: not every editor shows more than that. */
export function diagnosticOf(
  { code, name, severity, message, help, label, at, related }: Diagnostic,
  uriOf: UriOf,
  page: string | undefined,
): LspDiagnostic {
  const words = [message, label, help].filter((part) => part !== undefined).join("\n");
  return {
    range: rangeOf(at.file, at.span),
    severity: SEVERITIES[severity],
    code,
    source: "attain",
    message: words,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    ...(name === "unused" ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map(({ at: other, message: said }) => ({
            location: locationOf(other, uriOf),
            message: said,
          })),
        }),
  };
}
