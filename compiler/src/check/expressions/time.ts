/** Expressions of time: windows, reading on a day, averages over days, proration, dates. */
import type { PeriodKind } from "@attain/runtime";
import { nearest } from "../../base/text.ts";
import { unknownName, unknownType, wrongKind } from "../../diagnostics/catalogue/names.ts";
import {
  finerThanPayPeriod,
  mayBeMissing,
  missingWords,
  monthEnd,
  noProration,
  notATimeline,
  wrongType,
} from "../../diagnostics/catalogue/types.ts";
import { partsOfYear } from "../../diagnostics/catalogue/plans.ts";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import { partHereOf } from "../../syntax/advice.ts";
import type { Expression, Window as WindowNode } from "../../syntax/ast/expression.ts";
import type { Name } from "../../syntax/ast/node.ts";
import { mentions } from "../../syntax/walk.ts";
import type { Span } from "../../text/source-file.ts";
import { maybeZero, productSign, withWindow } from "../algebra.ts";
import { type Env, type Meaning, report } from "../checker.ts";
import { literalNumber, percentSum } from "../literals.ts";
import { TO_DATE, isCoarser, monthsIn, positionsIn } from "../periods.ts";
import { intoSegment, refuseWindow } from "../segments.ts";
import type { TableInfo } from "../tables.ts";
import { isPeriodKind } from "../type-names.ts";
import {
  DATE,
  fits,
  numberOf,
  type NumberType,
  RATIO,
  type Sign,
  type Type,
  UNKNOWN,
  type Window,
  typeName,
} from "../types.ts";
import { demand, numberValue, reportNobody, textOf, value } from "./demand.ts";
import { periodsOfOther } from "./other-plans.ts";

type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

/** `Bookings year to date`, `quota last Quarter`: the amounts of several periods, added up. */
export function windowed(env: Env, node: Node<"Windowed">): Type {
  const inside = isPay(env, node.of) ? inPayPeriod(env) : periodsOfOther(env, node.of);
  const of = value(inside, node.of);
  const window = windowOver(env, node.window);
  if (of.kind === "unknown" || window === undefined) return UNKNOWN;
  const meaning = env.notes.meanings.get(node.of)?.kind;
  const found = eachOf(of);
  const period = inside.plan?.period;
  if (found !== undefined && period !== undefined && found !== period) {
    const facts = { expected: `An amount of each ${period}`, found: `an amount of each ${found}` };
    const help = `It would be added up once for each ${period}. Write \`prorated by months into ${period}\` where it is declared, or pay the component \`each ${found}\`.`;
    report(env, wrongType, node.of.span, facts, { help });
    return UNKNOWN;
  }
  const additive = of.kind === "number" && found !== undefined;
  if (additive && meaning !== undefined && ADDED_UP.has(meaning)) return withWindow(of, window);
  const help = additive
    ? `Give it a name first: \`measure before means ${textOf(env, node.of).replace(/^\((.*)\)$/, "$1")}\`, and write \`before\` in its place.`
    : "Only a credit, or a measure or component that is an amount of the pay period, can be added up: put the window on the parts of it.";
  const facts = additive
    ? { expected: "The name of a credit, a measure or a component", found: "an expression" }
    : { expected: "An amount of the pay period", found: typeName(of) };
  report(env, wrongType, node.of.span, facts, { help });
  return UNKNOWN;
}

/** The period that something is an amount of each of. */
function eachOf(type: Type): PeriodKind | undefined {
  return type.kind === "number" && type.window?.kind === "each" ? type.window.period : undefined;
}

function isPay({ checker }: Pick<Env, "checker">, of: Expression): boolean {
  if (of.kind === "Access") return isPay({ checker }, of.of);
  const kind = of.kind === "Reference" ? checker.symbols.get(of.name.text)?.kind : undefined;
  return kind === "component" || kind === "draw";
}

/** What components pay is added up over pay periods, whatever the period at hand. */
function inPayPeriod(env: Env): Env {
  const { plan } = env;
  return plan === undefined ? env : { ...env, plan: { ...plan, period: plan.pays } };
}

