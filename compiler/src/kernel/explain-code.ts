/** How each clause of a plan runs, and why: in doubles, in big integers, or by the reference evaluator. */
import { addMonths, type Period, periodsBetween } from "@attain/runtime";
import type { Columns } from "../columnar/columns.ts";
import { References } from "../columnar/references.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { paidComponents } from "../ir/reads.ts";
import { declaredFacts } from "../relational/declared.ts";
import type { Flow } from "../relational/half.ts";
import { type LoweredHalf, relationalHalf } from "../relational/lower.ts";
import { measuredFacts } from "../relational/measured.ts";
import type { Node } from "../integer/javascript.ts";
import type { Reader } from "./cells.ts";
import { Declared } from "./declared.ts";
import { Gathered } from "./gathered.ts";
import { type Payroll, talliedByKernel } from "./pay.ts";
import { Payees } from "./payees.ts";
import { everybody } from "./people.ts";
import type { Value } from "./values.ts";
import { isDouble, widest } from "./widest.ts";

export interface CodeOfPlan {
  readonly plan: string;
  /** The numbers that it was written for: those of data, or those that the sources allow. */
  readonly numbers: "measured" | "declared";
  readonly clauses: readonly CodeOfClause[];
}

export interface CodeOfClause {
  readonly kind: "credit" | "measure" | "component" | "payout";
  readonly name: string;
  readonly origin: ir.Origin;
  readonly how: "doubles" | "big integers" | "reference evaluator";
  /** What the reference evaluator is asked for, as the end of a sentence. */
  readonly reason?: string;
  /** The largest size of a number that comes up. */
  readonly size?: bigint;
}

/** With columns, what a run on them would do; without, what can be told before there is any data. */
export function explainCode(program: ir.Program, plan: ir.Plan, columns?: Columns): CodeOfPlan {
  const periods = firstYear(program, plan);
  const facts =
    columns === undefined
      ? declaredFacts(program)
      : measuredFacts(columns, new References(program, columns));
  const lowered = relationalHalf(program, plan, periods, facts);
  const numbers = columns === undefined ? "declared" : "measured";
  const pay = (): CodeOfClause[] => {
    const reader =
      columns === undefined
        ? new Declared(plan, facts, lowered.half)
        : measuredReader({ program, plan, periods, columns }, lowered);
    return scalarOf(program, plan, lowered, reader, periods);
  };
  return { plan: plan.name, numbers, clauses: [...creditsOf(plan, lowered), ...orLeft(plan, pay)] };
}

function measuredReader(payroll: Payroll, lowered: LoweredHalf): Reader {
  const { program, columns } = payroll;
  const people = everybody(payroll);
  const tallied = talliedByKernel(payroll, lowered, new References(program, columns), people);
  return new Gathered(program, columns, people, { half: lowered.half, tallied });
}

/** What there is to tell of pay, or why kernels can't even begin. */
function orLeft(plan: ir.Plan, pay: () => CodeOfClause[]): CodeOfClause[] {
  try {
    return pay();
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    const { origin } = plan.payout;
    const components = paidComponents(plan).map((one) => ({ ...one, kind: "component" }) as const);
    return [...components, { kind: "payout", name: "payout", origin } as const].map(
      ({ kind, name, origin: at }) => byReference({ kind, name, origin: at }, error.message),
    );
  }
}

/** Of each rule whose credits are read. */
function creditsOf({ credits }: ir.Plan, { half, unsupported }: LoweredHalf): CodeOfClause[] {
  return credits.flatMap(({ name, origin }): CodeOfClause[] => {
    const clause = { kind: "credit", name, origin } as const;
    const why = [...unsupported].find(([tally]) => isOf(name, tally))?.[1];
    if (why !== undefined) return [byReference(clause, why.message)];
    const flow = half.flows.find(({ credit }) => credit === name);
    return flow === undefined ? [] : [inNumbers(clause, widest(rootsOfFlow(flow), new Set()))];
  });
}

/** Whether a tally is one of a credit's, by their names. */
function isOf(credit: string, tally: string): boolean {
  return tally.startsWith(`${credit} `) && /^\w+\(/.test(tally.slice(credit.length + 1));
}

function scalarOf(
  program: ir.Program,
  plan: ir.Plan,
  { half, unsupported }: LoweredHalf,
  reader: Reader,
  periods: readonly Period[],
): CodeOfClause[] {
  const payees = new Payees(program, plan, reader, half, unsupported);
  for (const period of periods) {
    for (const { name } of paidComponents(plan)) attempt(() => payees.pay(name, { period }));
    attempt(() => payees.payout(period));
  }
  const [first] = payees.left;
  return first === undefined ? compiled(payees) : uncompiled(payees, first);
}

/** All of a plan's pay is computed by kernels, or none of it. */
function uncompiled(
  { left, lowered: others }: Payees,
  first: Payees["left"][number],
): CodeOfClause[] {
  const causes = new Map<Unsupported, string>();
  const found = left.map(({ error, ...clause }) => {
    const cause = causes.get(error);
    causes.set(error, cause ?? clause.name);
    return byReference(clause, cause === undefined ? error.message : `it depends on ${cause}`);
  });
  const rest = others.map(({ value: _value, ...clause }) =>
    byReference(clause, `pay is computed as a whole, and ${first.name} isn't compiled`),
  );
  return distinct([...found, ...rest]);
}

/** Of several periods, the one with the largest numbers. */
function compiled({ lowered: done }: Payees): CodeOfClause[] {
  const seen = new Set<Node>();
  const found = done.map(({ value, ...clause }) =>
    inNumbers(clause, widest(rootsOfValue(value), seen)),
  );
  return distinct(
    found.sort((a, b) => (a.size === b.size ? 0 : (a.size ?? 0n) > (b.size ?? 0n) ? -1 : 1)),
  );
}

/** The pay periods of a plan, or those of its first year. */
export function firstYear({ calendar }: ir.Program, { pays, from, until }: ir.Plan): Period[] {
  const year = addMonths(from, 12, "clamp");
  const periods = periodsBetween(calendar, pays, from, until < year ? until : year);
  return periods.filter(({ start }) => start < year);
}

function attempt(lower: () => unknown): void {
  try {
    lower();
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
  }
}

type Clause = Pick<CodeOfClause, "kind" | "name" | "origin">;

function byReference(clause: Clause, reason: string): CodeOfClause {
  return { ...clause, how: "reference evaluator", reason };
}

function inNumbers(clause: Clause, size: bigint): CodeOfClause {
  return { ...clause, how: isDouble(size) ? "doubles" : "big integers", size };
}

/** The first of each clause, in the order of the plan. */
function distinct(clauses: readonly CodeOfClause[]): CodeOfClause[] {
  const first = new Map<string, CodeOfClause>();
  for (const clause of clauses) {
    const key = `${clause.kind} ${clause.name}`;
    if (!first.has(key)) first.set(key, clause);
  }
  const order = ["measure", "component", "payout"];
  return [...first.values()].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.origin.start - b.origin.start,
  );
}

function rootsOfFlow({ doubtful, keep, day, shares }: Flow): Node[] {
  const ofShares = shares.flatMap(({ when, payee, entries }) => [
    when,
    ...(payee === undefined ? [] : [payee]),
    ...entries.flatMap(({ where, value }) => [where, value]),
  ]);
  return [doubtful, keep, day, ...ofShares];
}

function rootsOfValue({ kind, value, missing, doubt }: Value): Node[] {
  if (kind !== "number") return [value, missing, doubt];
  const { digits, divisor } = value;
  return [digits, ...(divisor === undefined ? [] : [divisor]), missing, doubt];
}
