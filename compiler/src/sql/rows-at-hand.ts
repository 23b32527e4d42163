/** What is read of rows and of the rows that they refer to, as SQL: no cell of it is NULL. */
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import type { RowInput } from "../relational/half.ts";
import type { Dialect } from "./dialect.ts";
import type { Part } from "./parts.ts";

interface ReadSource {
  readonly source: ir.Source;
  readonly fields: Set<string>;
}

interface Order {
  readonly source: ir.Source;
  readonly field: string;
}

export class RowsAtHand {
  readonly #dialect: Dialect;
  readonly #sources: readonly ir.Source[];
  readonly #read = new Map<string, ReadSource>();
  readonly #orders = new Map<string, Order>();

  constructor(dialect: Dialect, sources: readonly ir.Source[]) {
    this.#dialect = dialect;
    this.#sources = sources;
  }

  /** The sources that were asked for, with the fields that are read of them. */
  read(): readonly { readonly source: ir.Source; readonly fields: ReadonlySet<string> }[] {
    return [...this.#read.values()];
  }

  /** The places of people in the orders that were asked for. */
  orders(): Part[] {
    const { identifier } = this.#dialect;
    return [...this.#orders].map(([name, { source, field }]) => {
      const key = identifier(keyOf(source));
      const by = [...new Set([identifier(field), key])]
        .map((column) => `${column} NULLS FIRST`)
        .join(", ");
      return {
        name,
        comments: [`the places of ${source.name} by ${field}`],
        sql: `SELECT ${key}, ROW_NUMBER() OVER (ORDER BY ${by}) - 1 AS ${identifier("place")}\nFROM ${identifier(source.name)}`,
      };
    });
  }

  /** What is read of each row of a source, by the names of the inputs. */
  select(source: string, inputs: readonly RowInput[]): string {
    const { identifier } = this.#dialect;
    const joins = new Map<string, string>();
    const columns = inputs.flatMap((input) => this.#columns(source, input, joins));
    // A flow may read nothing but that the row is there.
    const told = columns.length === 0 ? ["1 AS here"] : columns;
    const from = [`FROM ${identifier(source)} AS ${identifier(ROW)}`, ...joins.values()];
    this.#use(source);
    return `SELECT\n  ${told.join(",\n  ")}\n${from.join("\n")}`;
  }

  #columns(source: string, input: RowInput, joins: Map<string, string>): string[] {
    const { identifier } = this.#dialect;
    const { name, path, type, optional, order } = input;
    if (order !== undefined) {
      const cell = `${identifier(this.#orderJoin(source, path, order, joins))}.${identifier("place")}`;
      return [`COALESCE(${cell}, 0) AS ${identifier(name)}`];
    }
    const [field, ...back] = path.toReversed();
    const at = this.#join(source, back.toReversed(), joins);
    const last = known(field, "the field of an input");
    this.#use(at.source).fields.add(last);
    const cell = `${identifier(at.alias)}.${identifier(last)}`;
    if (!optional && back.length === 0) return [`${cell} AS ${identifier(name)}`];
    const missing = `(${cell} IS NULL) AS ${identifier(`missing ${name}`)}`;
    return [
      `COALESCE(${cell}, ${this.#filler(type)}) AS ${identifier(name)}`,
      ...(optional ? [missing] : []),
    ];
  }

  /** What stands where a cell is missing, and is never looked at. */
  #filler({ kind }: ir.ValueType): string {
    if (kind === "yes or no") return "FALSE";
    return kind === "number" || kind === "date" ? "0" : this.#dialect.text("");
  }

  /** Joins the rows that a path of references leads to. */
  #join(
    source: string,
    path: readonly string[],
    joins: Map<string, string>,
  ): { readonly source: string; readonly alias: string } {
    const [field, ...back] = path.toReversed();
    if (field === undefined) return { source, alias: ROW };
    const from = this.#join(source, back.toReversed(), joins);
    const target = this.#target(from.source, field);
    const alias = path.join(".");
    const key = keyOf(target);
    this.#use(from.source).fields.add(field);
    this.#use(target.name).fields.add(key);
    joins.set(alias, this.#joined(target.name, alias, from.alias, field, key));
    return { source: target.name, alias };
  }

  #orderJoin(
    source: string,
    path: readonly string[],
    order: string,
    joins: Map<string, string>,
  ): string {
    const [field, ...back] = path.toReversed();
    const from = this.#join(source, back.toReversed(), joins);
    const last = known(field, "the person of an order");
    const target = this.#target(from.source, last);
    const name = `${target.name} by ${order}`;
    this.#orders.set(name, { source: target, field: order });
    this.#use(from.source).fields.add(last);
    this.#use(target.name).fields.add(keyOf(target)).add(order);
    const alias = `${path.join(".")} by ${order}`;
    joins.set(alias, this.#joined(name, alias, from.alias, last, keyOf(target)));
    return alias;
  }

  #joined(table: string, alias: string, from: string, field: string, key: string): string {
    const { identifier } = this.#dialect;
    const [own, other] = [identifier(alias), identifier(from)];
    return `LEFT JOIN ${identifier(table)} AS ${own} ON ${own}.${identifier(key)} = ${other}.${identifier(field)}`;
  }

  #target(source: string, field: string): ir.Source {
    const type = this.#source(source).fields.find(({ name }) => name === field)?.type;
    if (type?.kind !== "row") throw new Error(`Attain followed ${field}, which refers to no row.`);
    return this.#source(type.source);
  }

  #source(name: string): ir.Source {
    return known(
      this.#sources.find((source) => source.name === name),
      `the source ${name}`,
    );
  }

  #use(name: string): ReadSource {
    const before = this.#read.get(name);
    if (before !== undefined) return before;
    const read = { source: this.#source(name), fields: new Set<string>() };
    this.#read.set(name, read);
    return read;
  }
}

/** The row of the flow itself. */
const ROW = "row";

function keyOf({ name, keys }: ir.Source): string {
  return known(keys[0], `the key of ${name}`);
}
