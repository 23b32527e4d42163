/** The definitions of one plan, typed when they are first asked for. */
import { type PeriodKind, periodOf } from "@attain/runtime";
import { type Member, type Symbol_, describe } from "../bind/scope.ts";
import { definedByItself } from "../diagnostics/catalogue/names.ts";
import {
  neverPaid,
  noComponents,
  unused,
  weightsNotWhole,
} from "../diagnostics/catalogue/plans.ts";
import { notANumber, wrongType } from "../diagnostics/catalogue/types.ts";
import { type Fix, diagnose } from "../diagnostics/diagnostic.ts";
import type { Component, Payout, Step } from "../syntax/ast/component.ts";
import type { Measure, PlanDeclaration, PlanMember } from "../syntax/ast/plan.ts";
import type { WholePlan } from "../bind/whole-plan.ts";
import type { SourceFile } from "../text/source-file.ts";
import { checkSettled } from "./carried.ts";
import { type Checker, type Env, type Notes, type PlanEnv, newNotes, report } from "./checker.ts";
import { checkComponent, periodOfComponent } from "./components.ts";
import { type CreditInfo, checkCredit } from "./credits.ts";
import { checkBalance } from "./draws.ts";
import { checkException, checkExceptions, exceptionsTo } from "./exceptions.ts";
import { value } from "./expressions/demand.ts";
import { literalNumber, percentSum } from "./literals.ts";
import { checkSteps } from "./pay-steps.ts";
import { checkPayout } from "./payout.ts";
import { PlanAccounts } from "./plan-accounts.ts";
import type { CheckedPlan, Frame } from "./plans.ts";
import { isCoarser } from "./periods.ts";
import { reportReserved } from "./sources.ts";
import { type TableInfo, checkPlainTable, checkTable } from "./tables.ts";
import { type Type, UNKNOWN, typeName } from "./types.ts";

/** The definitions of one plan. Each is typed when something first asks for it, so their order in the file is free. */
export class PlanBody {
  readonly #checker: Checker;
  readonly #node: PlanDeclaration;
  readonly #frame: Frame;
  readonly #file: SourceFile;
  readonly #fileOf: WholePlan["fileOf"];
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
  readonly #accounts: PlanAccounts;

