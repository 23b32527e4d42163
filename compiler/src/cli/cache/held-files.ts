/** Which files DuckDB has held to their contracts before: the same bytes under the same contract needn't be held again. */
import type { EngineInput, HeldFiles } from "../../host/duckdb-engine.ts";
import { CacheFile } from "./store.ts";

interface Kept extends Pick<HeldFiles, "files"> {
  readonly seal: string;
  readonly rows: readonly (readonly [source: string, rows: number])[];
}

/** So many are kept, the last ones. */
const MOST = 50;

export function heldFiles(root: string): NonNullable<EngineInput["verdicts"]> {
  const file = new CacheFile<Kept>(root, "held-files");
  const kept = new Map(file.read().map((one) => [one.seal, one]));
  return {
    get: (seal) => {
      const found = kept.get(seal);
      return found && { files: found.files, rows: new Map(found.rows) };
    },
    set: (seal, { files, rows }) => {
      kept.delete(seal);
      kept.set(seal, { seal, files, rows: [...rows] });
      file.write([...kept.values()].slice(-MOST));
    },
  };
}
