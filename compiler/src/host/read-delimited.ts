/** Reads CSV and TSV files piece by piece, so that their size doesn't matter. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { DelimitedTable } from "../data/delimited-table.ts";
import { ProblemLog } from "../data/problem.ts";
import type { TableRequest } from "../data/raw-table.ts";
import type { OnRows, ReadFile } from "./read-file.ts";

export async function readDelimited(
  path: string,
  request: TableRequest,
  delimiter: string,
  onRows: OnRows,
): Promise<ReadFile> {
  try {
    return await readDecoded(path, request, delimiter, onRows, false);
  } catch (error) {
    if (!isUndecodable(error)) throw error;
    // Read again, to tell in which rows.
    return readDecoded(path, request, delimiter, onRows, true);
  }
}

async function readDecoded(
  path: string,
  request: TableRequest,
  delimiter: string,
  onRows: OnRows,
  isLenient: boolean,
): Promise<ReadFile> {
  const log = new ProblemLog(request.source, request.file);
  const table = new DelimitedTable(request, delimiter, log, isLenient);
  const decoder = new TextDecoder("utf-8", { fatal: !isLenient });
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
    table.push(decoder.decode(piece, { stream: true }));
    onRows(table.size);
  }
  table.push(decoder.decode());
  return { table: table.finish(), log, notes: [], sha256: hash.digest("hex"), bytes };
}

/** Whether the decoder has met what isn't UTF-8. */
function isUndecodable(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    "code" in error &&
    error.code === "ERR_ENCODING_INVALID_ENCODED_DATA"
  );
}
