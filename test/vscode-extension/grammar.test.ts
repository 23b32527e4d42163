// The grammar for colouring: it can't drift from the tokens, and it reads every plan of the repository as the lexer does.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { IToken } from "chevrotain";
import { expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";
import { SIMPLE_TYPES } from "../../compiler/src/check/type-names.ts";
import { lex } from "../../compiler/src/syntax/lexer.ts";
import { documentationOf } from "../../compiler/src/syntax/tokens.ts";
import { planTexts } from "../format/corpus.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const GRAMMAR = `${root}vscode-extension/syntaxes/attain.tmLanguage.json`;

async function loaded(): Promise<IGrammar> {
  const wasm = readFileSync(
    createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"),
  );
  await oniguruma.loadWASM(new Uint8Array(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(GRAMMAR, "utf8"), GRAMMAR),
  });
  const grammar = await registry.loadGrammar("source.attain");
  if (grammar === null) throw new Error("There is no grammar.");
  return grammar;
}

const grammar = await loaded();

interface Coloured {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly scope: string;
}

function coloured(text: string): Coloured[] {
  let stack = textmate.INITIAL;
  return text.split(/\r\n|\n/).flatMap((content, line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(content, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex: start, endIndex: end, scopes }) => ({
      line,
      start,
      end,
      scope: scopes.at(-1) ?? "",
    }));
  });
}

/** `credit` keyword.control, `Bookings` entity.name.function …; what has no colour of its own is left out. */
function scopesOf(line: string): string[] {
  return coloured(line).flatMap(({ start, end, scope }) =>
    /^(?:source|meta)\./.test(scope)
      ? []
      : [`${line.slice(start, end).trim()} ${scope.replace(/\.attain$/, "")}`],
  );
}

test("what is generated is as it would be generated now", () => {
  const { stderr } = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
});

test.each([
  [
    "  credit Bookings from Deals",
    [
      "credit keyword.control",
      "Bookings entity.name.function",
      "from keyword.other",
      "Deals variable.other",
    ],
  ],
  [
    "  quota means Quotas.amount",
    [
      "quota keyword.control",
      "means keyword.other",
      "Quotas variable.other",
      ". punctuation.accessor",
      "amount variable.other.member",
    ],
  ],
  [
    "  from 100% pay 1.5% // and so on",
    [
      "from keyword.control",
      "100% constant.numeric.percent",
      "pay keyword.other",
      "1.5% constant.numeric.percent",
      "// and so on comment.line.double-slash",
    ],
  ],
  [
    "  amount : USD per Quarter above 0 USD",
    [
      "amount variable.other.member",
      ": punctuation.separator",
      "USD support.type",
      "per keyword.other",
      "Quarter support.type",
      "above keyword.other",
      "0 constant.numeric.decimal",
      "USD support.type",
    ],
  ],
  [
    'plan AE "Plan \\"2026\\""',
    [
      "plan keyword.control",
      "AE entity.name.type",
      '"Plan string.quoted.double',
      '\\" constant.character.escape',
      "2026 string.quoted.double",
      '\\" constant.character.escape',
      '" string.quoted.double',
    ],
  ],
  [
    "    | given Bookings | 2026-02-01 |",
    [
      "| punctuation.separator.table",
      "given keyword.other",
      "Bookings variable.other",
      "| punctuation.separator.table",
      "2026-02-01 constant.numeric.date",
      "| punctuation.separator.table",
    ],
  ],
  [
    "    never above the_most, the excess is lost",
    [
      "never keyword.control",
      "above keyword.other",
      "the_most variable.other",
      "the keyword.other",
      "excess keyword.other",
      "is keyword.other",
      "lost keyword.other",
    ],
  ],
  [
    "    earns 5% of the",
    [
      "earns keyword.control",
      "5% constant.numeric.percent",
      "of keyword.other",
      "the variable.other",
    ],
  ],
  ["/// What you are paid.", ["/// What you are paid. comment.line.documentation"]],
])("%s", (line, scopes) => {
  expect(scopesOf(line)).toEqual(scopes);
});

test.each(SIMPLE_TYPES)("%s is a type", (name) => {
  expect(scopesOf(`  column : ${name}`).at(-1)).toBe(`${name} support.type`);
});

/** What a token is coloured as, by its kind. */
function family({ tokenType }: IToken): RegExp | undefined {
  const { name, CATEGORIES = [] } = tokenType;
  if (name === "TextLiteral") return /^(?:string|constant\.character)/;
  if (name.endsWith("Literal")) return /^constant\.numeric/;
  if (documentationOf(tokenType) === undefined) return undefined;
  // A word that may be a name is one after the word of a declaration, and after a point.
  return CATEGORIES.length > 0 ? /^keyword|^entity\.name|^variable\.other\.member/ : /^keyword/;
}

test("every plan of the repository is coloured as the lexer reads it", () => {
  const plans = planTexts();
  expect(plans.length).toBeGreaterThan(60);
  const wrong = plans.flatMap(({ name, text }) => {
    const colours = coloured(text);
    const scopeAt = (line: number, column: number): string =>
      colours.find((one) => one.line === line && one.start <= column && column < one.end)?.scope ??
      "";
    const { lines, comments } = lex({ path: name, text });
    const tokens = lines.flatMap((line) => line.tokens);
    const words = tokens.flatMap((token) => {
      const { tokenType, image, startLine = 1, startColumn = 1 } = token;
      const expected = family(token);
      const scope = scopeAt(startLine - 1, startColumn - 1);
      return expected === undefined || expected.test(scope)
        ? []
        : [`${name}:${startLine}:${startColumn} ${image} (${tokenType.name}) is ${scope}`];
    });
    const notes = comments.flatMap(({ startLine = 1, startColumn = 1 }) =>
      scopeAt(startLine - 1, startColumn - 1).startsWith("comment.line")
        ? []
        : [`${name}:${startLine} has a comment that isn't one`],
    );
    return [...words, ...notes];
  });
  expect(wrong).toEqual([]);
});
