/** Texts that aren't among those that are known: spelt otherwise, or something else. */
import { nearest } from "../base/text.ts";
import { shown } from "./shown.ts";

/** To compare a text with every known one is slow; after so many of one field, the mistake is known. */
const SUGGESTIONS = 20;

export class Spelling {
  readonly #known: readonly string[];
  readonly #plain = new Map<string, string | undefined>();
  readonly #nearest = new Map<string, string | undefined>();

  constructor(known: Iterable<string>) {
    this.#known = [...known];
    // What two of them are without spaces and signs can mean either, so it means none.
    for (const one of this.#known) {
      const plain = plainly(one);
      this.#plain.set(plain, this.#plain.has(plain) ? undefined : one);
    }
  }

  /** The known text that differs from this one in case, spaces or punctuation alone. */
  variantOf(text: string): string | undefined {
    const plain = plainly(text);
    return plain === "" ? undefined : this.#plain.get(plain);
  }

  /** A known text that looks like this one, in a sentence; nothing may be made of it but a question. */
  nearestTo(text: string): string {
    if (!this.#nearest.has(text) && this.#nearest.size < SUGGESTIONS)
      this.#nearest.set(text, nearest(text, this.#known));
    const found = this.#nearest.get(text);
    return found === undefined ? "" : `The nearest is \`${shown(found)}\`. `;
  }

  /** What attain.json says of texts under `values` so that their variants are read: `{ "GTXPro": "GTX Pro" }`. */
  aliases(texts: Iterable<string>): Readonly<Record<string, string>> {
    const pairs = [...texts].flatMap((text) => {
      const known = this.variantOf(text);
      return known === undefined ? [] : [[text, known] as const];
    });
    return Object.fromEntries(pairs);
  }
}

function plainly(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
