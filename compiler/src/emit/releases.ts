/** When what was earned is paid, and what is taken back, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import { keyOfRow } from "./credits.ts";
import { type Emitter, type Place, placeIn } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { access } from "./names.ts";
import { roundingOf } from "./rounding.ts";
import { emitDays } from "./windows.ts";

export function released(e: Emitter, node: ir.Released, at: Place): string {
  const { payee = "payee", period = "period" } = at;
  const dues = `this.${e.names.dues(node.component)}(${payee}, ${period})`;
  const takings = takingsCall(e, node.component, payee);
  const { pays } = e.plan;
  return `${e.use("releasedIn")}(CALENDAR, ${JSON.stringify(pays)}, ${dues}, ${takings}, ${period}, ${JSON.stringify(node.unit)}, ${roundingOf(e, node.rounding, at)})`;
}

export function takenBack(e: Emitter, node: ir.TakenBack, at: Place): string {
  const { payee = "payee", period = "period" } = at;
  const dues = `this.${e.names.dues(node.component)}(${payee}, ${period})`;
  const name = JSON.stringify(nameOf(e, node));
  const rounding = roundingOf(e, releaseOf(e, node.component)?.rounding ?? node.rounding, at);
  return `${e.use("takenBackIn")}(${dues}, ${takingsCall(e, node.component, payee)}, ${name}, ${period}, ${JSON.stringify(node.unit)}, ${rounding})`;
}

export function unserved(e: Emitter, node: ir.Unserved, at: Place): string {
  return `${e.use("unserved")}(${emit(e, node.from, at)}, ${node.months}, ${emit(e, node.at, at)}, ${JSON.stringify(node.by)})`;
}

/** The clawback that a node is all of. */
function nameOf(e: Emitter, node: ir.TakenBack): string {
  return e.plan.components.find(({ earns }) => earns.value === node)?.name ?? "";
}

function releaseOf(e: Emitter, component: string): ir.Released | undefined {
  return e.plan.components.flatMap(({ earns: { value } }) =>
    value.op === "released" && value.component === component ? [value] : [],
  )[0];
}

function takingsOf(e: Emitter, component: string): ir.TakenBack[] {
  return e.plan.components.flatMap(({ earns: { value } }) =>
    value.op === "taken back" && value.component === component ? [value] : [],
  );
}

function takingsCall(e: Emitter, component: string, payee: string): string {
  if (takingsOf(e, component).length === 0) return "[]";
  return `this.${e.names.takings(component)}(${e.plan.paidIn === undefined ? "" : payee})`;
}

/** For each component that is released or taken back: what it earned and when it is due, and what cancels it. */
export function emitDues(e: Emitter, payee: string): string[] {
  return e.plan.components.flatMap((component) => {
    const release = releaseOf(e, component.name);
    const takings = takingsOf(e, component.name);
    if (release === undefined && takings.length === 0) return [];
    return [
      duesMethod(e, component, release, takings[0], payee),
      ...(takings.length === 0 ? [] : [takingsMethod(e, component.name, takings, payee)]),
    ];
  });
}

function duesMethod(
  e: Emitter,
  component: ir.Component,
  release: ir.Released | undefined,
  taking: ir.TakenBack | undefined,
  payee: string,
): string {
  const { currency, pays } = e.plan;
  const here: Place = placeIn(pays);
  const periods = `${e.use("periodsBetween")}(CALENDAR, ${JSON.stringify(pays)}, ${e.names.term}.start, until.end).filter(({ start }) => start <= ${e.names.term}.end)`;
  const head = `/** What ${component.name} has earned up to a ${pays}, in the parts in which it is paid. */\nprivate ${e.names.dues(component.name)}(payee: ${payee}, until: ${e.type("Period")}): readonly ${e.type(`Due<"${currency}">`)}[] {`;
  const last = release?.rounding ?? taking?.rounding;
  const rounding = last === undefined ? "undefined" : roundingOf(e, last, here);
  const { scope } = component;
  if (scope.kind === "period") {
    const deals =
      taking === undefined
        ? "[]"
        : `${e.use("earningsOf")}(this.${e.names.credits(taking.credit)}(payee, ${daysEarned(e, component, here)}))`;
    const whole = `this.${e.names.component(component.name)}(payee, period)`;
    const parts = partsOf(e, release, here, "period.end");
    return `${head}\nreturn ${periods}.flatMap((period) => ${e.use("duesOf")}(${whole}, period, ${deals}, ${parts}, ${rounding}));\n}`;
  }
  const at: Place = { ...here, credit: "credit", row: "credit.row" };
  const filter =
    scope.where === undefined ? "" : `.filter((credit) => ${emit(e, scope.where, at)})`;
  const credits = `this.${e.names.credits(scope.credit)}(payee, ${emitDays(e, { kind: "period", period: pays }, here)})${filter}`;
  const whole = `this.${e.names.part(component.name)}(payee, period, credit)`;
  const deals = `[{ deal: credit.key, weight: ${e.use("ratio")}("100%") }]`;
  const parts = partsOf(e, release, at, "credit.date");
  return `${head}\nreturn ${periods}.flatMap((period) => ${credits}.flatMap((credit) => ${e.use("duesOf")}(${whole}, period, ${deals}, ${parts}, ${rounding})));\n}`;
}

