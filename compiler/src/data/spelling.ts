/** Texts that aren't among those that are known: spelt otherwise, or something else. */
import { allNearest } from "../base/text.ts";
import { named } from "./shown.ts";

/** To compare a text with every known one is slow; after so many of one field, the mistake is known. */
const SUGGESTIONS = 20;

/** How many texts that are equally near are named. */
const NAMED = 3;

export class Spelling {
  readonly #known: readonly string[];
  readonly #plain = new Map<string, string | undefined>();
  readonly #nearest = new Map<string, string>();

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

  /** The known texts that look like this one, in a sentence; nothing may be made of it but a question. */
  nearestTo(text: string): string {
    const known = this.#nearest.get(text);
    if (known !== undefined || this.#nearest.size >= SUGGESTIONS) return known ?? "";
    const found = allNearest(text, this.#known);
    const sentence =
      found.length === 0 || found.length > NAMED
        ? ""
        : `The nearest ${found.length === 1 ? "is" : "are"} ${named(found)}. `;
    this.#nearest.set(text, sentence);
    return sentence;
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
