/** How editors picture what a plan declares. */
import {
  type CompletionItemKind as Kind,
  CompletionItemKind,
  SymbolKind,
} from "vscode-languageserver";
import type { CompletionKind } from "../features/completion/item.ts";

/** By the word that begins a declaration. */
export const SYMBOL_KINDS: Readonly<Record<string, SymbolKind>> = {
  plan: SymbolKind.Class,
  people: SymbolKind.Struct,
  source: SymbolKind.Struct,
  field: SymbolKind.Field,
  type: SymbolKind.Enum,
  value: SymbolKind.EnumMember,
  unit: SymbolKind.TypeParameter,
  parameter: SymbolKind.Constant,
  credit: SymbolKind.Event,
  measure: SymbolKind.Variable,
  kpi: SymbolKind.Variable,
  goal: SymbolKind.Variable,
  quota: SymbolKind.Variable,
  target: SymbolKind.Variable,
  rates: SymbolKind.Array,
  lookup: SymbolKind.Array,
  component: SymbolKind.Method,
  payout: SymbolKind.Function,
  exception: SymbolKind.Event,
  release: SymbolKind.Method,
  clawback: SymbolKind.Method,
  draw: SymbolKind.Variable,
  balance: SymbolKind.Variable,
  territories: SymbolKind.Enum,
  territory: SymbolKind.EnumMember,
  elsewhere: SymbolKind.EnumMember,
  test: SymbolKind.Boolean,
  scenario: SymbolKind.Boolean,
};

export const COMPLETION_KINDS: Readonly<Record<CompletionKind, Kind>> = {
  class: CompletionItemKind.Class,
  constant: CompletionItemKind.Constant,
  "enum member": CompletionItemKind.EnumMember,
  event: CompletionItemKind.Event,
  field: CompletionItemKind.Field,
  file: CompletionItemKind.File,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  method: CompletionItemKind.Method,
  reference: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  struct: CompletionItemKind.Struct,
  type: CompletionItemKind.TypeParameter,
  unit: CompletionItemKind.Unit,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
};
