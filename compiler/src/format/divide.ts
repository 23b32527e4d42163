/** Where the parts of a line are divided: before the words that join them, and after commas. */
import { firstOf, type Group, isSpaced, type Item, lastOf, type Word } from "./words.ts";

/** Parts of a group, each of which may begin a line of text. */
export interface Division {
  readonly parts: readonly Item[];
  /** Whether the parts are alike, as the terms of a sum are: all of them begin a line, or none does. */
  readonly isRow: boolean;
}

/** Divides a group where it is divided most strongly. `mayBegin` says which words may begin a line of text. */
export function divide(
  group: Group,
  words: readonly Word[],
  mayBegin: (word: number) => boolean,
): Division {
  const { items, rule } = group;
  const strengths = items.map((item, i) => {
    const before = items[i - 1];
    return before !== undefined && mayBegin(firstOf(item))
      ? strength(group, before, item, words)
      : 0;
  });
  const most = Math.max(0, ...strengths);
  if (most === 0) return { parts: [group], isRow: false };
  const starts = [...items.keys()].filter((i) => i === 0 || strengths[i] === most);
  const parts = starts.map((start, i) => together(rule, items.slice(start, starts[i + 1])));
  const joints = parts.slice(1).map((part) => words[firstOf(part)]?.role ?? "");
  return { parts, isRow: joints.every((role) => ALIKE.has(role)) };
}

function together(rule: string, items: readonly Item[]): Item {
  const [first, last] = [items[0] ?? 0, items.at(-1) ?? 0];
  return items.length === 1 ? first : { rule, items, from: firstOf(first), to: lastOf(last) };
}

/** Words that stand between terms of one kind. */
const ALIKE: ReadonlySet<string> = new Set([
  "And",
  "Or",
  "Plus",
  "Minus",
  "Times",
  "Slash",
  "Else",
]);
/** `25 USD per seat` and `4% of Sales` aren't divided before the word in their middle. */
const CLOSE: ReadonlySet<string> = new Set(["literal", "part"]);
/** Words that begin a clause of their own. */
const CLAUSES: ReadonlySet<string> = new Set([
  "By",
  "Each",
  "For",
  "From",
  "Means",
  "To",
  "When",
  "Where",
]);

/** How strongly a group is divided before one of its items: not at all is 0. */
function strength(group: Group, before: Item, item: Item, words: readonly Word[]): number {
  const [left, right] = [words[lastOf(before)], words[firstOf(item)]];
  if (left === undefined || right === undefined) return 0;
  if (left.role === "Comma") return 2;
  if (left.role === "LeftParen") return isList(group, words) ? 2 : 0;
  if (!isSpaced(left, right) || CLOSE.has(group.rule) || isJoint(before, words)) return 0;
  if (right.role === "TextLiteral") return 1;
  if (!isJoint(item, words) || right.role === "Is" || right.role === "Colon") return 0;
  if (CLAUSES.has(right.role)) return 3;
  return right.role === "Else" ? 2 : 1;
}

function isList({ items }: Group, words: readonly Word[]): boolean {
  return items.some((item) => typeof item === "number" && words[item]?.role === "Comma");
}

/** Words that say something themselves; all others join what stands before them to what stands after. */
const VALUE =
  /^(?:Name|Identifier|word|FieldLine|\w+Literal|WeekPattern|Comma|Question|Dot|\w+Paren)$/;

/** Whether an item is, or begins with, a word that joins. */
function isJoint(item: Item, words: readonly Word[]): boolean {
  const first = typeof item === "number" ? item : item.items[0];
  return typeof first === "number" && !VALUE.test(words[first]?.role ?? "Name");
}
