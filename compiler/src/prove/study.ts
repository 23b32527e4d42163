/** What is known of a plan: each component and the payout, in each case, along each measure that moves it. */
import type * as ir from "../ir/ir.ts";
import { axesIn } from "./axes.ts";
import { Case, IMPOSSIBLE, inEachCase } from "./case.ts";
import { type Column, readColumn, readPayout } from "./columns.ts";
import { type Curve, flatValue } from "./curve.ts";
import { type Form, powersOf } from "./form.ts";
import { type Letter, Letters } from "./letters.ts";
import { creditKey, Reader } from "./reader.ts";
import type { Known } from "./signs.ts";
import { type Traits, traitsOf } from "./traits.ts";
import { attempt } from "./unknown.ts";

/** A component, or the payout. */
export type Subject = ir.Component | "payout";

export interface Studied extends Traits {
  readonly at: Case;
  readonly column: Column;
  readonly reader: Reader;
}

/** Every case, or why there is no answer. */
export type Cases = readonly Studied[] | { readonly unknown: string };

export class Study {
  readonly known: Known;
  readonly letters: Letters = new Letters();
  readonly #cases = new Map<string, Cases>();
  readonly #axes = new Map<Subject, readonly Letter[]>();
  readonly #eligible: ir.Condition | undefined;

  constructor(program: ir.Program, plan: ir.Plan) {
    this.known = { program, plan };
    this.#eligible = plan.eligible && ofPayee(plan.eligible);
  }

  /** Along the measure with a key, or with everything left open. */
  cases(subject: Subject, axis?: string): Cases {
    const key = `${subject === "payout" ? "the payout" : subject.name} ${axis ?? ""}`;
    const known = this.#cases.get(key);
    if (known !== undefined) return known;
    const cases = this.#run(subject, axis === undefined ? {} : { axis });
    this.#cases.set(key, cases);
    return cases;
  }

  /** Where all credits with a quota are exactly at it, up to a case that is enough. */
  atQuota(subject: Subject, isEnough?: (studied: Studied) => boolean): Cases {
    const bound = this.quotas(periodOf(this.known, subject));
    return this.#run(subject, { bound, ...(isEnough === undefined ? {} : { isEnough }) });
  }

  #run(
    subject: Subject,
    {
      isEnough,
      ...options
    }: {
      readonly axis?: string;
      readonly bound?: ReadonlyMap<string, ir.NumberExpr>;
      readonly isEnough?: (studied: Studied) => boolean;
    },
  ): Cases {
    const period = periodOf(this.known, subject);
    const run = (at: Case): Studied => {
      const reader = new Reader(this.known, at, period, options);
      this.#admit(reader);
      const column = subject === "payout" ? readPayout(reader) : readColumn(reader, subject);
      return { at, column, reader, ...traitsOf(at, column) };
    };
    const found = attempt(() => inEachCase(this.letters, run, isEnough));
    return "known" in found ? found.known : found;
  }

  /** What holds, in each case of a person whom the plan is for. */
  conditions(
    condition: ir.Condition,
    period: ir.Component["period"],
  ): readonly Curve[] | undefined {
    const found = attempt(() =>
      inEachCase(this.letters, (at) => {
        const reader = new Reader(this.known, at, period);
        this.#admit(reader);
        return reader.condition(condition);
      }),
    );
    return "known" in found ? found.known : undefined;
  }

  /** A case of somebody whom the plan isn't for can't be. */
  #admit(reader: Reader): void {
    const eligible = this.#eligible;
    if (eligible === undefined) return;
    const holds = attempt(() => flatValue(reader.condition(eligible)));
    if ("known" in holds && holds.known?.isZero() === true) throw IMPOSSIBLE;
  }

  /** The measures that a subject moves with, which can be given: totals of credits, and levels that tables ask for. */
  axes(subject: Subject): readonly Letter[] {
    const known = this.#axes.get(subject) ?? this.#axesOf(subject);
    this.#axes.set(subject, known);
    return known;
  }

  #axesOf(subject: Subject): readonly Letter[] {
    const reader = new Reader(this.known, new Case(this.letters), periodOf(this.known, subject));
    const letters = axesIn(this.known, subject).flatMap((node) => {
      const found = attempt(() => flatValue(reader.number(node)));
      const form = "known" in found ? found.known : undefined;
      return [...(form?.terms.keys() ?? [])].flatMap((product) =>
        powersOf(product).flatMap(([id]) => this.letters.get(id) ?? []),
      );
    });
    return [...new Set(letters)].filter(({ giving }) => giving?.kind !== "earlier");
  }

  /**
   * Every case there is: along one measure all others are left open, and its zero is a place of its own. Along the
   * measures that are known, or with all of them open.
   */
  everyCase(subject: Subject): readonly Studied[] | { readonly unknown: string } {
    const runs = this.axes(subject).map(({ key }) => this.cases(subject, key));
    const known = runs.flatMap((cases) => ("unknown" in cases ? [] : [cases]));
    return known.length > 0 ? known.flat() : this.cases(subject);
  }

  /** What a quota comes to in a case. */
  quotaForm(at: Case, quota: ir.NumberExpr): Form | undefined {
    const found = attempt(() =>
      flatValue(new Reader(this.known, at, this.known.plan.pays).number(quota)),
    );
    return "known" in found ? found.known : undefined;
  }

  /** For each credit whose total is divided by a quota, that quota. */
  quotas(period: ir.Component["period"]): ReadonlyMap<string, ir.NumberExpr> {
    const { plan } = this.known;
    const roles = new Map(plan.measures.map(({ name, role }) => [name, role]));
    return new Map(
      plan.measures.flatMap(({ period: own, value }) => {
        if (own !== period || value.op !== "divide") return [];
        const { left, right } = value;
        const isQuota = right.op === "measure" && roles.get(right.name) === "quota";
        if (!isQuota || left.op !== "total" || left.of.kind !== "credits") return [];
        const { credit, window, where } = left.of;
        if (window.kind !== "period" || where !== undefined || left.value.op !== "credited")
          return [];
        return [[creditKey(credit, period), right] as const];
      }),
    );
  }
}

export function periodOf({ plan }: Known, subject: Subject): ir.Component["period"] {
  return subject === "payout" ? plan.pays : subject.period;
}

/** What is asked of a row of the people is asked of the payee. */
function ofPayee(condition: ir.Condition): ir.Condition {
  return JSON.parse(
    JSON.stringify(condition, (name, value: unknown) =>
      name === "at" && isRow(value) ? { ...(value as object), op: "payee" } : value,
    ),
  ) as ir.Condition;
}

function isRow(value: unknown): boolean {
  return typeof value === "object" && value !== null && "op" in value && value.op === "row";
}
