/** What the server can do, as it tells an editor. */
import { type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import { RUN_TEST } from "./testing.ts";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "../features/semantic-tokens.ts";

const PLANS = { scheme: "file", pattern: { glob: "**/*.plan" } };

export const CAPABILITIES: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: [".", '"', "|", " "] },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: ["(", ","] },
  declarationProvider: true,
  definitionProvider: true,
  typeDefinitionProvider: true,
  implementationProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: { label: "Attain" },
  workspaceSymbolProvider: true,
  codeActionProvider: {
    codeActionKinds: ["quickfix", "refactor.extract", "refactor.rewrite", "source.fixAll"],
  },
  codeLensProvider: { resolveProvider: true },
  documentLinkProvider: {},
  executeCommandProvider: { commands: [RUN_TEST] },
  renameProvider: { prepareProvider: true },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n", moreTriggerCharacter: ["|"] },
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  linkedEditingRangeProvider: true,
  callHierarchyProvider: true,
  inlayHintProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: { delta: true },
    range: true,
  },
  diagnosticProvider: {
    identifier: "attain",
    interFileDependencies: true,
    workspaceDiagnostics: true,
  },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: false },
    fileOperations: { willRename: { filters: [PLANS] } },
  },
};
