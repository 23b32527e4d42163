/** What a test sets, in place of the methods of emitted code. */
import { type Period, Quantity, parsePeriod, periodsBetween, unsettled } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { Rational } from "../evaluate/rational.ts";
import { fromWidest, givensOf } from "../evaluate/given.ts";
import type { PreparedTest } from "../evaluate/test-runner.ts";
import type { Value } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { TestValue } from "../ir/test.ts";
import { carries, remembers } from "./accounts.ts";
import type { CompiledPlan } from "./compiled.ts";
import { namesOf } from "./names.ts";

export type Methods = Record<string, (...args: unknown[]) => unknown>;

/** Lets a value that is set take the place of what its method gives. */
export function override(
  plan: CompiledPlan,
  program: ir.Program,
  prepared: PreparedTest,
  given: TestValue,
): void {
  const value = toRuntime(given.type, prepared.evaluator.value(given.value, {}));
  const methods = plan as unknown as Methods;
  const names = namesOf(program, prepared.plan);
  const { target } = given;
  const replaceBy = (name: string): void =>
    replace(methods, name, (old, args) =>
      fits(program, prepared, given, args) ? value : old(...args),
    );
  switch (target.kind) {
    case "parameter":
      methods[names.parameter(target.name)] = () => value;
      return;
    case "measure":
      for (const measure of prepared.plan.measures) {
        if (measure.name === target.name) replaceBy(names.measure(measure));
      }
      return;
    case "component":
      replaceBy(names.component(target.name));
      overrideSteps(methods, program, prepared, given, value);
      return;
    case "account":
      replaceBy(names.opening(target.name));
      return;
    case "credit":
      overrideTotal(methods, program, prepared, given, value);
      return;
    case "keyed field":
      overrideRows(plan, program, prepared, target, value);
      return;
    case "payout":
      replaceBy("payout");
      return;
    case "payee field":
    case "lookup":
      return;
  }
}

/** Lets what a test sets for plans that its own plan reads take the place of what those pay. */
export function overrideOthers(
  plan: CompiledPlan,
  program: ir.Program,
  prepared: PreparedTest,
): void {
  const { others } = prepared.plan;
  const names = namesOf(program, prepared.plan);
  for (const other of others) {
    const compiled = (plan as unknown as Record<string, CompiledPlan>)[names.other(other.name)];
    if (compiled === undefined) continue;
    const methods = compiled as unknown as Methods;
    const own = { ...prepared, plan: other };
    for (const given of fromWidest(givensOf(other.name, prepared.test.givens))) {
      override(compiled, program, own, given);
      const { period: _, ...whenever } = given;
      if (given.target.kind === "component" || given.target.kind === "payout")
        replace(
          methods,
          names.isFor,
          (old, args) => fits(program, own, whenever, args) || old(...args),
        );
    }
  }
}

function replace(
  methods: Methods,
  name: string,
  by: (old: (...args: unknown[]) => unknown, args: unknown[]) => unknown,
): void {
  const found = known(methods[name], `the method ${name}`);
  methods[name] = (...args) => by((...inner) => Reflect.apply(found, methods, inner), args);
}

/** The steps of a component that a test sets aren't taken: what came from the period before passes on. */
function overrideSteps(
  methods: Methods,
  program: ir.Program,
  prepared: PreparedTest,
  given: TestValue,
  paid: unknown,
): void {
  const { plan } = prepared;
  const names = namesOf(program, plan);
  const component = plan.components.find(
    ({ name }) => given.target.kind === "component" && name === given.target.name,
  );
  if (component === undefined || !remembers(component.steps)) return;
  const { name, steps } = component;
  const call = (method: string, args: unknown[]): unknown =>
    Reflect.apply(known(methods[method], method), methods, args);
  replace(methods, names.taken(name), (old, args) => {
    if (!fits(program, prepared, given, args)) return old(...args);
    const draws = steps.flatMap((step) => {
      if (step.op !== "settled") return [];
      const forgiven = plan.draws.find((draw) => draw.name === step.draw)?.forgiven;
      const isForgiven = forgiven !== undefined && call(names.forgiven(step.draw), args) === true;
      const opening = call(names.opening(step.draw), args) as Quantity<string>;
      return [[step.draw, unsettled(opening, isForgiven)] as const];
    });
    const carried = carries(steps) ? { carried: call(names.opening(name), args) } : {};
    return { paid, ...carried, draws: Object.fromEntries(draws) };
  });
}

/** Whether a value that is set holds for the payee and the period of a call. */
function fits(
  program: ir.Program,
  { plan }: PreparedTest,
  { payee, period }: TestValue,
  args: unknown[],
): boolean {
  const [who, when] = args as [Readonly<Record<string, unknown>>, Period];
  const [key = "id"] = known(
    program.sources.find(({ name }) => name === plan.people),
    "the people",
  ).keys;
  if (payee !== undefined && who[key] !== payee) return false;
  return period === undefined || parsePeriod(program.calendar, period)?.name === when.name;
}

/** A total over any days is made of those of the pay periods in them. */
function overrideTotal(
  methods: Methods,
  program: ir.Program,
  prepared: PreparedTest,
  given: TestValue,
  value: unknown,
): void {
  const { pays, until } = prepared.plan;
  const names = namesOf(program, prepared.plan);
  const name = names.total(given.target.kind === "credit" ? given.target.name : "");
  replace(methods, name, (old, args) => {
    const [who, days] = args as [unknown, Period];
    const periods =
      "name" in days && days.kind === pays
        ? [days]
        : periodsBetween(program.calendar, pays, days.start, days.end).filter(
            ({ end }) => end <= days.end || days.end === until,
          );
    const parts = periods.map(
      (period) =>
        (fits(program, prepared, given, [who, period])
          ? value
          : old(who, period)) as Quantity<string>,
    );
    return parts.reduce<Quantity<string>>(
      (sum, part) => sum.plus(part),
      Quantity.of("0", (value as Quantity<string>).unit),
    );
  });
}

/** Every row of the source has the value that is set. */
function overrideRows(
  plan: CompiledPlan,
  program: ir.Program,
  prepared: PreparedTest,
  target: { readonly source: string; readonly field: string },
  value: unknown,
): void {
  const holder = plan as unknown as Record<string, Methods>;
  const name = namesOf(program, prepared.plan).index(target.source);
  const old = holder[name];
  const source = known(
    program.sources.find((candidate) => candidate.name === target.source),
    "a source",
  );
  if (old === undefined) return;
  const blank = Object.fromEntries(source.fields.map((field) => [field.name, undefined]));
  const lookUp =
    (verb: string) =>
    (...args: unknown[]): unknown => {
      const row = Reflect.apply(known(old[verb], verb), old, args) ?? blank;
      return { ...row, [target.field]: value };
    };
  holder[name] = {
    get: lookUp("find"),
    find: lookUp("find"),
    getOn: lookUp("findOn"),
    findOn: lookUp("findOn"),
  };
}

/** A value as emitted code has it. */
export function toRuntime(type: ir.ValueType, value: Value): unknown {
  if (!(value instanceof Rational) || type.kind !== "number") return value;
  const numerator = Quantity.of(value.numerator.toString(), type.unit);
  return value.denominator === 1n
    ? numerator
    : numerator.dividedBy(Quantity.of(value.denominator.toString(), "number"));
}
