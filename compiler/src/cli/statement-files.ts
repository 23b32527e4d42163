/** The statements of a run: a file for each person, plan and pay period. */
import { known } from "../base/assert.ts";
import { explainPayee } from "../evaluate/run.ts";
import { explain } from "../explain/explain.ts";
import { fileNames } from "./file-names.ts";
import { type Io, progress } from "./io.ts";
import type { Run } from "./pay.ts";
import { latePartsOf } from "./late-changes.ts";
import { nameOfPayee } from "./payees.ts";
import type { PayoutRow } from "./payouts.ts";
import type { PeriodRun } from "./period-run.ts";
import { explanationJson } from "./explanation-json.ts";
import { Places } from "./places.ts";
import { textIn } from "./programs.ts";
import type { Ready } from "./ready.ts";
import { sellerOf } from "./sellers.ts";
import { statementHtml } from "./statement-html.ts";
import { statement, type StatementHead } from "./statements.ts";

/** Texts by their paths in the folder of the run: for people, and for other programs. */
export function statementFiles(
  io: Io,
  ready: Ready,
  run: Run,
  { rows, late }: Pick<PeriodRun, "rows" | "late">,
  facts: Pick<StatementHead, "asOf" | "receipt">,
  isHtml: boolean,
): ReadonlyMap<string, string> {
  const { session } = ready;
  const read = textIn(session);
  // The same bytes wherever the command is run: paths start at the project.
  const places = new Places(session.root, session.root, session.workspace);
  const total = run.paid.reduce((sum, { result }) => sum + result.payees.length, 0);
  const each = isHtml ? 3 : 2;
  const bar = progress(io, "Writing statements");
  const files = new Map<string, string>();
  const paid = new Map(rows.map((row) => [rowKey(row), row]));
  for (const { planned, result } of run.paid) {
    const { plan, period, payees, evaluator } = result;
    const names = fileNames(payees.map(({ payee }) => payee));
    for (const { payee } of payees) {
      bar.at(files.size / each, total);
      const row = paid.get(rowKey({ plan: plan.name, period: period.name, payee }));
      const traced = explainPayee(evaluator, payee, period);
      const explained = explain(plan, traced, read, Object.keys(row?.late ?? {}));
      const name = nameOfPayee(planned, ready.data(planned), payee);
      const file = known(names.get(payee), "the file of a statement");
      const path = `statements/${plan.name}/${period.name}/${file}`;
      const own = row?.late === undefined ? facts : { ...facts, late: row.late };
      const changes = row === undefined ? [] : latePartsOf(row, late);
      const json = { ...own, ...explanationJson(explained, name, period, places) };
      files.set(
        `${path}.md`,
        statement(explained, { name, period, ...facts, changes }, (origin) => places.line(origin)),
      );
      if (isHtml) {
        const seller = sellerOf(planned, ready.data(planned), payee, period);
        files.set(`${path}.html`, statementHtml(explained, seller, { name, period, ...own }));
      }
      files.set(`${path}.json`, `${JSON.stringify(json, null, 2)}\n`);
    }
  }
  bar.end();
  return files;
}

function rowKey({ plan, period, payee }: Pick<PayoutRow, "plan" | "period" | "payee">): string {
  return JSON.stringify([plan, period, payee]);
}