/** What can be added up over pay periods, where it is an amount of each. */
const ADDED_UP: ReadonlySet<Meaning["kind"]> = new Set([
  "credit",
  "measure",
  "component",
  "account",
  "other pay",
]);

/** The window that a node writes, seen from the period at hand. */
export function windowOver(env: Env, node: WindowNode): Window | undefined {
  checkStraddling(env, node.span);
  const { plan } = env;
  if (plan === undefined) {
    reportNobody(env, node.span, "A window of time");
    return undefined;
  }
  if (plan.period === "Segment") {
    refuseWindow(env, node.span);
    return undefined;
  }
  const period = node.kind === "to date" ? TO_DATE[node.period] : periodNamed(env, node.period);
  if (period === undefined) return undefined;
  if (isCoarser(plan.period, period)) {
    const help = `Use the amount of the ${plan.period}, or pay the component \`each ${period}\`.`;
    const facts = { pays: plan.period, periods: `${period}s` };
    report(env, finerThanPayPeriod, node.span, facts, { help });
    return undefined;
  }
  if (node.kind === "last") return { kind: "each", period };
  return period === plan.period ? { kind: "each", period } : { kind: "to date", period };
}

/** `Salaries.base at start`: one value out of a timeline. */
export function readAt(env: Env, node: Node<"ReadAt">): Type {
  const of = env.checker.typeOf(env, node.of);
  demand(env, node.at, DATE);
  if (of.kind === "timeline") return of.of;
  if (of.kind !== "unknown") reportNoTimeline(env, node, node.of);
  return of.kind === "optional" ? of.of : of;
}

/** `Salaries.base weighted by days`: the average over the days of the period. */
export function weighted(env: Env, node: Node<"Weighted">): Type {
  const isName = node.of.kind === "Reference" || node.of.kind === "Access";
  const words = env.file.text.slice(node.of.span.end, node.by.span.end).trim();
  const inside = isName ? env : { ...env, averagedBy: words };
  const of = env.checker.typeOf(inside, node.of);
  if (node.by.kind === "named" && node.by.name.text !== "days") {
    const facts = { expected: "`days` or `working days`", found: `\`${node.by.name.text}\`` };
    report(env, wrongType, node.by.span, facts);
  }
  if (of.kind === "unknown") return UNKNOWN;
  if (of.kind !== "timeline") {
    // What changes in it is reported where it stands.
    const isChanging = (part: Expression): boolean =>
      env.notes.types.get(part)?.kind === "timeline";
    if (!mentions(node.of, isChanging)) reportNoTimeline(env, node, node.of);
    return of;
  }
  if (of.of.kind === "optional") {
    report(
      env,
      mayBeMissing,
      node.of.span,
      { what: `\`${textOf(env, node.of)}\`` },
      { help: "An average needs a value on every day." },
    );
    return of.of.of;
  }
  if (of.of.kind === "number") return withoutGrid(of.of);
  report(env, wrongType, node.of.span, { expected: "A number", found: typeName(of.of) });
  return UNKNOWN;
}

/** `quota prorated by months into Month`: from one length of period to another. */
export function prorated(env: Env, node: Node<"Prorated">): Type {
  const of = numberValue(env, node.of);
  checkStraddling(env, node.span);
  const isSegment = node.into.text === "Segment";
  const into = isSegment ? "Segment" : periodNamed(env, node.into);
  if (of === undefined || into === undefined) return UNKNOWN;
  if (of.window?.kind !== "each") {
    const help =
      "Only an amount per period can be prorated: `USD per Year`, or a quota of the pay period.";
    report(
      env,
      noProration,
      node.of.span,
      { found: typeName(of), into: `into a ${into}` },
      { help },
    );
    return UNKNOWN;
  }
  if (isSegment) return intoSegment(env, node, of);
  if (!checkMethod(env, node, of.window.period, into)) return UNKNOWN;
  const { plan } = env;
  const isMonths = node.by.kind === "named" && node.by.name.text === "months";
  if (plan !== undefined && !isMonths && isCoarser(plan.period, into)) {
    const help = `By months each has the same part: \`by months into ${into}\`.`;
    const facts = { pays: plan.period, periods: `${into}s` };
    report(env, finerThanPayPeriod, node.into.span, facts, { help });
    return UNKNOWN;
  }
  const sign = proratedSign(env, node, of);
  return withoutGrid(withWindow({ ...of, sign }, { kind: "each", period: into }));
}

