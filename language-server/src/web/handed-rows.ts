/** The data files that an editor has handed over: CSV, TSV and JSON. */
import { applyContract } from "@attain/compiler/data/contract";
import { DelimitedTable } from "@attain/compiler/data/delimited-table";
import { readJsonTable } from "@attain/compiler/data/json-table";
import { ProblemLog } from "@attain/compiler/data/problem";
import { lostTable, type RawTable, type TableRequest } from "@attain/compiler/data/raw-table";
import { columnOf, delimiterOf, type SourceSettings } from "@attain/compiler/data/settings";
import { missingFile, unreadableFile } from "@attain/compiler/diagnostics/catalogue/data";
import type { Loader } from "../preview/data-shelf.ts";
import { joined } from "../server/uris.ts";

export function rowsOf(read: (uri: string) => string | undefined): Loader {
  return async ({ root, program, settings, quote }) => {
    const logs: ProblemLog[] = [];
    const tables = program.sources.flatMap(({ name, fields }) => {
      const own = settings.get(name);
      if (own === undefined) return [];
      const columns = [...new Set(fields.map((field) => columnOf(own, field.name)))];
      const log = new ProblemLog(name, own.file);
      logs.push(log);
      const request = { source: name, file: own.file, columns };
      return [tableOf(read(joined(root, own.file)), request, own, log)];
    });
    const held = applyContract({ program, tables, settings, quote });
    const problems = [...logs.flatMap((log) => log.problems()), ...held.problems];
    return { dataset: problems.length > 0 ? undefined : held.dataset, problems };
  };
}

function tableOf(
  text: string | undefined,
  request: TableRequest,
  settings: SourceSettings,
  log: ProblemLog,
): RawTable {
  const { source, file } = request;
  if (/\.parquet$/i.test(file)) {
    const facts = { file, reason: "a browser can't read Parquet" };
    log.add(unreadableFile, facts, { help: "Export it as CSV, or open the folder on a desktop." });
    return lostTable(request);
  }
  if (text === undefined) {
    const help = `attain.json says that it holds \`${source}\`; paths start at its folder.`;
    log.add(missingFile, { file }, { help });
    return lostTable(request);
  }
  if (!/\.[ct]sv$/i.test(file)) return readJsonTable(text, request, log);
  const table = new DelimitedTable(request, delimiterOf(settings), log, true);
  table.push(text);
  return table.finish();
}
