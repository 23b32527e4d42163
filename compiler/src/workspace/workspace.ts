/** The plan files of a project, each read and parsed once for each text that it has had. */
import type { Calendar } from "@attain/runtime";
import { nearest } from "../base/text.ts";
import { bind, type Module } from "../bind/scope.ts";
import { type CheckedProgram, checkProgram } from "../check/program.ts";
import { CATEGORY_NAMES } from "../diagnostics/catalogue/categories.ts";
import { ALLOWABLE, CATALOGUE } from "../diagnostics/catalogue/index.ts";
import { missingPart } from "../diagnostics/catalogue/names.ts";
import { allowsNothing, emptyTable, noComponents, unused } from "../diagnostics/catalogue/plans.ts";
import { type Diagnostic, inReadingOrder } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../ir/ir.ts";
import type { CustomRule } from "../lint/custom.ts";
import { review } from "../lint/review.ts";
import { lowerProgram } from "../lower/program.ts";
import type { File } from "../syntax/ast/file.ts";
import type { Parsed } from "../syntax/parser.ts";
import { PieceParser } from "../syntax/pieces.ts";
import { withoutAllowed } from "./allows.ts";
import { type Location, type SourceFile, type Span, withoutMark } from "../text/source-file.ts";
import { folderOf, foldersAbove, type Host, isOfLibrary, nameOf, resolvePath } from "./host.ts";
import { LIBRARY } from "./library.generated.ts";
import { lostIn } from "./lost-text.ts";

export interface ParsedFile extends Module {
  readonly parsed: Parsed;
  /** As it was read: `file` has no byte-order mark. */
  readonly raw: string;
  /** Where it can't be read as text. */
  readonly lost: Diagnostic | undefined;
}

export interface Checked {
  readonly file: SourceFile;
  /** The file and all that its imports lead to, by path; undefined for an import that leads nowhere. */
  readonly modules: ReadonlyMap<string, ParsedFile | undefined>;
  readonly program: CheckedProgram;
  /** What is wrong with the file and with those that it imports, in reading order. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those of them that keep its plans from being run. */
  readonly errors: readonly Diagnostic[];
  /** What is found for projects that ask for it in `lint`. */
  readonly asked: readonly Diagnostic[];
  /** Those of `diagnostics` that are known without a review of sound plans, which takes longer than to check them. */
  readonly prompt: readonly Diagnostic[];
  /** Whether that review has been made, or none is to be made: what can be asked for then is known at once. */
  readonly isReviewed: boolean;
}

export class Workspace {
  readonly #host: Host;
  readonly #calendar: Calendar | undefined;
  readonly #rules: readonly CustomRule[];
  readonly #files: Map<string, ParsedFile>;
  readonly #parsers = new Map<string, PieceParser>();
  readonly #checked = new Map<string, Checked>();

  /** `calendar` is the one of the project's configuration; `known` has parsed files of the same texts before; `rules` are the project's own. */
  constructor(
    host: Host,
    calendar?: Calendar,
    known?: Workspace,
    rules: readonly CustomRule[] = [],
  ) {
    this.#rules = rules;
    this.#host = host;
    this.#calendar = calendar;
    this.#files = new Map(known === undefined ? [] : known.#files);
  }

  /** The file and its tree; the same objects as before if its text is the same. */
  module(path: string): ParsedFile | undefined {
    const raw = LIBRARY.get(path) ?? this.#host.read(path);
    if (raw === undefined) return undefined;
    const known = this.#files.get(path);
    if (known?.raw === raw) return known;
    const file: SourceFile = { path, text: withoutMark(raw) };
    const parser = this.#parsers.get(path) ?? new PieceParser();
    this.#parsers.set(path, parser);
    const parsed = parser.parse(file);
    const module = { file, tree: parsed.tree, parsed, raw, lost: lostIn(file) };
    this.#files.set(path, module);
    return module;
  }

