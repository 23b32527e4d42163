// The grammar prepared ahead reads every line, whole and broken, as the one that chevrotain analyses.
import type { CstNode, IToken } from "chevrotain";
import { expect, test } from "vitest";
import { Grammar } from "../../compiler/src/syntax/grammar.ts";
import { lex } from "../../compiler/src/syntax/lexer.ts";
import { ruleFor } from "../../compiler/src/syntax/parser.ts";
import { PreparedGrammar } from "../../compiler/src/syntax/prepared-grammar.ts";
import { documentsOf, textOf } from "../support/plan-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { repositoryFiles } from "../support/repository.ts";

type Rule = ReturnType<typeof ruleFor>;

/** One line of each shape that the plans and documents of the repository have. */
const lines = new Map(
  repositoryFiles()
    .flatMap((file) =>
      file.path.endsWith(".plan")
        ? [file.text]
        : /^docs\/language\/[\w-]+\.md$/.test(file.path)
          ? documentsOf(readPage(file)).map(textOf)
          : [],
    )
    .flatMap((text) => lex({ path: "a.plan", text }).lines)
    .map((line) => {
      const [rule, tokens] = [ruleFor(line), line.tokens];
      const shape = tokens.map(({ tokenType }) => tokenType.name).join(" ");
      return [`${rule}: ${shape}`, { rule, tokens }];
    }),
);

/** The line without one of its tokens, with it twice, with it behind the next, cut off before it, and run on with it. */
function broken(tokens: readonly IToken[], i: number): readonly (readonly IToken[])[] {
  const [before, own, after] = [tokens.slice(0, i), tokens.slice(i, i + 1), tokens.slice(i + 1)];
  return [
    [...before, ...after],
    [...before, ...own, ...own, ...after],
    [...before, ...after.slice(0, 1), ...own, ...after.slice(1)],
    before,
    [...tokens, ...own],
  ];
}

function read(grammar: Grammar, rule: Rule, tokens: readonly IToken[]): unknown[] {
  grammar.input = [...tokens];
  const node = grammar[rule]() as CstNode | undefined;
  const { errors } = grammar;
  return [
    node,
    ...errors.map(({ message, name, token, context }) => [
      message,
      name,
      token.startOffset,
      context,
    ]),
  ];
}

test("reads lines the same, whole and broken", { timeout: 60_000 }, () => {
  const [analysed, prepared] = [new Grammar(), new PreparedGrammar()];
  expect(lines.size).toBeGreaterThan(500);
  let faults = 0;
  for (const [n, { rule, tokens }] of [...lines.values()].entries()) {
    for (const text of [tokens, ...broken(tokens, n % tokens.length)]) {
      const told = read(analysed, rule, text);
      expect(read(prepared, rule, text)).toEqual(told);
      faults += told.length - 1;
    }
  }
  expect(faults).toBeGreaterThan(500);
});

test("the grammar is valid", () => {
  expect(() => new Grammar(false)).not.toThrow();
});
