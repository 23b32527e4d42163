/** Totals, counts, averages and extremes of credits, out of the tallies of the stretches that make a window. */
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool, Int } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import { isDate } from "../ir/kinds.ts";
import type * as ir from "../ir/ir.ts";
import { rangeOfWindow } from "../relational/stretches.ts";
import { isTallied, tallyNames, type TalliedNode } from "../relational/tally-name.ts";
import { tallyCell, type TallyFacts } from "./cells.ts";
import type { At, Payees } from "./payees.ts";
import { ofNumber, type Value } from "./values.ts";

type Aggregate = Extract<
  ir.Expr,
  { readonly op: "total" | "count" | "average" | "largest" | "smallest" }
>;

export function aggregate(p: Payees, node: Aggregate, at: At): Value {
  if (!isTallied(node)) throw new Unsupported(whyNot(node), node.origin);
  const { value, weights } = tallyNames(node);
  const window = rangeOfWindow(p.time, p.stretches, node.of.window, known(at.period, "the period"));
  if (node.op === "largest" || node.op === "smallest") return outermost(p, node, value, window);
  const sum = total(p, node, value, window);
  if (weights === undefined) return ofNumber(sum);
  const weight = total(p, node, weights, window);
  const missing = number.compare("=", weight, number.ZERO);
  return { ...ofNumber(number.over(sum, weight)), missing };
}

function whyNot({ of, op }: Aggregate): string {
  if (of.kind === "people") return "it goes through people";
  if (of.kind === "rows") return `it goes through the rows of ${of.source}`;
  return op === "count" ? "it counts different values" : "it reads deals up to one of them";
}

type Window = readonly [first: number, last: number];

/** The tallies of the stretches of a window, in order. */
function inWindow(p: Payees, node: TalliedNode, name: string, [first, last]: Window) {
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const facts = p.reader.tally(name, first + i);
    if (facts !== undefined) return { facts, cell: tallyCell(name, first + i) };
    throw (
      p.unsupported.get(name) ??
      new Unsupported(`nothing is added up of ${node.of.credit} in this way`, node.origin)
    );
  });
}

/** Sums of the same stretches are the same object: each adds one stretch to the one before. */
function total(p: Payees, node: TalliedNode, name: string, window: Window): Num {
  const [first, last] = window;
  if (last < first) return number.ZERO;
  const found = inWindow(p, node, name, window);
  const { scale, divisor } = known(found[0], "a stretch").facts;
  const digits = found.reduce<Int | undefined>((sum, { facts, cell }, i) => {
    const one = p.input(cell, facts.range);
    return sum === undefined
      ? one
      : p.shared(`${name} ${first} ${first + i}`, () => form.add(sum, one));
  }, undefined);
  const whole = { digits: known(digits, "a sum"), scale };
  return divisor === 1n ? whole : number.over(whole, number.integer(form.constant(divisor)));
}

type Outermost = Extract<TalliedNode, { readonly op: "largest" | "smallest" }>;

/** Missing if there is nothing in any of the stretches. */
function outermost(p: Payees, node: Outermost, name: string, window: Window): Value {
  const pick = node.op === "largest" ? form.greatest : form.least;
  const found = inWindow(p, node, name, window);
  const { scale, divisor } = found[0]?.facts ?? { scale: 0, divisor: 1n };
  const start: Candidate = { value: form.ZERO, missing: form.YES };
  const { value, missing } = found.reduce((best, { facts, cell }) => {
    const next = { value: p.input(cell, facts.range), missing: missingIn(facts, cell) };
    return better(best, next, pick);
  }, start);
  const held = { missing, doubt: form.NO };
  if (isDate(node.value)) return { kind: "day", value, ...held };
  const whole = { digits: value, scale };
  const exact = number.over(whole, number.integer(form.constant(divisor)));
  return { kind: "number", value: exact, ...held };
}

interface Candidate {
  readonly value: Int;
  readonly missing: Bool;
}

function better(a: Candidate, b: Candidate, pick: typeof form.least): Candidate {
  const both = form.choose(b.missing, a.value, pick(a.value, b.value));
  return {
    value: form.choose(a.missing, b.value, both),
    missing: form.and(a.missing, b.missing),
  };
}

function missingIn({ missing }: TallyFacts, cell: string): Bool {
  if (missing === "sometimes") return { op: "flag", name: `missing ${cell}` };
  return missing === "always" ? form.YES : form.NO;
}
