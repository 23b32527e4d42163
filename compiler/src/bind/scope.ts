/** What each name of a file stands for: its own declarations and those of the files that it imports, near and far. */
import { counted } from "../base/text.ts";
import { repeatedPart, takenName, unknownFile } from "../diagnostics/catalogue/names.ts";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { CalendarDeclaration, File } from "../syntax/ast/file.ts";
import type { Component } from "../syntax/ast/component.ts";
import type { Credit } from "../syntax/ast/credit.ts";
import type { Balance, Draw } from "../syntax/ast/draw.ts";
import type { Goal } from "../syntax/ast/kpi.ts";
import type { Name } from "../syntax/ast/node.ts";
import type {
  Exception,
  Measure,
  Parameter,
  PlanDeclaration,
  PlanMember,
} from "../syntax/ast/plan.ts";
import type {
  SourceDeclaration,
  TerritoriesDeclaration,
  TypeDeclaration,
} from "../syntax/ast/source.ts";
import type { Table } from "../syntax/ast/table.ts";
import type { ScenarioDeclaration } from "../syntax/ast/scenario.ts";
import type { TestDeclaration } from "../syntax/ast/test.ts";
import type { Location, SourceFile } from "../text/source-file.ts";
import type { WholePlan } from "./whole-plan.ts";

/** A file and its tree. */
export interface Module {
  readonly file: SourceFile;
  readonly tree: File;
}

interface Declared<Kind extends string, Node> {
  readonly kind: Kind;
  readonly name: string;
  /** Where the name is declared. */
  readonly at: Location;
  readonly declaration: Node;
}

/** What a plan is made of, its own or shared. */
export type Member =
  | Declared<"parameter", Parameter>
  | Declared<"credit", Credit>
  | Declared<"measure", Measure>
  | Declared<"goal", Goal>
  | Declared<"table", Table>
  | Declared<"component", Component>
  | Declared<"exception", Exception>
  | Declared<"draw", Draw>
  | Declared<"balance", Balance>;

export type Symbol_ =
  | Member
  | Declared<"source", SourceDeclaration>
  | Declared<"unit", { readonly places?: number }>
  | Declared<"type", TypeDeclaration>
  | Declared<"territories", TerritoriesDeclaration>
  | Declared<"plan", PlanDeclaration>;

/** What is declared in, or reaches, one file. */
export interface Scope {
  readonly module: Module;
  readonly symbols: ReadonlyMap<string, Symbol_>;
  readonly calendars: readonly {
    readonly declaration: CalendarDeclaration;
    readonly file: SourceFile;
  }[];
  readonly tests: readonly TestDeclaration[];
  readonly scenarios: readonly ScenarioDeclaration[];
}

/** Finds the files that imports name; `path` is as an import of `from` writes it. */
export interface Imports {
  readonly resolve: (path: string, from: SourceFile) => Module | undefined;
  /** The path that was likely meant by one that leads nowhere. */
  readonly meant: (path: string, from: SourceFile) => string | undefined;
}

export function bind(
  module: Module,
  imports: Imports,
  report: (diagnostic: Diagnostic) => void,
): Scope {
  const symbols = new Map<string, Symbol_>();
  const calendars: { declaration: CalendarDeclaration; file: SourceFile }[] = [];
  const tests: TestDeclaration[] = [];
  const scenarios: ScenarioDeclaration[] = [];
  for (const { file, tree } of reachable(module, imports, report)) {
    for (const declaration of tree.declarations) {
      if (declaration.kind === "Calendar") calendars.push({ declaration, file });
      if (declaration.kind === "Test" && file === module.file) tests.push(declaration);
      if (declaration.kind === "Scenario" && file === module.file) scenarios.push(declaration);
      for (const symbol of symbolsOf(declaration, file)) declare(symbols, symbol, report);
    }
  }
  for (const { declaration, file } of calendars.slice(1)) {
    const related = calendars.slice(0, 1).map((first) => ({
      at: { file: first.file, span: first.declaration.span },
      message: "the first calendar",
    }));
    const facts = { declaration: "The project", part: "what its calendar is" };
    report(diagnose(repeatedPart, { file, span: declaration.span }, facts, { related }));
  }
  return { module, symbols, calendars, tests, scenarios };
}

