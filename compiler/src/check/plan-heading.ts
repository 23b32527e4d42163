/** The heading of a plan: for whom it is, when it holds, what it pays and how often. */
import { CURRENCIES, type Calendar, type Days, parseDate, parsePeriod } from "@attain/runtime";
import { nearest } from "../base/text.ts";
import {
  missingPart,
  unknownName,
  unknownPeriod,
  unknownType,
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { endsBeforeStart } from "../diagnostics/catalogue/plans.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Day, PlanDeclaration } from "../syntax/ast/plan.ts";
import { type Env, report } from "./checker.ts";
import { condition } from "./expressions/demand.ts";
import type { Frame } from "./plans.ts";
import type { SourceInfo } from "./sources.ts";
import { isPeriodKind } from "./type-names.ts";
import { currencyOfPayee, typeName } from "./types.ts";

export function checkHeading(env: Env, node: PlanDeclaration): Frame | undefined {
  const people = checkPeople(env, node);
  const term = checkTerm(env, node);
  const pays = checkPays(env, node, people);
  return people === undefined || term === undefined || pays === undefined
    ? undefined
    : { people, ...term, ...pays };
}

function missing(env: Env, node: PlanDeclaration, part: string, example: string): undefined {
  report(
    env,
    missingPart,
    node.name.span,
    { declaration: `The plan \`${node.name.text}\``, part },
    { help: `Add a line such as \`${example}\` below its name.` },
  );
}

function checkPeople(env: Env, node: PlanDeclaration): SourceInfo | undefined {
  if (node.people === undefined)
    return missing(env, node, "whom it is for", "for Reps where role is AE");
  const { source: name, where } = node.people;
  const source = env.checker.sources.get(name.text);
  if (source === undefined || !source.people) {
    const people = [...env.checker.sources.values()]
      .filter((known) => known.people)
      .map((known) => known.name);
    const meant = nearest(name.text, people) ?? people[0];
    const details = suggestion(name.span, meant, "Declare it with `people`.");
    if (source === undefined) report(env, unknownName, name.span, { name: name.text }, details);
    else
      report(
        env,
        wrongKind,
        name.span,
        { name: name.text, kind: "a source", expected: "a source of people" },
        {
          help: "Declare it with `people` instead of `source`.",
          related: [{ at: source.at, message: "declared here" }],
        },
      );
    return undefined;
  }
  if (where !== undefined) condition({ ...env, row: source }, where);
  return source;
}

function checkTerm(env: Env, node: PlanDeclaration): Pick<Frame, "from" | "until"> | undefined {
  if (node.during === undefined) return missing(env, node, "when it holds", "during FY2026");
  const from = daysOf(env, node.during.from);
  const to = node.during.to === undefined ? from : daysOf(env, node.during.to);
  if (from === undefined || to === undefined) return undefined;
  if (to.end < from.start) {
    const facts = { plan: node.name.text, start: from.start, end: to.end };
    report(env, endsBeforeStart, node.during.to?.span ?? node.during.from.span, facts);
    return undefined;
  }
  return { from: from.start, until: to.end };
}

/** The first and last day of what `during` says; undefined if that is no day. */
export function termOf(
  calendar: Calendar,
  { from, to = from }: NonNullable<PlanDeclaration["during"]>,
): Days | undefined {
  const [first, last] = [spanOfDay(calendar, from), spanOfDay(calendar, to)];
  return first === undefined || last === undefined
    ? undefined
    : { start: first.start, end: last.end };
}

function spanOfDay(calendar: Calendar, day: Day): Days | undefined {
  if (day.kind === "PeriodLiteral") return parsePeriod(calendar, day.name);
  const date = parseDate(day.value);
  return date === undefined ? undefined : { start: date, end: date };
}

export function daysOf(env: Env, day: Day): Days | undefined {
  const span = spanOfDay(env.checker.calendar, day);
  if (span !== undefined) return span;
  const facts =
    day.kind === "DateLiteral"
      ? { kind: "day", name: day.value }
      : { kind: "period", name: day.name };
  report(env, unknownPeriod, day.span, facts);
  return undefined;
}

function checkPays(
  env: Env,
  node: PlanDeclaration,
  people: SourceInfo | undefined,
): Pick<Frame, "pays" | "currency"> | undefined {
  if (node.pays === undefined)
    return missing(
      env,
      node,
      "how often it pays, and in which currency",
      "pays each Quarter in USD",
    );
  const { period, currency } = node.pays;
  if (!isPeriodKind(period.text) || period.text === "Day") {
    report(
      env,
      unknownType,
      period.span,
      { kind: "pay period", name: period.text },
      { help: "A plan pays each Week, Cycle, Month, Quarter, Half or Year." },
    );
    return undefined;
  }
  if (period.text === "Cycle" && env.checker.calendar.cycle === undefined) {
    report(
      env,
      missingPart,
      period.span,
      { declaration: "The calendar", part: "how long a pay cycle is" },
      { help: "Add `cycles of 14 Days from 2026-01-05` to the `calendar` line." },
    );
    return undefined;
  }
  const paidIn = checkCurrency(env, currency, people);
  return paidIn === undefined ? undefined : { pays: period.text, currency: paidIn };
}

/** A code, or a column of the people: then everybody is paid in the currency that it names. */
function checkCurrency(
  env: Env,
  { text: name, span }: Name,
  people: SourceInfo | undefined,
): string | undefined {
  const column = people?.fields.get(name);
  if (column !== undefined) {
    const { type, optional, at } = column;
    if (type.kind === "enum" && type.name === "Currency" && !optional) return currencyOfPayee(name);
    const help = `Everybody is paid in the currency that such a column names: \`${name} : Currency\`.`;
    const found = optional ? `${typeName(type)}, which may be missing` : typeName(type);
    const related = [{ at, message: "declared here" }];
    report(
      env,
      wrongType,
      span,
      { expected: "A column with a currency", found },
      { help, related },
    );
    return undefined;
  }
  if (CURRENCIES.has(name)) return name;
  const code =
    "A currency is written by its ISO code, such as `USD`; or it is a column of the people that names one.";
  const facts = { kind: "currency", name };
  report(env, unknownType, span, facts, suggestion(span, nearest(name, CURRENCIES), code));
  return undefined;
}
