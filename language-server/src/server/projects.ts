/** The projects that the files of an editor belong to, each made when a file of it is first asked for. */
import { CONFIG_FILE, type ProjectConfig } from "@attain/compiler/workspace/config";
import { isOfLibrary } from "@attain/compiler/workspace/host";
import { Project, type Texts, type View } from "../project/project.ts";
import { folderOf, joined, keyOf, pathFrom } from "./uris.ts";

/** How the server reaches what no editor holds open. */
export interface Disk {
  readonly read: (uri: string) => string | undefined;
  /** The names of what is in a folder. */
  readonly names: (folder: string) => readonly string[];
  /** The plan files of a folder's project, as paths from it. */
  readonly plans: (folder: string, config: ProjectConfig) => readonly string[];
}

/** The texts that an editor holds open. */
export interface OpenFiles {
  readonly uris: () => readonly string[];
  readonly read: (uri: string) => string | undefined;
}

export interface Place {
  readonly project: Project;
  readonly path: string;
}

interface Known {
  readonly root: string;
  readonly project: Project;
  /** As last listed; undefined where it may have changed. */
  listed: { readonly config: ProjectConfig; readonly paths: readonly string[] } | undefined;
}

export class Projects {
  readonly #disk: Disk;
  readonly #open: OpenFiles;
  readonly #byRoot = new Map<string, Known>();
  readonly #roots = new Map<string, string>();

  constructor(disk: Disk, open: OpenFiles) {
    this.#disk = disk;
    this.#open = open;
  }

  /** The project of a file, and its path there. */
  at(uri: string): Place | undefined {
    const root = this.#rootOf(uri);
    const path = pathFrom(root, uri);
    return path === undefined ? undefined : { project: this.#known(root).project, path };
  }

  view(uri: string): View | undefined {
    const place = this.at(uri);
    return place?.project.view(place.path);
  }

  all(): readonly Project[] {
    return [...this.#byRoot.values()].map(({ project }) => project);
  }

  /** The URI of a file of a project, as the editor writes it if it holds the file open. */
  uriOf(project: Project, path: string): string {
    if (isOfLibrary(path)) return `${path}.plan`;
    const known = [...this.#byRoot.values()].find((one) => one.project === project);
    const uri = joined(known?.root ?? "", path);
    return this.#openUri(uri) ?? uri;
  }

  rootOf(project: Project): string {
    return [...this.#byRoot.values()].find((one) => one.project === project)?.root ?? "";
  }

  /** Files have come, gone or moved: what was found of them is looked for again. */
  forget(): void {
    this.#roots.clear();
    for (const known of this.#byRoot.values()) known.listed = undefined;
  }

  #openUri(uri: string): string | undefined {
    const key = keyOf(uri);
    return this.#open.uris().find((one) => keyOf(one) === key);
  }

  /** The nearest folder with an attain.json; the file's own if there is none. */
  #rootOf(uri: string): string {
    const folder = folderOf(uri);
    const known = this.#roots.get(folder);
    if (known !== undefined) return known;
    let root = folder;
    while (this.#read(joined(root, CONFIG_FILE)) === undefined) {
      const above = folderOf(root);
      if (above === root || !/^[^/:]+:\/\//.test(above)) {
        root = folder;
        break;
      }
      root = above;
    }
    this.#roots.set(folder, root);
    return root;
  }

  #read(uri: string): string | undefined {
    const open = this.#openUri(uri);
    return open === undefined ? this.#disk.read(uri) : this.#open.read(open);
  }

  #known(root: string): Known {
    const key = keyOf(root);
    const before = this.#byRoot.get(key);
    if (before !== undefined) return before;
    const texts: Texts = {
      read: (path) => this.#read(joined(root, path)),
      names: (folder) => this.#disk.names(folder === "" ? root : joined(root, folder)),
      plans: (config) => this.#plans(known, config),
    };
    const known: Known = { root, project: new Project(texts), listed: undefined };
    this.#byRoot.set(key, known);
    return known;
  }

  /** Those on the disk, and those that an editor has begun. */
  #plans(known: Known, config: ProjectConfig): readonly string[] {
    if (known.listed?.config !== config) {
      const open = this.#open.uris().flatMap((uri) => pathFrom(known.root, uri) ?? []);
      const plans = open.filter((path) => path.endsWith(".plan"));
      const hasConfig = this.#read(joined(known.root, CONFIG_FILE)) !== undefined;
      const found = hasConfig ? this.#disk.plans(known.root, config) : [];
      known.listed = { config, paths: [...new Set([...found, ...plans])].sort() };
    }
    return known.listed.paths;
  }
}
