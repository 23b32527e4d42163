/** The two sides of a diff: projects as revisions of git have them, or as they lie in the working tree. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve, sep } from "node:path";
import { GitRefusal, Repository, type Revision } from "../../host/git.ts";
import { findProject, type Project } from "../../host/project.ts";
import { CONFIG_FILE } from "../../workspace/config.ts";
import { UsageError } from "../arguments.ts";
import type { Io } from "../io.ts";
import { projectOf } from "../operands.ts";

/** A project at one moment. */
export interface Side {
  /** How it is called: `main`, `the working tree`. */
  readonly name: string;
  /** Undefined for the working tree. */
  readonly commit: string | undefined;
  /** Where the side is not what its name says: the commit at which the head parted from it. */
  readonly parted: boolean;
  /** Undefined where there was no project then. */
  readonly project: Project | undefined;
  /** The file that holds the side's data of a path of the project; undefined if there is none. */
  readonly data: (file: string) => string;
}

export interface Sides {
  readonly base: Side;
  readonly head: Side & { readonly project: Project };
  /** Whether a file of data is the same on both. */
  readonly isSame: (file: string) => boolean;
  /** How a file that was written for the comparison is called: `main:data/deals.csv`. */
  readonly called: (path: string) => string | undefined;
  /** Removes what was written for the comparison. */
  readonly close: () => void;
}

export interface Named {
  readonly base: string;
  /** Undefined for the working tree. */
  readonly head: string | undefined;
  /** Whether the base is taken as it is now, and not as it was where the head parted from it. */
  readonly isExact: boolean;
}

/** Opens both sides; whatever git refuses is said in the words of the command line. */
export async function openSides(io: Io, named: Named): Promise<Sides> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "attain-diff-"));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    return await opened(io, named, folder, close);
  } catch (error) {
    close();
    throw error instanceof GitRefusal ? new UsageError(error.message) : error;
  }
}

async function opened(io: Io, named: Named, folder: string, close: () => void): Promise<Sides> {
  const here = await projectOf(io, []);
  const repository = Repository.around(here?.root ?? io.cwd);
  const root = repository.pathOf(here?.root ?? io.cwd) ?? "";
  const asked = repository.revision(named.base);
  const head = named.head === undefined ? undefined : repository.revision(named.head);
  const base = named.isExact ? asked : partedFrom(repository, asked, head);
  const working = join(repository.top, root);
  const trees = new Trees(repository, working, root, folder);
  const old = await trees.side(base, "base");
  const now = head === undefined ? workingTree(working, here) : await trees.side(head, "head");
  const { project } = now;
  if (project === undefined) {
    const where = head === undefined ? "here or above" : `at ${head.name}`;
    throw new UsageError(`There is no ${CONFIG_FILE} ${where}: a diff compares projects.`);
  }
  return {
    base: { ...old, parted: base.commit !== asked.commit },
    head: { ...now, project },
    isSame: (file) => old.data(file) === now.data(file) || trees.areEqual(base, head, file),
    called: (path) => trees.called(path),
    close,
  };
}

function workingTree(root: string, project: Project | undefined): Side {
  const data = (file: string): string => resolve(root, file);
  return { name: "the working tree", commit: undefined, parted: false, project, data };
}

/** The base as it was where the head parted from it: what others did there since is none of this change. */
function partedFrom(repository: Repository, asked: Revision, head: Revision | undefined): Revision {
  const commit = repository.parting(asked, head ?? repository.revision("HEAD"));
  return commit === undefined ? asked : { name: asked.name, commit };
}

/** Files of revisions, written to folders of their own when they are needed. */
class Trees {
  readonly #repository: Repository;
  readonly #working: string;
  /** Of the project, from the top of the repository. */
  readonly #root: string;
  readonly #folder: string;
  readonly #names = new Map<string, string>();

  constructor(repository: Repository, working: string, root: string, folder: string) {
    this.#repository = repository;
    this.#working = working;
    this.#root = root;
    this.#folder = folder;
  }

  async side(revision: Revision, kind: "base" | "head"): Promise<Side> {
    const folder = join(this.#folder, kind);
    this.#names.set(folder, revision.name);
    const files = this.#repository.files(revision);
    const texts = [...files].filter(
      (path) => path.endsWith(".plan") || basename(path) === CONFIG_FILE,
    );
    this.#repository.checkOut(revision, texts, folder);
    const root = join(folder, this.#root);
    const project = await findProject(root);
    const written = new Map<string, string>();
    return {
      name: revision.name,
      commit: revision.commit,
      parted: false,
      project: project?.root === root ? project : undefined,
      data: (file) => {
        const known = written.get(file) ?? this.#data(revision, files, file, folder);
        written.set(file, known);
        return known;
      },
    };
  }

  /** Data that git doesn't keep is the same then as now. */
  #data(revision: Revision, files: ReadonlySet<string>, file: string, folder: string): string {
    const working = resolve(this.#working, file);
    const path = this.#repository.pathOf(working);
    if (path === undefined || !files.has(path)) return working;
    if (this.#repository.isUnchanged(revision, path)) return working;
    this.#repository.checkOut(revision, [path], folder);
    return join(folder, path);
  }

  areEqual(base: Revision, head: Revision | undefined, file: string): boolean {
    const path = this.#repository.pathOf(resolve(this.#working, file));
    return head !== undefined && path !== undefined && this.#repository.areEqual(base, head, path);
  }

  called(path: string): string | undefined {
    const found = [...this.#names].find(([folder]) => path.startsWith(folder + sep));
    if (found === undefined) return undefined;
    const [folder, name] = found;
    return `${name}:${path
      .slice(folder.length + 1)
      .split(sep)
      .join("/")}`;
  }
}
