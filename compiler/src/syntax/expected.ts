/** What may stand next in a line that is being written. */
import type { TokenType } from "chevrotain";
import type { SourceFile } from "../text/source-file.ts";
import { lex } from "./lexer.ts";
import type { Line } from "./lines.ts";
import { ruleFor, theGrammar } from "./parser.ts";

export interface Expected {
  /** The line that the place lies in, up to there; undefined where no line has begun. */
  readonly line: Line | undefined;
  /** The kinds of token that may come next, each once. */
  readonly next: readonly TokenType[];
}

/** A word that stands for the one to come, since some words mean something beside certain neighbours only. */
const TO_COME = " attain_to_come_";

/** What may follow at the end of a text. */
export function expectedAfter({ path, text }: SourceFile): Expected {
  const line = lex({ path, text: text + TO_COME }).lines.at(-1);
  if (line === undefined) return { line, next: [] };
  const begun = { ...line, tokens: line.tokens.slice(0, -1) };
  const paths = theGrammar().computeContentAssist(ruleFor(begun), begun.tokens);
  return { line: begun, next: [...new Set(paths.map(({ nextTokenType }) => nextTokenType))] };
}
