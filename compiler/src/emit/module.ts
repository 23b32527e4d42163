/** A plan as a module of TypeScript that imports nothing but the runtime. */
import type * as ir from "../ir/ir.ts";
import { neededSources } from "../ir/reads.ts";
import { emitKept } from "./accounts.ts";
import { emitComponent, emitMeasure, emitParameter, emitPayout } from "./components.ts";
import { emitCredit } from "./credits.ts";
import { emitData, emitIndexes, emitInterface } from "./data.ts";
import { arrow, Emitter, type Locate, type Place, remark } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { emitDues } from "./releases.ts";
import { emitTableConstants, emitTableMethods } from "./tables.ts";
import { emitTerritories } from "./territories.ts";

export function emitModule(program: ir.Program, plan: ir.Plan, locate: Locate): string {
  const e = new Emitter(program, plan, locate);
  const sources = neededSources([plan], program);
  const payee = e.names.type(plan.people);
  const body = emitClass(e, sources, payee);
  const calendar = /\bCALENDAR\b/.test(body)
    ? [`const CALENDAR: ${e.type("Calendar")} = ${JSON.stringify(program.calendar)};`]
    : [];
  const term = /\bTERM\b/.test(body)
    ? [
        `/** When the plan holds — ${e.locate(plan.origin)} */\nconst TERM: ${e.type("Days")} = ${JSON.stringify({ start: plan.from, end: plan.until })};`,
      ]
    : [];
  const parts = [
    ...sources.map((source) => emitInterface(e, source)),
    emitData(e, sources),
    ...calendar,
    ...term,
    ...emitTableConstants(e, body),
    body,
  ];
  const title = plan.label ?? plan.name;
  const words = [title, ...(plan.doc?.split("\n") ?? [])].join(" — ").replace(/\.$/, "");
  const from = e.locate(plan.origin);
  const header = remark(
    `${words}. Written by Attain from ${from}: change the plan, not this file.`,
  ).trimEnd();
  return [header, e.importLine(), ...parts].join("\n\n") + "\n";
}

function emitClass(e: Emitter, sources: readonly ir.Source[], payee: string): string {
  const { plan } = e;
  // What goes to those of another row reads the book of that row's credit.
  const ordered = [...plan.credits.filter((one) => !isAs(one)), ...plan.credits.filter(isAs)];
  const credits = ordered.map((credit) => emitCredit(e, credit, payee));
  const kept = emitKept(e, payee);
  const methods = [
    emitEligible(e, payee),
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
  const text = all.includes(`this.${e.names.everyone}(`)
    ? `${emitEveryone(e, payee)}\n\n${all}`
    : all;
  const read = sources.filter(({ name }) => text.includes(`this.${e.names.index(name)}.`));
  const indexes = emitIndexes(e, read);
  const fields = `readonly data: Data;\n${indexes.fields}${credits.map(({ field }) => field).join("")}${kept.fields}`;
  const inits = `this.data = data;\n${indexes.inits}${credits.map(({ init }) => init).join("")}`;
  const title =
    plan.label === undefined ? plan.name : `${plan.label}: what it pays each ${plan.pays}`;
  return `${remark(`${title}.`)}export class ${e.names.plan} {\n${fields}\nconstructor(data: Data) {\n${inits}}\n\n${text}\n}`;
}

function emitEveryone({ plan, names }: Emitter, payee: string): string {
  return `/** All people, paid by this plan or not. */\n${names.everyone}(): readonly ${payee}[] {\nreturn this.data.${plan.people};\n}`;
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