/** The members of a plan beside the shared ones; a name that is taken is reported. */
export function planMembers(
  { declaration: plan, fileOf }: WholePlan,
  scope: Scope,
  report: (diagnostic: Diagnostic) => void,
): Map<string, Symbol_> {
  const symbols = new Map(scope.symbols);
  for (const member of plan.members) {
    for (const symbol of memberSymbol(member, fileOf(member))) declare(symbols, symbol, report);
  }
  return symbols;
}

function declare(
  symbols: Map<string, Symbol_>,
  symbol: Symbol_,
  report: (diagnostic: Diagnostic) => void,
): void {
  const first = symbols.get(symbol.name);
  if (first === undefined) {
    if (symbol.name !== "") symbols.set(symbol.name, symbol);
    return;
  }
  if (first.declaration === symbol.declaration) return;
  report(
    diagnose(
      takenName,
      symbol.at,
      { name: symbol.name },
      {
        related: [{ at: first.at, message: "declared here first" }],
        help:
          symbol.kind === "draw" && first.kind === "draw"
            ? `To settle pay against it, write \`settled against ${symbol.name}\`.`
            : "Rename one of them.",
      },
    ),
  );
}

/** The module itself and every one that an import leads to, each once. */
function reachable(
  module: Module,
  imports: Imports,
  report: (diagnostic: Diagnostic) => void,
): readonly Module[] {
  const found = new Set([module]);
  for (const { file, tree } of found) {
    for (const declaration of tree.declarations) {
      if (declaration.kind !== "Import") continue;
      const { value: path, span } = declaration.path;
      const imported = imports.resolve(path, file);
      if (imported !== undefined) {
        found.add(imported);
        continue;
      }
      const help = "Paths start from the folder of this file.";
      const advice = suggestion(span, imports.meant(path, file), help);
      report(diagnose(unknownFile, { file, span }, { path }, advice));
    }
  }
  return [...found];
}

function symbolsOf(declaration: File["declarations"][number], file: SourceFile): Symbol_[] {
  const named = <Kind extends string, Node extends { readonly name: Name }>(
    kind: Kind,
    node: Node,
  ) => ({
    kind,
    name: node.name.text,
    at: { file, span: node.name.span },
    declaration: node,
  });
  switch (declaration.kind) {
    case "Source":
      return [named("source", declaration)];
    case "Type":
      return [named("type", declaration)];
    case "Territories":
      return [named("territories", declaration)];
    case "Plan":
      return [named("plan", declaration)];
    case "Unit":
      return declaration.units.map((unit) => named("unit", unit));
    case "Shared":
      return memberSymbol(declaration.member, file);
    default:
      return [];
  }
}

function memberSymbol(member: PlanMember, file: SourceFile): Member[] {
  if (member.kind === "Payout") return [];
  const at = { file, span: member.name.span };
  const name = member.name.text;
  switch (member.kind) {
    case "Parameter":
      return [{ kind: "parameter", name, at, declaration: member }];
    case "Credit":
      return [{ kind: "credit", name, at, declaration: member }];
    case "Measure":
      return [{ kind: "measure", name, at, declaration: member }];
    case "Goal":
      return [{ kind: "goal", name, at, declaration: member }];
    case "Table":
      return [{ kind: "table", name, at, declaration: member }];
    case "Component":
      return [{ kind: "component", name, at, declaration: member }];
    case "Exception":
      return [{ kind: "exception", name, at, declaration: member }];
    case "Draw":
      return [{ kind: "draw", name, at, declaration: member }];
    case "Balance":
      return [{ kind: "balance", name, at, declaration: member }];
  }
}

/** `a credit`, `a table of rates`: what a symbol is, for messages. */
export function describe(symbol: Symbol_): string {
  switch (symbol.kind) {
    case "table":
      return symbol.declaration.role === "rates" ? "a table of rates" : "a lookup";
    case "measure":
      return symbol.declaration.role === "kpi" ? "a KPI" : `a ${symbol.declaration.role}`;
    case "source":
      return symbol.declaration.people ? "a source of people" : "a source";
    case "territories":
      return "a map of territories";
    case "type":
      return `a type with ${counted(symbol.declaration.members.length, "value")}`;
    default:
      return `a ${symbol.kind}`;
  }
}