/** A period may have no working days, and a lookup may give it nothing. */
function proratedSign(env: Env, node: Node<"Prorated">, { sign }: NumberType): Sign {
  if (node.by.kind === "working days") return maybeZero(sign);
  const part = seasonality(env, node)?.value;
  return part?.kind === "number" ? productSign(sign, part.sign) : sign;
}

function checkMethod(
  env: Env,
  node: Node<"Prorated">,
  from: PeriodKind,
  into: PeriodKind,
): boolean {
  const method = node.by.kind === "working days" ? "working days" : node.by.name.text;
  const byMonths = monthsIn(from) !== undefined && monthsIn(into) !== undefined;
  if (method === "months" && byMonths) return true;
  if ((method === "days" || method === "working days") && isCoarser(from, into)) return true;
  if (method === "days" || method === "working days" || method === "months") {
    const help =
      from === into
        ? `It is of a ${into} already. ${partHereOf(textOf(env, node.of))}`
        : method === "months"
          ? "Only months, quarters, halves and years are made of months."
          : byMonths
            ? "Going to a longer period, say `by months`."
            : `A ${into} isn't made of whole ${from}s: write the amount per Month or per ${into}.`;
    report(
      env,
      noProration,
      node.span,
      { found: `An amount per ${from}`, into: `by ${method} into a ${into}` },
      { help },
    );
    return false;
  }
  return checkSeasonality(env, node, into);
}

/** The table that an amount is prorated by, if one is named. */
function seasonality(env: Env, { by }: Node<"Prorated">): TableInfo | undefined {
  if (by.kind !== "named") return undefined;
  const isTable = env.checker.symbols.get(by.name.text)?.kind === "table";
  return isTable ? env.plan?.table(by.name.text, env) : undefined;
}

/** A lookup by quarter (or month, or half) that gives each its part of the year. */
function checkSeasonality(env: Env, node: Node<"Prorated">, into: PeriodKind): boolean {
  if (node.by.kind !== "named") return false;
  const { name } = node.by;
  const symbol = env.checker.symbols.get(name.text);
  const table = seasonality(env, node);
  env.plan?.used.add(name.text);
  if (table !== undefined && isSeasonal(table, into)) {
    warnParts(env, table);
    if (table.value.kind === "unknown" || fits(table.value, numberOf(RATIO))) return true;
    const facts = { expected: "A percentage of the year", found: typeName(table.value) };
    const related = [{ at: table.at, message: `\`${table.name}\` gives this` }];
    report(env, wrongType, name.span, facts, { related });
    return false;
  }
  if (symbol !== undefined && symbol.kind !== "table") {
    report(env, wrongKind, name.span, {
      name: name.text,
      kind: `a ${symbol.kind}`,
      expected: `a lookup by ${into}`,
    });
    return false;
  }
  const help = `Write \`days\`, \`working days\`, \`months\`, or the name of a lookup by ${into}.`;
  report(env, unknownName, name.span, { name: name.text }, { help });
  return false;
}

function isSeasonal({ role, axes }: TableInfo, into: PeriodKind): boolean {
  const [axis, second] = axes;
  const isPart = axis?.by === "type" && axis.type.kind === "period" && axis.type.period === into;
  return role === "lookup" && isPart && second === undefined;
}

/** The parts of a year that are written as numbers make the year. */
function warnParts(env: Env, { name, declaration, axes, file, at }: TableInfo): void {
  const [axis] = axes;
  const members = axis?.type.kind === "period" ? positionsIn(axis.type.period) : [];
  const parts = declaration.rows.flatMap((row) => {
    if (row.kind !== "For" || row.value.value.kind !== "PercentLiteral") return [];
    const { value: digits } = literalNumber(row.value.value) ?? { value: "0" };
    const named = declaration.rows.flatMap((other) =>
      other.kind === "For" && other.members !== "anything else" ? other.members : [],
    );
    const count =
      row.members === "anything else" ? members.length - named.length : row.members.length;
    return Array.from({ length: Math.max(0, count) }, () => digits);
  });
  if (parts.length !== members.length) return;
  const total = percentSum(parts);
  if (total === "100%") return;
  const help = 'If that is meant, say so below the table: `allow parts-of-year "reason"`.';
  env.checker.report(diagnose(partsOfYear, { file, span: at.span }, { name, total }, { help }));
}

