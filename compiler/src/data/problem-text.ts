/** Problems of data as people read them: mistakes of one kind together, and no more of them than one can take in. */
import { counted, listed } from "../base/text.ts";
import type { Origin } from "../ir/value.ts";
import type { DataProblem, RowCase } from "./problem.ts";
import { shown } from "./shown.ts";

export interface ProblemText {
  readonly code: string;
  /** Undefined where it only counts what isn't shown. */
  readonly message?: string;
  readonly lines: readonly string[];
}

/** How places are shown. */
export interface ProblemPlaces {
  readonly path: (file: string) => string;
  readonly line: (origin: Origin) => string;
}

/** How many texts there are of one kind in one column, values of one mistake, and rows. */
const TEXTS = 5;
const VALUES = 3;
const ROWS = 3;

export function problemTexts(
  problems: readonly DataProblem[],
  places: ProblemPlaces,
): readonly ProblemText[] {
  const kinds = grouped(problems, ({ file, code, column }) => [file, code, column]);
  return kinds.flatMap((kind) => {
    const mistakes = grouped(kind, mistakeOf);
    const texts = mistakes.slice(0, TEXTS).map((alike) => textOf(alike, places));
    const more = mistakes.slice(TEXTS).flat();
    const [first] = more;
    if (first === undefined) return texts;
    const { file, code, column } = first;
    const where = `${column === undefined ? "" : `column ${column} of `}${places.path(file)}`;
    const line = `… and ${counted(more.length, "more problem")} of ${code} in ${where}`;
    return [...texts, { code, lines: [line] }];
  });
}

/** In the order in which the kinds are met. */
function grouped(
  problems: readonly DataProblem[],
  kindOf: (problem: DataProblem) => readonly unknown[],
): DataProblem[][] {
  const kinds = new Map<string, DataProblem[]>();
  for (const problem of problems) {
    const kind = JSON.stringify(kindOf(problem));
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [problem]);
    else known.push(problem);
  }
  return [...kinds.values()];
}

/** What problems have in common that differ in the value alone. */
function mistakeOf({ message, value, help }: DataProblem): readonly unknown[] {
  return value === undefined ? [message] : [message.replace(shown(value), "…"), help];
}

function textOf([problem, ...others]: readonly DataProblem[], places: ProblemPlaces): ProblemText {
  if (problem === undefined) return { code: "", lines: [] };
  const { code, message, help, cases = [], origin } = problem;
  const lines = [
    placeOf(problem, places.path),
    ...othersText(others),
    ...cases.slice(0, ROWS).map((one) => caseText(one, problem.file)),
    ...(origin === undefined ? [] : [`promised at ${places.line(origin)}`]),
    help,
  ];
  return { code, message, lines };
}

/** `data/deals.csv, rows 2, 3, 9 and 1,477 more, column product`. */
function placeOf(
  { file, column, rows, value, message }: DataProblem,
  path: ProblemPlaces["path"],
): string {
  const where = [
    path(file),
    ...rowsText(rows, file),
    ...(column === undefined ? [] : [`column ${column}`]),
  ];
  const isSaid = value === undefined || message.includes(shown(value));
  return `${where.join(", ")}${isSaid ? "" : `: "${shown(value)}"`}`;
}

/** The values of the same mistake that the message doesn't name. */
function othersText(others: readonly DataProblem[]): string[] {
  const named = others
    .slice(0, VALUES)
    .map(({ value = "", rows, file }) => `\`${shown(value)}\` in ${rowsText(rows, file).join()}`);
  const more = others.length - named.length;
  const all = more === 0 ? named : [...named, counted(more, "more value")];
  return all.length === 0 ? [] : [`also ${all.join("; ")}`];
}

function caseText({ row, key, values }: RowCase, file: string): string {
  const said = Object.entries(values).map(([field, value]) => `${field} ${value}`);
  return `in ${rowsText([row], file).join()}, ${shown(key)}: ${said.join(", ")}`;
}

function rowsText(rows: readonly number[], file: string): string[] {
  const [only] = rows;
  if (only === undefined) return [];
  const word = rowWord(file);
  if (rows.length === 1) return [`${word} ${only}`];
  const named = rows.slice(0, rows.length > ROWS + 1 ? ROWS : undefined).map(String);
  const more = rows.length - named.length;
  const all = more === 0 ? named : [...named, counted(more, "more", "more")];
  return [`${word}s ${listed(all, "and")}`];
}

/** What rows are called where they are counted. */
function rowWord(file: string): string {
  if (/\.(?:jsonl|ndjson)$/i.test(file)) return "line";
  return /\.json$/i.test(file) ? "object" : "row";
}
