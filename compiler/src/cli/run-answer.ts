/** What `attain run` answers: the payouts, what was written, and what is worth knowing. */
import { counted } from "../base/text.ts";
import type { Answer } from "./answer.ts";
import { OK } from "./exit-codes.ts";
import type { Run } from "./pay.ts";
import type { PayoutRow } from "./payouts.ts";
import type { Ready } from "./ready.ts";
import type { Receipt } from "./receipt.ts";
import { notesOnOthers, noteOnUncovered, warningsOnNobody } from "./run-notes.ts";
import { printUnpaid, printNotes, printPaid, printWarnings } from "./run-report.ts";

export interface RunFacts {
  readonly ready: Ready;
  readonly run: Run;
  /** Whether everybody is paid whom the plans are for. */
  readonly ofAll: boolean;
  readonly rows: readonly PayoutRow[];
  readonly receipt: Receipt;
  /** The folder as it is shown, and the paths in it; undefined if nothing was written. */
  readonly written: { readonly folder: string; readonly files: readonly string[] } | undefined;
  /** Whether that is as the user wants it. */
  readonly isAsked: boolean;
}

export function runAnswer(facts: RunFacts): Answer {
  const { ready, run, ofAll, rows, receipt, written } = facts;
  const { session, warnings } = ready;
  const before = [...ready.notes, ...notesOnOthers(ready)];
  const uncovered = ofAll ? run.paid.flatMap((one) => noteOnUncovered(one) ?? []) : [];
  const nobody = ofAll ? warningsOnNobody(ready, run.paid) : [];
  const paths = written?.files.map((path) => `${written.folder}/${path}`) ?? [];
  return {
    exit: OK,
    found: {
      places: session.places,
      diagnostics: warnings,
      notes: [...before, ...uncovered, ...nobody],
    },
    result: () => ({ receipt, payouts: rows, written: [...paths].sort() }),
    print: (io) => {
      printWarnings(io, warnings, session.places);
      printNotes(io, before);
      for (const one of run.paid) {
        const { plan, period } = one.result;
        printPaid(io, ready, one, ofAll);
        printNotes(
          io,
          uncovered.filter((note) => note.plan === plan.name && note.period === period.name),
          "warning",
        );
      }
      printUnpaid(io, nobody);
      io.out(`\n${writtenText(facts)}`);
    },
  };
}

function writtenText({ written, isAsked, receipt }: RunFacts): string {
  if (written === undefined) {
    return isAsked
      ? ""
      : `Nothing was written: this is only part of what is paid in ${receipt.period}. --out DIR writes it.\n`;
  }
  const statements = written.files.filter((path) => path.endsWith(".md")).length;
  const others = written.files.filter((path) => !path.includes("/"));
  return `${written.folder}: ${[...others, counted(statements, "statement")].join(", ")}\n`;
}