/** `30 Days after closed_on`. */
export function shift(env: Env, node: Node<"Shift">): Type {
  const by = value(env, node.by);
  demand(env, node.date, DATE);
  if (by.kind !== "duration") {
    if (by.kind !== "unknown")
      report(env, wrongType, node.by.span, {
        expected: "A length of time such as `30 Days`",
        found: typeName(by),
      });
    return DATE;
  }
  const needsWord = by.unit === "Months" || by.unit === "Years";
  if (needsWord && node.monthEnd === undefined && !isFirstOfMonth(env, node.date)) {
    const help =
      "After the 31st: `clamp` takes the last day of a shorter month, `overflow` runs on into the next.";
    report(env, monthEnd, node.span, { amount: textOf(env, node.by) }, { help });
  }
  return DATE;
}

/** A year of weeks starts on any day of a month. */
function isFirstOfMonth({ checker: { calendar } }: Env, date: Expression): boolean {
  if (date.kind === "DateLiteral") return Number(date.value.slice(8)) <= 28;
  return (
    !("which" in calendar.yearStarts) &&
    date.kind === "Edge" &&
    date.edge === "start" &&
    date.period !== undefined &&
    date.period.text !== "Week" &&
    date.period.text !== "Cycle"
  );
}

/** `start`, `end of Quarter`: a day of the period at hand. */
export function edge(env: Env, node: Node<"Edge">): Type {
  if (env.plan === undefined) {
    reportNobody(env, node.span, `\`${node.edge}\``);
    return DATE;
  }
  if (node.period === undefined) return DATE;
  const period = periodNamed(env, node.period);
  if (period !== undefined && isCoarser(env.plan.period, period)) {
    const question = `Which ${period} of the ${env.plan.period} is meant?`;
    report(
      env,
      missingWords,
      node.span,
      { question },
      { help: `Read it for the ${env.plan.period}: \`${node.edge} of ${env.plan.period}\`.` },
    );
  }
  return DATE;
}

/** Weeks and pay cycles lie across the ends of months: the calendar must say to which they belong. */
export function checkStraddling(env: Env, span: Span, period = env.plan?.period): void {
  if ((period !== "Week" && period !== "Cycle") || env.checker.calendar.straddlingBy !== undefined)
    return;
  const [many, one] = period === "Week" ? ["weeks", "week"] : ["cycles", "cycle"];
  report(
    env,
    missingWords,
    span,
    { question: `To which month does a ${one} belong that lies in two?` },
    {
      help: `Say so on the \`calendar\` line: \`${many} belong to the month of their last day\`, or of their first.`,
    },
  );
}

export function periodNamed(env: Env, name: Name): PeriodKind | undefined {
  if (isPeriodKind(name.text)) return name.text;
  if (name.text !== "") {
    const meant = nearest(name.text, Object.values(TO_DATE));
    const all = "Periods are Week, Cycle, Month, Quarter, Half and Year.";
    const facts = { kind: "period", name: name.text };
    report(env, unknownType, name.span, facts, suggestion(name.span, meant, all));
  }
  return undefined;
}

function reportNoTimeline(env: Env, node: Node<"ReadAt" | "Weighted">, of: Expression): void {
  const last = node.kind === "ReadAt" ? node.at : node.by;
  const rest = { start: of.span.end, end: last.span.end };
  const words = env.file.text.slice(rest.start, rest.end).trim();
  const fix = {
    title: `Remove \`${words}\``,
    edits: [{ span: rest, text: "" }],
    safety: "safe",
  } as const;
  const facts = { what: `\`${textOf(env, of)}\`` };
  report(env, notATimeline, of.span, facts, { help: `Remove \`${words}\`.`, fixes: [fix] });
}

function withoutGrid(type: NumberType): NumberType {
  const { grid: _, ...rest } = type;
  return rest;
}
