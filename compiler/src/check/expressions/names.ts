/** Names and fields: what each stands for in its place. */
import { isPattern } from "../../bind/kpis.ts";
import { type Symbol_, describe } from "../../bind/scope.ts";
import { ambiguousName, unknownName, wrongKind } from "../../diagnostics/catalogue/names.ts";
import { finerThanPayPeriod, mayBeMissing, wrongType } from "../../diagnostics/catalogue/types.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import type { Name } from "../../syntax/ast/node.ts";
import type { Measure } from "../../syntax/ast/plan.ts";
import { accountRead, balanceByName } from "../accounts.ts";
import { factRead } from "../kpis.ts";
import { usage } from "../patterns.ts";
import { type Env, type Meaning, type PlanEnv, report } from "../checker.ts";
import { periodOfComponent } from "../components.ts";
import { isCoarser } from "../periods.ts";
import { type FieldInfo, type SourceInfo, unknownFieldOf } from "../sources.ts";
import { type Type, UNKNOWN, currencyOfPayee, typeName } from "../types.ts";
import { creditTotal } from "./aggregates.ts";
import { reportNobody } from "./demand.ts";
import { keyedRead } from "./keyed.ts";
import { otherPay } from "./other-plans.ts";
import { lookupByName } from "./rates.ts";
import { unknown } from "./unknown-names.ts";

type Reference = Extract<Expression, { kind: "Reference" }>;
type Access = Extract<Expression, { kind: "Access" }>;

export function reference(env: Env, node: Reference, expected: Type | undefined): Type {
  const name = node.name.text;
  if (name === "") return UNKNOWN;
  if (expected?.kind === "enum" && expected.members.includes(name)) {
    return note(env, node, { kind: "member", name }, expected);
  }
  if (expected?.kind === "yes or no" && (name === "true" || name === "false")) {
    report(
      env,
      unknownName,
      node.span,
      { name },
      { help: `Write \`${name === "true" ? "yes" : "no"}\`.` },
    );
    return UNKNOWN;
  }
  return local(env, node) ?? member(env, node, expected) ?? unknown(env, node.name, expected);
}

/** Fields of the row, fields of the payee, and the words for both. */
function local(env: Env, node: Reference): Type | undefined {
  const name = node.name.text;
  if (name === "payee" || name === "credited") return atHand(env, node, name);
  const ofRow = env.row?.fields.get(name);
  const ofPayee = env.plan?.people.fields.get(name);
  const isMember = env.plan !== undefined && isDefinition(env, name);
  if (ofRow !== undefined && env.row !== undefined) {
    if (ofPayee !== undefined && env.plan !== undefined && env.plan.people !== env.row) {
      return ambiguous(
        env,
        node.name,
        `the \`${name}\` of the ${env.row.name} row or of the payee`,
        `Write \`payee.${name}\` or \`${env.row.name}.${name}\`.`,
      );
    }
    return isMember
      ? ambiguous(
          env,
          node.name,
          `the field of ${env.row.name} or the definition of that name`,
          `Write \`${env.row.name}.${name}\` for the field; or give one of them another name.`,
        )
      : field(
          env,
          node,
          { kind: "field", field: ofRow, source: env.row, sure: isSure(env, name) },
          name,
        );
  }
  if (ofPayee === undefined || env.plan === undefined || isMember) return undefined;
  const source = env.plan.people;
  return field(
    env,
    node,
    { kind: "payee field", field: ofPayee, source, sure: isSure(env, name) },
    name,
  );
}

function atHand(env: Env, node: Reference, name: "payee" | "credited"): Type | undefined {
  if (name === "credited") {
    return env.credit && note(env, node, { kind: "credited" }, env.credit.worth);
  }
  const people = env.plan?.people.name;
  if (people !== undefined)
    return note(
      env,
      node,
      { kind: env.amongPeople === true ? "reader" : "payee" },
      { kind: "row", source: people },
    );
  reportNobody(env, node.span, "`payee`");
  return UNKNOWN;
}

function isDefinition(env: Env, name: string): boolean {
  const kind = env.checker.symbols.get(name)?.kind;
  return (
    kind === "parameter" ||
    kind === "measure" ||
    kind === "credit" ||
    kind === "table" ||
    kind === "component" ||
    kind === "draw" ||
    kind === "balance"
  );
}

