/** What is made once for a size and kept in node_modules/.cache, which git never sees: markets as files, exact payouts. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exactPayouts } from "./exact.mjs";
import { generate } from "./generate.mjs";

/** What is cached was made by these; another text of theirs makes it anew. */
const MAKERS = ["generate.mjs", "exact.mjs", "files.mjs"];

const made = createHash("sha256");
for (const maker of MAKERS) made.update(readFileSync(new URL(maker, import.meta.url)));

const cache = fileURLToPath(new URL("../../node_modules/.cache/attain-bench", import.meta.url));
const root = join(cache, made.digest("hex").slice(0, 12));

/** The folder of a market, by its number of deals and payees. */
export function folderOf(deals, payees) {
  const folder = join(root, `${deals}-${payees}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A folder for what a measurement writes. */
export function scratch(name) {
  const folder = join(root, "scratch", name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The exact payouts of a market, from the cache if they are in it. */
export function readExact(deals, payees) {
  const path = join(folderOf(deals, payees), "exact.bin");
  if (!existsSync(path))
    whole(path, (to) => writeFileSync(to, exactPayouts(generate(deals, payees))));
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
}

/** Writes a file that is there whole or not at all. */
export function whole(path, write) {
  const part = `${path}.${process.pid}`;
  write(part);
  renameSync(part, path);
}
