/** The one canonical style of plans: the same text for all that read the same. */
import type { Span } from "../text/source-file.ts";
import { type Print, print } from "./print.ts";

/** A piece of a text, and what stands there instead. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A text in the canonical style. What can't be read stays as it is. The byte-order mark and the kind of line ends are kept. */
export function format(text: string): string {
  return applied(text, formatRange(text, 0, text.length));
}

/** The edits that bring the part of a text from one place to another into the canonical style, and what is bound to it. */
export function formatRange(text: string, from: number, to: number): Edit[] {
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  const body = text.slice(mark);
  const { pieces, bound } = print(body);
  const end = /\r\n?|\n/.exec(text)?.[0] ?? "\n";
  const wanted = wantedPieces({ pieces, bound }, from - mark, to - mark);
  const edits = pieces.flatMap(({ piece, lines, isBlankBefore }, i) => {
    if (!wanted.has(i)) return [];
    const start = pieces[i - 1]?.piece.end ?? 0;
    const gap = i === 0 ? "" : end.repeat(isBlankBefore ? 2 : 1);
    return edit(body, { start, end: piece.end }, gap + lines.join(end));
  });
  const last = pieces.at(-1)?.piece.end ?? 0;
  const rest = { start: last, end: body.length };
  const isAtEnd = pieces.length === 0 || to - mark >= last;
  const closing = isAtEnd ? edit(body, rest, pieces.length === 0 ? "" : end) : [];
  return [...edits, ...closing].map(({ span, text: other }) => ({
    span: { start: span.start + mark, end: span.end + mark },
    text: other,
  }));
}

/** The pieces that a range touches, and those bound to them. */
function wantedPieces({ pieces, bound }: Print, from: number, to: number): ReadonlySet<number> {
  const wanted = new Set(
    [...pieces.keys()].filter((i) => {
      const endAbove = pieces[i - 1]?.piece.end ?? -1;
      return endAbove < to && (pieces[i]?.piece.end ?? 0) >= from;
    }),
  );
  for (let size = -1; size !== wanted.size;) {
    size = wanted.size;
    for (const members of bound) {
      if (members.some((i) => wanted.has(i))) for (const i of members) wanted.add(i);
    }
  }
  return wanted;
}

/** The smallest edit that puts a text in place of another; none if they are the same. */
function edit(body: string, { start, end }: Span, text: string): Edit[] {
  const old = body.slice(start, end);
  if (old === text) return [];
  const least = Math.min(old.length, text.length);
  let before = 0;
  while (before < least && old[before] === text[before]) before += 1;
  let after = 0;
  while (after < least - before && old.at(-1 - after) === text.at(-1 - after)) after += 1;
  const span = { start: start + before, end: end - after };
  return [{ span, text: text.slice(before, text.length - after) }];
}

/** A text after edits, which are in its order and apart from each other. */
function applied(text: string, edits: readonly Edit[]): string {
  let result = "";
  let done = 0;
  for (const { span, text: other } of edits) {
    result += text.slice(done, span.start) + other;
    done = span.end;
  }
  return result + text.slice(done);
}
