/** Names that are edited together: all of a declaration's that stand in one file, where no other file names it. */
import type { Span } from "@attain/compiler/text/source-file";
import { declaredAt, isNamedByWord } from "../analysis/entity.ts";
import { occurrenceAt, occurrencesOf } from "../analysis/resolve.ts";
import { textAt } from "@attain/compiler/text/source-file";
import type { View } from "../project/project.ts";

/** None if there is nothing to link, or if the names aren't written alike. */
export function linkedNames(view: View, offset: number): Span[] {
  const found = occurrenceAt(view, offset);
  const at = found && declaredAt(found.entity);
  if (
    found === undefined ||
    at === undefined ||
    at.file !== view.file ||
    isNamedByWord(found.entity)
  )
    return [];
  const all = occurrencesOf(view, found.entity);
  const texts = new Set(
    all.map(({ view: { file }, site }) => textAt({ file, span: site.name.span })),
  );
  const isHere = all.every((one) => one.view.path === view.path);
  return isHere && all.length > 1 && texts.size === 1 ? all.map(({ site }) => site.name.span) : [];
}
