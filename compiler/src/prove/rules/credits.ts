/** Two credits that mean to divide the rows of a source between them, and share some. */
import { paidTwice } from "../../diagnostics/catalogue/money.ts";
import type { Cell, DataRow } from "../../ir/dataset.ts";
import { Evaluator } from "../../evaluate/evaluator.ts";
import { Fault } from "../../evaluate/fault.ts";
import { formatValue } from "../../evaluate/format.ts";
import { cellValue } from "../../evaluate/fields.ts";
import { Rational } from "../../evaluate/rational.ts";
import type * as ir from "../../ir/ir.ts";
import { walk } from "../../ir/reads.ts";
import { keyOf } from "../plain.ts";
import type { Proof, Verdict } from "../rule.ts";
import type { Study } from "../study.ts";

/**
 * Credits of one source to the same person that ask for the same fields: a row that both take is paid twice, unless one
 * of them takes all that the other does, which is a credit on top.
 */
export const overlappingCredits: Proof = (study, tell) => {
  const { plan } = study.known;
  const paid = plan.credits.filter((credit) => isPaidByItself(plan, credit));
  return paid.flatMap((first, i) =>
    paid.slice(i + 1).flatMap((second): Verdict[] => {
      if (!areAlike(first, second)) return [];
      const facts = { rule: paidTwice.name, subject: `${first.name}, ${second.name}` };
      const fields = fieldsOf(first);
      const rows = samples(study, first.source, fields, [first, second]);
      if (rows === undefined) return [{ ...facts, verdict: "unknown", reason: "its conditions" }];
      const found = rows.map((row) => ({
        row,
        one: takes(study, first, row),
        other: takes(study, second, row),
      }));
      const both = found.find(({ one, other }) => one && other);
      const isDivided =
        found.some(({ one, other }) => one && !other) &&
        found.some(({ one, other }) => !one && other);
      if (both === undefined || !isDivided) return [{ ...facts, verdict: "proved" }];
      const said = {
        source: first.source,
        row: shown(study, first.source, both.row, fields),
        first: first.name,
        second: second.name,
      };
      const help =
        'Let one of them leave out what the other takes. If both are meant: `allow paid-twice "reason"`.';
      const related = [{ at: first.origin, message: "and this credit" }];
      tell(paidTwice, second.origin, said, { help, related });
      return [{ ...facts, verdict: "refuted" }];
    }),
  );
};

/** Whether a component pays a part of what it credits, as it is. */
function isPaidByItself({ components, measures }: ir.Plan, { name, where }: ir.Credit): boolean {
  if (where.length === 0) return false;
  let isPaid = false;
  for (const component of components) {
    if (component.scope.kind === "each credit") isPaid ||= component.scope.credit === name;
    walk(component.earns.value, (node) => {
      if (node["op"] === "total") isPaid ||= isOf(node, name);
      if (node["op"] !== "measure") return;
      const named = measures.find((measure) => measure.name === node["name"]);
      isPaid ||= named?.value.op === "total" && isOf(named.value, name);
    });
  }
  return isPaid;
}

function isOf(node: unknown, credit: string): boolean {
  const { of } = node as ir.Total;
  return of.kind === "credits" && of.credit === credit;
}

function areAlike(a: ir.Credit, b: ir.Credit): boolean {
  const [of, to] = [recipientOf(a), recipientOf(b)];
  return (
    a.source === b.source &&
    of !== "" &&
    of === to &&
    keyOf(a.worth) === keyOf(b.worth) &&
    fieldsOf(a).join() === fieldsOf(b).join()
  );
}

/** Nothing for a credit that is shared. */
function recipientOf({ sharing }: ir.Credit): string {
  return sharing.kind === "one" ? keyOf(sharing.recipient.payee) : "";
}

/** The fields of the row that its conditions ask for. */
function fieldsOf({ where, source }: ir.Credit): string[] {
  const names = new Set<string>();
  walk(where, (node) => {
    if (node["op"] === "field" && node["source"] === source) names.add(String(node["name"]));
  });
  return [...names].sort();
}

const MOST_ROWS = 400;

/**
 * A row for each combination of values that the conditions can tell apart: the members of lists, and of numbers those
 * that are named with their neighbours. Undefined where they ask for anything else.
 */
function samples(
  { known: { program } }: Study,
  source: string,
  fields: readonly string[],
  credits: readonly ir.Credit[],
): DataRow[] | undefined {
  const named = numbersIn(credits);
  let rows: Record<string, Cell>[] = [{}];
  for (const name of fields) {
    const field = program.sources
      .find((one) => one.name === source)
      ?.fields.find((one) => one.name === name);
    const values = field === undefined || field.optional ? undefined : cellsOf(field, named);
    if (values === undefined || rows.length * values.length > MOST_ROWS) return undefined;
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value })));
  }
  return rows.map((cells, i) => ({ key: `row ${i}`, cells, row: i + 1 }));
}

function cellsOf({ type, limits }: ir.SourceField, named: readonly Rational[]): Cell[] | undefined {
  if (type.kind === "enum") return [...type.members];
  if (type.kind === "yes or no") return [true, false];
  if (type.kind !== "number") return undefined;
  const step = Rational.of(1n, 100n);
  const around = named.flatMap((value) => [value.minus(step), value, value.plus(step)]);
  return around
    .filter((value) =>
      limits.every(({ bound, value: limit }) => {
        const order = value.compare(Rational.parse(limit));
        return bound === "at least"
          ? order >= 0
          : bound === "above"
            ? order > 0
            : bound === "at most"
              ? order <= 0
              : order < 0;
      }),
    )
    .map((value) => value.toString());
}

function numbersIn(credits: readonly ir.Credit[]): Rational[] {
  const values: Rational[] = [];
  walk(
    credits.map(({ where }) => where),
    (node) => {
      if (node["op"] === "number") values.push(Rational.parse(String(node["value"])));
    },
  );
  return values;
}

function takes(
  { known: { program, plan } }: Study,
  { where, source }: ir.Credit,
  row: DataRow,
): boolean {
  const evaluator = new Evaluator(program, plan, new Map());
  try {
    return where.every((condition) =>
      evaluator.condition(condition, { row: { source, data: row } }),
    );
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

function shown(
  { known: { program } }: Study,
  source: string,
  { cells }: DataRow,
  fields: readonly string[],
): string {
  const types = program.sources.find((one) => one.name === source)?.fields ?? [];
  return fields
    .map((name) => {
      const type = types.find((field) => field.name === name)?.type;
      return type === undefined
        ? name
        : `${name} ${formatValue(type, cellValue(type, cells[name]))}`;
    })
    .join(", ");
}
