/** Names of the project that the stops of templates show. */
import type { FieldInfo, SourceInfo } from "@attain/compiler/check/sources";
import { isKpi } from "@attain/compiler/bind/kpis";
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { File } from "@attain/compiler/syntax/ast/file";
import type { PlanDeclaration, PlanMember } from "@attain/compiler/syntax/ast/plan";
import type { View } from "../project/project.ts";
import { planAt } from "../analysis/nodes.ts";
import { symbolsIn } from "../analysis/scope.ts";
import { givensOf, ROW, sampleRow } from "./samples.ts";
import type { Fillers } from "./template.ts";

export function fillersAt(view: View, offset: number, member: PlanMember | undefined): Fillers {
  const plan = planNear(view.parsed.tree, offset);
  const symbols = [...symbolsIn(view, plan === undefined ? {} : { plan }).values()];
  const named = (test: (symbol: Symbol_) => boolean, otherwise: string): string =>
    symbols.find(test)?.name ?? otherwise;
  const { sources } = view.checked.program;
  const ofCredit = member?.kind === "Credit" ? sources.get(member.source.text) : undefined;
  const currency = currencyOf(view) ?? "USD";
  return {
    ...namesOfSources([...sources.values()], ofCredit),
    plan: plan?.name.text ?? named(({ kind }) => kind === "plan", "AccountExecutive"),
    credit: named(({ kind }) => kind === "credit", "Sales"),
    measure: named(
      (one) => one.kind === "measure" && one.declaration.role === "measure",
      "attainment",
    ),
    kpi: named(isKpi, "bookings"),
    quota: named((one) => one.kind === "measure" && one.declaration.role === "quota", "quota"),
    rates: named((one) => one.kind === "table" && one.declaration.role === "rates", "Commission"),
    givens: givensOf(view, symbols, currency),
    component: named(({ kind }) => kind === "component", "payout"),
    draw: named(({ kind }) => kind === "draw", "advance"),
    currency,
    year: yearOf(view) ?? "FY2026",
  };
}

type OfSources = "people" | "source" | "date" | "amount" | "payee" | "quotas" | "category" | "row";

/** `ofCredit`: the source of the credit at hand. */
function namesOfSources(
  sources: readonly SourceInfo[],
  ofCredit: SourceInfo | undefined,
): Pick<Fillers, OfSources> {
  const people = sources.find((source) => source.people);
  const others = sources.filter((source) => !source.people);
  const data = ofCredit ?? others.find(hasDate) ?? others[0];
  const quotas = others.find(({ keys }) => keys.some(({ type }) => type.kind === "period"));
  const field = (test: (one: FieldInfo) => boolean, otherwise: string): string =>
    [...(data?.fields.values() ?? [])].find(test)?.name ?? otherwise;
  return {
    people: people?.name ?? "Reps",
    source: data?.name ?? "Deals",
    date: field(({ type }) => type.kind === "date", "closed_on"),
    amount: field(({ type }) => type.kind === "number" && type.unit.kind === "money", "amount"),
    payee: field(({ type }) => type.kind === "row" && type.source === people?.name, "rep"),
    quotas: quotas?.name ?? "Quotas",
    category: field(({ type }) => type.kind === "enum", "product"),
    row: data === undefined ? ROW : sampleRow(data, people?.name),
  };
}

/** The one that is open, or the last one before, or the first. */
function planNear(tree: File, offset: number): PlanDeclaration | undefined {
  const plans = tree.declarations.filter((one) => one.kind === "Plan");
  return planAt(tree, offset) ?? plans.findLast(({ span }) => span.start < offset) ?? plans[0];
}

function hasDate({ fields }: SourceInfo): boolean {
  return [...fields.values()].some(({ type }) => type.kind === "date");
}

/** The currency of the first plan, or of the first amount in a source. */
function currencyOf(view: View): string | undefined {
  for (const declaration of view.parsed.tree.declarations) {
    if (declaration.kind === "Plan" && declaration.pays !== undefined)
      return declaration.pays.currency.text;
  }
  for (const { fields } of view.checked.program.sources.values()) {
    for (const { type } of fields.values()) {
      if (type.kind === "number" && type.unit.kind === "money") return type.unit.currency;
    }
  }
  return undefined;
}

function yearOf(view: View): string | undefined {
  for (const { checked } of view.project.views()) {
    const [plan] = checked.program.plans;
    const from = plan?.declaration.during?.from;
    if (from?.kind === "PeriodLiteral") return from.name.slice(0, 6);
  }
  return undefined;
}
