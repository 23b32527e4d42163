/** Expressions that somebody asks about: as measures that are added to the plan, they are checked and computed as any other. */
import type { Evaluator, Scope } from "@attain/compiler/evaluate/evaluator";
import { Fault } from "@attain/compiler/evaluate/fault";
import type { Value } from "@attain/compiler/evaluate/trace";
import { typeOf } from "@attain/compiler/explain/types";
import type * as ir from "@attain/compiler/ir/ir";
import { lowerProgram } from "@attain/compiler/lower/program";
import { hasErrors } from "../preview/last-good.ts";
import type { Launched } from "./launch.ts";
import { type Recorded, Recorder } from "./recorder.ts";
import type { Variable } from "./stop.ts";
import { valuesOf } from "./variables.ts";

const NAME = "asked_by_debugger";

/** An expression that means something, with its value where the debugger stands. */
export interface Question {
  readonly type: ir.ValueType;
  readonly valueAt: (scope: Scope) => Value | Fault;
  /** What its value there is made of, by the words of the question: names and columns, each once. */
  readonly readsAt: (scope: Scope) => readonly Variable[];
}

/** Where a question stands in the text that it was added to. */
interface Asked {
  readonly path: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export class Questions {
  readonly #launched: Launched;
  readonly #known = new Map<string, Question | string>();

  constructor(launched: Launched) {
    this.#launched = launched;
  }

  /** A text says why an expression means nothing there. Where a deal is at hand, its columns have their names. */
  of(expression: string, { credit }: Scope): Question | string {
    const words = expression.trim().replace(/\s+/g, " ");
    const key = `${credit?.credit ?? ""} ${words}`;
    const question = this.#known.get(key) ?? this.#read(words, credit?.credit);
    this.#known.set(key, question);
    return question;
  }

  #read(words: string, credit: string | undefined): Question | string {
    const { view, scene, plan } = this.#launched;
    const { text } = view.file;
    const { end } = plan.origin;
    const means = credit === undefined ? words : `distinct (${words}) of ${credit}`;
    const line = `\n  measure ${NAME} means ${means}\n`;
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
    const node = measure && (credit === undefined ? measure.value : countedBy(measure.value));
    if (changed === undefined || node === undefined) return NOT_COMPUTED;
    const evaluator = scene.evaluator(changed);
    const place = { path: view.path, text: asked, start: end, end: end + line.length };
    return {
      type: typeOf(node),
      valueAt: (scope) => this.#value(evaluator, node, scope),
      readsAt: (scope) => this.#reads(evaluator, node, scope, place),
    };
  }

  #reads(evaluator: Evaluator, node: ir.Expr, scope: Scope, asked: Asked): Variable[] {
    const recorder = new Recorder();
    evaluator.tracer = recorder;
    try {
      this.#value(evaluator, node, scope);
    } finally {
      evaluator.tracer = undefined;
    }
    const read = ({ path, start, end }: ir.Origin): string =>
      (path === asked.path ? asked.text : (this.#launched.file(path)?.text ?? "")).slice(
        start,
        end,
      );
    const values = valuesOf(read, innermost(recorder.since(), asked));
    return [...new Map(values.map((value) => [value.name, value])).values()];
  }

  /** For the payee and the deal at hand, and the pay period, whatever lengths of time are read inside it. */
  #value(evaluator: Evaluator, node: ir.Expr, scope: Scope): Value | Fault {
    const { scene } = this.#launched;
    const isPayPeriod = scope.period?.kind === scene.period.kind;
    const period = isPayPeriod ? scope.period : scene.period;
    try {
      return evaluator.value(node, { ...scope, payee: scope.payee ?? scene.payee, period });
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
  }
}

/** What the words of a question name, without what they were put together to. */
function innermost(recorded: readonly Recorded[], asked: Asked): Recorded[] {
  const isAsked = ({ node: { origin } }: Recorded): boolean =>
    origin.path === asked.path && origin.start >= asked.start && origin.end <= asked.end;
  return recorded.filter(isAsked).flatMap((one) => {
    const inside = innermost(one.parts, asked);
    return inside.length === 0 ? [one] : inside;
  });
}

/** What is asked about each deal. */
function countedBy(node: ir.Expr): ir.Expr | undefined {
  return node.op === "count" ? node.distinct : undefined;
}

const NOT_COMPUTED = "That can't be computed here.";
