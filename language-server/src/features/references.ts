/** Every place where a declaration is named, in one file or in the project. */
import type { Location, Span } from "@attain/compiler/text/source-file";
import { declaredAt, sameEntity } from "../analysis/entity.ts";
import { occurrenceAt, occurrencesIn, occurrencesOf } from "../analysis/resolve.ts";
import type { Site } from "../analysis/site.ts";
import type { View } from "../project/project.ts";

export function references(view: View, offset: number, withDeclaration: boolean): Location[] {
  const found = occurrenceAt(view, offset);
  if (found === undefined || declaredAt(found.entity) === undefined) return [];
  return occurrencesOf(view, found.entity)
    .filter(({ site }) => withDeclaration || !declares(site))
    .map(({ view: { file }, site }) => ({ file, span: site.name.span }));
}

export interface Highlight {
  readonly span: Span;
  /** What is declared or set is written; all else is read. */
  readonly isWritten: boolean;
}

/** The same name elsewhere in the file. */
export function highlights(view: View, offset: number): Highlight[] {
  const found = occurrenceAt(view, offset);
  if (found === undefined) return [];
  return occurrencesIn(view)
    .filter(({ entity }) => sameEntity(entity, found.entity))
    .map(({ site }) => ({ span: site.name.span, isWritten: declares(site) || sets(site) }));
}

export function declares({ role }: Site): boolean {
  return role.is === "declaration" || role.is === "value declared" || role.is === "field declared";
}

/** A test sets it. */
function sets({ role }: Site): boolean {
  return (role.is === "path" && role.given) || role.is === "column";
}
