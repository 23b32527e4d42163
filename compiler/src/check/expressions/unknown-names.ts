/** Names that stand for nothing in their place, and what was likely meant. */
import { listed, nearest } from "../../base/text.ts";
import { unknownMember, unknownName } from "../../diagnostics/catalogue/names.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Name } from "../../syntax/ast/node.ts";
import type { Span } from "../../text/source-file.ts";
import { type Env, report } from "../checker.ts";
import { type EnumType, type Type, UNKNOWN } from "../types.ts";

export function unknown(env: Env, name: Name, expected: Type | undefined): Type {
  if (expected?.kind === "unknown") return UNKNOWN;
  if (expected?.kind === "enum") {
    reportUnknownMember(env, name.text, name.span, expected);
    return UNKNOWN;
  }
  const known = [
    ...(env.row?.fields.keys() ?? []),
    ...(env.plan?.people.fields.keys() ?? []),
    ...(env.credit === undefined ? [] : ["credited"]),
    ...[...env.checker.symbols.values()]
      .filter(({ kind }) => kind !== "unit" && kind !== "plan")
      .map((symbol) => symbol.name),
  ];
  const meant = nearest(name.text, known);
  const help = helpFor(env, name.text, expected);
  const details = help === undefined ? suggestion(name.span, meant) : { help };
  report(env, unknownName, name.span, { name: name.text }, details);
  return UNKNOWN;
}

/** A name that stands where a value of an enum is asked for, and is none of them. */
export function reportUnknownMember(env: Env, name: string, span: Span, type: EnumType): void {
  const meant = nearest(name, type.members);
  const values = type.name === undefined ? "the values" : `the values of \`${type.name}\``;
  const facts = { name, values, members: listed(type.members, "or") };
  report(env, unknownMember, span, facts, suggestion(span, meant));
}

/** Words that newcomers try. */
function helpFor(env: Env, name: string, expected: Type | undefined): string | undefined {
  if (expected?.kind === "row") return `Name a row by its key in quotes: \`"${name}"\`.`;
  if (name === "worth" && env.credit !== undefined)
    return "What was credited is called `credited`.";
  if (name === "credited")
    return "What was credited is known in a component `for each` credit, and in `where` and aggregates over a credit.";
  if (name === "true" || name === "false") return `Write \`${name === "true" ? "yes" : "no"}\`.`;
  if (name === "start" || name === "end") return `Write \`${name} of Month\`, or another period.`;
  if (/^(sum|avg|mean|min|max)$/.test(name))
    return "Write `total … of`, `average … of`, `least of (…)` or `greatest of (…)`.";
  return throughReference(env, name) ?? throughPlan(env, name) ?? throughCredit(env, name);
}

/** A component of another plan, whose pay is read by the name of that plan. */
function throughPlan({ checker }: Env, name: string): string | undefined {
  for (const symbol of checker.symbols.values()) {
    if (symbol.kind !== "plan") continue;
    const isPaidBy = symbol.declaration.members.some(
      (member) => member.kind === "Component" && member.name.text === name,
    );
    if (isPaidBy)
      return `\`${name}\` is a component of the plan \`${symbol.name}\`: write \`${symbol.name}.${name}\`.`;
  }
  return undefined;
}

/** A field of a row that the row at hand refers to. */
function throughReference({ checker, row }: Env, name: string): string | undefined {
  for (const { name: link, type } of row?.fields.values() ?? []) {
    if (type.kind === "row" && checker.sources.get(type.source)?.fields.has(name) === true)
      return `\`${name}\` is a field of \`${type.source}\`: write \`${link}.${name}\`.`;
  }
  return undefined;
}

/** A field of the rows of some source: credits have them at hand. */
function throughCredit(env: Env, name: string): string | undefined {
  const source = [...env.checker.sources.values()].find(({ fields }) => fields.has(name));
  if (source === undefined || source === env.row || env.plan === undefined) return undefined;
  const credit = [...env.checker.symbols.values()].find(
    (symbol) => symbol.kind === "credit" && symbol.declaration.source.text === source.name,
  );
  return credit === undefined
    ? `\`${name}\` is a field of \`${source.name}\`: it is known in a credit from it.`
    : `\`${name}\` is a field of \`${source.name}\`: it is known in \`(${credit.name} where …)\` and in a component \`for each ${credit.name}\`.`;
}
