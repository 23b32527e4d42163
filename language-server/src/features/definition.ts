/** Where what a name stands for is declared, where its type is, and where its values come from. */
import { lookUpType } from "@attain/compiler/check/type-names";
import { bare } from "@attain/compiler/check/value-type";
import type { Type, Unit } from "@attain/compiler/check/types";
import { columnOf, delimiterOf } from "@attain/compiler/data/settings";
import type { Location, Span } from "@attain/compiler/text/source-file";
import { resolvePath } from "@attain/compiler/workspace/host";
import { declaredAt, type Entity } from "../analysis/entity.ts";
import { occurrenceAt } from "../analysis/resolve.ts";
import { typeOf } from "../analysis/scope.ts";
import { typeOfEntity } from "../analysis/types.ts";
import type { View } from "../project/project.ts";

/** A place that a name leads to, and the name. */
export interface Link {
  readonly from: Span;
  readonly to: Location;
}

const START: Span = { start: 0, end: 0 };

export function definition(view: View, offset: number): Link[] {
  const imported = importAt(view, offset);
  if (imported !== undefined) return [imported];
  const found = occurrenceAt(view, offset);
  const at = found && declaredAt(found.entity);
  return found === undefined || at === undefined ? [] : [{ from: found.site.name.span, to: at }];
}

function importAt(view: View, offset: number): Link | undefined {
  for (const declaration of view.parsed.tree.declarations) {
    if (declaration.kind !== "Import") continue;
    const { span, value } = declaration.path;
    if (offset < span.start || offset > span.end) continue;
    const module = view.checked.modules.get(resolvePath(value, view.path));
    return module && { from: span, to: { file: module.file, span: START } };
  }
  return undefined;
}

/** The list of values, the source or the unit that the type of a value names. */
export function typeDefinition(view: View, offset: number): Link[] {
  const found = occurrenceAt(view, offset);
  if (found === undefined) return [];
  const { site, entity } = found;
  const node = site.role.is === "value" || site.role.is === "field" ? site.role.node : undefined;
  const type = (node && typeOf(view, node)) ?? typeOfEntity(view, entity);
  const names = [...(type === undefined ? [] : namesIn(bare(type))), ...ownType(entity)];
  const { symbols } = view.checked.program.scope;
  return names.slice(0, 1).flatMap((name) => {
    const symbol = lookUpType(name, { symbols }) === undefined ? undefined : symbols.get(name);
    return symbol === undefined ? [] : [{ from: site.name.span, to: symbol.at }];
  });
}

/** A value of a named list is of that list. */
function ownType(entity: Entity): string[] {
  return entity.kind === "value" && entity.type !== undefined ? [entity.type] : [];
}

function namesIn(type: Type): string[] {
  if (type.kind === "row") return [type.source];
  if (type.kind === "enum") return type.name === undefined ? [] : [type.name];
  return type.kind === "number" ? unitNames(type.unit) : [];
}

function unitNames(unit: Unit): string[] {
  if (unit.kind === "quantity") return [unit.name];
  return unit.kind === "rate" ? [unit.per, ...unitNames(unit.of)] : [];
}

/** The data: the file of a source, the column of a field. What a plan defines is implemented where it is declared. */
export function implementation(view: View, offset: number): Link[] {
  const found = occurrenceAt(view, offset);
  if (found === undefined) return [];
  const to = dataOfEntity(view, found.entity);
  return to === undefined ? definition(view, offset) : [{ from: found.site.name.span, to }];
}

function dataOfEntity(view: View, entity: Entity): Location | undefined {
  if (entity.kind === "field") return dataOf(view, entity.source.name, entity.field.name);
  const isSource = entity.kind === "symbol" && entity.symbol.kind === "source";
  return isSource ? dataOf(view, entity.symbol.name, undefined) : undefined;
}

function dataOf(view: View, source: string, field: string | undefined): Location | undefined {
  const settings = view.project.config().config.data.get(source);
  if (settings === undefined) return undefined;
  const isText = /\.[ct]sv$/i.test(settings.file);
  const text = isText ? view.project.read(settings.file) : "";
  if (text === undefined) return undefined;
  const file = { path: settings.file, text };
  const [heading = ""] = text.split(/\r?\n/, 1);
  const column = field === undefined ? undefined : columnOf(settings, field);
  const cells = heading
    .split(delimiterOf(settings))
    .map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const i = column === undefined ? -1 : cells.indexOf(column);
  if (i === -1 || column === undefined) return { file, span: START };
  const start =
    heading.split(delimiterOf(settings)).slice(0, i).join(" ").length + (i === 0 ? 0 : 1);
  return { file, span: { start, end: start + column.length } };
}
