/** The names that may stand at a place, those first whose type is what the place asks for. */
import { CURRENCIES, PERIOD_KINDS } from "@attain/runtime";
import type { Symbol_ } from "@attain/compiler/bind/scope";
import { describe } from "@attain/compiler/bind/scope";
import { DATE_FUNCTIONS } from "@attain/compiler/check/expressions/calls";
import { positionsIn } from "@attain/compiler/check/periods";
import type { FieldInfo, SourceInfo } from "@attain/compiler/check/sources";
import { fits, type Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import { ALLOWABLE, CATALOGUE } from "@attain/compiler/diagnostics/catalogue/index";
import { sourceOf } from "../../analysis/resolve.ts";
import { peopleOf, planOf, rowOf, sourceNamed, symbolsIn } from "../../analysis/scope.ts";
import type { Role, Site } from "../../analysis/site.ts";
import { typeOfEntity, typeText } from "../../analysis/types.ts";
import { typeOfAxis } from "../../analysis/values.ts";
import type { View } from "../../project/project.ts";
import { expectedOf } from "./expected-type.ts";
import {
  type CompletionKind,
  FITS,
  LIKELY,
  type Offer,
  POSSIBLE,
  UNLIKELY,
  written,
} from "./item.ts";

/** `view` has a name at `site` that stands for whatever is going to be written there. */
export function nameOffers(view: View, site: Site): Offer[] {
  const { role, standing } = site;
  switch (role.is) {
    case "value":
      return valueOffers(view, site, expectedOf(view, role.node));
    case "field": {
      const source = sourceOf(view, site, role.node.of);
      return source === undefined ? [] : fieldOffers(source, expectedOf(view, role.node));
    }
    case "own field":
      return ownFields(
        sourceNamed(view, role.source.name.text),
        ({ type }) => type.kind === "date",
      );
    case "column":
      return ownFields(sourceNamed(view, role.source.text), () => true);
    case "tie":
      return ownFields(peopleOf(view, standing), () => true);
    case "case":
      return caseOffers(view, site, role);
    case "path":
      return pathOffers(view, site, role);
    case "source":
      // `given NAME` is both until what follows decides.
      return standing.test === undefined
        ? plainOffers(view, site)
        : pathOffers(view, site, { is: "path", path: [site.name], index: 0, given: true });
    case "declaration":
    case "value declared":
    case "field declared":
    case "text":
    case "payee key":
      return [];
    default:
      return plainOffers(view, site);
  }
}

function plainOffers(view: View, site: Site): Offer[] {
  const symbols = [...symbolsIn(view, site.standing).values()];
  const of = (...kinds: readonly Symbol_["kind"][]): Offer[] =>
    symbols
      .filter(({ kind }) => kinds.includes(kind))
      .map((symbol) => symbolOffer(view, symbol, FITS));
  const periods = PERIOD_KINDS.map((name) => word(name, "type", "A length of time.", LIKELY));
  switch (site.role.is) {
    case "source":
      return of("source");
    case "people":
      return symbols
        .filter((one) => one.kind === "source" && one.declaration.people)
        .map((one) => symbolOffer(view, one, FITS));
    case "plan":
      return of("plan").filter(({ label }) => isOwnPlan(view, label));
    case "type":
      return [...of("source", "type", "unit"), ...TYPES, ...currencies(LIKELY), ...periods];
    case "per":
      return [...periods, ...of("unit"), ...currencies(UNLIKELY)];
    case "period":
      return periods;
    case "pay period":
      return periods
        .filter(({ label }) => label !== "Day")
        .map((offer) =>
          offer.label === "Quarter" || offer.label === "Month" ? { ...offer, rank: FITS } : offer,
        );
    case "currency":
      return currencies(FITS);
    case "unit":
      return [...of("unit"), ...currencies(LIKELY), ...DURATIONS];
    case "rule":
      return [...ALLOWABLE].map((name) => word(name, "value", titleOf(name), FITS));
    case "code":
      return [...CATALOGUE.keys()]
        .filter((code) => code.startsWith("ATN90"))
        .map((code) => word(code, "value", titleOf(code), FITS));
    case "credit":
      return [...of("credit"), ...demoted(of("source"))];
    case "rates":
      return ratesOffers(view, symbols);
    case "call":
      return [...FUNCTIONS, ...of("table")];
    case "method":
      return [...METHODS, ...demoted(of("table"))];
    case "each":
      return [...periods, ...demoted(of("credit"))];
    case "deal or share":
      return [
        word("deal", "keyword", "The whole deal, before it is split.", FITS),
        word("share", "keyword", "One person's share of a deal.", FITS),
      ];
    case "measure":
      return of("measure", "credit");
    default:
      return symbols.map((symbol) => symbolOffer(view, symbol, POSSIBLE));
  }
}

function demoted(offers: readonly Offer[]): Offer[] {
  return offers.map((offer) => ({ ...offer, rank: offer.rank + 1 }));
}

function isOwnPlan(view: View, name: string): boolean {
  return view.parsed.tree.declarations.some((one) => one.kind === "Plan" && one.name.text === name);
}

/** The catalogue's own words for a rule, by its name or its code. */
function titleOf(nameOrCode: string): string {
  const rule = [...CATALOGUE.values()].find(
    ({ name, code }) => name === nameOrCode || code === nameOrCode,
  );
  return rule === undefined ? "" : `${rule.code}: ${rule.message.parts.join("…")}`;
}

function word(label: string, kind: CompletionKind, doc: string, rank: number): Offer {
  return { label, kind, doc, rank };
}

const TYPES: readonly Offer[] = [
  word("Text", "type", "Any text.", LIKELY),
  word("Date", "type", "A day of the calendar.", LIKELY),
  word("YesNo", "type", "`yes` or `no`.", LIKELY),
  word("Count", "type", "A whole number of things.", LIKELY),
  word("Ratio", "type", "A part of a whole, written as a percentage.", LIKELY),
  word("Number", "type", "A plain decimal: it may multiply and divide.", POSSIBLE),
];

const DURATIONS: readonly Offer[] = ["Days", "Weeks", "Months", "Years"].map((name) =>
  word(name, "unit", "A length of time, before or after a date.", POSSIBLE),
);

const METHODS: readonly Offer[] = [
  word("days", "keyword", "By calendar days.", FITS),
  word("working days", "keyword", "By days that are neither weekend nor holiday.", FITS),
  word("months", "keyword", "By whole months.", FITS),
];

const FUNCTIONS: readonly Offer[] = DATE_FUNCTIONS.map((name) => ({
  label: name,
  kind: "function",
  detail: "(from, to)",
  doc: "Counts what lies between two dates.",
  insert: `${name}(\${1:from}, \${2:to})$0`,
  isSnippet: true,
  rank: UNLIKELY,
}));

const COMMON: ReadonlySet<string> = new Set(["USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD"]);

function currencies(rank: number): Offer[] {
  return [...CURRENCIES].map((name) =>
    word(name, "unit", "A currency.", COMMON.has(name) ? rank : rank + UNLIKELY),
  );
}

const KINDS: Readonly<Record<string, CompletionKind>> = {
  source: "struct",
  unit: "unit",
  type: "class",
  plan: "class",
  parameter: "constant",
  credit: "event",
  measure: "variable",
  table: "function",
  component: "method",
};

function symbolOffer(view: View, symbol: Symbol_, rank: number): Offer {
  const type = typeOfEntity(view, { kind: "symbol", symbol });
  const text = type && typeText(type);
  const { declaration } = symbol;
  const doc = "doc" in declaration ? declaration.doc : undefined;
  const label = "label" in declaration ? declaration.label : undefined;
  const words = [label, doc].filter((part) => part !== undefined).join("\n\n");
  return {
    label: symbol.name,
    kind: KINDS[symbol.kind] ?? "variable",
    detail: text ?? describe(symbol),
    ...(words === "" ? {} : { doc: words }),
    insert: written(symbol.name),
    rank,
  };
}

function fieldOffer(
  { name, type, optional, doc }: FieldInfo,
  source: SourceInfo,
  expected: Type | undefined,
): Offer {
  const text = typeText(type) ?? "";
  return {
    label: name,
    kind: "field",
    detail: `${text}${optional ? "?" : ""} of ${source.name}`,
    ...(doc === undefined ? {} : { doc }),
    insert: /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``,
    rank: rankOf(type, expected),
  };
}

/** Fields, and the fields of the rows that they refer to. */
function fieldOffers(source: SourceInfo, expected: Type | undefined): Offer[] {
  return [...source.fields.values()].map((field) => fieldOffer(field, source, expected));
}

function ownFields(source: SourceInfo | undefined, test: (field: FieldInfo) => boolean): Offer[] {
  if (source === undefined) return [];
  return [...source.fields.values()]
    .filter(test)
    .map((field) => fieldOffer(field, source, undefined));
}

function rankOf(type: Type | undefined, expected: Type | undefined): number {
  if (expected === undefined || type === undefined || type.kind === "unknown") return LIKELY;
  return fits(bare(type), bare(expected)) ? FITS : POSSIBLE;
}

/** What an expression may name. */
function valueOffers(view: View, site: Site, expected: Type | undefined): Offer[] {
  const { standing } = site;
  const plan = planOf(view, standing);
  const [row, people] = [rowOf(view, standing), peopleOf(view, standing)];
  const hasPayee =
    plan !== undefined && standing.member?.kind !== "Credit" && standing.test === undefined;
  const members = expected === undefined ? [] : membersOf(bare(expected));
  const symbols = [...symbolsIn(view, standing).values()];
  const own = standing.member?.kind === "Payout" ? undefined : standing.member?.name.text;
  return [
    ...members,
    ...(row === undefined ? [] : fieldOffers(row, expected)),
    ...(standing.credit === undefined
      ? []
      : [word("credited", "reference", "What the credit at hand gives this person.", LIKELY)]),
    ...(hasPayee && people !== undefined && people !== row
      ? demoted(fieldOffers(people, expected))
      : []),
    ...(hasPayee ? [word("payee", "reference", "The person who is paid.", POSSIBLE)] : []),
    ...symbols.flatMap((symbol) =>
      symbol.name === own ? [] : valueOffer(view, symbol, expected, hasPayee),
    ),
    ...(expected?.kind === "yes or no"
      ? [word("yes", "value", "True.", FITS), word("no", "value", "False.", FITS)]
      : []),
    ...FUNCTIONS,
  ];
}

/** The values of a list, of a period of the year, of yes and no. */
function membersOf(type: Type): Offer[] {
  const names =
    type.kind === "enum" ? type.members : type.kind === "period" ? positionsIn(type.period) : [];
  return names.map((name) => ({
    label: name,
    kind: "enum member",
    detail: typeText(type) ?? "",
    insert: written(name),
    rank: FITS,
  }));
}

function valueOffer(
  view: View,
  symbol: Symbol_,
  expected: Type | undefined,
  hasPayee: boolean,
): Offer[] {
  const rank = rankOf(typeOfEntity(view, { kind: "symbol", symbol }), expected);
  switch (symbol.kind) {
    case "parameter":
      return [symbolOffer(view, symbol, rank)];
    case "table":
      return symbol.declaration.role === "rates"
        ? hasPayee
          ? ratesOffers(view, [symbol])
          : []
        : [symbolOffer(view, symbol, rank)];
    case "source":
      return hasPayee ? keyedOffers(view, symbol.name, expected) : [];
    case "unit":
    case "type":
    case "plan":
      return [];
    default:
      return hasPayee ? [symbolOffer(view, symbol, rank)] : [];
  }
}

/** Rates are paid on something. */
function ratesOffers(view: View, symbols: readonly Symbol_[]): Offer[] {
  return symbols
    .filter((symbol) => symbol.kind === "table" && symbol.declaration.role === "rates")
    .map((symbol) => {
      const { label, ...rest } = symbolOffer(view, symbol, LIKELY);
      return {
        ...rest,
        label,
        detail: `${label} on …`,
        insert: `${written(label)} on $0`,
        isSnippet: true as const,
        again: true as const,
      };
    });
}

/** `Quotas.amount`: fields of the row that the payee and the period single out. */
function keyedOffers(view: View, name: string, expected: Type | undefined): Offer[] {
  const source = sourceNamed(view, name);
  if (source === undefined || source.people || source.keys.length === 0) return [];
  const isSingled = source.keys.every(({ type }) => type.kind === "row" || type.kind === "period");
  if (!isSingled) return [];
  return [...source.fields.values()]
    .filter(({ key }) => !key)
    .map((field) => {
      const offer = fieldOffer(field, source, expected);
      return {
        ...offer,
        label: `${source.name}.${field.name}`,
        insert: `${source.name}.${offer.insert ?? field.name}`,
      };
    });
}

function caseOffers(view: View, site: Site, { axis }: Extract<Role, { is: "case" }>): Offer[] {
  const type = axis && typeOfAxis(view, site.standing, axis);
  const { member } = site.standing;
  const rows = member?.kind === "Table" ? member.rows : [];
  const taken = new Set(
    rows.flatMap((row) =>
      row.kind === "For" && row.members !== "anything else"
        ? row.members.map(({ text }) => text)
        : [],
    ),
  );
  return (type === undefined ? [] : membersOf(type)).map((offer) =>
    taken.has(offer.label) ? { ...offer, rank: UNLIKELY } : offer,
  );
}

/** What a test sets or expects. */
function pathOffers(
  view: View,
  site: Site,
  { path, index, given }: Extract<Role, { is: "path" }>,
): Offer[] {
  const source = path.length > 1 ? sourceNamed(view, path[0]?.text) : undefined;
  if (source !== undefined && index > 0) return fieldOffers(source, undefined);
  const symbols = [...symbolsIn(view, site.standing).values()];
  const people = peopleOf(view, site.standing);
  const kinds: readonly Symbol_["kind"][] = given
    ? ["credit", "measure", "parameter", "component", "table"]
    : ["component", "measure", "credit", "parameter"];
  return [
    ...symbols
      .filter(({ kind }) => kinds.includes(kind))
      .map((symbol) => symbolOffer(view, symbol, FITS)),
    ...(given
      ? symbols
          .filter(({ kind }) => kind === "source")
          .map((symbol) => symbolOffer(view, symbol, LIKELY))
      : []),
    ...(given && people !== undefined ? demoted(fieldOffers(people, undefined)) : []),
    ...(given
      ? []
      : [word("payout", "reference", "The sum of the components, with the steps on it.", FITS)]),
  ];
}
