/** What a plan pays while it is written: the requests of `protocol.ts`. */
import { Rational } from "@attain/compiler/evaluate/rational";
import { formatNumber } from "@attain/compiler/evaluate/format";
import { Fault } from "@attain/compiler/evaluate/fault";
import { type Entity, nameOfEntity } from "../analysis/entity.ts";
import { axisOf } from "../preview/axis.ts";
import { Before } from "../preview/before.ts";
import { payCurve } from "../preview/curve.ts";
import { contractOf } from "../preview/data-shelf.ts";
import { faultDiagnostic } from "../preview/faults.ts";
import { type Payable, placeNow } from "../preview/last-good.ts";
import { inlineNumbers, type Paid, payFor, payoutOf } from "../preview/pay.ts";
import { Pseudonyms } from "../preview/pseudonyms.ts";
import { type Scene, sceneOf, type Wish } from "../preview/scene.ts";
import { type Obstacle, type Stage, Stages } from "../preview/stage.ts";
import type { View } from "../project/project.ts";
import {
  CURVE,
  type Curve,
  PASTE_TABLE,
  type PasteTableParams,
  type Pay,
  PREVIEW,
  type Preview,
  type PreviewChoices,
  type PreviewParams,
  type PreviewProblem,
} from "../protocol.ts";
import { pastedTable } from "../refactor/paste-table.ts";
import { type Context, guarded, guardedLater, placeAt, uriIn, viewAt } from "./context.ts";
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

/** What stands beside the text of what was previewed last. */
export interface Previewed {
  readonly stages: Stages;
  readonly wishOf: (view: View) => Wish;
  readonly valueOf: (view: View, entity: Entity) => string | undefined;
  /** `8,000.00 USD at 100% attainment`; undefined where that isn't known without waiting. */
  readonly atGoal: (view: View, plan: string) => string | undefined;
}

const NOTHING: PreviewChoices = { plans: [], payees: [], periods: [], tests: [] };

export function previewing(context: Context): Previewed {
  const { connection, shelf, versions, projects } = context;
  const stages = new Stages(shelf);
  const before = new Before();
  const wishes = new Map<string, Wish>();
  const values = new Map<string, ReadonlyMap<string, string>>();
  const rootOf = (view: View): string => projects.rootOf(view.project);
  const stageOf = async (view: View, params: PreviewParams): Promise<Stage | undefined> => {
    wishes.set(params.uri, params);
    return stages.set(view, rootOf(view), params);
  };

  const preview = async (params: PreviewParams): Promise<Preview> => {
    const view = viewAt(context, { textDocument: params });
    const stage = view && (await stageOf(view, params));
    if (view === undefined || stage === undefined) return withoutPay(context, view);
    const { payable, scene, obstacle } = stage;
    const problem = obstacle && problemOf(context, view, obstacle);
    const choices = choicesOf(payable, scene, params);
    if (scene === undefined)
      return { of: "none", choices, ...(problem === undefined ? {} : { problem }) };
    const reached = params.reached === undefined ? undefined : decimal(params.reached);
    const paid = payFor(payable, scene, reached);
    if (paid === undefined) return { of: "none", choices, problem: { message: UNREACHED } };
    if (paid instanceof Fault) {
      const fault = wireProblem(
        faultDiagnostic(payable, paid, scene.payee),
        uriIn(context, view.project),
      );
      return { of: "none", choices, problem: problem ?? fault };
    }
    const wiring = wiringOf(context, view, payable, scene, params);
    const pay = wirePay(wiring, scene, paid);
    const inline = inlineNumbers(scene, paid, scene.evaluator(scene.plan));
    values.set(
      params.uri,
      new Map(inline.flatMap(({ name, text }) => (name === undefined ? [] : [[name, text]]))),
    );
    const earlier = await before.of(view, async (path) =>
      versions(projects.uriOf(view.project, path)),
    );
    return {
      of: obstacle === undefined ? "current" : "earlier",
      choices,
      ...(problem === undefined ? {} : { problem }),
      pay: {
        ...pay,
        inline: wireInline(wiring, inline),
        ...compared(earlier, stage, paid),
      },
    };
  };
  connection.onRequest(PREVIEW, guardedLater(context, FAILED, preview));

  const curve = async (params: PreviewParams): Promise<Curve | null> => {
    const view = viewAt(context, { textDocument: params });
    const stage = view && (await stageOf(view, params));
    return stage?.scene === undefined ? null : wireCurve(stage.scene);
  };
  connection.onRequest(CURVE, guardedLater(context, null, curve));

  connection.onRequest(
    PASTE_TABLE,
    guarded(context, null, ({ uri, position, text }: PasteTableParams) => {
      const place = placeAt(context, { textDocument: { uri }, position });
      return (place && pastedTable(place.view, place.offset, text)) ?? null;
    }),
  );

  return {
    stages,
    atGoal: (view, plan) => {
      const wish = { ...wishes.get(projects.uriOf(view.project, view.path)), plan };
      const scene = stages.setNow(view, rootOf(view), wish);
      return scene?.plan.name === plan ? payoutAtGoal(scene) : undefined;
    },
    wishOf: (view) => wishes.get(projects.uriOf(view.project, view.path)) ?? {},
    valueOf: (view, entity) =>
      entity.kind === "symbol"
        ? values.get(projects.uriOf(view.project, view.path))?.get(nameOfEntity(entity))
        : undefined,
  };
}

