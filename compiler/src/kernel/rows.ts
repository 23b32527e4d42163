/** The relational half in JavaScript: each flow as a function made afresh, which goes through the columns once. */
import type { Columns } from "../columnar/columns.ts";
import type { References } from "../columnar/references.ts";
import { javascriptLibrary } from "../integer/javascript.ts";
import type * as ir from "../ir/ir.ts";
import { isOfCompany, type RelationalHalf } from "../relational/half.ts";
import type { Integers, Tallied } from "../relational/tallied.ts";
import { Accumulators } from "./accumulators.ts";
import { RowColumns } from "./row-columns.ts";
import { rowText } from "./row-text.ts";

/** So many rows in doubt are told of each source: one is enough to leave them all to the reference evaluator. */
const TOLD = 100;

/** Called for so many rows at a time, a function is soon called again, and runs as optimized code from its start. */
const AT_ONCE = 2 ** 14;

export interface RowKernel {
  /** Goes through all rows. */
  readonly run: () => Tallied;
  /** The text of each flow, by its credit. */
  readonly texts: ReadonlyMap<string, string>;
}

/** `payees`: the keys of the people who are asked for, in order; what is credited to others isn't added up. */
export function rowKernel(
  program: ir.Program,
  half: RelationalHalf,
  columns: Columns,
  references: References,
  payees: readonly string[],
): RowKernel {
  const stretches = half.cuts.length;
  const flows = half.flows.map((flow) => {
    const rows = columns.tables.get(flow.source)?.rows ?? 0;
    const people = isOfCompany(flow) ? 1 : payees.length;
    const sums = new Accumulators(flow, rows, people * stretches);
    const doubtful: number[] = [];
    const names = new RowColumns(program, columns, references, flow);
    const text = rowText(flow, names, sums, {
      stretchOf: names.given(stretchByDay(half, sums.stride)),
      firstDay: half.cuts[0] ?? 0,
      days: half.end - (half.cuts[0] ?? 0),
      peopleOf: names.given(startByText(columns, payees, stretches * sums.stride)),
    });
    const doubt = (row: number): void => {
      if (doubtful.length < TOLD) doubtful.push(row);
    };
    return { flow, rows, sums, doubtful, loop: made(text, names.environment, sums, doubt), text };
  });
  const run = (): Tallied => {
    const answers = new Map<string, Integers>();
    const doubtful = new Map<string, readonly number[]>();
    for (const { flow, rows, sums, doubtful: found, loop } of flows) {
      sums.clear();
      found.length = 0;
      for (let from = 0; from < rows; from += AT_ONCE) loop(from, Math.min(from + AT_ONCE, rows));
      for (const [i, { name }] of flow.tallies.entries()) answers.set(name, sums.integers(i));
      if (found.length > 0)
        doubtful.set(flow.source, [...(doubtful.get(flow.source) ?? []), ...found]);
    }
    return { payees, stretches, sums: answers, doubtful };
  };
  return { run, texts: new Map(flows.map(({ flow, text }) => [flow.credit, text])) };
}

/** Goes through the rows from one on, up to another. */
type Loop = (from: number, after: number) => void;

/** A function over captured arrays, one for each kernel: what the engine learns of one holds for that one alone. */
function made(
  text: string,
  environment: ReadonlyMap<string, unknown>,
  sums: Accumulators,
  doubt: (row: number) => void,
): Loop {
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is printed from the integer form
  const make = new Function("lib", "sums", "doubt", ...environment.keys(), text) as (
    ...given: unknown[]
  ) => Loop;
  return make(javascriptLibrary, sums, doubt, ...environment.values());
}

function stretchByDay({ cuts, end }: RelationalHalf, stride: number): Int32Array {
  const [first = 0] = cuts;
  const starts = new Int32Array(end - first);
  cuts.forEach((cut, stretch) => starts.fill(stretch * stride, cut - first));
  return starts;
}

function startByText(
  { dictionary }: Columns,
  payees: readonly string[],
  length: number,
): Int32Array {
  const starts = new Int32Array(dictionary.texts.length).fill(-1);
  payees.forEach((payee, place) => {
    const code = dictionary.find(payee);
    if (code >= 0) starts[code] = place * length;
  });
  return starts;
}
