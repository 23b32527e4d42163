/** Which rows the cells of a dataset in columns refer to. */
import type * as ir from "../ir/ir.ts";
import { columnIn, type Columns, type TextColumn } from "./columns.ts";

export class References {
  readonly #columns: Columns;
  readonly #sources: readonly ir.Source[];
  readonly #places = new Map<string, Int32Array>();
  readonly #astray = new Map<string, boolean>();

  constructor({ sources }: Pick<ir.Program, "sources">, columns: Columns) {
    this.#sources = sources;
    this.#columns = columns;
  }

  /** For each text of the dictionary, the place of the row of a source that has it as its key; −1 if there is none. */
  placesIn(source: string): Int32Array {
    const places = this.#places.get(source) ?? this.#placesIn(source);
    this.#places.set(source, places);
    return places;
  }

  /** Whether some cell of a field holds a key that no row has. */
  isAstray(source: string, field: string): boolean {
    const name = `${source}.${field}`;
    const isAstray = this.#astray.get(name) ?? this.#isAstray(source, field);
    this.#astray.set(name, isAstray);
    return isAstray;
  }

  /** How many rows there are at most above one, by a field that refers to the one above; undefined if they go round. */
  levels(source: string, field: string): number | undefined {
    const column = this.#texts(source, field);
    if (column === undefined) return 0;
    const places = this.placesIn(source);
    let most = 0;
    for (let row = 0; row < column.values.length; row += 1) {
      let levels = 0;
      for (let at = row; at !== -1 && column.missing?.[at] !== 1; levels += 1) {
        if (levels > column.values.length) return undefined;
        at = places[column.values[at] ?? -1] ?? -1;
      }
      most = Math.max(most, levels);
    }
    return most;
  }

  #placesIn(source: string): Int32Array {
    const places = new Int32Array(this.#columns.dictionary.texts.length).fill(-1);
    const [key = ""] = this.#sources.find(({ name }) => name === source)?.keys ?? [];
    this.#texts(source, key)?.values.forEach((code: number, row: number) => {
      if (places[code] === -1) places[code] = row;
    });
    return places;
  }

  #isAstray(source: string, field: string): boolean {
    const type = this.#sources
      .find(({ name }) => name === source)
      ?.fields.find(({ name }) => name === field)?.type;
    const column = this.#texts(source, field);
    if (type?.kind !== "row" || column === undefined) return false;
    const places = this.placesIn(type.source);
    const { values, missing } = column;
    for (let i = 0; i < values.length; i += 1)
      if (missing?.[i] !== 1 && places[values[i] ?? -1] === -1) return true;
    return false;
  }

  #texts(source: string, field: string): TextColumn | undefined {
    const column = columnIn(this.#columns, source, field);
    return column?.kind === "text" ? column : undefined;
  }
}
