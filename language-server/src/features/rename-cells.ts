/** The cells of tests that hold a value of a list, by its old name. */
import type { TextEdit } from "@attain/compiler/diagnostics/diagnostic";
import { bare } from "@attain/compiler/check/value-type";
import type { Entity } from "../analysis/entity.ts";
import { sameEntity } from "../analysis/entity.ts";
import { symbolsIn, sourceNamed } from "../analysis/scope.ts";
import { valueOfType } from "../analysis/values.ts";
import type { View } from "../project/project.ts";

export function cellEdits(view: View, entity: Entity, name: string): [string, TextEdit][] {
  if (entity.kind !== "value") return [];
  return view.project
    .views()
    .flatMap((one) =>
      cellsIn(one, entity).map((span): [string, TextEdit] => [one.path, { span, text: name }]),
    );
}

function cellsIn(view: View, entity: Extract<Entity, { kind: "value" }>): TextEdit["span"][] {
  return view.parsed.tree.declarations.flatMap((test) => {
    if (test.kind !== "Test") return [];
    return test.givens.flatMap((given) => {
      const source = given.kind === "Grid" ? sourceNamed(view, given.path[0]?.text) : undefined;
      if (given.kind !== "Grid" || source === undefined) return [];
      const [head, ...lines] = given.grid;
      return (head?.cells ?? []).flatMap((heading, column) => {
        const type = source.fields.get(heading.text)?.type;
        const list = type && bare(type);
        if (list?.kind !== "enum") return [];
        const value = valueOfType(view, symbolsIn(view, { test }), list, entity.name);
        if (value === undefined || !sameEntity(value, entity)) return [];
        return lines.flatMap(({ cells }) =>
          cells[column]?.text === entity.name ? [cells[column].span] : [],
        );
      });
    });
  });
}
