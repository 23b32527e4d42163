/** What is added up of credits, and under which name: the same has the same name, whichever window asks for it. */
import type * as ir from "../ir/ir.ts";
import type { Tally } from "./half.ts";

type Aggregate = Extract<
  ir.Expr,
  { readonly op: "total" | "count" | "average" | "largest" | "smallest" }
>;

/** An aggregate over the credits of a payee that is computed from tallies. */
export type TalliedNode = Aggregate & { readonly of: ir.Credits };

/** Values that differ can't be counted by adding up; nor can what is told of some deals of a window only. */
export function isTallied(node: { readonly op: string }): node is TalliedNode {
  const { op, of, distinct } = node as Partial<Extract<Aggregate, { readonly op: "count" }>>;
  if (!AGGREGATES.has(op ?? "") || of?.kind !== "credits") return false;
  return distinct === undefined && of.window.deals === undefined;
}

const AGGREGATES: ReadonlySet<string> = new Set([
  "total",
  "count",
  "average",
  "largest",
  "smallest",
]);

/** One thing that is told of each credit: the product of the factors, which is added up or compared; or that it is there. */
export interface Told extends Pick<Tally, "name" | "op"> {
  readonly where?: ir.Condition;
  readonly factors: readonly ir.Expr[];
}

/** What an aggregate is computed from; an average is `value / weights`, and there is none where those are zero. */
export function toldFor(node: TalliedNode): { readonly value: Told; readonly weights?: Told } {
  switch (node.op) {
    case "count":
      return { value: told(node.of, "count") };
    case "total":
      return { value: told(node.of, "sum", node.value) };
    case "average": {
      const { of, value, weight } = node;
      if (weight === undefined)
        return { value: told(of, "sum", value), weights: told(of, "count") };
      return { value: told(of, "sum", value, weight), weights: told(of, "sum", weight) };
    }
    case "largest":
    case "smallest":
      return { value: told(node.of, node.op, node.value) };
  }
}

export interface TallyNames {
  /** What is added up, counted or compared; of an average, the sum of its values by their weights. */
  readonly value: string;
  /** Of an average: what that sum is divided by. */
  readonly weights?: string;
}

/** The names of the tallies that an aggregate is computed from. */
export function tallyNames(node: TalliedNode): TallyNames {
  const { value, weights } = toldFor(node);
  return { value: value.name, ...(weights === undefined ? {} : { weights: weights.name }) };
}

function told({ credit, where }: ir.Credits, op: Tally["op"], ...factors: ir.Expr[]): Told {
  const filter = where === undefined ? "" : ` where ${written(where)}`;
  const name = `${credit} ${op}(${factors.map(written).join(" × ")})${filter}`;
  return { name, op, factors, ...(where === undefined ? {} : { where }) };
}

/** All of an expression but where it stands. */
function written(part: unknown): string {
  if (Array.isArray(part)) return `[${part.map(written).join(", ")}]`;
  if (typeof part !== "object" || part === null) return String(part);
  const { op = "", origin: _origin, ...rest } = part as Readonly<Record<string, unknown>>;
  if (op === "credited") return op;
  const facts = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${written(value)}`);
  return `(${[op, ...facts].join("; ")})`;
}
