/** The names that may stand at a place. */
import { PERIOD_KINDS } from "@attain/runtime";
import type { Symbol_ } from "@attain/compiler/bind/scope";
import { ALLOWABLE, CATALOGUE } from "@attain/compiler/diagnostics/catalogue/index";
import { factsAfter } from "../../analysis/accounts.ts";
import { sourceOf } from "../../analysis/resolve.ts";
import { inheritedIn, peopleOf, sourceNamed, symbolsIn } from "../../analysis/scope.ts";
import type { Role, Site } from "../../analysis/site.ts";
import { typeOfAxis } from "../../analysis/values.ts";
import type { View } from "../../project/project.ts";
import { expectedOf } from "./expected-type.ts";
import { FITS, LIKELY, type Offer, POSSIBLE, UNLIKELY } from "./item.ts";
import { demoted, fieldOffers, membersOf, ownFields, symbolOffer } from "./offers.ts";
import { ratesOffers, valueOffers } from "./values.ts";
import { currencies, DURATIONS, FUNCTIONS, known, METHODS, TYPES, word } from "./words.ts";

/** `view` has a name at `site` that stands for whatever is going to be written there. */
export function nameOffers(view: View, site: Site): Offer[] {
  const { role, standing } = site;
  switch (role.is) {
    case "value":
      return valueOffers(view, site, expectedOf(view, role.node));
    case "field": {
      const source = sourceOf(view, site, role.node.of);
      if (source !== undefined) return fieldOffers(source, expectedOf(view, role.node));
      const { of } = role.node;
      return of.kind === "Reference" ? factOffers(view, site, of.name.text) : [];
    }
    case "own field":
      return ownFields(
        sourceNamed(view, role.source.name.text),
        ({ type }) => type.kind === "date",
      );
    case "column":
    case "field named":
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
  const periods = PERIOD_KINDS.map((name) => known("period", name, "type", LIKELY));
  switch (site.role.is) {
    case "source":
      return of("source");
    case "people":
      return symbols
        .filter((one) => one.kind === "source" && one.declaration.people)
        .map((one) => symbolOffer(view, one, FITS));
    case "plan":
      return of("plan").filter(({ label }) => isOwnPlan(view, label));
    case "other plan":
      return of("plan");
    case "inherited":
      return [...inheritedIn(view, site.standing).values()].map((symbol) =>
        symbolOffer(view, symbol, FITS),
      );
    case "component":
      return of("component");
    case "rule of pay":
      return of("measure", "component");
    case "draw":
      return of("draw");
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
      return [known("method", "deal", "keyword", FITS), known("method", "share", "keyword", FITS)];
    case "measure":
      return of("measure", "credit");
    default:
      return symbols.map((symbol) => symbolOffer(view, symbol, POSSIBLE));
  }
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

/** What can be asked of something that is kept from one pay period to the next. */
function factOffers(view: View, { standing }: Site, name: string): Offer[] {
  return factsAfter(symbolsIn(view, standing), name).map((fact) =>
    known("fact", fact, "field", FITS),
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
  const facts = factOffers(view, site, path[index - 1]?.text ?? "");
  if (facts.length > 0) return facts;
  const symbols = [...symbolsIn(view, site.standing).values()];
  const people = peopleOf(view, site.standing);
  const kinds: readonly Symbol_["kind"][] = given
    ? ["credit", "measure", "parameter", "component", "table", "draw", "balance"]
    : ["component", "measure", "credit", "parameter", "draw", "balance"];
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
    ...(given ? [] : [known("payout", "payout", "reference", FITS)]),
  ];
}
