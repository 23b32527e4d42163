/** Keys: one row for each, or rows that are valid on different days. */
import { counted } from "../base/text.ts";
import { duplicateKey, neverValid, overlappingRows } from "../diagnostics/catalogue/data.ts";
import type { DataRow } from "../ir/dataset.ts";
import type { SourceRows } from "./source-rows.ts";
import { named, shown } from "./shown.ts";

export function checkKeys(rows: SourceRows): void {
  const { source } = rows;
  const byKey = new Map<string, DataRow[]>();
  for (const row of rows.rows) {
    if (rows.isRefused(row, source.keys)) continue;
    const same = byKey.get(row.key);
    if (same === undefined) byKey.set(row.key, [row]);
    else same.push(row);
  }
  for (const [key, same] of byKey) {
    if (source.validity === undefined) checkUnique(rows, key, same);
    else checkDays(rows, key, same, source.validity);
  }
}

function checkUnique({ source, log }: SourceRows, key: string, same: readonly DataRow[]): void {
  if (same.length === 1) return;
  const tells = `The key of \`${source.name}\` is ${named(source.keys)}: it tells its rows apart.`;
  const different = source.fields
    .map(({ name }) => name)
    .filter((name) => new Set(same.map(({ cells }) => cells[name])).size > 1);
  const help =
    different.length === 0
      ? `${tells} These rows are the same in every field the plan reads: \`"distinct": true\` in attain.json counts such rows once.`
      : `${tells} These differ in ${named(different)}: remove those that are wrong; or if all are right, the key lacks a field.`;
  const facts = { rows: counted(same.length, "row"), key: shown(key) };
  log.add(duplicateKey, facts, { value: key, rows: same.map(({ row }) => row), help });
}

interface Days {
  readonly row: DataRow;
  readonly from: string;
  /** Undefined for a row that is still valid. */
  readonly until: string | undefined;
}

/** Rows of one key, of which no two may be valid on the same day. */
function checkDays(
  rows: SourceRows,
  key: string,
  same: readonly DataRow[],
  validity: { readonly from: string; readonly until: string },
): void {
  const days = same.flatMap((row) => {
    if (rows.isRefused(row, [validity.from, validity.until])) return [];
    const until = row.cells[validity.until];
    return {
      row,
      from: String(row.cells[validity.from]),
      until: until === undefined ? undefined : String(until),
    };
  });
  const valid = days.filter((row) => holdsOnSomeDay(rows, row));
  valid.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.row.row - b.row.row));
  let last: Days | undefined;
  for (const next of valid) {
    if (last !== undefined && (last.until === undefined || next.from <= last.until)) {
      const help = `A row is valid from its \`${validity.from}\` until its \`${validity.until}\`, both days included: end one before the other starts.`;
      const facts = { key: shown(key), day: next.from };
      const both = [last.row.row, next.row.row].sort((a, b) => a - b);
      rows.log.add(overlappingRows, facts, { value: key, rows: both, help });
    }
    if (last === undefined || isLater(next.until, last.until)) last = next;
  }
}

function isLater(until: string | undefined, than: string | undefined): boolean {
  return than !== undefined && (until === undefined || until > than);
}

function holdsOnSomeDay({ log }: SourceRows, { row, from, until }: Days): boolean {
  if (until === undefined || from <= until) return true;
  const help = "The last day lies before the first: mend one of the two.";
  log.add(neverValid, { from, until }, { value: row.key, rows: [row.row], help });
  return false;
}
