/**
 * Reviews of sound plans take longer than a keystroke may, the proofs above all: they are made once the keyboard rests.
 * Until then, what the review of an earlier text found is told where its places still stand.
 */
import { type Diagnostic, inReadingOrder } from "@attain/compiler/diagnostics/diagnostic";
import type { Location } from "@attain/compiler/text/source-file";
import { moveBetween } from "../project/moved.ts";
import { diagnosticsIn, isOfReview, knownIn } from "../features/diagnostics.ts";
import type { Project } from "../project/project.ts";
import { type Context, guarded } from "./context.ts";
import type { Place } from "./projects.ts";

const PAUSE_MS = 250;

export class Reviewing {
  readonly #review: (place: Place) => void;
  readonly #earlier = new WeakMap<Project, Map<string, readonly Diagnostic[]>>();
  /** What is to be reviewed, by project. */
  readonly #owed = new Map<Project, Set<string>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `reviewed` is called for each file whose review has been made. */
  constructor(context: Pick<Context, "connection">, reviewed: (place: Place) => void) {
    this.#review = guarded(context, undefined, (place) => {
      diagnosticsIn(place.project, place.path);
      reviewed(place);
    });
  }

  /** What is known of a file at once; the rest follows. */
  known(project: Project, path: string): readonly Diagnostic[] {
    const { diagnostics, isWhole } = knownIn(project, path);
    const earlier = this.#earlier.get(project) ?? new Map<string, readonly Diagnostic[]>();
    this.#earlier.set(project, earlier);
    if (isWhole) {
      // A file with errors isn't reviewed: what was found before still holds once they are mended.
      if (project.view(path)?.checked.errors.length === 0)
        earlier.set(path, diagnostics.filter(isOfReview));
      return diagnostics;
    }
    this.#owe(project, path);
    const standing = (earlier.get(path) ?? []).flatMap((one) => movedTo(project, one) ?? []);
    return inReadingOrder([...diagnostics, ...standing]);
  }

  /** Somebody types: what is owed waits for a pause. */
  wait(): void {
    clearTimeout(this.#timer);
    if (this.#owed.size > 0) this.#timer = setTimeout(() => this.#next(), PAUSE_MS);
  }

  #owe(project: Project, path: string): void {
    const paths = this.#owed.get(project) ?? new Set();
    this.#owed.set(project, paths.add(path));
    this.wait();
  }

  /** One file at a time, so that whatever is asked meanwhile is answered between two. */
  #next(): void {
    for (const [project, paths] of this.#owed) {
      const [path] = paths;
      if (path === undefined) {
        this.#owed.delete(project);
        continue;
      }
      paths.delete(path);
      this.#timer = setTimeout(() => this.#next(), 0);
      this.#review({ project, path });
      return;
    }
  }
}

/** As it stands in the texts of now; undefined if any of its places has been written over. */
function movedTo(project: Project, diagnostic: Diagnostic): Diagnostic | undefined {
  const now = ({ file, span }: Location): Location | undefined => {
    const current = project.view(file.path)?.file;
    return current && moveBetween(file, current)(span);
  };
  const at = now(diagnostic.at);
  const related = diagnostic.related.flatMap((note) => {
    const place = now(note.at);
    return place === undefined ? [] : [{ ...note, at: place }];
  });
  if (at === undefined || related.length < diagnostic.related.length) return undefined;
  // Its fixes are edits of the text that was.
  return { ...diagnostic, at, related, fixes: [] };
}
