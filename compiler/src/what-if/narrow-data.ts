/**
 * The rows that can matter to some people, so that a keystroke needn't go through all of them.
 *
 * INVARIANT: what is computed for those people is the same as from all rows, but for faults in the rows of others. Where
 * that isn't certain by the form of the plan alone, all rows are kept.
 */
import type { DataRow, DataTable, Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { walk } from "../ir/reads.ts";
import { rowsNaming } from "../ir/row-index.ts";

export function narrowed(
  program: ir.Program,
  plan: ir.Plan,
  data: Dataset,
  ...payees: readonly string[]
): Dataset {
  const names = new Set(creditsIn(plan).map(({ source }) => source));
  const changed = [...names].flatMap((name) => {
    const fields = recipientFields(program, plan, name);
    const table = data.get(name);
    if (fields === undefined || table === undefined) return [];
    return [[name, { ...table, rows: rowsOf(table, fields, payees) }] as const];
  });
  return changed.length === 0 ? data : new Map([...data, ...changed]);
}

/** In the order of the table. */
function rowsOf(
  table: DataTable,
  fields: readonly string[],
  payees: readonly string[],
): readonly DataRow[] {
  const [first = [], ...more] = payees.map((payee) => rowsNaming(table, fields, payee));
  if (more.length === 0) return first;
  const rows = new Set([first, ...more].flat());
  return table.rows.filter((row) => rows.has(row));
}

/** Of the plan, and of those whose pay it reads. */
function creditsIn({ credits, others }: ir.Plan): ir.Credit[] {
  return [...credits, ...others.flatMap((other) => other.credits)];
}

/** The columns that say who is credited with a row, if nobody else's pay can depend on it. */
function recipientFields(
  { sources }: ir.Program,
  plan: ir.Plan,
  name: string,
): string[] | undefined {
  const source = sources.find((one) => one.name === name);
  if (source === undefined || source.people || isReadOtherwise(plan, name)) return undefined;
  const fields = creditsIn(plan)
    .filter((credit) => credit.source === name)
    .map(fieldsOf);
  return fields.some((some) => some === undefined)
    ? undefined
    : [...new Set(fields.flatMap((some) => some ?? []))].sort();
}

/** Undefined where more than columns of the row decide. */
function fieldsOf({ sharing, overlays, rollUp }: ir.Credit): string[] | undefined {
  if (rollUp !== undefined || sharing.kind === "as" || sharing.kind === "company") return undefined;
  const recipients =
    sharing.kind === "one" ? [sharing.recipient] : sharing.shares.map(({ recipient }) => recipient);
  const fields = [...recipients, ...overlays.map(({ recipient }) => recipient)].map(
    ({ payee, each }) =>
      each === undefined && payee.op === "field" && payee.at.op === "row" ? payee.name : undefined,
  );
  return fields.some((field) => field === undefined)
    ? undefined
    : fields.flatMap((field) => field ?? []);
}

/** Whether rows of a source are reached by anything but a credit of theirs, or people are looked at together. */
function isReadOtherwise(plan: ir.Plan, source: string): boolean {
  let found = false;
  walk(plan, (node) => {
    if (node["kind"] === "people") found = true;
    if (node["source"] !== source) return;
    const at = node["at"] as { readonly op?: unknown } | undefined;
    const isCredit = "sharing" in node && "worth" in node;
    const isOfRow = node["op"] === "row" || (node["op"] === "field" && at?.op === "row");
    if (!isCredit && !isOfRow) found = true;
  });
  return found;
}
