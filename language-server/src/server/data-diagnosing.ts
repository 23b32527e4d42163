/**
 * What is wrong with data, on the files of the data: it is told whether or not an editor asks for diagnostics, since an
 * editor asks only about the files of a language. What belongs to attain.json is told with what else is wrong there.
 */
import type { Diagnostic as Found } from "@attain/compiler/diagnostics/diagnostic";
import type { SourceFile } from "@attain/compiler/text/source-file";
import { CONFIG_FILE } from "@attain/compiler/workspace/config";
import type { Diagnostic } from "vscode-languageserver";
import { dataDiagnostics } from "../preview/data-diagnostics.ts";
import type { Payable } from "../preview/last-good.ts";
import type { Stages } from "../preview/stage.ts";
import type { Project } from "../project/project.ts";
import { type Context, guardedLater, uriIn } from "./context.ts";
import { diagnosticOf } from "./convert.ts";

/** How long the keyboard must rest before data is read. */
const PAUSE_MS = 300;

export class DataDiagnosing {
  readonly #context: Context;
  readonly #stages: Stages;
  /** Told when attain.json of a project has something else to say. */
  readonly #changed: (project: Project) => void;
  readonly #inConfig = new WeakMap<Project, readonly Found[]>();
  /** By URI, what was told of data files last. */
  readonly #told = new Map<string, string>();
  readonly #check: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked for: an answer to an earlier question is nothing any more. */
  #asked = 0;

  constructor(context: Context, stages: Stages, changed: (project: Project) => void) {
    this.#context = context;
    this.#stages = stages;
    this.#changed = changed;
    const check = guardedLater(context, undefined, async () => this.#checkAll());
    this.#check = async () => check(undefined);
  }

  /** Something has changed: data is looked at in a while, that of the file's project too. */
  wait(uri: string | undefined): void {
    if (uri !== undefined) this.#context.projects.at(uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), PAUSE_MS);
  }

  /** Of attain.json as it is. */
  inConfig(project: Project): readonly Found[] {
    const { text } = project.config().config.file;
    return (this.#inConfig.get(project) ?? []).filter(({ at }) => at.file.text === text);
  }

  async #checkAll(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const found = new Map<string, Diagnostic[]>();
    for (const project of this.#context.projects.all()) {
      const diagnostics = await this.#diagnosticsOf(project);
      if (asked !== this.#asked) return;
      this.#setConfig(
        project,
        diagnostics.filter(({ at }) => at.file.path === CONFIG_FILE),
      );
      const uriOf = uriIn(this.#context, project);
      for (const one of diagnostics) {
        if (one.at.file.path === CONFIG_FILE) continue;
        const uri = uriOf(one.at.file.path);
        const { pages } = this.#context;
        const told = diagnosticOf(one, uriOf, pages.uri(one.code));
        found.set(uri, [...(found.get(uri) ?? []), told]);
      }
    }
    for (const uri of new Set([...this.#told.keys(), ...found.keys()]))
      this.#tell(uri, found.get(uri) ?? []);
  }

  async #diagnosticsOf(project: Project): Promise<readonly Found[]> {
    const { config } = project.config();
    if (config.data.size === 0) return [];
    const payables = project.views().flatMap((view) => this.#stages.payable(view) ?? []);
    const root = this.#context.projects.rootOf(project);
    const problems = await this.#context.shelf.problems(root, payables, config.data);
    return dataDiagnostics(
      {
        config,
        read: (path) => project.read(path),
        plan: ({ path }) => moduleOf(payables, path),
      },
      problems,
    );
  }

  #setConfig(project: Project, diagnostics: readonly Found[]): void {
    const before = this.#inConfig.get(project) ?? [];
    this.#inConfig.set(project, diagnostics);
    if (JSON.stringify(before) !== JSON.stringify(diagnostics)) this.#changed(project);
  }

  #tell(uri: string, diagnostics: Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    if ((this.#told.get(uri) ?? "[]") === text) return;
    if (diagnostics.length === 0) this.#told.delete(uri);
    else this.#told.set(uri, text);
    void this.#context.connection.sendDiagnostics({ uri, diagnostics });
  }
}

function moduleOf(payables: readonly Payable[], path: string): SourceFile | undefined {
  for (const { checked } of payables) {
    const file = checked.modules.get(path)?.file;
    if (file !== undefined) return file;
  }
  return undefined;
}
