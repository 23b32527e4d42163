/** Measures, parameters, components and the payout, as methods of TypeScript. */
import type * as ir from "../ir/ir.ts";
import { isTopUp, isPaidLater, looksAtPaid, paidComponents, runsAlongPaid } from "../ir/reads.ts";
import { productOf, unitOf } from "./arithmetic.ts";
import { arrow, type Emitter, type Place, placeIn, remark, uses } from "./emitter.ts";
import {
  carries,
  emitCarried,
  emitSettled,
  remembers,
  shutValue,
  takenType,
  takenValue,
} from "./accounts.ts";
import { emit } from "./expressions.ts";
import { emitMissing } from "./fields.ts";
import { rounded } from "./rounding.ts";
import { tsType } from "./value-type.ts";
import { emitDays, holdsForWhole } from "./windows.ts";

interface Titled {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly origin: ir.Origin;
}

function comment(e: Emitter, role: string, { name, label, doc, origin }: Titled): string {
  const title = label === undefined ? `${role} ${name}` : `${role} ${name}: ${label}`;
  return remark([title, ...(doc?.split("\n") ?? []), e.locate(origin)].join(" — "));
}

export function emitParameter(e: Emitter, node: ir.Parameter): string {
  const value = emit(e, node.value, {});
  const type = e.type(tsType(node.type));
  if (node.changes.length === 0)
    return `${comment(e, "parameter", node)}${e.names.parameter(node.name)}(): ${type} {\nreturn ${value};\n}`;
  const changes = [...node.changes]
    .reverse()
    .map(
      ({ from, value: later }) =>
        `if (on >= ${JSON.stringify(from)}) return ${emit(e, later, {})};\n`,
    );
  return `${comment(e, "parameter", node)}${e.names.parameter(node.name)}(on: ${e.type("PlainDate")}): ${type} {\n${changes.join("")}return ${value};\n}`;
}

export function emitMeasure(e: Emitter, node: ir.Measure, payee: string): string {
  e.begin();
  const at = placeIn(node.period);
  const value = emit(e, node.value, at);
  const text = `${exceptionLines(e, node, at)}return ${value}; // ${e.locate(node.value.origin)}`;
  const args = payeeAndPeriod(e, text, payee);
  return `${comment(e, node.role, node)}${e.names.measure(node)}(${args}): ${e.type(tsType(node.type))} {\n${text}\n}`;
}

/** What holds instead, where the condition of an exception does. */
function exceptionLines(
  e: Emitter,
  { name, exceptions }: Pick<ir.Measure, "name" | "exceptions">,
  at: Place,
): string {
  if (exceptions.length === 0) return "";
  const list = exceptions.map(
    ({ label, condition }) =>
      `{ label: ${JSON.stringify(label)}, holds: ${emit(e, condition, at)} }`,
  );
  const returns = exceptions.map(
    ({ label, value, origin }) =>
      `if (exception === ${JSON.stringify(label)}) return ${emit(e, value, at)}; // ${e.locate(origin)}\n`,
  );
  return `const exception = ${e.use("liveException")}(${JSON.stringify(name)}, [${list.join(", ")}]);\n${returns.join("")}`;
}

/** A payee and a period, under names that start with an underscore where the body doesn't use them. */
export function payeeAndPeriod(e: Emitter, text: string, payee: string): string {
  const used = (name: string): string => (uses(text, name) ? name : `_${name}`);
  return `${used("payee")}: ${payee}, ${used("period")}: ${e.type("Period")}`;
}

