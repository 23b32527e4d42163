/** What a word, a name or a literal is: its declaration, its type and unit, its documentation, the pages of what is wrong. */
import { CATALOGUE } from "@attain/compiler/diagnostics/catalogue/index";
import { describe } from "@attain/compiler/bind/scope";
import { isPeriodKind } from "@attain/compiler/check/type-names";
import { columnOf } from "@attain/compiler/data/settings";
import { documentationOf } from "@attain/compiler/syntax/tokens";
import type { Span } from "@attain/compiler/text/source-file";
import type { Entity } from "../analysis/entity.ts";
import { excerptOf, type Pages } from "../analysis/pages.ts";
import { occurrenceAt } from "../analysis/resolve.ts";
import { dedented, fenced } from "../analysis/text.ts";
import { inComment, spanOfToken, type Token, tokenAt, tokensOf } from "../analysis/tokens.ts";
import { typeOf } from "../analysis/scope.ts";
import { typeOfEntity, typeText } from "../analysis/types.ts";
import { docOfWord } from "../analysis/words.ts";
import type { View } from "../project/project.ts";
import { daysText } from "../analysis/days.ts";
import { diagnosticsIn } from "./diagnostics.ts";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What a name is now, for the payee and the period that the editor has chosen. */
type ValueNow = (entity: Entity) => string | undefined;

export interface HoverSources {
  readonly pages: Pages;
  readonly valueNow: ValueNow;
}

export function hover(
  view: View,
  offset: number,
  { pages, valueNow }: HoverSources,
): Hover | undefined {
  if (inComment(view.file, offset)) return undefined;
  const found = ofName(view, offset, pages, valueNow) ?? ofWord(view, offset);
  const faults = diagnosticsIn(view.project, view.path).filter(
    ({ at: { span } }) => span.start <= offset && offset <= span.end,
  );
  const [fault] = faults;
  const shown = [...new Set(faults.map(({ code }) => code))].flatMap((code) =>
    pageParts(code, pages),
  );
  if (fault === undefined || shown.length === 0) return found;
  return {
    span: found?.span ?? fault.at.span,
    markdown: [...(found === undefined ? [] : [found.markdown]), ...shown].join("\n\n---\n\n"),
  };
}

function pageParts(code: string, pages: Pages): string[] {
  const page = pages(code);
  return page === undefined ? [] : [`${code} ${excerptOf(page)}`];
}

function ofName(view: View, offset: number, pages: Pages, valueNow: ValueNow): Hover | undefined {
  const found = occurrenceAt(view, offset);
  if (found === undefined) return undefined;
  const { site, entity } = found;
  const parts = partsOf(view, entity, pages);
  const value = valueNow(entity);
  const node = site.role.is === "value" || site.role.is === "field" ? site.role.node : undefined;
  const here = node && typeOf(view, node);
  const declared = typeOfEntity(view, entity);
  const told =
    typeText(here ?? declared ?? { kind: "unknown" }) ?? (declared && typeText(declared));
  const facts = [
    told === undefined ? undefined : `Type: \`${told}\``,
    value === undefined ? undefined : `Now: **${value}**`,
  ];
  const markdown = [...parts, ...facts]
    .filter((part) => part !== undefined && part !== "")
    .join("\n\n");
  return markdown === "" ? undefined : { span: site.name.span, markdown };
}

/** How many lines of a declaration are shown. */
const MOST = 14;

function partsOf(view: View, entity: Entity, pages: Pages): string[] {
  switch (entity.kind) {
    case "symbol": {
      const { symbol } = entity;
      const { declaration, at } = symbol;
      const code =
        "span" in declaration ? dedented(at.file, declaration.span, MOST) : `unit ${symbol.name}`;
      const where = at.file === view.file ? "" : ` of \`${at.file.path}\``;
      const doc = "doc" in declaration ? declaration.doc : undefined;
      return [fenced(code), `${capital(describe(symbol))}${where}.`, doc ?? ""];
    }
    case "field":
      return ofField(view, entity);
    case "value":
      return [
        fenced(entity.name),
        entity.type === undefined ? "A value of a field." : `A value of \`${entity.type}\`.`,
      ];
    case "word":
      return [`**\`${entity.name}\`** ${docOfWord(entity.word, entity.name)}`];
    case "rule": {
      const page = pages(entity.code);
      const rule = CATALOGUE.get(entity.code);
      return [`${entity.code} \`${rule?.name ?? ""}\``, page === undefined ? "" : excerptOf(page)];
    }
    case "file":
      return [];
  }
}

function ofField(view: View, { source, field }: Extract<Entity, { kind: "field" }>): string[] {
  const file = source.file;
  const line = file.text.slice(field.at.span.start).split(/\r?\n/)[0] ?? field.name;
  const settings = view.project.config().config.data.get(source.name);
  const column = settings && columnOf(settings, field.name);
  const data = settings === undefined ? "" : ` Column \`${column ?? ""}\` of \`${settings.file}\`.`;
  return [
    fenced(line.replace(/\s*\/\/.*$/, "")),
    `${field.key ? "A key" : "A column"} of \`${source.name}\`.${data}`,
    field.doc ?? "",
  ];
}

/** A word of the language, or a literal whose meaning depends on the calendar. */
function ofWord(view: View, offset: number): Hover | undefined {
  const token = tokenAt(view.file, offset);
  if (token === undefined) return undefined;
  const span = spanOfToken(token);
  const name = token.tokenType.name;
  if (name === "PeriodLiteral" || name === "DateLiteral") {
    const days = daysText(view, token.image);
    return days === undefined ? undefined : { span, markdown: `**\`${token.image}\`** ${days}` };
  }
  const doc = ofEdge(view, token) ?? documentationOf(token.tokenType);
  return doc === undefined ? undefined : { span, markdown: `**\`${token.image}\`** ${doc}` };
}

/** `end of Half`: a day of the period of this length that the one at hand lies in. */
function ofEdge({ file }: View, token: Token): string | undefined {
  const which = EDGES[token.tokenType.name];
  if (which === undefined) return undefined;
  const tokens = tokensOf(file);
  const [of, period] = tokens.slice(tokens.indexOf(token) + 1);
  if (of?.tokenType.name !== "Of" || period === undefined || !isPeriodKind(period.image))
    return undefined;
  return `The ${which} day of the ${period.image} that the period at hand lies in.`;
}

const EDGES: Readonly<Record<string, string>> = { Start: "first", End: "last" };

function capital(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}
