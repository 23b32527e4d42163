/** Places as the command line shows them. Inside the compiler paths start at the project; outside, where the command is run. */
import { relative, resolve, sep } from "node:path";
import type { Diagnostic, Note } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../ir/value.ts";
import { type Location, positionAt, type SourceFile } from "../text/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A place in a file as JSON; lines and columns count from 1. */
export interface PlaceJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A path with forward slashes, from the folder that the command is run in. */
export function shownPath({ cwd }: { readonly cwd: string }, path: string): string {
  const shown = relative(cwd, path).split(sep).join("/");
  return shown === "" ? "." : shown;
}

export class Places {
  readonly #cwd: string;
  readonly #root: string;
  readonly #workspace: Workspace;
  readonly #called: (path: string) => string | undefined;
  readonly #files = new Map<SourceFile, SourceFile>();

  /** `called` has another name for a file that the user doesn't know by its path. */
  constructor(
    cwd: string,
    root: string,
    workspace: Workspace,
    called: (path: string) => string | undefined = () => undefined,
  ) {
    this.#cwd = cwd;
    this.#root = root;
    this.#workspace = workspace;
    this.#called = called;
  }

  /** A path of the project. */
  readonly path = (path: string): string => {
    const whole = resolve(this.#root, path);
    return this.#called(whole) ?? shownPath({ cwd: this.#cwd }, whole);
  };

  /** `plans/ae.plan:26`. */
  readonly line = (origin: Origin): string => {
    const at = this.#at(origin);
    return at === undefined ? this.path(origin.path) : `${this.path(origin.path)}:${lineOf(at)}`;
  };

  json(origin: Origin): PlaceJson | undefined {
    const at = this.#at(origin);
    return at === undefined ? undefined : this.locationJson(at);
  }

  locationJson({ file, span }: Location): PlaceJson {
    const [start, end] = [positionAt(file, span.start), positionAt(file, span.end)];
    return {
      file: this.path(file.path),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
  }

  /** The diagnostic with its files under the names that are shown. */
  shown(diagnostic: Diagnostic): Diagnostic {
    const at = ({ file, span }: Location): Location => ({ file: this.#file(file), span });
    const note = (one: Note): Note => ({ ...one, at: at(one.at) });
    return { ...diagnostic, at: at(diagnostic.at), related: diagnostic.related.map(note) };
  }

  /** The same file each time, for places are compared by it. */
  #file(file: SourceFile): SourceFile {
    const known = this.#files.get(file) ?? { path: this.path(file.path), text: file.text };
    this.#files.set(file, known);
    return known;
  }

  #at({ path, start, end }: Origin): Location | undefined {
    const file = this.#workspace.module(path)?.file;
    return file === undefined ? undefined : { file, span: { start, end } };
  }
}

function lineOf({ file, span }: Location): number {
  return positionAt(file, span.start).line;
}
