/** Tables along `amount paid`: their rows start where so much has been paid, by the component that applies them. */
import { outOfPlace } from "../diagnostics/catalogue/names.ts";
import { rateLeadsNowhere } from "../diagnostics/catalogue/plans.ts";
import { missingWords, wrongType } from "../diagnostics/catalogue/types.ts";
import type { Component, Step } from "../syntax/ast/component.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Axis, Table } from "../syntax/ast/table.ts";
import { type Env, report } from "./checker.ts";
import { isCarried } from "./carried.ts";
import { textOf } from "./expressions/demand.ts";
import { windowOver } from "./expressions/time.ts";
import { literalNumber } from "./literals.ts";
import { warnBelowAt } from "./steps.ts";
import type { AxisInfo } from "./axes.ts";
import type { TableInfo } from "./tables.ts";
import { type NumberType, type Type, money, numberOf, sameUnit, typeName } from "./types.ts";

type PaidAxis = Extract<AxisInfo, { by: "paid" }>;
type Apply = Extract<Expression, { kind: "Apply" }>;

/** `amount paid`, or `amount paid year to date`. */
function isAmountPaid(node: Expression): boolean {
  return node.kind === "AmountPaid" || (node.kind === "Windowed" && isAmountPaid(node.of));
}

/** Everywhere else it is a name that is missing: of which component? */
export function amountPaid(env: Env, node: Expression): Type {
  const facts = { thing: "`amount paid`", place: "after `marginal by`, in the heading of rates" };
  const help = "What a component has paid is read by its name: `commission year to date`.";
  report(env, outOfPlace, node.span, facts, { help });
  return { kind: "unknown" };
}

/** The axis of a table, if it runs along what it pays. */
export function paidAxis(env: Env, node: Table, axis: Axis): PaidAxis | undefined {
  const { plan } = env;
  if (!isAmountPaid(axis.value) || plan === undefined) return undefined;
  const isMarginal = node.role === "rates" && node.application?.kind === "marginal";
  if (!isMarginal || axis !== node.axes[0] || axis.each !== undefined) {
    const facts = { thing: "`amount paid`", place: "as the first axis of `marginal` rates" };
    const help = "Each part of the base is paid at the rate of what was paid before it.";
    report(env, outOfPlace, axis.span, facts, { help });
  }
  const window = axis.value.kind === "Windowed" ? windowOver(env, axis.value.window) : undefined;
  const type = numberOf(money(plan.currency), {
    window: window ?? { kind: "each", period: plan.period },
    sign: "not negative",
  });
  const toDate = window?.kind === "to date" ? { toDate: window.period } : {};
  reportLast(env, axis.value);
  env.notes.types.set(axis.value, type);
  return { by: "paid", type, expression: axis.value, ...toDate };
}

/** `amount paid last Year` lies still. */
function reportLast(env: Env, node: Expression): void {
  if (node.kind !== "Windowed" || node.window.kind !== "last") return;
  const facts = { expected: "A window to date", found: `\`${textOf(env, node)}\`` };
  report(env, wrongType, node.window.span, facts, {
    help: "Write `year to date`, or leave the window out: then each period starts from nothing.",
  });
}

/** Only a rate above zero leads on to the next row; beyond the last one there is none. */
export function checkLeadingRates(env: Env, node: Table, paid: Type): void {
  const rates = node.matrix?.rows.map(({ values }) => values) ?? node.rows.map(ratesOf);
  const isNegative = paid.kind === "number" && paid.sign === "any";
  for (const [i, row] of rates.entries()) {
    for (const rate of row) {
      const type = env.notes.types.get(rate);
      const mayFall = isNegative && type?.kind === "number" && type.sign === "any";
      const isNothing = i < rates.length - 1 && isZero(rate);
      if (!mayFall && !isNothing) continue;
      const facts = { rate: textOf(env, rate), table: node.name.text };
      const help = mayFall
        ? "Rates along an amount paid are at least 0%: pay what is taken back in a component of its own."
        : "Only the last row may pay nothing. What is paid above a threshold of sales runs along the sales: `by Sales`.";
      report(env, rateLeadsNowhere, rate.span, facts, { help });
    }
  }
}

function ratesOf(row: Table["rows"][number]): Expression[] {
  return row.kind === "From" && row.value === "continues"
    ? []
    : [(row.value as Exclude<typeof row.value, "continues">).value];
}

function isZero(node: Expression): boolean {
  const number = literalNumber(node);
  return number !== undefined && !/[1-9]/.test(number.value);
}

/** Such a table is applied to all that its component earns: what it has paid is then what it runs along. */
export function checkPaidApply(
  env: Env,
  node: Apply,
  table: TableInfo,
  axis: PaidAxis,
  base: NumberType,
): void {
  const { plan } = env;
  if (plan === undefined) return;
  if (env.earned !== node) {
    const thing = `\`${table.name}\`, which runs along what is paid,`;
    const help =
      "It runs along what its component has paid: write `earns` it on an amount, in a component of its own, and read that by its name.";
    report(env, outOfPlace, node.span, { thing, place: "alone after `earns`" }, { help });
  } else if (axis.toDate !== undefined && plan.period !== plan.pays) {
    const question = `Of what is \`${textOf({ ...env, file: table.file }, axis.expression)}\` in a component \`each ${plan.period}\`?`;
    const help = `Leave out the window to start each ${plan.period} from nothing, or pay the component for each ${plan.pays}.`;
    report(env, missingWords, node.span, { question }, { help });
  }
  if (node.along !== undefined) {
    const facts = { thing: "`spread along`", place: "to a table that runs along something else" };
    report(env, outOfPlace, node.along.span, facts);
  }
  checkUnit(env, node, table, base);
  warnBelowAt(env, table, node.base, { ...axis.type, sign: base.sign });
}

function checkUnit(env: Env, node: Apply, { value, at }: TableInfo, base: NumberType): void {
  const { plan } = env;
  if (plan === undefined || value.kind !== "number") return;
  const wanted = money(plan.currency);
  const { unit } = value;
  const pays = unit.kind === "rate" ? unit.of : base.unit;
  if (sameUnit(pays, wanted)) return;
  const facts = {
    expected: `An amount of ${plan.currency}, which is paid,`,
    found: typeName(base),
  };
  const related = [{ at, message: `its rows start at amounts of ${plan.currency}` }];
  report(env, wrongType, node.base.span, facts, { related });
}

/** What stands below must leave what the rates pay as it is: rounded, or limited. */
export function checkBelowPaid(env: Env, { steps }: Component): void {
  const earns = steps.find((step) => step.kind === "Earns");
  const meaning = earns === undefined ? undefined : env.notes.meanings.get(earns.value);
  if (meaning?.kind !== "lookup" || meaning.table.axes[0]?.by !== "paid") return;
  const { name, at } = meaning.table;
  for (const step of steps.filter(changesPaid)) {
    const help = `\`${name}\` finds its rows by what is paid: put this into its rates, or into a component of its own.`;
    const facts = {
      thing: "This line",
      place: "in a component without rates along an amount paid",
    };
    const related = [{ at, message: "runs along what is paid" }];
    report(env, outOfPlace, step.span, facts, { help, related });
  }
}

function changesPaid(step: Step): boolean {
  const { kind } = step;
  return (
    !(kind === "Gate" || kind === "Earns" || kind === "Round" || kind === "Never") ||
    isCarried(step)
  );
}
