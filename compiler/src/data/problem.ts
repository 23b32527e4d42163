/** What is wrong with data: one problem for each mistake, with every row that makes it. */
import { counted, listed } from "../base/text.ts";
import type { Rule } from "../diagnostics/diagnostic.ts";
import { fill } from "../diagnostics/message.ts";
import type { Origin } from "../ir/value.ts";

export interface DataProblem {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  /** What to do. */
  readonly help?: string;
  readonly source: string;
  /** As people know it: `data/deals.csv`. */
  readonly file: string;
  readonly column?: string;
  /** As the file writes it. */
  readonly value?: string;
  /** Counted from 1 without the heading, ascending; none if the file as a whole is meant. */
  readonly rows: readonly number[];
  /** The place in the plan that asks for it. */
  readonly origin?: Origin;
}

/** What isn't wrong, but people should know: `GTXPro` was read as `GTX Pro`. */
export interface DataNote {
  readonly message: string;
  readonly source: string;
  readonly file: string;
  readonly column: string;
  /** How many rows it is about. */
  readonly rows: number;
}

export interface ProblemPlace {
  readonly column?: string | undefined;
  readonly value?: string | undefined;
  readonly rows?: readonly number[];
  readonly help?: string | undefined;
  readonly origin?: Origin;
}

/** Collects the problems of one source; the same mistake in several rows is one problem. */
export class ProblemLog {
  readonly #source: string;
  readonly #file: string;
  readonly #problems = new Map<string, DataProblem & { readonly rows: number[] }>();

  constructor(source: string, file: string) {
    this.#source = source;
    this.#file = file;
  }

  add<Hole extends string>(
    { code, name, message }: Rule<Hole>,
    facts: Readonly<Record<Hole, string>>,
    { column, value, rows = [], help, origin }: ProblemPlace = {},
  ): void {
    const text = fill(message, facts);
    const key = [code, column, value, text].join("\u0000");
    const known = this.#problems.get(key);
    if (known !== undefined) {
      known.rows.push(...rows);
      return;
    }
    this.#problems.set(key, {
      code,
      name,
      message: text,
      source: this.#source,
      file: this.#file,
      rows: [...rows],
      ...(help === undefined ? {} : { help }),
      ...(column === undefined ? {} : { column }),
      ...(value === undefined ? {} : { value }),
      ...(origin === undefined ? {} : { origin }),
    });
  }

  get isEmpty(): boolean {
    return this.#problems.size === 0;
  }

  /** By code, then in the order of the file. */
  problems(): DataProblem[] {
    return [...this.#problems.values()].sort(
      (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || first(a) - first(b),
    );
  }
}

function first({ rows }: DataProblem): number {
  return rows[0] ?? 0;
}

const NAMED_ROWS = 3;

/** `data/deals.csv, column product, 1,480 rows, the first is row 2`: where a problem is. */
export function placeOf({ file, column, rows }: DataProblem): string {
  const where = column === undefined ? [file] : [file, `column ${column}`];
  return [...where, ...rowsInWords(rows)].join(", ");
}

function rowsInWords(rows: readonly number[]): string[] {
  const [only] = rows;
  if (only === undefined) return [];
  if (rows.length === 1) return [`row ${only}`];
  if (rows.length <= NAMED_ROWS) return [`rows ${listed(rows.map(String), "and")}`];
  return [`${counted(rows.length, "row")}, the first is row ${only}`];
}
