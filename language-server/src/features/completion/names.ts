/** The names that may stand at a place. */
import { PERIOD_KINDS } from "@attain/runtime";
import { isPattern } from "@attain/compiler/bind/kpis";
import type { Symbol_ } from "@attain/compiler/bind/scope";
import { ALLOWABLE, CATALOGUE } from "@attain/compiler/diagnostics/catalogue/index";
import { factsAfter } from "../../analysis/accounts.ts";
import { sourceOf } from "../../analysis/resolve.ts";
import {
  inheritedIn,
  otherPlanIn,
  peopleOf,
  sourceNamed,
  symbolsIn,
} from "../../analysis/scope.ts";
import type { PlainRole, Role, Site } from "../../analysis/site.ts";
import { territoriesIn, typeOfAxis } from "../../analysis/values.ts";
import type { View } from "../../project/project.ts";
import { expectedOf } from "./expected-type.ts";
import { FITS, LIKELY, type Offer, POSSIBLE, UNLIKELY } from "./item.ts";
import { demoted, fieldOffers, memberOffer, membersOf, ownFields, symbolOffer } from "./offers.ts";
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
      if (of.kind !== "Reference") return [];
      const paid = payOffers(view, site, of.name.text);
      return paid.length > 0 ? paid : factOffers(view, site, of.name.text);
    }
    case "own field":
      return ownFields(
        sourceNamed(view, role.source.name.text),
        ({ type }) => type.kind === "date",
      );
    case "column":
    case "field named":
      return ownFields(sourceNamed(view, role.source.text), () => true);
    case "territory":
      return territoriesIn(role.of).map(({ text }) => memberOffer(text, role.of.name.text));
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

/** What is at hand for a name whose place says all that there is to say. */
interface Choice {
  readonly view: View;
  readonly site: Site;
  readonly symbols: readonly Symbol_[];
  readonly of: (...kinds: readonly Symbol_["kind"][]) => Offer[];
}

function plainOffers(view: View, site: Site): Offer[] {
  const symbols = [...symbolsIn(view, site.standing).values()];
  const of: Choice["of"] = (...kinds) =>
    symbols
      .filter(({ kind }) => kinds.includes(kind))
      .map((symbol) => symbolOffer(view, symbol, FITS));
  const choices = CHOICES[site.role.is as PlainRole];
  return choices?.({ view, site, symbols, of }) ?? [];
}

const PERIODS: readonly Offer[] = PERIOD_KINDS.map((name) => known("period", name, "type", LIKELY));

const PAY_PERIODS: readonly Offer[] = PERIODS.filter(({ label }) => label !== "Day").map((offer) =>
  offer.label === "Quarter" || offer.label === "Month" ? { ...offer, rank: FITS } : offer,
);

const CHOICES: Readonly<Partial<Record<PlainRole, (choice: Choice) => Offer[]>>> = {
  source: ({ of }) => of("source"),
  people: ({ view, symbols }) =>
    symbols
      .filter((one) => one.kind === "source" && one.declaration.people)
      .map((one) => symbolOffer(view, one, FITS)),
  plan: ({ view, of }) => of("plan").filter(({ label }) => isOwnPlan(view, label)),
  "other plan": ({ of }) => of("plan"),
  inherited: ({ view, site }) => [
    ...[...inheritedIn(view, site.standing).values()].map((symbol) =>
      symbolOffer(view, symbol, FITS),
    ),
    known("payout", "payout", "reference", LIKELY),
  ],
  component: ({ of }) => of("component"),
  "rule of pay": ({ of }) => of("measure", "component"),
  draw: ({ of }) => of("draw"),
  type: ({ of }) => [
    ...of("source", "type", "territories", "unit"),
    ...TYPES,
    ...currencies(LIKELY),
    ...PERIODS,
  ],
  per: ({ of }) => [
    ...PERIODS,
    ...of("unit"),
    known("type", "Currency", "type", POSSIBLE),
    ...currencies(UNLIKELY),
  ],
  period: () => [...PERIODS],
  into: () => [...PERIODS, known("period", "Segment", "type", POSSIBLE)],
  "pay period": () => [...PAY_PERIODS],
  currency: ({ view, site }) => [
    ...ownFields(
      peopleOf(view, site.standing),
      ({ type }) => type.kind === "enum" && type.name === "Currency",
    ),
    ...currencies(FITS),
  ],
  unit: ({ of }) => [...of("unit"), ...currencies(LIKELY), ...DURATIONS],
  rule: () => [...ALLOWABLE].map((name) => word(name, "value", titleOf(name), FITS)),
  code: () =>
    [...CATALOGUE.keys()]
      .filter((code) => code.startsWith("ATN90"))
      .map((code) => word(code, "value", titleOf(code), FITS)),
  credit: ({ of }) => [...of("credit"), ...demoted(of("source"))],
  rates: ({ view, symbols }) => ratesOffers(view, symbols),
  call: ({ view, of, symbols }) => [
    ...FUNCTIONS,
    ...of("table"),
    ...symbols.filter(isPattern).map((symbol) => symbolOffer(view, symbol, FITS)),
  ],
  method: ({ of }) => [...METHODS, ...demoted(of("table"))],
  each: ({ of }) => [
    ...PERIODS,
    { ...known("period", "Segment", "type", POSSIBLE), insert: "Segment of $0", isSnippet: true },
    ...demoted(of("credit")),
  ],
  "deal or share": () => [
    known("method", "deal", "keyword", FITS),
    known("method", "share", "keyword", FITS),
  ],
  measure: ({ of }) => of("measure", "credit"),
  name: ({ view, symbols }) => symbols.map((symbol) => symbolOffer(view, symbol, POSSIBLE)),
};

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

/** What can be read of another plan: what it pays. */
function payOffers(view: View, { standing }: Site, name: string | undefined): Offer[] {
  const other = otherPlanIn(view, standing, name);
  if (other === undefined) return [];
  const components = [...other.values()].filter(({ kind }) => kind === "component");
  return [
    ...components.map((one) => symbolOffer(view, one, FITS)),
    known("payout", "payout", "reference", FITS),
  ];
}

/** What a test sets or expects. */
function pathOffers(
  view: View,
  site: Site,
  { path, index, given }: Extract<Role, { is: "path" }>,
): Offer[] {
  const source = path.length > 1 ? sourceNamed(view, path[0]?.text) : undefined;
  if (source !== undefined && index > 0) return fieldOffers(source, undefined);
  const paid = payOffers(view, site, path[index - 1]?.text);
  if (paid.length > 0) return paid;
  const facts = factOffers(view, site, path[index - 1]?.text ?? "");
  if (facts.length > 0) return facts;
  const symbols = [...symbolsIn(view, site.standing).values()];
  const people = peopleOf(view, site.standing);
  const kinds: readonly Symbol_["kind"][] = given
    ? ["credit", "measure", "goal", "parameter", "component", "table", "draw", "balance"]
    : ["component", "measure", "credit", "goal", "parameter", "draw", "balance"];
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
