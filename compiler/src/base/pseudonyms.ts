/** People by numbers instead of their keys and names, where these aren't to be seen. */

export interface People {
  readonly key: string;
  readonly name: string;
}

export class Pseudonyms {
  readonly #people: readonly People[];

  constructor(people: readonly People[]) {
    this.#people = people;
  }

  /** What stands for a person. */
  of(key: string): string {
    return `Person ${this.#people.findIndex((one) => one.key === key) + 1}`;
  }

  /** The key of the person that a pseudonym stands for, or the text itself. */
  keyOf(pseudonym: string): string {
    const number = /^Person (\d+)$/.exec(pseudonym)?.[1];
    return (number === undefined ? undefined : this.#people[Number(number) - 1]?.key) ?? pseudonym;
  }

  /** A text without the keys and names of people. */
  hidden(text: string): string {
    return this.#people.reduce((shown, { key, name }) => {
      const words = [name, key].filter((word) => /\p{L}/u.test(word));
      return words.reduce((before, word) => replaced(before, word, this.of(key)), shown);
    }, text);
  }
}

/** Whole words only: a key may be a part of another. */
function replaced(text: string, word: string, by: string): string {
  if (!text.includes(word)) return text;
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}_-])${literal}(?![\\p{L}\\p{N}_-])`, "gu"),
    () => by,
  );
}
