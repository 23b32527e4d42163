/** Credit that goes on from those who are credited: up the hierarchy, and to whoever had the original row. */
import type { Member } from "../bind/scope.ts";
import { outOfPlace, wrongKind } from "../diagnostics/catalogue/names.ts";
import { missingWords, wrongType } from "../diagnostics/catalogue/types.ts";
import { describe } from "../bind/scope.ts";
import type { Above } from "../ir/credit.ts";
import type { Name } from "../syntax/ast/node.ts";
import { type Checker, type Env, report } from "./checker.ts";
import { type CreditInfo, type Line, checkCredit } from "./credits.ts";
import { demand, value } from "./expressions/demand.ts";
import { type FieldInfo, type SourceInfo, unknownFieldOf } from "./sources.ts";
import { RATIO, numberOf, typeName } from "./types.ts";

/** Who is above the people of `people`; undefined, and reported, if the line doesn't say. */
export function checkRollUp(
  env: Env,
  line: Line<"RollUp">,
  people: string | undefined,
): Above | undefined {
  if (line.share !== undefined) demand(env, line.share, numberOf(RATIO));
  if (line.levels === undefined) {
    const question = "How far does the credit roll up?";
    const help = "Write `, every level`, or so many: `, 1 level`, `, 2 levels`.";
    report(env, missingWords, line.span, { question }, { help });
  }
  const source = people === undefined ? undefined : env.checker.sources.get(people);
  if (source === undefined) {
    const facts = { thing: "A line `rolls up`", place: "below `to` or `split` somebody" };
    report(env, outOfPlace, line.span, facts);
    return undefined;
  }
  const [first, second] = line.path;
  if (first === undefined || first.text === "") return undefined;
  return second === undefined ? ofField(env, source, first) : ofKeyed(env, source, first, second);
}

/** `manager`: a field of the people. */
function ofField(env: Env, people: SourceInfo, name: Name): Above | undefined {
  const field = people.fields.get(name.text);
  if (field === undefined) {
    env.checker.report(unknownFieldOf(people, name, env.file));
    return undefined;
  }
  if (!refersTo(env, people, field, name)) return undefined;
  return { kind: "field", source: people.name, field: field.name };
}

/** `Reporting.boss`: the row of somebody, on the day of the credit. */
function ofKeyed(env: Env, people: SourceInfo, name: Name, second: Name): Above | undefined {
  const source = env.checker.sources.get(name.text);
  const [key, other] = source?.keys ?? [];
  const isOfPeople = key?.type.kind === "row" && key.type.source === people.name;
  if (source === undefined || !isOfPeople || other !== undefined) {
    const expected = `A source with one key, a row of ${people.name},`;
    report(env, wrongType, name.span, { expected, found: `\`${name.text}\`` });
    return undefined;
  }
  const field = source.fields.get(second.text);
  if (field === undefined) {
    env.checker.report(unknownFieldOf(source, second, env.file));
    return undefined;
  }
  if (!refersTo(env, people, field, second)) return undefined;
  return { kind: "keyed", source: source.name, field: field.name };
}

function refersTo(env: Env, people: SourceInfo, { type }: FieldInfo, name: Name): boolean {
  if (type.kind === "row" && type.source === people.name) return true;
  const facts = { expected: `A row of ${people.name}`, found: typeName(type) };
  report(env, wrongType, name.span, facts);
  return false;
}

/** The source of the people who were credited with the original row. */
export function checkAs(env: Env, line: Line<"As">): string | undefined {
  const type = value(env, line.original);
  const symbol = env.checker.symbols.get(line.credit.text);
  if (line.credit.text === "" || type.kind === "unknown") return undefined;
  if (symbol?.kind !== "credit") {
    const kind = symbol === undefined ? "not declared" : describe(symbol);
    report(env, wrongKind, line.credit.span, {
      name: line.credit.text,
      kind,
      expected: "a credit",
    });
    return undefined;
  }
  const { source, lines } = symbol.declaration;
  const isOfRow = type.kind === "row" && type.source === source.text;
  if (!isOfRow) {
    const facts = {
      expected: `A row of ${source.text}, which \`${symbol.name}\` is from,`,
      found: typeName(type),
    };
    report(env, wrongType, line.original.span, facts);
    return undefined;
  }
  if (lines.some(({ kind }) => kind === "As" || kind === "ToCompany")) {
    const expected = "a credit that says itself who is credited";
    report(env, wrongKind, line.credit.span, {
      name: symbol.name,
      kind: "a credit that doesn't",
      expected,
    });
    return undefined;
  }
  return silently(env.checker, symbol)?.people;
}

/** What another credit is: its own faults are reported where it stands. */
function silently(
  checker: Checker,
  symbol: Extract<Member, { kind: "credit" }>,
): CreditInfo | undefined {
  return checkCredit({ ...checker, report: () => undefined }, symbol);
}