export function emitComponent(e: Emitter, node: ir.Component, payee: string): string {
  const { currency, pays } = e.plan;
  const money = e.type(`Money<"${currency}">`);
  const name = e.names.component(node.name);
  const here = placeIn(node.period);
  const outside = outsideLine(e, node);
  if (remembers(node.steps)) {
    const head = `${comment(e, "component", node)}${name}`;
    return rememberedMethods(e, node, head, outside + body(e, node, here), payee);
  }
  const said = comment(e, "component", node);
  const isKept = looksAtPaid(node);
  const kept = isKept
    ? `${said}${name}(payee: ${payee}, period: ${e.type("Period")}): ${money} {\nreturn this.${e.names.steps(node.name)}.of(payee, period);\n}\n\nprivate `
    : said;
  const open = `${kept}${isKept ? e.names.taken(node.name) : name}`;
  if (node.scope.kind === "period" && node.period === pays) {
    const text = outside + exceptionLines(e, node, here) + body(e, node, here);
    return `${open}(${payeeAndPeriod(e, text, payee)}): ${money} {\n${text}\n}`;
  }
  const head = `${open}(payee: ${payee}, period: ${e.type("Period")}): ${money} {\n${outside}`;
  const inner = e.names.part(node.name);
  if (node.scope.kind === "period") {
    const all = periodsOf(e, node);
    const periods = holdsForWhole(e, pays)
      ? all
      : `${e.use("periodsWithin")}(${all}, ${e.names.term}, period)`;
    return [
      `${head}return ${e.use("sum")}(${periods}.map((part) => this.${inner}(payee, part)), "${currency}");\n}`,
      privateMethod(
        e,
        inner,
        exceptionLines(e, node, here) + body(e, node, here),
        payee,
        "",
        money,
      ),
    ].join("\n\n");
  }
  return emitEachCredit(e, node, node.scope, head + exceptionLines(e, node, here), payee);
}

/** The periods of its own that a component is paid for with a pay period. */
function periodsOf(e: Emitter, { period, segments }: ir.Component): string {
  if (segments === undefined)
    return `${e.use("periodsPaid")}(CALENDAR, ${JSON.stringify(period)}, period)`;
  const at: Place = { payee: "payee", period: "day", kind: "Day" };
  const value = arrow("day", emitMissing(e, segments, at));
  return `${e.use("segmentsOf")}(period, ${value}, ${e.use("sameValue")})`;
}

/** Credit by credit; where one pays by what those before it have paid, in turn. */
function emitEachCredit(
  e: Emitter,
  node: ir.Component,
  { credit, where }: Extract<ir.Component["scope"], { kind: "each credit" }>,
  head: string,
  payee: string,
): string {
  const { currency, credits } = e.plan;
  const rule = credits.find(({ name }) => name === credit);
  const row = e.names.type(rule?.source ?? "");
  const at: Place = { ...placeIn(node.period), credit: "credit", row: "credit.row" };
  const filter = where === undefined ? "" : `.filter(${arrow("credit", emit(e, where, at))})`;
  const days = emitDays(e, { kind: "period", period: node.period }, at);
  const list = `this.${e.names.credits(credit)}(payee, ${days})${filter}`;
  const inner = e.names.part(node.name);
  const money = e.type(`Money<"${currency}">`);
  const type = e.type(`Credit<${row}, ${JSON.stringify(rule?.unit ?? currency)}>`);
  const isInTurn = runsAlongPaid(node);
  const paid = isInTurn
    ? `${e.use("paidInTurn")}(${list}, "${currency}", (credit, paid) => this.${inner}(payee, period, credit, paid))`
    : `${e.use("sum")}(${list}.map((credit) => this.${inner}(payee, period, credit)), "${currency}")`;
  const more = `, credit: ${type}${isInTurn ? `, paid: ${money}` : ""}`;
  return [
    `${head}return ${paid};\n}`,
    privateMethod(e, inner, body(e, node, at), payee, more, money),
  ].join("\n\n");
}

/** What a component pays for one credit, or one period of its own. */
function privateMethod(
  e: Emitter,
  name: string,
  text: string,
  payee: string,
  credit: string,
  money: string,
): string {
  const more = /\bcredit\b/.test(text) ? credit : credit.replace(", credit", ", _credit");
  return `private ${name}(${payeeAndPeriod(e, text, payee)}${more}): ${money} {\n${text}\n}`;
}

/** One constant for each step, each made of the one above. */
function body(e: Emitter, node: ir.Component, at: Place): string {
  e.begin();
  const lines = gateLines(e, node, at);
  const { earns } = node;
  const value = emit(e, earns.value, at);
  const earned =
    earns.when === undefined
      ? value
      : `${emit(e, earns.when, at)} ? ${value} : ${none(e, earns.unit)}`;
  lines.push(`const earned = ${earned}; // ${e.locate(earns.origin)}`);
  return finish(node.steps, steps(e, node, "earned", earns.unit, at, lines));
}

