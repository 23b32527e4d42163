/** Keys of results: a text for everything that what one person is paid depends on. Equal keys, equal results. */
import type { CreditRecord } from "../../evaluate/credits.ts";
import { attempt } from "../../evaluate/fault.ts";
import type { Evaluator } from "../../evaluate/evaluator.ts";
import { sha256 } from "../../host/hash.ts";
import type { DataRow, DataTable } from "../../ir/dataset.ts";
import type * as ir from "../../ir/ir.ts";
import { creditReach, type Reach, reachOf } from "../../ir/reach.ts";
import { rowsNaming } from "../../ir/row-index.ts";
import type { Planned } from "../programs.ts";
import type { Session } from "../session.ts";

export interface Keys {
  /** Of what somebody is paid, and of how it is explained. */
  readonly ofPay: (payee: string) => string;
  /** Of what they would be paid if they had sold more or less, beside that. */
  readonly ofCurve: () => string;
}

/** Undefined where the credits of the plan can't be told: somebody is at fault then. */
export function keysOf(
  session: Session,
  { program, plan, file, sources }: Planned,
  evaluator: Evaluator,
): Keys | undefined {
  const reach = reachOf(program, plan);
  const plans = [plan, ...plan.others];
  const tables = (names: Iterable<string>): string =>
    digest([...names].map((name) => [name, tableDigest(evaluator.data.get(name))]));
  const shared = digest([
    textsOf(session, file.path),
    program.calendar,
    plan.name,
    tables(reach.everything ? sources.map(({ name }) => name) : reach.whole),
  ]);
  const credits = reach.everything ? [] : creditsOf(evaluator, plans);
  if (credits === undefined) return undefined;
  return {
    ofPay: (payee) =>
      digest([
        shared,
        payee,
        ownRows(evaluator, reach, plans, payee),
        credits.map(({ rule, by }) => recordsDigest(by.creditsOfPayee(rule.name, payee))),
      ]),
    ofCurve: () => tables(creditReach(program, plan).whole),
  };
}

/** Statements cite lines and quote them, so all that is written counts. */
function textsOf({ workspace }: Session, path: string): string {
  const modules = workspace.check(path)?.modules ?? [];
  return digest([...modules].map(([name, module]) => [name, module?.raw]));
}

interface CreditsOfPlan {
  readonly rule: ir.Credit;
  readonly by: Evaluator;
}

/** The rules that give credits, if all rows go through them without a fault. */
function creditsOf(evaluator: Evaluator, plans: readonly ir.Plan[]): CreditsOfPlan[] | undefined {
  const all = plans.flatMap((plan) => {
    const by = plan === evaluator.plan ? evaluator : evaluator.other(plan.name);
    return plan.credits.map((rule) => ({ rule, by }));
  });
  return attempt(() => {
    for (const { rule, by } of all) by.creditsOfPayee(rule.name, "");
    return all;
  });
}

/** The rows of the person themselves, wherever they stand, and those that name them. */
function ownRows(
  evaluator: Evaluator,
  { everything, own }: Reach,
  plans: readonly ir.Plan[],
  payee: string,
): unknown {
  if (everything) return [];
  const people = [...new Set(plans.map((plan) => plan.people))].map((name) =>
    evaluator.rowsWithKey(name, payee).map(({ cells }) => cells),
  );
  const naming = [...own].flatMap(([source, columns]) =>
    [...columns].map((column) => {
      const table = evaluator.data.get(source);
      return table === undefined ? [] : rowsNaming(table, [column], payee).map(rowText);
    }),
  );
  return [people, naming];
}

function rowText({ row, key, cells }: DataRow): unknown {
  return [row, key, cells];
}

const ofTables = new WeakMap<DataTable, string>();

function tableDigest(table: DataTable | undefined): string {
  if (table === undefined) return "";
  const known = ofTables.get(table) ?? digest(table.rows.map(rowText));
  ofTables.set(table, known);
  return known;
}

/** What is the company's is one list for everybody. */
const ofRecords = new WeakMap<readonly CreditRecord[], string>();

function recordsDigest(records: readonly CreditRecord[]): string {
  const known = ofRecords.get(records) ?? digest(records.map(recordText));
  ofRecords.set(records, known);
  return known;
}

function recordText(record: CreditRecord): unknown {
  const { date, kind, amount, worth, whole, share, row, origin } = record;
  const numbers = [amount, worth, whole, share].map(String);
  return [date, kind, numbers, origin.start, rowText(row)];
}

function digest(value: unknown): string {
  return sha256(JSON.stringify(value));
}
