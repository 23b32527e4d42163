// What must hold for every text that is formatted, whatever is in it.
import type { Diagnostic } from "../../compiler/src/diagnostics/diagnostic.ts";
import { parse } from "../../compiler/src/syntax/parser.ts";

export type Formatter = (text: string) => string;

interface Check {
  readonly name: string;
  readonly holds: (text: string, format: Formatter) => boolean;
}

export const CHECKS: readonly Check[] = [
  {
    name: "is stable: formatted twice it is as formatted once",
    holds: (text, format) => format(format(text)) === format(text),
  },
  {
    name: "reads the same: tree and diagnostics are equal but for their places",
    holds: (text, format) => readingOf(format(text)) === readingOf(text),
  },
  {
    name: "keeps every comment",
    holds: (text, format) => commentsOf(format(text)) === commentsOf(text),
  },
  {
    name: "loses no sign, of what can't be read either",
    holds: (text, format) => signsOf(format(text)) === signsOf(text),
  },
  {
    name: "does with CR LF what it does with LF",
    holds: (text, format) => {
      const plain = `${text.replaceAll("\r\n", "\n")}\n`;
      return format(withCrLf(plain)) === withCrLf(format(plain));
    },
  },
  {
    name: "does with a byte-order mark what it does without",
    holds: (text, format) => format(`\uFEFF${text}`) === `\uFEFF${format(text)}`,
  },
];

/** The names of the checks that don't hold. */
export function faultsOf(text: string, format: Formatter): string[] {
  return CHECKS.filter(({ holds }) => !holds(text, format)).map(({ name }) => name);
}

function withCrLf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

function readingOf(text: string): string {
  const { tree, diagnostics } = parse({ path: "a.plan", text });
  return JSON.stringify([tree, diagnostics.map(told)], withoutSpan);
}

/** Without places, and without space at the end of a text that isn't closed. */
function withoutSpan(key: string, value: unknown): unknown {
  if (key === "span") return undefined;
  return typeof value === "string" ? value.trimEnd() : value;
}

function told({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

function commentsOf(text: string): string {
  const { comments } = parse({ path: "a.plan", text });
  return comments.map((comment) => comment.text.trimEnd()).join("\n");
}

/** Signs that may be written in several ways, and the way they are; bars may be added at the end of a row. */
const SIGNS: Readonly<Record<string, string>> = {
  "*": "x",
  "×": "x",
  "÷": "/",
  "−": "-",
  "≤": "<=",
  "≥": ">=",
  "|": "",
};

function signsOf(text: string): string {
  return text.replace(/\s/gu, "").replace(/[*×÷−≤≥|]/gu, (sign) => SIGNS[sign] ?? sign);
}
