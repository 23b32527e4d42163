/** People as they are called. */
import type { Dataset } from "../ir/dataset.ts";
import type { Planned } from "./programs.ts";

/** The `name` of a person where the source has one, else the key. */
export function nameOfPayee({ plan }: Planned, data: Dataset, key: string): string {
  const row = data.get(plan.people)?.rows.find((candidate) => candidate.key === key);
  const name = row?.cells["name"];
  return typeof name === "string" ? name : key;
}
