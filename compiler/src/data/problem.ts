/** What is wrong with data: one problem for each mistake, with every row that makes it. */
import type { Rule } from "../diagnostics/diagnostic.ts";
import { fill } from "../diagnostics/message.ts";
import type { Origin } from "../ir/value.ts";

export interface DataProblem {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  /** What to do. */
  readonly help: string;
  readonly source: string;
  /** As people know it: `data/deals.csv`. */
  readonly file: string;
  readonly column?: string;
  /** As the file writes it. */
  readonly value?: string;
  /** As a spreadsheet counts them (`DataRow.row`), ascending; none if the file as a whole is meant. */
  readonly rows: readonly number[];
  /** What stands in these rows, where more than one cell of each is to blame. */
  readonly cases?: readonly RowCase[];
  /** The place in the plan that asks for it. */
  readonly origin?: Origin;
}

/** What a row says, as people read it: `C-2: price 30,000.00 USD, list 24,000.00 USD`. */
export interface RowCase {
  readonly row: number;
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What isn't wrong, but people should know: `GTXPro` was read as `GTX Pro`. */
export interface DataNote {
  readonly message: string;
  readonly file: string;
  readonly source?: string;
  readonly column?: string;
  /** How many rows it is about. */
  readonly rows?: number;
}

export interface ProblemDetails {
  readonly help: string;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
  readonly rows?: readonly number[];
  readonly cases?: readonly RowCase[];
  readonly origin?: Origin;
}

interface GrowingProblem extends DataProblem {
  readonly rows: number[];
  readonly cases?: RowCase[];
}

/** Collects the problems of one source; the same mistake in several rows is one problem. */
export class ProblemLog {
  readonly #source: string;
  readonly #file: string;
  readonly #problems = new Map<string, GrowingProblem>();

  constructor(source: string, file: string) {
    this.#source = source;
    this.#file = file;
  }

  add<Hole extends string>(
    { code, name, message }: Rule<Hole>,
    facts: Readonly<Record<Hole, string>>,
    { column, value, rows = [], cases, help, origin }: ProblemDetails,
  ): void {
    const text = fill(message, facts);
    const key = [code, column, value, text].join("\u0000");
    const known = this.#problems.get(key);
    if (known !== undefined) {
      known.rows.push(...rows);
      known.cases?.push(...(cases ?? []));
      return;
    }
    this.#problems.set(key, {
      code,
      name,
      message: text,
      help,
      source: this.#source,
      file: this.#file,
      rows: [...rows],
      ...(column === undefined ? {} : { column }),
      ...(value === undefined ? {} : { value }),
      ...(cases === undefined ? {} : { cases: [...cases] }),
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
