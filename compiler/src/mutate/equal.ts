/** Changes that no payout can show, by the plan itself: nobody should be asked for a test of them. */
import type * as ir from "../ir/ir.ts";
import { walk } from "../ir/reads.ts";
import { Grains, isAlike } from "./grain.ts";

const SAME_VALUE = "the rows on both sides of the boundary give the same";
const AT_THE_PIVOT = "up to where the table pays whole the first row holds";
const NO_LENGTH = "what a marginal table pays on has a length, and a boundary has none";
const SAME_DAYS = "the component is cut wherever it changes, so each segment has one value";
const NOT_READ = "nothing that is paid reads it for this length of period";
const NOTHING_TO_ROUND = "what reaches it is a multiple of what it rounds to";

/** Rows, roundings and days of a plan that can be changed without a payout that shows it, each with the reason. */
export function equalsOf(
  plan: ir.Plan,
  sources: readonly ir.Source[],
): ReadonlyMap<object, string> {
  const grains = new Grains(plan, sources);
  return new Map([
    ...plan.components.flatMap((component) =>
      component.steps.flatMap((step, i) =>
        step.op === "rounded" && grains.isOn(step.rounding.increment, component, i)
          ? [[step, NOTHING_TO_ROUND] as const]
          : [],
      ),
    ),
    ...plan.tables.flatMap((table) => equalRows(table.body, table)),
    ...plan.tables
      .filter((table) => table.kind === "marginal" && isPaidFromZero(plan, table))
      .flatMap(({ body }) => rowsAboveZero(body))
      .map((row) => [row, NO_LENGTH] as const),
    ...edgesInSegments(plan),
  ]);
}

/** Days on which a value is read in segments that are cut by that value. */
function edgesInSegments(plan: ir.Plan): (readonly [object, string])[] {
  const cuts = plan.components.flatMap(({ segments }) => segments ?? []).map(nameOf);
  const found: (readonly [object, string])[] = [];
  walk(plan, (part) => {
    const { reading } = part as Partial<ir.Keyed | ir.Named>;
    const date = reading?.how === "on" ? reading.date : undefined;
    if (date?.op !== "edge" || date.period !== "Segment") return;
    const name = nameOf(part as unknown as ir.Keyed | ir.Named);
    if (cuts.every((cut) => cut === name)) found.push([date, SAME_DAYS]);
  });
  return found;
}

function nameOf(node: ir.Keyed | ir.Named): string {
  return node.op === "keyed" ? `${node.source}.${node.field}` : node.name;
}

/**
 * A measure is there for each length of period in which something reads it, and once for the pay period. What no pay is
 * made of, while it is made of another of them, is only told of.
 */
export function unreadMeasures(plan: ir.Plan): ReadonlyMap<ir.Measure, string> {
  const { measures, ...rest } = plan;
  const open: unknown[] = [{ ...rest, others: [] }];
  const read = new Set<ir.Measure>();
  for (const part of open) {
    walk(part, (node) => {
      if (node["op"] !== "measure") return;
      const { name, period } = node as unknown as ir.Named;
      const found = measures.find((one) => one.name === name && one.period === period);
      if (found === undefined || read.has(found)) return;
      read.add(found);
      open.push(found);
    });
  }
  const names = new Set([...read].map(({ name }) => name));
  return new Map(
    measures
      .filter((measure) => !read.has(measure) && names.has(measure.name))
      .map((measure) => [measure, NOT_READ]),
  );
}

/** Rows whose boundary itself may lie in them or in the row before. */
function equalRows(body: ir.TableBody, table: ir.Table): (readonly [object, string])[] {
  if (body.kind === "matrix")
    return body.columns.flatMap((column) => equalRows(column.body, table));
  if (body.kind !== "steps") return [];
  const pivot = typeof table.kind === "object" ? table.kind.wholeAbove : undefined;
  return body.rows.flatMap<readonly [object, string]>((row, i) => {
    const before = i === 0 ? body.below : body.rows[i - 1]?.value;
    if (before !== undefined && isAlike(before, row.value)) return [[row, SAME_VALUE]];
    const isPivot = i > 0 && pivot?.op === "number" && isAlike(pivot, row.from);
    return isPivot ? [[row, AT_THE_PIVOT]] : [];
  });
}

/** Whether a base lies on the axis from zero on wherever the table is applied: a row is only looked up at zero. */
function isPaidFromZero(plan: ir.Plan, { name }: ir.Table): boolean {
  const uses: ir.Expr[] = [];
  walk(plan, (part) => {
    if ((part["op"] === "rates" || part["op"] === "lookup") && part["table"] === name)
      uses.push(part as unknown as ir.Expr);
  });
  return uses.every(
    (use) => use.op === "rates" && [use.place, use.before?.place].every(isFromZero),
  );
}

function isFromZero(place: ir.Place | undefined): boolean {
  return place === undefined || (place.kind === "interval" && place.from === undefined);
}

function rowsAboveZero(body: ir.TableBody): object[] {
  if (body.kind === "matrix") return body.columns.flatMap((column) => rowsAboveZero(column.body));
  if (body.kind !== "steps") return [];
  return body.rows.filter(({ from }) => from.op === "number" && /[1-9]/.test(from.value));
}
