/** Names of the project that the stops of templates show. */
import type { FieldInfo, SourceInfo } from "@attain/compiler/check/sources";
import { isKpi } from "@attain/compiler/bind/kpis";
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { PlanMember } from "@attain/compiler/syntax/ast/plan";
import type { View } from "../project/project.ts";
import { planAt } from "../analysis/nodes.ts";
import { symbolsIn } from "../analysis/scope.ts";
import type { Fillers } from "./template.ts";

export function fillersAt(view: View, offset: number, member: PlanMember | undefined): Fillers {
  const plan =
    planAt(view.parsed.tree, offset) ??
    view.parsed.tree.declarations.find((one) => one.kind === "Plan");
  const symbols = [...symbolsIn(view, plan?.kind === "Plan" ? { plan } : {}).values()];
  const named = (test: (symbol: Symbol_) => boolean, otherwise: string): string =>
    symbols.find(test)?.name ?? otherwise;
  const sources = [...view.checked.program.sources.values()];
  const people = sources.find((source) => source.people);
  const ofCredit =
    member?.kind === "Credit" ? view.checked.program.sources.get(member.source.text) : undefined;
  const data =
    ofCredit ??
    sources.find((source) => !source.people && hasDate(source)) ??
    sources.find((source) => !source.people);
  const field = (test: (one: FieldInfo) => boolean, otherwise: string): string =>
    [...(data?.fields.values() ?? [])].find(test)?.name ?? otherwise;
  return {
    people: people?.name ?? "Reps",
    source: data?.name ?? "Deals",
    plan: named(({ kind }) => kind === "plan", "AccountExecutive"),
    credit: named(({ kind }) => kind === "credit", "Sales"),
    measure: named(
      (one) => one.kind === "measure" && one.declaration.role === "measure",
      "attainment",
    ),
    kpi: named(isKpi, "bookings"),
    quota: named((one) => one.kind === "measure" && one.declaration.role === "quota", "quota"),
    rates: named((one) => one.kind === "table" && one.declaration.role === "rates", "Commission"),
    date: field(({ type }) => type.kind === "date", "closed_on"),
    amount: field(({ type }) => type.kind === "number" && type.unit.kind === "money", "amount"),
    payee: field(({ type }) => type.kind === "row" && type.source === people?.name, "rep"),
    component: named(({ kind }) => kind === "component", "payout"),
    draw: named(({ kind }) => kind === "draw", "advance"),
    currency: currencyOf(view) ?? "USD",
    year: yearOf(view) ?? "FY2026",
  };
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
