/** The plan files of a project, each read and parsed once for each text that it has had. */
import type { Calendar } from "@attain/runtime";
import { bind, type Module } from "../bind/scope.ts";
import { type CheckedProgram, checkProgram } from "../check/program.ts";
import { ALLOWABLE } from "../diagnostics/catalogue/index.ts";
import { missingPart } from "../diagnostics/catalogue/names.ts";
import { emptyTable, noComponents, unused } from "../diagnostics/catalogue/plans.ts";
import { type Diagnostic, inReadingOrder } from "../diagnostics/diagnostic.ts";
import type { File } from "../syntax/ast/file.ts";
import { type Parsed, parse } from "../syntax/parser.ts";
import { withoutAllowed } from "./allows.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { type Host, resolvePath } from "./host.ts";

interface ParsedFile extends Module {
  readonly parsed: Parsed;
}

export interface Checked {
  readonly file: SourceFile;
  readonly program: CheckedProgram;
  /** What is wrong with the file and with those that it imports, in reading order. */
  readonly diagnostics: readonly Diagnostic[];
}

export class Workspace {
  readonly #host: Host;
  readonly #calendar: Calendar | undefined;
  readonly #files = new Map<string, ParsedFile>();

  /** `calendar` is the one of the project's configuration. */
  constructor(host: Host, calendar?: Calendar) {
    this.#host = host;
    this.#calendar = calendar;
  }

  /** The file and its tree; the same objects as before if its text is the same. */
  module(path: string): ParsedFile | undefined {
    const text = this.#host.read(path);
    if (text === undefined) return undefined;
    const known = this.#files.get(path);
    if (known?.file.text === text) return known;
    const file: SourceFile = { path, text };
    const parsed = parse(file);
    const module: ParsedFile = { file, tree: parsed.tree, parsed };
    this.#files.set(path, module);
    return module;
  }

  /** The files that have been read. */
  paths(): string[] {
    return [...this.#files.keys()].sort();
  }

  /** Checks a file with all that it imports; undefined if there is no such file. */
  check(path: string): Checked | undefined {
    const module = this.module(path);
    if (module === undefined) return undefined;
    const found: Diagnostic[] = [];
    const seen = new Set<ParsedFile>([module]);
    const resolve = (imported: string, from: SourceFile): ParsedFile | undefined => {
      const target = this.module(resolvePath(imported, from.path));
      if (target !== undefined) seen.add(target);
      return target;
    };
    const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
    const scope = bind(module, resolve, report);
    const program = checkProgram(scope, this.#calendar, report);
    const syntax = [...seen].flatMap(({ parsed }) => parsed.diagnostics);
    const all = withoutRepeats([...syntax, ...causes([...seen], syntax, found)]);
    return { file: module.file, program, diagnostics: withoutAllowed([...seen], all, ALLOWABLE) };
  }
}

/** Rules that find something missing, which a line that couldn't be read may well have said. */
const ABSENCES: ReadonlySet<string> = new Set(
  [missingPart, emptyTable, noComponents, unused].map(({ code }) => code),
);

/** What was found in the tree, without the consequences of what couldn't be read. */
function causes(
  modules: readonly ParsedFile[],
  syntax: readonly Diagnostic[],
  found: readonly Diagnostic[],
): Diagnostic[] {
  const broken = modules.flatMap(({ file, tree }) => {
    const faults = syntax.filter(({ at }) => at.file === file).map(({ at }) => at.span.start);
    return blocksOf(tree)
      .filter(({ start, end }) => faults.some((fault) => start <= fault && fault < end))
      .map((span) => ({ file, span }));
  });
  const errors = syntax.length > 0 || found.some(({ severity }) => severity === "error");
  return found.filter((diagnostic) => {
    const { file, span } = diagnostic.at;
    if (
      broken.some(
        (block) =>
          block.file === file && block.span.start <= span.start && span.end <= block.span.end,
      )
    )
      return false;
    if (syntax.length > 0 && ABSENCES.has(diagnostic.code)) return false;
    return !(errors && diagnostic.code === unused.code);
  });
}

/** The smallest declarations, members of plans and what stands beside plans: each reaches to the next. */
function blocksOf({ declarations }: File): Span[] {
  const blocks = declarations.flatMap((declaration) => {
    const members = declaration.kind === "Plan" ? declaration.members : [];
    return [declaration, ...members].map(({ span }) => span);
  });
  return blocks.map(({ start }, i) => ({ start, end: blocks[i + 1]?.start ?? Infinity }));
}

/** One of each: a shared definition is checked once for each plan that uses it. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byPlace = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { file, span } = diagnostic.at;
    const key = `${diagnostic.code} ${file.path} ${span.start} ${span.end} ${diagnostic.message}`;
    if (!byPlace.has(key)) byPlace.set(key, diagnostic);
  }
  return inReadingOrder([...byPlace.values()]);
}
