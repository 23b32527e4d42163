// Plans with marks in them: files, a cursor, ranges and named places, so that no test counts columns.
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import type { Span } from "../../compiler/src/text/source-file.ts";
import { Project, type View } from "../../language-server/src/project/project.ts";

export interface Marked {
  /** Texts without marks, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The file of the cursor, or the first one. */
  readonly path: string;
  /** Where `$0` stood; 0 if nowhere. */
  readonly cursor: number;
  /** What stood between `[|` and `|]`, by path and in order. */
  readonly ranges: readonly { readonly path: string; readonly span: Span }[];
  /** Where named marks stood. */
  readonly places: Readonly<Record<string, { readonly path: string; readonly offset: number }>>;
}

const MARK = /\$0|\[\||\|\]|\/\*(\w+)\*\//g;

/**
 * Reads a text of one or several files. `//- plans/ae.plan` on a line of its own begins a file; what stands before the
 * first such line, or all of it, is `main.plan`.
 */
export function marked(source: string): Marked {
  const files: Record<string, string> = {};
  const ranges: { path: string; span: Span }[] = [];
  const places: Record<string, { path: string; offset: number }> = {};
  let at: { readonly path: string; readonly offset: number } | undefined;
  for (const { path, text } of filesOf(source)) {
    const open: number[] = [];
    let plain = "";
    let last = 0;
    for (const mark of text.matchAll(MARK)) {
      plain += text.slice(last, mark.index);
      last = mark.index + mark[0].length;
      const offset = plain.length;
      if (mark[0] === "$0") at = { path, offset };
      else if (mark[0] === "[|") open.push(offset);
      else if (mark[0] === "|]")
        ranges.push({ path, span: { start: open.pop() ?? 0, end: offset } });
      else places[mark[1] ?? ""] = { path, offset };
    }
    files[path] = plain + text.slice(last);
  }
  const [first = "main.plan"] = Object.keys(files);
  return { files, path: at?.path ?? first, cursor: at?.offset ?? 0, ranges, places };
}

function filesOf(source: string): { readonly path: string; readonly text: string }[] {
  const parts = source.split(/^[ \t]*\/\/- (\S+)\n/m);
  const [before = "", ...rest] = parts;
  const named = rest.flatMap((path, i) => (i % 2 === 0 ? [{ path, text: rest[i + 1] ?? "" }] : []));
  return before.trim() === "" && named.length > 0
    ? named
    : [{ path: "main.plan", text: before }, ...named];
}

/** A project of files in memory. All that end in `.plan` belong to it. */
export function projectOf(files: Readonly<Record<string, string>>): Project {
  const plans = (): string[] =>
    Object.keys(files)
      .filter((path) => path.endsWith(".plan"))
      .sort();
  return new Project({ ...memoryHost(files), plans });
}

/** The file with the cursor, checked, and what is marked in the text. */
export function viewOf(source: string): Marked & { readonly view: View } {
  const plain = marked(source);
  const view = projectOf(plain.files).view(plain.path);
  if (view === undefined) throw new Error(`There is no ${plain.path}.`);
  return { ...plain, view };
}

/** The texts at spans. */
export function textsAt(view: View, spans: readonly Span[]): string[] {
  return spans.map(({ start, end }) => view.file.text.slice(start, end));
}
