/** What a file declares, as a tree. It is read off the words that begin lines, so it stands whatever is wrong in them. */
import type { Line } from "@attain/compiler/syntax/lines";
import type { SourceFile, Span } from "@attain/compiler/text/source-file";
import { lexedOf, spanOfToken, type Token } from "../analysis/tokens.ts";
import type { View } from "../project/project.ts";

/** The word that begins a declaration; `field` and `value` have none. */
type OutlineKind = string;

export interface OutlineItem {
  readonly name: string;
  readonly kind: OutlineKind;
  /** The words of the letter. */
  readonly detail?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineItem[];
}

interface Open {
  readonly line: Line;
  readonly depth: number;
  readonly children: Open[];
  end: number;
}

const known = new WeakMap<SourceFile, readonly OutlineItem[]>();

export function outline(file: SourceFile): readonly OutlineItem[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const items = nested(lexedOf(file).lines).flatMap(itemOf);
  known.set(file, items);
  return items;
}

/** Headings of files hold headings of members, and those hold lines. */
function nested(lines: readonly Line[]): Open[] {
  const roots: Open[] = [];
  const path: Open[] = [];
  for (const line of lines) {
    const depth = depthOf(line);
    while ((path.at(-1)?.depth ?? -1) >= depth) path.pop();
    const open: Open = { line, depth, children: [], end: endOf(line) };
    for (const around of path) around.end = open.end;
    (path.at(-1)?.children ?? roots).push(open);
    path.push(open);
  }
  return roots;
}

function depthOf({ level, shared }: Line): number {
  return shared || level === "file" ? 0 : level === "member" ? 1 : 2;
}

function endOf({ tokens, grid }: Line): number {
  const last = grid.at(-1) ?? tokens.at(-1);
  return last === undefined ? 0 : spanOfToken(last).end;
}

/** Lines that declare nothing have no place in an outline. */
const NAMELESS: ReadonlySet<string> = new Set(["import", "calendar"]);

/** Lines of a block that declare something all the same. */
const NAMED_LINES: ReadonlySet<string> = new Set(["territory", "elsewhere"]);

function itemOf({ line, children, end }: Open): OutlineItem[] {
  const [first, ...rest] = line.tokens;
  if (first === undefined || NAMELESS.has(first.image)) return [];
  const isField = first.tokenType.name === "FieldLine";
  if (line.level === "step" && !isField && !NAMED_LINES.has(first.image)) return [];
  const named = isField ? first : nameIn(rest);
  const span = { start: first.startOffset, end: Math.max(end, spanOfToken(first).end) };
  const label = rest.find(({ tokenType }) => tokenType.name === "TextLiteral");
  const detail = isField
    ? typeWords(line)
    : label === undefined || label === named
      ? undefined
      : unquoted(label);
  return [
    {
      name: named === undefined ? first.image : unquoted(named),
      kind: isField ? "field" : first.image,
      ...(detail === undefined ? {} : { detail }),
      span,
      nameSpan: spanOfToken(named ?? first),
      children: [...valuesOf(line), ...children.flatMap(itemOf)],
    },
  ];
}

/** `plan AccountExecutive`, `test "title"`; `quota means …` is called by its word. */
function nameIn([next]: readonly Token[]): Token | undefined {
  const name = next?.tokenType.name;
  return name === "Identifier" || name === "TextLiteral" || isSoft(next) ? next : undefined;
}

function isSoft(token: Token | undefined): boolean {
  return token?.tokenType.CATEGORIES?.some(({ name }) => name === "Name") ?? false;
}

function unquoted({ image }: Token): string {
  const text = image.replace(/^["`]|["`]$/g, "").trim();
  return text === "" ? image : text;
}

/** `Reps?` of `partner : Reps? …`. */
function typeWords({ tokens }: Line): string | undefined {
  const [, , type, ...rest] = tokens;
  if (type === undefined) return undefined;
  if (type.tokenType.name === "OneOf") return "one of …";
  const per = rest[0]?.image === "per" && rest[1] !== undefined ? ` per ${rest[1].image}` : "";
  return type.image + per + (rest[0]?.image === "?" ? "?" : "");
}

/** The values of `type Region is one of EMEA, APAC`, and the units of a `unit` line but for the first. */
function valuesOf({ tokens }: Line): OutlineItem[] {
  const [word] = tokens;
  if (word?.image !== "type") return [];
  const start = tokens.findIndex(({ tokenType }) => tokenType.name === "OneOf");
  const names = start === -1 ? [] : tokens.slice(start + 1).filter(({ image }) => image !== ",");
  return names.map((token) => ({
    name: unquoted(token),
    kind: "value",
    span: spanOfToken(token),
    nameSpan: spanOfToken(token),
    children: [],
  }));
}

export interface Found {
  readonly view: View;
  readonly item: OutlineItem;
  /** The names of the declarations around it. */
  readonly container: string;
}

/** Declarations of the project whose name holds the letters of `query`, in their order. */
export function workspaceSymbols(views: readonly View[], query: string): Found[] {
  const wanted = query.toLowerCase();
  return views
    .flatMap((view) => flattened(view, outline(view.file), ""))
    .filter(({ item }) => holds(item.name.toLowerCase(), wanted));
}

function flattened(view: View, items: readonly OutlineItem[], container: string): Found[] {
  return items.flatMap((item) => [
    { view, item, container },
    ...flattened(view, item.children, item.name),
  ]);
}

function holds(name: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = name.indexOf(letter, from);
    if (at === -1) return false;
    from = at + 1;
  }
  return true;
}
