/** The points of a plan that tests can reach: clauses, rows of tables, and both ways that each condition and limit can go. */
import type * as ir from "../ir/ir.ts";
import { walk } from "../ir/reads.ts";

/** What hasn't happened yet while a point isn't covered. */
type Gap =
  | "never reached"
  | "never holds"
  | "always holds"
  | "never limits"
  | "always limits"
  | "never needed";

export interface Point {
  readonly kind: "clause" | "row" | "branch";
  readonly gap: Gap;
  /** What is evaluated, or taken as a step, when the point is reached. */
  readonly node: object;
  readonly origin: ir.Origin;
}

export function pointsOf(plan: ir.Plan): Point[] {
  const points = [...clausesOf(plan), ...plan.tables.flatMap(({ body }) => rowsOf(body))];
  walk({ ...plan, others: [] }, (part) => {
    points.push(...branchesOf(part));
  });
  return points;
}

function clausesOf(plan: ir.Plan): Point[] {
  const { parameters, credits, measures, components, draws, balances, payout } = plan;
  return [
    ...parameters.flatMap(parameterPoints),
    ...credits.flatMap(({ worth, origin, steps, shareSteps }) => [
      reached("clause", worth, origin),
      ...[...steps, ...shareSteps].flatMap(stepPoints),
    ]),
    ...credits.flatMap(({ sharing, overlays }) =>
      [...(sharing.kind === "split" ? sharing.shares : []), ...overlays].map((share) =>
        reached("clause", share.recipient.payee, share.origin),
      ),
    ),
    ...measures.map(({ value, origin }) => reached("clause", value, origin)),
    ...components.flatMap(({ earns, steps }) => [
      reached("clause", earns.value, earns.origin),
      ...steps.flatMap(stepPoints),
    ]),
    ...payout.steps.flatMap(stepPoints),
    ...draws.flatMap(({ guarantee }) =>
      guarantee === undefined ? [] : [reached("clause", guarantee.value, guarantee.origin)],
    ),
    ...balances.map(({ becomes, origin }) => reached("clause", becomes, origin)),
  ];
}

/** Of a parameter that changes each value is a row. */
function parameterPoints({ value, changes, origin }: ir.Parameter): Point[] {
  if (changes.length === 0) return [reached("clause", value, origin)];
  return [value, ...changes.map((change) => change.value)].map((one) =>
    reached("row", one, one.origin),
  );
}

/** A limit can give way or limit; any other step is taken or not. */
function stepPoints(step: ir.Step | ir.CreditStep | ir.Limit): Point[] {
  switch (step.op) {
    case "never above":
    case "never below":
    case "held below":
      return (["never limits", "always limits"] as const).map((gap) => branch(gap, step, step));
    case "carried":
      return step.limits.flatMap(stepPoints);
    default:
      return [reached("clause", step, step.origin)];
  }
}

function rowsOf(body: ir.TableBody): Point[] {
  const below = "below" in body && body.below !== undefined ? [reachedRow(body.below)] : [];
  switch (body.kind) {
    case "steps":
      return [...below, ...body.rows.map(reachedRowOf)];
    case "lines":
      return [...below, ...body.points.map(reachedRowOf)];
    case "cases":
      return [...body.rows, ...(body.rest === undefined ? [] : [body.rest])].map(reachedRowOf);
    case "matrix":
      return body.columns.flatMap((column) => rowsOf(column.body));
  }
}

/** In a matrix each cell is a row of its column. */
function reachedRowOf({ value }: { readonly value: ir.Expr }): Point {
  return reachedRow(value);
}

function reachedRow(value: ir.Expr): Point {
  return reached("row", value, value.origin);
}

const CONDITIONS = ["where", "when", "condition", "eligible", "forgiven"] as const;

function branchesOf(part: Readonly<Record<string, unknown>>): Point[] {
  const conditions = CONDITIONS.flatMap((name) => part[name] ?? []) as ir.Condition[];
  return [
    ...conditions.flatMap(askedOf).flatMap(bothWays),
    ...fallbacksOf(part as unknown as ir.Expr).map((one) => branch("never needed", one, one)),
  ];
}

function fallbacksOf(node: ir.Expr): ir.Expr[] {
  if (node.op === "otherwise") return [node.fallback];
  return node.op === "divide" && node.ifZero !== "never" ? [node.ifZero] : [];
}

/** The conditions that `and`, `or` and `not` are made of. */
function askedOf(condition: ir.Condition): ir.Condition[] {
  switch (condition.op) {
    case "and":
    case "or":
      return [condition.left, condition.right].flatMap(askedOf);
    case "not":
      return askedOf(condition.of);
    case "yes or no":
      return [];
    default:
      return [condition];
  }
}

function bothWays(condition: ir.Condition): Point[] {
  return (["never holds", "always holds"] as const).map((gap) => branch(gap, condition, condition));
}

function reached(kind: "clause" | "row", node: object, origin: ir.Origin): Point {
  return { kind, gap: "never reached", node, origin };
}

function branch(gap: Gap, node: object, { origin }: { readonly origin: ir.Origin }): Point {
  return { kind: "branch", gap, node, origin };
}
