/** What everybody is paid in some pay periods, by kernels: from columns and tallies to amounts. */
import type { Period } from "@attain/runtime";
import type { Columns } from "../columnar/columns.ts";
import { References } from "../columnar/references.ts";
import { Rational } from "../evaluate/rational.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { paidComponents } from "../ir/reads.ts";
import { type LoweredHalf, relationalHalf } from "../relational/lower.ts";
import { measuredFacts } from "../relational/measured.ts";
import type { Tallied } from "../relational/tallied.ts";
import { Gathered } from "./gathered.ts";
import { Payees } from "./payees.ts";
import { eligible, type People } from "./people.ts";
import { type Amounts, compute, type Output } from "./payee-kernel.ts";
import { rowKernel } from "./rows.ts";

/** A plan, the pay periods that it is paid for, and the columns that it is paid from. */
export interface Payroll {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly periods: readonly Period[];
  /** Of the people and of keyed sources; for row kernels, of all sources. */
  readonly columns: Columns;
}

/** What an engine made of the rows. */
export interface Rows {
  readonly lowered: LoweredHalf;
  readonly tallied: Tallied;
}

export interface Paid {
  /** Keys of those whom the plan is for, in order. */
  readonly payees: readonly string[];
  readonly periods: readonly PaidPeriod[];
}

export interface PaidPeriod {
  readonly period: Period;
  /** Of the components that are paid, in the order of the plan; what those in doubt get means nothing. */
  readonly components: readonly { readonly name: string; readonly amounts: Amounts }[];
  readonly payout: Amounts;
  /** 1 for each payee whom only the reference evaluator can pay. */
  readonly doubtful: Uint8Array;
}

/** What everybody is paid, by kernels from the rows to the payout; or why not. */
export function payRows(payroll: Payroll): Paid | Unsupported {
  return supported(() => {
    const { program, plan, periods, columns } = payroll;
    const references = new References(program, columns);
    const facts = measuredFacts(columns, references);
    const lowered = relationalHalf(program, plan, periods, facts);
    const people = eligible(payroll);
    const tallied = talliedByKernel(payroll, lowered, references, people);
    return paid(payroll, people, { lowered, tallied });
  });
}

/** What everybody is paid, from what any engine made of the rows; or why kernels can't tell. */
export function pay(payroll: Payroll, rows: Rows): Paid | Unsupported {
  return supported(() => paid(payroll, eligible(payroll), rows));
}

function supported<Result>(run: () => Result): Result | Unsupported {
  try {
    return run();
  } catch (error) {
    if (error instanceof Unsupported) return error;
    throw error;
  }
}

/** What row kernels add up. Where a row is in doubt, all of them are left to the reference evaluator. */
export function talliedByKernel(
  { program, plan, columns }: Payroll,
  { half }: LoweredHalf,
  references: References,
  { keys }: People,
): Tallied {
  const tallied = rowKernel(program, half, columns, references, keys).run();
  for (const source of tallied.doubtful.keys())
    throw new Unsupported(`some rows of ${source} can only be judged one by one`, plan.origin);
  return tallied;
}

/** The exact amount of one payee. */
export function amountOf({ digits, divisor, scale }: Amounts, payee: number): Rational {
  const [of, by] = [digits[payee] ?? 0, divisor?.[payee] ?? 1];
  return Rational.of(BigInt(of), BigInt(by) * 10n ** BigInt(scale));
}

function paid(
  { program, plan, periods, columns }: Payroll,
  people: People,
  { lowered, tallied }: Rows,
): Paid {
  const { half, unsupported } = lowered;
  const gathered = new Gathered(program, columns, people, { half, tallied });
  const scalar = new Payees(program, plan, gathered, half, unsupported);
  const names = paidComponents(plan).map(({ name }) => name);
  const outputs = periods.flatMap((period): Output[] => {
    const { value, doubt } = scalar.payout(period);
    const parts = names.map((name) => scalar.pay(name, { period }).value);
    return [
      { kind: "flag", value: doubt },
      ...[value, ...parts].map((amount) => ({ kind: "number", value: amount }) as const),
    ];
  });
  const found = compute(outputs, gathered.inputs, columns.dictionary, people.keys.length);
  const width = names.length + 2;
  return {
    payees: people.keys,
    periods: periods.map((period, i) => {
      const [doubtful, payout, ...amounts] = found.slice(i * width, (i + 1) * width);
      return {
        period,
        components: names.map((name, j) => ({ name, amounts: amounts[j] as Amounts })),
        payout: payout as Amounts,
        doubtful: doubtful as Uint8Array,
      };
    }),
  };
}
