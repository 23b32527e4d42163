/** Comments at the ends of lines: those of neighbours stand in one column. */
import { padEnd, widthOf } from "../base/columns.ts";
import type { TextLine } from "./layout.ts";

/** How far a comment stands from the longest of the lines that it and its neighbours are about. */
const DISTANCE = 4;

export interface Draft {
  readonly indent: number;
  readonly isBlankBefore: boolean;
  readonly lines: readonly TextLine[];
}

export interface Noted {
  /** For each draft, its lines with their comments. */
  readonly texts: readonly (readonly string[])[];
  /** The drafts whose comments stand in one column. */
  readonly runs: readonly (readonly number[])[];
}

export function withNotes(drafts: readonly Draft[]): Noted {
  const paragraphs = paragraphsOf(drafts);
  const texts = paragraphs.flatMap((members) => {
    const own = members.map((i) => drafts[i]?.lines ?? []);
    const noted = own.flat().filter(({ note }) => note !== undefined);
    const column = Math.max(0, ...noted.map(({ text }) => widthOf(text))) + DISTANCE;
    return own.map((lines) =>
      lines.map(({ text, note }) => (note === undefined ? text : padEnd(text, column) + note)),
    );
  });
  const runs = paragraphs.map((members) => members.filter((i) => isNoted(drafts[i])));
  return { texts, runs };
}

/** Drafts with one indentation, and no empty line among them. */
function paragraphsOf(drafts: readonly Draft[]): number[][] {
  const paragraphs: number[][] = [];
  for (const [i, { isBlankBefore, indent }] of drafts.entries()) {
    if (isBlankBefore || indent !== drafts[i - 1]?.indent) paragraphs.push([]);
    paragraphs.at(-1)?.push(i);
  }
  return paragraphs;
}

function isNoted(draft: Draft | undefined): boolean {
  return draft?.lines.some(({ note }) => note !== undefined) === true;
}
