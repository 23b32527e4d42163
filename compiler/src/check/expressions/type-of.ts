/** The type of any expression, and the note of it that lowering reads. */
import { CURRENCIES, minorUnits, parseDate, parsePeriod } from "@attain/runtime";
import { nearest } from "../../base/text.ts";
import { unknownPeriod, unknownType } from "../../diagnostics/catalogue/names.ts";
import { missingWords } from "../../diagnostics/catalogue/types.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Expression, Literal, NumberLiteral } from "../../syntax/ast/expression.ts";
import type { Name } from "../../syntax/ast/node.ts";
import { type Env, report } from "../checker.ts";
import { amountPaid } from "../paid-axis.ts";
import { isPeriodKind } from "../type-names.ts";
import {
  COUNT,
  DATE,
  DURATIONS,
  RATIO,
  TEXT,
  type Type,
  UNKNOWN,
  type Unit,
  YES_NO,
  currencyOfPayee,
  money,
  numberOf,
  unitName,
} from "../types.ts";
import { aggregate, collection, rank } from "./aggregates.ts";
import { binary, extreme, negate } from "./arithmetic.ts";
import { call } from "./calls.ts";
import { conditional, membership, not, otherwise, presence, rolledUp } from "./conditions.ts";
import { portion, prize } from "./contests.ts";
import { exchanged } from "./exchange.ts";
import { access, reference } from "./names.ts";
import { apply } from "./rates.ts";
import { released, takenBack } from "./releases.ts";
import { edge, prorated, readAt, shift, weighted, windowed } from "./time.ts";

/** The type of `node`, which may be optional or a timeline. `expected` helps with names of values, such as `Won`. */
export function typeOf(env: Env, node: Expression, expected?: Type): Type {
  notePlace(env, node, expected);
  const type = infer(env, node, expected);
  env.notes.types.set(node, type);
  return type;
}

/** A definition is typed for each length of period that it is read over: the pay period's place is kept. */
function notePlace(env: Env, node: Expression, expected: Type | undefined): void {
  const { places } = env.checker;
  if (places.has(node) && (env.plan === undefined || env.plan.period !== env.plan.pays)) return;
  places.set(node, expected === undefined ? { env } : { env, expected });
}

function infer(env: Env, node: Expression, expected: Type | undefined): Type {
  switch (node.kind) {
    case "AmountPaid":
      return amountPaid(env, node);
    case "RolledUp":
      return rolledUp(env, node);
    case "Reference":
      return reference(env, node, expected);
    case "Access":
      return access(env, node);
    case "Call":
      return call(env, node);
    case "Apply":
      return apply(env, node);
    case "Aggregate":
      return aggregate(env, node);
    case "Rank":
      return rank(env, node);
    case "Released":
      return released(env, node);
    case "TakenBack":
      return takenBack(env, node);
    case "Portion":
      return portion(env, node);
    case "Prize":
      return prize(env, node);
    case "Collection":
      return collection(env, node);
    case "Windowed":
      return windowed(env, node);
    case "Exchanged":
      return exchanged(env, node);
    case "ReadAt":
      return readAt(env, node);
    case "Weighted":
      return weighted(env, node);
    case "Prorated":
      return prorated(env, node);
    case "Shift":
      return shift(env, node);
    case "Edge":
      return edge(env, node);
    case "Binary":
      return binary(env, node);
    case "Presence":
      return presence(env, node);
    case "Membership":
      return membership(env, node);
    case "Not":
      return not(env, node);
    case "Negate":
      return negate(env, node);
    case "Conditional":
      return conditional(env, node, expected);
    case "Otherwise":
      return otherwise(env, node, expected);
    case "Extreme":
      return extreme(env, node);
    case "Missing":
      return UNKNOWN;
    default:
      return literalType(env, node, expected);
  }
}

function literalType(env: Env, node: Literal, expected: Type | undefined): Type {
  switch (node.kind) {
    case "NumberLiteral":
      return numberLiteral(env, node, expected);
    case "PercentLiteral":
      return numberOf(RATIO, { sign: signOf(node.value) });
    case "PointsLiteral":
      return { kind: "points" };
    case "TextLiteral":
      return textLiteral(node.value, expected);
    case "DateLiteral":
      return dateLiteral(env, node);
    case "PeriodLiteral":
      return periodLiteral(env, node);
    case "YesNoLiteral":
      return YES_NO;
  }
}

