/** The server on a connection: what it says it can do, the texts that an editor holds open, and who answers what. */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { importEdits } from "../features/file-rename.ts";
import { DataShelf, type Loader } from "../preview/data-shelf.ts";
import { type InitializationOptions, PREVIEW_CHANGED } from "../protocol.ts";
import { CAPABILITIES } from "./capabilities.ts";
import { type Context, guarded, type PageShelf, type Versions } from "./context.ts";
import { diagnosing, type Telling } from "./diagnosing.ts";
import { lensing } from "./lensing.ts";
import { navigating } from "./navigating.ts";
import { previewing } from "./previewing.ts";
import { type Disk, Projects } from "./projects.ts";
import { reading } from "./reading.ts";
import { testing } from "./testing.ts";
import { workspaceEdit, writing } from "./writing.ts";

/** What a server stands on: Node, or a browser. */
export interface Ground {
  readonly disk: Disk & { readonly forget: () => void };
  readonly pages: PageShelf;
  readonly loadRows: Loader;
  readonly versions: Versions;
  /** Hears what an editor says at the start. */
  readonly begin?: (options: InitializationOptions) => void;
  /** Tells of changes beside those that an editor watches. */
  readonly listen?: (changed: () => void) => void;
  /** What else it answers, beside what stands in this folder. */
  readonly answersAlso?: (context: Context) => void;
}

export function startServer(connection: Connection, ground: Ground): void {
  const documents = new TextDocuments(TextDocument);
  const projects = new Projects(ground.disk, {
    uris: () => documents.keys(),
    read: (uri) => documents.get(uri)?.getText(),
  });
  const shelf = new DataShelf(ground.loadRows);
  let canWatch = false;
  let telling: Telling = { tell: () => undefined };
  connection.onInitialize((params): InitializeResult => {
    const context = contextOf(connection, projects, ground, shelf, params);
    ground.begin?.(context.options);
    canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    const previewed = previewing(context);
    testing(context, previewed);
    reading(context, previewed);
    writing(context);
    navigating(context);
    lensing(context, previewed);
    moving(context);
    ground.answersAlso?.(context);
    telling = diagnosing(context, previewed);
    return { capabilities: CAPABILITIES, serverInfo: { name: "Attain", version: "0.1.0" } };
  });
  connection.onInitialized(() => {
    if (canWatch) void watch(connection);
  });
  documents.onDidOpen(({ document }) => {
    projects.forget();
    telling.tell(document.uri);
  });
  documents.onDidChangeContent(({ document }) => telling.tell(document.uri));
  documents.onDidClose(({ document }) => {
    projects.forget();
    telling.tell(document.uri);
  });
  const lookAgain = (): void => {
    ground.disk.forget();
    projects.forget();
    shelf.forget();
    telling.tell();
    void connection.sendNotification(PREVIEW_CHANGED);
  };
  connection.onDidChangeWatchedFiles(lookAgain);
  ground.listen?.(lookAgain);
  documents.listen(connection);
  connection.listen();
}

function contextOf(
  connection: Connection,
  projects: Projects,
  { pages, versions }: Ground,
  shelf: DataShelf,
  params: InitializeParams,
): Context {
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const base = options.pages;
  return {
    connection,
    projects,
    shelf,
    versions,
    capabilities: params.capabilities,
    options,
    pages: {
      page: pages.page,
      uri: base === undefined ? pages.uri : (code) => `${base.replace(/\/$/, "")}/${code}.md`,
    },
  };
}

/** An editor tells of files that change on the disk. */
async function watch(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      { globPattern: "**/*.plan" },
      { globPattern: "**/attain.json" },
      { globPattern: "**/*.{csv,tsv,json,jsonl,ndjson,parquet}" },
    ],
  });
}

/** Imports follow a plan file that is moved. */
function moving(context: Context): void {
  context.connection.workspace.onWillRenameFiles(
    guarded(context, null, ({ files }) => {
      const moved = files.flatMap(({ oldUri, newUri }) => {
        const from = context.projects.at(oldUri);
        const to = context.projects.at(newUri);
        return from === undefined || to === undefined || from.project !== to.project
          ? []
          : [{ ...from, to: to.path }];
      });
      const [first] = moved;
      if (first === undefined) return null;
      const paths = new Map(moved.map(({ path, to }) => [path, to]));
      return workspaceEdit(context, first.project, importEdits(first.project, paths));
    }),
  );
}
