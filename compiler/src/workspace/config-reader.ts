/** Reads settings out of JSON with comments, and says what is wrong with them in their own place. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { listed, nearest } from "../base/text.ts";
import {
  brokenConfig,
  missingSetting,
  repeatedSetting,
  unknownSetting,
  wrongChoice,
  wrongSetting,
} from "../diagnostics/catalogue/project.ts";
import { type Details, diagnose, type Diagnostic, type Rule } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source-file.ts";

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
    const place = error ?? { offset: 0, length: 0 };
    const written = this.#file.text.slice(place.offset, place.offset + place.length);
    const fault =
      (error && FAULTS[printParseErrorCode(error.error)]) ?? `\`${written}\` can't stand`;
    this.report(brokenConfig, place, { fault });
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
        const related = [{ at: this.#at(earlier), message: "set here first" }];
        this.report(repeatedSetting, key, { name: textOf(key) }, { related });
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
    this.report(wrongChoice, node, { value: text, expected }, help === undefined ? {} : { help });
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

  list(node: ConfigNode, what: string, expected: string): readonly ConfigNode[] {
    if (node.type === "array") return node.children ?? [];
    this.reportWrong(node, what, expected);
    return [];
  }

  missing(node: ConfigNode, owner: string, setting: string, help: string): void {
    this.report(missingSetting, node, { owner, setting }, { help });
  }

  reportWrong(node: ConfigNode, what: string, expected: string): void {
    this.report(wrongSetting, node, { what, expected, found: kindOf(node) });
  }

  report<Hole extends string>(
    rule: Rule<Hole>,
    node: Pick<ConfigNode, "offset" | "length">,
    facts: Readonly<Record<Hole, string>>,
    details?: Details,
  ): void {
    this.diagnostics.push(diagnose(rule, this.#at(node), facts, details));
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

const FAULTS: Readonly<Record<string, string>> = {
  PropertyNameExpected: "The name of a setting, in double quotes, is missing",
  ValueExpected: "A value is missing",
  ColonExpected: "A colon is missing",
  CommaExpected: "A comma is missing",
  CloseBraceExpected: "A closing brace `}` is missing",
  CloseBracketExpected: "A closing bracket `]` is missing",
  EndOfFileExpected: "The settings end before this; nothing may stand",
  UnexpectedEndOfString: "A text without a closing quote begins",
  UnexpectedEndOfComment: "A comment without an end begins",
  InvalidEscapeCharacter: "A backslash must be doubled",
};
