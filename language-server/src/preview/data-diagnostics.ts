/** Problems of data as diagnostics: on the cell of the file, or on the line of attain.json that names the file. */
import { placesIn } from "@attain/compiler/data/places";
import type { DataProblem, RowCase } from "@attain/compiler/data/problem";
import type { SourceSettings } from "@attain/compiler/data/settings";
import { noData } from "@attain/compiler/diagnostics/catalogue/data";
import type { Diagnostic, Note } from "@attain/compiler/diagnostics/diagnostic";
import type { Location, SourceFile } from "@attain/compiler/text/source-file";
import type { ProjectConfig } from "@attain/compiler/workspace/config";
import { keyAt, valueAt } from "@attain/compiler/workspace/config-names";
import type * as ir from "@attain/compiler/ir/ir";

/** Where the texts are that problems lie in. */
export interface Texts {
  readonly config: ProjectConfig;
  /** Of a data file; undefined where it can't be shown as text. */
  readonly read: (path: string) => string | undefined;
  /** The plan file that a place lies in. */
  readonly plan: (origin: ir.Origin) => SourceFile | undefined;
}

/** How many rows of one mistake are marked: the last of them tells of the others. */
const ROWS = 50;

export function dataDiagnostics(texts: Texts, problems: readonly DataProblem[]): Diagnostic[] {
  const files = new Map<string, SourceFile | undefined>();
  return problems.flatMap((problem) => {
    const settings = texts.config.data.get(problem.source);
    if (!files.has(problem.file)) files.set(problem.file, fileOf(texts, problem.file));
    const file = files.get(problem.file);
    return file === undefined || settings === undefined
      ? [inConfig(texts, problem)]
      : inFile(texts, problem, file, settings);
  });
}

function fileOf({ read }: Texts, path: string): SourceFile | undefined {
  const text = /\.parquet$/i.test(path) ? undefined : read(path);
  return text === undefined ? undefined : { path, text };
}

function inFile(
  texts: Texts,
  problem: DataProblem,
  file: SourceFile,
  settings: SourceSettings,
): Diagnostic[] {
  const { rows, column, cases = [] } = problem;
  const placeOf = placesIn(file.text, settings);
  if (rows.length === 0) {
    // Its first line: what is wrong with a whole file is mostly its heading.
    const span = { start: 0, end: /^.*/.exec(file.text)?.[0].length ?? 0 };
    return [diagnosticOf(texts, problem, { file, span })];
  }
  const shown = rows.slice(0, ROWS);
  const more = rows.length - shown.length;
  return shown.map((row, i) => {
    const span = placeOf(row, column) ?? { start: 0, end: 0 };
    const said = cases.find((one) => one.row === row);
    const others =
      more > 0 && i === shown.length - 1 ? `So it is in ${more} more rows.` : undefined;
    const label = others ?? (said && caseText(said));
    return diagnosticOf(texts, problem, { file, span }, label);
  });
}

/** `C-2: price 30,000.00 USD, list 24,000.00 USD`. */
function caseText({ key, values }: RowCase): string {
  const said = Object.entries(values).map(([field, value]) => `${field} ${value}`);
  return `${key}: ${said.join(", ")}`;
}

/** A file that isn't there, or can't be shown. */
function inConfig(texts: Texts, problem: DataProblem): Diagnostic {
  const { file } = texts.config;
  const { source, rows, column } = problem;
  const named = valueAt(file, ["data", source, "file"]);
  const at = named ?? keyAt(file, ["data"]);
  const first = rows.slice(0, 3).join(", ");
  const more = rows.length > 3 ? ` and ${rows.length - 3} more` : "";
  const where = [
    ...(rows.length === 0 ? [] : [`in ${rows.length === 1 ? "row" : "rows"} ${first}${more}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ];
  return diagnosticOf(texts, problem, at, where.length === 0 ? undefined : where.join(", "));
}

function diagnosticOf(
  { plan }: Texts,
  { code, name, message, help, origin }: DataProblem,
  at: Location,
  label?: string,
): Diagnostic {
  const file = origin && plan(origin);
  const related: Note[] =
    origin === undefined || file === undefined
      ? []
      : [
          {
            at: { file, span: { start: origin.start, end: origin.end } },
            message: "promised here",
          },
        ];
  return {
    code,
    name,
    // A plan whose data is still to come may have tests.
    severity: code === noData.code ? "warning" : "error",
    message,
    help,
    at,
    related,
    fixes: [],
    ...(label === undefined ? {} : { label }),
  };
}
