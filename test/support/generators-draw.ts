// Choices that are drawn from one number: the same number makes the same choices on every machine.

/** Something to choose, and how often it is chosen beside the others. */
export type Weighted<Item> = readonly [weight: number, item: Item];

export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.int(1, 100) <= percent;
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError("There is nothing to choose from.");
    return items[this.int(0, items.length - 1)] as Item;
  }

  weighted<Item>(items: readonly Weighted<Item>[]): Item {
    let left = this.int(
      1,
      items.reduce((sum, [weight]) => sum + weight, 0),
    );
    for (const [weight, item] of items) {
      left -= weight;
      if (left <= 0) return item;
    }
    throw new RangeError("There is nothing to choose from.");
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, place: this.#next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  }

  /** From `least` to `most` different ones, in their own order. */
  some<Item>(items: readonly Item[], least: number, most = items.length): Item[] {
    const size = Math.min(items.length, this.int(least, Math.min(most, items.length)));
    const chosen = new Set(this.shuffled(items).slice(0, size));
    return items.filter((item) => chosen.has(item));
  }

  list<Item>(least: number, most: number, make: (index: number) => Item): Item[] {
    return Array.from({ length: this.int(least, most) }, (_, i) => make(i));
  }

  maybe<Item>(percent: number, make: () => Item): Item[] {
    return this.chance(percent) ? [make()] : [];
  }

  /** From 0 up to, not including, 1 (the generator is splitmix32). */
  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let word = this.#state ^ (this.#state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    word ^= word >>> 15;
    return (word >>> 0) / 4294967296;
  }
}
