/**
 * A formula at another level: of some rows only, of several people together, of a longer time. The totals that it is
 * made of are those of that level, and the formula stays: the win rate of a team is never an average of win rates.
 */
import { isKpi } from "../bind/kpis.ts";
import { noLevel } from "../diagnostics/catalogue/kpis.ts";
import type { BinaryOperator, Collection, Expression, Window } from "../syntax/ast/expression.ts";
import type { Among } from "../syntax/ast/kpi.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Measure } from "../syntax/ast/plan.ts";
import { rebuilt } from "../syntax/walk.ts";
import type { Span } from "../text/source-file.ts";
import { type Env, type PlanEnv, report } from "./checker.ts";
import { isByCount } from "./expressions/aggregates.ts";
import { textOf } from "./expressions/demand.ts";
import { copied, instantiated, narrowed } from "./patterns.ts";
import { TO_DATE } from "./periods.ts";

type Aggregate = Extract<Expression, { kind: "Aggregate" }>;

interface Change {
  readonly where: readonly Expression[];
  readonly among?: Among;
  readonly window?: Window;
}

/** The formula of a measure at the level that it names; the expression itself if it names none. */
export function atItsLevel(env: Env, plan: PlanEnv, { value, level }: Measure): Expression {
  if (level === undefined) return value;
  const window = toDate(level.each?.text, plan, value.span);
  const { where, among } = level;
  if (where.length === 0 && among === undefined && window === undefined) return value;
  if (among !== undefined && !isOfPeople(among, plan)) return missingAt(value.span);
  const change = {
    where,
    ...(among === undefined ? {} : { among }),
    ...(window === undefined ? {} : { window }),
  };
  const unread = new Set([...where, ...(among === undefined ? [] : [among.people])]);
  return new Formula(env, plan, change, { within: new Set(), unread }).over(value);
}

/** Those whom the plan is for, all of them or by one of their columns. */
function isOfPeople({ people, by }: Among, plan: PlanEnv): boolean {
  const isColumn = by === undefined || plan.people.fields.has(by.text);
  return people.credit.text === plan.people.name && isColumn;
}

/** The period of a goal up to now, where that is longer than the one at hand. */
function toDate(each: string | undefined, plan: PlanEnv, span: Span): Window | undefined {
  if (each === undefined || each === plan.period) return undefined;
  const word = (["year", "half", "quarter", "month", "week"] as const).find(
    (period) => TO_DATE[period] === each,
  );
  return word === undefined ? undefined : { kind: "to date", period: word, span };
}

/** How a formula has been reached from the one that names the level. */
interface Way {
  /** Where another definition is read, whose own places are of no use here. */
  readonly at?: Span;
  readonly within: ReadonlySet<Measure>;
  /** What the lines of the level write, until it stands somewhere: what is noted of it there is told of the lines. */
  readonly unread: Set<Expression>;
  /** Whether those lines are of another definition, too. */
  readonly isOfOther?: true;
}

class Formula {
  readonly #env: Env;
  readonly #plan: PlanEnv;
  readonly #change: Change;
  readonly #at: Span | undefined;
  readonly #way: Way;

  constructor(env: Env, plan: PlanEnv, change: Change, way: Way) {
    this.#env = env;
    this.#plan = plan;
    this.#change = change;
    this.#at = way.at;
    this.#way = way;
  }

  over(node: Expression): Expression {
    switch (node.kind) {
      case "Reference":
        return this.#name(node);
      case "Collection":
        return this.#credit(node, (of) => this.#total(of));
      case "Aggregate":
        return this.#aggregate(node);
      case "Call":
        return this.#call(node);
      case "Windowed":
        return this.#windowed(node);
      case "Access":
        return this.#isOfPayee(node) ? this.#copy(node) : this.#amount(node);
      case "ReadAt":
      case "Weighted":
        return this.#isParameter(node.of) ? this.#copy(node) : this.#amount(node);
      case "Otherwise":
        // What holds where somebody has no row holds for that person.
        return isOfRow(node.value) ? this.#amount(node) : this.#inner(node);
      case "Apply":
      case "Rank":
        return this.#refused(node, "is read for one person");
      default:
        return this.#inner(node);
    }
  }

  #inner<Node extends Expression>(node: Node): Node {
    return rebuilt(node, (child) => this.over(child), this.#at);
  }

