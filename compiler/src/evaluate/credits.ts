/** Credits: rows become amounts to people on dates. */
import type { PlainDate } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import type { DataRow } from "../ir/dataset.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { personAbove } from "./fields.ts";
import { Fault } from "./fault.ts";
import { cellValue } from "./fields.ts";
import { Rational } from "./rational.ts";
import type { Value } from "./trace.ts";

/** Who is credited with what is nobody's in particular. */
export const COMPANY = "";

/** One person's credit for one row. */
export interface CreditRecord {
  readonly credit: string;
  /** The key of the person, or `COMPANY`. */
  readonly payee: string;
  readonly date: PlainDate;
  readonly amount: Rational;
  readonly kind: "whole" | "share" | "overlay" | "roll-up";
  /** What the row is worth, what of it there is to share, and the part that this person gets. */
  readonly worth: Rational;
  readonly whole: Rational;
  readonly share: Rational;
  readonly row: DataRow;
  readonly origin: ir.Origin;
}

/** All credits that a rule gives, in the order of their dates and then of their rows' keys. */
export function creditsOf(evaluator: Evaluator, rule: ir.Credit): CreditRecord[] {
  const rows = evaluator.data.get(rule.source)?.rows ?? [];
  const records = rows.flatMap((row) => creditsOfRow(evaluator, rule, row));
  return records.sort(
    (a, b) => order(a.date, b.date) || order(a.row.key, b.row.key) || order(a.payee, b.payee),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Share {
  readonly payee: string;
  readonly amount: Rational;
  readonly kind: CreditRecord["kind"];
  readonly share: Rational;
  readonly origin: ir.Origin;
}

function creditsOfRow(evaluator: Evaluator, rule: ir.Credit, row: DataRow): CreditRecord[] {
  const scope: Scope = { row: { source: rule.source, data: row } };
  if (!rule.where.every((test) => evaluator.condition(test, scope))) return [];
  const date = evaluator.date(rule.date, scope);
  const worth = evaluator.number(rule.worth, scope);
  const whole = stepped(evaluator, rule.steps, worth, scope);
  const shares = [
    ...shared(evaluator, rule, whole, scope),
    ...overlaid(evaluator, rule, whole, scope),
  ];
  const credited = shares.map<CreditRecord>(({ payee, amount, kind, share, origin }) => ({
    credit: rule.name,
    payee,
    date,
    amount: stepped(evaluator, rule.shareSteps, amount, scope),
    kind,
    worth,
    whole,
    share,
    row,
    origin,
  }));
  return [...credited, ...rolledUp(evaluator, rule, credited, scope)];
}

/** Credits of those above whoever is credited, level by level. */
function rolledUp(
  e: Evaluator,
  { rollUp }: ir.Credit,
  credited: readonly CreditRecord[],
  scope: Scope,
): CreditRecord[] {
  if (rollUp === undefined) return [];
  const share = rollUp.share === undefined ? Rational.ONE : e.number(rollUp.share, scope);
  return credited.flatMap((record) =>
    chainAbove(e, rollUp, record).map<CreditRecord>((payee) => ({
      ...record,
      payee,
      kind: "roll-up",
      amount: record.amount.times(share),
      share: record.share.times(share),
      origin: rollUp.origin,
    })),
  );
}

/** The keys of those above somebody on the day of a credit, the nearest first. */
function chainAbove(
  e: Evaluator,
  { above, levels = Infinity, origin }: ir.RollUp,
  { payee, date }: CreditRecord,
): string[] {
  const chain: string[] = [];
  let next = personAbove(e, above, payee, date, origin);
  while (next !== undefined && chain.length < levels) {
    if (next === payee || chain.includes(next))
      throw new Fault("ATN9009", { people: [payee, ...chain, next].join(", ") }, origin);
    chain.push(next);
    next = personAbove(e, above, next, date, origin);
  }
  return chain;
}

function stepped(
  evaluator: Evaluator,
  steps: readonly ir.CreditStep[],
  amount: Rational,
  scope: Scope,
): Rational {
  return steps.reduce((before, step) => {
    const after = afterStep(evaluator, step, before, scope);
    evaluator.observer?.step(step, before, after);
    return after;
  }, amount);
}

function afterStep(e: Evaluator, step: ir.CreditStep, before: Rational, scope: Scope): Rational {
  switch (step.op) {
    case "never above":
      return Rational.least(before, e.number(step.limit, scope));
    case "never below":
      return Rational.greatest(before, e.number(step.limit, scope));
    case "rounded":
      return before.rounded(step.rounding.mode, Rational.parse(step.rounding.increment));
  }
}

function shared(evaluator: Evaluator, rule: ir.Credit, worth: Rational, scope: Scope): Share[] {
  const { sharing, origin } = rule;
  if (sharing.kind === "company")
    return [{ payee: COMPANY, amount: worth, kind: "whole", share: Rational.ONE, origin }];
  if (sharing.kind === "as") return asOriginal(evaluator, sharing, worth, scope, origin);
  if (sharing.kind === "one") {
    const { when, payee } = sharing.recipient;
    if (when !== undefined && !evaluator.condition(when, scope)) return [];
    const { key } = evaluator.row(payee, scope);
    return [{ payee: key, amount: worth, kind: "whole", share: Rational.ONE, origin }];
  }
  const live = sharing.shares
    .flatMap((one) => besideRows(evaluator, one.recipient, scope).map((at) => ({ ...one, at })))
    .filter(({ recipient: { when }, at }) => when === undefined || evaluator.condition(when, at));
  const told = live.map(({ share, at }) =>
    share === "the rest" ? undefined : evaluator.number(share, at),
  );
  const rest = told.reduce<Rational>(
    (left, share) => left.minus(share ?? Rational.ZERO),
    Rational.ONE,
  );
  const shares = told.map((share) => share ?? rest);
  checkWhole(rule, live, shares, scope);
  const payees = live.map(({ recipient, at }) => evaluator.row(recipient.payee, at));
  const ranks = ranksOf(evaluator, payees, sharing.ties);
  const amounts = shareOut(worth, shares, sharing.increment, ranks);
  return live.map(({ origin: at }, i) => ({
    payee: payees[i]?.key ?? "",
    amount: amounts[i] ?? Rational.ZERO,
    kind: "share",
    share: shares[i] ?? Rational.ZERO,
    origin: at,
  }));
}

/** The row at hand; or each of those that refer to it, in the order of their keys. */
function besideRows(e: Evaluator, { each }: ir.Recipient, scope: Scope): Scope[] {
  if (each === undefined) return [scope];
  const { source, reference } = each;
  if (e.given.isTest && !e.data.has(source))
    throw new Fault("ATN9101", { what: source, rowsOf: source }, e.plan.origin);
  return e
    .rowsReferring(source, reference, scope.row?.data.key ?? "")
    .map((data) => ({ ...scope, row: { source, data } }));
}

/** To whoever was credited with the original, in the proportion of what they were credited with to what it was worth. */
function asOriginal(
  e: Evaluator,
  { credit, original }: Extract<ir.Sharing, { kind: "as" }>,
  worth: Rational,
  scope: Scope,
  origin: ir.Origin,
): Share[] {
  return e
    .creditsOfRow(credit, e.row(original, scope).key)
    .filter((record) => !record.worth.isZero())
    .map(({ payee, kind, amount, worth: whole }) => {
      const share = amount.over(whole);
      return { payee, kind, amount: worth.times(share), share, origin };
    });
}

/** The shares of a row make the whole, and none is negative. */
function checkWhole(
  rule: ir.Credit,
  live: readonly unknown[],
  shares: readonly Rational[],
  scope: Scope,
): void {
  const total = shares.reduce((sum, share) => sum.plus(share), Rational.ZERO);
  const whole = total.equals(Rational.ONE) && shares.every((share) => !share.isNegative());
  if (live.length > 0 && whole) return;
  const shown = shares.map((share) => `${share.times(Rational.of(100n)).toString()}%`).join(" + ");
  throw new Fault(
    "ATN9003",
    { credit: rule.name, row: scope.row?.data.key ?? "", shares: shown === "" ? "0%" : shown },
    rule.origin,
  );
}

/** Who comes first among equals: the order of a field of the people, then of their keys. */
export function ranksOf(
  evaluator: Evaluator,
  payees: readonly { readonly source: string; readonly key: string }[],
  ties: string | undefined,
): number[] {
  const ranked = payees.map(({ source, key }) => {
    const field = evaluator.source(source).fields.find(({ name }) => name === ties);
    const cell = field === undefined ? undefined : evaluator.find(source, key)?.cells[field.name];
    return { key, tie: field === undefined ? "" : (cellValue(field.type, cell) ?? "") };
  });
  return ranked.map(({ key, tie }) => {
    const before = ranked.filter((other) => (orderOf(other.tie, tie) || order(other.key, key)) < 0);
    return before.length;
  });
}

function orderOf(a: Value, b: Value): number {
  if (a instanceof Rational && b instanceof Rational) return a.compare(b);
  return order(String(a), String(b));
}

/** Parts of `whole` in multiples of `increment` by largest remainder; exact parts if there is no increment. */
export function shareOut(
  whole: Rational,
  shares: readonly Rational[],
  increment: string | undefined,
  ranks: readonly number[],
): Rational[] {
  const exact = shares.map((share) => whole.times(share));
  if (increment === undefined) return exact;
  const unit = Rational.parse(increment);
  const cut = exact.map((part) => part.rounded("down", unit));
  const lost = exact.map((part, i) => magnitude(part.minus(cut[i] ?? part)));
  const first = shares
    .map((_, i) => i)
    .sort((a, b) => -compare(lost[a], lost[b]) || (ranks[a] ?? 0) - (ranks[b] ?? 0));
  const left = cut.reduce((sum, part) => sum.minus(part), whole);
  const steps = Number(magnitude(left).over(unit).numerator);
  const step = left.isNegative() ? unit.negated() : unit;
  const lucky = new Set(first.slice(0, steps));
  return cut.map((part, i) => (lucky.has(i) ? part.plus(step) : part));
}

function compare(a: Rational | undefined, b: Rational | undefined): number {
  return a === undefined || b === undefined ? 0 : a.compare(b);
}

function magnitude(value: Rational): Rational {
  return value.isNegative() ? value.negated() : value;
}

function overlaid(evaluator: Evaluator, rule: ir.Credit, worth: Rational, scope: Scope): Share[] {
  return rule.overlays.flatMap(({ share, recipient, origin }) =>
    besideRows(evaluator, recipient, scope)
      .filter((at) => recipient.when === undefined || evaluator.condition(recipient.when, at))
      .map((at) => {
        const part = evaluator.number(share, at);
        const payee = evaluator.row(recipient.payee, at).key;
        return { payee, amount: worth.times(part), kind: "overlay" as const, share: part, origin };
      }),
  );
}
