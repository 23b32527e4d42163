/** What each word of a file is, for editors to colour: names by what they stand for, words of the language by their use. */
import type { Span } from "@attain/compiler/text/source-file";
import type { Entity } from "../analysis/entity.ts";
import { type Occurrence, occurrencesIn } from "../analysis/resolve.ts";
import { lexedOf, spanOfToken, type Token, tokensOf } from "../analysis/tokens.ts";
import type { View } from "../project/project.ts";
import { declares } from "./references.ts";

/** In the order in which the protocol numbers them. */
export const TOKEN_TYPES = [
  "class",
  "comment",
  "enum",
  "enumMember",
  "event",
  "function",
  "keyword",
  "method",
  "number",
  "operator",
  "parameter",
  "property",
  "string",
  "struct",
  "type",
  "variable",
] as const;

export const TOKEN_MODIFIERS = [
  "declaration",
  "readonly",
  "defaultLibrary",
  "documentation",
] as const;

type TokenType = (typeof TOKEN_TYPES)[number];
type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** In the order of the text; none overlaps another. */
export function semanticTokens(view: View): SemanticToken[] {
  const names = occurrencesIn(view).map(ofName);
  const taken = new Set(names.map(({ span }) => span.start));
  const words = tokensOf(view.file).flatMap((token) =>
    taken.has(token.startOffset) ? [] : ofWord(token),
  );
  const comments = lexedOf(view.file).comments.map(ofComment);
  const all = [...names, ...words, ...comments].sort((a, b) => a.span.start - b.span.start);
  return all.filter(({ span }, i) => span.start >= (all[i - 1]?.span.end ?? 0));
}

/** Those that touch a range. */
export function semanticTokensIn(view: View, { start, end }: Span): SemanticToken[] {
  return semanticTokens(view).filter(({ span }) => span.start < end && start < span.end);
}

function ofName({ site, entity }: Occurrence): SemanticToken {
  const [type, ...modifiers] = lookOf(entity);
  const declared = declares(site) ? (["declaration"] as const) : [];
  return { span: site.name.span, type, modifiers: [...declared, ...modifiers] };
}

type Look = readonly [TokenType, ...TokenModifier[]];

function lookOf(entity: Entity): Look {
  switch (entity.kind) {
    case "symbol":
      return SYMBOLS[entity.symbol.kind] ?? ["variable"];
    case "field":
      return ["property"];
    case "value":
      return ["enumMember"];
    case "word":
      return WORDS[entity.word];
    case "rule":
    case "file":
      return ["string"];
  }
}

const SYMBOLS: Readonly<Record<string, Look>> = {
  source: ["struct"],
  unit: ["type"],
  type: ["enum"],
  plan: ["class"],
  parameter: ["parameter", "readonly"],
  credit: ["event"],
  measure: ["variable"],
  table: ["function"],
  component: ["method"],
  draw: ["variable"],
  balance: ["variable"],
  territories: ["enum"],
  exception: ["string"],
};

const WORDS: Readonly<Record<Extract<Entity, { kind: "word" }>["word"], Look>> = {
  type: ["type", "defaultLibrary"],
  currency: ["type", "defaultLibrary"],
  period: ["type", "defaultLibrary"],
  payee: ["variable", "readonly", "defaultLibrary"],
  credited: ["variable", "readonly", "defaultLibrary"],
  payout: ["variable", "readonly", "defaultLibrary"],
  fact: ["property", "readonly", "defaultLibrary"],
  method: ["keyword"],
  function: ["function", "defaultLibrary"],
  "part of year": ["enumMember", "defaultLibrary"],
};

const LITERALS: Readonly<Record<string, TokenType>> = {
  DateLiteral: "number",
  PeriodLiteral: "number",
  PercentLiteral: "number",
  PointsLiteral: "number",
  NumberLiteral: "number",
  TextLiteral: "string",
  OpenText: "string",
  Plus: "operator",
  Minus: "operator",
  Slash: "operator",
  Times: "operator",
  Less: "operator",
  LessOrEqual: "operator",
  Greater: "operator",
  GreaterOrEqual: "operator",
};

/** Grids, brackets and names that stand for nothing have no colour of their own. */
function ofWord(token: Token): SemanticToken[] {
  const { name } = token.tokenType;
  const type =
    LITERALS[name] ??
    (name !== "Identifier" && /^[a-z]/i.test(token.image) ? "keyword" : undefined);
  return type === undefined ? [] : [{ span: spanOfToken(token), type, modifiers: [] }];
}

function ofComment(token: Token): SemanticToken {
  const isDoc = token.image.startsWith("///");
  return { span: spanOfToken(token), type: "comment", modifiers: isDoc ? ["documentation"] : [] };
}
