/** Territories, as methods of TypeScript. */
import type * as ir from "../ir/ir.ts";
import { keyOfRow } from "./credits.ts";
import { type Emitter, remark } from "./emitter.ts";
import { emit } from "./expressions.ts";

/** The methods for those maps of territories that the other methods call. */
export function emitTerritories(e: Emitter, methods: string): string[] {
  return e.program.sources.flatMap((source) =>
    source.territories.flatMap((map) =>
      methods.includes(`this.${e.names.territory(map.name)}(`) ? [emitMap(e, source, map)] : [],
    ),
  );
}

function emitMap(e: Emitter, source: ir.Source, map: ir.Territories): string {
  const rows = map.territories.map(({ name, where, ahead, origin }) => {
    const holds = emit(e, where, { row: "row" });
    return `{ name: ${JSON.stringify(name)}, holds: ${holds}, ahead: ${JSON.stringify(ahead)} }, // ${e.locate(origin)}\n`;
  });
  const { elsewhere = "" } = map;
  const type = [...new Set([...map.territories.map(({ name }) => name), elsewhere])]
    .map((name) => JSON.stringify(name))
    .join(" | ");
  const row = `{ source: ${JSON.stringify(source.name)}, key: ${keyOfRow(e, source.name)} }`;
  return `${remark(`territories ${map.name} — ${e.locate(map.origin)}`)}private ${e.names.territory(map.name)}(row: ${e.names.type(source.name)}): ${type} {\nreturn ${e.use("territoryOf")}<${type}>(${row}, [\n${rows.join("")}], ${JSON.stringify(elsewhere)});\n}`;
}
