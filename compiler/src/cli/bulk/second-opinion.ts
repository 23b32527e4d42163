/** The reference evaluator's opinion on some of many people: what it pays them of what was added up of their deals. */
import { tableOf } from "../../columnar/to-dataset.ts";
import { known } from "../../base/assert.ts";
import type { ColumnTable, Dictionary, TextColumn } from "../../columnar/columns.ts";
import { Evaluator } from "../../evaluate/evaluator.ts";
import { attempt } from "../../evaluate/fault.ts";
import { type PayeeResult, payPayee } from "../../evaluate/run.ts";
import type { PaidFromFiles } from "../../host/pay-files.ts";
import type { Dataset } from "../../ir/dataset.ts";
import type * as ir from "../../ir/ir.ts";
import { amountOf, type PaidPeriod } from "../../kernel/pay.ts";
import { addedUp } from "../../relational/added-up.ts";
import type { Disagreement } from "../../emit/compiled.ts";

/** So many people are computed again. */
const ASKED = 200;

export interface SecondOpinion {
  /** How many payouts were computed again. */
  readonly checked: number;
  readonly disagreements: readonly Disagreement[];
}

/** People from the first to the last, evenly. None of a plan that pays deal by deal: of each deal nothing is known. */
export function secondOpinion({ paid, payroll, rows }: PaidFromFiles): SecondOpinion {
  const { program, plan, columns } = payroll;
  const isByDeal = plan.components.some(({ scope }) => scope.kind === "each credit");
  if (isByDeal) return { checked: 0, disagreements: [] };
  const places = evenly(paid.payees.length, ASKED);
  const people = places.map((i) => known(paid.payees[i], "a payee"));
  const data = dataOf(program, plan, columns, new Set(people));
  const evaluator = new Evaluator(program, plan, data);
  evaluator.addedUp = addedUp(evaluator, rows.lowered.half, rows.tallied);
  const found = paid.periods.flatMap((period) =>
    places.flatMap((place) => {
      const payee = known(paid.payees[place], "a payee");
      // A row that only somebody else leads to isn't at hand.
      const again = attempt(() => payPayee(evaluator, payee, period.period));
      return again === undefined ? [] : [differences(again, period, place)];
    }),
  );
  return { checked: found.length, disagreements: found.flat() };
}

function evenly(count: number, most: number): number[] {
  const asked = Math.min(count, most);
  return Array.from({ length: asked }, (_, i) => Math.floor((i * count) / asked));
}

function differences(again: PayeeResult, found: PaidPeriod, place: number): Disagreement[] {
  const { payee, components, payout } = again;
  const pairs = [
    ...components.map(({ component: { name }, amount }, i) => ({
      what: name,
      reference: amount,
      compiled: amountOf(known(found.components[i], "a component").amounts, place),
    })),
    { what: "payout", reference: payout.amount, compiled: amountOf(found.payout, place) },
  ];
  return pairs
    .filter(({ reference, compiled }) => !reference.equals(compiled))
    .map(({ what, reference, compiled }) => ({
      payee,
      what,
      reference: reference.toString(),
      compiled: compiled.toString(),
    }));
}

/** The rows of those people, and of all sources that aren't told apart by people. */
function dataOf(
  { sources }: ir.Program,
  plan: ir.Plan,
  { tables, dictionary }: PaidFromFiles["payroll"]["columns"],
  people: ReadonlySet<string>,
): Dataset {
  return new Map(
    [...tables].map(([name, table]) => {
      const source = known(
        sources.find((one) => one.name === name),
        "a source",
      );
      const column = ownerOf(source, plan, table);
      const places = Array.from({ length: table.rows }, (_, i) => i);
      const kept =
        column === undefined ? places : places.filter((i) => isOf(people, column, dictionary, i));
      return [name, tableOf(table, source, dictionary, kept)] as const;
    }),
  );
}

/** The column that says whose a row is: the key of the people, or a key that refers to them. */
function ownerOf(source: ir.Source, plan: ir.Plan, table: ColumnTable): TextColumn | undefined {
  const field = source.keys.find((key) => {
    const type = source.fields.find(({ name }) => name === key)?.type;
    return source.name === plan.people || (type?.kind === "row" && type.source === plan.people);
  });
  const column = field === undefined ? undefined : table.columns.get(field);
  return column?.kind === "text" ? column : undefined;
}

function isOf(
  people: ReadonlySet<string>,
  { values }: TextColumn,
  { texts }: Dictionary,
  place: number,
): boolean {
  return people.has(texts[values[place] ?? -1] ?? "");
}
