/** What attain.json must say after a renaming, so that the same files are read as before. */
import type { TextEdit } from "@attain/compiler/diagnostics/diagnostic";
import type { ProjectConfig } from "@attain/compiler/workspace/config";
import { setSetting } from "@attain/compiler/workspace/config-edits";
import { keyAt, valueAt } from "@attain/compiler/workspace/config-names";
import type { Entity } from "../analysis/entity.ts";

export function configEdits(config: ProjectConfig, entity: Entity, name: string): TextEdit[] {
  if (entity.kind === "symbol" && entity.symbol.kind === "source")
    return ofSource(config, entity.symbol.name, name);
  return entity.kind === "field"
    ? ofField(config, entity.source.name, entity.field.name, name)
    : [];
}

function ofSource({ file, data }: ProjectConfig, source: string, name: string): TextEdit[] {
  return data.has(source) ? [renamedKey(keyAt(file, ["data", source]).span, name)] : [];
}

function renamedKey(span: TextEdit["span"], name: string): TextEdit {
  return { span, text: JSON.stringify(name) };
}

/** The column keeps its name: the field of the new name is read from it. */
function ofField(
  { file, data }: ProjectConfig,
  source: string,
  field: string,
  name: string,
): TextEdit[] {
  const settings = data.get(source);
  if (settings === undefined) return [];
  const said = ["columns", "values", "dates"].flatMap((setting) => {
    const path = ["data", source, setting, field];
    return valueAt(file, path) === undefined ? [] : [renamedKey(keyAt(file, path).span, name)];
  });
  const mapped = settings.columns.has(field)
    ? []
    : setSetting(file, ["data", source, "columns", name], field);
  return [...said, ...mapped];
}
