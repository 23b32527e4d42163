/** What may be written at a place: names by their types, words by the grammar, lines by the block, cells by their column. */
import { CONFIG_FILE } from "@attain/compiler/workspace/config";
import type { SourceFile, Span } from "@attain/compiler/text/source-file";
import type { Type } from "@attain/compiler/check/types";
import { siteAt } from "../../analysis/resolve.ts";
import { inComment, tokenAt } from "../../analysis/tokens.ts";
import type { View } from "../../project/project.ts";
import { cellOffers } from "./cells.ts";
import { importOffers } from "./imports.ts";
import type { CompletionItem, Offer } from "./item.ts";
import { fillersAt } from "../../forms/fillers.ts";
import { expectedOf } from "./expected-type.ts";
import { expectedAt, keywordOffers } from "./keywords.ts";
import { lineOffers, sharedOffers } from "./lines.ts";
import { literalOffers } from "./literals.ts";
import { nameOffers } from "./names.ts";

/** A name that no plan has; what would resolve to it is what can be written there. */
const HERE = "attain_here_";

export function completion(view: View, offset: number): CompletionItem[] {
  if (view.path === CONFIG_FILE || inComment(view.file, offset)) return [];
  const token = tokenAt(view.file, offset);
  const isIn =
    token !== undefined &&
    token.startOffset < offset &&
    offset < token.startOffset + token.image.length;
  if (token?.tokenType.name === "OpenText" || (isIn && token.tokenType.name === "TextLiteral"))
    return items(importOffers(view, token), {
      start: token.startOffset + 1,
      end: endOfText(token),
    });
  const cell = cellOffers(view, offset);
  if (cell !== undefined) return items(cell.offers, cell.replace);
  if (token?.tokenType.name !== "GridLine") return inLine(view, offset);
  const replace = wordAt(view.file, offset);
  return items(namesAt(view, replace).offers, replace);
}

function endOfText({
  startOffset,
  image,
}: {
  readonly startOffset: number;
  readonly image: string;
}): number {
  const end = startOffset + image.length;
  return image.length > 1 && image.endsWith('"') ? end - 1 : end;
}

function inLine(view: View, offset: number): CompletionItem[] {
  const { file } = view;
  const replace = wordAt(file, offset);
  const line = file.text.slice(file.text.lastIndexOf("\n", replace.start - 1) + 1, replace.start);
  const named = namesAt(view, replace);
  if (line.trim() === "") return atLineStart(view, replace, line.length, named.offers);
  if (line.trim() === "shared") return items(sharedOffers(view, replace.start), replace);
  const expected = expectedAt(file, replace.start);
  const isEnd = /^[\s),]*$/.test(restOfLine(file, replace.end));
  const takesName = expected.next.length === 0 || expected.next.some(({ name }) => NAMES.has(name));
  return items(
    [
      ...(takesName ? named.offers : []),
      ...literalOffers(view, expected, named.expected),
      ...keywordOffers(expected, isEnd ? fillersAt(view, replace.start, undefined) : undefined),
    ],
    replace,
  );
}

/** Kinds of token that stand for a name. */
const NAMES: ReadonlySet<string> = new Set(["Name", "Identifier", "FieldLine"]);

function atLineStart(
  view: View,
  replace: Span,
  column: number,
  names: readonly Offer[],
): CompletionItem[] {
  const rest = restOfLine(view.file, replace.end);
  const lines = lineOffers(view, replace.start, column);
  const words =
    rest.trim() === "" ? lines : lines.map(({ label, kind, rank }) => ({ label, kind, rank }));
  return items([...words, ...names], replace);
}

function restOfLine({ text }: SourceFile, from: number): string {
  return text.slice(from).split(/\r?\n/, 1)[0] ?? "";
}

/** The word around a place, backticks and all. */
function wordAt({ text }: SourceFile, offset: number): Span {
  const start =
    offset -
    (/[`\p{L}\p{N}_]*$/u.exec(text.slice(Math.max(0, offset - 100), offset))?.[0].length ?? 0);
  const end =
    offset + (/^[\p{L}\p{N}_`]*/u.exec(text.slice(offset, offset + 100))?.[0].length ?? 0);
  return { start, end };
}

/** Writes a name there, checks the file with it, and asks what could be meant. */
function namesAt(
  view: View,
  { start, end }: Span,
): { readonly offers: Offer[]; readonly expected: Type | undefined } {
  const { text } = view.file;
  const changed = text.slice(0, start) + HERE + text.slice(end);
  const probed = view.project.replacing(new Map([[view.path, changed]])).view(view.path);
  const site = probed && siteAt(probed, start + 1);
  if (probed === undefined || site === undefined || !site.name.text.includes(HERE))
    return { offers: [], expected: undefined };
  const expected = site.role.is === "value" ? expectedOf(probed, site.role.node) : undefined;
  return { offers: nameOffers(probed, site), expected };
}

/** Each label once, the best offer of it. */
function items(offers: readonly Offer[], replace: Span): CompletionItem[] {
  const best = new Map<string, Offer>();
  for (const offer of offers) {
    const known = best.get(offer.label);
    if (known === undefined || offer.rank < known.rank) best.set(offer.label, offer);
  }
  return [...best.values()].map((offer) => ({
    ...offer,
    insert: offer.insert ?? offer.label,
    replace,
  }));
}
