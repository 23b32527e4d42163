/** The people of a plan, as kernels go through them. */
import { known } from "../base/assert.ts";
import type { Columns } from "../columnar/columns.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { Gathered } from "./gathered.ts";
import { type At, Payees } from "./payees.ts";
import { compute } from "./payee-kernel.ts";

export interface People {
  /** In order. */
  readonly keys: readonly string[];
  /** Their numbers in the dictionary. */
  readonly codes: Int32Array;
}

/** A plan, and the columns of its people. */
interface Peopled {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly columns: Columns;
}

/** All rows of the people. A plan may be for somebody by one of several rows and not by another. */
export function everybody({ program, plan, columns }: Peopled): People {
  const source = known(
    program.sources.find(({ name }) => name === plan.people),
    `the source ${plan.people}`,
  );
  const [key = "", other] = source.keys;
  const column = columns.tables.get(source.name)?.columns.get(key);
  if (other !== undefined || column?.kind !== "text")
    throw new Unsupported("its people aren't told apart by one name", plan.origin);
  const codes = [...new Set(column.values)];
  if (codes.length < column.values.length && plan.eligible !== undefined)
    throw new Unsupported("its people have several rows each", plan.eligible.origin);
  const { texts } = columns.dictionary;
  const textOf = (code: number): string => known(texts[code], "a text");
  if (!isAscending(codes, textOf)) codes.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  return { keys: codes.map(textOf), codes: Int32Array.from(codes) };
}

function isAscending(codes: readonly number[], textOf: (code: number) => string): boolean {
  return codes.every((code, i) => i === 0 || textOf(codes[i - 1] ?? code) < textOf(code));
}

const NO_ROWS = { cuts: [], end: 0 };

/** Those whom the plan is for. */
export function eligible({ program, plan, columns }: Peopled): People {
  const people = everybody({ program, plan, columns });
  const { eligible: condition } = plan;
  if (condition === undefined) return people;
  const gathered = new Gathered(program, columns, people);
  const at: At = { row: true };
  const { value, doubt } = new Payees(program, plan, gathered, NO_ROWS).condition(condition, at);
  const outputs = [value, doubt].map((flag) => ({ kind: "flag", value: flag }) as const);
  const found = compute(outputs, gathered.inputs, columns.dictionary, people.keys.length);
  const [isFor, isInDoubt] = found as readonly Uint8Array[];
  if (isInDoubt?.includes(1) === true)
    throw new Unsupported(
      "whom the plan is for depends on rows that aren't there",
      condition.origin,
    );
  return {
    keys: people.keys.filter((_, i) => isFor?.[i] === 1),
    codes: people.codes.filter((_, i) => isFor?.[i] === 1),
  };
}
