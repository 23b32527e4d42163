/** Where places of a text lie in a later one. */
import type { Location, SourceFile, Span } from "@attain/compiler/text/source-file";

/** Nowhere, if the place has been written over. */
export type Move = (span: Span) => Location | undefined;

/** By the one change that leads from a text to another: what ends before it stays, what begins after it moves. */
export function moveBetween(before: SourceFile, file: SourceFile): Move {
  const [a, b] = [before.text, file.text];
  if (a === b) return (span) => ({ file, span });
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a.charCodeAt(head) === b.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < most - head &&
    a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)
  )
    tail += 1;
  const shift = b.length - a.length;
  return ({ start, end }) => {
    if (end <= head) return { file, span: { start, end } };
    return start >= a.length - tail
      ? { file, span: { start: start + shift, end: end + shift } }
      : undefined;
  };
}
