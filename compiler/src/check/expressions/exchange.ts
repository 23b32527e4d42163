/** Amounts in another currency: once, by the rates of a named source, on a named day. */
import { CURRENCIES } from "@attain/runtime";
import { nearest } from "../../base/text.ts";
import { unknownName, unknownType } from "../../diagnostics/catalogue/names.ts";
import { wrongType } from "../../diagnostics/catalogue/types.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import type { Name } from "../../syntax/ast/node.ts";
import { mentions } from "../../syntax/walk.ts";
import { type Env, type Exchange, report } from "../checker.ts";
import { type FieldInfo, type SourceInfo, unknownFieldOf } from "../sources.ts";
import {
  DATE,
  type NumberType,
  type Type,
  UNKNOWN,
  columnOfPayee,
  money,
  typeName,
} from "../types.ts";
import { demand, numberValue, textOf } from "./demand.ts";

type Exchanged = Extract<Expression, { kind: "Exchanged" }>;

export function exchanged(env: Env, node: Exchanged): Type {
  const of = numberValue(env, node.of);
  demand(env, node.on, DATE);
  const rates = ratesOf(env, node);
  const to = currencyNamed(env, node);
  if (to === undefined) return UNKNOWN;
  if (of === undefined || rates === undefined) return UNKNOWN;
  const from = currencyOf(env, node.of, of);
  if (from === undefined) {
    report(env, wrongType, node.of.span, { expected: "An amount of money", found: typeName(of) });
    return UNKNOWN;
  }
  const ofPayee = columnOfPayee(to) === undefined ? {} : { ofPayee: payeeColumn(env, to, node) };
  env.notes.meanings.set(node, { kind: "exchange", exchange: { ...rates, from, to, ...ofPayee } });
  const { grid: _, ...rest } = of;
  return { ...rest, unit: money(to) };
}

/** A code; or, in a plan that pays everybody in their own currency, the column that names it. */
function currencyNamed(env: Env, node: Exchanged): string | undefined {
  const { plan } = env;
  const { text, span } = node.currency;
  const own = plan === undefined ? undefined : columnOfPayee(plan.currency);
  if (text === own) return plan?.currency;
  if (CURRENCIES.has(text)) return text;
  if (text === "") return undefined;
  const isOfPayee = plan?.people.fields.has(text) === true;
  if (!isOfPayee && env.row?.fields.has(text) !== true) {
    const details = suggestion(span, nearest(text, CURRENCIES));
    report(env, unknownType, span, { kind: "currency", name: text }, details);
    return undefined;
  }
  const help = isOfPayee
    ? `A plan that pays everybody in their own currency says so: \`pays each ${plan.pays} in ${text}\`.`
    : plan === undefined
      ? `What a row is worth is of one currency for everybody. ${ownCurrencyHelp(env, node.of, textOf(env, node.on), text)}`
      : undefined;
  const facts = {
    expected: "A currency by its code, such as `USD`,",
    found: `the column \`${text}\``,
  };
  report(env, wrongType, span, facts, help === undefined ? {} : { help });
  return undefined;
}

/** How sales are paid in the currency of whoever made them, where a credit can't be of it. */
export function ownCurrencyHelp(env: Env, amount: Expression, on: string, into: string): string {
  const each = `${textOf(env, amount)} in ${into} by ${ratesWords(env).rate} on ${on}`;
  return `In a plan that pays everybody in their own, count the rows with \`worth 1\`, and add up their amounts in a measure: \`total (${each}) of …\`.`;
}

/** `USD` and `FxRates.rate`, of the first source that holds rates of exchange; or of one that is still to be declared. */
export function ratesWords({ checker }: Pick<Env, "checker">): { base: string; rate: string } {
  for (const { name, fields } of checker.sources.values())
    for (const field of fields.values()) {
      const base = baseOf(field);
      if (base !== undefined) return { base, rate: `${name}.${field.name}` };
    }
  return { base: "USD", rate: "FxRates.rate" };
}

/** The column of the payee that names a currency, read where `node` stands. */
function payeeColumn(env: Env, currency: string, { span }: Expression): Expression | undefined {
  const source = env.plan?.people;
  const field = source?.fields.get(columnOfPayee(currency) ?? "");
  if (source === undefined || field === undefined) return undefined;
  const node: Expression = { kind: "Reference", name: { text: field.name, span }, span };
  env.notes.meanings.set(node, { kind: "payee field", field, source, sure: true });
  env.notes.types.set(node, field.type);
  return node;
}