  /** The names of the findings that plans may allow. */
  get allowable(): ReadonlySet<string> {
    return new Set([...ALLOWABLE, ...this.#rules.map(({ name }) => name)]);
  }

  /** The names whose level a project may set: of findings, and of families of them. */
  get levelable(): readonly string[] {
    return [...this.allowable, ...CATEGORY_NAMES];
  }

  /** The files that have been read. */
  paths(): string[] {
    return [...this.#files.keys()].sort();
  }

  /**
   * Checks a file with all that it imports; undefined if there is no such file. The same object as before if none of
   * them has another text.
   */
  check(path: string): Checked | undefined {
    const module = this.module(path);
    if (module === undefined) return undefined;
    const known = this.#checked.get(path);
    if (known !== undefined && this.#isCurrent(known)) return known;
    const checked = this.#check(module);
    this.#checked.set(path, checked);
    return checked;
  }

  #isCurrent({ modules }: Checked): boolean {
    return [...modules].every(([path, module]) => this.module(path) === module);
  }

  #check(module: ParsedFile): Checked {
    const found: Diagnostic[] = [];
    const modules = new Map<string, ParsedFile | undefined>([[module.file.path, module]]);
    const resolve = (imported: string, from: SourceFile): ParsedFile | undefined => {
      const path = resolvePath(imported, from.path);
      const target = this.module(path);
      modules.set(path, target);
      return target;
    };
    const report = once((diagnostic) => void found.push(diagnostic));
    const meant = (path: string, from: SourceFile): string | undefined => this.#meant(path, from);
    const scope = bind(module, { resolve, meant }, report);
    const program = checkProgram(scope, this.#calendar, report);
    return this.#withFindings({ file: module.file, modules, program }, found);
  }

  #withFindings(read: Read, found: readonly Diagnostic[]): Checked {
    const { modules, program } = read;
    const seen = [...modules.values()].filter((one) => one !== undefined);
    const syntax = seen.flatMap(({ parsed }) => parsed.diagnostics);
    const local = withoutRepeats([...syntax, ...causes(seen, syntax, found)]);
    const lost = seen.flatMap((one) => one.lost ?? []);
    if (lost.length > 0) return unsound(read, lost, withoutRepeats(lost));
    const kept = (all: readonly Diagnostic[]): Diagnostic[] =>
      withoutAllowed(seen, all, this.allowable);
    const errors = local.filter(isError);
    if (errors.length > 0) return unsound(read, kept(local), errors);
    return new Sound(
      read,
      // What is allowed may be what the review has yet to find.
      () => kept(local).filter(({ code }) => code !== allowsNothing.code),
      () => kept(withoutRepeats([...local, ...this.#review(program, seen)])),
    );
  }

  /** What is found in plans that can be run. */
  #review(checked: CheckedProgram, written: readonly Module[]): readonly Diagnostic[] {
    const files = new Map(written.map(({ file }) => [file.path, file]));
    const place = ({ path, start, end }: Origin): Location => ({
      file: files.get(path) ?? checked.scope.module.file,
      span: { start, end },
    });
    const program = lowerProgram(checked);
    return review({ program, written, place, custom: this.#rules });
  }

  /** A plan file with nearly the name of `imported` where it leads to, or with just its name further up. */
  #meant(imported: string, { path: own }: SourceFile): string | undefined {
    if (isOfLibrary(imported)) return nearest(imported, LIBRARY.keys());
    const path = resolvePath(imported, own);
    const name = nameOf(path);
    const beside = this.#host
      .names(folderOf(path))
      .filter((other) => other.endsWith(".plan") && resolvePath(other, path) !== own);
    const near = nearest(name, beside);
    if (near !== undefined) return imported.replace(/[^/]*$/, near);
    const up = foldersAbove(own).findIndex((folder) => this.#host.names(folder).includes(name));
    return up === -1 ? undefined : "../".repeat(up) + name;
  }
}

type Read = Pick<Checked, "file" | "modules" | "program">;

/** A file with errors isn't reviewed. */
function unsound(
  read: Read,
  diagnostics: readonly Diagnostic[],
  errors: readonly Diagnostic[],
): Checked {
  return { ...read, diagnostics, errors, asked: [], prompt: diagnostics, isReviewed: true };
}

/** A file without errors, reviewed when that is first asked for. */
class Sound implements Checked {
  readonly file: SourceFile;
  readonly modules: Checked["modules"];
  readonly program: CheckedProgram;
  readonly errors: readonly Diagnostic[] = [];
  readonly #early: () => readonly Diagnostic[];
  readonly #whole: () => readonly Diagnostic[];
  #found: readonly Diagnostic[] | undefined;

  constructor(
    { file, modules, program }: Read,
    early: () => readonly Diagnostic[],
    whole: () => readonly Diagnostic[],
  ) {
    this.file = file;
    this.modules = modules;
    this.program = program;
    this.#early = early;
    this.#whole = whole;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#all().filter((one) => !isAsked(one));
  }

  get asked(): readonly Diagnostic[] {
    return this.#all().filter(isAsked);
  }

  get prompt(): readonly Diagnostic[] {
    return this.#early();
  }

  get isReviewed(): boolean {
    return this.#found !== undefined;
  }

  #all(): readonly Diagnostic[] {
    return (this.#found ??= this.#whole());
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function isAsked({ code }: Diagnostic): boolean {
  return CATALOGUE.get(code)?.asked === true;
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

/** Reports each finding once: what a plan has from another one is checked for both. */
function once(report: (diagnostic: Diagnostic) => void): (diagnostic: Diagnostic) => void {
  const seen = new Set<string>();
  return (diagnostic) => {
    const { code, at, message } = diagnostic;
    const key = `${code} ${at.file.path} ${at.span.start} ${at.span.end} ${message}`;
    if (seen.has(key)) return;
    seen.add(key);
    report(diagnostic);
  };
}
