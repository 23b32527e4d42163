/** What an expression may name, those first whose type is what the place asks for. */
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import { peopleOf, planOf, rowOf, sourceNamed, symbolsIn } from "../../analysis/scope.ts";
import type { Site } from "../../analysis/site.ts";
import { asName } from "../../analysis/spelling.ts";
import { typeOfEntity } from "../../analysis/types.ts";
import type { View } from "../../project/project.ts";
import { FITS, LIKELY, type Offer, POSSIBLE } from "./item.ts";
import { demoted, fieldOffer, fieldOffers, membersOf, rankOf, symbolOffer } from "./offers.ts";
import { FUNCTIONS, known, word } from "./words.ts";

/** What an expression may name. */
export function valueOffers(view: View, site: Site, expected: Type | undefined): Offer[] {
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
    ...(standing.credit === undefined ? [] : [known("credited", "credited", "reference", LIKELY)]),
    ...(hasPayee && people !== undefined && people !== row
      ? demoted(fieldOffers(people, expected))
      : []),
    ...(hasPayee ? [known("payee", "payee", "reference", POSSIBLE)] : []),
    ...symbols.flatMap((symbol) =>
      symbol.name === own ? [] : valueOffer(view, symbol, expected, hasPayee),
    ),
    ...(expected?.kind === "yes or no"
      ? [word("yes", "value", "True.", FITS), word("no", "value", "False.", FITS)]
      : []),
    ...FUNCTIONS,
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
    case "unit":
    case "type":
    case "plan":
    case "territories":
    case "exception":
      return [];
    default:
      return hasPayee ? [symbolOffer(view, symbol, rank)] : [];
  }
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
