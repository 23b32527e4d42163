/** The data files of a project, read on Node. */
import { fileURLToPath } from "node:url";
import { DataFiles } from "@attain/compiler/host/data-files";
import { loadData } from "@attain/compiler/host/load-data";
import type { Loader } from "../preview/data-shelf.ts";

export const loadRows: Loader = async ({ root, program, settings, quote }) => {
  const dataFiles = new DataFiles(fileURLToPath(root), settings, program.sources);
  return loadData({ program, settings, quote, dataFiles });
};
