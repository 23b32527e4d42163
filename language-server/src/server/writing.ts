/** Requests that change the text, or help to write it. */
import {
  type ChangeAnnotation,
  type CodeAction,
  type CodeActionParams,
  type CompletionItem as LspCompletionItem,
  type DocumentOnTypeFormattingParams,
  type DocumentRangeFormattingParams,
  ErrorCodes,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  ResponseError,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Edit } from "@attain/compiler/format/format";
import { CONFIG_FILE } from "@attain/compiler/workspace/config";
import { type Edits, edited } from "../analysis/edits.ts";
import { lineBefore } from "../analysis/tokens.ts";
import { codeActions } from "../features/code-actions.ts";
import { completion } from "../features/completion/completion.ts";
import type { CompletionItem } from "../features/completion/item.ts";
import { filled } from "../forms/template.ts";
import { formatted, formattedIn, formattedOnType } from "../features/formatting.ts";
import { linkedNames } from "../features/linked-editing.ts";
import { prepareRename, rename } from "../features/rename.ts";
import { signatureHelp } from "../features/signature-help.ts";
import type { Project, View } from "../project/project.ts";
import type { Action } from "../refactor/action.ts";
import { type Context, type DocumentParams, guarded, placeAt, uriIn, viewAt } from "./context.ts";
import { diagnosticOf, editOf, offsetOf, positionOf, rangeOf, spanOf } from "./convert.ts";
import { COMPLETION_KINDS } from "./symbol-kinds.ts";

export function writing(context: Context): void {
  const { connection } = context;
  connection.onCompletion(
    guarded(context, [], (params) => {
      const place = placeAt(context, params);
      if (place === undefined) return [];
      const { view, offset } = place;
      // A blank asks only where the line can't end yet.
      if (params.context?.triggerCharacter === " " && !isUnfinished(view, offset)) return [];
      return completion(view, offset).map((item) => itemOf(context, view, item));
    }),
  );
  connection.onSignatureHelp(
    guarded(context, null, (params) => {
      const place = placeAt(context, params);
      const help = place && signatureHelp(place.view, place.offset);
      if (help === undefined) return null;
      return {
        activeSignature: help.activeSignature,
        activeParameter: help.activeParameter,
        signatures: help.signatures.map(({ label, doc, parameters }) => ({
          label,
          ...(doc === undefined
            ? {}
            : { documentation: { kind: MarkupKind.Markdown, value: doc } }),
          parameters: parameters.map(([start, end]) => ({
            label: [start, end] as [number, number],
          })),
        })),
      };
    }),
  );
  connection.onCodeAction(guarded(context, [], (params) => actions(context, params)));
  connection.languages.onLinkedEditingRange(
    guarded(context, null, (params) => {
      const place = placeAt(context, params);
      const spans = place === undefined ? [] : linkedNames(place.view, place.offset);
      return place === undefined || spans.length === 0
        ? null
        : {
            ranges: spans.map((span) => rangeOf(place.view.file, span)),
            wordPattern: "[\\p{L}_][\\p{L}\\p{N}_]*",
          };
    }),
  );
  renaming(context);
  formatting(context);
}

/** Whether something must still follow in the line of the language that a place lies in. */
function isUnfinished({ file, parsed }: View, offset: number): boolean {
  const start = lineBefore(file, offset)?.tokens[0]?.startOffset ?? offset;
  return parsed.diagnostics.some(({ at: { span } }) => start <= span.start && span.end <= offset);
}

function itemOf(
  { capabilities }: Context,
  { file }: View,
  item: CompletionItem,
): LspCompletionItem {
  const takesSnippets =
    capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
  const { label, kind, detail, doc, insert, isSnippet, rank, again, replace } = item;
  const newText = isSnippet === true && !takesSnippets ? filled(insert) : insert;
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    ...(doc === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: doc } }),
    sortText: `${rank} ${label}`,
    filterText: label,
    textEdit: { range: rangeOf(file, replace), newText },
    insertTextFormat:
      isSnippet === true && takesSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    ...(again === true
      ? { command: { title: "Suggest", command: "editor.action.triggerSuggest" } }
      : {}),
  };
}

function actions(context: Context, params: CodeActionParams): CodeAction[] {
  const view = viewAt(context, params);
  if (view === undefined) return [];
  return codeActions(view, spanOf(view.file, params.range), params.context.only ?? []).map(
    (action) => actionOf(context, view, action),
  );
}

