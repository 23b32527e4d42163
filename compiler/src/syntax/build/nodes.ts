/** Reading the concrete tree, in which recovery may have left out anything. */
import type { CstNode, IToken } from "chevrotain";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "../../text/source-file.ts";
import type { Expression } from "../ast/expression.ts";
import type { Name } from "../ast/node.ts";

/** What building a tree needs to know, and where it reports. */
export interface Builder {
  readonly file: SourceFile;
  /** The comments that document something, by the line that they end on. */
  readonly docs: ReadonlyMap<number, string>;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Reads an expression out of a piece of the file, such as a cell of a grid. */
  readonly readExpression: (span: Span) => Expression;
}

/** Children as the generated types promise them, and as recovery may leave them. */
type Children<Element> = readonly Element[] | undefined;

export function first<Element>(children: Children<Element>): Element | undefined {
  return children?.[0];
}

export function all<Element>(children: Children<Element>): readonly Element[] {
  return children ?? [];
}

export function has(children: Children<unknown>): boolean {
  return (children?.length ?? 0) > 0;
}

/** The tokens of several kinds in the order of the text. */
export function inOrder<Element extends CstNode | IToken>(
  ...kinds: readonly Children<Element>[]
): Element[] {
  return kinds.flatMap((kind) => kind ?? []).sort((a, b) => startOf(a) - startOf(b));
}

/** The span of a token, or of the tokens below a node. Nothing that recovery has made up has one. */
export function spanOf(element: CstNode | IToken): Span {
  if (isToken(element))
    return { start: element.startOffset, end: element.startOffset + element.image.length };
  const { startOffset, endOffset } = element.location ?? { startOffset: Number.NaN };
  if (!Number.isNaN(startOffset))
    return { start: startOffset, end: (endOffset ?? startOffset) + 1 };
  return { start: 0, end: 0 };
}

/** Whether the parser found the token in the text; recovery invents tokens without a place. */
export function isReal(token: IToken): boolean {
  return !Number.isNaN(token.startOffset) && token.startOffset >= 0;
}

export function isToken(element: CstNode | IToken): element is IToken {
  return "image" in element;
}

function startOf(element: CstNode | IToken): number {
  return spanOf(element).start;
}

/** A name; nowhere and empty if it was left out. */
export function nameOf(token: IToken | undefined, fallback: Span): Name {
  if (token === undefined || !isReal(token))
    return { text: "", span: { start: fallback.end, end: fallback.end } };
  return { text: token.image.replace(/^`|`$/g, ""), span: spanOf(token) };
}

/** The text between quotes, escapes resolved. */
export function unquote(image: string): string {
  return image.slice(1, -1).replace(/\\(.)/g, "$1");
}

/** A name in quotes or without. */
export function keyOf(token: IToken | undefined, fallback: Span): Name {
  if (token === undefined || !isReal(token) || !token.image.startsWith('"'))
    return nameOf(token, fallback);
  return { text: unquote(token.image), span: spanOf(token) };
}

/** What is missing where something was expected: an empty place at the end of what there is. */
export function missing(after: Span): Expression {
  return { kind: "Missing", span: { start: after.end, end: after.end } };
}

/** `{ key: value }`, or nothing if there is no value: for fields that are there or not. */
export function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [name in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [name in Key]: Value });
}
