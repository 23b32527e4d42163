/** Queries in named parts, of which each reads those before it. */
import type { Dialect } from "./dialect.ts";
import type { Column } from "./printer.ts";

export interface Part {
  readonly name: string;
  /** What it says of the plan, each on a line of its own. */
  readonly comments: readonly string[];
  readonly sql: string;
}

/** The parts before the last one, which reads them. */
export function withParts(parts: readonly Part[], dialect: Dialect): string {
  return `WITH\n${parts.map((part) => written(part, dialect)).join(",\n")}`;
}

function written({ name, comments, sql }: Part, { identifier }: Dialect): string {
  const said = comments.map((comment) => `-- ${comment.replace(/\s+/g, " ")}\n`).join("");
  return `${said}${identifier(name)} AS (\n${sql.replace(/^/gm, "  ")}\n)`;
}

/** What is computed step by step of the rows of a part. */
export function stepParts(
  steps: readonly (readonly Column[])[],
  first: string,
  of: string,
  { identifier }: Dialect,
): Part[] {
  const nameOf = (i: number): string => `step ${i + 1} of ${of}`;
  return steps.map((columns, i) => {
    const told = columns.map(({ name, sql }) => `  ${sql} AS ${identifier(name)}`);
    const from = identifier(i === 0 ? first : nameOf(i - 1));
    return { name: nameOf(i), comments: [], sql: `SELECT *,\n${told.join(",\n")}\nFROM ${from}` };
  });
}
