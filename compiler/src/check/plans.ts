/** Plans: whom they pay, when, how often, and that what they define fits together. */
import {
  CURRENCIES,
  type PeriodKind,
  type PlainDate,
  parseDate,
  parsePeriod,
} from "@attain/runtime";
import { nearest } from "../base/text.ts";
import { type Member, type Scope, type Symbol_, describe, planMembers } from "../bind/scope.ts";
import {
  definedByItself,
  missingPart,
  outOfPlace,
  unknownName,
  unknownPeriod,
  unknownType,
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { noComponents, unused, weightsNotWhole } from "../diagnostics/catalogue/plans.ts";
import { type Fix, diagnose } from "../diagnostics/diagnostic.ts";
import type { Component, Payout, Step } from "../syntax/ast/component.ts";
import type { Day, Measure, PlanDeclaration } from "../syntax/ast/plan.ts";
import type { SourceFile } from "../text/source-file.ts";
import { type Checker, type Env, type Notes, type PlanEnv, newNotes, report } from "./checker.ts";
import { checkComponent, checkSteps, periodOfComponent } from "./components.ts";
import { type CreditInfo, checkCredit } from "./credits.ts";
import { joined } from "./expressions/conditions.ts";
import { condition, value } from "./expressions/demand.ts";
import { literalNumber, percentSum } from "./literals.ts";
import { type SourceInfo, isPeriodKind } from "./sources.ts";
import { type TableInfo, checkTable } from "./tables.ts";
import { type NumberType, type Type, UNKNOWN, money, numberOf } from "./types.ts";

/** A plan that has been checked, with the notes that lowering reads. */
export interface CheckedPlan {
  readonly declaration: PlanDeclaration;
  readonly file: SourceFile;
  readonly people: SourceInfo;
  readonly pays: PeriodKind;
  readonly currency: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly symbols: ReadonlyMap<string, Symbol_>;
  /** Notes on what is read over each length of period; the pay period is always among them. */
  readonly notes: ReadonlyMap<PeriodKind, Notes>;
  /** Notes on the steps of each component, and on `payout`, by name. */
  readonly stepNotes: ReadonlyMap<string, Notes>;
  readonly peopleNotes: Notes;
  readonly parameters: ReadonlyMap<string, { readonly type: Type; readonly notes: Notes }>;
  readonly credits: ReadonlyMap<string, CreditInfo | undefined>;
  readonly tables: ReadonlyMap<string, { readonly info: TableInfo; readonly period: PeriodKind }>;
  /** The measures that are read, and over which period. */
  readonly readings: readonly { readonly name: string; readonly period: PeriodKind }[];
  /** The type of a measure or a component over a period. */
  readonly typeOf: (name: string, period: PeriodKind) => Type;
  readonly credit: (name: string) => CreditInfo | undefined;
  /** What is needed by a component, or by a test. */
  readonly used: Set<string>;
  /** Reports what nothing needs; to be asked when the tests have been checked. */
  readonly warnUnused: () => void;
}

export interface PlanChecker extends Omit<Checker, "symbols"> {
  readonly scope: Scope;
}

interface Frame {
  readonly people: SourceInfo;
  readonly pays: PeriodKind;
  readonly currency: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** Checks a plan; undefined if its heading is so incomplete that nothing can be said of the rest. */
export function checkPlan(
  base: PlanChecker,
  node: PlanDeclaration,
  file: SourceFile,
): CheckedPlan | undefined {
  const symbols = planMembers(node, file, base.scope, base.report);
  const parameters: Parameters_ = new Map();
  const used = new Set<string>();
  const checker: Checker = {
    ...base,
    symbols,
    parameter: (name) => {
      used.add(name);
      return parameterType(checker, parameters, name);
    },
  };
  const peopleNotes = newNotes();
  const outside: Env = { checker, file, notes: peopleNotes, present: new Set() };
  const frame = checkHeading(outside, node);
  if (frame === undefined) return undefined;
  const body = new PlanBody(
    checker,
    node,
    frame,
    file,
    used,
    (name) => void parameterType(checker, parameters, name),
  );
  body.checkAll();
  return { declaration: node, file, symbols, peopleNotes, parameters, ...frame, ...body.results() };
}

function checkHeading(env: Env, node: PlanDeclaration): Frame | undefined {
  const people = checkPeople(env, node);
  const term = checkTerm(env, node);
  const pays = checkPays(env, node);
  return people === undefined || term === undefined || pays === undefined
    ? undefined
    : { people, ...term, ...pays };
}

function missing(env: Env, node: PlanDeclaration, part: string, example: string): undefined {
  report(
    env,
    missingPart,
    node.name.span,
    { declaration: `The plan \`${node.name.text}\``, part },
    { help: `Add a line such as \`${example}\` below its name.` },
  );
}

function checkPeople(env: Env, node: PlanDeclaration): SourceInfo | undefined {
  if (node.people === undefined)
    return missing(env, node, "whom it is for", "for Reps where role is AE");
  const { source: name, where } = node.people;
  const source = env.checker.sources.get(name.text);
  if (source === undefined || !source.people) {
    const people = [...env.checker.sources.values()]
      .filter((known) => known.people)
      .map((known) => known.name);
    const meant = nearest(name.text, people) ?? people[0];
    const help = meant === undefined ? "Declare it with `people`." : `Did you mean \`${meant}\`?`;
    if (source === undefined) report(env, unknownName, name.span, { name: name.text }, { help });
    else
      report(
        env,
        wrongKind,
        name.span,
        { name: name.text, kind: "a source", expected: "a source of people" },
        {
          help: "Declare it with `people` instead of `source`.",
          related: [{ at: source.at, message: "declared here" }],
        },
      );
    return undefined;
  }
  if (where !== undefined) condition({ ...env, row: source }, where);
  return source;
}

function checkTerm(env: Env, node: PlanDeclaration): Pick<Frame, "from" | "until"> | undefined {
  if (node.during === undefined) return missing(env, node, "when it holds", "during FY2026");
  const from = daysOf(env, node.during.from);
  const to = node.during.to === undefined ? from : daysOf(env, node.during.to);
  return from === undefined || to === undefined ? undefined : { from: from.start, until: to.end };
}

function daysOf(
  env: Env,
  day: Day,
): { readonly start: PlainDate; readonly end: PlainDate } | undefined {
  if (day.kind === "DateLiteral") {
    const date = parseDate(day.value);
    if (date !== undefined) return { start: date, end: date };
  } else {
    const period = parsePeriod(env.checker.calendar, day.name);
    if (period !== undefined) return period;
  }
  report(env, unknownPeriod, day.span, { name: day.kind === "DateLiteral" ? day.value : day.name });
  return undefined;
}

function checkPays(env: Env, node: PlanDeclaration): Pick<Frame, "pays" | "currency"> | undefined {
  if (node.pays === undefined)
    return missing(
      env,
      node,
      "how often it pays, and in which currency",
      "pays each Quarter in USD",
    );
  const { period, currency } = node.pays;
  if (!isPeriodKind(period.text) || period.text === "Day") {
    report(
      env,
      unknownType,
      period.span,
      { name: period.text },
      { help: "A plan pays each Week, Cycle, Month, Quarter, Half or Year." },
    );
    return undefined;
  }
  if (period.text === "Cycle" && env.checker.calendar.cycle === undefined) {
    report(
      env,
      missingPart,
      period.span,
      { declaration: "The calendar", part: "how long a pay cycle is" },
      { help: "Add `cycles of 14 Days from 2026-01-05` to the `calendar` line." },
    );
    return undefined;
  }
  if (!CURRENCIES.has(currency.text)) {
    const meant = nearest(currency.text, CURRENCIES);
    report(
      env,
      unknownType,
      currency.span,
      { name: currency.text },
      {
        help:
          meant === undefined
            ? "A currency is written by its ISO code, such as `USD`."
            : `Did you mean \`${meant}\`?`,
      },
    );
    return undefined;
  }
  return { pays: period.text, currency: currency.text };
}

/** The definitions of one plan. Each is typed when something first asks for it, so their order in the file is free. */
class PlanBody {
  readonly #checker: Checker;
  readonly #node: PlanDeclaration;
  readonly #frame: Frame;
  readonly #file: SourceFile;
  readonly #types = new Map<string, Type>();
  readonly #tables = new Map<string, { readonly info: TableInfo; readonly period: PeriodKind }>();
  readonly #readings: { readonly name: string; readonly period: PeriodKind }[] = [];
  readonly #credits = new Map<string, CreditInfo | undefined>();
  readonly #notes = new Map<PeriodKind, Notes>();
  readonly #stepNotes = new Map<string, Notes>();
  readonly #used: Set<string>;
  /** Types a parameter without counting that as a use. */
  readonly #parameter: (name: string) => void;
  /** The definitions that are being typed, to find those that are defined by themselves. */
  readonly #path: string[] = [];

  constructor(
    checker: Checker,
    node: PlanDeclaration,
    frame: Frame,
    file: SourceFile,
    used: Set<string>,
    parameter: (name: string) => void,
  ) {
    this.#used = used;
    this.#parameter = parameter;
    this.#checker = checker;
    this.#node = node;
    this.#frame = frame;
    this.#file = file;
  }

  results(): Pick<
    CheckedPlan,
    | "notes"
    | "stepNotes"
    | "credits"
    | "credit"
    | "tables"
    | "readings"
    | "typeOf"
    | "used"
    | "warnUnused"
  > {
    return {
      notes: this.#notes,
      stepNotes: this.#stepNotes,
      credits: this.#credits,
      tables: this.#tables,
      readings: this.#readings,
      typeOf: (name, period) => this.#typeOf(name, period),
      credit: (name) => this.#credit(name),
      warnUnused: () => this.#warnUnused(),
      used: this.#used,
    };
  }

  checkAll(): void {
    const env = this.#env(this.#frame.pays, this.#notesOf(this.#frame.pays), this.#file);
    for (const member of this.#node.members) {
      if (member.kind === "Payout") continue;
      const symbol = this.#checker.symbols.get(member.name.text);
      if (symbol?.declaration === member) this.#check(env, symbol as Member);
    }
    this.#checkPayout(env);
    this.#checkWhole(env);
  }

  #check(env: Env, symbol: Member): void {
    switch (symbol.kind) {
      case "credit":
        this.#credit(symbol.name);
        return;
      case "table":
        this.#checkTableItself(env, symbol);
        return;
      case "component":
        this.#typeOf(symbol.name, periodOfComponent(symbol.declaration, this.#frame.pays));
        return;
      case "parameter":
        this.#parameter(symbol.name);
        return;
      case "measure":
        this.#typeOf(symbol.name, this.#frame.pays);
    }
  }

  /** A table along a field of the row is checked where a component goes through the rows. */
  #checkTableItself(env: Env, symbol: Extract<Member, { kind: "table" }>): void {
    const alongRow = symbol.declaration.axes.some(
      ({ value: axis }) =>
        axis.kind === "Reference" &&
        !this.#checker.symbols.has(axis.name.text) &&
        [...this.#checker.sources.values()].some(
          (source) => source !== this.#frame.people && source.fields.has(axis.name.text),
        ),
    );
    if (!alongRow) this.#table(symbol.name, env);
  }

  #env(period: PeriodKind, notes: Notes, file: SourceFile): Env {
    return { checker: this.#checker, file, notes, plan: this.#planEnv(period), present: new Set() };
  }

  #planEnv(period: PeriodKind): PlanEnv {
    return {
      people: this.#frame.people,
      pays: this.#frame.pays,
      period,
      typeOf: (name, at) => this.#typeOf(name, at),
      credit: (name) => this.#credit(name),
      table: (name, env) => this.#table(name, env),
      used: this.#used,
    };
  }

  #notesOf(period: PeriodKind): Notes {
    const known = this.#notes.get(period);
    if (known !== undefined) return known;
    const notes = newNotes();
    this.#notes.set(period, notes);
    return notes;
  }

  #credit(name: string): CreditInfo | undefined {
    if (this.#credits.has(name)) return this.#credits.get(name);
    const symbol = this.#checker.symbols.get(name);
    const info = symbol?.kind === "credit" ? checkCredit(this.#checker, symbol) : undefined;
    this.#credits.set(name, info);
    return info;
  }

  #table(name: string, env: Env): TableInfo | undefined {
    const symbol = this.#checker.symbols.get(name);
    if (symbol?.kind !== "table") return undefined;
    const key = `${name} ${env.plan?.period ?? ""} ${env.credit?.name ?? ""}`;
    const known = this.#tables.get(key);
    if (known !== undefined) return known.info;
    const info = this.#guarded(name, env, () => checkTable(env, symbol));
    const period = env.plan?.period ?? this.#frame.pays;
    if (info !== undefined) this.#tables.set(key, { info, period });
    return info;
  }

  #typeOf(name: string, period: PeriodKind): Type {
    const key = `${name} ${period}`;
    const known = this.#types.get(key);
    if (known !== undefined) return known;
    const symbol = this.#checker.symbols.get(name);
    if (symbol === undefined) return UNKNOWN;
    const env = this.#env(period, this.#notesOf(period), symbol.at.file);
    const type = this.#guarded(name, env, () => this.#infer(env, symbol)) ?? UNKNOWN;
    this.#types.set(key, type);
    if (symbol.kind === "measure") this.#readings.push({ name, period });
    return type;
  }

  #infer(env: Env, symbol: Symbol_): Type {
    switch (symbol.kind) {
      case "measure":
        return measureType(env, symbol.declaration);
      case "component":
        return this.#component(env, symbol);
      default:
        return UNKNOWN;
    }
  }

  #component(env: Env, symbol: Extract<Member, { kind: "component" }>): Type {
    const period = periodOfComponent(symbol.declaration, this.#frame.pays);
    if (env.plan?.period !== period) return this.#typeOf(symbol.name, period);
    const notes = newNotes();
    this.#stepNotes.set(symbol.name, notes);
    return checkComponent({ ...env, notes }, env.plan, symbol, this.#frame.currency);
  }

  /** Runs `check` unless it is running already: then the definition goes through itself. */
  #guarded<Result>(name: string, env: Env, check: () => Result): Result | undefined {
    if (this.#path.includes(name)) {
      const loop = [...this.#path.slice(this.#path.indexOf(name)), name];
      const symbol = this.#checker.symbols.get(name);
      const at = symbol?.at ?? { file: env.file, span: this.#node.name.span };
      env.checker.report(
        diagnose(definedByItself, at, {
          name,
          path: loop.map((step) => `\`${step}\``).join(" needs "),
        }),
      );
      return undefined;
    }
    this.#path.push(name);
    const result = check();
    this.#path.pop();
    return result;
  }

  #checkPayout(env: Env): void {
    const [payout, second] = this.#node.members.filter(
      (member): member is Payout => member.kind === "Payout",
    );
    if (payout === undefined) return;
    if (second !== undefined)
      report(env, outOfPlace, second.span, {
        thing: "A second `payout`",
        place: "in another plan",
      });
    const notes = newNotes();
    this.#stepNotes.set("payout", notes);
    const start: NumberType = numberOf(money(this.#frame.currency), {
      window: { kind: "each", period: this.#frame.pays },
      grid: "rounded",
    });
    const earns = payout.steps.find((step) => step.kind === "Earns");
    if (earns !== undefined) {
      report(
        env,
        outOfPlace,
        earns.span,
        { thing: "`earns`", place: "in a component" },
        { help: "The payout starts from the sum of the components." },
      );
      return;
    }
    const type = checkSteps({ ...env, notes }, payout.steps, start, "The payout", payout.span);
    if (type !== undefined && type.grid === undefined) {
      report(
        env,
        missingPart,
        payout.steps.at(-1)?.span ?? payout.span,
        { declaration: "The payout", part: "how it is rounded" },
        { help: "End it with `rounded half even to cent`, or another mode." },
      );
    }
  }

  /** What only shows when all definitions are known. */
  #checkWhole(env: Env): void {
    const components = this.#node.members.filter(
      (member): member is Component => member.kind === "Component",
    );
    const isIncomplete = this.#node.members.length === 0;
    if (components.length === 0 && !isIncomplete) {
      report(
        env,
        noComponents,
        this.#node.name.span,
        { plan: this.#node.name.text },
        {
          help: "Add a component: `component commission`, then `earns 5% of Bookings` and `rounded half even to cent`.",
        },
      );
    }
    warnWeights(env, components);
  }

  #warnUnused(): void {
    const env = this.#env(this.#frame.pays, newNotes(), this.#file);
    warnUnused(env, this.#node, this.#checker.symbols, this.#used);
  }
}

