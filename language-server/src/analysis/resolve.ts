/** What the names of a file stand for: by what checking has noted, and by the names in scope where it noted nothing. */
import { CURRENCIES } from "@attain/runtime";
import { DATE_FUNCTIONS } from "@attain/compiler/check/expressions/calls";
import type { Meaning } from "@attain/compiler/check/checker";
import { positionsIn } from "@attain/compiler/check/periods";
import type { SourceInfo } from "@attain/compiler/check/sources";
import { isPeriodKind, isSimpleType } from "@attain/compiler/check/type-names";
import type { Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import { CATALOGUE } from "@attain/compiler/diagnostics/catalogue/index";
import type { Expression } from "@attain/compiler/syntax/ast/expression";
import type { TerritoriesDeclaration } from "@attain/compiler/syntax/ast/source";
import type { View } from "../project/project.ts";
import { factsAfter } from "./accounts.ts";
import { type BuiltIn, declaredAt, type Entity, sameEntity } from "./entity.ts";
import { territoriesIn, typeOfAxis, valueNamed, valueOfType } from "./values.ts";
import {
  inheritedIn,
  meaningOf,
  otherPlanIn,
  peopleOf,
  placeOf,
  planOf,
  rowOf,
  sourceNamed,
  type Symbols,
  symbolsIn,
  valueTypeOf,
} from "./scope.ts";
import type { Role, Site } from "./site.ts";
import { sitesOf } from "./sites.ts";

/** A name at its place, and what it stands for. */
export interface Occurrence {
  readonly site: Site;
  readonly entity: Entity;
}

const known = new WeakMap<View, readonly Occurrence[]>();

/** Every name of a file that stands for something, in the order of the text. */
export function occurrencesIn(view: View): readonly Occurrence[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const found = sitesOf(view.parsed.tree).flatMap((site) => {
    const entity = resolve(view, site);
    return entity === undefined ? [] : [{ site, entity }];
  });
  known.set(view, found);
  return found;
}

/** The name that a place touches. */
export function siteAt(view: View, offset: number): Site | undefined {
  return sitesOf(view.parsed.tree).findLast(
    ({ name: { span } }) => span.start <= offset && offset <= span.end,
  );
}

export function occurrenceAt(view: View, offset: number): Occurrence | undefined {
  const site = siteAt(view, offset);
  const entity = site && resolve(view, site);
  return site === undefined || entity === undefined ? undefined : { site, entity };
}

/** Every place of the project's files where a declaration is named, its own among them. */
export function occurrencesOf(
  view: View,
  entity: Entity,
): { readonly view: View; readonly site: Site }[] {
  const others = view.project.views().filter(({ path }) => path !== view.path);
  return [view, ...others]
    .filter((one) => canSee(one, entity))
    .flatMap((one) =>
      occurrencesIn(one).flatMap((found) =>
        sameEntity(found.entity, entity) ? [{ view: one, site: found.site }] : [],
      ),
    );
}

/** Whether a declaration reaches a file. */
function canSee({ checked }: View, entity: Entity): boolean {
  const at = declaredAt(entity);
  return at === undefined || checked.modules.has(at.file.path);
}

/** What a name stands for; undefined where nothing has that name, or a key of the data is meant. */
export function resolve(view: View, site: Site): Entity | undefined {
  const { name, role, standing } = site;
  const { text } = name;
  const need = neededBy(view, site);
  if (need !== undefined) return need;
  switch (role.is) {
    case "declaration":
      return declared(view, site);
    case "value declared":
      return {
        kind: "value",
        name: text,
        at: { file: view.file, span: name.span },
        ...(role.type === undefined ? {} : { type: role.type }),
      };
    case "field declared":
    case "own field":
      return fieldOf(sourceNamed(view, role.source.name.text), text);
    case "value":
      return byMeaning(view, site, role.node) ?? valueByName(view, site);
    case "field":
      return byMeaning(view, site, role.node) ?? fieldByName(view, site, role.node.of);
    case "text":
      return ofExpected(view, role.node, text);
    case "case":
      return caseOf(view, site, role);
    case "path":
      return inTest(view, site, role);
    case "territory":
      return territoryIn(view, role.of, text);
    case "inherited":
      return payNamed(inheritedIn(view, standing), text);
    case "column":
    case "field named":
      return fieldOf(sourceNamed(view, role.source.text), text);
    case "tie":
      return fieldOf(tiedPeople(view, site), text);
    case "rule": {
      const rule = [...CATALOGUE.values()].find((one) => one.name === text);
      return rule === undefined ? undefined : { kind: "rule", code: rule.code };
    }
    case "code":
      return CATALOGUE.has(text) ? { kind: "rule", code: text } : undefined;
    case "payee key":
      return undefined;
    case "name":
      return (
        symbol(view, site) ??
        fieldOf(rowOf(view, standing), text) ??
        builtIn(text) ??
        valueNamed(view, text)
      );
    case "deal or share":
      return word("method", text);
    default:
      return symbol(view, site) ?? builtIn(text) ?? unitOrCurrency(view, site);
  }

  function ofExpected(of: View, node: Expression, member: string): Entity | undefined {
    const expected = placeOf(of, node)?.expected;
    return expected?.kind === "enum"
      ? valueOfType(of, symbolsIn(of, standing), expected, member)
      : undefined;
  }
}

/** What a shared KPI is given where it is used: a name of its own, and what kind of thing it is. */
function neededBy(view: View, { name, standing: { member } }: Site): Entity | undefined {
  const needs = member?.kind === "Measure" ? (member.kpi?.needs ?? []) : [];
  if (needs.some(({ what }) => what === name)) return word("type", name.text);
  const need = needs.find((one) => one.name.text === name.text);
  if (need === undefined) return undefined;
  const at = { file: view.file, span: need.name.span };
  return { kind: "value", name: name.text, at };
}

function territoryIn(view: View, map: TerritoriesDeclaration, name: string): Entity | undefined {
  const declaredThere = territoriesIn(map).find(({ text }) => text === name);
  const at = declaredThere && { file: view.file, span: declaredThere.span };
  return at && { kind: "value", name, type: map.name.text, at };
}

function word(kind: BuiltIn, name: string): Entity {
  return { kind: "word", word: kind, name };
}

/** The declaration itself; of two with one name, the one that stands here. */
function declared(view: View, site: Site): Entity | undefined {
  const found = symbolsIn(view, site.standing).get(site.name.text);
  return found !== undefined &&
    found.at.file === view.file &&
    found.at.span.start === site.name.span.start
    ? { kind: "symbol", symbol: found }
    : undefined;
}

function symbol(view: View, { name, standing }: Site): Entity | undefined {
  return named(symbolsIn(view, standing), name.text);
}

function named(symbols: Symbols, name: string): Entity | undefined {
  const found = symbols.get(name);
  return found === undefined ? undefined : { kind: "symbol", symbol: found };
}

/** The column of the people that names the currency that each of them is paid in. */
function ownCurrency(view: View, { name, standing }: Site): Entity | undefined {
  const field = fieldOf(peopleOf(view, standing), name.text);
  const type = field?.kind === "field" ? field.field.type : undefined;
  return type?.kind === "enum" && type.name === "Currency" ? field : undefined;
}

/** What stands after a number, or where a currency is named. */
function unitOrCurrency(view: View, site: Site): Entity | undefined {
  const { is } = site.role;
  const unit = is === "unit" ? singular(view, site) : undefined;
  return unit ?? (is === "unit" || is === "currency" ? ownCurrency(view, site) : undefined);
}

/** `100 seats` counts by the unit `seat`. */
function singular(view: View, { name, standing }: Site): Entity | undefined {
  const found = symbolsIn(view, standing).get(name.text.replace(/s$/, ""));
  return found?.kind === "unit" ? { kind: "symbol", symbol: found } : undefined;
}

/** Of time, in numbers: `30 Days`. */
const LENGTHS: ReadonlySet<string> = new Set(["Days", "Weeks", "Months", "Years"]);

const METHODS: ReadonlySet<string> = new Set(["days", "months", "count"]);

function builtIn(name: string): Entity | undefined {
  if (LENGTHS.has(name)) return word("period", name);
  if (CURRENCIES.has(name)) return word("currency", name);
  if (isPeriodKind(name) || name === "Segment") return word("period", name);
  if (isSimpleType(name) || name === "Money") return word("type", name);
  if ((DATE_FUNCTIONS as readonly string[]).includes(name)) return word("function", name);
  return METHODS.has(name) ? word("method", name) : undefined;
}

function fieldOf(source: SourceInfo | undefined, name: string): Entity | undefined {
  const field = source?.fields.get(name);
  return source === undefined || field === undefined ? undefined : { kind: "field", source, field };
}

function byMeaning(view: View, site: Site, node: Expression): Entity | undefined {
  const meaning = meaningOf(view, node);
  return meaning === undefined ? undefined : ofMeaning(view, site, node, meaning);
}

function ofMeaning(view: View, site: Site, node: Expression, meaning: Meaning): Entity | undefined {
  const symbols = symbolsIn(view, site.standing);
  switch (meaning.kind) {
    case "field":
    case "payee field":
    case "keyed":
      return { kind: "field", source: meaning.source, field: meaning.field };
    case "payee":
    case "reader":
      return word("payee", "payee");
    case "credited":
      return word("credited", "credited");
    case "people":
    case "rows":
      return named(symbols, meaning.source.name);
    case "credit":
      return named(symbols, meaning.credit.name);
    case "lookup":
      return named(symbols, meaning.table.name);
    case "other pay":
      return payNamed(meaning.plan.symbols, meaning.name);
    case "account":
      return node.kind === "Access" ? word("fact", site.name.text) : named(symbols, meaning.name);
    case "member": {
      const type = valueTypeOf(view, node);
      return type?.kind === "enum" ? valueOfType(view, symbols, type, meaning.name) : undefined;
    }
    default:
      return "name" in meaning ? named(symbols, meaning.name) : undefined;
  }
}

/** By the names in scope: the row at hand, the person who is paid, declarations, words, values of lists. */
function valueByName(view: View, site: Site): Entity | undefined {
  const { name, standing } = site;
  if (name.text === "payee" || name.text === "credited") return word(name.text, name.text);
  return (
    fieldOf(rowOf(view, standing), name.text) ??
    symbol(view, site) ??
    fieldOf(peopleOf(view, standing), name.text) ??
    builtIn(name.text) ??
    valueNamed(view, name.text)
  );
}

function fieldByName(view: View, site: Site, of: Expression): Entity | undefined {
  const { text } = site.name;
  const field = fieldOf(sourceOf(view, site, of), text);
  if (field !== undefined || of.kind !== "Reference") return field;
  const other = otherPlanIn(view, site.standing, of.name.text);
  if (other !== undefined) return payNamed(other, text);
  const facts = factsAfter(symbolsIn(view, site.standing), of.name.text);
  return facts.includes(text) ? word("fact", text) : undefined;
}

/** The source whose row, or rows, an expression before a point gives. */
export function sourceOf(view: View, site: Site, of: Expression): SourceInfo | undefined {
  const type = valueTypeOf(view, of);
  if (type?.kind === "row") return sourceNamed(view, type.source);
  if (of.kind === "Collection") return sourceNamed(view, of.credit.text);
  if (of.kind !== "Reference" && of.kind !== "Access") return undefined;
  const name = of.kind === "Reference" ? of.name : of.field;
  const role: Role =
    of.kind === "Reference" ? { is: "value", node: of } : { is: "field", node: of };
  const entity = resolve(view, { name, role, standing: site.standing });
  return entity && sourceBehind(view, site, entity);
}

/** The source that an entity is, or whose row it names. */
function sourceBehind(view: View, { standing }: Site, entity: Entity): SourceInfo | undefined {
  if (entity.kind === "symbol") return sourceNamed(view, entity.symbol.name);
  if (entity.kind === "word" && entity.word === "payee") return peopleOf(view, standing);
  const field: Type | undefined = entity.kind === "field" ? bare(entity.field.type) : undefined;
  return field?.kind === "row" ? sourceNamed(view, field.source) : undefined;
}

function caseOf(
  view: View,
  site: Site,
  { axis }: Extract<Role, { is: "case" }>,
): Entity | undefined {
  const type = axis && typeOfAxis(view, site.standing, axis);
  if (type?.kind === "period" && positionsIn(type.period).includes(site.name.text))
    return word("part of year", site.name.text);
  return type?.kind === "enum"
    ? valueOfType(view, symbolsIn(view, site.standing), type, site.name.text)
    : undefined;
}

/** Ties are broken by a field of the people who are credited, or paid. */
function tiedPeople(view: View, { standing }: Site): SourceInfo | undefined {
  const { member } = standing;
  const split =
    member?.kind === "Credit" ? member.lines.find((line) => line.kind === "Split") : undefined;
  const type = split && valueTypeOf(view, split.recipient.payee);
  return type?.kind === "row" ? sourceNamed(view, type.source) : peopleOf(view, standing);
}

/** `AccountExecutive.commission`, `ada.AccountExecutive.commission`; `plan`: where in the path the plan stands. */
function inOther(
  view: View,
  site: Site,
  { path, index }: Extract<Role, { is: "path" }>,
  plan: number,
): Entity | undefined {
  if (index <= plan) return index === plan ? symbol(view, site) : undefined;
  const other = otherPlanIn(view, site.standing, path[plan]?.text);
  return other && payNamed(other, site.name.text);
}

/** What a plan pays under a name, as another plan reads it. */
function payNamed(symbols: Symbols, name: string): Entity | undefined {
  return name === "payout" ? word("payout", name) : named(symbols, name);
}

/** `quota`, `ada.quota`, `Quotas.amount`, `payout`, `hired`, `ada.advance.owed`. */
function inTest(view: View, site: Site, role: Extract<Role, { is: "path" }>): Entity | undefined {
  const { name, standing } = site;
  const { path, index } = role;
  const symbols = symbolsIn(view, standing);
  const [first] = path;
  const plan = path.slice(0, 2).findIndex(({ text }) => symbols.get(text)?.kind === "plan");
  if (plan !== -1) return inOther(view, site, role, plan);
  const source = path.length < 2 ? undefined : sourceNamed(view, first?.text);
  if (source !== undefined) return index === 0 ? symbol(view, site) : fieldOf(source, name.text);
  const [last, before] = path.map(({ text }) => text).reverse();
  const isFact = last !== undefined && factsAfter(symbols, before ?? "").includes(last);
  if (isFact && index === path.length - 1) return word("fact", last);
  if (index < path.length - (isFact ? 2 : 1)) return undefined;
  if (name.text === "payout") return planOf(view, standing) && word("payout", "payout");
  return symbol(view, site) ?? fieldOf(peopleOf(view, standing), name.text);
}