function actionOf(
  context: Context,
  view: View,
  { title, kind, edits, mends, isPreferred, renameAt }: Action,
): CodeAction {
  const uriOf = uriIn(context, view.project);
  const canRename = context.options.clientCommands?.includes("attain.rename") === true;
  return {
    title,
    kind,
    edit: workspaceEdit(context, view.project, edits),
    ...(mends === undefined
      ? {}
      : { diagnostics: [diagnosticOf(mends, uriOf, context.pages.uri(mends.code))] }),
    ...(isPreferred === true ? { isPreferred } : {}),
    ...(renameAt !== undefined && canRename
      ? {
          command: {
            title: "Name it",
            command: "attain.rename",
            arguments: [uriOf(renameAt.path), positionOf(afterEdits(view, edits), renameAt.offset)],
          },
        }
      : {}),
  };
}

function afterEdits({ path, file }: View, edits: Edits): View["file"] {
  return { path, text: edited(file.text, edits.get(path) ?? []) };
}

/** Where an editor can show a change before it is made, those of other files are to be confirmed. */
export function workspaceEdit(
  context: Context,
  project: Project,
  edits: Edits,
  from?: string,
): WorkspaceEdit {
  const { workspaceEdit: can } = context.capabilities.workspace ?? {};
  const uriOf = uriIn(context, project);
  const files = [...edits].flatMap(([path, changes]) => {
    const text = project.read(path);
    const file = project.view(path)?.file ?? (text === undefined ? undefined : { path, text });
    return file === undefined
      ? []
      : [{ path, uri: uriOf(path), changes: changes.map((edit) => editOf(file, edit)) }];
  });
  if (can?.documentChanges !== true)
    return { changes: Object.fromEntries(files.map(({ uri, changes }) => [uri, changes])) };
  const annotates = from !== undefined && can.changeAnnotationSupport !== undefined;
  const documentChanges = files.map(({ path, uri, changes }): TextDocumentEdit => ({
    textDocument: { uri, version: null },
    edits:
      annotates && path !== from
        ? changes.map((edit) => ({
            ...edit,
            annotationId: path === CONFIG_FILE ? "config" : "others",
          }))
        : changes,
  }));
  return { documentChanges, ...(annotates ? { changeAnnotations: ANNOTATIONS } : {}) };
}

const ANNOTATIONS: Readonly<Record<string, ChangeAnnotation>> = {
  others: { label: "In other plan files", needsConfirmation: false },
  config: {
    label: "In attain.json",
    description: "So that the same files are read as before",
    needsConfirmation: false,
  },
};

/** Nothing is asked of a plan but its text, so one with errors is formatted as well. */
function formatting(context: Context): void {
  const { connection } = context;
  const answering = <Params extends DocumentParams>(
    edits: (view: View, params: Params) => Edit[],
  ) =>
    guarded(context, null, (params: Params) => {
      const view = viewAt(context, params);
      return view === undefined ? null : edits(view, params).map((edit) => editOf(view.file, edit));
    });
  connection.onDocumentFormatting(answering(({ file }) => formatted(file)));
  connection.onDocumentRangeFormatting(
    answering(({ file }, { range }: DocumentRangeFormattingParams) =>
      formattedIn(file, spanOf(file, range)),
    ),
  );
  connection.onDocumentOnTypeFormatting(
    answering(({ file }, { position, ch }: DocumentOnTypeFormattingParams) =>
      formattedOnType(file, offsetOf(file, position), ch),
    ),
  );
}

function renaming(context: Context): void {
  const { connection } = context;
  connection.onPrepareRename(
    guarded(context, null, (params) => {
      const place = placeAt(context, params);
      const prepared = place && prepareRename(place.view, place.offset);
      if (place === undefined || prepared === undefined) return null;
      if ("reason" in prepared) throw refusal(prepared.reason);
      return { range: rangeOf(place.view.file, prepared.span), placeholder: prepared.name };
    }),
  );
  connection.onRenameRequest(
    guarded(context, null, (params) => {
      const place = placeAt(context, params);
      const renamed = place && rename(place.view, place.offset, params.newName);
      if (place === undefined || renamed === undefined) return null;
      if ("reason" in renamed) throw refusal(renamed.reason);
      return workspaceEdit(context, place.view.project, renamed.edits, place.view.path);
    }),
  );
}

function refusal(reason: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, reason);
}
