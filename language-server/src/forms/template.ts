/** A form of a line, with stops for what is to be filled in. A stop shows a name of the project where one is known. */

/** Names of the project that fill stops. */
export interface Fillers {
  readonly people: string;
  readonly source: string;
  readonly plan: string;
  readonly credit: string;
  readonly measure: string;
  readonly kpi: string;
  readonly quota: string;
  readonly rates: string;
  /** Fields of the source of the credit at hand. */
  readonly date: string;
  readonly amount: string;
  readonly payee: string;
  /** The source that has a row for each person and period. */
  readonly quotas: string;
  /** What kinds of rows there are. */
  readonly category: string;
  /** A row of that source: its columns, each with a cell. */
  readonly row: readonly (readonly [column: string, cell: string])[];
  /** What a test must give so that the plan can be paid by: `quota is 100,000 USD`. */
  readonly givens: readonly (readonly [name: string, value: string])[];
  readonly component: string;
  readonly draw: string;
  readonly currency: string;
  readonly year: string;
}

export interface Template {
  /** The words that it begins with: `never above`. */
  readonly label: string;
  /** The same with the names of the project, where those are among them. */
  readonly title?: (fill: Fillers) => string;
  readonly body: (fill: Fillers) => string;
}

export function template(
  label: string,
  body: Template["body"],
  title?: Template["title"],
): Template {
  return { label, body, ...(title === undefined ? {} : { title }) };
}

/** A template with its stops filled by what they show. */
export function filled(body: string): string {
  return body
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\d+/g, "");
}

export const ROUNDED = template(
  "rounded",
  () => "rounded ${1|half even,half up,half down,up,down,floor,ceiling|} to ${2:cent}$0",
);

export const ALLOW = template("allow", () => 'allow ${1:rule} "${2:reason}"$0');
