/** Tables along a year to date: what becomes of the earlier periods. */
import type { PeriodKind } from "@attain/runtime";
import { outOfPlace } from "../diagnostics/catalogue/names.ts";
import { missingWords } from "../diagnostics/catalogue/types.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Table } from "../syntax/ast/table.ts";
import { mentions } from "../syntax/walk.ts";
import { type Env, report } from "./checker.ts";
import { toDatePeriod } from "./periods.ts";

/** Measures that have been seen through: one may be defined by itself. */
type Seen = Set<string>;

/** The year (quarter …) to date that an axis runs along, seen through the measures in it. */
export function windowOfAxis(
  env: Env,
  node: Expression,
  seen: Seen = new Set(),
): PeriodKind | undefined {
  switch (node.kind) {
    case "Windowed":
    case "Collection":
      return node.window === undefined || env.plan === undefined
        ? undefined
        : toDatePeriod(node.window, env.plan.period);
    case "Otherwise":
      return windowOfAxis(env, node.value, seen);
    case "Binary":
      return windowOfAxis(env, node.left, seen);
    case "Reference": {
      const value = measured(env, node, seen);
      return value && windowOfAxis(env, value, seen);
    }
    default:
      return undefined;
  }
}

/** What a measure means that hasn't been seen through. */
function measured(env: Env, node: Expression, seen: Seen): Expression | undefined {
  const name = node.kind === "Reference" ? node.name.text : "";
  const symbol = env.checker.symbols.get(name);
  if (symbol?.kind !== "measure" || seen.has(name)) return undefined;
  seen.add(name);
  return symbol.declaration.value;
}

/** What a table pays along a year to date depends on what becomes of the earlier periods: the author says which. */
export function checkEarlier(env: Env, node: Table, toDate: PeriodKind | undefined): void {
  const [axis] = node.axes;
  const isReached = isRates(node) && node.application?.kind !== "marginal";
  const isMoving = isRates(node) && axis !== undefined && moves(env, axis.value);
  const isOpen = toDate !== undefined && (isReached || isMoving);
  if (node.earlier !== undefined) checkTold(env, node, toDate, isOpen);
  else if (isOpen && axis?.each === undefined) ask(env, node, toDate, isReached);
}

function isRates({ role, application }: Table): boolean {
  return role === "rates" && application !== undefined;
}

/** What is told must matter. */
function checkTold(env: Env, node: Table, toDate: PeriodKind | undefined, isOpen: boolean): void {
  const { text, span } = node.name;
  if (!isOpen && !isReadInPayPeriod(env, node)) {
    const place =
      isRates(node) && toDate === undefined
        ? "to a table that runs along a year to date"
        : "to a table whose rate pays everything; a marginal one pays each slice once";
    report(env, outOfPlace, span, { thing: `\`earlier periods …\` on \`${text}\``, place });
  }
  if (node.earlier === "again" && env.credit !== undefined) {
    const facts = {
      thing: "`earlier periods are rated again`",
      place: "to a component of the period",
    };
    const help = "Deal by deal nothing is paid again: write `earlier periods keep their rate`.";
    report(env, outOfPlace, span, facts, { help });
  }
}

/** In a component of the quarter a quarter to date is the quarter: what is told matters where the table is read month by month. */
function isReadInPayPeriod(env: Env, { axes }: Table): boolean {
  const [axis] = axes;
  const { plan } = env;
  if (axis === undefined || plan === undefined || plan.period === plan.pays) return false;
  const inPayPeriod = { ...env, plan: { ...plan, period: plan.pays } };
  return windowOfAxis(inPayPeriod, axis.value) !== undefined;
}

function ask(env: Env, { name, axes }: Table, toDate: PeriodKind, isReached: boolean): void {
  const question = isReached
    ? `What happens to the earlier periods when \`${name.text}\` reaches another rate?`
    : `What happens to the earlier periods when what \`${name.text}\` is measured against moves?`;
  const keep = isReached
    ? "the rate pays this period alone"
    : "this period's slices lie where they end now";
  const help = `Write \`, earlier periods keep their rate\` (${keep}) or \`, earlier periods are rated again\` (it pays the ${toDate} to date, less what that had earned before).`;
  report(env, missingWords, axes[0]?.span ?? name.span, { question }, { help });
}

/** Whether an axis along a credit to date is measured against something that moves with time, too. */
function moves(env: Env, node: Expression, seen: Seen = new Set()): boolean {
  if (node.kind === "Otherwise") return moves(env, node.value, seen);
  if (node.kind === "Reference") {
    const value = measured(env, node, seen);
    return value !== undefined && moves(env, value, seen);
  }
  if (node.kind !== "Binary") return false;
  return mentions(node.right, (part) => isToDate(env, part)) || moves(env, node.left, seen);
}

function isToDate(env: Env, node: Expression, seen: Seen = new Set()): boolean {
  if (node.kind === "Windowed") return node.window.kind === "to date";
  const value = measured(env, node, seen);
  return value !== undefined && mentions(value, (part) => isToDate(env, part, seen));
}
