/** What is read of a row, and of the rows that it refers to; and where only the reference evaluator can judge a row. */
import { known } from "../base/assert.ts";
import { all, conjuncts } from "../integer/conjuncts.ts";
import * as form from "../integer/form.ts";
import type { Bool, Int } from "../integer/form.ts";
import type { Range } from "../integer/range.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import type { RowInput } from "./half.ts";
import type { Lowered } from "./lowered.ts";
import type { RowFacts } from "./row-facts.ts";

/** A row that is at hand: of which source, and by which references it is reached from the row of the flow. */
export interface RowPlace {
  readonly source: string;
  readonly path: readonly string[];
}

/** No more people than this have a place in an order. */
const PEOPLE: Range = { lo: 0n, hi: 2n ** 31n - 1n };

export class RowReader {
  /** All that was read, by its name. */
  readonly inputs = new Map<string, RowInput>();
  readonly #sources: ReadonlyMap<string, ir.Source>;
  readonly #facts: RowFacts;
  readonly #cells = new Map<string, Lowered>();
  /** Conditions that hold wherever what is being lowered is computed. */
  #held: readonly Bool[] = [];
  #doubtful: Bool = form.NO;

  constructor({ sources }: ir.Program, facts: RowFacts) {
    this.#sources = new Map(sources.map((source) => [source.name, source]));
    this.#facts = facts;
  }

  /** Whether only the reference evaluator can tell what becomes of a row. */
  get doubtful(): Bool {
    return this.#doubtful;
  }

  /** Where this holds, the reference evaluator is at fault, or does what the integer form can't say. */
  doubt(condition: Bool): void {
    if (this.#held.some((held) => excludes(held, condition))) return;
    this.#doubtful = form.or(this.#doubtful, all([...this.#held, condition]));
  }

  /** What is lowered by `run` is computed only where a condition holds. */
  under<Result>(condition: Bool, run: () => Result): Result {
    const before = this.#held;
    this.#held = [...before, ...conjuncts(condition)];
    try {
      return run();
    } finally {
      this.#held = before;
    }
  }

  source(name: string): ir.Source {
    return known(this.#sources.get(name), `the source ${name}`);
  }

  /** How many people there are at most above somebody; undefined if that isn't known. */
  levels(source: string, field: string): number | undefined {
    return this.#facts.levels?.(source, field);
  }

  /** A cell of a row at hand. */
  cell({ source, path }: RowPlace, field: string): Lowered {
    return this.#input(source, [...path, field], this.#facts.mayBeMissing(source, field));
  }

  /** The row that a cell refers to; it is certain to be there, or else the row is in doubt. */
  follow(at: RowPlace, field: string, origin: ir.Origin): RowPlace {
    const { type } = this.#field(at.source, field);
    if (type.kind !== "row") throw new Error(`Attain followed ${field}, which refers to no row.`);
    this.doubt(this.cell(at, field).missing);
    const to: RowPlace = { source: type.source, path: [...at.path, field] };
    const key = this.#keyField(to.source, origin);
    if (this.#facts.mayBeAstray(at.source, field))
      this.doubt(this.#input(to.source, [...to.path, key], true).missing);
    return to;
  }

  /** The key of a row at hand. */
  key(at: RowPlace, origin: ir.Origin): Lowered {
    return this.cell(at, this.#keyField(at.source, origin));
  }

  /** The place of a person at hand in the order of a field, or of the keys alone. */
  order({ source, path }: RowPlace, by: string | undefined, origin: ir.Origin): Int {
    const order = by ?? this.#keyField(source, origin);
    const name = `${path.join(".")} by ${order}`;
    const type = { kind: "number", unit: "count" } as const;
    this.inputs.set(name, { name, path, type, optional: false, scale: 0, order });
    return form.input(name, PEOPLE);
  }

  #input(source: string, path: readonly string[], optional: boolean): Lowered {
    const name = path.join(".");
    const before = this.#cells.get(name);
    if (before !== undefined) return before;
    const cell = this.#read(source, name, path, optional);
    this.#cells.set(name, cell);
    return cell;
  }

  #read(source: string, name: string, path: readonly string[], optional: boolean): Lowered {
    const field = path.at(-1) ?? "";
    const { type } = this.#field(source, field);
    const missing: Bool = optional ? { op: "flag", name: `missing ${name}` } : form.NO;
    if (type.kind === "number") {
      const { scale, range } = this.#facts.number(source, field);
      this.inputs.set(name, { name, path, type, optional, scale });
      return { kind: "number", value: { digits: form.input(name, range), scale }, missing };
    }
    this.inputs.set(name, { name, path, type, optional });
    switch (type.kind) {
      case "date": {
        const range = this.#facts.days(source, field);
        return { kind: "date", value: form.input(name, range), missing };
      }
      case "yes or no":
        return { kind: "yes or no", value: { op: "flag", name }, missing };
      default:
        return { kind: "text", value: { op: "text input", name }, missing };
    }
  }

  #field(source: string, field: string): ir.SourceField {
    const { fields } = this.source(source);
    return known(
      fields.find(({ name }) => name === field),
      `the field ${source}.${field}`,
    );
  }

  /** The one field by whose text the rows of a source are told apart. */
  #keyField(name: string, origin: ir.Origin): string {
    const { keys, validity } = this.source(name);
    const [key, other] = keys;
    if (validity !== undefined || key === undefined || other !== undefined)
      throw new Unsupported(
        `it refers to rows of ${name}, which one key doesn't single out`,
        origin,
      );
    if (!["text", "enum", "row"].includes(this.#field(name, key).type.kind))
      throw new Unsupported(`it refers to rows of ${name}, whose key isn't a text`, origin);
    return key;
  }
}

/** Whether one is written as the opposite of the other. */
function excludes(a: Bool, b: Bool): boolean {
  if (a.op === "yes or no") return !a.value;
  return (a.op === "not" && a.of === b) || (b.op === "not" && b.of === a);
}
