/** Parameters: values that are the same for everybody, perhaps others from some day on. */
import { type PlainDate, parseDate } from "@attain/runtime";
import { definedByItself, unknownPeriod } from "../diagnostics/catalogue/names.ts";
import { daysOutOfOrder } from "../diagnostics/catalogue/plans.ts";
import { tooDeep } from "../diagnostics/catalogue/reading.ts";
import { diagnose } from "../diagnostics/diagnostic.ts";
import type { Parameter } from "../syntax/ast/plan.ts";
import { referencesIn } from "../syntax/walk.ts";
import { type Checker, type Env, type Notes, newNotes, report } from "./checker.ts";
import { joined } from "./expressions/conditions.ts";
import { value } from "./expressions/demand.ts";
import { type Type, UNKNOWN } from "./types.ts";
import { LONGEST } from "./underway.ts";

/** The parameters that are read, each with its type and the notes on its values. */
export type Parameters_ = Map<string, { readonly type: Type; readonly notes: Notes }>;

/** The type of a parameter; each is typed once. Its value is made of literals and other parameters. */
export function parameterType(checker: Checker, known: Parameters_, name: string): Type {
  const before = known.get(name);
  const symbol = checker.symbols.get(name);
  if (before !== undefined || symbol?.kind !== "parameter") return before?.type ?? UNKNOWN;
  const notes = newNotes();
  known.set(name, { type: UNKNOWN, notes });
  const env: Env = { checker, file: symbol.at.file, notes, present: new Set(), nonZero: new Set() };
  const { declaration: node } = symbol;
  const path = pathTo(checker, name, name);
  if (path !== undefined) {
    const facts = { name, path: path.map((step) => `\`${step}\``).join(" needs ") };
    const isFirst = [...path].sort()[0] === name;
    const help = "Let one of them be made of numbers alone.";
    if (isFirst) checker.report(diagnose(definedByItself, symbol.at, facts, { help }));
    return UNKNOWN;
  }
  // While a value is being typed there is no note on it.
  const waiting = [...known.values()].filter((other) => other.notes.types.size === 0);
  if (waiting.length > LONGEST) {
    const facts = { what: `What needs \`${name}\``, limit: `${LONGEST}`, steps: "definitions" };
    checker.report(diagnose(tooDeep, symbol.at, facts));
    return UNKNOWN;
  }
  checkChanges(env, node);
  const all = node.changes.reduce<Type>(
    (type, change) => joined(env, change.value, type, value(env, change.value, type)),
    value(env, node.value),
  );
  const type: Type =
    node.changes.length === 0 || all.kind === "unknown" ? all : { kind: "timeline", of: all };
  known.set(name, { type, notes });
  return type;
}

/** How a parameter comes to need itself, by names; undefined if it doesn't. */
function pathTo(
  checker: Checker,
  from: string,
  to: string,
  path: readonly string[] = [from],
  seen: Set<string> = new Set(),
): readonly string[] | undefined {
  const symbol = checker.symbols.get(from);
  if (symbol?.kind !== "parameter" || seen.has(from)) return undefined;
  seen.add(from);
  const { value: first, changes } = symbol.declaration;
  const names = [first, ...changes.map((change) => change.value)]
    .flatMap(referencesIn)
    .map((node) => node.name.text);
  if (names.includes(to)) return [...path, to];
  for (const name of names) {
    const found = pathTo(checker, name, to, [...path, name], seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Later values come later, each on a day that there is. */
function checkChanges(env: Env, node: Parameter): void {
  let before: PlainDate | undefined;
  for (const { from } of node.changes) {
    const date = parseDate(from.value);
    if (date === undefined) {
      if (from.value !== "")
        report(env, unknownPeriod, from.span, { kind: "day", name: from.value });
      continue;
    }
    const help = "Write the changes in the order of their days; each day has one value.";
    if (before !== undefined && date <= before)
      report(env, daysOutOfOrder, from.span, { date, before }, { help });
    before = date;
  }
}
