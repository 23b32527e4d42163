/**
 * Reads a plan as curves: every number and every condition as an exact function of one measure, in one case. What it has
 * no exact answer for is unknown, and so is every construct that it doesn't know.
 */
import type { PeriodKind } from "@attain/runtime";
import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";
import type { Case } from "./case.ts";
import { readColumn, type Column } from "./columns.ts";
import { conditionCurve } from "./conditions.ts";
import {
  add,
  AXIS,
  type Curve,
  divide,
  flat,
  greater,
  lesser,
  multiply,
  select,
  subtract,
} from "./curve.ts";
import { Form } from "./form.ts";
import type { Letter } from "./letters.ts";
import { isGiven, isPlain, keyOf } from "./plain.ts";
import { isNotNegative, type Known, rangeOf, rangeOfField, valueGathered } from "./signs.ts";
import { lookupCurve, ratesCurve } from "./tables.ts";
import { Unknown } from "./unknown.ts";

/** Where a row of a table is what is read. */
export interface RowUse {
  readonly table: ir.Table;
  readonly row: ir.Origin;
  readonly reached: Curve;
}

const LITERALS = new WeakMap<ir.NumberLiteral, Curve>();

/** The same curve wherever the literal is read. */
function literalCurve(node: ir.NumberLiteral): Curve {
  const known = LITERALS.get(node);
  if (known !== undefined) return known;
  const curve = flat(Form.of(Rational.parse(node.value)));
  LITERALS.set(node, curve);
  return curve;
}

interface ReaderOptions {
  readonly axis?: string | undefined;
  readonly bound?: ReadonlyMap<string, ir.NumberExpr>;
}

export class Reader {
  readonly known: Known;
  readonly at: Case;
  /** What the measure is: the key of a letter, which is then the axis. */
  readonly axis: string | undefined;
  readonly period: PeriodKind;
  readonly uses: RowUse[] = [];
  /** What letters stand for, by their keys: sales that are exactly the quota. */
  readonly #bound: ReadonlyMap<string, ir.NumberExpr>;
  readonly #columns = new Map<string, Column>();
  readonly #measures = new Map<string, Curve>();
  #role: ir.Measure["role"] = "measure";
  #depth = 0;

  constructor(
    known: Known,
    at: Case,
    period: PeriodKind,
    { axis, bound = new Map() }: ReaderOptions = {},
  ) {
    this.#bound = bound;
    this.known = known;
    this.at = at;
    this.period = period;
    this.axis = axis;
  }

  number(node: ir.Expr): Curve {
    this.#depth += 1;
    // A chain of definitions that goes back on itself, or nearly so: deeper than plans are.
    if (this.#depth > 200) throw new Unknown("definitions that are nested too deeply");
    try {
      return this.#number(node);
    } finally {
      this.#depth -= 1;
    }
  }

  condition(node: ir.Condition): Curve {
    return conditionCurve(this, node);
  }

  #number(node: ir.Expr): Curve {
    switch (node.op) {
      case "number":
        return literalCurve(node);
      case "add":
        return add(this.at, this.number(node.left), this.number(node.right));
      case "subtract":
        return subtract(this.at, this.number(node.left), this.number(node.right));
      case "multiply":
        return multiply(this.at, this.number(node.left), this.number(node.right));
      case "divide":
        return this.#divide(node);
      case "negate":
        return subtract(this.at, flat(Form.ZERO), this.number(node.of));
      case "part above":
        return greater(
          this.at,
          subtract(this.at, this.number(node.left), this.number(node.right)),
          flat(Form.ZERO),
        );
      case "part up to":
        return lesser(this.at, this.number(node.left), this.number(node.right));
      case "greatest":
      case "least":
        return node.of
          .map((one) => this.number(one))
          .reduce((best, next) => (node.op === "greatest" ? greater : lesser)(this.at, best, next));
      case "if":
        return select(
          this.at,
          this.condition(node.condition),
          this.number(node.yes),
          this.number(node.no),
        );
      default:
        return this.#named(node);
    }
  }

