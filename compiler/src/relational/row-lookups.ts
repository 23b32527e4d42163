/** Values of lookups that are read for a row, in the integer form. */
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { as, choose, type Lowered } from "./lowered.ts";
import { numberOf, type RowContext, there } from "./row-context.ts";

export function lowerLookup(c: RowContext, node: ir.Lookup): Lowered {
  const table = known(
    c.plan.tables.find(({ name, period }) => name === node.table && period === undefined) ??
      c.plan.tables.find(({ name }) => name === node.table),
    `the table ${node.table}`,
  );
  const [at, second] = node.at.map((axis) => there(c, axis));
  const first = known(at, "an axis");
  const { body } = table;
  if (body.kind !== "matrix") return bodyAt(c, body, first, node.origin);
  return chosen(c, columnsOf(c, body, known(second, "an axis")), node.origin, ({ body: of }) =>
    bodyAt(c, of, first, node.origin),
  );
}

/** Something that holds under a condition; of several, the first whose condition holds. */
interface Case<Of> {
  readonly when: Bool;
  readonly of: Of;
}

/** Where none of them holds, the value lies outside of the table: the row is in doubt. */
function chosen<Of>(
  c: RowContext,
  cases: readonly Case<Of>[],
  origin: ir.Origin,
  lowered: (of: Of) => Lowered,
): Lowered {
  const [first, ...rest] = cases;
  if (first === undefined) throw new Unsupported("it reads a table without rows", origin);
  const inside = (): Lowered => lowered(first.of);
  const isCertain = first.when.op === "yes or no" && first.when.value;
  if (isCertain) return inside();
  if (rest.length === 0) {
    c.reader.doubt(form.not(first.when));
    return c.reader.under(first.when, inside);
  }
  return choose(
    first.when,
    c.reader.under(first.when, inside),
    c.reader.under(form.not(first.when), () => chosen(c, rest, origin, lowered)),
  );
}

function columnsOf(
  c: RowContext,
  { columns }: ir.Matrix,
  second: Lowered,
): readonly Case<ir.MatrixColumn>[] {
  if (second.kind !== "number")
    return casesOf(
      second,
      columns.map((column) => [membersOf(column.heading), column] as const),
    );
  const steps = columns.flatMap((column) =>
    column.heading.kind === "from" ? [{ ...column.heading, of: column }] : [],
  );
  const below = columns.find(({ heading }) => heading.kind === "below");
  return stepsOf(c, second.value, steps, below);
}

function membersOf(heading: ir.MatrixHeading): readonly string[] | undefined {
  return heading.kind === "members" ? heading.members : undefined;
}

function bodyAt(
  c: RowContext,
  body: ir.Steps | ir.Lines | ir.Cases,
  at: Lowered,
  origin: ir.Origin,
): Lowered {
  const value = (of: ir.Expr): Lowered => there(c, of);
  switch (body.kind) {
    case "cases": {
      const rows = body.rows.map((row) => [row.members, row.value] as const);
      const rest = body.rest === undefined ? [] : [[undefined, body.rest.value] as const];
      return chosen(c, casesOf(at, [...rows, ...rest]), origin, value);
    }
    case "steps": {
      const place = as("number", at);
      if (body.to !== undefined) c.reader.doubt(number.compare(">", place, numberOf(c, body.to)));
      const steps = body.rows.map((row) => ({ ...row, of: row.value }));
      return chosen(c, stepsOf(c, place, steps, body.below), origin, value);
    }
    case "lines":
      throw new Unsupported("it reads between the points of a table", origin);
  }
}

/** By the value of an enum; those without members hold for all the others. */
function casesOf<Of>(
  at: Lowered,
  rows: readonly (readonly [members: readonly string[] | undefined, of: Of])[],
): readonly Case<Of>[] {
  const isOneOf = (members: readonly string[]): Bool =>
    members
      .map((value) => form.same(as("text", at), { op: "text", value }))
      .reduce<Bool>(form.or, form.NO);
  const told = rows.flatMap(([members, of]) =>
    members === undefined ? [] : [{ when: isOneOf(members), of }],
  );
  const rest = rows.flatMap(([members, of]) =>
    members === undefined ? [{ when: form.YES, of }] : [],
  );
  return [...told, ...rest];
}

/** By where a number lies: the last step that it reaches. The steps rise, or else the row is in doubt. */
function stepsOf<Of>(
  c: RowContext,
  at: Num,
  steps: readonly { readonly from: ir.NumberExpr; readonly inclusive: boolean; readonly of: Of }[],
  below: Of | undefined,
): readonly Case<Of>[] {
  const starts = steps.map(({ from }) => numberOf(c, from));
  starts.slice(1).forEach((start, i) => {
    c.reader.doubt(number.compare("<=", start, known(starts[i], "a step")));
  });
  const reached = steps.map(({ inclusive, of }, i) => ({
    when: number.compare(inclusive ? ">=" : ">", at, known(starts[i], "a step")),
    of,
  }));
  return [...reached.reverse(), ...(below === undefined ? [] : [{ when: form.YES, of: below }])];
}
