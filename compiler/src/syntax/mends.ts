/** What was probably meant, written out, where a word or sign can't stand. */
import type { IToken } from "chevrotain";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { brackets } from "../diagnostics/suggest.ts";
import type { SourceFile } from "../text/source-file.ts";
import { A_DAY } from "./advice.ts";

/** `expected`: what could have stood there, in words. */
export function mendsAt(
  file: SourceFile,
  tokens: readonly IToken[],
  i: number,
  expected: string,
): Fix[] {
  if (expected === A_DAY) return periodMeant(file, tokens[i]);
  return tokens[i]?.tokenType.name === "Where" ? someOf(file, tokens, i) : [];
}

/** `2026`, `FY26`, `2026-Q1`, `Q1 2026`. */
function periodMeant({ text }: SourceFile, found: IToken | undefined): Fix[] {
  const start = found?.startOffset ?? 0;
  const rest = text.slice(start, start + LONGEST);
  const yearFirst = /^(?:FY ?)?(20\d\d|(?<=FY ?)\d\d)(?:[- ]?([QH]\d))?(?![\w-])/i.exec(rest);
  const yearLast = /^([QH]\d)[- ]?(?:FY ?)?(20\d\d|(?<=FY ?)\d\d)(?![\w-])/i.exec(rest);
  const [year = "", part] = yearFirst?.slice(1) ?? yearLast?.slice(1).reverse() ?? [];
  const all = (yearFirst ?? yearLast)?.[0];
  if (all === undefined) return [];
  const period = `FY${year.slice(-2).padStart(4, "20")}${part === undefined ? "" : `-${part.toUpperCase()}`}`;
  const edits = [{ span: { start, end: start + all.length }, text: period }];
  return [{ title: `Write \`${period}\``, edits, safety: "changes payout" }];
}

const LONGEST = 12;

/** `Sales where product is Platform`, in brackets. */
function someOf({ text }: SourceFile, tokens: readonly IToken[], where: number): Fix[] {
  const [point, name] = [tokens[where - 2], tokens[where - 1]];
  const after = tokens.findIndex(({ tokenType }, i) => i > where && ENDS.has(tokenType.name));
  const last = tokens[(after === -1 ? tokens.length : after) - 1];
  if (name === undefined || last === undefined || name.tokenType.name !== "Identifier") return [];
  if (point?.tokenType.name === "Dot" || last === tokens[where]) return [];
  const span = { start: name.startOffset, end: last.startOffset + last.image.length };
  return [brackets(`(${text.slice(span.start, span.end)})`, span)];
}

/** Words that begin something else. */
const ENDS: ReadonlySet<string> = new Set(["When", "Otherwise", "Comma", "RightParen"]);
