/** Where the text of a row kernel finds cells: columns by short names, and the rows that others refer to. */
import { type Column, columnIn, type Columns } from "../columnar/columns.ts";
import type { References } from "../columnar/references.ts";
import { known } from "../base/assert.ts";
import type { JavaScriptNames, Printed } from "../integer/javascript.ts";
import type * as ir from "../ir/ir.ts";
import type { Flow, RowInput } from "../relational/half.ts";
import { orderOfPeople } from "./people-order.ts";

export class RowColumns implements JavaScriptNames {
  /** What the text refers to, by its name there. */
  readonly environment = new Map<string, unknown>();
  /** Takes the declarations of locals, in order. */
  declare: (statement: string) => void = () => {};
  readonly #program: ir.Program;
  readonly #columns: Columns;
  readonly #references: References;
  readonly #source: string;
  readonly #inputs: ReadonlyMap<string, RowInput>;
  readonly #locals = new Map<string, string>();

  constructor(program: ir.Program, columns: Columns, references: References, flow: Flow) {
    this.#program = program;
    this.#columns = columns;
    this.#references = references;
    this.#source = flow.source;
    this.#inputs = new Map(flow.inputs.map((input) => [input.name, input]));
  }

  int(name: string): Printed {
    const { path, order } = this.#input(name);
    if (order !== undefined) return { text: this.#order(path, order), isBig: false };
    const column = this.#column(path);
    if (column?.kind !== "number" && column?.kind !== "day") return { text: "0", isBig: false };
    const filler = String(column.range.lo);
    const isBig = Array.isArray(column.values);
    return { text: this.#cell(path, column, isBig ? `${filler}n` : filler), isBig };
  }

  flag(name: string): string {
    const asked = name.startsWith("missing ") ? name.slice("missing ".length) : undefined;
    if (asked !== undefined && !this.#inputs.has(name)) return this.#missing(asked);
    const { path } = this.#input(name);
    const column = this.#column(path);
    return column?.kind === "flag" ? this.#cell(path, column, "0") : "false";
  }

  text(name: string): string {
    const { path } = this.#input(name);
    const column = this.#column(path);
    return column?.kind === "text" ? this.#cell(path, column, "-1") : "-1";
  }

  code(text: string): number {
    return this.#columns.dictionary.find(text);
  }

  /** The name under which the text refers to something. */
  given(value: unknown): string {
    for (const [name, given] of this.environment) if (given === value) return name;
    const name = `a${this.environment.size}`;
    this.environment.set(name, value);
    return name;
  }

  #missing(name: string): string {
    const { path } = this.#input(name);
    const { row, isSure } = this.#row(path.slice(0, -1));
    const missing = this.#column(path)?.missing;
    const cell = missing === undefined ? "false" : `${this.given(missing)}[${row}] === 1`;
    return isSure ? `(${cell})` : `(${row} < 0 || ${cell})`;
  }

  #cell(path: readonly string[], { values }: Column, filler: string): string {
    return this.#local(path.join("."), () => {
      const { row, isSure } = this.#row(path.slice(0, -1));
      const cell = `${this.given(values)}[${row}]`;
      return isSure ? cell : `${row} < 0 ? ${filler} : ${cell}`;
    });
  }

  /** The place of the row that references lead to, in its table; below zero where there is none, if that isn't sure. */
  #row(path: readonly string[]): { readonly row: string; readonly isSure: boolean } {
    const field = path.at(-1);
    if (field === undefined) return { row: "i", isSure: true };
    const isSure = this.#isSure(path);
    const row = this.#local(`row ${path.join(".")}`, () => {
      const places = this.given(this.#references.placesIn(this.#tableAt(path)));
      const column = this.#column(path);
      if (column?.kind !== "text") return "-1";
      const code = this.#cell(path, column, "-1");
      return isSure ? `${places}[${code}]` : `${code} < 0 ? -1 : ${places}[${code}]`;
    });
    return { row, isSure };
  }

  /** Whether references lead to a row wherever they start. */
  #isSure(path: readonly string[]): boolean {
    const at = this.#tableAt(path.slice(0, -1));
    const column = this.#column(path);
    const isThere = column !== undefined && column.missing === undefined;
    const isBeforeSure = path.length === 1 || this.#isSure(path.slice(0, -1));
    return isThere && isBeforeSure && !this.#references.isAstray(at, path.at(-1) ?? "");
  }

  #order(path: readonly string[], field: string): string {
    return this.#local(`order ${path.join(".")}`, () => {
      const { row } = this.#row(path);
      const source = this.#sourceOf(this.#tableAt(path));
      const places = orderOfPeople(this.#columns, source, field);
      return `${row} < 0 ? 0 : ${this.given(places)}[${row}]`;
    });
  }

  #local(name: string, print: () => string): string {
    const before = this.#locals.get(name);
    if (before !== undefined) return before;
    const text = print();
    const local = `c${this.#locals.size}`;
    this.#locals.set(name, local);
    this.declare(`const ${local} = ${text};`);
    return local;
  }

  #input(name: string): RowInput {
    return known(this.#inputs.get(name), `the input ${name}`);
  }

  #column(path: readonly string[]): Column | undefined {
    return columnIn(this.#columns, this.#tableAt(path.slice(0, -1)), path.at(-1) ?? "");
  }

  /** The source to whose rows references lead. */
  #tableAt(path: readonly string[]): string {
    return path.reduce((source, field) => {
      const found = this.#sourceOf(source).fields.find(({ name }) => name === field);
      return found?.type.kind === "row" ? found.type.source : "";
    }, this.#source);
  }

  #sourceOf(name: string): ir.Source {
    return known(
      this.#program.sources.find((source) => source.name === name),
      `the source ${name}`,
    );
  }
}
