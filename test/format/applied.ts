// Edits, made to a text.
import type { Edit } from "../../compiler/src/format/format.ts";

export function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .reverse()
    .reduce(
      (all, { span, text: other }) => all.slice(0, span.start) + other + all.slice(span.end),
      text,
    );
}
