/**
 * Formulas that stand nowhere as they are computed: a KPI of the library, one at another level, what follows from a goal.
 * All of such a formula has the place of its name, so its words are made here, of what it is made of.
 */
import { formatValue } from "../evaluate/format.ts";
import type { Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { Telling } from "./telling.ts";
import { typeOf } from "./types.ts";

const SIGNS: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  multiply: "x",
  divide: "/",
  "part above": "above",
  "part up to": "up to",
};

/** Whether a definition is made of parts that stand where it stands itself. */
export function isUnwritten({ node, parts }: Trace): boolean {
  return signOf(node) !== undefined && parts.some((part) => isAt(part.node, node));
}

function isAt(a: ir.Expr, b: ir.Expr): boolean {
  const [one, other] = [a.origin, b.origin];
  return one.path === other.path && one.start === other.start && one.end === other.end;
}

function signOf(node: ir.Expr): string | undefined {
  if (node.op === "compare") return node.by;
  return Object.hasOwn(SIGNS, node.op) ? SIGNS[node.op] : undefined;
}

/** `(actual (80,000 USD) - baseline (0 USD)) / …`: the formula with its values. */
export function formulaText(t: Telling, trace: Trace): string {
  const { node, parts, value } = trace;
  const sign = signOf(node);
  if (sign !== undefined && "left" in node && "right" in node) {
    const sides = [node.left, node.right].map((side) => parts.find((part) => part.node === side));
    const texts = sides.flatMap((side) => (side === undefined ? [] : [sideText(t, side)]));
    if (texts.length === 2) return texts.join(` ${sign} `);
  }
  const [inner] = parts;
  if (node.op === "otherwise" && inner?.value !== undefined) return formulaText(t, inner);
  return `${nameOf(t, node)} (${formatValue(typeOf(node), value)})`;
}

function sideText(t: Telling, trace: Trace): string {
  const text = formulaText(t, trace);
  return signOf(trace.node) === undefined ? text : `(${text})`;
}

/** Whether a total over people stands nowhere: what is taken of each of them stands where it stands itself. */
export function isTakenToPeople(node: ir.Expr): boolean {
  return node.op === "total" && node.of.kind === "people" && isAt(node.value, node);
}

/** `count of Won among Reps`. */
export function nameOf(t: Telling, node: ir.Expr): string {
  switch (node.op) {
    case "total":
      if (node.of.kind === "people")
        return `${nameOf(t, node.value)} among ${peopleOf(t, node.of)}`;
      if (node.of.kind === "rows" || node.value.op !== "credited")
        return t.words.quote(node.origin);
      return creditsOf(t, node.of);
    case "count":
      return node.of.kind === "credits" && node.distinct === undefined
        ? `count of ${creditsOf(t, node.of)}`
        : t.words.quote(node.origin);
    case "multiply":
      return nameOf(t, node.left);
    case "measure":
    case "parameter":
    case "pay":
      return t.words.named(node.name);
    case "keyed":
      return `${node.source}.${node.field}`;
    default:
      return t.words.quote(node.origin);
  }
}

function creditsOf(t: Telling, { credit, where, window }: ir.Credits): string {
  const name = t.words.named(credit);
  const rows = where === undefined ? name : `(${name} where ${conditionText(t, where)})`;
  return window.kind === "to date" ? `${rows} ${window.period.toLowerCase()} to date` : rows;
}

function peopleOf(t: Telling, { people, where }: ir.People): string {
  return where === undefined ? people : `(${people} where ${conditionText(t, where)})`;
}

function conditionText(t: Telling, where: ir.Condition): string {
  if (where.op === "and" && isAt(where.left, where))
    return `${conditionText(t, where.left)} and ${conditionText(t, where.right)}`;
  if (where.op === "not" && where.of.op === "rolled up") return "not rolled up";
  const text = t.words.quote(where.origin);
  return where.op === "same" && isAt(where.left, where) ? `${text} is payee.${text}` : text;
}
