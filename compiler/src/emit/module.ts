/** A plan as a module of TypeScript that imports nothing but the runtime. */
import type * as ir from "../ir/ir.ts";
import { neededSources } from "../ir/reads.ts";
import { emitKept } from "./accounts.ts";
import { emitComponent, emitMeasure, emitParameter, emitPayout } from "./components.ts";
import { emitCredit, emitReferring } from "./credits.ts";
import { emitData, emitIndexes, emitInterface } from "./data.ts";
import { arrow, Emitter, type Locate, type Place, remark, uses } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { emitDues } from "./releases.ts";
import { emitTableConstants, emitTableMethods } from "./tables.ts";
import { emitTerritories } from "./territories.ts";

export function emitModule(program: ir.Program, plan: ir.Plan, locate: Locate): string {
  const e = new Emitter(program, plan, locate);
  const sources = neededSources([plan], program);
  const classes = [...e.others, e].map((one) => emitPlan(one, e, sources));
  const calendar = classes.some((text) => /\bCALENDAR\b/.test(text))
    ? [`const CALENDAR: ${e.type("Calendar")} = ${JSON.stringify(program.calendar)};`]
    : [];
  const parts = [
    ...sources.map((source) => emitInterface(e, source)),
    emitData(e, sources),
    ...calendar,
    ...classes,
  ];
  const title = plan.label ?? plan.name;
  const words = [title, ...(plan.doc?.split("\n") ?? [])].join(" — ").replace(/\.$/, "");
  const from = e.locate(plan.origin);
  const header = remark(
    `${words}. Written by Attain from ${from}: change the plan, not this file.`,
  ).trimEnd();
  return [header, e.importLine(), ...parts].join("\n\n") + "\n";
}

/** The class of a plan, and the constants that it reads. `of`: the plan that the module is for. */
function emitPlan(e: Emitter, of: Emitter, sources: readonly ir.Source[]): string {
  const { plan, names } = e;
  const body = emitClass(e, sources, names.type(plan.people), e === of);
  const term = uses(body, names.term)
    ? [
        `/** When the plan holds — ${e.locate(plan.origin)} */\nconst ${names.term}: ${e.type("Days")} = ${JSON.stringify({ start: plan.from, end: plan.until })};`,
      ]
    : [];
  return [...term, ...emitTableConstants(e, body), body].join("\n\n");
}

function emitClass(
  e: Emitter,
  sources: readonly ir.Source[],
  payee: string,
  isOwn: boolean,
): string {
  const { plan, names } = e;
  // What goes to those of another row reads the book of that row's credit.
  const ordered = [...plan.credits.filter((one) => !isAs(one)), ...plan.credits.filter(isAs)];
  const credits = ordered.map((credit) => emitCredit(e, credit, payee));
  const kept = emitKept(e, payee);
  const methods = [
    isOwn ? emitEligible(e, payee) : emitIsFor(e, payee),
    ...plan.parameters.map((node) => emitParameter(e, node)),
    ...credits.map(({ methods: text }) => text),
    ...emitTableMethods(e, payee),
    ...plan.measures.map((node) => emitMeasure(e, node, payee)),
    ...plan.components.map((node) => emitComponent(e, node, payee)),
    ...kept.methods,
    ...emitDues(e, payee),
    emitPayout(e, payee),
  ];
  const own = methods.join("\n\n");
  const all = [own, ...emitTerritories(e, own)].join("\n\n");
  const text = all.includes(`this.${names.everyone}(`)
    ? `${emitEveryone(e, payee)}\n\n${all}`
    : all;
  const read = sources.filter(({ name }) => text.includes(`this.${names.index(name)}.`));
  const indexes = emitIndexes(e, read);
  const others = emitOthers(e, isOwn);
  const referring = emitReferring(e);
  const fields = `readonly data: Data;\n${others.fields}${indexes.fields}${referring.fields}${credits.map(({ field }) => field).join("")}${kept.fields}`;
  const inits = `this.data = data;\n${others.inits}${indexes.inits}${referring.inits}${credits.map(({ init }) => init).join("")}`;
  const title =
    plan.label === undefined ? plan.name : `${plan.label}: what it pays each ${plan.pays}`;
  const head = `${remark(`${title}.`)}${isOwn ? "export " : ""}class ${names.plan}`;
  return `${head} {\n${fields}\nconstructor(data: Data${others.args}) {\n${inits}}\n\n${text}\n}`;
}

/**
 * The fields that hold the plans whose pay is read. The module's own plan makes all of them, each with those that it reads
 * itself, so that there is one of each.
 */
function emitOthers(
  e: Emitter,
  isOwn: boolean,
): { readonly fields: string; readonly inits: string; readonly args: string } {
  const held = isOwn ? e.others : e.reads();
  const name = (other: Emitter): string => e.names.other(other.plan.name);
  const made = (other: Emitter): string =>
    `new ${other.names.plan}(${["data", ...other.reads().map((one) => `this.${name(one)}`)].join(", ")})`;
  return {
    fields: held.map((other) => `readonly ${name(other)}: ${other.names.plan};\n`).join(""),
    inits: held
      .map((other) => `this.${name(other)} = ${isOwn ? made(other) : name(other)};\n`)
      .join(""),
    args: isOwn ? "" : held.map((other) => `, ${name(other)}: ${other.names.plan}`).join(""),
  };
}

function emitEveryone({ plan, names }: Emitter, payee: string): string {
  return `/** All people, paid by this plan or not. */\n${names.everyone}(): readonly ${payee}[] {\nreturn this.data.${plan.people};\n}`;
}

/** Of a plan that another one reads. */
function emitIsFor(e: Emitter, payee: string): string {
  e.begin();
  const { eligible, origin } = e.plan;
  const holds = eligible === undefined ? "true" : emit(e, eligible, { row: "row" });
  const row = uses(holds, "row") ? "row" : "_row";
  return `/** Whether the plan is for somebody — ${e.locate(eligible?.origin ?? origin)} */\n${e.names.isFor}(${row}: ${payee}): boolean {\nreturn ${holds};\n}`;
}

function isAs({ sharing }: ir.Credit): boolean {
  return sharing.kind === "as";
}

function emitEligible(e: Emitter, payee: string): string {
  e.begin();
  const at: Place = { row: "row" };
  const { eligible, people, origin } = e.plan;
  const filter = eligible === undefined ? "" : `.filter(${arrow("row", emit(e, eligible, at))})`;
  return `/** Whom the plan is for — ${e.locate(eligible?.origin ?? origin)} */\neligible(): readonly ${payee}[] {\nreturn this.data.${people}${filter};\n}`;
}