  #name(node: Extract<Expression, { kind: "Reference" }>): Expression {
    const { text } = node.name;
    const symbol = this.#env.checker.symbols.get(text);
    switch (symbol?.kind) {
      case "credit": {
        const all: Collection = { kind: "Collection", credit: node.name, span: node.span };
        return this.#credit(all, (of) => this.#total(of));
      }
      case "measure":
        return symbol.declaration.role === "measure" || isKpi(symbol)
          ? this.#measure(node, symbol.declaration)
          : this.#amount(node);
      case "component":
      case "balance":
        return this.#amount(node);
      case undefined:
        return this.#column(node);
      default:
        return this.#copy(node);
    }
  }

  /** A column of the payee, which has no rows and no time; any other name is a value of a list, and the same for all. */
  #column(node: Extract<Expression, { kind: "Reference" }>): Expression {
    const { text } = node.name;
    const type = this.#plan.people.fields.get(text)?.type;
    const isOfPayee = type !== undefined || text === "payee";
    if (!isOfPayee || this.#change.among === undefined) return this.#copy(node);
    return type?.kind === "number"
      ? this.#amount(node)
      : this.#refused(node, "is no amount that has a total");
  }

  /** `payee.team`, beside people whom a formula names itself: the same, whatever the rows and the time. */
  #isOfPayee(node: Expression): boolean {
    if (node.kind === "Access") return this.#isOfPayee(node.of);
    const isColumn =
      node.kind === "Reference" &&
      (node.name.text === "payee" || this.#plan.people.fields.has(node.name.text));
    return isColumn && this.#change.among === undefined;
  }

  /** Another formula: what it is made of, at this level. */
  #measure(node: Expression, measure: Measure): Expression {
    if (this.#way.within.has(measure)) return this.#copy(node);
    if (measure.rounding !== undefined) return this.#refused(node, "is rounded for each person");
    if (this.#hasException(measure))
      return this.#refused(node, "has an exception for some of the people");
    this.#plan.used.add(measure.name.text);
    const at = this.#at ?? node.span;
    const within = new Set([...this.#way.within, measure]);
    const way = { ...this.#way, at, within };
    return new Formula(this.#env, this.#plan, this.#change, way).over(this.#ofItself(measure, way));
  }

  /** A formula at the level that it names itself. */
  #ofItself({ value, level }: Measure, way: Way): Expression {
    if (level === undefined || (level.where.length === 0 && level.among === undefined))
      return value;
    return new Formula(this.#env, this.#plan, level, {
      ...way,
      unread: new Set(),
      isOfOther: true,
    }).over(value);
  }

  #hasException({ name }: Measure): boolean {
    return [...this.#env.checker.symbols.values()].some(
      (symbol) => symbol.kind === "exception" && symbol.declaration.target.text === name.text,
    );
  }

  #call(node: Extract<Expression, { kind: "Call" }>): Expression {
    const symbol = this.#env.checker.symbols.get(node.name.text);
    if (!isKpi(symbol)) return this.#inner(node);
    const formula = instantiated(this.#env, node, symbol.declaration);
    return formula === undefined ? missingAt(node.span) : this.over(formula);
  }

  #windowed(node: Extract<Expression, { kind: "Windowed" }>): Expression {
    const { of, window } = node;
    const isCredit =
      of.kind === "Reference" && this.#env.checker.symbols.get(of.name.text)?.kind === "credit";
    if (isCredit) {
      const all: Collection = { kind: "Collection", credit: of.name, window, span: node.span };
      return this.#credit(all, (rows) => this.#total(rows));
    }
    return of.kind === "Collection"
      ? this.#credit({ ...of, window }, (rows) => this.#total(rows))
      : this.#amount(node);
  }

  #aggregate(node: Aggregate): Expression {
    const symbol = this.#env.checker.symbols.get(node.of.credit.text);
    if (symbol?.kind === "credit") return this.#credit(node.of, (of) => this.#ofCredits(node, of));
    if (symbol?.name !== this.#plan.people.name) return this.#amount(node);
    if (this.#change.among !== undefined)
      return this.#refused(node, "is of several people already");
    return rebuilt(node, (child) => this.#inPeople(child), this.#at);
  }

  /** What is taken of each of the people is of the level; which people they are isn't. */
  #inPeople(node: Expression): Expression {
    return node.kind === "Collection" && node.credit.text === this.#plan.people.name
      ? this.#inner(node)
      : this.over(node);
  }

  /** The rows of a credit at this level, and what is taken of them; those of the company are everybody's. */
  #credit(node: Collection, take: (of: Collection) => Expression): Expression {
    const symbol = this.#env.checker.symbols.get(node.credit.text);
    if (symbol?.kind !== "credit") return this.#refused(node, "is of several people already");
    const { where, among, window } = this.#change;
    if (window !== undefined && node.window !== undefined)
      return this.#refused(node, "has a time of its own");
    const rolls = symbol.declaration.lines.some(({ kind }) => kind === "RollUp");
    const own = among !== undefined && rolls ? [notRolledUp(node.span)] : [];
    const all = [...where.map((one) => this.#written(one)), ...own];
    const narrow = all.reduce<Collection>((of, one) => narrowed(of, one), this.#copy(node));
    return take(window === undefined ? narrow : { ...narrow, window });
  }

  #total(of: Collection): Expression {
    return this.#isOfCompany(of) ? of : this.#ofPeople(of);
  }

  #isOfCompany({ credit }: Collection): boolean {
    const symbol = this.#env.checker.symbols.get(credit.text);
    return (
      symbol?.kind === "credit" && symbol.declaration.lines.some(({ kind }) => kind === "ToCompany")
    );
  }

  #ofCredits(node: Aggregate, of: Collection): Expression {
    const own: Aggregate = {
      ...rebuilt(node, (child) => this.#copy(child), this.#at),
      of,
    };
    if (this.#change.among === undefined || this.#isOfCompany(of)) return own;
    switch (node.how) {
      case "count":
      case "total":
        return this.#ofPeople(own);
      case "average":
        return this.#average(own);
      default:
        return this.#refused(node, "of several people isn't made of what it is of each");
    }
  }

  /** The average of all rows is one total through another. */
  #average(node: Aggregate): Expression {
    const { span, of, value, weight } = node;
    const isPlain = weight === undefined || isByCount(weight);
    if (value === undefined) return node;
    const product: Expression = isPlain ? value : binary("x", value, weight, span);
    const whole: Aggregate = { kind: "Aggregate", how: "total", value: product, of, span };
    const parts: Expression = isPlain
      ? decimal({ kind: "Aggregate", how: "count", of: copied(of), span })
      : { kind: "Aggregate", how: "total", value: copied(weight), of: copied(of), span };
    const [left, right] = [this.#ofPeople(whole), this.#ofPeople(parts)];
    return binary("/", left, right, span);
  }

  /** An amount that each of the people has, whatever it is made of: a quota, what a component pays, a column. */
  #amount(node: Expression): Expression {
    const { where, among, window } = this.#change;
    if (where.length > 0) return this.#refused(node, "has no rows to choose from");
    const own = this.#copy(node);
    if (window !== undefined && node.kind === "Windowed")
      return this.#refused(node, "has a time of its own");
    const timed: Expression =
      window === undefined ? own : { kind: "Windowed", of: own, window, span: own.span };
    return among === undefined ? timed : this.#ofPeople(timed);
  }

  #ofPeople(value: Expression): Expression {
    const { among } = this.#change;
    if (among === undefined) return value;
    const { span } = value;
    const all = this.#written(among.people);
    const of = among.by === undefined ? all : narrowed(all, sameAsPayee(among.by));
    return { kind: "Aggregate", how: "total", value, of, span };
  }

  /** A part of the level: as it is written the first time, and made anew after that. */
  #written<Node extends Expression>(node: Node): Node {
    if (this.#way.unread.delete(node)) return node;
    return this.#way.isOfOther === true ? this.#copy(node) : copied(node);
  }

  #isParameter(node: Expression): boolean {
    return (
      node.kind === "Reference" &&
      this.#env.checker.symbols.get(node.name.text)?.kind === "parameter"
    );
  }

  #copy<Node extends Expression>(node: Node): Node {
    return rebuilt(node, (child) => this.#copy(child), this.#at);
  }

  #refused(node: Expression, why: string): Expression {
    const { span } = this.#copy(node);
    report(this.#env, noLevel, span, { what: `\`${nameOf(this.#env, node, this.#at)}\``, why });
    return missingAt(span);
  }
}

