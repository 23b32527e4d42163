/** What all values of an expression are multiples of, where that can be shown from the plan: meetings at 60 GBP are multiples of 60. */

import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";

/** Zero is a multiple of anything; undefined where nothing is known. */
type Grain = Rational | undefined;

const { ZERO, ONE } = Rational;

export class Grains {
  readonly #plan: ir.Plan;
  readonly #sources: readonly ir.Source[];
  /** Names that are being looked at: accounts may go round in circles. */
  readonly #open = new Set<string>();

  constructor(plan: ir.Plan, sources: readonly ir.Source[]) {
    this.#plan = plan;
    this.#sources = sources;
  }

  /** Whether what reaches the step at `index` is a multiple of `increment` already. */
  isOn(increment: string, component: ir.Component, index: number): boolean {
    const grain = this.#afterSteps(component, index);
    return grain !== undefined && grain.over(Rational.parse(increment)).denominator === 1n;
  }

  #afterSteps({ earns, steps, exceptions }: ir.Component, count: number): Grain {
    const start = common([
      this.#of(earns.value),
      ...exceptions.map(({ value }) => this.#of(value)),
    ]);
    return steps.slice(0, count).reduce<Grain>((grain, step) => this.#step(step, grain), start);
  }

  #step(step: ir.Step, before: Grain): Grain {
    switch (step.op) {
      case "plus":
      case "less":
        return common([before, this.#of(step.value)]);
      case "never above":
      case "never below":
        return common([before, this.#of(step.limit)]);
      case "times":
        return product(before, this.#of(step.value));
      case "weight":
        return product(before, this.#of(step.share));
      case "rounded":
        return Rational.parse(step.rounding.increment);
      default:
        return undefined;
    }
  }

  #of(node: ir.Expr): Grain {
    switch (node.op) {
      case "number":
        return magnitude(Rational.parse(node.value));
      case "count":
        return ONE;
      case "negate":
        return this.#of(node.of);
      case "if":
        return common([node.yes, node.no].map((one) => this.#of(one)));
      case "otherwise":
        return common([node.value, node.fallback].map((one) => this.#of(one)));
      case "add":
      case "subtract":
      case "part above":
      case "part up to":
        return common([node.left, node.right].map((one) => this.#of(one)));
      case "multiply":
        return product(this.#of(node.left), this.#of(node.right));
      case "greatest":
      case "least":
        return common(node.of.map((one) => this.#of(one)));
      case "round":
        return Rational.parse(node.rounding.increment);
      case "field":
      case "keyed":
        return this.#field(node);
      default:
        return this.#named(node);
    }
  }

  #named(node: ir.Expr): Grain {
    const { measures, parameters, components, tables } = this.#plan;
    switch (node.op) {
      case "measure":
        return this.#once(node.name, () =>
          common(
            measures
              .filter(({ name }) => name === node.name)
              .flatMap(({ value, exceptions }) => [value, ...exceptions.map((one) => one.value)])
              .map((value) => this.#of(value)),
          ),
        );
      case "parameter": {
        if (node.reading?.how === "weighted") return undefined;
        const parameter = parameters.find(({ name }) => name === node.name);
        const values = [parameter, ...(parameter?.changes ?? [])];
        return common(values.map((one) => one && this.#of(one.value)));
      }
      case "lookup": {
        const read = tables.filter(({ name }) => name === node.table);
        return common(
          read.flatMap(({ body }) => valuesOf(body)).map((one) => one && this.#of(one)),
        );
      }
      case "pay": {
        const component = components.find(({ name }) => name === node.name);
        return component && this.#once(node.name, () => this.#afterSteps(component, Infinity));
      }
      case "rates":
        return this.#rates(node);
      case "total":
        return node.of.kind === "credits" && node.value.op === "credited"
          ? this.#credited(node.of.credit)
          : undefined;
      default:
        return undefined;
    }
  }

  /** What lies in a row is a multiple of what the base and the boundaries are; it is paid at the row's rate. */
  #rates({ table: name, base, place, before }: ir.Rates): Grain {
    const [table] = this.#plan.tables.filter((one) => one.name === name);
    if (table === undefined || before !== undefined || table.body.kind === "lines")
      return undefined;
    const rates = common(valuesOf(table.body).map((one) => one && this.#of(one)));
    if (place.kind === "point" && typeof table.kind === "string")
      return product(this.#of(base), rates);
    if (place.kind !== "interval" || place.from !== undefined || table.body.kind !== "steps")
      return undefined;
    if (!isAlike(base, place.to)) return undefined;
    const parts = common(
      [base, ...table.body.rows.map(({ from }) => from)].map((one) => this.#of(one)),
    );
    return product(parts, rates);
  }

  #credited(name: string): Grain {
    const credit = this.#plan.credits.find((one) => one.name === name);
    if (credit === undefined || credit.overlays.length > 0 || credit.rollUp !== undefined)
      return undefined;
    const { sharing, worth, steps, shareSteps } = credit;
    if (sharing.kind !== "one" && sharing.kind !== "company") return undefined;
    return [...steps, ...shareSteps].reduce<Grain>(
      (grain, step) =>
        step.op === "rounded"
          ? Rational.parse(step.rounding.increment)
          : common([grain, this.#of(step.limit)]),
      this.#of(worth),
    );
  }

  #field(node: ir.Field | ir.Keyed): Grain {
    const name = node.op === "field" ? node.name : node.field;
    const weighted = node.op === "keyed" && node.reading?.how === "weighted";
    const field = this.#sources
      .find((source) => source.name === node.source)
      ?.fields.find((one) => one.name === name);
    if (weighted || field?.places === undefined) return undefined;
    return Rational.of(1n, 10n ** BigInt(field.places));
  }

  #once(name: string, find: () => Grain): Grain {
    if (this.#open.has(name)) return undefined;
    this.#open.add(name);
    const grain = find();
    this.#open.delete(name);
    return grain;
  }
}

/** Whether two parts of the representation are the same, wherever they are written. */
export function isAlike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, withoutPlaces) === JSON.stringify(b, withoutPlaces);
}

function withoutPlaces(name: string, value: unknown): unknown {
  return name === "origin" ? undefined : value;
}

/** Undefined for what a straight line gives. */
function valuesOf(body: ir.TableBody): (ir.Expr | undefined)[] {
  switch (body.kind) {
    case "steps":
      return [
        ...(body.below === undefined ? [] : [body.below]),
        ...body.rows.map(({ value }) => value),
      ];
    case "cases":
      return [...body.rows, ...(body.rest === undefined ? [] : [body.rest])].map(
        ({ value }) => value,
      );
    case "matrix":
      return body.columns.flatMap((column) => valuesOf(column.body));
    case "lines":
      return [undefined];
  }
}

function product(a: Grain, b: Grain): Grain {
  return a === undefined || b === undefined ? undefined : a.times(b);
}

/** The greatest number that all are multiples of. */
function common(grains: readonly Grain[]): Grain {
  return grains.reduce<Grain>(
    (a, b) => (a === undefined || b === undefined ? undefined : gcd(a, b)),
    ZERO,
  );
}

function gcd(a: Rational, b: Rational): Rational {
  let [x, y] = [a, b];
  while (!y.isZero()) [x, y] = [y, magnitude(x.minus(y.times(x.over(y).rounded("down", ONE))))];
  return x;
}

function magnitude(value: Rational): Rational {
  return value.isNegative() ? value.negated() : value;
}
