/** A declaration with another name everywhere: in plans, in tests, and in attain.json, so that data is read as before. */
import { takenName } from "@attain/compiler/diagnostics/catalogue/names";
import type { TextEdit } from "@attain/compiler/diagnostics/diagnostic";
import type { Span } from "@attain/compiler/text/source-file";
import { CONFIG_FILE } from "@attain/compiler/workspace/config";
import { isOfLibrary } from "@attain/compiler/workspace/host";
import { type Edits, moved, newError, together, withEdits } from "../analysis/edits.ts";
import { declaredAt, type Entity, isNamedByWord, nameOfEntity } from "../analysis/entity.ts";
import { occurrenceAt, occurrencesOf } from "../analysis/resolve.ts";
import type { Site } from "../analysis/site.ts";
import { asMember, asName, NAME } from "../analysis/spelling.ts";
import type { View } from "../project/project.ts";
import { configEdits } from "./rename-config.ts";
import { cellEdits } from "./rename-cells.ts";
import { declares } from "./references.ts";

/** Why a name can't be changed, in the reader's words. */
export interface Refusal {
  readonly reason: string;
}

export interface Renaming {
  readonly edits: Edits;
}

export function prepareRename(
  view: View,
  offset: number,
): { readonly span: Span; readonly name: string } | Refusal {
  const found = occurrenceAt(view, offset);
  if (found === undefined) return { reason: "There is no name here." };
  const name = nameOfEntity(found.entity);
  const at = declaredAt(found.entity);
  if (at === undefined) return { reason: `\`${name}\` is a word of the language.` };
  if (isOfLibrary(at.file.path))
    return { reason: `\`${name}\` is of the library: it has the same name everywhere.` };
  if (found.entity.kind === "symbol" && found.entity.symbol.kind === "exception")
    return { reason: "The reason of an exception is no name: change it where it stands." };
  return { span: found.site.name.span, name };
}

export function rename(view: View, offset: number, newName: string): Renaming | Refusal {
  const prepared = prepareRename(view, offset);
  const found = occurrenceAt(view, offset);
  if ("reason" in prepared || found === undefined)
    return "reason" in prepared ? prepared : { reason: "There is no name here." };
  const name = newName.replace(/^`|`$/g, "").trim();
  const isValue = found.entity.kind === "value";
  if (!isValue && !NAME.test(name))
    return {
      reason: "A name is made of letters, digits and `_`, and begins with a letter or `_`.",
    };
  if (name === "" || /["\n]/.test(name))
    return { reason: "A value can't be empty, and has no quotes in it." };
  const edits = editsFor(view, found.entity, name);
  const fault = newFault(view, found.entity, edits, name);
  return fault === undefined ? { edits } : { reason: fault };
}

function editsFor(view: View, entity: Entity, name: string): Edits {
  const sites = occurrencesOf(view, entity).map(({ view: { path }, site }): [string, TextEdit] => [
    path,
    { span: site.name.span, text: spelled(entity, site, name) },
  ]);
  return together(
    sites,
    cellEdits(view, entity, name),
    configEdits(view.project.config().config, entity, name).map((edit): [string, TextEdit] => [
      CONFIG_FILE,
      edit,
    ]),
  );
}

/** As the place needs it: a word of the language in backticks, a value that is no name in quotes. */
function spelled(entity: Entity, site: Site, name: string): string {
  const { role } = site;
  if (role.is === "column" || role.is === "path") return name;
  if (entity.kind === "value") return asMember(name);
  const text = asName(name);
  return declares(site) && isNamedByWord(entity) ? `${site.name.text} ${text}` : text;
}

/** What would be wrong with the plans afterwards that isn't now, or which names would mean something else. */
function newFault(view: View, entity: Entity, edits: Edits, name: string): string | undefined {
  const after = withEdits(view.project, edits);
  const fault = newError(view.project, after);
  if (fault?.code === takenName.code)
    return `\`${name}\` can't be the name here: it would be declared twice.`;
  if (fault !== undefined) return `\`${name}\` can't be the name here: ${fault.message}`;
  const at = declaredAt(entity);
  const there = at && after.view(at.file.path);
  const changes = edits.get(at?.file.path ?? "") ?? [];
  const word = isNamedByWord(entity) ? nameOfEntity(entity).length + 1 : 0;
  const renamed = there && occurrenceAt(there, moved(at.span.start, changes) + word);
  const others =
    there === undefined || renamed === undefined ? 0 : occurrencesOf(there, renamed.entity).length;
  const isSame = others === occurrencesOf(view, entity).length;
  return isSame
    ? undefined
    : `\`${name}\` already means something else where \`${nameOfEntity(entity)}\` stands.`;
}
