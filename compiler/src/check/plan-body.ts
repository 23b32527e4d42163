/** The definitions of one plan, typed when they are first asked for. */
import type { PeriodKind } from "@attain/runtime";
import type { Member, Symbol_ } from "../bind/scope.ts";
import { definedByItself } from "../diagnostics/catalogue/names.ts";
import { tooDeep } from "../diagnostics/catalogue/reading.ts";
import { notANumber, wrongType } from "../diagnostics/catalogue/types.ts";
import { type Details, diagnose } from "../diagnostics/diagnostic.ts";
import type { Payout, Step } from "../syntax/ast/component.ts";
import type { Measure, PlanDeclaration } from "../syntax/ast/plan.ts";
import type { WholePlan } from "../bind/whole-plan.ts";
import type { SourceFile } from "../text/source-file.ts";
import { checkSettled } from "./carried.ts";
import { type Checker, type Env, type Notes, type PlanEnv, newNotes, report } from "./checker.ts";
import { checkComponent, periodOfComponent } from "./components.ts";
import { type CreditInfo, checkCredit } from "./credits.ts";
import { checkBalance } from "./draws.ts";
import { checkException, checkExceptions, exceptionsTo } from "./exceptions.ts";
import { value } from "./expressions/demand.ts";
import { checkSteps } from "./pay-steps.ts";
import {
  besideActual,
  checkGoal,
  checkKpi,
  checkNoNeeds,
  goalFactType,
  isOfFacts,
} from "./kpis.ts";
import { atItsLevel } from "./levels.ts";
import { checkPayout } from "./payout.ts";
import { PlanAccounts } from "./plan-accounts.ts";
import { checkWhole, warnUnused } from "./plan-warnings.ts";
import type { CheckedPlan, Frame } from "./plans.ts";
import { reportReserved } from "./sources.ts";
import { type TableInfo, checkPlainTable, checkTable } from "./tables.ts";
import { type Type, UNKNOWN, typeName } from "./types.ts";
import { LONGEST, Underway } from "./underway.ts";

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
  readonly #underway = new Underway();
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
      guarded: (name, check, part) => this.#guarded(name, env(), check, part),
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
    | "env"
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
      env: (notes) => this.#env(this.#frame.pays, notes, this.#file),
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
    checkWhole(env, this.#node, this.#frame, this.#fileOf);
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
      case "goal":
        if (env.plan !== undefined)
          checkGoal({ ...env, file: symbol.at.file }, env.plan, symbol.declaration);
        return;
      case "measure":
        checkNoNeeds({ ...env, file: symbol.at.file }, symbol.declaration);
        this.#typeOf(symbol.name, this.#frame.pays);
        return;
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
        if (symbol.declaration.role === "kpi" && env.plan !== undefined)
          checkKpi(env, env.plan, symbol.declaration, type);
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
  #guarded<Result>(name: string, env: Env, check: () => Result, part?: string): Result | undefined {
    const at = this.#checker.symbols.get(name)?.at ?? {
      file: env.file,
      span: this.#node.name.span,
    };
    const onLoop = (loop: readonly string[]): void => {
      const path = loop.map((step) => `\`${step}\``).join(" needs ");
      const wayOut = this.#ownColumn(loop) ?? this.#accounts.wayOut(loop);
      env.checker.report(diagnose(definedByItself, at, { name, path }, wayOut));
    };
    const onDeep = (): void => {
      const facts = { what: `What needs \`${name}\``, limit: `${LONGEST}`, steps: "definitions" };
      env.checker.report(diagnose(tooDeep, at, facts));
    };
    return this.#underway.run({ name, part }, check, onLoop, onDeep);
  }

  /** A definition that is called like the column of the payee that it means: how to tell the two apart. */
  #ownColumn([name = "", ...others]: readonly string[]): Details | undefined {
    const symbol = this.#checker.symbols.get(name);
    const { people } = this.#frame;
    if (symbol?.kind !== "measure" || !people.fields.has(name)) return undefined;
    if (others.some((other) => other !== name)) return undefined;
    const { role } = symbol.declaration;
    const help = `Here \`${name}\` is this definition, not the column of \`${people.name}\`. Give it a name of its own: \`${role} own_${name} means ${name}\`.`;
    return { help };
  }

  /** Types the payout, once; it stands on all components. */
  #payout(env: Env): void {
    if (this.#stepNotes.has("payout") && !this.#underway.has("payout")) return;
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

/** A formula at another level stands in place of the one that is written. */
function formulaType(env: Env, node: Measure): Type {
  if (isOfFacts(env.checker.symbols, node)) return goalFactType(env, node);
  const { plan } = env;
  const formula =
    plan === undefined ? node.value : besideActual(env, plan, atItsLevel(env, plan, node), node);
  const type = value(env, formula);
  if (formula === node.value) return type;
  env.notes.expansions.set(node.value, formula);
  env.notes.types.set(node.value, type);
  return type;
}

function measureType(env: Env, node: Measure): Type {
  const type = formulaType(env, node);
  if (node.rounding === undefined || type.kind === "unknown") return type;
  if (type.kind !== "number") {
    report(env, notANumber, node.rounding.span, { found: typeName(type) });
    return type;
  }
  const step: Step = { kind: "Round", rounding: node.rounding, span: node.rounding.span };
  return checkSteps(env, [step], type, `\`${node.name.text}\``, node.span) ?? UNKNOWN;
}
