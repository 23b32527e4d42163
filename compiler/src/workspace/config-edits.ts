/** What to write in attain.json so that it says something else, without touching the rest of it. */
import { modify } from "jsonc-parser";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source-file.ts";

/** Sets a setting, with those around it that aren't there yet. */
export function setSetting(file: SourceFile, path: readonly string[], value: string): TextEdit[] {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };
  return modify(file.text, [...path], value, { formattingOptions }).map(
    ({ offset, length, content }) => ({
      span: { start: offset, end: offset + length },
      text: content,
    }),
  );
}
