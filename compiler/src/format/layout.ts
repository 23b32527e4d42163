/** A line on as many lines of text as it takes: broken where the grammar divides it, the outermost parts first. */
import { wordsIn } from "../syntax/lines.ts";
import type { Gaps } from "./tables.ts";
import { divide } from "./divide.ts";
import { STEP } from "./outline.ts";
import type { Sentence } from "./pieces.ts";
import { firstOf, isSpaced, type Item, lastOf } from "./words.ts";

/** The longest line of text, comments aside. */
export const LIMIT = 100;
/** How much deeper the rest of a broken line stands than its first word: more than a line of its block. */
const CONTINUED = 2 * STEP;

/** A line of text, and the comment at its end. */
export interface TextLine {
  readonly text: string;
  readonly note?: string;
}

export function layOut(sentence: Sentence, indent: number, gaps: Gaps): TextLine[] {
  const layout = new Layout(sentence, indent, gaps);
  layout.place(sentence.tree, indent + CONTINUED, 0);
  return layout.lines();
}

class Layout {
  readonly #sentence: Sentence;
  readonly #gaps: Gaps;
  /** Where each word would begin if all stood on one line. */
  readonly #starts: readonly number[];
  /** The words that begin a line of text, and how far each is indented. */
  readonly #breaks = new Map<number, number>();
  /** How much further to the right words stand than they would if all stood on one line. */
  #shift: number;

  constructor(sentence: Sentence, indent: number, gaps: Gaps) {
    this.#sentence = sentence;
    this.#gaps = gaps;
    const starts = [0];
    for (const [i, { width }] of sentence.words.entries())
      starts.push((starts[i] ?? 0) + width + this.#spaceBefore(i + 1).length);
    this.#starts = starts;
    this.#breaks.set(0, indent);
    this.#shift = indent;
  }

  /** Sets the breaks within an item; `tail` is the width of what must stand on its last line after it. */
  place(item: Item, indent: number, tail: number): void {
    if (typeof item === "number" || this.#fits(item, tail)) return;
    const { words } = this.#sentence;
    const { parts, isRow } = divide(item, words, (word) => this.#mayBegin(word));
    if (parts.length === 1) {
      this.#placeAll(item.items, indent, tail);
      return;
    }
    let isBroken = false;
    for (const [i, part] of parts.entries()) {
      const first = firstOf(part);
      const rest = i === parts.length - 1 ? tail : 0;
      const opens = words[first - 1]?.role === "LeftParen";
      const isApart = isRow || isBroken || opens || this.#isRemarked(first);
      if (i > 0 && (isApart || !this.#fits(part, rest))) this.#breakBefore(first, indent);
      isBroken = !this.#fits(part, rest);
      this.place(part, isRow || i > 0 ? indent + STEP : indent, rest);
    }
  }

  /** Items between which there is no place for a break, other than after a comment. */
  #placeAll(items: readonly Item[], indent: number, tail: number): void {
    for (const [i, item] of items.entries()) {
      if (i > 0 && this.#isRemarked(firstOf(item))) this.#breakBefore(firstOf(item), indent);
      const rest = items.slice(i + 1);
      const group = rest.findIndex((other) => typeof other !== "number");
      const last = (group === -1 ? rest : rest.slice(0, group)).at(-1) ?? item;
      const width = this.#end(lastOf(last)) - this.#end(lastOf(item));
      this.place(item, indent, group === -1 ? width + tail : width);
    }
  }

  /** Whether an item and what must follow it stand on the line that is being filled. */
  #fits(item: Item, tail: number): boolean {
    const [from, to] = [firstOf(item), lastOf(item)];
    const isWhole = [...this.#sentence.remarks.keys()].every((next) => next <= from || next > to);
    return isWhole && this.#end(to) + this.#shift + tail <= LIMIT;
  }

  #isRemarked(word: number): boolean {
    return this.#sentence.remarks.has(word);
  }

  /** A word that begins lines of the language would begin another one. */
  #mayBegin(word: number): boolean {
    const { line, words } = this.#sentence;
    const isLineWord = Object.hasOwn(wordsIn(line.block, line.inPlan), words[word]?.image ?? "");
    return !isLineWord && words[word + 1]?.role !== "Colon";
  }

  #breakBefore(word: number, indent: number): void {
    this.#breaks.set(word, indent);
    this.#shift = indent - (this.#starts[word] ?? 0);
  }

  #end(word: number): number {
    return (this.#starts[word] ?? 0) + (this.#sentence.words[word]?.width ?? 0);
  }

  #spaceBefore(word: number): string {
    const { words } = this.#sentence;
    const [left, right] = [words[word - 1], words[word]];
    if (left === undefined || right === undefined || !isSpaced(left, right)) return "";
    return " ".repeat(1 + (this.#gaps.get(word) ?? 0));
  }

  lines(): TextLine[] {
    const { words, remarks, note } = this.#sentence;
    const lines: TextLine[] = [];
    let text = "";
    for (const [i, word] of words.entries()) {
      const indent = this.#breaks.get(i);
      if (indent === undefined) {
        text += this.#spaceBefore(i) + word.text;
        continue;
      }
      const before = remarks.get(i) ?? [];
      const beside = before.find(({ isAlone }) => !isAlone);
      if (i > 0) lines.push({ text, ...(beside === undefined ? {} : { note: beside.text }) });
      const alone = before.filter(({ isAlone }) => isAlone);
      lines.push(...alone.map((remark) => ({ text: " ".repeat(indent) + remark.text })));
      text = " ".repeat(indent) + word.text;
    }
    return [...lines, { text, ...(note === undefined ? {} : { note }) }];
  }
}
