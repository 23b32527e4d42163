/** Whether DuckDB is the engine of a run: by what is asked for, and by how much data there is. */
import { join, resolve } from "node:path";
import type { Answer } from "../answer.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import type { Io } from "../io.ts";
import { asOfDate, type Placed } from "../period-run.ts";
import { writeBulk } from "./bulk-answer.ts";
import { bulkRun, isMuch } from "./bulk-run.ts";

/**
 * The answer of DuckDB and kernels, where they are asked for or there is much data; undefined where the run isn't for them.
 * Who asked for them is told why not.
 */
export async function bulkAnswer(io: Io, args: Arguments, at: Placed): Promise<Answer | undefined> {
  const { session, due } = at.prepared;
  const engine = args.value("engine");
  if (engine !== undefined && engine !== "duckdb" && engine !== "memory")
    throw new UsageError(`There is no engine ${engine}: --engine is duckdb or memory.`);
  if (engine === "memory" || (engine === undefined && !isMuch(session, due))) return undefined;
  const why = whyRows(args, at);
  const done =
    why === undefined
      ? await bulkRun(io, session, due, args.flag("fresh") || args.flag("dry-run"))
      : { why };
  if (!("why" in done))
    return writeBulk(io, done, { at, asOf: asOfDate(args), target: targetOf(io, args, at) });
  if (engine === undefined || done.why === undefined) return undefined;
  throw new UsageError(`DuckDB can't be the engine of this run: ${done.why}.`);
}

/** Why each row has to be in memory for what is asked. */
function whyRows(args: Arguments, { prepared, standing, closed }: Placed): string | undefined {
  const single = ["payee", "html", "trace"].find((name) => args.flag(name));
  if (single !== undefined) return `--${single} takes rows in memory`;
  if (prepared.due.some(({ planned: { plan } }) => plan.kpis.length + plan.goals.length > 0))
    return "KPIs and goals take rows in memory";
  if (!prepared.isWhole) return "only some of the plans are paid";
  if (standing.kind !== "open" || closed.length > 0)
    return "the ledger has closed periods, whose late changes take rows in memory";
  return undefined;
}

function targetOf(
  io: Io,
  args: Arguments,
  { prepared: { session }, period }: Placed,
): string | undefined {
  if (args.flag("dry-run")) return undefined;
  const named = args.value("out");
  const folder =
    named === undefined ? resolve(session.root, session.config.output) : resolve(io.cwd, named);
  return join(folder, period.name);
}