/** A column of one row, which may not be there. */
function isOfRow({ kind }: Expression): boolean {
  return kind === "Access" || kind === "ReadAt" || kind === "Weighted";
}

/** What something is called: where it stands in another declaration, by its name. */
function nameOf(env: Env, node: Expression, at: Span | undefined): string {
  if (at === undefined) return textOf(env, node);
  if (node.kind === "Reference") return node.name.text;
  if (node.kind === "Aggregate") return `${node.how} of ${node.of.credit.text}`;
  if (node.kind === "Access") return `${nameOf(env, node.of, at)}.${node.field.text}`;
  return textOf(env, { ...node, span: at });
}

function binary(
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  span: Span,
): Expression {
  return { kind: "Binary", operator, left, right, span };
}

/** A count by which a count is divided into an average, and not into a percentage. */
export function decimal(count: Expression): Expression {
  const { span } = count;
  return binary("x", count, { kind: "NumberLiteral", value: "1.0", span }, span);
}

function missingAt(span: Span): Expression {
  return { kind: "Missing", span };
}

function notRolledUp(span: Span): Expression {
  return { kind: "Not", of: { kind: "RolledUp", span }, span };
}

/** `team is payee.team`. */
function sameAsPayee(name: Name): Expression {
  const { span } = name;
  const payee: Expression = { kind: "Reference", name: { text: "payee", span }, span };
  const theirs: Expression = { kind: "Access", of: payee, field: name, span };
  return binary("is", { kind: "Reference", name, span }, theirs, span);
}
