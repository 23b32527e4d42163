// A small project in the language server, and questions about the place of its cursor.
import type { Editor } from "./language-client.ts";
import { COMPANY } from "./sample-plan.ts";

const CONFIG = '{ "data": { "Deals": { "file": "data/deals.csv" } } }\n';

/** A project of a plan, what it imports, and settings. */
export function project(plan: string): string {
  return `//- plans/main.plan\nimport "company.plan"\n${plan}//- plans/company.plan\n${COMPANY}//- attain.json\n${CONFIG}//- data/deals.csv\nid,amount\nD-1,5\n`;
}

/** Asks about the place of the cursor, or about the file. */
export async function ask<Result>(
  editor: Editor,
  method: string,
  more: object = {},
): Promise<Result> {
  const { connection, uri, marked, cursor } = editor;
  return connection.sendRequest<Result>(`textDocument/${method}`, {
    textDocument: { uri: uri(marked.path) },
    position: cursor,
    ...more,
  });
}
