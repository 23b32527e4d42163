/** From the arguments of a launch to everything that a debugger goes through. */
import type { Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import type { Evaluator } from "@attain/compiler/evaluate/evaluator";
import type { Fault } from "@attain/compiler/evaluate/fault";
import type * as ir from "@attain/compiler/ir/ir";
import { positionAt, type SourceFile } from "@attain/compiler/text/source-file";
import type { DataShelf } from "../preview/data-shelf.ts";
import { readIn } from "../preview/last-good.ts";
import { faultDiagnostic } from "../preview/faults.ts";
import { nameOf, type Scene } from "../preview/scene.ts";
import { type Obstacle, type Stage, Stages } from "../preview/stage.ts";
import type { View } from "../project/project.ts";
import type { Projects } from "../server/projects.ts";
import { uriOf } from "../server/uris.ts";
import { journeyOf } from "./journey.ts";
import type { Journey } from "./stop.ts";

/** What an editor launches with; `program` is a plan file. */
export interface LaunchArguments {
  readonly program?: string;
  readonly plan?: string;
  readonly payee?: string;
  readonly period?: string;
  readonly test?: string;
  readonly case?: number;
  readonly stopOnEntry?: boolean;
}

/** What a debugger stands on. */
export interface DebugGround {
  readonly projects: Projects;
  readonly shelf: DataShelf;
  /** A file as an editor wants it: as a path, or as a URI. */
  readonly pathOf: (uri: string) => string;
}

export interface Launched {
  readonly journey: Journey;
  readonly evaluator: Evaluator;
  readonly plan: ir.Plan;
  readonly scene: Scene;
  readonly view: View;
  readonly file: (path: string) => SourceFile | undefined;
  /** The path of a file as an editor wants it, and the other way round. */
  readonly pathOf: (path: string) => string;
  readonly pathIn: (path: string) => string | undefined;
  /** What a computation that ended early met, in words. */
  readonly faultOf: (fault: Fault) => string;
  /** `AccountExecutive, Ada Lovelace, FY2026-Q1: 9,200.00 USD`. */
  readonly summary: string;
}

/** Told to whoever launched, in place of a debugger. */
export class Refused extends Error {}

export async function launch(
  given: LaunchArguments,
  { projects, shelf, pathOf }: DebugGround,
): Promise<Launched> {
  const { program } = given;
  if (program === undefined)
    throw new Refused("Say which plan to debug: `program` must be the path of a plan file.");
  const view = projects.view(uriOf(program));
  if (view === undefined) throw new Refused(`There is no plan file ${program}.`);
  const root = projects.rootOf(view.project);
  const stage = await new Stages(shelf).set(view, root, given);
  if (stage === undefined) throw new Refused(brokenText(view));
  const { scene, obstacle, payable } = stage;
  if (obstacle !== undefined) throw new Refused(obstacleText(obstacle));
  if (scene === undefined) throw new Refused("There is nobody to pay.");
  refuseOthers(given, scene);
  return launched(view, stage, scene, {
    pathOf: (path) => pathOf(projects.uriOf(view.project, path)),
    pathIn: (path) => {
      const place = projects.at(uriOf(path));
      return place?.project === view.project ? place.path : undefined;
    },
    faultOf: (fault) => {
      const { code, message, help } = faultDiagnostic(payable, fault, scene.payee);
      return [`${code} ${message}`, help ?? ""].join(" ").trim();
    },
  });
}

function launched(
  view: View,
  { payable }: Stage,
  scene: Scene,
  rest: Pick<Launched, "pathOf" | "pathIn" | "faultOf">,
): Launched {
  const { plan, payee, period } = scene;
  const evaluator = scene.evaluator(plan);
  const journey = journeyOf(evaluator, { payee, period }, readIn(payable));
  const end = journey.stops.at(-1);
  const payout = end?.fault === undefined ? end?.values()[0]?.value : rest.faultOf(end.fault);
  return {
    ...rest,
    journey,
    evaluator,
    plan,
    scene,
    view,
    file: (path) => payable.checked.modules.get(path)?.file,
    summary: `${plan.name}, ${nameOf(plan, evaluator.data, payee)}, ${period.name}: ${payout ?? ""}`,
  };
}

/** What was asked for by name must be there: another one would be debugged in its place. */
function refuseOthers(
  { plan, payee, period, test, case: line }: LaunchArguments,
  scene: Scene,
): void {
  const asked: readonly (readonly [string, string | undefined, string, readonly string[]])[] = [
    ["plan", plan, scene.plan.name, scene.program.plans.map(({ name }) => name)],
    ["test", test, scene.test ?? "", []],
    ["case", line === undefined ? undefined : String(line), String(scene.case ?? ""), []],
    ["payee", payee, scene.payee, scene.people.map(({ key }) => key)],
    ["period", period, scene.period.name, scene.periods],
  ];
  for (const [what, wanted, found, all] of asked) {
    if (wanted === undefined || wanted === found) continue;
    const choices = all.length > 0 && all.length < MANY ? ` There is: ${all.join(", ")}.` : "";
    throw new Refused(`There is no ${what} \`${wanted}\` here.${choices}`);
  }
}

const MANY = 30;

function brokenText({ checked }: View): string {
  const [error] = checked.errors;
  return error === undefined ? "There is no plan in this file." : diagnosticText(error);
}

function diagnosticText({ code, message, at }: Diagnostic): string {
  const { line } = positionAt(at.file, at.span.start);
  return `${code} ${message} (${at.file.path}, line ${line})`;
}

function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "plan":
      return diagnosticText(obstacle.diagnostic);
    case "data": {
      const { code, message, file } = obstacle.problem;
      return `${code} ${message} (${file})`;
    }
    case "words":
      return `${obstacle.message} ${obstacle.help}`;
  }
}
