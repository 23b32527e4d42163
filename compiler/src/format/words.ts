/** The words of a line that could be read, grouped as the grammar groups them, and the space between two of them. */
import type { CstNode, IToken } from "chevrotain";
import { widthOf } from "../base/columns.ts";
import { isToken, spanOf } from "../syntax/build/nodes.ts";

export interface Word {
  readonly text: string;
  readonly width: number;
  /** What the grammar takes it for: `From` where it is the word, `Name` where it is a name. */
  readonly role: string;
  /** The rule of the grammar that takes it. */
  readonly rule: string;
  /** As it stands in the file. */
  readonly image: string;
}

/** A word, by its number in the line, or several that belong together. */
export type Item = number | Group;

export interface Group {
  readonly rule: string;
  readonly items: readonly Item[];
  /** The first and the last of its words. */
  readonly from: number;
  readonly to: number;
}

/** The words of a line and the group of them all. */
export function wordsOf(node: CstNode): { readonly words: readonly Word[]; readonly tree: Item } {
  const words: Word[] = [];
  return { tree: itemOf(node, words), words };
}

/** A rule that takes one thing is that thing; one that ends with a thing of its own kind is a single row. */
function itemOf(node: CstNode, words: Word[]): Item {
  const items = childrenOf(node).map(({ role, child }) =>
    isToken(child) ? words.push(wordOf(child, role, node.name)) - 1 : itemOf(child, words),
  );
  const last = items.at(-1);
  if (items.length === 1 && last !== undefined) return last;
  const row =
    typeof last === "object" && last.rule === node.name
      ? [...items.slice(0, -1), ...last.items]
      : items;
  return { rule: node.name, items: row, from: firstOf(row[0] ?? 0), to: lastOf(row.at(-1) ?? 0) };
}

interface Child {
  readonly role: string;
  readonly child: CstNode | IToken;
}

/** What a rule takes, in the order of the text. */
function childrenOf({ children }: CstNode): Child[] {
  const found: Child[] = [];
  for (const [role, list] of Object.entries(children)) {
    for (const child of list) if (isToken(child) || holdsWords(child)) found.push({ role, child });
  }
  return found.length < 2
    ? found
    : found.sort((a, b) => spanOf(a.child).start - spanOf(b.child).start);
}

function holdsWords({ location }: CstNode): boolean {
  return location !== undefined && !Number.isNaN(location.startOffset);
}

function wordOf({ image }: IToken, role: string, rule: string): Word {
  const text = normal(image, role);
  return { text, width: widthOf(text), role, rule, image };
}

/** Signs that can be written in several ways, and the one that is. */
const SIGNS: Readonly<Record<string, string>> = {
  Times: "x",
  Slash: "/",
  Minus: "-",
  LessOrEqual: "<=",
  GreaterOrEqual: ">=",
};

/** A word as it is written; names and texts in quotes are their writer's. */
function normal(image: string, role: string): string {
  if (Object.hasOwn(SIGNS, role)) return SIGNS[role] ?? image;
  if (role === "PercentLiteral" || role === "PointsLiteral") return image.replace(" ", "");
  return /^["`]/.test(image) ? image : image.replace(/\s+/g, " ");
}

export function firstOf(item: Item): number {
  return typeof item === "number" ? item : item.from;
}

export function lastOf(item: Item): number {
  return typeof item === "number" ? item : item.to;
}

/** Whether a space stands between two words. */
export function isSpaced(left: Word, right: Word): boolean {
  if (left.role === "LeftParen" || left.role === "Dot") return false;
  if (/^(?:Comma|RightParen|Question|Dot)$/.test(right.role)) return false;
  if (right.role === "LeftParen") return left.role !== "Name" || left.rule !== right.rule;
  if (left.role === "Minus") return left.rule === "sum";
  // A sign before its number, or a hyphen within the name of a rule.
  return right.role !== "Minus" || right.rule === "sum" || right.rule === "prefix";
}

/** Words on one line, from one to another. */
export function flat(words: readonly Word[], from: number, to: number): string {
  let text = "";
  for (let i = from; i <= to; i += 1) {
    const [left, right] = [words[i - 1], words[i]];
    if (right === undefined) continue;
    const isSpacedHere = i > from && left !== undefined && isSpaced(left, right);
    text += (isSpacedHere ? " " : "") + right.text;
  }
  return text;
}
