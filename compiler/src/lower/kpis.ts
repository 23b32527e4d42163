/** KPIs and goals, from the checked tree to what reports tell of them. */
import type { PeriodKind } from "@attain/runtime";
import { directionOf, factName, isKpi } from "../bind/kpis.ts";
import type { CheckedPlan } from "../check/plans.ts";
import { bare, irUnit } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { Goal, Level } from "../syntax/ast/kpi.ts";
import type { Measure } from "../syntax/ast/plan.ts";
import { originAt } from "./context.ts";

type Lowered = Pick<ir.Plan, "measures" | "credits">;

/** The KPIs and goals of a plan itself, in its order. */
export function lowerKpis(plan: CheckedPlan, lowered: Lowered): Pick<ir.Plan, "kpis" | "goals"> {
  const { members } = plan.declaration;
  const kpis = members.flatMap((member) =>
    member.kind === "Measure" && member.role === "kpi" ? [lowerKpi(plan, lowered, member)] : [],
  );
  const goals = members.flatMap((member) =>
    member.kind === "Goal" ? [lowerGoal(plan, lowered, member)] : [],
  );
  return { kpis, goals };
}

function lowerKpi(plan: CheckedPlan, lowered: Lowered, node: Measure): ir.Kpi {
  const name = node.name.text;
  const label = node.label ?? labelOf(plan, node);
  return {
    name,
    ...(label === undefined ? {} : { label }),
    unit: unitOf(plan, name),
    better: directionOf(plan.symbols, node) ?? "higher",
    level: levelOf(plan, lowered, node.level, [name]),
    hasBaseline: node.kpi?.baseline !== undefined,
  };
}

function lowerGoal(plan: CheckedPlan, lowered: Lowered, node: Goal): ir.Goal {
  const name = node.name.text;
  const symbol = plan.symbols.get(node.kpi.text);
  const kpi = isKpi(symbol) ? symbol.declaration : undefined;
  const level = node.level.among === undefined ? kpi?.level : node.level;
  const facts = (["actual", "baseline", "target"] as const).map((fact) => factName(name, fact));
  return {
    name,
    ...(node.label === undefined ? {} : { label: node.label }),
    ...(node.doc === undefined ? {} : { doc: node.doc }),
    kpi: node.kpi.text,
    each: (node.each?.text ?? plan.pays) as PeriodKind,
    unit: unitOf(plan, factName(name, "actual")),
    better: (kpi && directionOf(plan.symbols, kpi)) ?? "higher",
    level: levelOf(plan, lowered, level, facts),
    origin: originAt({ file: plan.fileOf(node) }, node.span),
  };
}

/** What the library calls a KPI that is made by it. */
function labelOf(plan: CheckedPlan, { value }: Measure): string | undefined {
  const of = value.kind === "Otherwise" ? value.value : value;
  const symbol = of.kind === "Call" ? plan.symbols.get(of.name.text) : undefined;
  return isKpi(symbol) ? symbol.declaration.label : undefined;
}

function unitOf(plan: CheckedPlan, name: string): ir.Unit {
  const type = bare(plan.typeOf(name, plan.pays));
  return type.kind === "number" ? irUnit(type.unit) : "number";
}

function levelOf(
  plan: CheckedPlan,
  lowered: Lowered,
  level: Level | undefined,
  names: readonly string[],
): ir.Level {
  const by = level?.among?.by?.text;
  if (by !== undefined) return { kind: "group", by };
  const reading = new Reading(lowered, plan.pays);
  return { kind: names.some((name) => reading.isOfPayee(name)) ? "payee" : "company" };
}

/** What one person has: their columns, what they are paid. */
const OWN: ReadonlySet<unknown> = new Set(["payee", "pay", "kept", "lookup", "apply", "rank"]);

/** Whether a measure may be another one for another payee. */
class Reading {
  readonly #plan: Lowered;
  readonly #pays: PeriodKind;
  readonly #seen = new Set<string>();

  constructor(plan: Lowered, pays: PeriodKind) {
    this.#plan = plan;
    this.#pays = pays;
  }

  isOfPayee(name: string): boolean {
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    const measure = this.#plan.measures.find(
      (one) => one.name === name && one.period === this.#pays,
    );
    return measure === undefined || this.#reads([measure.value, measure.exceptions], false);
  }

  /** `among`: for each of several people, who are the same whoever asks, unless it is asked who asks. */
  #reads(part: unknown, among: boolean): boolean {
    if (Array.isArray(part)) return part.some((item) => this.#reads(item, among));
    if (typeof part !== "object" || part === null) return false;
    const node = part as Readonly<Record<string, unknown>>;
    if (node["op"] === "reader" || (!among && this.#isOwn(node))) return true;
    const { kind } = (node["of"] ?? {}) as Readonly<Record<string, unknown>>;
    return Object.values(node).some((inner) => this.#reads(inner, among || kind === "people"));
  }

  #isOwn(node: Readonly<Record<string, unknown>>): boolean {
    const { op, kind, name, credit, keys } = node;
    if (OWN.has(op)) return true;
    if (op === "measure") return this.isOfPayee(String(name));
    if (kind === "credits") return !this.#isOfCompany(credit);
    return Array.isArray(keys) && keys.some((key: { readonly by?: string }) => key.by === "payee");
  }

  #isOfCompany(credit: unknown): boolean {
    return this.#plan.credits.some(
      ({ name, sharing }) => name === credit && sharing.kind === "company",
    );
  }
}
