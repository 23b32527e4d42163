/** The files of the cache, below `.attain/cache` of a project: items, each on a line. */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isFault } from "../../host/node-host.ts";
import { builtFrom } from "../receipt.ts";

/** Counts up when files of before mean something else. */
const FORMAT = 1;

export class CacheFile<Item> {
  readonly #folder: string;
  readonly #path: string;
  readonly #head: string;

  /** `name`: its path in the cache, without ending. */
  constructor(root: string, name: string) {
    this.#folder = join(root, ".attain/cache");
    this.#path = join(this.#folder, `${name}.jsonl`);
    this.#head = JSON.stringify({ format: FORMAT, name, ...builtFrom() });
  }

  /** None if there is no such file, or it is damaged, or another compiler wrote it. */
  read(): Item[] {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.#path);
    } catch (error) {
      if (isFault(error)) return [];
      throw error;
    }
    const [head, hash, ...lines] = linesOf(bytes);
    const isOurs = head?.toString() === this.#head && hash?.toString() === hashOf(lines);
    return isOurs ? lines.map((line) => JSON.parse(line.toString()) as Item) : [];
  }

  /** A run goes well without it: what can't be written isn't. */
  write(items: readonly Item[]): void {
    const lines = items.map((item) => Buffer.from(JSON.stringify(item)));
    const all = [Buffer.from(this.#head), Buffer.from(hashOf(lines)), ...lines];
    const fresh = `${this.#path}.${randomUUID()}`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(join(this.#folder, ".gitignore"), "*\n");
      writeFileSync(fresh, Buffer.concat(all.flatMap((line) => [line, NEW_LINE])), { flag: "wx" });
      renameSync(fresh, this.#path);
    } catch (error) {
      if (!isFault(error)) throw error;
    }
  }
}

const NEW_LINE = Buffer.from("\n");

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(NEW_LINE, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end));
    start = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

function hashOf(lines: readonly Buffer[]): string {
  const hash = createHash("sha256");
  for (const line of lines) hash.update(line).update(NEW_LINE);
  return hash.digest("hex");
}
