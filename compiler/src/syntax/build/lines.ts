/** Pieces that lines of several declarations share: headings, roundings, limits, grids. */
import type { IToken } from "chevrotain";
import { cover, type Span } from "../../text/source-file.ts";
import type { Never } from "../ast/component.ts";
import type { Expression } from "../ast/expression.ts";
import type { Name, NodeBase } from "../ast/node.ts";
import type { Allow, Day, Grain, Rounding } from "../ast/plan.ts";
import type { Cell, GridLine } from "../ast/test.ts";
import type * as cst from "../cst.generated.ts";
import { expression } from "./expressions.ts";
import { literal } from "./literals.ts";
import {
  type Builder,
  all,
  first,
  given,
  has,
  isReal,
  missing,
  nameOf,
  spanOf,
  unquote,
} from "./nodes.ts";

interface Heading {
  readonly name: Name;
  readonly label?: string;
  readonly doc?: string;
}

/** The name, the words of the letter, and the comment above the line that starts with `line`. */
export function heading(
  b: Builder,
  node: cst.HeadingCstNode | undefined,
  line: IToken | undefined,
): Heading {
  const after = line === undefined ? { start: 0, end: 0 } : spanOf(line);
  return {
    name: nameOf(first(node?.children.Name), after),
    ...given("label", labelOf(first(node?.children.TextLiteral))),
    ...given("doc", docAbove(b, line)),
  };
}

/** The words of a text in quotes that is there. */
export function labelOf(token: IToken | undefined): string | undefined {
  return token === undefined || !isReal(token) ? undefined : unquote(token.image);
}

/** The `///` comment that ends on the line before a token. */
export function docAbove(b: Builder, token: IToken | undefined): string | undefined {
  return token?.startLine === undefined ? undefined : b.docs.get(token.startLine - 1);
}

export function when(
  b: Builder,
  node: cst.WhenCstNode | cst.WhereCstNode | undefined,
): Expression | undefined {
  return node === undefined
    ? undefined
    : expression(b, first(node.children.expression), spanOf(node));
}

export function allow(node: cst.AllowCstNode): Allow {
  const span = spanOf(node);
  const names = all(node.children.wordOfRule).flatMap((one) =>
    all(one.children.word).filter(isReal),
  );
  const text = names.map((token) => token.image).join("-");
  const [start, end] = [names[0], names.at(-1)];
  const reason = first(node.children.TextLiteral);
  return {
    rule: {
      text,
      span:
        start === undefined || end === undefined
          ? span
          : { start: spanOf(start).start, end: spanOf(end).end },
    },
    reason: reason === undefined || !isReal(reason) ? "" : unquote(reason.image),
    span,
  };
}

export function day(node: cst.DayCstNode | undefined): Day | undefined {
  const [period, date] = [first(node?.children.PeriodLiteral), first(node?.children.DateLiteral)];
  if (period !== undefined && isReal(period))
    return { kind: "PeriodLiteral", name: period.image, span: spanOf(period) };
  if (date !== undefined && isReal(date))
    return { kind: "DateLiteral", value: date.image, span: spanOf(date) };
  return undefined;
}

export function never(b: Builder, node: cst.NeverCstNode): Never {
  const span = spanOf(node);
  const { Below, Each, Name: names } = node.children;
  return {
    kind: "Never",
    bound: has(Below) ? "below" : "above",
    limit: expression(b, first(node.children.expression), span),
    ...given("each", has(Each) ? nameOf(first(names), span) : undefined),
    ...given("when", when(b, first(node.children.when))),
    ...given("rest", restOf(node.children)),
    span,
  };
}

/** `the excess is lost`, `the shortfall is carried`: what becomes of the rest. */
function restOf({ Excess, Shortfall, Lost, Carried }: cst.NeverCstChildren): Never["rest"] {
  const what = first([...all(Excess), ...all(Shortfall)]);
  const is = first([...all(Lost), ...all(Carried)]);
  if (what === undefined || is === undefined || !isReal(what) || !isReal(is)) return undefined;
  return {
    what: has(Excess) ? "excess" : "shortfall",
    is: has(Lost) ? "lost" : "carried",
    span: cover(spanOf(what), spanOf(is)),
  };
}

export function rounding(node: cst.RoundingCstNode | undefined, after: Span): Rounding | undefined {
  if (node === undefined) return undefined;
  const { Half, Even, Up, Floor, Ceiling, Down } = node.children;
  const direction = has(Up) ? "up" : has(Down) ? "down" : undefined;
  const mode = has(Half)
    ? (`half ${has(Even) ? "even" : (direction ?? "even")}` as const)
    : has(Floor)
      ? "floor"
      : has(Ceiling)
        ? "ceiling"
        : (direction ?? "up");
  return { mode, to: grain(first(node.children.grain), after), span: spanOf(node) };
}

/** A line that rounds what the line above gives. */
export function roundLine(
  node: cst.RoundedLineCstNode | undefined,
  span: Span,
): (NodeBase & { readonly kind: "Round"; readonly rounding: Rounding }) | undefined {
  const how = rounding(first(node?.children.rounding), span);
  return how === undefined ? undefined : { kind: "Round", rounding: how, span };
}

export function grain(node: cst.GrainCstNode | undefined, after: Span): Grain {
  const amount = literal(first(node?.children.literal));
  if (amount !== undefined) return amount;
  return { kind: "Cent", span: node === undefined ? missing(after).span : spanOf(node) };
}

/** The cells of a `|` line; `\|` is a bar within a cell. */
export function gridLine(token: IToken): GridLine {
  const cells: Cell[] = [];
  const { image, startOffset } = token;
  let start = 1;
  for (let i = 1; i <= image.length; i += 1) {
    const ends =
      i === image.length
        ? image.slice(start).trim() !== ""
        : image[i] === "|" && image[i - 1] !== "\\";
    if (!ends) continue;
    cells.push(cell(image.slice(start, i), startOffset + start));
    start = i + 1;
  }
  return { cells, span: spanOf(token) };
}

function cell(raw: string, offset: number): Cell {
  const text = raw.trim();
  const start = offset + (text === "" ? Math.min(1, raw.length) : raw.indexOf(text));
  return { text: text.replaceAll("\\|", "|"), span: { start, end: start + text.length } };
}

export function grid(tokens: readonly IToken[]): GridLine[] {
  return tokens.map(gridLine);
}
