/** What every request is answered with. */
import type { ClientCapabilities, Connection, Position } from "vscode-languageserver";
import type { DataShelf } from "../preview/data-shelf.ts";
import type { InitializationOptions } from "../protocol.ts";
import type { Project, View } from "../project/project.ts";
import { offsetOf, type UriOf } from "./convert.ts";
import type { Place, Projects } from "./projects.ts";

/** The pages of the diagnostics: their texts, and where an editor can open them. */
export interface PageShelf {
  readonly page: (code: string) => string | undefined;
  readonly uri: (code: string) => string | undefined;
}

export interface Context {
  readonly connection: Connection;
  readonly projects: Projects;
  readonly pages: PageShelf;
  readonly capabilities: ClientCapabilities;
  readonly options: InitializationOptions;
  readonly shelf: DataShelf;
  readonly versions: Versions;
}

/** The text of a file in the version that changes are compared with; undefined if there is none. */
export type Versions = (uri: string) => Promise<string | undefined>;

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

export interface PlaceParams extends DocumentParams {
  readonly position: Position;
}

export function viewAt({ projects }: Context, { textDocument }: DocumentParams): View | undefined {
  return textDocument.uri.endsWith(".plan") ? projects.view(textDocument.uri) : undefined;
}

export function placeAt(
  context: Context,
  params: PlaceParams,
): { readonly view: View; readonly offset: number } | undefined {
  const view = viewAt(context, params);
  return view && { view, offset: offsetOf(view.file, params.position) };
}

export function projectAt(
  { projects }: Context,
  { textDocument }: DocumentParams,
): Place | undefined {
  return projects.at(textDocument.uri);
}

export function uriIn({ projects }: Context, project: Project): UriOf {
  return (path) => projects.uriOf(project, path);
}

/** Answers a request; whatever goes wrong is logged, and answered with nothing. */
export function guarded<Params, Result>(
  { connection }: Pick<Context, "connection">,
  nothing: Result,
  answer: (params: Params) => Result,
): (params: Params) => Result {
  return (params) => {
    try {
      return answer(params);
    } catch (error) {
      if (isRefusal(error)) throw error;
      logged(connection, error);
      return nothing;
    }
  };
}

/** The same for an answer that takes its time. */
export function guardedLater<Params, Result>(
  { connection }: Pick<Context, "connection">,
  nothing: Result,
  answer: (params: Params) => Promise<Result>,
): (params: Params) => Promise<Result> {
  return async (params) => {
    try {
      return await answer(params);
    } catch (error) {
      if (isRefusal(error)) throw error;
      logged(connection, error);
      return nothing;
    }
  };
}

function logged(connection: Connection, error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  connection.console.error(words);
}

/** An answer that says no, in words for the reader. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "number";
}
