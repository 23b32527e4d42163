/** A project as the server sees it: its settings and its plan files, checked anew only where a text has changed. */
import type { Calendar } from "@attain/runtime";
import type { Parsed } from "@attain/compiler/syntax/parser";
import type { SourceFile } from "@attain/compiler/text/source-file";
import {
  CONFIG_FILE,
  emptyConfig,
  parseConfig,
  type ParsedConfig,
  type ProjectConfig,
} from "@attain/compiler/workspace/config";
import type { Host } from "@attain/compiler/workspace/host";
import { type Checked, Workspace } from "@attain/compiler/workspace/workspace";

/** The texts of a project, those that an editor holds open among them; paths start at its folder. */
export interface Texts extends Host {
  /** The plan files that belong to the project, in order of their names. */
  readonly plans: (config: ProjectConfig) => readonly string[];
}

/** A plan file at one moment, parsed and checked with all that it imports. */
export interface View {
  readonly project: Project;
  readonly path: string;
  readonly file: SourceFile;
  readonly parsed: Parsed;
  readonly checked: Checked;
}

export class Project {
  readonly #texts: Texts;
  readonly #views = new Map<string, View>();
  #config: ParsedConfig = { config: emptyConfig(), diagnostics: [] };
  #workspace: Workspace;

  constructor(texts: Texts) {
    this.#texts = texts;
    this.#workspace = new Workspace(texts);
  }

  /** What attain.json says, and what is wrong with it. The same object as before if its text is. */
  config(): ParsedConfig {
    const text = this.#texts.read(CONFIG_FILE) ?? "{}";
    if (text === this.#config.config.file.text) return this.#config;
    const before = this.#config.config.calendar;
    this.#config = parseConfig({ path: CONFIG_FILE, text });
    const { calendar } = this.#config.config;
    if (!sameCalendar(before, calendar)) {
      this.#workspace = new Workspace(this.#texts, calendar, this.#workspace);
    }
    return this.#config;
  }

  /** The plan files, in order of their names. */
  paths(): readonly string[] {
    return this.#texts.plans(this.config().config);
  }

  read(path: string): string | undefined {
    return this.#texts.read(path);
  }

  /** A file, checked; undefined if there is none. The same object as before if nothing that it reads has changed. */
  view(path: string): View | undefined {
    this.config();
    const checked = this.#workspace.check(path);
    const module = checked?.modules.get(path);
    if (checked === undefined || module === undefined) return undefined;
    const known = this.#views.get(path);
    if (known?.checked === checked) return known;
    const view: View = {
      project: this,
      path,
      file: checked.file,
      parsed: module.parsed,
      checked,
    };
    this.#views.set(path, view);
    return view;
  }

  /** All plan files, checked. */
  views(): View[] {
    return this.paths().flatMap((path) => this.view(path) ?? []);
  }

  /** The files that import a file, near or far. */
  importers(path: string): View[] {
    return this.views().filter((view) => view.path !== path && view.checked.modules.has(path));
  }

  /** The project as it would be if files had other texts. What both share is parsed once. */
  replacing(texts: ReadonlyMap<string, string>): Project {
    const { read } = this.#texts;
    const project = new Project({ ...this.#texts, read: (path) => texts.get(path) ?? read(path) });
    project.#config = this.#config;
    const { calendar } = this.#config.config;
    project.#workspace = new Workspace(project.#texts, calendar, this.#workspace);
    return project;
  }
}

function sameCalendar(a: Calendar | undefined, b: Calendar | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
