/** Reads settings out of JSON with comments, and says what is wrong with them in their own place. */
import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { listed, nearest } from "../base/text.ts";
import {
  brokenConfig,
  missingSetting,
  repeatedSetting,
  unknownSetting,
  wrongChoice,
  wrongSetting,
} from "../diagnostics/catalogue/project.ts";
import {
  type Details,
  diagnose,
  type Diagnostic,
  type Note,
  type Rule,
} from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source-file.ts";
import { exampleFor } from "./config-examples.ts";
import { brokenSyntax } from "./config-syntax.ts";

export type ConfigNode = Node;

/** `what`, and an owner, is what a value is called at the start of a sentence: "`plans`", "attain.json". */
export class ConfigReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #file: SourceFile;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** The whole of the file; undefined (and reported) if it isn't JSON. Of several faults the first is the cause. */
  root(): ConfigNode | undefined {
    const errors: ParseError[] = [];
    const tree = parseTree(this.#file.text, errors, { allowTrailingComma: true });
    const [error] = errors;
    if (error === undefined && tree !== undefined) return tree;
    const { at, fault, help, other } = brokenSyntax(this.#file.text, error);
    const related = other === undefined ? [] : [this.note(other, other.message)];
    this.report(brokenConfig, at, { fault }, { help, related });
    return undefined;
  }

  /** The settings of an object, each of which is one of `known`. */
  settings<Name extends string>(
    node: ConfigNode,
    owner: string,
    known: readonly Name[],
  ): Partial<Record<Name, ConfigNode>> {
    const found: Partial<Record<Name, ConfigNode>> = {};
    for (const [key, value] of this.entries(node, owner)) {
      const name = known.find((candidate) => candidate === key.value);
      if (name === undefined) this.#reportUnknown(key, owner, known);
      else found[name] = value;
    }
    return found;
  }

  /** The names that an object gives values to, with both. */
  entries(node: ConfigNode, what: string): readonly (readonly [ConfigNode, ConfigNode])[] {
    if (node.type !== "object") {
      this.reportWrong(node, what, "an object, in braces");
      return [];
    }
    const first = new Map<string, ConfigNode>();
    return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => {
      if (key === undefined || value === undefined) return [];
      const earlier = first.get(textOf(key));
      if (earlier !== undefined) {
        const related = [this.note(earlier, "set here first")];
        this.report(repeatedSetting, key, { name: textOf(key) }, { help: KEEP_ONE, related });
      }
      first.set(textOf(key), key);
      return [[key, value] as const];
    });
  }

  text(node: ConfigNode, what: string, expected: string): string | undefined {
    if (node.type === "string" && node.value !== "") return textOf(node);
    this.reportWrong(node, what, expected);
    return undefined;
  }

  /** A text of a form; `expected` names the form in messages: `a date such as …`. */
  textLike(
    node: ConfigNode,
    what: string,
    expected: string,
    isLike: (text: string) => boolean,
    help?: string,
  ): string | undefined {
    const text = this.text(node, what, expected);
    if (text === undefined || isLike(text)) return text;
    const details = { help: help ?? exampleFor(node) };
    this.report(wrongChoice, node, { value: text, expected }, details);
    return undefined;
  }

  /** One of a few words. */
  choice<Word extends string>(
    node: ConfigNode,
    what: string,
    expected: string,
    words: readonly Word[],
  ): Word | undefined {
    const text = this.text(node, what, expected);
    const found = words.find((word) => word === text);
    if (text === undefined || found !== undefined) return found;
    const meant = nearest(text, words);
    const all = words.map((word) => `\`${word}\``);
    const help = meant === undefined ? `Write ${listed(all, "or")}.` : `Did you mean \`${meant}\`?`;
    this.report(wrongChoice, node, { value: text, expected }, { help });
    return undefined;
  }

  flag(node: ConfigNode, what: string): boolean | undefined {
    if (node.type === "boolean") return node.value === true;
    this.reportWrong(node, what, "`true` or `false`");
    return undefined;
  }

  /** A number from 0 to 100. */
  percent(node: ConfigNode, what: string): number | undefined {
    const value = node.type === "number" ? Number(node.value) : Number.NaN;
    if (value >= 0 && value <= 100) return value;
    this.reportWrong(node, what, "a percentage from 0 to 100");
    return undefined;
  }

  list(node: ConfigNode, what: string, expected: string): readonly ConfigNode[] {
    if (node.type === "array") return node.children ?? [];
    this.reportWrong(node, what, expected);
    return [];
  }

  missing(node: ConfigNode, owner: string, setting: string, help: string): void {
    this.report(missingSetting, node, { owner, setting }, { help });
  }

  reportWrong(node: ConfigNode, what: string, expected: string): void {
    const help = exampleFor(node);
    this.report(wrongSetting, node, { what, expected, found: kindOf(node) }, { help });
  }

  report<Hole extends string>(
    rule: Rule<Hole>,
    node: Pick<ConfigNode, "offset" | "length">,
    facts: Readonly<Record<Hole, string>>,
    details: Details & { readonly help: string },
  ): void {
    this.diagnostics.push(diagnose(rule, this.#at(node), facts, details));
  }

  /** Another place of the file, and what it has to do with the matter. */
  note(node: Pick<ConfigNode, "offset" | "length">, message: string): Note {
    return { at: this.#at(node), message };
  }

  #at({ offset, length }: Pick<ConfigNode, "offset" | "length">): Diagnostic["at"] {
    return { file: this.#file, span: { start: offset, end: offset + length } };
  }

  #reportUnknown(key: ConfigNode, owner: string, known: readonly string[]): void {
    const name = textOf(key);
    const meant = nearest(name, known);
    const names = known.filter((one) => !one.startsWith("$")).map((one) => `\`${one}\``);
    const help =
      meant === undefined
        ? `Its settings are ${listed(names, "and")}.`
        : `Did you mean \`${meant}\`?`;
    this.report(unknownSetting, key, { owner, name }, { help });
  }
}

const KEEP_ONE =
  "Keep one of the two; a source is read from one file, so rows of two are put together.";

/** The text of a node that holds one. */
export function textOf(node: ConfigNode): string {
  return String(node.value);
}

/** The same in backticks: what a setting is called. */
export function quoted(node: ConfigNode): string {
  return `\`${textOf(node)}\``;
}

function kindOf(node: ConfigNode): string {
  switch (node.type) {
    case "object":
      return "an object";
    case "array":
      return node.children?.length === 0 ? "an empty list" : "a list";
    case "string":
      return node.value === "" ? "an empty text" : "a text";
    case "number":
      return "a number";
    default:
      return `\`${String(node.value)}\``;
  }
}
