/** What keeps attain.json from being JSON: the place, the other place, and what to do. */
import { createScanner, type ParseError, printParseErrorCode } from "jsonc-parser";

interface Span {
  readonly offset: number;
  readonly length: number;
}

export interface BrokenSyntax {
  readonly at: Span;
  readonly fault: string;
  readonly help: string;
  readonly other?: Span & { readonly message: string };
}

/** How a fault is told, and which other place belongs to it. */
interface Telling {
  readonly fault: string;
  readonly help: string;
  readonly other?: "the part before" | "the open bracket";
}

const TELLINGS: Readonly<Record<string, Telling>> = {
  PropertyNameExpected: {
    fault: "The name of a setting, in double quotes, is missing",
    help: 'Write it before a colon: `"output": "out"`.',
  },
  ValueExpected: {
    fault: "A value is missing",
    help: "Write one, or remove the name before it.",
    other: "the part before",
  },
  ColonExpected: {
    fault: "A colon is missing",
    help: "Put a colon between the name of a setting and its value.",
    other: "the part before",
  },
  CommaExpected: {
    fault: "A comma is missing",
    help: "Put a comma between the two.",
    other: "the part before",
  },
  CloseBraceExpected: {
    fault: "A closing brace `}` is missing",
    help: "Close the brace where its settings end.",
    other: "the open bracket",
  },
  CloseBracketExpected: {
    fault: "A closing bracket `]` is missing",
    help: "Close the bracket where its list ends.",
    other: "the open bracket",
  },
  EndOfFileExpected: {
    fault: "The settings end before this; nothing may stand",
    help: "Remove it, or a closing brace too many before it.",
    other: "the part before",
  },
  UnexpectedEndOfString: {
    fault: "A text without a closing quote begins",
    help: "Close the quote on the same line.",
  },
  UnexpectedEndOfComment: {
    fault: "A comment without an end begins",
    help: "End it with `*/`.",
  },
  InvalidEscapeCharacter: {
    fault: "A backslash must be doubled",
    help: "Paths are written with `/` on every system.",
  },
};

const MESSAGES = { "the part before": "after this", "the open bracket": "opened here" };

export function brokenSyntax(text: string, error: ParseError | undefined): BrokenSyntax {
  const at = error ?? { offset: 0, length: 0 };
  const places = placesBefore(text, at.offset);
  const telling = error && TELLINGS[faultOf(error, text, places["the open bracket"])];
  if (telling === undefined) {
    const written = text.slice(at.offset, at.offset + at.length);
    const help =
      "Names and texts stand in double quotes; other values are numbers, `true` or `false`.";
    return { at, fault: `\`${written}\` can't stand`, help };
  }
  const { fault, help, other } = telling;
  const place = other === undefined ? undefined : places[other];
  if (other === undefined || place === undefined) return { at, fault, help };
  return { at, fault, help, other: { ...place, message: MESSAGES[other] } };
}

/** What a parser calls the fault; before a bracket that closes another one, no comma is missing. */
function faultOf({ error, offset }: ParseError, text: string, open: Span | undefined): string {
  const fault = printParseErrorCode(error);
  if (fault !== "CommaExpected" || !/[}\]]/.test(text[offset] ?? "")) return fault;
  return text[open?.offset ?? 0] === "[" ? "CloseBracketExpected" : "CloseBraceExpected";
}

/** The part before a place, and the bracket that is open there. */
function placesBefore(text: string, end: number): Partial<Record<keyof typeof MESSAGES, Span>> {
  const scanner = createScanner(text, true);
  const open: Span[] = [];
  let before: Span | undefined;
  for (;;) {
    scanner.scan();
    const [offset, length] = [scanner.getTokenOffset(), scanner.getTokenLength()];
    if (offset >= end || length === 0) break;
    before = { offset, length };
    const sign = text[offset] ?? "";
    if (sign === "{" || sign === "[") open.push(before);
    else if (sign === "}" || sign === "]") open.pop();
  }
  const last = open.at(-1);
  return {
    ...(before === undefined ? {} : { "the part before": before }),
    ...(last === undefined ? {} : { "the open bracket": last }),
  };
}
