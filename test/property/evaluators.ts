// A plan and its data, compiled once and paid by both evaluators; and in what they differ.
import { PayFault, type Period, periodsBetween } from "@attain/runtime";
import { applyContract } from "../../compiler/src/data/contract.ts";
import type { RawRow } from "../../compiler/src/data/raw-table.ts";
import {
  callMethod,
  type CompiledModule,
  type CompiledPlan,
  rationalOf,
  rowsFor,
} from "../../compiler/src/emit/compiled.ts";
import { emitModule } from "../../compiler/src/emit/module.ts";
import { namesOf } from "../../compiler/src/emit/names.ts";
import { payComponent } from "../../compiler/src/evaluate/components.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { eligible, payPayee } from "../../compiler/src/evaluate/run.ts";
import { loadPlan } from "../../compiler/src/host/load-plan.ts";
import type { Dataset } from "../../compiler/src/ir/dataset.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { positionAt } from "../../compiler/src/text/source-file.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { type Checked, Workspace } from "../../compiler/src/workspace/workspace.ts";

/** Rows by source as files hold them; the first row is the heading. */
export type Tables = Readonly<Record<string, readonly RawRow[]>>;

/** A plan as text, with data for it. */
export interface Case {
  readonly plan: string;
  readonly data: Tables;
}

/** A plan that checks without errors, and the code that is emitted for it. */
export interface Compiled {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly code: string;
  readonly quote: (origin: ir.Origin) => string;
}

const PATH = "plans/generated.plan";

export function check(text: string): Checked {
  const checked = new Workspace(memoryHost({ [PATH]: text })).check(PATH);
  if (checked === undefined) throw new Error("The plan was not found.");
  return checked;
}

/** What is wrong with a plan, as lines. */
export function mistakes({ file, diagnostics }: Checked): string[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, at }) => {
      const { line } = positionAt(file, at.span.start);
      return `${code} line ${line}: ${message}`;
    });
}

/** Compiles the first plan of a text that has no errors. */
export function compile(text: string): Compiled {
  const checked = check(text);
  const wrong = mistakes(checked);
  if (wrong.length > 0) throw new Error(`The plan has errors.\n${wrong.join("\n")}`);
  const program = lowerProgram(checked.program);
  const [plan] = program.plans;
  if (plan === undefined) throw new Error("There is no plan.");
  const locate = ({ start }: ir.Origin): string =>
    `${PATH}:${positionAt(checked.file, start).line}`;
  const code = emitModule(program, plan, locate);
  return { program, plan, code, quote: ({ start, end }) => text.slice(start, end) };
}

/** Holds rows to the contract of their sources. */
export function hold({ program, quote }: Compiled, data: Tables): Dataset {
  const tables = Object.entries(data).map(([source, [columns = [], ...rows]]) => ({
    source,
    file: `${source}.csv`,
    columns: columns.map(String),
    rows,
    first: 2,
  }));
  const { dataset, problems } = applyContract({ program, tables, settings: new Map(), quote });
  if (dataset !== undefined) return dataset;
  const said = problems.map(({ code, message, rows }) => `${code} ${message} ${rows.join(", ")}`);
  throw new Error(`The data has problems.\n${said.join("\n")}`);
}

/** Every pay period of a plan. */
export function periodsOf({ program, plan }: Compiled): Period[] {
  return periodsBetween(program.calendar, plan.pays, plan.from, plan.until);
}

/** What a payee gets of each component and in all: digits (or a fraction), or the code of a fault. */
export type Outcomes = Readonly<Record<string, string>>;

const PAYOUT = "(payout)";

/** What the reference evaluator makes of a payee and a period. */
function referenceOutcomes(evaluator: Evaluator, payee: string, period: Period): Outcomes {
  const scope = { payee, period };
  const components = evaluator.plan.components.map((component) => [
    component.name,
    orFault(() => payComponent(evaluator, component, scope).amount.toString(), Fault),
  ]);
  const payout = orFault(() => payPayee(evaluator, payee, period).payout.amount.toString(), Fault);
  return { ...Object.fromEntries(components), [PAYOUT]: payout } as Outcomes;
}

