// Reads pages of documentation: their front matter, their title, and their fenced blocks with where these stand.
import type { RepositoryFile } from "./repository.ts";

export interface Fence {
  /** The words after the opening fence: `plan bad` is ["plan", "bad"]. */
  readonly info: readonly string[];
  readonly lines: readonly string[];
  /** Where the first of the lines is in the page, counted from 1. */
  readonly line: number;
  /** The number of the `##` heading above; 0 before the first. */
  readonly section: number;
  /** The words of that heading, or of the page's title. */
  readonly heading: string;
  /** What the nearest `<!-- in: examples/first -->` above names. */
  readonly folder: string | undefined;
}

export interface Page {
  readonly path: string;
  readonly frontMatter: Readonly<Record<string, string>>;
  readonly title: string;
  readonly text: string;
  readonly fences: readonly Fence[];
}

/** What the lines so far say about those that follow. */
interface Place {
  title: string;
  section: number;
  heading: string;
  folder: string | undefined;
}

export function readPage({ path, text }: RepositoryFile): Page {
  const lines = text.replace(/\r\n/g, "\n").split("\n");
  const start = frontMatterEnd(lines);
  const place: Place = { title: "", section: 0, heading: "", folder: undefined };
  const fences: Fence[] = [];
  for (let i = start; i < lines.length; i += 1) {
    const opening = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/.exec(lines[i] ?? "");
    if (opening === null) {
      readProse(place, lines[i] ?? "");
      continue;
    }
    const [, indent = "", ticks = "", info = ""] = opening;
    const end = lines.findIndex((line, at) => at > i && closes(line, ticks));
    if (end === -1) throw new Error(`${path}:${i + 1} opens a block that is never closed.`);
    const { section, heading, folder } = place;
    const inside = lines.slice(i + 1, end).map((line) => withoutIndent(line, indent.length));
    const words = info.split(/\s+/).filter((word) => word !== "");
    fences.push({ info: words, lines: inside, line: i + 2, section, heading, folder });
    i = end;
  }
  const frontMatter = frontMatterOf(lines.slice(1, Math.max(1, start - 1)));
  return { path, text, frontMatter, title: place.title, fences };
}

/** The index of the line after the front matter; 0 if there is none. */
function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0] !== "---") return 0;
  return lines.indexOf("---", 1) + 1;
}

function frontMatterOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

function readProse(place: Place, line: string): void {
  const title = /^#\s+(.*\S)/.exec(line)?.[1];
  const heading = /^##\s+(.*\S)/.exec(line)?.[1];
  const folder = /^\s*<!--\s*in:\s*(\S+)\s*-->/.exec(line)?.[1];
  if (title !== undefined) Object.assign(place, { title, heading: title });
  if (heading !== undefined) Object.assign(place, { section: place.section + 1, heading });
  if (folder !== undefined) Object.assign(place, { folder });
}

function closes(line: string, ticks: string): boolean {
  return line.trim().startsWith(ticks) && /^\s*(?:`+|~+)\s*$/.test(line);
}

function withoutIndent(line: string, width: number): string {
  const indent = /^\s*/.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(indent, width));
}
