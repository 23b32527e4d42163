// What is said of each kind of token is what chevrotain would find out from its pattern.
import { Lexer, type TokenType } from "chevrotain";
import { expect, test } from "vitest";
import { ALL_TOKENS } from "../../compiler/src/syntax/tokens.ts";

interface Tried {
  readonly tokenType: TokenType;
  readonly canLineTerminator: boolean;
}

/** What the lexer tries, all in all and by the first character: up to the 255th one by one, then in stretches. */
interface Tries {
  readonly patternIdxToConfig: { readonly defaultMode: readonly Tried[] };
  readonly charCodeToPatternIdxToConfig: { readonly defaultMode: readonly (readonly Tried[])[] };
}

function nameOf({ tokenType }: Tried): string {
  return tokenType.name;
}

function triesOf(): { byFirst: string[][]; overLines: string[] } {
  const lexer = new Lexer([...ALL_TOKENS], { ensureOptimizations: true }) as unknown as Tries;
  const all = lexer.patternIdxToConfig.defaultMode;
  const byFirst = lexer.charCodeToPatternIdxToConfig.defaultMode;
  return {
    byFirst: Array.from(byFirst, (tried) => (tried ?? []).map(nameOf)),
    overLines: all.filter(({ canLineTerminator }) => canLineTerminator).map(nameOf),
  };
}

test("the characters that tokens start with, and which go over lines", () => {
  const said = triesOf();
  for (const type of ALL_TOKENS) {
    delete type.START_CHARS_HINT;
    delete type.LINE_BREAKS;
  }
  const found = triesOf();
  expect(said.overLines).toEqual(found.overLines);
  expect(found.byFirst.flat().length).toBeGreaterThan(500);
  // To try one too many costs time only.
  for (const [first, names] of found.byFirst.entries()) {
    const known = said.byFirst[first]?.filter((name) => names.includes(name));
    expect([first, known]).toEqual([first, names]);
  }
});
