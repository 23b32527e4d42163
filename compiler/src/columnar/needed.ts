/** Which columns a plan can read. Keys of deals, most of all, are many texts that nobody asks for. */
import type * as ir from "../ir/ir.ts";
import { neededSources, walk } from "../ir/reads.ts";

/** The fields that somebody reads, by source. */
export type Needed = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * INVARIANT: it is never too little. A field is needed wherever its name stands in the plan at all, whatever that means
 * there; and so is a key, where rows are referred to.
 */
export function neededColumns(program: ir.Program, plan: ir.Plan): Needed {
  const sources = neededSources([plan, ...plan.others], program);
  const names = new Set<unknown>();
  const asValues = new Set<string>();
  for (const part of [plan, sources.map(({ territories }) => territories)])
    walk(part, (node) => {
      for (const [name, value] of Object.entries(node)) {
        names.add(value);
        if (name !== "at" && isRow(value)) asValues.add(value.source);
      }
    });
  const referred = new Set<string>(asValues);
  for (const { name, people, fields } of sources) {
    if (people) referred.add(name);
    for (const field of fields)
      if (field.type.kind === "row" && names.has(field.name)) referred.add(field.type.source);
  }
  return new Map(
    sources.map(({ name, keys, validity, fields }) => {
      const always = [
        ...(referred.has(name) ? keys : []),
        ...(validity === undefined ? [] : [validity.from, validity.until]),
      ];
      const read = fields.map((field) => field.name).filter((field) => names.has(field));
      return [name, new Set([...always, ...read])];
    }),
  );
}

/** The row at hand, as what is compared or credited, and not as where a field is read. */
function isRow(value: unknown): value is { readonly op: "row"; readonly source: string } {
  return typeof value === "object" && value !== null && "op" in value && value.op === "row";
}
