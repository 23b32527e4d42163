/** An expression that somebody asks about: as a measure that is added to the plan, it is checked and computed as any other. */
import { Fault } from "@attain/compiler/evaluate/fault";
import { lowerProgram } from "@attain/compiler/lower/program";
import { hasErrors } from "../preview/last-good.ts";
import type { Launched } from "./launch.ts";
import type { Variable } from "./stop.ts";
import { variable } from "./variables.ts";

const NAME = "asked_by_debugger";

/** Its value for who is paid; a text that says why there is none. */
export function ask(
  { view, scene, plan, faultOf }: Launched,
  expression: string,
): Variable | string {
  const { text } = view.file;
  const { end } = plan.origin;
  const line = `\n  measure ${NAME} means ${expression.replace(/\s+/g, " ")}\n`;
  const asked = `${text.slice(0, end)}${line}${text.slice(end)}`;
  const checked = view.project.replacing(new Map([[view.path, asked]])).view(view.path)?.checked;
  if (checked === undefined) return "The plan file is gone.";
  if (hasErrors(checked)) {
    const inside = checked.errors.find(
      ({ at: { span } }) => span.start >= end && span.start < end + line.length,
    );
    return inside === undefined ? NOT_COMPUTED : `${inside.message} ${inside.help ?? ""}`.trim();
  }
  const changed = lowerProgram(checked.program).plans.find(({ name }) => name === plan.name);
  const measure = changed?.measures.find(({ name }) => name === NAME);
  if (changed === undefined || measure === undefined) return NOT_COMPUTED;
  const { payee, period } = scene;
  const { type, origin } = measure;
  try {
    const node = { op: "measure", name: NAME, period: period.kind, type, origin } as const;
    return variable(expression, type, scene.evaluator(changed).measure(node, { payee, period }));
  } catch (error) {
    if (error instanceof Fault) return faultOf(error);
    throw error;
  }
}

const NOT_COMPUTED = "That can't be computed here.";
