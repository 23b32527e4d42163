/** Requests for what an editor shows beside and around the text. */
import type { SourceFile, Span } from "@attain/compiler/text/source-file";
import {
  type DocumentSymbol,
  FoldingRangeKind,
  type FoldingRange,
  InlayHintKind,
  MarkupKind,
  type SelectionRange,
  SemanticTokensBuilder,
  SymbolKind,
} from "vscode-languageserver";
import { folds } from "../features/folding.ts";
import { hover } from "../features/hover.ts";
import { inlayHints } from "../features/inlay-hints.ts";
import { outline, type OutlineItem, workspaceSymbols } from "../features/outline.ts";
import { selections } from "../features/selection.ts";
import {
  type SemanticToken,
  semanticTokens,
  semanticTokensIn,
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
} from "../features/semantic-tokens.ts";
import type { View } from "../project/project.ts";
import { type Context, guarded, placeAt, uriIn, viewAt } from "./context.ts";
import { offsetOf, positionOf, rangeOf, spanOf } from "./convert.ts";
import type { Previewed } from "./previewing.ts";
import { SYMBOL_KINDS } from "./symbol-kinds.ts";

export function reading(context: Context, previewed: Previewed): void {
  const { connection, pages } = context;
  connection.onHover(
    guarded(context, null, (params) => {
      const place = placeAt(context, params);
      const found =
        place &&
        hover(place.view, place.offset, {
          pages: pages.page,
          valueNow: (entity) => previewed.valueOf(place.view, entity),
        });
      if (place === undefined || found === undefined) return null;
      return {
        contents: { kind: MarkupKind.Markdown, value: found.markdown },
        range: rangeOf(place.view.file, found.span),
      };
    }),
  );
  connection.onDocumentSymbol(
    guarded(context, [], (params) => {
      const view = viewAt(context, params);
      return view === undefined ? [] : outline(view.file).map((item) => symbolOf(view.file, item));
    }),
  );
  connection.onWorkspaceSymbol(
    guarded(context, [], ({ query }) =>
      context.projects.all().flatMap((project) =>
        workspaceSymbols(project.views(), query).map(({ view, item, container }) => ({
          name: item.name,
          kind: SYMBOL_KINDS[item.kind] ?? SymbolKind.Variable,
          containerName: container,
          location: {
            uri: uriIn(context, project)(view.path),
            range: rangeOf(view.file, item.nameSpan),
          },
        })),
      ),
    ),
  );
  connection.languages.inlayHint.on(
    guarded(context, [], (params) => {
      const view = viewAt(context, params);
      if (view === undefined) return [];
      return inlayHints(view, spanOf(view.file, params.range)).map(
        ({ offset, text, kind, tooltip }) => ({
          position: positionOf(view.file, offset),
          label: text,
          kind: InlayHintKind.Type,
          tooltip,
          paddingLeft: kind === "value" || !text.startsWith(":"),
        }),
      );
    }),
  );
  ranging(context);
  colouring(context);
}

/** What is folded, and what is selected step by step. */
function ranging(context: Context): void {
  context.connection.onFoldingRanges(
    guarded(context, [], (params) => {
      const view = viewAt(context, params);
      return view === undefined
        ? []
        : folds(view.file).map(({ first, last, kind }): FoldingRange => ({
            startLine: first - 1,
            endLine: last - 1,
            kind: FOLDS[kind],
          }));
    }),
  );
  context.connection.onSelectionRanges(
    guarded(context, [], (params) => {
      const view = viewAt(context, params);
      return view === undefined
        ? []
        : params.positions.map((position) =>
            nested(view.file, selections(view, offsetOf(view.file, position)), position),
          );
    }),
  );
}

const FOLDS = {
  region: FoldingRangeKind.Region,
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
} as const;

function symbolOf(
  file: SourceFile,
  { name, kind, detail, span, nameSpan, children }: OutlineItem,
): DocumentSymbol {
  return {
    name,
    kind: SYMBOL_KINDS[kind] ?? SymbolKind.Variable,
    ...(detail === undefined ? {} : { detail }),
    range: rangeOf(file, span),
    selectionRange: rangeOf(file, nameSpan),
    children: children.map((child) => symbolOf(file, child)),
  };
}

function nested(
  file: SourceFile,
  spans: readonly Span[],
  position: SelectionRange["range"]["start"],
): SelectionRange {
  return (
    spans.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({
        range: rangeOf(file, span),
        ...(parent === undefined ? {} : { parent }),
      }),
      undefined,
    ) ?? { range: { start: position, end: position } }
  );
}

/** Colours of words; an editor that has those of a moment ago is told only what differs. */
function colouring(context: Context): void {
  const { semanticTokens: tokens } = context.connection.languages;
  const builders = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string): SemanticTokensBuilder => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.set(uri, builder);
    return builder;
  };
  tokens.on(
    guarded(context, { data: [] }, (params) => {
      const view = viewAt(context, params);
      return view === undefined
        ? { data: [] }
        : pushed(new SemanticTokensBuilder(), view, semanticTokens(view), (fresh) => {
            builders.set(params.textDocument.uri, fresh);
          }).build();
    }),
  );
  tokens.onDelta(
    guarded(context, { data: [] }, (params) => {
      const view = viewAt(context, params);
      if (view === undefined) return { data: [] };
      const builder = builderOf(params.textDocument.uri);
      builder.previousResult(params.previousResultId);
      return pushed(builder, view, semanticTokens(view)).buildEdits();
    }),
  );
  tokens.onRange(
    guarded(context, { data: [] }, (params) => {
      const view = viewAt(context, params);
      return view === undefined
        ? { data: [] }
        : pushed(
            new SemanticTokensBuilder(),
            view,
            semanticTokensIn(view, spanOf(view.file, params.range)),
          ).build();
    }),
  );
}

function pushed(
  builder: SemanticTokensBuilder,
  { file }: View,
  tokens: readonly SemanticToken[],
  keep: (builder: SemanticTokensBuilder) => void = () => undefined,
): SemanticTokensBuilder {
  keep(builder);
  for (const { span, type, modifiers } of tokens) {
    const { line, character } = positionOf(file, span.start);
    const bits = modifiers.reduce(
      (sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)),
      0,
    );
    builder.push(line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), bits);
  }
  return builder;
}