/** The currency of an amount: known, or in the field beside it. */
function currencyOf(
  env: Env,
  node: Expression,
  { unit }: NumberType,
): Exchange["from"] | undefined {
  if (unit.kind === "money") return unit.currency;
  if (unit.kind !== "foreign") return undefined;
  if (columnOfPayee(unit.currency) !== undefined) return payeeColumn(env, unit.currency, node);
  const field = unit.currency.split(".").at(-1) ?? "";
  let from: Expression | undefined;
  mentions(node, (part) => {
    const type = env.notes.types.get(part);
    const isIt = type?.kind === "number" && type.unit.kind === "foreign";
    if (!isIt || (part.kind !== "Reference" && part.kind !== "Access")) return false;
    const name = { text: field, span: part.span };
    from =
      part.kind === "Reference"
        ? besideField(env, part, name)
        : { kind: "Access", of: part.of, field: name, span: part.span };
    return true;
  });
  if (from?.kind === "Access") env.checker.typeOf(env, from);
  return from;
}

/** The column beside one that is known by its bare name: of the same row, though the payee may have one of that name too. */
function besideField(env: Env, of: Expression, name: Name): Expression | undefined {
  const meaning = env.notes.meanings.get(of);
  if (meaning?.kind !== "field" && meaning?.kind !== "payee field") return undefined;
  const field = meaning.source.fields.get(name.text);
  if (field === undefined) return undefined;
  const node: Expression = { kind: "Reference", name, span: name.span };
  env.notes.meanings.set(node, { ...meaning, field, sure: true });
  env.notes.types.set(node, field.type);
  return node;
}

/** The source of the rates: one for each currency, and each period or day. */
function ratesOf(
  env: Env,
  { rates }: Exchanged,
): Pick<Exchange, "source" | "field" | "base"> | undefined {
  const { source: name, field: fieldName } = rates;
  const source = env.checker.sources.get(name.text);
  if (source === undefined) {
    const meant = nearest(name.text, env.checker.sources.keys());
    const help = "Rates of exchange are rows of a source.";
    if (name.text !== "")
      report(env, unknownName, name.span, { name: name.text }, suggestion(name.span, meant, help));
    return undefined;
  }
  const field = source.fields.get(fieldName.text);
  if (field === undefined) {
    if (fieldName.text !== "") env.checker.report(unknownFieldOf(source, fieldName, env.file));
    return undefined;
  }
  const base = baseOf(field);
  // What is wrong with the type of the column is told there.
  if (field.type.kind === "unknown") return undefined;
  if (base === undefined) {
    const help = `Say what a unit of another currency costs: \`${field.name} : USD per Currency\`.`;
    const facts = { expected: "A rate of exchange", found: typeName(field.type) };
    report(env, wrongType, fieldName.span, facts, { help });
    return undefined;
  }
  if (field.type.kind === "number" && field.type.sign !== "positive") {
    const help = `Write \`above 0 ${base} per Currency\` after its type.`;
    const facts = {
      expected: "A rate that is certain to be above zero",
      found: `\`${field.name}\``,
    };
    report(env, wrongType, fieldName.span, facts, { help });
  }
  if (!hasKeys(source)) {
    const help = `Its keys are the currency, and when the rate holds: \`currency : Currency key\`, \`month : Month key\`; or \`valid from … until …\`.`;
    const facts = {
      expected: "A source with a rate for each currency and day",
      found: `\`${source.name}\``,
    };
    report(env, wrongType, name.span, facts, { help });
    return undefined;
  }
  return { source, field, base };
}

/** `USD` for a field of USD per Currency. */
function baseOf({ type }: FieldInfo): string | undefined {
  const isRate =
    type.kind === "number" && type.unit.kind === "rate" && type.unit.per === "Currency";
  return isRate && type.unit.kind === "rate" && type.unit.of.kind === "money"
    ? type.unit.of.currency
    : undefined;
}

/** One key is the currency; another may be a period or a day. */
function hasKeys({ keys, validity }: SourceInfo): boolean {
  const currencies = keys.filter(({ type }) => type.kind === "enum" && type.name === "Currency");
  const days = keys.filter(({ type }) => type.kind === "period" || type.kind === "date");
  return (
    currencies.length === 1 &&
    days.length + 1 === keys.length &&
    (days.length === 1 || (days.length === 0 && validity !== undefined))
  );
}
