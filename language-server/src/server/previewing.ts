/** What a plan pays while it is written: the requests of `protocol.ts`. */
import { currencyOf } from "@attain/compiler/evaluate/rounding";
import { Rational } from "@attain/compiler/evaluate/rational";
import { formatNumber } from "@attain/compiler/evaluate/format";
import { Fault } from "@attain/compiler/evaluate/fault";
import { type Entity, nameOfEntity } from "../analysis/entity.ts";
import { axisOf } from "@attain/compiler/what-if/axis";
import { Before } from "../preview/before.ts";
import { faultDiagnostic } from "../preview/faults.ts";
import { inlineNumbers, payFor, payoutOf } from "../preview/pay.ts";
import { type Scene, type Wish } from "../preview/scene.ts";
import { type Stage, Stages } from "../preview/stage.ts";
import type { View } from "../project/project.ts";
import {
  CURVE,
  type Curve,
  PASTE_TABLE,
  type PasteTableParams,
  PREVIEW,
  type Preview,
  type PreviewChoices,
  type PreviewParams,
} from "../protocol.ts";
import { pastedTable } from "../refactor/paste-table.ts";
import { type Context, guarded, guardedLater, placeAt, viewAt } from "./context.ts";
import { refreshingLenses, type Showing } from "./lens-refresh.ts";
import {
  choicesOf,
  compared,
  type Told,
  toldOf,
  toldOfFault,
  wireCurve,
  wirePay,
  wiringOf,
} from "./preview-answer.ts";

/** What stands beside the text of what was previewed last. */
export interface Previewed {
  readonly stages: Stages;
  readonly wishOf: (view: View) => Wish;
  readonly valueOf: (view: View, entity: Entity) => string | undefined;
  /** `8,000.00 USD at 100% attainment`; undefined where that isn't known without waiting. */
  readonly atGoal: (view: View, plan: string) => string | undefined;
}

const NOTHING: PreviewChoices = { plans: [], payees: [], periods: [], tests: [] };

/** What is remembered of files that are looked at. */
interface Memory {
  readonly stages: Stages;
  readonly before: Before;
  readonly wishes: Map<string, Wish>;
  readonly values: Map<string, ReadonlyMap<string, string>>;
  readonly showing: Showing;
}

export function previewing(context: Context): Previewed {
  const { connection, shelf, projects } = context;
  const stages = new Stages(shelf);
  const memory: Memory = {
    stages,
    before: new Before(),
    wishes: new Map(),
    values: new Map(),
    showing: refreshingLenses(context),
  };
  connection.onRequest(
    PREVIEW,
    guardedLater(context, FAILED, async (params: PreviewParams) =>
      preview(context, memory, params),
    ),
  );
  connection.onRequest(
    CURVE,
    guardedLater(context, null, async (params: PreviewParams): Promise<Curve | null> => {
      const view = viewAt(context, { textDocument: params });
      const stage = view && (await stageOf(context, memory, view, params));
      return stage?.scene === undefined ? null : wireCurve(stage.scene);
    }),
  );
  connection.onRequest(
    PASTE_TABLE,
    guarded(context, null, ({ uri, position, text }: PasteTableParams) => {
      const place = placeAt(context, { textDocument: { uri }, position });
      return (place && pastedTable(place.view, place.offset, text)) ?? null;
    }),
  );
  const wishOf = (view: View): Wish =>
    memory.wishes.get(projects.uriOf(view.project, view.path)) ?? {};
  return {
    stages,
    wishOf,
    atGoal: (view, plan) => {
      const scene = stages.setNow(view, projects.rootOf(view.project), { ...wishOf(view), plan });
      return scene?.plan.name === plan ? payoutAtGoal(scene) : undefined;
    },
    valueOf: (view, entity) =>
      entity.kind === "symbol"
        ? memory.values.get(projects.uriOf(view.project, view.path))?.get(nameOfEntity(entity))
        : undefined,
  };
}

async function stageOf(
  { projects }: Context,
  { stages, wishes, showing }: Memory,
  view: View,
  params: PreviewParams,
): Promise<Stage | undefined> {
  wishes.set(params.uri, params);
  const stage = await stages.set(view, projects.rootOf(view.project), params);
  if (stage !== undefined) showing(params, stage.dataset);
  return stage;
}

async function preview(context: Context, memory: Memory, params: PreviewParams): Promise<Preview> {
  const answer = await answerTo(context, memory, params);
  // What was paid before is no value of what stands there now.
  if (answer.pay === undefined) memory.values.delete(params.uri);
  return answer;
}

async function answerTo(context: Context, memory: Memory, params: PreviewParams): Promise<Preview> {
  const view = viewAt(context, { textDocument: params });
  const stage = view && (await stageOf(context, memory, view, params));
  if (view === undefined || stage === undefined) return withoutPay(context, view);
  const { payable, scene, obstacle } = stage;
  const told = obstacle && toldOf(context, view, obstacle);
  const choices = choicesOf(payable, scene, params);
  if (scene === undefined) return { of: "none", choices, ...told };
  const reached = params.reached === undefined ? undefined : decimal(params.reached);
  const paid = payFor(payable, scene, reached);
  if (paid === undefined) return { of: "none", choices, ...UNREACHED };
  const wiring = wiringOf(context, view, payable, scene, params);
  if (paid instanceof Fault) {
    const fault = faultDiagnostic(payable, paid, scene.payee);
    return { of: "none", choices, ...(told ?? toldOfFault(wiring, fault)) };
  }
  const inline = inlineNumbers(scene, paid);
  memory.values.set(
    params.uri,
    new Map(inline.flatMap(({ name, text }) => (name === undefined ? [] : [[name, text]]))),
  );
  const { versions, projects } = context;
  const earlier = await memory.before.of(view, async (path) =>
    versions(projects.uriOf(view.project, path)),
  );
  return {
    of: obstacle === undefined ? "current" : "earlier",
    choices,
    ...told,
    pay: {
      ...wirePay(wiring, scene, paid, inline),
      ...compared(earlier, stage, paid),
    },
  };
}

/** Where the plan is paid by a percentage that grows with sales. */
function payoutAtGoal(scene: Scene): string | undefined {
  const axis = axisOf(scene);
  const evaluator = axis?.unit === "ratio" ? axis.at(Rational.ONE) : undefined;
  if (evaluator === undefined) return undefined;
  const payout = payoutOf({ ...scene, evaluator: () => evaluator });
  const currency = currencyOf(evaluator, scene.payee);
  return payout && `${formatNumber(payout, currency)} at 100% ${axis?.name ?? ""}`;
}

const FAILED: Preview = {
  of: "none",
  choices: NOTHING,
  problem: { message: "Attain itself failed; its log says more." },
};

const UNREACHED: Told = {
  problem: { message: "No number of sales reaches that." },
  hinders: "payout",
};

function decimal(text: string): Rational | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Rational.parse(text) : undefined;
}

function withoutPay(context: Context, view: View | undefined): Preview {
  const error = view?.checked.errors[0];
  const told: Told =
    view === undefined || error === undefined
      ? { problem: { message: "There is no such plan file." } }
      : toldOf(context, view, { kind: "plan", diagnostic: error });
  return { of: "none", choices: NOTHING, ...told };
}
