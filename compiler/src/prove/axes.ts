/** The measures that pay may move with: what a component reads, itself or by what it names. */
import type * as ir from "../ir/ir.ts";
import { paidComponents, walk } from "../ir/reads.ts";
import { isGiven, isPlain, keyOf } from "./plain.ts";
import type { Known } from "./signs.ts";

/**
 * Totals of credits, what a deal is credited with, and ratios of the data by which a table is read or that a condition
 * asks for.
 */
export function axesIn(known: Known, subject: ir.Component | "payout"): readonly ir.NumberExpr[] {
  const isDeal = subject !== "payout" && subject.scope.kind === "each credit";
  const found = new Found(known.plan, isDeal);
  if (subject === "payout") {
    found.add(known.plan.payout);
    for (const component of paidComponents(known.plan)) found.add(component);
  } else {
    found.add(subject);
  }
  return [...found.axes.values()];
}

class Found {
  readonly axes = new Map<string, ir.NumberExpr>();
  readonly #plan: ir.Plan;
  readonly #isDeal: boolean;
  readonly #seen = new Set<unknown>();

  constructor(plan: ir.Plan, isDeal: boolean) {
    this.#plan = plan;
    this.#isDeal = isDeal;
  }

  add(part: unknown): void {
    if (part === undefined || this.#seen.has(part)) return;
    this.#seen.add(part);
    walk(part, (node) => this.#visit(node as unknown as ir.Expr));
  }

  #visit(node: ir.Expr): void {
    switch (node.op) {
      case "total":
        if (isGiven(node)) this.#keep(node);
        break;
      case "credited":
        if (this.#isDeal) this.#keep(node);
        break;
      case "measure":
        this.#named(node);
        break;
      case "parameter":
      case "pay":
        this.add(
          [...this.#plan.parameters, ...this.#plan.components].find(
            ({ name }) => name === node.name,
          ),
        );
        break;
      case "lookup":
        node.at.forEach((place) => this.#level(place));
        this.#table(node.table);
        break;
      case "rates":
        if (node.place.kind === "point") this.#level(node.place.at);
        this.#table(node.table);
        break;
      case "compare":
        this.#level(node.left);
        break;
      default:
        break;
    }
  }

  /** A measure that can't be taken apart is known by itself. */
  #named({ name, period }: ir.Named): void {
    const measure = this.#plan.measures.find((one) => one.name === name && one.period === period);
    if (measure !== undefined && isPlain(measure.value)) this.add(measure);
  }

  #table(name: string): void {
    for (const table of this.#plan.tables) if (table.name === name) this.add(table);
  }

  /** A ratio of the data, or a measure of one, that something depends on. */
  #level(node: ir.Expr): void {
    if (!("type" in node) || node.type.kind !== "number" || node.type.unit !== "ratio") return;
    if (node.op === "keyed" || (node.op === "field" && node.at.op === "payee")) this.#keep(node);
    if (node.op !== "measure") return;
    const measure = this.#plan.measures.find(
      (one) => one.name === node.name && one.period === node.period,
    );
    if (measure === undefined) return;
    if (isPlain(measure.value)) this.#level(measure.value);
    else this.#keep(node);
  }

  #keep(node: ir.NumberExpr): void {
    this.axes.set(keyOf(node), node);
  }
}