function numberLiteral(env: Env, node: NumberLiteral, expected: Type | undefined): Type {
  const sign = signOf(node.value);
  if (node.unit === undefined) {
    const isBare = expected?.kind === "number" && expected.unit.kind === "number";
    const isWhole = !node.value.includes(".") && !isBare;
    return numberOf(isWhole ? COUNT : { kind: "number" }, { sign });
  }
  const duration = DURATIONS.find(
    (unit) => unit === node.unit?.text || unit === `${node.unit?.text}s`,
  );
  if (duration !== undefined && node.per === undefined) return { kind: "duration", unit: duration };
  const unit = unitNamed(env, node.unit);
  if (unit === undefined) return UNKNOWN;
  checkOwnCurrency(env, node, unit);
  if (node.per === undefined) return numberOf(unit, { sign, ...grid(unit, node.value) });
  if (isPeriodKind(node.per.text)) {
    return numberOf(unit, {
      sign,
      window: { kind: "each", period: node.per.text },
      ...grid(unit, node.value),
    });
  }
  const per = unitNamed(env, node.per);
  return per === undefined
    ? UNKNOWN
    : numberOf({ kind: "rate", of: unit, per: unitName(per) }, { sign });
}

/** A literal of whole cents can be paid as it is. */
function grid(unit: Unit, digits: string): { readonly grid?: "cents" } {
  if (unit.kind === "foreign") return { grid: "cents" };
  if (unit.kind !== "money") return {};
  const places = digits.split(".")[1]?.replace(/0+$/, "").length ?? 0;
  return places <= minorUnits(unit.currency) ? { grid: "cents" } : {};
}

/** Only nothing is the same in every currency. */
function checkOwnCurrency(env: Env, node: NumberLiteral, unit: Unit): void {
  if (unit.kind !== "foreign" || !/[1-9]/.test(node.value)) return;
  const name = node.unit?.text ?? "";
  const question = `${node.value} of which currency? It is another one for each of the people.`;
  const help = `Write it in one of them, and change it: \`(1,000 USD in ${name} by FxRates.rate on end of Quarter)\`; or keep it in a column of the people, \`Money in ${name}\`.`;
  report(env, missingWords, node.span, { question }, { help });
}

function unitNamed(env: Env, name: Name): Unit | undefined {
  if (CURRENCIES.has(name.text)) return money(name.text);
  if (env.plan?.currency === currencyOfPayee(name.text)) return money(env.plan.currency);
  const { symbols } = env.checker;
  const symbol = symbols.get(name.text);
  if (symbol?.kind === "unit") return { kind: "quantity", name: name.text };
  const singular = name.text.replace(/s$/, "");
  if (symbols.get(singular)?.kind === "unit") return { kind: "quantity", name: singular };
  const units = [...symbols.values()]
    .filter(({ kind }) => kind === "unit")
    .map((unit) => unit.name);
  const meant = nearest(name.text, [
    ...units,
    ...DURATIONS,
    ...(name.text.length === 3 ? CURRENCIES : []),
  ]);
  const declare = `Declare it: \`unit ${name.text}\`; or write a currency such as \`USD\`.`;
  const facts = { kind: "unit", name: name.text };
  report(env, unknownType, name.span, facts, suggestion(name.span, meant, declare));
  return undefined;
}

/** A text where a row or a value of an enum is asked for is its key, or its name. */
function textLiteral(text: string, expected: Type | undefined): Type {
  if (expected?.kind === "row") return expected;
  return expected?.kind === "enum" && expected.members.includes(text) ? expected : TEXT;
}

function dateLiteral(env: Env, node: Extract<Expression, { kind: "DateLiteral" }>): Type {
  if (parseDate(node.value) === undefined) {
    report(env, unknownPeriod, node.span, { kind: "day", name: node.value });
    return UNKNOWN;
  }
  return DATE;
}

function periodLiteral(env: Env, node: Extract<Expression, { kind: "PeriodLiteral" }>): Type {
  const period = parsePeriod(env.checker.calendar, node.name);
  if (period !== undefined) return { kind: "period", period: period.kind };
  report(env, unknownPeriod, node.span, { kind: "period", name: node.name });
  return UNKNOWN;
}

function signOf(digits: string): "positive" | "not negative" {
  return /[1-9]/.test(digits) ? "positive" : "not negative";
}