/** The days whose deals a component pays for. */
function daysEarned(e: Emitter, { period: kind }: ir.Component, here: Place): string {
  const window = { kind: "period", period: kind } as const;
  if (kind === here.kind) return emitDays(e, window, here);
  const period = `${e.use("containing")}(CALENDAR, ${JSON.stringify(kind)}, period)`;
  return emitDays(e, window, { ...here, kind, period });
}

function partsOf(e: Emitter, release: ir.Released | undefined, at: Place, now: string): string {
  if (release === undefined) return `[{ share: "rest", time: { kind: "on", date: ${now} } }]`;
  const parts = release.parts.map(({ share, time, origin }) => {
    const told = share === "the rest" ? `"rest"` : emit(e, share, at);
    return `{ share: ${told}, time: ${timeOf(e, time, at, now)} }, // ${e.locate(origin)}\n`;
  });
  return `[\n${parts.join("")}]`;
}

function timeOf(e: Emitter, time: ir.ReleasePart["time"], at: Place, now: string): string {
  switch (time.kind) {
    case "at once":
      return `{ kind: "on", date: ${now} }`;
    case "on":
      return `{ kind: "on", date: ${emit(e, time.date, at)} }`;
    case "parts": {
      const { count, each, odd, from } = time;
      return `{ kind: "parts", count: ${count}, each: ${JSON.stringify(each)}, from: ${emit(e, from, at)}, odd: ${JSON.stringify(odd)} }`;
    }
    case "with": {
      const row: Place = { row: "row" };
      const rows = `this.data${access(time.source)}.filter((row) => row${access(time.reference)} === credit.key)`;
      return `{ kind: "with", rows: ${rows}.map((row) => ({ date: ${emit(e, time.date, row)}, key: ${keyOfRow(e, time.source)}, by: ${emit(e, time.by, row)} })) }`;
    }
  }
}

function takingsMethod(
  e: Emitter,
  component: string,
  nodes: readonly ir.TakenBack[],
  payee: string,
): string {
  const args = e.plan.paidIn === undefined ? "" : `payee: ${payee}`;
  const lists = nodes.map((node) => {
    const at: Place = { row: "row" };
    const filters = node.where.map((test) => `.filter((row) => ${emit(e, test, at)})`).join("");
    const fields = [
      `clawback: ${JSON.stringify(nameOf(e, node))}`,
      `key: ${keyOfRow(e, node.source)}`,
      `deal: row${access(node.reference)}`,
      `date: ${emit(e, node.date, at)}`,
      `share: ${emit(e, node.share, at)}`,
      `rounding: ${roundingOf(e, node.rounding, { ...at, payee: "payee" })}`,
    ];
    return `...this.data${access(node.source)}${filters}.map((row): ${e.type("Taking")} => ({ ${fields.join(", ")} })), // ${e.locate(node.origin)}\n`;
  });
  return `/** What cancels deals that ${component} has paid. */\nprivate ${e.names.takings(component)}(${args}): readonly ${e.type("Taking")}[] {\nreturn [\n${lists.join("")}];\n}`;
}
