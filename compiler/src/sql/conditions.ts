/** What a source promises of its rows in conditions: fields that are there when one holds, and checks. */
import { nobodysPlan } from "../evaluate/rows.ts";
import * as form from "../integer/form.ts";
import type { Bool } from "../integer/form.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { conditionOf, type RowContext } from "../relational/row-context.ts";
import { lower } from "../relational/row-expressions.ts";
import { RowReader } from "../relational/row-reader.ts";
import { declaredFacts } from "../relational/declared.ts";
import type { Dialect } from "./dialect.ts";
import { stepParts, withParts } from "./parts.ts";
import { SqlPrinter } from "./printer.ts";
import { RowsAtHand } from "./rows-at-hand.ts";

/** How many rows don't keep what their source promises, or aren't certain to; undefined where it promises nothing. */
export function conditionsSql(
  dialect: Dialect,
  program: ir.Program,
  source: ir.Source,
  rowsOf: (source: ir.Source, fields: ReadonlySet<string>) => string,
): string | undefined {
  const isAsked = source.fields.some(({ presentWhen }) => presentWhen !== undefined);
  if (!isAsked && source.checks.length === 0) return undefined;
  const reader = new RowReader(program, declaredFacts(program));
  const broken = brokenPromises(program, source, reader);
  const printer = new SqlPrinter(
    dialect,
    [broken],
    () => new Unsupported("it may need integers of more than 127 bits", source.origin),
  );
  const condition = printer.bool(broken);
  const rows = new RowsAtHand(dialect, program.sources);
  const first = {
    name: "rows",
    comments: [`what ${source.name} promises of its rows`],
    sql: rows.select(source.name, [...reader.inputs.values()]),
  };
  const read = rows
    .read()
    .map(({ source: one, fields }) => ({ name: one.name, comments: [], sql: rowsOf(one, fields) }));
  const steps = stepParts(printer.steps, "rows", "the promises", dialect);
  const last = dialect.identifier(steps.at(-1)?.name ?? "rows");
  const parts = withParts([...read, ...rows.orders(), first, ...steps], dialect);
  return `${parts}\nSELECT COUNT(*) AS "broken" FROM ${last} WHERE ${condition}\n`;
}

function brokenPromises(program: ir.Program, source: ir.Source, reader: RowReader): Bool {
  const at = { source: source.name, path: [] };
  const c: RowContext = { reader, plan: nobodysPlan(program), lower, at };
  const unchecked = source.checks.map(({ condition }) => form.not(conditionOf(c, condition)));
  const absent = source.fields.flatMap(({ name, presentWhen }) => {
    if (presentWhen === undefined) return [];
    const { missing } = reader.cell(at, name);
    return [reader.under(missing, () => form.and(missing, conditionOf(c, presentWhen)))];
  });
  return [...unchecked, ...absent, reader.doubtful].reduce<Bool>(form.or, form.NO);
}
