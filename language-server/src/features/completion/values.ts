/** What an expression may name, those first whose type is what the place asks for. */
import { PERIOD_KINDS } from "@attain/runtime";
import { isKpi } from "@attain/compiler/bind/kpis";
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import { peopleOf, planOf, rowOf, sourceNamed, symbolsIn } from "../../analysis/scope.ts";
import type { Site } from "../../analysis/site.ts";
import { asName } from "../../analysis/spelling.ts";
import { typeOfEntity } from "../../analysis/types.ts";
import type { View } from "../../project/project.ts";
import { aggregateAround, gatheredOffers } from "./aggregates.ts";
import { FITS, LIKELY, type Offer, POSSIBLE } from "./item.ts";
import { demoted, fieldOffer, fieldOffers, membersOf, rankOf, symbolOffer } from "./offers.ts";
import { currencies, FUNCTIONS, known } from "./words.ts";

/** What an expression may name. */
export function valueOffers(view: View, site: Site, expected: Type | undefined): Offer[] {
  const { standing } = site;
  const { member } = standing;
  // What is shared is read by plans, for somebody.
  const isPaid = planOf(view, standing) !== undefined || member !== undefined;
  const hasPayee = isPaid && member?.kind !== "Credit" && standing.test === undefined;
  const symbols = [...symbolsIn(view, standing).values()];
  // Of what is declared, only a balance may name itself: what it was before.
  const own = member?.kind === "Payout" || member?.kind === "Balance" ? "" : member?.name.text;
  return [
    ...(expected === undefined ? [] : membersOf(bare(expected))),
    ...rowOffers(view, site, expected, symbols),
    ...(standing.credit === undefined ? [] : [known("credited", "credited", "reference", LIKELY)]),
    ...(hasPayee ? payeeOffers(view, site, expected) : []),
    ...symbols.flatMap((symbol) =>
      symbol.name === own ? [] : valueOffer(view, symbol, expected, hasPayee),
    ),
    ...(isAxis(site) ? axisOffers(view, symbols) : FUNCTIONS),
  ];
}

/** The columns of the row at hand: what an aggregate takes is mostly one of them. */
function rowOffers(
  view: View,
  site: Site,
  expected: Type | undefined,
  symbols: readonly Symbol_[],
): Offer[] {
  const row = rowOf(view, site.standing);
  const aggregate = aggregateAround(view, site);
  if (row === undefined)
    return aggregate === undefined ? [] : gatheredOffers(view, aggregate, symbols);
  const offers = fieldOffers(row, expected);
  return aggregate === undefined ? offers : offers.map((offer) => ({ ...offer, rank: FITS }));
}

/** The person who is paid, and what is known of them. */
function payeeOffers(view: View, { standing }: Site, expected: Type | undefined): Offer[] {
  const people = peopleOf(view, standing);
  const isRow = people === rowOf(view, standing);
  return [
    ...(people === undefined || isRow ? [] : demoted(fieldOffers(people, expected))),
    known("payee", "payee", "reference", POSSIBLE),
  ];
}

/** Whether a table runs along what is written here. */
function isAxis({ role, standing: { member } }: Site): boolean {
  return (
    member?.kind === "Table" &&
    role.is === "value" &&
    member.axes.some(({ value }) => value === role.node)
  );
}

/** A table may run along a column of what it is read for, or any value of a kind: `by USD`, `by Quarter`, `by Region`. */
function axisOffers(view: View, symbols: readonly Symbol_[]): Offer[] {
  const kinds: readonly Symbol_["kind"][] = ["unit", "type", "territories"];
  const data = [...view.checked.program.sources.values()].filter(({ people }) => !people);
  return [
    ...data.flatMap((source) => demoted(fieldOffers(source, undefined))),
    ...symbols
      .filter(({ kind }) => kinds.includes(kind))
      .map((symbol) => symbolOffer(view, symbol, POSSIBLE)),
    ...currencies(POSSIBLE),
    known("type", "Ratio", "type", POSSIBLE),
    ...PERIOD_KINDS.map((name) => known("period", name, "type", POSSIBLE)),
  ];
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
    case "draw":
      return hasPayee ? [{ ...symbolOffer(view, symbol, POSSIBLE), again: true }] : [];
    case "territories":
      return [symbolOffer(view, symbol, rank)];
    case "unit":
    case "type":
    case "plan":
    case "exception":
      return [];
    default:
      return hasPayee ? [calledOffer(view, symbol, rank)] : [];
  }
}

/** A KPI of a library stands with what it needs. */
function calledOffer(view: View, symbol: Symbol_, rank: number): Offer {
  const offer = symbolOffer(view, symbol, rank);
  const needs = isKpi(symbol) ? (symbol.declaration.kpi?.needs ?? []) : [];
  if (needs.length === 0) return offer;
  const stops = needs.map(({ name }, i) => `\${${i + 1}:${name.text}}`);
  return { ...offer, insert: `${asName(symbol.name)}(${stops.join(", ")})$0`, isSnippet: true };
}

/** Rates are paid on something. */
export function ratesOffers(view: View, symbols: readonly Symbol_[]): Offer[] {
  return symbols
    .filter((symbol) => symbol.kind === "table" && symbol.declaration.role === "rates")
    .map((symbol) => {
      const { label, ...rest } = symbolOffer(view, symbol, LIKELY);
      return {
        ...rest,
        label,
        detail: `${label} on …`,
        insert: `${asName(label)} on $0`,
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