/** What the plan defines: parameters, measures, credits (their totals), lookups, components, balances. */
function member(env: Env, node: Reference, expected: Type | undefined): Type | undefined {
  const name = node.name.text;
  const symbol = env.checker.symbols.get(name);
  if (symbol === undefined) return undefined;
  const { plan } = env;
  switch (symbol.kind) {
    case "parameter":
      plan?.used.add(name);
      return note(env, node, { kind: "parameter", name }, env.checker.parameter(name));
    case "table":
      plan?.used.add(name);
      return lookupByName(env, node);
    case "component":
    case "measure":
    case "credit":
    case "balance":
      if (plan !== undefined) return memberOfPlan(env, node, plan, symbol);
      reportNobody(env, node.span, `\`${name}\`, ${describe(symbol)},`);
      return UNKNOWN;
    default:
      reportNoValue(env, node, symbol, expected);
      return UNKNOWN;
  }
}

/** What is read for a payee and a period. */
function memberOfPlan(
  env: Env,
  node: Reference,
  plan: PlanEnv,
  symbol: Extract<Symbol_, { kind: "component" | "measure" | "credit" | "balance" }>,
): Type {
  const { name } = symbol;
  plan.used.add(name);
  switch (symbol.kind) {
    case "component":
      checkPaidIn(env, node, plan, symbol);
      return note(env, node, { kind: "component", name }, plan.typeOf(name, plan.period));
    case "measure":
      return isPattern(symbol)
        ? withoutNeeds(env, node, symbol.declaration)
        : note(env, node, { kind: "measure", name }, plan.typeOf(name, plan.period));
    case "credit":
      return creditTotal(env, node, name);
    case "balance":
      return balanceByName(env, node, name);
  }
}

/** A KPI that needs something is used with it. */
function withoutNeeds(env: Env, node: Reference, kpi: Measure): Type {
  const { text: name } = kpi.name;
  const facts = { name, kind: "a KPI that needs something", expected: "a value" };
  report(env, wrongKind, node.span, facts, { help: `Say of what: \`${usage(kpi)}\`.` });
  return UNKNOWN;
}

/** A source, a type, a draw … stands for no single value. */
function reportNoValue(
  env: Env,
  node: Reference,
  symbol: Symbol_,
  expected: Type | undefined,
): void {
  const { name } = symbol;
  const what =
    expected === undefined || expected.kind === "unknown" ? "a value" : typeName(expected);
  const help =
    symbol.kind === "source"
      ? `Read one of its fields: \`${name}.${firstField(env, name)}\`.`
      : symbol.kind === "draw"
        ? `Read what is owed, drawn or repaid: \`${name}.owed\`, \`${name}.drawn\`, \`${name}.repaid\`.`
        : symbol.kind === "goal"
          ? `Read how far it is, or whether it is reached: \`${name}.progress\`, \`${name}.met\`.`
          : undefined;
  const related = [{ at: symbol.at, message: "declared here" }];
  const facts = { name, kind: describe(symbol), expected: what };
  report(env, wrongKind, node.span, facts, { ...(help === undefined ? {} : { help }), related });
}

/** What is paid each quarter isn't known month by month, unless it is made so. */
function checkPaidIn(
  env: Env,
  node: Reference,
  { pays, period }: PlanEnv,
  { declaration }: Extract<Symbol_, { kind: "component" }>,
): void {
  if (!isCoarser(pays, period) || periodOfComponent(declaration, pays) === period) return;
  const name = node.name.text;
  const facts = { pays, periods: `${period}s` };
  const help = `\`${name}\` is paid each ${pays}: read it in a component of the ${pays}, or pay it \`each ${period}\`, too.`;
  report(env, finerThanPayPeriod, node.span, facts, { help });
}

function firstField(env: Env, source: string): string {
  const fields = env.checker.sources.get(source)?.fields;
  return [...(fields?.values() ?? [])].find((candidate) => !candidate.key)?.name ?? "field";
}

export function access(env: Env, node: Access): Type {
  if (node.field.text === "") {
    env.checker.typeOf(env, node.of);
    return UNKNOWN;
  }
  const named = ofDefinition(env, node);
  if (named !== undefined) return named;
  const keyed = sourceNamed(env, node.of);
  if (keyed !== undefined && keyed === env.row && node.of.kind === "Reference")
    return fieldAtHand(env, node, keyed);
  if (keyed !== undefined) return keyedRead(env, node, keyed);
  const of = env.checker.typeOf(env, node.of);
  if (of.kind === "unknown") return UNKNOWN;
  const row = of.kind === "optional" ? of.of : of;
  const source = row.kind === "row" ? env.checker.sources.get(row.source) : undefined;
  if (source === undefined) {
    report(env, wrongType, node.of.span, { expected: "A row with fields", found: typeName(of) });
    return UNKNOWN;
  }
  if (of.kind === "optional") {
    const help = "Ask first: `when … is present`.";
    report(
      env,
      mayBeMissing,
      node.of.span,
      { what: `\`${pathOf(node.of) ?? "This row"}\`` },
      { help },
    );
  }
  const info = source.fields.get(node.field.text);
  if (info === undefined) {
    env.checker.report(unknownFieldOf(source, node.field, env.file));
    return UNKNOWN;
  }
  const path = pathOf(node);
  const sure = path !== undefined && isSure(env, path);
  return field(env, node, { kind: "field", field: info, source, sure }, path ?? node.field.text);
}

