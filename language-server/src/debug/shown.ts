/** What an editor shows of a stop: the frames that led to it, and what there is to see in each. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import { positionAt } from "@attain/compiler/text/source-file";
import type { Launched } from "./launch.ts";
import type { Journey, Stop, Variable } from "./stop.ts";
import { fieldsOf } from "./variables.ts";

/** The indexes of the stops at which the frames stand, the innermost first. */
export function stackAt({ stops }: Journey, at: number): number[] {
  const stack = [at];
  for (let i = stops[at]?.frame.caller; i !== undefined; i = stops[i]?.frame.caller) stack.push(i);
  return stack;
}

/** Lines and columns are counted from 1. */
export interface StopPlace {
  readonly source: DebugProtocol.Source;
  readonly line: number;
  readonly column: number;
}

export function placeOf(launched: Launched, { origin }: Stop): StopPlace | undefined {
  const file = launched.file(origin.path);
  if (file === undefined) return undefined;
  const start = positionAt(file, origin.start);
  const path = launched.pathOf(origin.path);
  return {
    source: { name: origin.path.split("/").at(-1) ?? origin.path, path },
    line: start.line,
    column: start.column,
  };
}

export interface Section {
  readonly name: string;
  readonly hint?: "locals";
  readonly values: () => readonly Variable[];
}

/** Of a frame that stands at `stop`: its clause, the deal and the person at hand, and all names that have a value by now. */
export function sectionsOf(launched: Launched, stop: Stop, known: number): Section[] {
  const { evaluator, journey, scene } = launched;
  const { credit, payee = scene.payee, period = scene.period } = stop.frame.scope;
  const deal = credit && {
    name: "Deal",
    values: () => fieldsOf(evaluator.source(evaluator.rule(credit.credit).source), credit.row),
  };
  // Before a clause is gone through there is mostly nothing to see of it.
  const clause = stop.values().length === 0 ? [] : [stop.values];
  return [
    ...clause.map((values) => ({ name: "Clause", hint: "locals", values }) as const),
    ...(deal === undefined ? [] : [deal]),
    { name: "Known so far", values: () => journey.known.slice(0, known) },
    { name: "Payee", values: () => personOf(launched, payee) },
    {
      name: "Period",
      values: () => [
        { name: "period", value: period.name, type: period.kind },
        { name: "first day", value: period.start, type: "date" },
        { name: "last day", value: period.end, type: "date" },
      ],
    },
  ];
}

/** The fields of the person, in tests those that are given. */
export function personOf({ evaluator }: Launched, key: string): Variable[] {
  const { people } = evaluator.plan;
  const row = evaluator.find(people, key);
  return row === undefined
    ? [{ name: "payee", value: key, type: people }]
    : fieldsOf(evaluator.source(people), row);
}