/** Where the plan is paid by a percentage that grows with sales. */
function payoutAtGoal(scene: Scene): string | undefined {
  const axis = axisOf(scene);
  const evaluator = axis?.unit === "ratio" ? axis.at(Rational.ONE) : undefined;
  const payout = evaluator && payoutOf({ ...scene, evaluator: () => evaluator });
  return payout && `${formatNumber(payout, scene.plan.currency)} at 100% ${axis?.name ?? ""}`;
}

const FAILED: Preview = {
  of: "none",
  choices: NOTHING,
  problem: { message: "Attain itself failed; its log says more." },
};

const UNREACHED = "No number of sales reaches that.";

function decimal(text: string): Rational | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Rational.parse(text) : undefined;
}

function withoutPay(context: Context, view: View | undefined): Preview {
  const error = view?.checked.diagnostics.find(({ severity }) => severity === "error");
  const problem: PreviewProblem =
    view === undefined || error === undefined
      ? { message: "There is no such plan file." }
      : wireProblem(error, uriIn(context, view.project));
  return { of: "none", choices: NOTHING, problem };
}

function problemOf(context: Context, view: View, obstacle: Obstacle): PreviewProblem {
  switch (obstacle.kind) {
    case "plan":
      return wireProblem(obstacle.diagnostic, uriIn(context, view.project));
    case "data":
      return dataProblem(obstacle.problem);
    case "words":
      return { message: obstacle.message, help: obstacle.help };
  }
}

function choicesOf(
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

function wiringOf(
  context: Context,
  view: View,
  payable: Payable,
  { people }: Scene,
  { hidesNames }: PreviewParams,
): Wiring {
  const pseudonyms = new Pseudonyms(people);
  return {
    uriOf: uriIn(context, view.project),
    placeNow: (origin) => placeNow(view, payable, origin),
    said: (text) => (hidesNames === true ? pseudonyms.hidden(text) : text),
  };
}

function wirePay(wiring: Wiring, { plan }: Scene, paid: Paid): Omit<Pay, "inline"> {
  return {
    payout: amountOf(paid.payout, plan.currency),
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
function compared(
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
      payout: amountOf(payout, plan.currency),
      difference: amountOf(paid.payout.minus(payout), plan.currency),
    },
  };
}

function wireCurve(scene: Scene): Curve | null {
  const curve = payCurve(scene);
  if (curve === undefined) return null;
  const { axis, points, here, cliffs } = curve;
  const { currency } = scene.plan;
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
    axis: axis.name,
    points: points.map(wire),
    here: wire(here),
    cliffs: cliffs.map(({ x, below, at }) => ({
      x: amountOf(x, axis.unit),
      below: amountOf(below, currency),
      at: amountOf(at, currency),
    })),
  };
}
