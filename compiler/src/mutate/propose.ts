/** The changes that are proposed of each part of a plan. */
import type * as ir from "../ir/ir.ts";
import type { RoundingMode } from "@attain/runtime";
import { movedDate, movedNumber } from "./literals.ts";
import type { MutantKind } from "./mutant.ts";

export interface Proposal {
  readonly kind: MutantKind;
  readonly origin: ir.Origin;
  readonly was: string;
  readonly becomes?: string;
  /** What the part that the change is made in becomes. */
  readonly instead: unknown;
  /** What is changed. */
  readonly subject: object;
}

/** The words of the plan at an origin, on one line. */
export type Quote = (origin: ir.Origin) => string;

/** `role` is what a number in this place is. */
export function proposalsFor(part: object, role: MutantKind, quote: Quote): Proposal[] {
  return [
    ...leftOut(part, quote),
    ...("rounding" in part ? roundingsOf(part as Rounded, quote) : []),
    ...("op" in part ? ofExpression(part as ir.Expr, role, quote) : []),
    ...("inclusive" in part ? flippedRow(part as Row, quote) : []),
  ];
}

interface Row {
  readonly from: ir.NumberExpr;
  readonly inclusive: boolean;
}

/** A row that starts above its boundary instead of at it, or the other way round. */
function flippedRow(row: Row, quote: Quote): Proposal[] {
  const words = [`from ${quote(row.from.origin)}`, `above ${quote(row.from.origin)}`] as const;
  const [was, becomes] = row.inclusive ? words : [words[1], words[0]];
  const instead = { ...row, inclusive: !row.inclusive };
  const { origin } = row.from;
  return [{ kind: "boundary", origin, was, becomes, instead, subject: row }];
}

function ofExpression(node: ir.Expr, role: MutantKind, quote: Quote): Proposal[] {
  const { origin } = node;
  const was = quote(origin);
  const change = (kind: MutantKind, becomes: string, instead: unknown): Proposal[] => [
    { kind, origin, was, becomes, instead, subject: node },
  ];
  switch (node.op) {
    case "number": {
      const moved = movedNumber(node, was);
      return moved === undefined ? [] : change(role, moved.becomes, moved.node);
    }
    case "date": {
      const moved = movedDate(node, was);
      return moved === undefined ? [] : change("date", moved.becomes, moved.node);
    }
    case "shift":
      return change("date", `${node.by + 1} ${node.unit}`, { ...node, by: node.by + 1 });
    case "edge": {
      const edge = node.edge === "start" ? "end" : "start";
      // Of an edge that isn't written, such as those of an exception's days, there is nothing to change.
      if (!was.startsWith(node.edge)) return [];
      return change("date", was.replace(node.edge, edge), { ...node, edge });
    }
    case "compare":
    case "compare dates": {
      if (isUnwritten(node)) return [];
      const by = FLIPPED[node.by];
      const becomes = `${quote(node.left.origin)} ${by} ${quote(node.right.origin)}`;
      return change("boundary", becomes, { ...node, by });
    }
    case "and":
    case "or":
      return [node.left, node.right].flatMap((side) => change("filter", quote(side.origin), side));
    case "if":
      return [node.yes, node.no].flatMap((side) =>
        change("filter", `always ${quote(side.origin)}`, side),
      );
    case "add":
    case "subtract": {
      if (isUnwritten(node)) return [];
      const op = node.op === "add" ? "subtract" : "add";
      const sign = op === "add" ? "+" : "-";
      const becomes = `${quote(node.left.origin)} ${sign} ${quote(node.right.origin)}`;
      return change("formula", becomes, { ...node, op });
    }
    case "greatest":
    case "least": {
      const op = node.op === "greatest" ? "least" : "greatest";
      const becomes = `the ${op} of ${node.of.map((one) => quote(one.origin)).join(", ")}`;
      return change("formula", becomes, { ...node, op });
    }
    default:
      return [];
  }
}