/** What emitted code makes of a payee and a period. */
export function compiledOutcomes(
  compiled: CompiledPlan,
  { program, plan }: Compiled,
  payee: unknown,
  period: Period,
): Outcomes {
  const names = [...plan.components.map(({ name }) => name), PAYOUT];
  return Object.fromEntries(
    names.map((name) => {
      const method = name === PAYOUT ? "payout" : namesOf(program, plan).component(name);
      const value = callMethod(compiled, method, payee, period);
      const shown =
        typeof value === "object" && value !== null
          ? rationalOf(value as Parameters<typeof rationalOf>[0]).toString()
          : String(value);
      return [name, shown];
    }),
  );
}

/** An instance of emitted code, or the fault that it can't be made for. */
export function instance(
  module: CompiledModule,
  { program }: Compiled,
  dataset: Dataset,
): CompiledPlan | string {
  return orFault(
    () => new module.plan(module.readData(rowsFor(program.sources, dataset))),
    PayFault,
  );
}

/** In what the two evaluators differ, as lines; none if they agree to the last digit. */
export async function differences(
  { plan, data }: Case,
  load: (code: string) => Promise<CompiledModule> = loadPlan,
): Promise<string[]> {
  const compiled = compile(plan);
  const dataset = hold(compiled, data);
  return differencesIn(compiled, dataset, await load(compiled.code));
}

function differencesIn(compiled: Compiled, dataset: Dataset, module: CompiledModule): string[] {
  const { program, plan } = compiled;
  const evaluator = new Evaluator(program, plan, dataset);
  const emitted = instance(module, compiled, dataset);
  if (typeof emitted === "string") return differenceInCredits(evaluator, emitted);
  const payees = orFault(() => eligible(evaluator), Fault);
  const rows = orFault(() => emitted.eligible(), PayFault);
  if (typeof payees === "string" || typeof rows === "string")
    return payees === rows ? [] : [`eligible: ${faultOf(payees)} | ${faultOf(rows)}`];
  const [key = "id"] = program.sources.find(({ name }) => name === plan.people)?.keys ?? [];
  const people = new Map(rows.map((row) => [String(row[key]), row] as const));
  const listed = [...people.keys()].sort().join(", ");
  if (listed !== payees.join(", ")) return [`eligible: ${payees.join(", ")} | ${listed}`];
  return periodsOf(compiled).flatMap((period) =>
    payees.flatMap((payee) => {
      const expected = referenceOutcomes(evaluator, payee, period);
      const actual = compiledOutcomes(emitted, compiled, people.get(payee), period);
      return comparable(expected)
        .filter((name) => !agree(expected[name], actual[name]))
        .map(
          (name) =>
            `${payee} ${period.name} ${name}: reference ${expected[name]}, emitted ${actual[name]}`,
        );
    }),
  );
}

/** The value, or the code of the fault that there is instead. */
function orFault<Value>(
  evaluate: () => Value,
  kind: new (...args: never[]) => Error & { readonly code: string },
): Value | string {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof kind) return error.code;
    throw error;
  }
}

/** The code of a fault, where there is one. */
function faultOf(found: unknown): string {
  return typeof found === "string" ? found : "no fault";
}

/** Where several things are wrong at once, which of them is met first means nothing: nothing is paid. */
function agree(expected: string | undefined, actual: string | undefined): boolean {
  return expected === actual || (isFault(expected) && isFault(actual));
}

/** Where a component has a fault nothing is paid, and what the payout would be means nothing. */
function comparable(expected: Outcomes): string[] {
  const names = Object.keys(expected);
  const isAtFault = names.some((name) => name !== PAYOUT && isFault(expected[name]));
  return isAtFault ? names.filter((name) => name !== PAYOUT) : names;
}

export function isFault(outcome: string | undefined): boolean {
  return outcome?.startsWith("ATN9") === true;
}

/** Emitted code gives all credits before it pays; the reference gives each when it is read. */
function differenceInCredits(evaluator: Evaluator, code: string): string[] {
  const codes = evaluator.plan.credits.map(({ name }) =>
    orFault(() => evaluator.allCredits(name).length, Fault),
  );
  return codes.includes(code) ? [] : [`credits: reference ${codes.join(", ")}, emitted ${code}`];
}
