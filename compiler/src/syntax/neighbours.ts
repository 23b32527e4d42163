/** Words that are keywords only beside certain neighbours: a field may be called `total`, `count` or `start`. */
import { type IToken, type TokenType, tokenMatcher } from "chevrotain";
import * as t from "./tokens.ts";

type Test = (
  before: IToken | undefined,
  after: IToken | undefined,
  next: IToken | undefined,
) => boolean;

const beforeOf: Test = (_, after) => after?.tokenType === t.Of;
/** `total margin of …`, `total (…) of …`; a word that may be a name is one if `of` or a point follows. */
const beforeField: Test = (_, after, next) => {
  if (after === undefined) return false;
  if (after.tokenType === t.LeftParen || after.tokenType === t.Identifier) return true;
  const isName = tokenMatcher(after, t.Name) || MEANINGS.has(after.tokenType);
  return isName && (next?.tokenType === t.Of || next?.tokenType === t.Dot);
};
const edge: Test = (before, after) => before?.tokenType === t.At || after?.tokenType === t.Of;

const TAKING = [t.Total, t.Average, t.Largest, t.Smallest, t.Distinct];
const TAKES_A_FIELD: ReadonlySet<TokenType | undefined> = new Set(TAKING);

const MEANINGS: ReadonlyMap<TokenType, Test> = new Map<TokenType, Test>([
  [t.Count, beforeOf],
  [t.Rank, beforeOf],
  [t.Greatest, beforeOf],
  [t.Least, beforeOf],
  ...TAKING.map((word) => [word, beforeField] as const),
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
  const resolved: IToken[] = [];
  for (const [i, token] of tokens.entries()) {
    const before = resolved.at(-1);
    if (token.tokenType === t.UpTo && isUp(before, resolved.at(-2))) {
      resolved.push(...splitUpTo(token));
      continue;
    }
    const hasMeaning = MEANINGS.get(token.tokenType);
    const isField = before?.tokenType === t.Dot || TAKES_A_FIELD.has(before?.tokenType);
    const isKept =
      hasMeaning === undefined || (!isField && hasMeaning(before, tokens[i + 1], tokens[i + 2]));
    resolved.push(isKept ? token : { ...token, ...typed(t.Identifier) });
  }
  return resolved;
}

/** `rounded up to`, `rounded half up to`, `rolls up to`: in all other places `up to` is a limit. */
function isUp(before: IToken | undefined, first: IToken | undefined): boolean {
  const { tokenType } = before ?? {};
  const isHalf = tokenType === t.Half && first?.tokenType === t.RoundedLine;
  return isHalf || tokenType === t.RoundedLine || tokenType === t.RollsLine;
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
