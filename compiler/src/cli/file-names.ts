/** File names for people: readable, and never one for two people, whatever a file system takes for the same. */
import { createHash } from "node:crypto";

/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** In letters, of which each can take four bytes of the 255 that most systems allow. */
const LONGEST = 56;

/** A file name, without an ending, for each key. */
export function fileNames(keys: readonly string[]): ReadonlyMap<string, string> {
  const alike = new Map<string, number>();
  for (const key of keys) alike.set(folded(key), (alike.get(folded(key)) ?? 0) + 1);
  return new Map(
    keys.map((key) => {
      const isAlone = alike.get(folded(key)) === 1;
      return [key, isAlone && isSafe(key) ? readable(key) : `${readable(key)}~${mark(key)}`];
    }),
  );
}

/** Letters, digits, points and hyphens stay. No `~` is among them, so a mark is never taken for a part of a key. */
function readable(key: string): string {
  const signs = Array.from(key.normalize("NFC").replace(/[^\p{L}\p{N}.-]+/gu, "_"));
  return signs.slice(0, LONGEST).join("");
}

/** Some file systems know no capitals, and write accents in another way. */
function folded(key: string): string {
  return readable(key).normalize("NFKC").toUpperCase().toLowerCase();
}

function isSafe(key: string): boolean {
  const name = readable(key);
  return (
    /^[^.].*[^.]$|^[^.]$/u.test(name) && !DEVICE.test(name) && Array.from(key).length <= LONGEST
  );
}

/** The first digits of the key's hash: the same in every run. */
function mark(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 12);
}
