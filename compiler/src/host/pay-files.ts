/** What people are paid, straight from files: rows are added up by DuckDB, and what follows is computed by kernels. */
import type { Period } from "@attain/runtime";
import type { Columns } from "../columnar/columns.ts";
import { neededColumns, type Needed } from "../columnar/needed.ts";
import type { DataNote } from "../data/problem.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { neededSources } from "../ir/reads.ts";
import { type Paid, pay, type Payroll } from "../kernel/pay.ts";
import { eligible } from "../kernel/people.ts";
import { declaredFacts } from "../relational/declared.ts";
import { type LoweredHalf, relationalHalf } from "../relational/lower.ts";
import { isTallied } from "../relational/tally-name.ts";
import type { Tallied } from "../relational/tallied.ts";
import { DuckDbEngine, type EngineInput, type HeldFiles } from "./duckdb-engine.ts";
import { NotCertain } from "./not-certain.ts";

export interface PaidFromFiles {
  readonly held: HeldFiles;
  readonly notes: readonly DataNote[];
  readonly paid: Paid;
}

/** Throws `NotCertain` or `Unsupported` where the files, or the plan, are for the reference evaluator. */
export async function payFiles(
  input: EngineInput,
  plan: ir.Plan,
  periods: readonly Period[],
): Promise<PaidFromFiles> {
  const { program } = input;
  const lowered = relationalHalf(program, plan, periods, declaredFacts(program));
  const engine = await DuckDbEngine.open(input);
  try {
    // Files are hashed meanwhile. What is added up counts only if they keep to their contract, which says more than it.
    const added = await settled(addedUp(engine, { program, plan, periods }, lowered));
    const held = await engine.hold();
    if (added.status === "rejected") throw added.reason;
    const { payroll, tallied } = added.value;
    refuseLosses(payroll.columns, held);
    const paid = pay(payroll, { lowered, tallied });
    if (paid instanceof Unsupported) throw paid;
    return { held, notes: engine.leftOver(), paid };
  } finally {
    engine.close();
  }
}

async function settled<Value>(work: Promise<Value>): Promise<PromiseSettledResult<Value>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}

/** Every row that was held to the contract is in the columns. */
function refuseLosses({ tables }: Columns, { rows }: HeldFiles): void {
  for (const [name, table] of tables)
    if (table.rows !== rows.get(name)) throw new NotCertain("not all of its rows were read");
}

async function addedUp(
  engine: DuckDbEngine,
  asked: Omit<Payroll, "columns">,
  { half }: LoweredHalf,
): Promise<{ readonly payroll: Payroll; readonly tallied: Tallied }> {
  const { program, plan } = asked;
  const payroll = { ...asked, columns: await engine.columns(scalarColumns(program, plan)) };
  const tallied = await engine.tallied(plan, half, eligible(payroll).keys);
  return { payroll, tallied };
}

/** What is read beside the rows that are credited, of which there may be millions. */
function scalarColumns(program: ir.Program, plan: ir.Plan): Needed {
  const scalar = withoutTallies({ ...plan, credits: [] });
  const names = new Set(neededSources([scalar], program).map(({ name }) => name));
  return new Map([...neededColumns(program, plan)].filter(([name]) => names.has(name)));
}

/** The same with nothing in place of what is told of credits. */
function withoutTallies<Part>(part: Part): Part {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return part.map(withoutTallies) as Part;
  const entries = Object.entries(part).flatMap(([name, value]: [string, unknown]) => {
    const isTally = typeof value === "object" && value !== null && "op" in value;
    return isTally && isTallied(value as { readonly op: string })
      ? []
      : [[name, withoutTallies(value)] as const];
  });
  return Object.fromEntries(entries) as Part;
}