/** What a draw, a balance, a KPI or another plan has under a name. */
function ofDefinition(env: Env, node: Access): Type | undefined {
  return accountRead(env, node) ?? factRead(env, node) ?? otherPay(env, node);
}

/** `Deals.id` beside a row of Deals: the field of that row, where its bare name could be another. */
function fieldAtHand(env: Env, node: Access, source: SourceInfo): Type {
  const name = node.field.text;
  const info = source.fields.get(name);
  if (info === undefined) {
    env.checker.report(unknownFieldOf(source, node.field, env.file));
    return UNKNOWN;
  }
  return field(env, node, { kind: "field", field: info, source, sure: isSure(env, name) }, name);
}

/** The source that an expression before a point names, perhaps with some of its keys fixed by a `where`. */
function sourceNamed(env: Env, of: Expression): SourceInfo | undefined {
  const name =
    of.kind === "Reference" ? of.name.text : of.kind === "Collection" ? of.credit.text : undefined;
  if (
    name === undefined ||
    env.row?.fields.has(name) === true ||
    env.plan?.people.fields.has(name) === true
  )
    return undefined;
  return env.checker.sources.get(name);
}

function field(
  env: Env,
  node: Expression,
  meaning: Extract<Meaning, { field: FieldInfo; sure: boolean }>,
  path: string,
): Type {
  const { field: info, sure } = meaning;
  const inRow = meaning.kind === "field" && env.row !== undefined && !isOfPayee(env, node);
  const type = besideCurrency(
    inRow ? ofOneDeal(info.type) : info.type,
    ownPath(env, meaning, path),
  );
  if (!info.optional || sure) return note(env, node, meaning, type);
  return note(env, node, meaning, {
    kind: "optional",
    of: type,
    because: { kind: "field", name: path, at: info.at },
  });
}

/** `target` of the payee as `payee.target`; of who reads it, among people, as `reader.target`. */
function ownPath({ amongPeople }: Env, { kind }: Meaning, path: string): string {
  if (kind === "payee field") return currencyOfPayee(path);
  return amongPeople === true ? path.replace(/^payee\./, "reader.") : path;
}

/** `Money in currency`, read as `deal.amount`, is of the currency in `deal.currency`. */
function besideCurrency(type: Type, path: string): Type {
  if (type.kind !== "number" || type.unit.kind !== "foreign") return type;
  const beside = [...path.split(".").slice(0, -1), type.unit.currency].join(".");
  return { ...type, unit: { kind: "foreign", currency: beside } };
}

/** Whether a field is read through the payee: what a person has is no amount of a deal. */
function isOfPayee(env: Env, node: Expression): boolean {
  if (node.kind === "Access") return isOfPayee(env, node.of);
  const kind = env.notes.meanings.get(node)?.kind;
  return kind === "payee" || kind === "payee field" || kind === "reader";
}

/** The amounts in a row are those of one deal. */
function ofOneDeal(type: Type): Type {
  return type.kind === "number" &&
    type.window === undefined &&
    type.unit.kind !== "ratio" &&
    type.unit.kind !== "rate"
    ? { ...type, window: { kind: "deal" } }
    : type;
}

function isSure(env: Env, path: string): boolean {
  return env.present.has(path);
}

/** `rep.manager` for an expression made of names and points only. */
export function pathOf(node: Expression): string | undefined {
  if (node.kind === "Reference") return node.name.text;
  if (node.kind !== "Access") return undefined;
  const of = pathOf(node.of);
  return of === undefined ? undefined : `${of}.${node.field.text}`;
}

function ambiguous(env: Env, name: Name, meanings: string, help: string): Type {
  report(env, ambiguousName, name.span, { name: name.text, meanings }, { help });
  return UNKNOWN;
}

function note(env: Env, node: Expression, meaning: Meaning, type: Type): Type {
  env.notes.meanings.set(node, meaning);
  return type;
}