function measureType(env: Env, node: Measure): Type {
  const type = value(env, node.value);
  if (node.rounding === undefined || type.kind !== "number") return type;
  const step: Step = { kind: "Round", rounding: node.rounding, span: node.rounding.span };
  return checkSteps(env, [step], type, `\`${node.name.text}\``, node.span) ?? UNKNOWN;
}

/** The parameters that are read, each with its type and the notes on its values. */
export type Parameters_ = Map<string, { readonly type: Type; readonly notes: Notes }>;

/** The type of a parameter; each is typed once. Its value is made of literals and other parameters. */
export function parameterType(checker: Checker, known: Parameters_, name: string): Type {
  const before = known.get(name);
  const symbol = checker.symbols.get(name);
  if (before !== undefined || symbol?.kind !== "parameter") return before?.type ?? UNKNOWN;
  const notes = newNotes();
  known.set(name, { type: UNKNOWN, notes });
  const env: Env = { checker, file: symbol.at.file, notes, present: new Set() };
  const { declaration: node } = symbol;
  const all = node.changes.reduce<Type>(
    (type, change) => joined(env, change.value, type, value(env, change.value, type)),
    value(env, node.value),
  );
  const type: Type =
    node.changes.length === 0 || all.kind === "unknown" ? all : { kind: "timeline", of: all };
  known.set(name, { type, notes });
  return type;
}

