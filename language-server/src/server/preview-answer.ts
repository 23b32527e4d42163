/** What is shown of a preview, as the protocol says it. */
import type { Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import { currencyOf } from "@attain/compiler/evaluate/rounding";
import type { Rational } from "@attain/compiler/evaluate/rational";
import { labelsOf } from "@attain/compiler/explain/words";
import { payCurve } from "@attain/compiler/what-if/pay-curve";
import { contractOf } from "../preview/data-shelf.ts";
import { type Payable, placesNow } from "../preview/last-good.ts";
import { type Inline, type Paid, payoutOf } from "../preview/pay.ts";
import { Pseudonyms } from "@attain/compiler/base/pseudonyms";
import { type Scene, sceneOf } from "../preview/scene.ts";
import type { Obstacle, Stage } from "../preview/stage.ts";
import type { View } from "../project/project.ts";
import type { Curve, Pay, Preview, PreviewChoices, PreviewParams } from "../protocol.ts";
import { type Context, uriIn } from "./context.ts";
import {
  amountOf,
  dataProblem,
  wireDeals,
  wireInline,
  wireLine,
  wireProblem,
  wireValues,
  type Wiring,
} from "./wire.ts";

/** What is told where it can't be paid by the text as it is. */
export type Told = Pick<Preview, "problem" | "hinders">;

export function toldOf(context: Context, view: View, obstacle: Obstacle): Told {
  switch (obstacle.kind) {
    case "plan":
      return {
        problem: wireProblem(obstacle.diagnostic, uriIn(context, view.project)),
        hinders: "text",
      };
    case "data":
      return { problem: dataProblem(obstacle.problem), hinders: "data" };
    case "words":
      return { problem: { message: obstacle.message, help: obstacle.help } };
  }
}

/** A fault of the run for the payee at hand. */
export function toldOfFault({ uriOf, said }: Wiring, fault: Diagnostic): Told {
  const problem = wireProblem(fault, uriOf);
  return { problem: { ...problem, message: said(problem.message) }, hinders: "payout" };
}

export function choicesOf(
  { program, tests }: Payable,
  scene: Scene | undefined,
  { hidesNames }: PreviewParams,
): PreviewChoices {
  const people = scene?.people ?? [];
  const pseudonyms = new Pseudonyms(people);
  const shown = (key: string): string => (hidesNames === true ? pseudonyms.of(key) : key);
  return {
    plans: program.plans.map(({ name, label }) => ({
      name,
      ...(label === undefined ? {} : { label }),
    })),
    payees: people.map(({ key, name }) =>
      hidesNames === true ? { key: shown(key), name: shown(key) } : { key, name },
    ),
    periods: scene?.periods ?? [],
    tests: [...new Set(tests.map(({ title }) => title))],
    ...(scene === undefined
      ? {}
      : { plan: scene.plan.name, payee: shown(scene.payee), period: scene.period.name }),
    ...(scene?.test === undefined ? {} : { test: scene.test }),
  };
}

export function wiringOf(
  context: Context,
  view: View,
  payable: Payable,
  { people }: Scene,
  { hidesNames }: PreviewParams,
): Wiring {
  const pseudonyms = new Pseudonyms(people);
  return {
    uriOf: uriIn(context, view.project),
    placeNow: placesNow(view, payable),
    said: (text) => (hidesNames === true ? pseudonyms.hidden(text) : text),
  };
}

export function wirePay(
  wiring: Wiring,
  { plan }: Scene,
  paid: Paid,
  inline: readonly Inline[],
): Pay {
  return {
    inline: wireInline(wiring, inline),
    payout: amountOf(paid.payout, paid.currency),
    label: plan.payout.label ?? "payout",
    lines: paid.lines.map((line) => wireLine(wiring, line)),
    values: wireValues(wiring, paid),
    deals: wireDeals(paid),
    ...(paid.reached === undefined
      ? {}
      : { reached: amountOf(paid.reached.value, paid.reached.unit) }),
  };
}

/** The payout by the version in git, for the same person and period, where that reads the same data. */
export function compared(
  earlier: Payable | undefined,
  { payable, scene, dataset }: Stage,
  paid: Paid,
): Pick<Pay, "before"> {
  if (earlier === undefined || scene === undefined) return {};
  const { plan, payee, period, test } = scene;
  const isAlike = contractOf(earlier.program, new Map()) === contractOf(payable.program, new Map());
  const wish = {
    plan: plan.name,
    payee,
    period: period.name,
    ...(test === undefined ? {} : { test }),
  };
  const then = isAlike ? sceneOf(earlier, wish, dataset) : undefined;
  if (then?.plan.name !== plan.name || then.payee !== payee || then.plan.currency !== plan.currency)
    return {};
  const payout = payoutOf(then);
  if (payout === undefined) return {};
  return {
    before: {
      payout: amountOf(payout, paid.currency),
      difference: amountOf(paid.payout.minus(payout), paid.currency),
    },
  };
}

export function wireCurve(scene: Scene): Curve | null {
  const curve = payCurve(scene);
  if (curve === undefined) return null;
  const { axis, points, here, cliffs } = curve;
  const currency = currencyOf(scene.plain, scene.payee);
  const wire = ({
    x,
    payout,
  }: {
    readonly x: Rational;
    readonly payout: Rational;
  }): Curve["here"] => ({
    x: amountOf(x, axis.unit),
    payout: amountOf(payout, currency),
  });
  return {
    axis: labelsOf(scene.plan).get(axis.name) ?? axis.name,
    points: points.map(wire),
    here: wire(here),
    cliffs: cliffs.map(({ x, below, at }) => ({
      x: amountOf(x, axis.unit),
      below: amountOf(below, currency),
      at: amountOf(at, currency),
    })),
  };
}
