// Parses texts of attain.json, and says in lines what is wrong with them.
import type { Diagnostic } from "../../compiler/src/diagnostics/diagnostic.ts";
import type { Location } from "../../compiler/src/text/source-file.ts";
import { parseConfig } from "../../compiler/src/workspace/config.ts";

export function parse(text: string): ReturnType<typeof parseConfig> {
  return parseConfig({ path: "attain.json", text });
}

/** Each with the text that it marks, and the other places. */
export function said(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ code, name, message, help, at, related }) => {
      const others = related.map((note) => `; ${note.message} ‹${marked(note.at)}›`).join("");
      return `${code} ${name}: ${message}  ‹${marked(at)}›${others}\n  ${help ?? "nothing to do"}`;
    })
    .join("\n");
}

function marked({ file, span }: Location): string {
  return file.text.slice(span.start, span.end);
}
