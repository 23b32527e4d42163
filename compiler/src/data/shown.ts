/** Cells, names and settings as messages show them. */
import { listed } from "../base/text.ts";

const LONGEST = 60;

/** On one line, and not too long. */
export function shown(text: string): string {
  const line = text.replace(/\r\n|[\r\n]/g, "↵").replaceAll("\t", "⇥");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** `` `id`, `rep` and `amount` ``. */
export function named(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  return listed(
    names.map((name) => `\`${shown(name)}\``),
    conjunction,
  );
}

type Setting = string | { readonly [name: string]: Setting };

/** A setting of attain.json to be copied: `"columns": { "amount": "Amount" }`. */
export function setting(name: string, value: Setting): string {
  return `\`${JSON.stringify(name)}: ${written(value)}\``;
}

function written(value: Setting): string {
  if (typeof value === "string") return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([name, inner]) => `${JSON.stringify(name)}: ${written(inner)}`,
  );
  return `{ ${entries.join(", ")} }`;
}
