/** What to select when a selection grows: the word, the expression, the line, the declaration, the file. */
import type { Span } from "@attain/compiler/text/source-file";
import { nodesAround } from "../analysis/nodes.ts";
import { lineBefore, spanOfToken, tokenAt } from "../analysis/tokens.ts";
import type { View } from "../project/project.ts";
import { outline, type OutlineItem } from "./outline.ts";

/** Spans around a place, the innermost first; each holds the one before it. */
export function selections(view: View, offset: number): Span[] {
  const { file, parsed } = view;
  const token = tokenAt(file, offset);
  const line = lineBefore(file, offset);
  const words = line?.tokens.map(spanOfToken) ?? [];
  const [first, last] = [words[0], words.at(-1)];
  const all = [
    { start: offset, end: offset },
    ...(token === undefined ? [] : [spanOfToken(token)]),
    ...nodesAround(parsed.tree, { start: offset, end: offset }).map(({ span }) => span),
    ...(first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end }]),
    ...outline(file).flatMap((item) => itemsAround(item, offset)),
    { start: 0, end: file.text.length },
  ];
  all.sort((a, b) => a.end - a.start - (b.end - b.start));
  return all.reduce<Span[]>((chain, span) => {
    const inner = chain.at(-1);
    const grows = inner === undefined || (span.start <= inner.start && inner.end <= span.end);
    const isNew = inner === undefined || span.start < inner.start || inner.end < span.end;
    const holds = span.start <= offset && offset <= span.end;
    if (grows && isNew && holds) chain.push(span);
    return chain;
  }, []);
}

function itemsAround(item: OutlineItem, offset: number): Span[] {
  if (offset < item.span.start || offset > item.span.end) return [];
  return [item.span, ...item.children.flatMap((child) => itemsAround(child, offset))];
}
