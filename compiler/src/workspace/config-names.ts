/** Holds the names in attain.json against the sources of the plans. */
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { listed, nearest } from "../base/text.ts";
import type { FieldInfo, SourceInfo } from "../check/sources.ts";
import type { SourceSettings } from "../data/settings.ts";
import {
  datesOfNoDate,
  unknownRule,
  unknownSource,
  unknownSourceField,
} from "../diagnostics/catalogue/project.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Location, SourceFile } from "../text/source-file.ts";
import type { ProjectConfig } from "./config.ts";

/** `sources`: those of all the project's plans. `rules`: those whose level a project may set. */
export function checkConfigNames(
  { file, data, lint }: ProjectConfig,
  sources: readonly SourceInfo[],
  rules: Iterable<string>,
): Diagnostic[] {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const ofSources = [...data].flatMap(([name, settings]) => {
    const source = byName.get(name);
    if (source !== undefined) return checkFields(file, source, settings);
    const help = suggestion(name, [...byName.keys()], "The sources are");
    return [diagnose(unknownSource, keyAt(file, ["data", name]), { name }, { help })];
  });
  const known = new Set(rules);
  const unknown = Object.keys(lint).filter((name) => !known.has(name));
  const ofRules = unknown.map((name) => {
    const help = suggestion(name, [...known], "The findings are");
    return diagnose(unknownRule, keyAt(file, ["lint", name]), { name }, { help });
  });
  return [...ofSources, ...ofRules];
}

function checkFields(file: SourceFile, source: SourceInfo, settings: SourceSettings): Diagnostic[] {
  const { fields } = source;
  const { columns, values, dates = "" } = settings;
  const named = {
    columns: [...columns.keys()],
    values: [...values.keys()],
    dates: typeof dates === "string" ? [] : [...dates.keys()],
  };
  return Object.entries(named).flatMap(([setting, names]) =>
    names.flatMap((name) => {
      const at = keyAt(file, ["data", source.name, setting, name]);
      const field = fields.get(name);
      if (field === undefined) {
        const help = suggestion(name, [...fields.keys()], "Its fields are");
        const related = [{ at: source.at, message: "the source" }];
        return [diagnose(unknownSourceField, at, { source: source.name, name }, { help, related })];
      }
      const isMisread = setting === "dates" && field.type.kind !== "date";
      return isMisread ? [diagnoseMisread(at, source, field)] : [];
    }),
  );
}

function diagnoseMisread(at: Location, { name, fields }: SourceInfo, field: FieldInfo): Diagnostic {
  const dates = [...fields.values()].filter(({ type }) => type.kind === "date");
  const named = dates.map((one) => `\`${one.name}\``);
  const help =
    dates.length === 0
      ? "The source has no dates: remove the line."
      : `Its dates are ${listed(named, "and")}.`;
  const related = [{ at: field.at, message: "the field" }];
  return diagnose(datesOfNoDate, at, { source: name, name: field.name }, { help, related });
}

function suggestion(name: string, known: readonly string[], all: string): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `Did you mean \`${meant}\`?`;
  if (known.length === 0) return `${all} still to be declared: no plan has one.`;
  return `${all} ${listed(
    known.map((one) => `\`${one}\``),
    "and",
  )}.`;
}

/** Where the last name of a path of settings stands; the start of the file if it isn't set. */
export function keyAt(file: SourceFile, path: readonly string[]): Location {
  const { offset, length } = settingAt(file, path)?.parent?.children?.[0] ?? {
    offset: 0,
    length: 0,
  };
  return { file, span: { start: offset, end: offset + length } };
}

/** Where the value of a setting stands; undefined if it isn't set. */
export function valueAt(file: SourceFile, path: readonly string[]): Location | undefined {
  const value = settingAt(file, path);
  return value && { file, span: { start: value.offset, end: value.offset + value.length } };
}

function settingAt(file: SourceFile, path: readonly string[]): Node | undefined {
  const tree = parseTree(file.text, [], { allowTrailingComma: true });
  return tree && findNodeAtLocation(tree, [...path]);
}