/** A component or the payout: its gates, and its steps. */
type Column = Pick<ir.Component, "name" | "gates" | "steps">;

/** Unless every gate is open, nothing is paid. */
function gateLines(e: Emitter, column: Column, at: Place): string[] {
  return column.gates.map(
    ({ condition, origin }) =>
      `if (!${emit(e, condition, at)}) return ${nothing(e, column)}; // ${e.locate(origin)}`,
  );
}

/** Where the plan doesn't hold, only what was earned before is paid, or taken back. */
function outsideLine(e: Emitter, node: ir.Component): string {
  if (!e.looksOutside || isPaidLater(node)) return "";
  return `if (!${e.use("holdsIn")}(period, ${e.names.term})) return ${nothing(e, node)};\n`;
}

function nothing(e: Emitter, { name, steps: list }: Column): string {
  return remembers(list)
    ? shutValue(e, name, list)
    : `${e.use("money")}("0", "${e.plan.currency}")`;
}

/** The pay of steps that are remembered, and the steps. */
function rememberedMethods(
  e: Emitter,
  { name, steps: list }: Column,
  head: string,
  text: string,
  payee: string,
): string {
  const args = `payee: ${payee}, period: ${e.type("Period")}`;
  const money = e.type(`Money<"${e.plan.currency}">`);
  return [
    `${head}(${args}): ${money} {\nreturn this.${e.names.steps(name)}.of(payee, period).paid;\n}`,
    `private ${e.names.taken(name)}(${payeeAndPeriod(e, text, payee)}): ${takenType(e, list)} {\n${text}\n}`,
    ...(carries(list) ? emitCarried(e, name, payee) : []),
  ].join("\n\n");
}

function none(e: Emitter, unit: ir.Unit): string {
  return `${e.use("Quantity")}.of("0", ${JSON.stringify(unit)})`;
}

export function emitPayout(e: Emitter, payee: string): string {
  e.begin();
  const { payout, currency } = e.plan;
  const total = paidComponents(e.plan).map(
    ({ name }) => `this.${e.names.component(name)}(payee, period)`,
  );
  const at = placeIn(e.plan.pays);
  const column: Column = { name: "payout", ...payout };
  const lines = [
    ...gateLines(e, column, at),
    `const earned = ${e.use("sum")}([${total.join(", ")}], "${currency}");`,
  ];
  const label = payout.label ?? "What is paid: the sum of the components.";
  const head = `${remark(`${label} — ${e.locate(payout.origin)}`)}payout`;
  const text = finish(payout.steps, steps(e, column, "earned", currency, at, lines));
  if (remembers(payout.steps)) return rememberedMethods(e, column, head, text, payee);
  const args = payeeAndPeriod(e, text, payee);
  return `${head}(${args}): ${e.type(`Money<"${currency}">`)} {\n${text}\n}`;
}

interface Running {
  readonly lines: readonly string[];
  readonly last: string;
  /** Where it is known what was drawn, by draw. */
  readonly draws: readonly (readonly [string, string])[];
}

/** The last constant is returned as it is made; with what passes on, if something does. */
function finish(list: readonly ir.Step[], { lines, last, draws }: Running): string {
  if (remembers(list)) {
    const carried = carries(list) ? "carried" : undefined;
    return [...lines, `return ${takenValue(last, carried, draws)};`].join("\n");
  }
  const made = lines.at(-1) ?? "";
  const prefix = `const ${last} = `;
  const end = made.startsWith(prefix) ? `return ${made.slice(prefix.length)}` : `return ${last};`;
  return [...(made.startsWith(prefix) ? lines.slice(0, -1) : lines), end].join("\n");
}

