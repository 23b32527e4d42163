/** What `attain build --explain-code` tells: how each clause of a plan runs, and why. */
import { textTable } from "../base/columns.ts";
import { counted } from "../base/text.ts";
import { columnsOf } from "../columnar/from-dataset.ts";
import { type CodeOfClause, type CodeOfPlan, explainCode } from "../kernel/explain-code.ts";
import { isDouble } from "../kernel/widest.ts";
import type { Answer } from "./answer.ts";
import { OK } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { loadFor } from "./load.ts";
import type { Places } from "./places.ts";
import type { Planned } from "./programs.ts";
import type { Session } from "./session.ts";

/** Of each plan, for the data of the project, if there is some that keeps what the sources promise. */
export async function codeReport(
  io: Io,
  session: Session,
  planned: readonly Planned[],
): Promise<Answer> {
  const { datasets } = await loadFor(io, session, planned);
  const reports = planned.map(({ program, plan, file, sources }) => {
    const data = datasets.get(file.path);
    const hasData = data !== undefined && sources.some(({ name }) => data.has(name));
    return explainCode(program, plan, hasData ? columnsOf(program, data) : undefined);
  });
  return {
    exit: OK,
    found: { places: session.places },
    result: () => ({ code: reports.map((report) => documentOf(report, session.places)) }),
    print: (to) => {
      to.out(reports.map(textOf).join("\n"));
    },
  };
}

const COLUMNS = [
  { heading: "", align: "left" },
  { heading: "", align: "left" },
  { heading: "runs in", align: "left" },
  { heading: "because", align: "left" },
] as const;

function textOf({ plan, numbers, clauses }: CodeOfPlan): string {
  const rows = clauses.map((clause) => [clause.kind, clause.name, RUNS[clause.how], why(clause)]);
  return `${plan}, ${NUMBERS[numbers]}\n${textTable(COLUMNS, rows).join("\n")}\n`;
}

const NUMBERS: Readonly<Record<CodeOfPlan["numbers"], string>> = {
  measured: "for the numbers in its data",
  declared: "for the numbers that its sources allow: there is no data yet",
};

const RUNS: Readonly<Record<CodeOfClause["how"], string>> = {
  doubles: "doubles",
  "big integers": "big integers",
  "reference evaluator": "the reference",
};

function why({ reason, size }: CodeOfClause): string {
  if (size === undefined) return reason ?? "";
  const digits = `numbers of up to ${counted(String(size).length, "digit")}`;
  return isDouble(size) ? digits : `${digits}, more than doubles hold`;
}

function documentOf({ plan, numbers, clauses }: CodeOfPlan, places: Places): unknown {
  return {
    plan,
    numbers,
    clauses: clauses.map(({ kind, name, how, reason, size, origin }) => ({
      kind,
      name,
      how,
      ...(reason === undefined ? {} : { reason }),
      ...(size === undefined ? {} : { largest: String(size) }),
      ...places.json(origin),
    })),
  };
}
