/** What the tools say about a plan: a stable code, the place, the other place, and what to do. */
import type { Location, Span } from "../text/source-file.ts";
import { fill, type Message } from "./message.ts";

export type Severity = "error" | "warning" | "info";

/** One kind of thing that can be wrong. `ATN1` is reading, `ATN2` names, `ATN3` types, `ATN4` sense, `ATN7` data, `ATN8` the project, `ATN9` running. */
export interface Rule<Hole extends string = string> {
  /** Never reused, never renumbered. */
  readonly code: string;
  /** Reads well after `allow`: it names the pattern, not the cure. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: Message<Hole>;
  /** Of what a sound plan may well have: found only in projects that ask for it. */
  readonly asked?: true;
}

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** A fix that can change what is paid is never applied unasked. */
  readonly safety: "safe" | "changes payout";
}

export interface Note {
  readonly at: Location;
  readonly message: string;
}

export interface Diagnostic {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Location;
  /** A word on the marked place itself: its type, its value. */
  readonly label?: string;
  /** The other places that matter. */
  readonly related: readonly Note[];
  /** What to do, in one or two sentences. */
  readonly help?: string;
  readonly fixes: readonly Fix[];
}

export interface Details {
  readonly label?: string;
  readonly related?: readonly Note[];
  readonly help?: string;
  readonly fixes?: readonly Fix[];
}

export function rule<Hole extends string>(
  code: string,
  name: string,
  severity: Severity,
  template: Message<Hole>,
  { asked }: { readonly asked?: true } = {},
): Rule<Hole> {
  return { code, name, severity, message: template, ...(asked === undefined ? {} : { asked }) };
}

export function diagnose<Hole extends string>(
  { code, name, severity, message }: Rule<Hole>,
  at: Location,
  facts: Readonly<Record<Hole, string>>,
  { label, help, related = [], fixes = [] }: Details = {},
): Diagnostic {
  return {
    code,
    name,
    severity,
    message: fill(message, facts),
    at,
    related,
    fixes,
    ...(label === undefined ? {} : { label }),
    ...(help === undefined ? {} : { help }),
  };
}

/** In the order in which a reader meets them. */
export function inReadingOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.at.file.path, b.at.file.path) ||
      a.at.span.start - b.at.span.start ||
      compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
