/** How much one line may hold: what is nested deeper than anybody can follow isn't read. */
import type { IToken } from "chevrotain";
import * as t from "./tokens.ts";

/** Brackets within brackets, and choices within choices. */
const NESTING = 40;
/** Signs and words that join two things. */
const JOINING = 300;

export interface TooDeep {
  /** The tokens that can be read. */
  readonly readable: IToken[];
  /** The one at which reading stops. */
  readonly at: IToken;
  readonly limit: number;
  readonly steps: string;
}

/** Where a line holds too much, if it does. */
export function tooDeepIn(tokens: readonly IToken[]): TooDeep | undefined {
  let [nested, joined] = [0, 0];
  for (const [i, at] of tokens.entries()) {
    if (at.tokenType === t.LeftParen || at.tokenType === t.If) nested += 1;
    else if (at.tokenType === t.RightParen) nested -= 1;
    else if (!isThing(at)) joined += 1;
    const readable = tokens.slice(0, i);
    if (nested > NESTING) return { readable, at, limit: NESTING, steps: "brackets and choices" };
    if (joined > JOINING) return { readable, at, limit: JOINING, steps: "words and signs" };
  }
  return undefined;
}

/** A name, a literal, or a comma: of these a list may have thousands. */
function isThing({ tokenType, image }: IToken): boolean {
  return tokenType === t.Identifier || tokenType === t.Comma || /^[\d"`]/.test(image);
}
