/**
 * The integer form as JavaScript. What fits is computed in doubles, exactly, since every value and every operand lies
 * within 2^53; the rest in big integers, node by node. Shared nodes become locals.
 *
 * The text refers to `lib`, which is `javascriptLibrary`.
 */
import type { RoundingMode } from "@attain/runtime";
import { divideBig, divideDoubles } from "./divide.ts";
import { type Bool, type Int, type Text, valueOf } from "./form.ts";
import { fitsDouble, plus, type Range, times } from "./range.ts";

/** What printed text computes by, under the name `lib`. */
export const javascriptLibrary = {
  ...named(divideDoubles, (name) => name),
  ...named(divideBig, (name) => `big_${name}`),
  big_least: (a: bigint, b: bigint): bigint => (a < b ? a : b),
  big_greatest: (a: bigint, b: bigint): bigint => (a > b ? a : b),
};

function named<Value>(
  byMode: Readonly<Record<RoundingMode, Value>>,
  nameOf: (name: string) => string,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(byMode).map(([mode, value]) => [nameOf(mode.replace(" ", "_")), value]),
  );
}

/** Where printed text finds what the form knows by name. */
export interface JavaScriptNames {
  /** Of an integer; `isBig` where it is a big integer there. */
  int(name: string): Printed;
  /** Of something that is true or 1, or false or 0. */
  flag(name: string): string;
  /** Of the number of a text in the dictionary. */
  text(name: string): string;
  /** The number of a text in the dictionary; −1 if no cell has it. */
  code(text: string): number;
}

/** The text of an expression, and whether it gives a big integer. */
export interface Printed {
  readonly text: string;
  readonly isBig: boolean;
}

export type Node = Int | Bool | Text;

export class JavaScriptPrinter {
  /** Declarations of locals, in order. */
  readonly statements: string[] = [];
  readonly #names: JavaScriptNames;
  readonly #shared: ReadonlySet<Node>;
  readonly #locals = new Map<Node, Printed>();

  /** `roots`: all that will be printed, so that what they share is computed once. */
  constructor(roots: readonly Node[], names: JavaScriptNames) {
    this.#names = names;
    this.#shared = sharedBy(roots);
  }

  int(node: Int): Printed {
    const value = valueOf(node);
    if (node.op === "constant" || value !== undefined) return literal(node.range.lo);
    if (node.op === "input") return this.#names.int(node.name);
    return this.#once(node, () => this.#compute(node));
  }

  bool(node: Bool): string {
    if (node.op === "yes or no") return String(node.value);
    if (node.op === "flag") return this.#names.flag(node.name);
    return this.#once(node, () => ({ text: this.#test(node), isBig: false })).text;
  }

  /** The number in the dictionary. */
  text(node: Text): string {
    switch (node.op) {
      case "text":
        return String(this.#names.code(node.value));
      case "text input":
        return this.#names.text(node.name);
      case "choose text":
        return `(${this.bool(node.condition)} ? ${this.text(node.yes)} : ${this.text(node.no)})`;
    }
  }

  #once(node: Node, print: () => Printed): Printed {
    const known = this.#locals.get(node);
    if (known !== undefined) return known;
    const printed = print();
    if (!this.#shared.has(node)) return printed;
    const local = { ...printed, text: `v${this.statements.length}` };
    this.statements.push(`const ${local.text} = ${printed.text};`);
    this.#locals.set(node, local);
    return local;
  }

  #compute(node: Exclude<Int, { readonly op: "constant" | "input" }>): Printed {
    const isBig = !fitsDouble(node.range);
    if (node.op === "choose") {
      const [yes, no] = [node.yes, node.no].map((part) => as(this.int(part), isBig));
      return { text: `(${this.bool(node.condition)} ? ${yes} : ${no})`, isBig };
    }
    const [left, right] = operands(node);
    const [a, b] = [this.int(left), this.int(right)];
    const isWide = isBig || a.isBig || b.isBig || !fitsDouble(reach(node));
    const text = operation(node, as(a, isWide), as(b, isWide), isWide);
    return { text: isWide && !isBig ? `Number(${text})` : text, isBig };
  }

  #test(node: Exclude<Bool, { readonly op: "yes or no" | "flag" }>): string {
    switch (node.op) {
      case "and":
        return `(${this.bool(node.left)} && ${this.bool(node.right)})`;
      case "or":
        return `(${this.bool(node.left)} || ${this.bool(node.right)})`;
      case "not":
        return `!${this.bool(node.of)}`;
      case "same":
        return `(${this.text(node.left)} === ${this.text(node.right)})`;
      case "compare": {
        const [a, b] = [this.int(node.left), this.int(node.right)];
        const isBig = a.isBig || b.isBig;
        return `(${as(a, isBig)} ${OPERATORS[node.by]} ${as(b, isBig)})`;
      }
    }
  }
}

export type Operation = Exclude<Int, { readonly op: "constant" | "input" | "choose" }>;

const OPERATORS = { "<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "===", "≠": "!==" } as const;

function operands(node: Operation): readonly [Int, Int] {
  return node.op === "quotient" ? [node.of, node.by] : [node.left, node.right];
}

/** The range of all that comes up on the way to a result. */
export function reach(node: Operation): Range {
  if (node.op !== "quotient") return node.range;
  const twice = times(node.by.range, { lo: -2n, hi: 2n });
  return plus(node.of.range, twice);
}

function operation(node: Operation, a: string, b: string, isBig: boolean): string {
  const prefix = isBig ? "big_" : "";
  switch (node.op) {
    case "add":
      return `(${a} + ${b})`;
    case "subtract":
      return `(${a} - ${b})`;
    case "multiply":
      return `(${a} * ${b})`;
    case "least":
      return isBig ? `lib.big_least(${a}, ${b})` : `Math.min(${a}, ${b})`;
    case "greatest":
      return isBig ? `lib.big_greatest(${a}, ${b})` : `Math.max(${a}, ${b})`;
    case "quotient":
      return `lib.${prefix}${node.mode.replace(" ", "_")}(${a}, ${b})`;
  }
}

function literal(value: bigint): Printed {
  const isBig = !fitsDouble({ lo: value, hi: value });
  const digits = isBig ? `${value}n` : String(value);
  return { text: value < 0n ? `(${digits})` : digits, isBig };
}

function as({ text, isBig }: Printed, wanted: boolean): string {
  if (isBig === wanted) return text;
  if (!wanted) return `Number(${text})`;
  return /^\d+$/.test(text) ? `${text}n` : `BigInt(${text})`;
}

/** The nodes that are reached in more than one way, but for those that cost nothing. */
export function sharedBy(roots: readonly Node[]): ReadonlySet<Node> {
  const seen = new Set<Node>();
  const shared = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) {
      shared.add(node);
      return;
    }
    seen.add(node);
    for (const part of partsOf(node)) visit(part);
  };
  for (const root of roots) visit(root);
  return shared;
}

export function partsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "constant":
    case "input":
    case "yes or no":
    case "flag":
    case "text":
    case "text input":
      return [];
    case "quotient":
      return [node.of, node.by];
    case "choose":
    case "choose text":
      return [node.condition, node.yes, node.no];
    case "not":
      return [node.of];
    default:
      return [node.left, node.right];
  }
}
