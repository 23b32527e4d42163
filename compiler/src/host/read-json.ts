/** Reads JSON files: arrays of objects, or one object on each line. */
import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { readJsonTable } from "../data/json-table.ts";
import { ProblemLog } from "../data/problem.ts";
import { lostTable, type TableRequest } from "../data/raw-table.ts";
import { notUtf8 } from "../diagnostics/catalogue/data.ts";
import type { ReadFile } from "./read-file.ts";

export async function readJson(path: string, request: TableRequest): Promise<ReadFile> {
  const log = new ProblemLog(request.source, request.file);
  const content = await readFile(path);
  const isText = isUtf8(content);
  if (!isText)
    log.add(notUtf8, { what: "The file" }, { help: "JSON is always UTF-8: export it so." });
  const text = new TextDecoder().decode(content);
  const table = isText ? readJsonTable(text, request, log) : lostTable(request);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { table, log, notes: [], sha256, bytes: content.length };
}
