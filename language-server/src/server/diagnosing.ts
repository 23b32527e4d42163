/** Diagnostics, where an editor asks for them and where it waits to be told. */
import {
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type DocumentDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { CONFIG_FILE } from "@attain/compiler/workspace/config";
import { diagnosticsIn } from "../features/diagnostics.ts";
import type { Diagnostic as Found } from "@attain/compiler/diagnostics/diagnostic";
import type { Project } from "../project/project.ts";
import { type Context, guarded, projectAt, uriIn } from "./context.ts";
import { diagnosticOf } from "./convert.ts";
import { DataDiagnosing } from "./data-diagnosing.ts";
import type { Previewed } from "./previewing.ts";
import { Reviewing } from "./reviewing.ts";

/** Tells an editor what has changed; to be called when a text has. */
export interface Telling {
  readonly tell: (uri?: string) => void;
}

export function diagnosing(context: Context, { stages }: Pick<Previewed, "stages">): Telling {
  const isPulled = context.capabilities.textDocument?.diagnostic !== undefined;
  const data = new DataDiagnosing(context, stages, (project) => telling.again(project));
  const telling = isPulled ? pulling(context, data) : pushing(context, data);
  return {
    tell: (uri) => {
      telling.tell(uri);
      data.wait(uri);
    },
  };
}

/** Tells also that there is something else to say of attain.json, though no text has changed. */
interface TellingAgain extends Telling {
  readonly again: (project: Project) => void;
}

type Find = (project: Project, path: string) => readonly Found[];

function found(context: Context, project: Project, path: string, find: Find): Diagnostic[] {
  const uriOf = uriIn(context, project);
  return find(project, path).map((diagnostic) =>
    diagnosticOf(diagnostic, uriOf, context.pages.uri(diagnostic.code)),
  );
}

/** With what is wrong about the data that attain.json names. */
function withData(data: DataDiagnosing, find: Find): Find {
  return (project, path) =>
    path === CONFIG_FILE
      ? [...find(project, path), ...data.inConfig(project)]
      : find(project, path);
}

function filesOf(project: Project): string[] {
  return [...project.paths(), ...(project.read(CONFIG_FILE) === undefined ? [] : [CONFIG_FILE])];
}

/** Results by what they say: the same words have the same name. */
class Results {
  readonly #known = new Map<string, { readonly text: string; readonly id: string }>();
  #count = 0;

  idOf(uri: string, items: readonly Diagnostic[]): string {
    const text = JSON.stringify(items);
    const known = this.#known.get(uri);
    if (known?.text === text) return known.id;
    this.#count += 1;
    const id = String(this.#count);
    this.#known.set(uri, { text, id });
    return id;
  }

  /** Whether they are other words than those that were told last. */
  isNew(uri: string, items: readonly Diagnostic[]): boolean {
    return this.#known.get(uri)?.text !== JSON.stringify(items);
  }
}

function pulling(context: Context, data: DataDiagnosing): TellingAgain {
  const { connection } = context;
  const results = new Results();
  const refreshes = context.capabilities.workspace?.diagnostics?.refreshSupport === true;
  const refresh = (): void => connection.languages.diagnostics.refresh();
  const reviewing = new Reviewing(context, ({ project, path }) => {
    const items = found(context, project, path, diagnosticsIn);
    if (results.isNew(uriIn(context, project)(path), items)) refresh();
  });
  // An editor that can't be told to ask again is told all of it at once.
  const known: Find = (project, path) => reviewing.known(project, path);
  const find = withData(data, refreshes ? known : diagnosticsIn);
  const report = (
    uri: string,
    items: Diagnostic[],
    before: string | undefined,
  ): DocumentDiagnosticReport => {
    const resultId = results.idOf(uri, items);
    return resultId === before
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  };
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guarded(context, nothing, (params) => {
      const place = projectAt(context, params);
      if (place === undefined) return nothing;
      return report(
        params.textDocument.uri,
        found(context, place.project, place.path, find),
        params.previousResultId,
      );
    }),
  );
  connection.languages.diagnostics.onWorkspace(
    guarded(context, { items: [] }, ({ previousResultIds }) => {
      const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const items = context.projects.all().flatMap((project) =>
        filesOf(project).map((path): WorkspaceDocumentDiagnosticReport => {
          const uri = uriIn(context, project)(path);
          return {
            uri,
            version: null,
            ...report(uri, found(context, project, path, find), before.get(uri)),
          };
        }),
      );
      return { items };
    }),
  );
  return {
    // What a change of an open file does to others, an editor asks for by itself.
    tell: (uri) => {
      reviewing.wait();
      if (uri === undefined && refreshes) refresh();
    },
    again: () => {
      if (refreshes) refresh();
    },
  };
}

function pushing(context: Context, data: DataDiagnosing): TellingAgain {
  const { connection, projects } = context;
  const results = new Results();
  const told = new Map<string, string>();
  const publish = (project: Project, path: string, find: Find): void => {
    const uri = uriIn(context, project)(path);
    const items = found(context, project, path, find);
    const id = results.idOf(uri, items);
    if (told.get(uri) === id) return;
    told.set(uri, id);
    void connection.sendDiagnostics({ uri, diagnostics: items });
  };
  const reviewing = new Reviewing(context, ({ project, path }) =>
    publish(project, path, diagnosticsIn),
  );
  const soon = withData(data, (project, path) => reviewing.known(project, path));
  const tellAll = guarded(context, undefined, (changed: string | undefined) => {
    const first = changed === undefined ? undefined : projects.at(changed);
    if (first !== undefined) publish(first.project, first.path, soon);
    for (const project of projects.all())
      for (const path of filesOf(project)) publish(project, path, soon);
  });
  let waiting: { uri: string | undefined } | undefined;
  return {
    // Changes that come in one go are answered together.
    tell: (uri) => {
      reviewing.wait();
      if (waiting === undefined)
        setTimeout(() => {
          const { uri: last } = waiting ?? { uri: undefined };
          waiting = undefined;
          tellAll(last);
        }, 0);
      waiting = { uri };
    },
    again: (project) => publish(project, CONFIG_FILE, soon),
  };
}
