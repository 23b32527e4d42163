/** Cells as messages show them: on one line, and not too long. */

const LONGEST = 60;

export function shown(text: string): string {
  const line = text.replace(/\r\n|[\r\n]/g, "↵").replaceAll("\t", "⇥");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** A setting of attain.json to be copied: `"columns": { "amount": "Amount" }`. */
export function setting(name: string, ...path: readonly string[]): string {
  const value = path.at(-1) ?? "";
  const keys = path.slice(0, -1);
  const inner = keys.reduceRight(
    (text, key) => `{ ${JSON.stringify(key)}: ${text} }`,
    JSON.stringify(value),
  );
  return `\`${JSON.stringify(name)}: ${inner}\``;
}