  #divide(node: ir.Divide): Curve {
    const zero = node.ifZero === "never" ? flat(Form.ZERO) : this.number(node.ifZero);
    return divide(this.at, this.number(node.left), this.number(node.right), zero);
  }

  #named(node: ir.Expr): Curve {
    switch (node.op) {
      case "measure":
        return this.#measure(node);
      case "parameter":
        return this.#parameter(node);
      case "pay":
        if (node.plan !== undefined) throw new Unknown("what another plan pays");
        return this.column(node.name).amount;
      case "lookup":
        return lookupCurve(this, node);
      case "rates":
        return ratesCurve(this, node);
      case "otherwise":
        return this.at.choose(`present ${keyOf(node.value)}`, 2) === 0
          ? this.number(node.value)
          : this.number(node.fallback);
      case "field":
        return this.#letter(keyOf(node), () => ({
          ...rangeOfField(this.known.program, { source: node.source, field: node.name }),
          unit: unitOf(node.type),
          ...(node.at.op === "payee" ? { giving: { kind: "payee field", name: node.name } } : {}),
        }));
      case "keyed":
        return this.#letter(keyOf(node), () => ({
          ...rangeOfField(this.known.program, node),
          unit: unitOf(node.type),
          giving: { kind: "keyed field", name: `${node.source}.${node.field}` },
        }));
      case "total":
        return this.#total(node);
      case "credited":
        return this.#letter("credited", () => ({ unit: node.unit, ...this.#dealRange }));
      default:
        return this.#other(node);
    }
  }

  /** What nothing more is known of than its sign, perhaps. */
  #other(node: ir.Expr): Curve {
    const unit = "unit" in node && typeof node.unit === "string" ? node.unit : "count";
    switch (node.op) {
      case "average":
      case "count":
      case "largest":
      case "smallest":
      case "rank":
      case "days between":
      case "working days between":
      case "months between":
      case "unserved":
      case "over periods":
        return this.#letter(keyOf(node), () => ({ unit, ...rangeOf(this.known, node) }));
      default:
        throw new Unknown(`\`${node.op}\` isn't analysed`);
    }
  }

  /** What one deal may be credited with. */
  get #dealRange(): Pick<Letter, "low"> {
    const { credits } = this.known.plan;
    const isNever = credits.every(({ worth }) => isNotNegative(this.known, worth, 0));
    return isNever ? { low: { value: Rational.ZERO, open: false } } : {};
  }

  #total(node: ir.Total): Curve {
    const { of } = node;
    const range = (): Pick<Letter, "low" | "high"> => {
      const value = valueGathered(this.known, of, node.value);
      return rangeOf(this.known, value);
    };
    if (!isGiven(node)) {
      return this.#letter(keyOf(node), () => ({ unit: node.unit, ...range() }));
    }
    const { credit, window } = of as ir.Credits;
    const here = (): Curve =>
      this.#letter(creditKey(credit, this.period), () => ({
        unit: node.unit,
        ...range(),
        giving: { kind: "credit", name: credit, period: this.period },
      }));
    const before = (): Curve =>
      this.#letter(`before ${credit} ${window.period}`, () => ({
        unit: node.unit,
        ...range(),
        giving: { kind: "earlier", name: credit },
      }));
    if (window.kind === "period" || (window.kind === "to date" && window.period === this.period))
      return window.earlier === true ? flat(Form.ZERO) : here();
    if (window.kind === "to date")
      return window.earlier === true ? before() : add(this.at, before(), here());
    return this.#letter(keyOf(node), () => ({ unit: node.unit, ...range() }));
  }

  #measure(node: ir.Named): Curve {
    const key = measureKey(node.name, this.period);
    if (this.axis === key) return AXIS;
    const known = this.#measures.get(key);
    if (known !== undefined) return known;
    const measure = this.known.plan.measures.find(
      ({ name, period }) => name === node.name && period === this.period,
    );
    if (measure === undefined) throw new Unknown(`\`${node.name}\` isn't known here`);
    const curve = this.#as(measure.role, () => this.#measureCurve(measure, key));
    this.#measures.set(key, curve);
    return curve;
  }

  #measureCurve(measure: ir.Measure, key: string): Curve {
    const { name, type, value } = measure;
    if (!isPlain(value)) {
      return this.#letter(key, () => ({
        unit: unitOf(type),
        ...rangeOf(this.known, value),
        giving: { kind: "measure", name },
      }));
    }
    return this.withExceptions(measure.exceptions, () => this.number(value));
  }

  /** What holds instead where an exception does. */
  withExceptions(exceptions: readonly ir.Exception[], otherwise: () => Curve): Curve {
    const [first, ...rest] = exceptions;
    if (first === undefined) return otherwise();
    const condition = this.condition(first.condition);
    const isNever = condition.every(({ at, base }) => at.isZero() && base.isZero());
    if (isNever) return this.withExceptions(rest, otherwise);
    return select(
      this.at,
      condition,
      this.number(first.value),
      this.withExceptions(rest, otherwise),
    );
  }

  #parameter({ name, reading }: ir.Named): Curve {
    const { plan, program } = this.known;
    const parameter = [...plan.parameters, ...program.parameters].find((one) => one.name === name);
    if (parameter === undefined) throw new Unknown(`\`${name}\` isn't known here`);
    if (reading?.how === "weighted") throw new Unknown("a parameter that is weighted by days");
    const values = [parameter.value, ...parameter.changes.map(({ value }) => value)];
    const index = reading === undefined ? 0 : this.at.choose(`parameter ${name}`, values.length);
    return this.number(values[index] ?? parameter.value);
  }

  /** What a component earns, in its own period. */
  column(name: string): Column {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const component = this.known.plan.components.find((one) => one.name === name);
    if (component === undefined || component.period !== this.period)
      throw new Unknown(`\`${name}\` is paid for another period`);
    if (component.scope.kind !== "period") throw new Unknown(`\`${name}\` is paid for each deal`);
    const column = readColumn(this, component);
    this.#columns.set(name, column);
    return column;
  }

  #letter(key: string, describe: () => Omit<Letter, "id" | "usual" | "key">): Curve {
    if (key === this.axis) return AXIS;
    const bound = this.#bound.get(key);
    if (bound !== undefined) return this.number(bound);
    const role = this.#role;
    return flat(
      this.at.letters.of(key, () => {
        const letter = describe();
        return { ...letter, key, usual: usualValue(letter.unit, role) };
      }),
    );
  }

  #as<Result>(role: ir.Measure["role"], run: () => Result): Result {
    const before = this.#role;
    this.#role = role;
    try {
      return run();
    } finally {
      this.#role = before;
    }
  }
}

/** The letter of the total of a credit in the period at hand. */
export function creditKey(credit: string, period: PeriodKind): string {
  return `credit ${credit} ${period}`;
}

function measureKey(measure: string, period: PeriodKind): string {
  return `measure ${measure} ${period}`;
}

function unitOf(type: ir.ValueType): string {
  return type.kind === "number" ? type.unit : type.kind;
}

/** What a witness takes first: a quota of 100,000, a target of 10,000, a half of whatever is a ratio. */
function usualValue(unit: string, role: ir.Measure["role"]): Rational {
  if (unit === "ratio") return Rational.of(1n, 2n);
  if (unit === "count") return Rational.of(10n);
  return Rational.of(role === "target" ? 10_000n : 100_000n);
}
