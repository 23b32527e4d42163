/** What `attain build --target duckdb` writes: what a plan asks of rows, as a query that DuckDB runs over its files. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { counted } from "../base/text.ts";
import { delimiterOf, type SourceSettings } from "../data/settings.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { firstYear } from "../kernel/explain-code.ts";
import { declaredFacts } from "../relational/declared.ts";
import type { Flow, RelationalHalf } from "../relational/half.ts";
import { relationalHalf } from "../relational/lower.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type SourceFile, typedRows } from "../sql/file-rows.ts";
import { relationalSql } from "../sql/relational.ts";
import { refuseUnusual } from "../sql/unusual.ts";
import type { Answer } from "./answer.ts";
import { OK } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { shownPath } from "./places.ts";
import { type Planned, quoteIn } from "./programs.ts";
import type { Session } from "./session.ts";

/** Writes a query for each plan. */
export function writeSql(
  io: Io,
  folder: string,
  session: Session,
  planned: readonly Planned[],
): Answer {
  mkdirSync(folder, { recursive: true });
  const files = planned.map((one) => {
    const path = join(folder, `${one.plan.name}.sql`);
    writeFileSync(path, sqlOf(session, one));
    return shownPath(io, path);
  });
  return {
    exit: OK,
    found: { places: session.places },
    result: () => ({ files }),
    print: (to) => {
      to.out(files.map((name) => `  ${name}\n`).join(""));
      to.out(`${counted(files.length, "plan")} built\n`);
    },
  };
}

function sqlOf(session: Session, { program, plan }: Planned): string {
  const periods = firstYear(program, plan);
  const { half, unsupported } = relationalHalf(program, plan, periods, declaredFacts(program));
  const quote = quoteIn(session);
  const query = (flows: readonly Flow[]): string =>
    relationalSql({
      dialect: duckdb,
      sources: program.sources,
      plan,
      half: { ...half, flows },
      rowsOf: (source, fields) => typedRows(fileOf(source, session.config.data), fields),
      quote,
    });
  const refused = refusedBy(half, query);
  const flows = half.flows.filter((flow) => !refused.has(flow.credit));
  const reasons = [
    ...[...unsupported].map(
      ([tally, { message }]) => [tally.split(" ", 1)[0] ?? "", message] as const,
    ),
    ...refused,
  ];
  const left = reasons.map(([credit, reason]) => `-- Not here: ${credit}, since ${reason}.\n`);
  const head = `${HEAD}${[...new Set(left)].join("")}`;
  if (flows.length === 0) return `${head}-- Nothing is added up.\n`;
  return `${head}\n${query(flows).trimEnd()};\n`;
}

const HEAD = `-- Written by Attain; run it in the folder of the project: duckdb < FILE. Amounts are whole numbers of the
-- smallest unit. It takes for granted that the files keep what their sources promise: \`attain run\` makes sure.
`;

/** Why rules can't be asked of these files, each by itself. */
function refusedBy(
  { flows }: RelationalHalf,
  query: (flows: readonly Flow[]) => string,
): ReadonlyMap<string, string> {
  const refused = new Map<string, string>();
  for (const flow of flows) {
    try {
      query([flow]);
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      refused.set(flow.credit, error.message);
    }
  }
  return refused;
}

function fileOf(source: ir.Source, data: ReadonlyMap<string, SourceSettings>): SourceFile {
  const settings = data.get(source.name);
  if (settings === undefined)
    throw new Unsupported(`attain.json names no file of ${source.name}`, source.origin);
  refuseUnusual(source, settings);
  const { file: path } = settings;
  if (/\.parquet$/i.test(path)) return { source, settings, shape: { kind: "unopened", path } };
  if (!/\.[ct]sv$/i.test(path)) throw new Unsupported(`${path} is JSON`, source.origin);
  return { source, settings, shape: { kind: "unopened", path, delimiter: delimiterOf(settings) } };
}