/** The weights of a plan make 100 %; only those that are written as numbers are added up. */
function warnWeights(env: Env, components: readonly Component[]): void {
  const weights = components.flatMap((component) =>
    component.steps.filter((step) => step.kind === "Weight"),
  );
  const shares = weights.map((step) => literalNumber(step.share));
  const [first] = weights;
  if (first === undefined || shares.some((share) => share?.unit !== "%")) return;
  const total = percentSum(shares.map((share) => share?.value ?? "0"));
  if (total === "100%") return;
  const help = 'If that is meant, say so below one of them: `allow partial-weights "reason"`.';
  const related = weights
    .slice(1)
    .map((step) => ({ at: { file: env.file, span: step.span }, message: "and this one" }));
  report(env, weightsNotWhole, first.span, { total }, { help, related });
}

function warnUnused(
  env: Env,
  node: PlanDeclaration,
  symbols: ReadonlyMap<string, Symbol_>,
  used: ReadonlySet<string>,
): void {
  for (const member of node.members) {
    if (member.kind === "Payout" || member.kind === "Component" || member.name.text === "")
      continue;
    const symbol = symbols.get(member.name.text);
    if (symbol === undefined || symbol.declaration !== member || used.has(member.name.text))
      continue;
    const fixes: Fix[] = [];
    report(
      env,
      unused,
      member.name.span,
      { name: member.name.text },
      { help: `No component of the plan needs ${describe(symbol)} of this name.`, fixes },
    );
  }
}
