/** What `attain run` answers: the payouts, what was written, and what is worth knowing. */
import { counted } from "../base/text.ts";
import type { Answer } from "./answer.ts";
import { peopleOf, reusedText } from "./cache/reused.ts";
import { OK } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { kpisJson } from "./kpis.ts";
import { lateText, notesBelowZero } from "./late-text.ts";
import type { PeriodRun } from "./period-run.ts";
import { notesOnOthers, notesOnOutside, notesOnUncovered, warningsOnNobody } from "./run-notes.ts";
import { printKpis, printUnpaid, printNotes, printPaid, printWarnings } from "./run-report.ts";

export interface RunFacts {
  readonly done: PeriodRun;
  /** Whether everybody is paid whom the plans are for. */
  readonly ofAll: boolean;
  /** The folder as it is shown, and the paths in it; undefined if nothing was written. */
  readonly written: { readonly folder: string; readonly files: readonly string[] } | undefined;
  /** Whether that is as the user wants it. */
  readonly isAsked: boolean;
}

export function runAnswer(facts: RunFacts): Answer {
  const { done, ofAll, written } = facts;
  const paths = written?.files.map((path) => `${written.folder}/${path}`) ?? [];
  const told = toldOf(done, ofAll);
  return {
    exit: OK,
    found: told.found,
    result: () => ({
      receipt: done.receipt,
      payouts: done.rows,
      kpis: kpisJson(done.kpis),
      people: peopleOf(done.run.paid),
      written: [...paths].sort(),
    }),
    print: (io) => {
      told.print(io);
      io.out(reusedText(done.run.paid));
      io.out(`\n${writtenText(facts)}`);
    },
  };
}

/** The payouts of a run, and what people should know of them. */
export function toldOf(
  { ready, run, rows, late, kpis, notes }: PeriodRun,
  ofAll: boolean,
): Required<Pick<Answer, "found" | "print">> {
  const { session, warnings } = ready;
  const before = [...ready.notes, ...notesOnOthers(ready), ...notes];
  const uncovered = ofAll
    ? run.paid.flatMap((one) => [...notesOnUncovered(one), ...notesOnOutside(ready, one)])
    : [];
  const nobody = ofAll ? warningsOnNobody(ready, run.paid) : [];
  const below = notesBelowZero(rows);
  return {
    found: {
      places: session.places,
      diagnostics: warnings,
      notes: [...before, ...uncovered, ...nobody, ...below],
    },
    print: (io: Io) => {
      printWarnings(io, warnings, session.places);
      printNotes(io, before);
      for (const one of run.paid) {
        const { plan, period } = one.result;
        printPaid(io, ready, one, ofAll);
        printKpis(io, kpis, one);
        printNotes(
          io,
          uncovered.filter((note) => note.plan === plan.name && note.period === period.name),
          "warning",
        );
      }
      printUnpaid(io, nobody);
      io.out(lateText(io, rows, late));
      printNotes(io, below, "warning");
    },
  };
}

function writtenText({ done, written, isAsked }: RunFacts): string {
  const { receipt, standing } = done;
  if (written === undefined) {
    if (isAsked) return "";
    return standing.kind === "closed"
      ? `Nothing was written: ${receipt.period} is closed, by entry ${standing.by} of the ledger. This is what it would come to now.\n`
      : `Nothing was written: this is only part of what is paid in ${receipt.period}. --out DIR writes it.\n`;
  }
  const statements = written.files.filter((path) => path.endsWith(".md")).length;
  const others = written.files.filter((path) => !path.startsWith("statements/"));
  return `${written.folder}: ${[...others, counted(statements, "statement")].join(", ")}\n`;
}
