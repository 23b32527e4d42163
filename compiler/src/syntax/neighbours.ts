/** Words that are keywords only beside certain neighbours: a field may be called `total`, `count` or `start`. */
import type { IToken, TokenType } from "chevrotain";
import * as t from "./tokens.ts";

type Test = (before: IToken | undefined, after: IToken | undefined) => boolean;

const beforeOf: Test = (_, after) => after?.tokenType === t.Of;
const beforeField: Test = (_, after) =>
  after !== undefined &&
  (after.tokenType === t.LeftParen ||
    after.tokenType === t.Identifier ||
    MEANINGS.has(after.tokenType));
const edge: Test = (before, after) => before?.tokenType === t.At || after?.tokenType === t.Of;

const MEANINGS: ReadonlyMap<TokenType, Test> = new Map<TokenType, Test>([
  [t.Count, beforeOf],
  [t.Rank, beforeOf],
  [t.Greatest, beforeOf],
  [t.Least, beforeOf],
  [t.Total, beforeField],
  [t.Average, beforeField],
  [t.Largest, beforeField],
  [t.Smallest, beforeField],
  [t.Distinct, beforeField],
  [t.Start, edge],
  [t.End, edge],
  [
    t.Present,
    (before, after) =>
      before?.tokenType === t.Is || before?.tokenType === t.Not || after?.tokenType === t.When,
  ],
]);

/**
 * Turns each such word into an identifier where its neighbours give it no other meaning, and reads `up to` after
 * `half`, `rounded` or `rolls` as two words.
 */
export function resolveWords(tokens: readonly IToken[]): IToken[] {
  return tokens.flatMap((token, i) => {
    const before = tokens[i - 1];
    if (
      token.tokenType === t.UpTo &&
      (before?.tokenType === t.Half || before?.image === "rounded" || before?.image === "rolls")
    ) {
      return splitUpTo(token);
    }
    const hasMeaning = MEANINGS.get(token.tokenType);
    if (hasMeaning === undefined || hasMeaning(before, tokens[i + 1])) return [token];
    return [{ ...token, ...typed(t.Identifier) }];
  });
}

function splitUpTo(token: IToken): IToken[] {
  const start = token.startOffset + token.image.length - 2;
  const column = (token.startColumn ?? 1) + token.image.length - 2;
  return [
    { ...token, image: "up", endOffset: token.startOffset + 1, ...typed(t.Up) },
    { ...token, image: "to", startOffset: start, startColumn: column, ...typed(t.To) },
  ];
}

function typed(type: TokenType): Pick<IToken, "tokenType" | "tokenTypeIdx"> {
  return { tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 };
}