  constructor(
    checker: Checker,
    { declaration, fileOf }: WholePlan,
    frame: Frame,
    file: SourceFile,
    used: Set<string>,
    parameter: (name: string) => void,
  ) {
    this.#used = used;
    this.#parameter = parameter;
    this.#checker = { ...checker, table: (name, env) => this.#table(name, env) };
    this.#node = declaration;
    this.#fileOf = fileOf;
    this.#frame = frame;
    this.#file = file;
    const env = (): Env => this.#env(frame.pays, this.#notesOf(frame.pays), file);
    this.#accounts = new PlanAccounts({
      members: declaration.members,
      symbols: checker.symbols,
      currency: frame.currency,
      env,
      guarded: (name, check) => this.#guarded(name, env(), check),
      typed: (name) => void this.#typeOf(name, frame.pays),
      payout: () => this.#payout(env()),
    });
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
    | "account"
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
      account: (name) => this.#accounts.of(name),
      warnUnused: () => this.#warnUnused(),
      used: this.#used,
    };
  }

  checkAll(): void {
    const env = this.#env(this.#frame.pays, this.#notesOf(this.#frame.pays), this.#file);
    for (const member of this.#node.members) {
      if (member.kind === "Payout") continue;
      const symbol = this.#checker.symbols.get(member.name.text);
      if (symbol?.declaration !== member) continue;
      reportReserved(symbol, this.#checker.report);
      this.#check(env, symbol as Member);
    }
    this.#payout(env);
    checkSettled(env, this.#node.members, this.#fileOf);
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
      case "exception":
        checkException({ ...env, file: symbol.at.file }, symbol.declaration);
        return;
      case "draw":
        this.#accounts.draw(symbol.name);
        return;
      case "measure":
      case "balance":
        this.#typeOf(symbol.name, this.#frame.pays);
    }
  }

  /** A table along a field of the row is checked where a component goes through the rows. */
  #checkTableItself(env: Env, symbol: Extract<Member, { kind: "table" }>): void {
    const alongRow = symbol.declaration.axes.some(
      ({ value: axis }) =>
        axis.kind === "Reference" &&
        isOfRows(this.#checker.symbols.get(axis.name.text)) &&
        [...this.#checker.sources.values()].some(
          (source) => source !== this.#frame.people && source.fields.has(axis.name.text),
        ),
    );
    if (!alongRow) this.#table(symbol.name, env);
  }

  #env(period: PeriodKind, notes: Notes, file: SourceFile): Env {
    return {
      checker: this.#checker,
      file,
      notes,
      plan: this.#planEnv(period),
      present: new Set(),
      nonZero: new Set(),
    };
  }

  #planEnv(period: PeriodKind): PlanEnv {
    return {
      people: this.#frame.people,
      pays: this.#frame.pays,
      currency: this.#frame.currency,
      period,
      typeOf: (name, at) => this.#typeOf(name, at),
      credit: (name) => this.#credit(name),
      table: (name, env) => this.#table(name, env),
      account: (name) => this.#accounts.of(name),
      draw: (name) => this.#accounts.draw(name),
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
    if (info !== undefined) this.#checkPeople(info);
    this.#credits.set(name, info);
    return info;
  }

  /** A plan reads the credits of its own people. */
  #checkPeople({ declaration, people, file }: CreditInfo): void {
    const { name } = this.#frame.people;
    if (people === name || people === undefined) return;
    const line = declaration.lines.find((part) => "recipient" in part);
    const span = line !== undefined && "recipient" in line ? line.recipient.span : declaration.span;
    const facts = {
      expected: `A row of ${name}, whom the plan is for,`,
      found: `a row of ${people}`,
    };
    const help = `A plan \`for ${people}\` pays them.`;
    this.#checker.report(diagnose(wrongType, { file, span }, facts, { help }));
  }

  #table(name: string, env: Env): TableInfo | undefined {
    const symbol = this.#checker.symbols.get(name);
    if (symbol?.kind !== "table") return undefined;
    const key = `${name} ${env.plan?.period ?? ""} ${env.credit?.name ?? ""} ${env.row?.name ?? ""}`;
    const known = this.#tables.get(key);
    if (known !== undefined) return known.info;
    const isPlain = env.plan === undefined;
    if (isPlain) this.#used.add(name);
    const info = this.#guarded(name, env, () =>
      isPlain ? checkPlainTable(env, symbol) : checkTable(env, symbol),
    );
    const period = env.plan?.period ?? this.#frame.pays;
    if (info !== undefined) this.#tables.set(key, { info, period });
    return info;
  }

  #typeOf(name: string, period: PeriodKind): Type {
    const symbol = this.#checker.symbols.get(name);
    if (symbol === undefined) return UNKNOWN;
    if (symbol.kind !== "component") return this.#typeIn(symbol, period);
    const type = this.#typeIn(symbol, periodOfComponent(symbol.declaration, this.#frame.pays));
    // What is paid in a period is an amount of that period, however the component comes about.
    return type.kind === "number" ? { ...type, window: { kind: "each", period } } : type;
  }

  #typeIn(symbol: Symbol_, period: PeriodKind): Type {
    const { name } = symbol;
    const key = `${name} ${period}`;
    const known = this.#types.get(key);
    if (known !== undefined) return known;
    const env = this.#env(period, this.#notesOf(period), symbol.at.file);
    const type = this.#guarded(name, env, () => this.#infer(env, symbol)) ?? UNKNOWN;
    this.#types.set(key, type);
    if (symbol.kind === "measure") this.#readings.push({ name, period });
    return type;
  }

  #infer(env: Env, symbol: Symbol_): Type {
    switch (symbol.kind) {
      case "measure": {
        const type = measureType(env, symbol.declaration);
        this.#checkExceptions(env, symbol.name, type);
        return type;
      }
      case "component":
        return this.#component(env, symbol);
      case "balance":
        return checkBalance(env, symbol.declaration, this.#accounts.openingOf(symbol.name));
      default:
        return UNKNOWN;
    }
  }

  #component(env: Env, symbol: Extract<Member, { kind: "component" }>): Type {
    const { plan } = env;
    if (plan === undefined) return UNKNOWN;
    const notes = newNotes();
    this.#stepNotes.set(symbol.name, notes);
    const inside = { ...env, notes };
    const type = checkComponent(inside, plan, symbol, this.#frame.currency);
    this.#checkExceptions(inside, symbol.name, type);
    return type;
  }

  #checkExceptions(env: Env, name: string, type: Type): void {
    const { members } = this.#node;
    checkExceptions(env, exceptionsTo(name, members), type, this.#fileOf);
  }

  /** Runs `check` unless it is running already: then the definition goes through itself. */
  #guarded<Result>(name: string, env: Env, check: () => Result): Result | undefined {
    if (this.#path.includes(name)) {
      const loop = [...this.#path.slice(this.#path.indexOf(name)), name];
      const symbol = this.#checker.symbols.get(name);
      const at = symbol?.at ?? { file: env.file, span: this.#node.name.span };
      env.checker.report(
        diagnose(
          definedByItself,
          at,
          { name, path: loop.map((step) => `\`${step}\``).join(" needs ") },
          this.#accounts.wayOut(loop),
        ),
      );
      return undefined;
    }
    this.#path.push(name);
    const result = check();
    this.#path.pop();
    return result;
  }

  /** Types the payout, once; it stands on all components. */
  #payout(env: Env): void {
    if (this.#stepNotes.has("payout") && !this.#path.includes("payout")) return;
    this.#guarded("payout", env, () => {
      const notes = newNotes();
      this.#stepNotes.set("payout", notes);
      for (const { kind, name } of this.#checker.symbols.values())
        if (kind === "component") this.#typeOf(name, this.#frame.pays);
      const payouts = this.#node.members.filter((one): one is Payout => one.kind === "Payout");
      const [first] = payouts;
      const file = first === undefined ? this.#file : this.#fileOf(first);
      checkPayout({ ...env, file }, payouts, this.#frame, notes);
    });
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
    for (const component of components) this.#warnNeverPaid(env, component);
  }

  /** What is paid when a longer period ends is paid only if one ends while the plan holds. */
  #warnNeverPaid(env: Env, component: Component): void {
    const { pays, from, until } = this.#frame;
    const period = periodOfComponent(component, pays);
    if (!isCoarser(period, pays)) return;
    const last = periodOf(this.#checker.calendar, period, until);
    const isPaid = last.end === until || periodOf(this.#checker.calendar, period, from).end < until;
    if (isPaid) return;
    const facts = { name: component.name.text, period, end: until };
    const at = { ...env, file: this.#fileOf(component) };
    const help = `Let the plan hold until ${last.end}, or pay the component each ${pays}.`;
    report(at, neverPaid, component.each?.name.span ?? component.name.span, facts, { help });
  }

  #warnUnused(): void {
    if (!this.#node.members.some((member) => member.kind === "Component")) return;
    const env = this.#env(this.#frame.pays, newNotes(), this.#file);
    const own = this.#node.members.filter((one) => this.#fileOf(one) === this.#file);
    warnUnused(env, { ...this.#node, members: own }, this.#checker.symbols, this.#used);
  }
}

/** Whether a name can be a field of rows: nothing else has it, or it is the territory that they lie in. */
function isOfRows(symbol: Symbol_ | undefined): boolean {
  return symbol === undefined || symbol.kind === "territories";
}

function measureType(env: Env, node: Measure): Type {
  const type = value(env, node.value);
  if (node.rounding === undefined || type.kind === "unknown") return type;
  if (type.kind !== "number") {
    report(env, notANumber, node.rounding.span, { found: typeName(type) });
    return type;
  }
  const step: Step = { kind: "Round", rounding: node.rounding, span: node.rounding.span };
  return checkSteps(env, [step], type, `\`${node.name.text}\``, node.span) ?? UNKNOWN;
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

/** What needs nobody to need it. */
const EARNING: ReadonlySet<PlanMember["kind"]> = new Set([
  "Payout",
  "Component",
  "Draw",
  "Exception",
]);

export function warnUnused(
  env: Env,
  node: PlanDeclaration,
  symbols: ReadonlyMap<string, Symbol_>,
  used: ReadonlySet<string>,
): void {
  for (const member of node.members) {
    if (EARNING.has(member.kind) || !("name" in member) || member.name.text === "") continue;
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
