/** Promises that a source makes for its rows: fields that are present when a condition holds, and checks. */
import { brokenCheck, brokenPromise } from "../diagnostics/catalogue/data.ts";
import type { RowCondition } from "../evaluate/rows.ts";
import { formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Cell, DataRow } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { readsOf } from "../ir/reads.ts";
import type { RowCase } from "./problem.ts";
import type { SourceRows } from "./source-rows.ts";

export interface Promises {
  readonly holds: RowCondition;
  /** The text of the plan at a place. */
  readonly quote: (origin: ir.Origin) => string;
  /** Whether all rows of a source are without fault so far. */
  readonly isSound: (source: string) => boolean;
}

/** Reports the fields that are missing although they were promised, and counts them as refused. */
export function checkPresence(rows: SourceRows, promises: Promises): void {
  for (const field of inOrderOfNeed(rows.source.fields)) {
    const { presentWhen } = field;
    if (presentWhen === undefined) continue;
    const condition = promises.quote(presentWhen.origin);
    for (const row of rowsToAsk(rows, presentWhen, promises)) {
      const isMissing = row.cells[field.name] === undefined && !rows.isRefused(row, [field.name]);
      if (!isMissing || !promises.holds(presentWhen, rows.source.name, row)) continue;
      rows.log.add(
        brokenPromise,
        { field: field.name, condition },
        {
          column: rows.columnOf(field.name),
          rows: [row.row],
          cases: [caseOf(rows.source, row, presentWhen)],
          origin: presentWhen.origin,
          help: "Fill it in where the export is made; or if rows may lack it, change the condition after `present when`.",
        },
      );
      rows.refuse(row, field.name);
    }
  }
}

export function checkChecks(rows: SourceRows, promises: Promises): void {
  for (const { condition, message, origin } of rows.source.checks) {
    const complaint = message === undefined ? "" : `${message.replace(/\.$/, "")}: `;
    const facts = { complaint, condition: promises.quote(condition.origin) };
    for (const row of rowsToAsk(rows, condition, promises)) {
      if (promises.holds(condition, rows.source.name, row)) continue;
      const cases = [caseOf(rows.source, row, condition)];
      const help = "Mend it in the data; or if such rows are right, change the `check`.";
      rows.log.add(brokenCheck, facts, { rows: [row.row], cases, origin, help });
    }
  }
}

/** What a row says that a condition reads. */
function caseOf(source: ir.Source, { row, key, cells }: DataRow, condition: ir.Condition): RowCase {
  const { fields } = readsOf(condition);
  const said = source.fields
    .filter(({ name }) => fields.has(name))
    .map(({ name, type }) => [name, cellText(type, cells[name])] as const);
  return { row, key, values: Object.fromEntries(said) };
}

function cellText(type: ir.ValueType, cell: Cell): string {
  const value = type.kind === "number" && typeof cell === "string" ? Rational.parse(cell) : cell;
  return formatValue(type, value);
}

/** The rows for which a condition can be told: all that it reads has been read. */
function rowsToAsk(
  rows: SourceRows,
  condition: ir.Condition,
  { isSound }: Promises,
): readonly DataRow[] {
  const { fields, sources } = readsOf(condition);
  if (![...sources].every(isSound)) return [];
  return rows.rows.filter((row) => !rows.isRefused(row, fields));
}

/** A field whose promise reads another promised field comes after that one. */
function inOrderOfNeed(fields: readonly ir.SourceField[]): ReadonlySet<ir.SourceField> {
  const ordered = new Set<ir.SourceField>();
  const visited = new Set<ir.SourceField>();
  const visit = (field: ir.SourceField): void => {
    if (visited.has(field)) return;
    visited.add(field);
    const needed = field.presentWhen === undefined ? undefined : readsOf(field.presentWhen).fields;
    for (const other of fields) {
      if (needed?.has(other.name) === true) visit(other);
    }
    ordered.add(field);
  };
  for (const field of fields) visit(field);
  return ordered;
}
