/** The statements of a run: a file for each person, plan and pay period. */
import type { PlainDate } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { explainPayee } from "../evaluate/run.ts";
import { explain } from "../explain/explain.ts";
import type { Dataset } from "../ir/dataset.ts";
import { fileNames } from "./file-names.ts";
import { type Io, progress } from "./io.ts";
import type { RunCache } from "./cache/run-cache.ts";
import { type LatePart, latePartsOf } from "./late-changes.ts";
import type { Paid, Run } from "./pay.ts";
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

interface StatementFacts extends Pick<PeriodRun, "rows" | "late"> {
  readonly head: Required<Pick<StatementHead, "asOf" | "receipt">>;
  readonly isHtml: boolean;
  readonly cache: RunCache | undefined;
}

/** Texts by their paths in the folder of the run: for people, and for other programs. */
export function statementFiles(
  io: Io,
  ready: Ready,
  run: Run,
  { rows, late, head, isHtml, cache }: StatementFacts,
): ReadonlyMap<string, string> {
  const { session } = ready;
  const tools: Tools = {
    read: textIn(session),
    // The same bytes wherever the command is run: paths start at the project.
    places: new Places(session.root, session.root, session.workspace),
    isHtml,
  };
  const total = run.paid.reduce((sum, { result }) => sum + result.payees.length, 0);
  const bar = progress(io, "Writing statements");
  const files = new Map<string, string>();
  const paid = new Map(rows.map((row) => [rowKey(row), row]));
  let done = 0;
  for (const one of run.paid) {
    const { plan, period, payees } = one.result;
    const kept = cache?.part(one.planned, period);
    const names = fileNames(payees.map(({ payee }) => payee));
    for (const { payee } of payees) {
      bar.at(done, total);
      done += 1;
      const row = paid.get(rowKey({ plan: plan.name, period: period.name, payee }));
      const own = { late: row?.late, changes: row === undefined ? [] : latePartsOf(row, late) };
      const make = (): Texts => textsOf(tools, one, ready.data(one.planned), payee, own);
      const more = [own.late, own.changes.map(({ of, amount }) => [of, amount.toString()]), isHtml];
      const texts = kept === undefined ? make() : kept.statement(payee, more, isHtml, make);
      const file = known(names.get(payee), "the file of a statement");
      const path = `statements/${plan.name}/${period.name}/${file}`;
      for (const [ending, text] of Object.entries(texts))
        files.set(`${path}.${ending}`, withHead(text, head));
    }
  }
  bar.end();
  return files;
}

/**
 * What stands for the run's own words in a text that later runs may have again: SHA-256 of "as of" and of "receipt", which
 * nothing else in a statement is.
 */
const MARKS = {
  asOf: "60097e7b87261bf99f7c607643ea804b1c6b40a64fcd4ea488f86dfe10791302",
  receipt: "6f32860910ca0fb2a20c7fda143666b09dbf8db5238195c90a586fb542ff0cad",
};

function withHead(text: string, { asOf, receipt }: StatementFacts["head"]): string {
  return text.replaceAll(MARKS.asOf, asOf).replaceAll(MARKS.receipt, receipt);
}

interface Tools {
  readonly read: ReturnType<typeof textIn>;
  readonly places: Places;
  readonly isHtml: boolean;
}

type Texts = Readonly<Record<string, string>>;

/** The statement of one person by the ends of its files' names. */
function textsOf(
  { read, places, isHtml }: Tools,
  { planned, result: { plan, period, evaluator } }: Paid,
  data: Dataset,
  payee: string,
  { late, changes }: { readonly late: PayoutRow["late"]; readonly changes: readonly LatePart[] },
): Texts {
  const traced = explainPayee(evaluator, payee, period);
  const explained = explain(plan, traced, read, Object.keys(late ?? {}));
  const name = nameOfPayee(planned, data, payee);
  const marks = { asOf: MARKS.asOf as PlainDate, receipt: MARKS.receipt };
  const own = late === undefined ? marks : { ...marks, late };
  const json = { ...own, ...explanationJson(explained, name, period, places) };
  const head = { name, period, ...own };
  return {
    md: statement(explained, { name, period, ...marks, changes }, (at) => places.line(at)),
    ...(isHtml
      ? { html: statementHtml(explained, sellerOf(planned, data, payee, period), head) }
      : {}),
    json: `${JSON.stringify(json, null, 2)}\n`,
  };
}

function rowKey({ plan, period, payee }: Pick<PayoutRow, "plan" | "period" | "payee">): string {
  return JSON.stringify([plan, period, payee]);
}
