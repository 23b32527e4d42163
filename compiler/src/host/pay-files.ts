/** What people are paid, straight from files: rows are added up by DuckDB, and what follows is computed by kernels. */
import type { Period } from "@attain/runtime";
import type { Columns } from "../columnar/columns.ts";
import { neededColumns, type Needed } from "../columnar/needed.ts";
import type { DataNote } from "../data/problem.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { neededSources } from "../ir/reads.ts";
import { type Paid, pay, type Payroll, type Rows } from "../kernel/pay.ts";
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
  /** What it was computed from. */
  readonly payroll: Payroll;
  readonly rows: Rows;
  /** The `name` of a person, by their place among those who are paid, where the source has one; else the key. */
  readonly nameOf: (payee: number) => string;
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
    const rows = { lowered, tallied };
    const paid = pay(payroll, rows);
    if (paid instanceof Unsupported) throw paid;
    const nameOf = namesOf(payroll, paid);
    return { held, notes: engine.leftOver(), paid, payroll, rows, nameOf };
  } finally {
    engine.close();
  }
}

/** Of a person with several rows, the first that has a name. */
function namesOf({ program, plan, columns }: Payroll, { payees }: Paid): (payee: number) => string {
  const { dictionary, tables } = columns;
  const [key = ""] = program.sources.find(({ name }) => name === plan.people)?.keys ?? [];
  const people = tables.get(plan.people)?.columns;
  const [keys, names] = [people?.get(key), people?.get(NAME)];
  if (keys?.kind !== "text" || names?.kind !== "text") return (i) => payees[i] ?? "";
  const byKey = new Map<number, string>();
  for (const [row, code] of keys.values.entries()) {
    const name = dictionary.texts[names.values[row] ?? -1];
    if (name !== undefined && !byKey.has(code)) byKey.set(code, name);
  }
  return (i) => byKey.get(dictionary.find(payees[i] ?? "")) ?? payees[i] ?? "";
}

/** The column by which people are called. */
const NAME = "name";

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
  const needed = [...neededColumns(program, plan)].filter(([name]) => names.has(name));
  const people = program.sources.find(({ name }) => name === plan.people);
  const hasName =
    people?.fields.some(({ name, type }) => name === NAME && type.kind === "text") === true;
  return new Map(
    needed.map(([name, fields]) => [
      name,
      hasName && name === plan.people ? new Set([...fields, NAME]) : fields,
    ]),
  );
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
