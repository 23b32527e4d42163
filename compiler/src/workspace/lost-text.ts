/** Files that aren't UTF-8: whoever reads them puts the replacement character in place of what they can't. */
import { notText } from "../diagnostics/catalogue/reading.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source-file.ts";

/** The first place where text is lost; undefined where all can be read. */
export function lostIn(file: SourceFile): Diagnostic | undefined {
  const start = file.text.indexOf("\uFFFD");
  if (start === -1) return undefined;
  const help =
    "Save the file as UTF-8: editors offer it beside “Save as”. Then write what was lost again.";
  return diagnose(notText, { file, span: { start, end: start + 1 } }, {}, { help });
}
