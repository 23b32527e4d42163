/** What a command comes to: an exit code, words for people, and the same as one JSON document for other programs. */
import type { DataNote, DataProblem } from "../data/problem.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { OwnReport } from "./formats/report.ts";
import type { Io } from "./io.ts";
import type { Places } from "./places.ts";
import type { PlanNote } from "./run-notes.ts";

export interface Answer {
  readonly exit: number;
  /** For people: results to `out`, and what is wrong to `err`. */
  readonly print: (io: Io) => void;
  readonly found?: Findings;
  /** The same in the formats that the command knows beyond pretty and json. */
  readonly formats?: Readonly<Record<string, () => string>>;
  /** What it comes to, and how its tests went, for the formats of other tools. */
  readonly report?: () => OwnReport;
  /** Whether a file has the result in place of stdout. */
  readonly isWritten?: true;
  /** The part of the document that is the command's own. */
  readonly result?: () => Readonly<Record<string, unknown>>;
  /** Why the command couldn't do what it was asked. */
  readonly error?: CommandError;
}

/** What is wrong, or worth knowing, in plans and data. */
interface Findings {
  readonly places: Places;
  readonly diagnostics?: readonly Found[];
  readonly problems?: readonly DataProblem[];
  readonly notes?: readonly RunNote[];
}

/** A diagnostic; one of a run says whose pay it was met in. */
export type Found = Diagnostic & { readonly payee?: string };

/** A remark of a run: on data, or on a plan. */
export type RunNote = DataNote | PlanNote;

export interface CommandError {
  readonly kind: "usage" | "machine" | "attain" | "ledger";
  readonly message: string;
}

/** Ends a command early, with all that is to be said. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super("The command is refused.");
    this.answer = answer;
  }
}
