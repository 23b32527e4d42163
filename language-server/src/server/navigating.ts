/** Requests that lead from a name to other places. */
import type { Location } from "@attain/compiler/text/source-file";
import { LIBRARY } from "@attain/compiler/workspace/library.generated";
import {
  type CallHierarchyItem,
  DocumentHighlightKind,
  type LocationLink,
  type Location as LspLocation,
  SymbolKind,
} from "vscode-languageserver";
import {
  type Call,
  type Clause,
  clauseAt,
  incoming,
  outgoing,
} from "../features/call-hierarchy.ts";
import { definition, implementation, type Link, typeDefinition } from "../features/definition.ts";
import { links } from "../features/links.ts";
import { highlights, references } from "../features/references.ts";
import type { Project, View } from "../project/project.ts";
import { LIBRARY_TEXT, type LibraryParams } from "../protocol.ts";
import { type Context, guarded, placeAt, type PlaceParams, projectAt, uriIn } from "./context.ts";
import { locationOf, rangeOf } from "./convert.ts";
import { SYMBOL_KINDS } from "./symbol-kinds.ts";

export function navigating(context: Context): void {
  const { connection } = context;
  const following = (find: (view: View, offset: number) => Link[]) =>
    guarded(context, null, (params: PlaceParams) => {
      const place = placeAt(context, params);
      return place === undefined
        ? null
        : linked(context, place.view, find(place.view, place.offset));
    });
  connection.onDefinition(following(definition));
  connection.onDeclaration(following(definition));
  connection.onTypeDefinition(following(typeDefinition));
  connection.onImplementation(following(implementation));
  connection.onReferences(
    guarded(context, [], (params) => {
      const place = placeAt(context, params);
      if (place === undefined) return [];
      const found = references(place.view, place.offset, params.context.includeDeclaration);
      return locations(context, place.view.project, found);
    }),
  );
  connection.onDocumentHighlight(
    guarded(context, [], (params) => {
      const place = placeAt(context, params);
      if (place === undefined) return [];
      return highlights(place.view, place.offset).map(({ span, isWritten }) => ({
        range: rangeOf(place.view.file, span),
        kind: isWritten ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    }),
  );
  connection.onDocumentLinks(
    guarded(context, [], (params) => {
      const place = projectAt(context, params);
      const file = place && fileAt(place.project, place.path);
      if (place === undefined || file === undefined) return [];
      return links(place.project, place.path).flatMap(({ span, target, tooltip }) => {
        const uri =
          "path" in target
            ? uriIn(context, place.project)(target.path)
            : context.pages.uri(target.code);
        return uri === undefined ? [] : [{ range: rangeOf(file, span), target: uri, tooltip }];
      });
    }),
  );
  context.connection.onRequest(
    LIBRARY_TEXT,
    guarded(context, null, ({ uri }: LibraryParams) => {
      return LIBRARY.get(uri.replace(/\.plan$/, "")) ?? null;
    }),
  );
  hierarchy(context);
}

function fileAt(project: Project, path: string): Location["file"] | undefined {
  const text = project.read(path);
  return project.view(path)?.file ?? (text === undefined ? undefined : { path, text });
}

function linked(
  context: Context,
  view: View,
  found: readonly Link[],
): LocationLink[] | LspLocation[] {
  const uriOf = uriIn(context, view.project);
  if (context.capabilities.textDocument?.definition?.linkSupport !== true)
    return found.map(({ to }) => locationOf(to, uriOf));
  return found.map(({ from, to }) => ({
    originSelectionRange: rangeOf(view.file, from),
    targetUri: uriOf(to.file.path),
    targetRange: rangeOf(to.file, to.span),
    targetSelectionRange: rangeOf(to.file, to.span),
  }));
}

function locations(context: Context, project: Project, found: readonly Location[]): LspLocation[] {
  const uriOf = uriIn(context, project);
  return found.map((location) => locationOf(location, uriOf));
}

function hierarchy(context: Context): void {
  const { callHierarchy } = context.connection.languages;
  callHierarchy.onPrepare(
    guarded(context, null, (params) => {
      const place = placeAt(context, params);
      const clause = place && clauseAt(place.view, place.offset);
      return place === undefined || clause === undefined
        ? null
        : [itemOf(context, place.view.project, clause)];
    }),
  );
  callHierarchy.onIncomingCalls(
    guarded(context, [], ({ item }) =>
      calls(context, item, incoming).map(({ to, call }) => ({ from: to, fromRanges: call })),
    ),
  );
  callHierarchy.onOutgoingCalls(
    guarded(context, [], ({ item }) =>
      calls(context, item, outgoing).map(({ to, call }) => ({ to, fromRanges: call })),
    ),
  );
}

function itemOf(
  context: Context,
  project: Project,
  { name, kind, file, span, nameSpan }: Clause,
): CallHierarchyItem {
  return {
    name,
    kind: SYMBOL_KINDS[kind] ?? SymbolKind.Variable,
    detail: kind,
    uri: uriIn(context, project)(file.path),
    range: rangeOf(file, span),
    selectionRange: rangeOf(file, nameSpan),
  };
}

function calls(
  context: Context,
  item: CallHierarchyItem,
  find: (project: Project, clause: Clause) => Call[],
): { readonly to: CallHierarchyItem; readonly call: LspLocation["range"][] }[] {
  const place = placeAt(context, {
    textDocument: { uri: item.uri },
    position: item.selectionRange.start,
  });
  const clause = place && clauseAt(place.view, place.offset);
  if (place === undefined || clause === undefined) return [];
  const { project } = place.view;
  return find(project, clause).map(({ clause: other, spans }) => {
    const named = find === incoming ? other.file : clause.file;
    return { to: itemOf(context, project, other), call: spans.map((span) => rangeOf(named, span)) };
  });
}
