/** The scenarios of the plans that are due, each computed beside its plan as it is. */
import { neededSources } from "../../ir/reads.ts";
import { nearest } from "../../base/text.ts";
import { outOfPlace } from "../../diagnostics/catalogue/names.ts";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Scenario } from "../../ir/scenario.ts";
import { lowerScenarios } from "../../lower/scenarios.ts";
import { currenciesOf, type Figures, figuresOf } from "../../what-if/figures.ts";
import {
  type Along,
  alongOf,
  type Ground,
  type Outcome,
  outcomeOf,
} from "../../what-if/scenario.ts";
import { Refusal } from "../answer.ts";
import { UsageError } from "../arguments.ts";
import { diagnosticsText } from "../diagnostics.ts";
import type { Due } from "../due.ts";
import { AT_FAULT } from "../exit-codes.ts";
import { refuseFaults } from "../faults.ts";
import { type Io, progress } from "../io.ts";
import { type Prepared, prepare, type Ready, withData } from "../ready.ts";
import type { Session } from "../session.ts";

/** A plan in a period and a currency, as it is and under each scenario. */
export interface Comparison {
  readonly plan: string;
  readonly label: string | undefined;
  readonly period: string;
  readonly currency: string;
  readonly along: Along | undefined;
  /** The first is the plan as it is. */
  readonly cases: readonly Case[];
}

interface Case {
  /** Undefined for the plan as it is. */
  readonly title: string | undefined;
  readonly figures: Figures;
}

/** A plan with the scenarios that are asked for. */
interface Asked {
  readonly due: Due;
  readonly scenarios: readonly Scenario[];
}

export async function compareScenarios(
  io: Io,
  period: string | undefined,
  titles: readonly string[],
): Promise<{ readonly ready: Ready; readonly comparisons: readonly Comparison[] }> {
  const prepared = await prepare(io, period, []);
  const asked = scenariosOf(prepared, titles);
  const ready = await withData(io, { ...prepared, due: asked.map(({ due }) => due) });
  const bar = progress(io, "Paying scenarios");
  const comparisons = asked.flatMap((one, i) => {
    bar.at(i, asked.length);
    return comparisonsOf(ready, one);
  });
  bar.end();
  return { ready, comparisons };
}

/** The scenarios with these titles, or all; each beside its plan, which is due. */
function scenariosOf({ session, due }: Prepared, titles: readonly string[]): Asked[] {
  const all = due.map((one) => ({ due: one, scenarios: ofPlan(session, one) }));
  const known = all.flatMap(({ scenarios }) => scenarios.map(({ title }) => title));
  if (known.length === 0)
    throw new UsageError(
      'No plan of the period has a scenario. Write one beside it: scenario "Lower quota" for PLAN, and below it given quota is 90% of quota.',
    );
  for (const title of titles) {
    if (known.includes(title)) continue;
    const meant = nearest(title, known) ?? known[0] ?? "";
    throw new UsageError(`There is no scenario "${title}" in the period. Did you mean "${meant}"?`);
  }
  return all.flatMap(({ due: one, scenarios }) => {
    const chosen = scenarios.filter(({ title }) => titles.length === 0 || titles.includes(title));
    if (chosen.length === 0) return [];
    const { planned } = one;
    const reading = { ...planned.plan, givens: chosen.map(({ givens }) => givens) };
    const sources = neededSources([reading], planned.program);
    return [{ due: { ...one, planned: { ...planned, sources } }, scenarios: chosen }];
  });
}

function ofPlan({ workspace }: Session, { planned: { plan, file } }: Due): Scenario[] {
  const checked = workspace.check(file.path);
  if (checked === undefined) return [];
  return lowerScenarios(checked.program).filter((scenario) => scenario.plan === plan.name);
}

function comparisonsOf(ready: Ready, { due, scenarios }: Asked): Comparison[] {
  const { program, plan } = due.planned;
  const data = ready.data(due.planned);
  const ground: Ground = { program, plan, data, periods: due.parts };
  const along = alongOf(ground);
  const cases = [undefined, ...scenarios].map((scenario) => ({
    title: scenario?.title,
    outcome: outcomeOrRefusal(ready, ground, scenario, along),
  }));
  return currenciesOf(cases.map(({ outcome }) => outcome)).map((currency) => ({
    plan: plan.name,
    label: plan.label,
    period: due.period.name,
    currency,
    along,
    cases: cases.map(({ title, outcome }) => ({
      title,
      figures: figuresOf(plan, due.parts.length, outcome, along, currency),
    })),
  }));
}

function outcomeOrRefusal(
  { session }: Ready,
  ground: Ground,
  scenario: Scenario | undefined,
  along: Along | undefined,
): Outcome {
  const outcome = outcomeOf(ground, scenario, along);
  const where = scenario === undefined ? "The plan as it is" : `The scenario "${scenario.title}"`;
  refuseFaults(session, outcome.faults, `${where} can't be computed`);
  if (outcome.unplaced !== undefined) refuseUnplaced(session, scenario, outcome.unplaced.payee);
  return outcome;
}

/** People stand on a number that grows with what they sell. */
function refuseUnplaced(session: Session, scenario: Scenario | undefined, payee: string): never {
  const { workspace, places } = session;
  const headcount = scenario?.headcount;
  const place = headcount?.kind === "placed" ? headcount : undefined;
  const file = workspace.module(place?.origin.path ?? "")?.file;
  const help = "Place people along a credit, or a measure that is a share or a sum of credits.";
  const thing = `\`${place?.along ?? ""}\``;
  const where = `to what doesn't grow evenly with what ${payee} sells`;
  const diagnostics =
    place === undefined || file === undefined
      ? []
      : [diagnose(outOfPlace, { file, span: place.origin }, { thing, place: where }, { help })];
  throw new Refusal({
    exit: AT_FAULT,
    found: { places, diagnostics },
    print: (io) => io.err(diagnosticsText(io, diagnostics, places)),
  });
}
