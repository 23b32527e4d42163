/** The plans that a file reaches, each checked once, when it is asked for: a plan may read what another one pays. */
import type { Scope, Symbol_ } from "../bind/scope.ts";
import { definedByItself } from "../diagnostics/catalogue/names.ts";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import type { Location, SourceFile } from "../text/source-file.ts";
import type { CheckedPlan } from "./plans.ts";

type PlanSymbol = Extract<Symbol_, { kind: "plan" }>;

/** A plan that is being checked, and where it was read by the one before. */
interface Step {
  readonly plan: PlanSymbol;
  readonly readAt?: Location;
}

export class CheckedPlans {
  readonly #check: (plan: PlanSymbol) => CheckedPlan | undefined;
  readonly #report: (diagnostic: Diagnostic) => void;
  readonly #checked = new Map<PlanSymbol["declaration"], CheckedPlan | undefined>();
  readonly #path: Step[] = [];

  constructor(
    check: (plan: PlanSymbol) => CheckedPlan | undefined,
    report: (diagnostic: Diagnostic) => void,
  ) {
    this.#check = check;
    this.#report = report;
  }

  /** A plan, checked; undefined if it can't be, or if it reads the plan that reads it. */
  of(plan: PlanSymbol, readAt?: Location): CheckedPlan | undefined {
    const { declaration } = plan;
    const first = this.#path.findIndex((step) => step.plan.declaration === declaration);
    if (first !== -1 && readAt !== undefined) {
      this.#reportLoop(this.#path.slice(first), plan, readAt);
      return undefined;
    }
    if (!this.#checked.has(declaration)) {
      this.#path.push({ plan, ...(readAt === undefined ? {} : { readAt }) });
      this.#checked.set(declaration, this.#check(plan));
      this.#path.pop();
    }
    return this.#checked.get(declaration);
  }

  #reportLoop(loop: readonly Step[], { name }: PlanSymbol, readAt: Location): void {
    const names = [...loop.map((step) => step.plan.name), name];
    const related = loop
      .slice(1)
      .flatMap((step, i) =>
        step.readAt === undefined
          ? []
          : [{ at: step.readAt, message: `\`${names[i]}\` reads \`${step.plan.name}\` here` }],
      );
    const help =
      names.length === 2
        ? "Within the plan its components are known by their bare names."
        : `One of the two must pay without the other. Put what both of them need into a credit or a measure beside the plans, or pay it in a plan of its own.`;
    const path = names.map((one) => `\`${one}\``).join(" needs ");
    const facts = { name, path };
    this.#report(diagnose(definedByItself, readAt, facts, { related, help }));
  }
}

/** The symbol of a plan that is declared in a file; of two with one name, it stands for itself. */
export function symbolOfPlan(
  { symbols }: Pick<Scope, "symbols">,
  declaration: PlanSymbol["declaration"],
  file: SourceFile,
): PlanSymbol {
  const { text: name, span } = declaration.name;
  const symbol = symbols.get(name);
  return symbol?.kind === "plan" && symbol.declaration === declaration
    ? symbol
    : { kind: "plan", name, at: { file, span }, declaration };
}
