/** What columns show of a dataset: no cell lies outside of what was measured. */
import { type Column, columnIn, type Columns } from "../columnar/columns.ts";
import type { References } from "../columnar/references.ts";
import type { RowFacts } from "./row-facts.ts";

const NOTHING = { lo: 0n, hi: 0n };

export function measuredFacts(columns: Columns, references: References): RowFacts {
  const columnOf = (source: string, field: string): Column | undefined =>
    columnIn(columns, source, field);
  return {
    number: (source, field) => {
      const column = columnOf(source, field);
      return column?.kind === "number" ? column : { scale: 0, range: NOTHING };
    },
    days: (source, field) => {
      const column = columnOf(source, field);
      return column?.kind === "day" ? column.range : NOTHING;
    },
    mayBeMissing: (source, field) => columnOf(source, field)?.missing !== undefined,
    mayBeAstray: (source, field) => references.isAstray(source, field),
    levels: (source, field) => references.levels(source, field),
  };
}