function steps(
  e: Emitter,
  { name: column, steps: list }: Column,
  start: string,
  startUnit: ir.Unit,
  at: Place,
  before: readonly string[],
): Running {
  const lines = [...before];
  let [last, unit] = [start, startUnit];
  const seen = new Map<string, number>();
  const draws: (readonly [string, string])[] = [];
  for (const step of list) {
    if (step.op === "carried") {
      const carried = carriedLines(e, column, step, last, at, seen);
      lines.push(...carried.lines);
      last = carried.last;
      continue;
    }
    const name = stepName(step.op, seen);
    const after = apply(e, step, last, unit, at);
    const when = conditionOf(e, column, step, at);
    lines.push(
      `const ${name} = ${when === undefined ? after : `${when} ? ${after} : ${last}`}; // ${e.locate(step.origin)}`,
    );
    if (step.op === "settled") draws.push([step.draw, name]);
    [last, unit] = [step.op === "settled" ? `${name}.paid` : name, step.unit];
  }
  return { lines, last, draws };
}

/** Under which a step is taken; a payout isn't topped up where the plan doesn't hold. */
function conditionOf(e: Emitter, column: string, step: ir.Step, at: Place): string | undefined {
  const own = "when" in step && step.when !== undefined ? [emit(e, step.when, at)] : [];
  const isHeld = column === "payout" && e.looksOutside && isTopUp(step);
  const all = [...(isHeld ? [`${e.use("holdsIn")}(period, ${e.names.term})`] : []), ...own];
  return all.length === 0 ? undefined : all.join(" && ");
}

/** What came from the period before is added; what the limits then cut off, or add, is kept. */
function carriedLines(
  e: Emitter,
  column: string,
  { limits }: Extract<ir.Step, { op: "carried" }>,
  before: string,
  at: Place,
  seen: Map<string, number>,
): Pick<Running, "lines" | "last"> {
  const lines = [`const due = ${before}.plus(this.${e.names.opening(column)}(payee, period));`];
  let last = "due";
  for (const { op, limit, origin } of limits) {
    const name = stepName(op, seen);
    const value = `${e.use(LIMITS[op])}(${last}, ${emit(e, limit, at)})`;
    lines.push(`const ${name} = ${value}; // ${e.locate(origin)}`);
    last = name;
  }
  lines.push(`const carried = due.minus(${last});`);
  return { lines, last };
}

const LIMITS: Readonly<Record<ir.Limit["op"], string>> = {
  "never above": "least",
  "never below": "greatest",
  "held below": "heldBelow",
};

const STEP_NAMES: Readonly<Record<ir.Step["op"] | ir.Limit["op"], string>> = {
  plus: "increased",
  less: "reduced",
  times: "multiplied",
  weight: "weighted",
  "never above": "capped",
  "never below": "raised",
  "held below": "held",
  carried: "carried",
  "trued up": "truedUp",
  settled: "drawn",
  rounded: "rounded",
};

function stepName(op: ir.Step["op"] | ir.Limit["op"], seen: Map<string, number>): string {
  const name = STEP_NAMES[op];
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  return count === 1 ? name : `${name}${count}`;
}

function apply(
  e: Emitter,
  step: Exclude<ir.Step, { op: "carried" }>,
  last: string,
  unit: ir.Unit,
  at: Place,
): string {
  switch (step.op) {
    case "settled":
      return emitSettled(e, e.draw(step.draw), last, at);
    case "trued up": {
      const due = `${last}.minus(${emit(e, step.paid, at)})`;
      return step.mayBeNegative ? due : `${e.use("greatest")}(${due}, ${none(e, step.unit)})`;
    }
    case "plus":
      return `${last}.plus(${emit(e, step.value, at)})`;
    case "less":
      return `${last}.minus(${emit(e, step.value, at)})`;
    case "times":
      return productOf(e, last, unit, emit(e, step.value, at), unitOf(step.value), step.unit);
    case "weight":
      return `${last}.times(${emit(e, step.share, at)})`;
    case "never above":
      return `${e.use("least")}(${last}, ${emit(e, step.limit, at)})`;
    case "never below":
      return `${e.use("greatest")}(${last}, ${emit(e, step.limit, at)})`;
    case "rounded":
      return rounded(e, last, step.rounding, at);
  }
}
