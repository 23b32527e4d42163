/** A checked file, from the tree to the representation. */
import { newNotes } from "../check/checker.ts";
import type { Symbol_ } from "../bind/scope.ts";
import type { CheckedProgram } from "../check/program.ts";
import type { FieldInfo, SourceInfo } from "../check/sources.ts";
import { valueType } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, originAt } from "./context.ts";
import { lowerParameter, lowerPlan } from "./plans.ts";

/** Only what was checked without an error can be lowered. */
export function lowerProgram(program: CheckedProgram): ir.Program {
  const units = [...program.scope.symbols.values()].flatMap((symbol) =>
    symbol.kind === "unit" ? [[symbol.name, symbol.declaration.places ?? 0] as const] : [],
  );
  return {
    calendar: program.calendar,
    sources: [...program.sources.values()].map((source) => lowerSource(program, source)),
    units: Object.fromEntries(units),
    parameters: [...program.parameters].map(([name, { notes }]) =>
      lowerParameter(program.scope.symbols, name, notes),
    ),
    plans: program.plans.map(lowerPlan),
  };
}

function lowerSource(program: CheckedProgram, source: SourceInfo): ir.Source {
  const notes = program.sourceNotes.get(source.name) ?? newNotes();
  const c: Context = { notes, file: source.file, row: source.name };
  return {
    name: source.name,
    people: source.people,
    ...(source.label === undefined ? {} : { label: source.label }),
    ...(source.doc === undefined ? {} : { doc: source.doc }),
    fields: [...source.columns.values()].map((field) => lowerField(c, field)),
    keys: source.keys.map(({ name }) => name),
    territories: [...program.scope.symbols.values()].flatMap((symbol) =>
      symbol.kind === "territories" && symbol.declaration.source.text === source.name
        ? [lowerTerritories(program, symbol)]
        : [],
    ),
    ...(source.validity === undefined ? {} : { validity: source.validity }),
    checks: source.checks.map(({ condition, message, span }) => ({
      condition: lowerCondition(c, condition),
      ...(message === undefined ? {} : { message }),
      origin: originAt(c, span),
    })),
    origin: { path: source.file.path, start: source.at.span.start, end: source.at.span.end },
  };
}

function lowerTerritories(
  program: CheckedProgram,
  { name, at, declaration: node }: Extract<Symbol_, { kind: "territories" }>,
): ir.Territories {
  const notes = program.territoryNotes.get(name) ?? newNotes();
  const c: Context = { notes, file: at.file, row: node.source.text };
  return {
    name,
    territories: node.territories.map((one) => ({
      name: one.name.text,
      where: lowerCondition(c, one.where),
      ahead: one.ahead.map(({ text }) => text),
      origin: originAt(c, one.span),
    })),
    ...(node.elsewhere === undefined ? {} : { elsewhere: node.elsewhere.text }),
    origin: originAt(c, node.name.span),
  };
}

function lowerField(c: Context, field: FieldInfo): ir.SourceField {
  return {
    name: field.name,
    type: valueType(field.type),
    optional: field.optional,
    key: field.key,
    percent: field.percent,
    limits: field.limits,
    ...(field.places === undefined ? {} : { places: field.places }),
    ...(field.presentWhen === undefined
      ? {}
      : { presentWhen: lowerCondition(c, field.presentWhen) }),
    ...(field.doc === undefined ? {} : { doc: field.doc }),
    origin: originAt(c, field.at.span),
  };
}