/** Whether the sides of an operation have the place of the whole: it follows from a line that doesn't write it. */
function isUnwritten({ origin, left }: ir.Expr & { readonly left: ir.Expr }): boolean {
  return left.origin.start === origin.start && left.origin.end === origin.end;
}

const FLIPPED = { "<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "≠", "≠": "=" } as const;

interface Rounded {
  readonly rounding: ir.Rounding;
  readonly origin: ir.Origin;
}

/** The mode that differs only where a number lies half way, or the other direction. */
const NEIGHBOUR: Readonly<Record<RoundingMode, RoundingMode>> = {
  "half even": "half up",
  "half up": "half even",
  "half down": "half up",
  down: "up",
  up: "down",
  floor: "ceiling",
  ceiling: "floor",
};

function roundingsOf(part: Rounded, quote: Quote): Proposal[] {
  const { rounding, origin } = part;
  const mode = NEIGHBOUR[rounding.mode];
  const words = quote(origin);
  const start = words.indexOf(rounding.mode);
  const was = start < 0 ? rounding.mode : words.slice(start);
  const becomes = was.replace(rounding.mode, mode);
  const instead = { ...part, rounding: { ...rounding, mode } };
  return [{ kind: "rounding", origin, was, becomes, instead, subject: part }];
}

/** Parts that are left out of the lists and places that they stand in. */
function leftOut(part: object, quote: Quote): Proposal[] {
  const owner = part as Readonly<Record<string, unknown>>;
  return Object.entries(owner).flatMap(([name, value]) => {
    if (name === "where" || name === "when") return withoutConditions(owner, name, quote);
    if (!Array.isArray(value)) return [];
    const items = value as readonly Item[];
    const listed = DROPPABLE[name];
    if (listed === undefined || items.length <= listed.least) return [];
    return items.flatMap<Proposal>((item, i) => {
      const kind = listed.kind(item);
      if (kind === undefined) return [];
      const rest = items.filter((_, at) => at !== i);
      const instead = { ...owner, [name]: rest };
      return [{ kind, origin: item.origin, was: quote(item.origin), instead, subject: item }];
    });
  });
}

interface Item {
  readonly op?: string;
  readonly origin: ir.Origin;
}

const stepKind = ({ op = "" }: Item): MutantKind | undefined => STEP_KINDS[op];

const STEP_KINDS: Readonly<Record<string, MutantKind>> = {
  "never above": "limit",
  "never below": "limit",
  "held below": "limit",
  plus: "step",
  less: "step",
  times: "step",
  weight: "step",
  rounded: "rounding",
};

/** What can be left out of each list, while more than `least` are left. */
const DROPPABLE: Readonly<
  Record<string, { readonly least: number; readonly kind: (item: Item) => MutantKind | undefined }>
> = {
  rows: { least: 1, kind: () => "tier" },
  points: { least: 2, kind: () => "tier" },
  steps: { least: 0, kind: stepKind },
  shareSteps: { least: 0, kind: stepKind },
  limits: { least: 0, kind: stepKind },
  gates: { least: 0, kind: () => "filter" },
  overlays: { least: 0, kind: () => "share" },
  exceptions: { least: 0, kind: () => "exception" },
};

/** A condition of several parts loses one at a time, by its `and`. */
function withoutConditions(
  owner: Readonly<Record<string, unknown>>,
  name: "where" | "when",
  quote: Quote,
): Proposal[] {
  const given = owner[name] as ir.Condition | readonly ir.Condition[];
  const all = Array.isArray(given) ? (given as readonly ir.Condition[]) : [given as ir.Condition];
  return all
    .filter(({ op }) => op !== "and" && op !== "or")
    .map((condition) => {
      const { [name]: _, ...rest } = owner;
      const left = all.filter((other) => other !== condition);
      const instead = Array.isArray(given) ? { ...rest, [name]: left } : rest;
      const { origin } = condition;
      return {
        kind: "filter" as const,
        origin,
        was: `${name} ${quote(origin)}`,
        instead,
        subject: condition,
      };
    });
}
