/** Conditions as curves: where along the measure they hold. What isn't about an amount is asked once in each case. */
import { addDays, type Period, periodOf } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import {
  ALWAYS,
  and,
  compare,
  type Curve,
  flatValue,
  NEVER,
  not,
  or,
  select,
  subtract,
} from "./curve.ts";
import { keyOf } from "./plain.ts";
import type { Reader } from "./reader.ts";

export function conditionCurve(reader: Reader, node: ir.Condition): Curve {
  const { at } = reader;
  switch (node.op) {
    case "yes or no":
      return node.value ? ALWAYS : NEVER;
    case "compare":
      return compared(reader, node);
    case "and": {
      const left = reader.condition(node.left);
      return left === NEVER ? NEVER : and(at, left, reader.condition(node.right));
    }
    case "or":
      return or(at, reader.condition(node.left), reader.condition(node.right));
    case "not":
      return not(reader.condition(node.of));
    case "if":
      return select(
        at,
        reader.condition(node.condition),
        reader.condition(node.yes),
        reader.condition(node.no),
      );
    case "same":
      return answer(same(reader, node) !== node.negated);
    case "compare dates":
      return answer(comparesDates(reader, node));
    case "measure":
      return named(reader, node);
    default:
      return answer(ask(reader, node));
  }
}

/** What may be zero is followed as zero, too, where that could be asked. */
function compared(reader: Reader, node: Extract<ir.Condition, { op: "compare" }>): Curve {
  const { at } = reader;
  const difference = subtract(at, reader.number(node.left), reader.number(node.right));
  const always = flatValue(difference);
  const mayBeZero = always !== undefined && !always.isZero() && at.mayBeZero(always);
  const isZero = mayBeZero && at.choose(`${always.toString()} is zero`, 2) === 1;
  return compare(at, node.by, isZero ? NEVER : difference, NEVER);
}

function answer(holds: boolean): Curve {
  return holds ? ALWAYS : NEVER;
}

/** A measure that is yes or no is what it means. */
function named(reader: Reader, node: ir.Named): Curve {
  const measure = reader.known.plan.measures.find(
    ({ name, period }) => name === node.name && period === reader.period,
  );
  if (measure === undefined) return answer(ask(reader, node));
  return reader.withExceptions(measure.exceptions, () =>
    reader.condition(measure.value as ir.Condition),
  );
}

/** Whether something holds that nothing is known of. */
function ask(reader: Reader, node: ir.Condition): boolean {
  const question = `holds ${keyOf(node)}`;
  const giving = givingOf(node);
  if (giving !== undefined)
    reader.at.letters.questions.set(question, { ...giving, values: [true, false] });
  return reader.at.choose(question, 2) === 0;
}

function givingOf(
  node: ir.Expr,
): { readonly kind: "payee field" | "keyed field"; readonly name: string } | undefined {
  if (node.op === "keyed") return { kind: "keyed field", name: `${node.source}.${node.field}` };
  if (node.op === "field" && node.at.op === "payee")
    return { kind: "payee field", name: node.name };
  return undefined;
}

/** A value of a list is one of its members, the same one wherever it is asked for. */
function same(reader: Reader, node: Extract<ir.Condition, { op: "same" }>): boolean {
  const { left, right } = node;
  if (left.op === "yes or no" && right.op === "yes or no") return left.value === right.value;
  const text = right.op === "text" ? right.value : undefined;
  const members = "type" in left && left.type.kind === "enum" ? left.type.members : undefined;
  if (text !== undefined && members !== undefined) return memberOf(reader, left, members) === text;
  return reader.at.choose(`same ${keyOf(left)} ${keyOf(right)}`, 2) === 0;
}

export function memberOf(reader: Reader, node: ir.Expr, members: readonly string[]): string {
  const question = `member ${keyOf(node)}`;
  if (node.op === "part of year") return members[reader.at.choose(question, members.length)] ?? "";
  const giving = givingOf(node);
  if (giving !== undefined)
    reader.at.letters.questions.set(question, { ...giving, values: members });
  return members[reader.at.choose(question, members.length)] ?? "";
}

/** Days of the period at hand are known for each pay period of the plan, others aren't. */
function comparesDates(
  reader: Reader,
  node: Extract<ir.Condition, { op: "compare dates" }>,
): boolean {
  const isOfPeriod = [node.left, node.right].every(({ op }) => op === "date" || op === "edge");
  if (!isOfPeriod) return reader.at.choose(`holds ${keyOf(node)}`, 2) === 0;
  const period = periodAt(reader);
  const day = (one: ir.DateExpr): string =>
    one.op === "date"
      ? one.value
      : one.op === "edge"
        ? edgeOf(reader, one.edge, one.period, period)
        : "";
  const [left, right] = [day(node.left), day(node.right)];
  switch (node.by) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

function edgeOf(
  { known: { program } }: Reader,
  edge: "start" | "end",
  kind: Period["kind"],
  period: Period,
): string {
  const isWhole = kind === "Segment" || kind === period.kind;
  const around = isWhole ? period : periodOf(program.calendar, kind, period.start);
  return edge === "start" ? around.start : around.end;
}

/** One of the periods in which the plan holds. */
function periodAt(reader: Reader): Period {
  const periods = periodsOfPlan(reader.known, reader.period);
  const index = reader.at.choose("period", periods.length);
  return (
    periods[index] ?? periodOf(reader.known.program.calendar, reader.known.plan.pays, "2026-01-01")
  );
}

/** The periods of a kind that lie in the plan's time, in order; at most a year of months. */
export function periodsOfPlan(
  { program: { calendar }, plan: { from, until, pays } }: Reader["known"],
  of: Period["kind"],
): Period[] {
  // A pay period in which nothing changes is one segment.
  const kind = of === "Segment" ? pays : of;
  const periods: Period[] = [];
  for (
    let period = periodOf(calendar, kind, from);
    period.start <= until && periods.length < 60;
    period = periodOf(calendar, kind, addDays(period.end, 1))
  )
    periods.push(period);
  return periods;
}
