/** What every reader of data files gives. */
import type { DataNote, ProblemLog } from "../data/problem.ts";
import type { RawTable } from "../data/raw-table.ts";

export interface ReadFile {
  readonly table: RawTable;
  readonly log: ProblemLog;
  readonly notes: readonly DataNote[];
  /** Of the file as it was read, in hexadecimal digits: for the receipt. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Is told now and then how many rows have been read so far. */
export type OnRows = (rows: number) => void;
