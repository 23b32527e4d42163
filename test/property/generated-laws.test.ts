// Laws that hold for every plan: what changes nothing that a plan says changes nothing that it pays.
import * as runtime from "@attain/runtime";
import { describe, expect, test } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { generate, type Variation } from "../support/generators.ts";
import { type Case, check, isFault, mistakes } from "./evaluators.ts";
import { exact, type Library, type Paid, type Pay, payer, sum } from "./paying.ts";
import { again, patience, seeds } from "./runs.ts";

/** How many plans are tried. */
const USUAL = 150;
const [FLOOR, CAP] = [exact("100"), exact("2000")];

interface Made {
  readonly seed: number;
  readonly made: Case;
}

/** Generated plans that check. */
const PLANS: readonly Made[] = seeds(USUAL)
  .map((seed) => ({ seed, made: generate(seed) }))
  .filter(({ made }) => mistakes(check(made.plan)).length === 0);

/** What each of them pays. */
async function paidBy(pay: Pay): Promise<(Made & { readonly paid: readonly Paid[] })[]> {
  const all = [];
  for (const plan of PLANS) all.push({ ...plan, paid: await pay(plan.made) });
  return all;
}

const unchanged = paidBy(payer());

function amount(text: string): string {
  return isFault(text) ? "a fault" : text;
}

/** Everything that is paid, whoever comes first; of several faults it doesn't matter which is met. */
function everything(paid: readonly Paid[], isByPlace: boolean): string[] {
  return paid
    .map(({ payee, period, components, payout }) => {
      const parts = components.map(amount);
      return [payee, period, ...(isByPlace ? parts : parts.sort()), amount(payout)].join(" ");
    })
    .sort();
}

/** The first plan that pays another amount when it is varied, as a sentence. */
async function changed(
  variation: Variation,
  { isByPlace = true, fault }: { isByPlace?: boolean; fault?: Library } = {},
): Promise<string | undefined> {
  const pay = payer(fault);
  for (const { seed, made, paid } of await unchanged) {
    const before = everything(fault === undefined ? paid : await pay(made), isByPlace);
    const after = everything(await pay(generate(seed, variation)), isByPlace);
    const place = before.findIndex((line, i) => line !== after[i]);
    if (place !== -1) return `${again(seed)}: ${before[place]}, then ${after[place]}`;
  }
  return undefined;
}

/** Payees whose payout isn't what its components make, between a floor and a cap; and how many limits were reached. */
async function beyondLimits(fault?: Library): Promise<{ wrong: string[]; reached: number }> {
  const pay = payer(fault);
  const wrong: string[] = [];
  let reached = 0;
  for (const { seed, made } of PLANS) {
    const paid = await pay({ ...made, plan: withLimits(made.plan) });
    for (const { payee, period, components, payout } of paid) {
      if (isFault(payout) || components.some(isFault)) continue;
      const total = sum(components);
      const limited = Rational.least(Rational.greatest(total, FLOOR), CAP);
      if (!exact(payout).equals(limited)) wrong.push(`seed ${seed}: ${payee} in ${period}`);
      if (!limited.equals(total)) reached += 1;
    }
  }
  return { wrong, reached };
}

const timeout = patience(USUAL);

describe("of generated plans", () => {
  test("the order of input rows changes no payout", { timeout }, async () => {
    expect(await changed({ rows: 7 })).toBeUndefined();
  });

  test("the order of declarations changes no payout", { timeout }, async () => {
    expect(await changed({ order: 7 }, { isByPlace: false })).toBeUndefined();
  });

  test("other names change no payout", { timeout }, async () => {
    expect(await changed({ names: 7 })).toBeUndefined();
  });

  test("a floor and a cap on the payout hold", { timeout }, async () => {
    const { wrong, reached } = await beyondLimits();
    expect(wrong).toEqual([]);
    expect(reached).toBeGreaterThan(PLANS.length);
  });

  test("a divisor that is certain not to be zero never is", { timeout }, async () => {
    for (const { seed, paid } of await unchanged) {
      const outcomes = paid.flatMap(({ components }) => components);
      expect(outcomes, again(seed)).not.toContain("ATN9006");
    }
  });
});

/** The last row of a file is lost. */
class Losing extends runtime.CreditBook<never, never> {
  constructor(credits: Iterable<never>) {
    super([...credits].slice(0, -1));
  }
}

/** A source isn't found by its name. */
class Forgetting extends runtime.RowIndex<never> {
  constructor(...[name, rows, key, days]: ConstructorParameters<typeof runtime.RowIndex<never>>) {
    super(name, name.length > 6 ? [] : rows, key, days);
  }
}

/** The first of several is lost. */
function sumOfRest([...amounts]: Iterable<never>, unit: string): unknown {
  return runtime.sum(amounts.length > 1 ? amounts.slice(1) : amounts, unit);
}

describe("a law catches", () => {
  test("the last row of a file that is lost", { timeout }, async () => {
    expect(await changed({ rows: 7 }, { fault: { CreditBook: Losing } })).toBeDefined();
  });

  test("the first of several components that is lost", { timeout }, async () => {
    const fault = { sum: sumOfRest };
    expect(await changed({ order: 7 }, { isByPlace: false, fault })).toBeDefined();
  });

  test("a source that isn't found by its name", { timeout }, async () => {
    expect(await changed({ names: 7 }, { fault: { RowIndex: Forgetting } })).toBeDefined();
  });

  test("a cap that doesn't cut", { timeout }, async () => {
    const { wrong } = await beyondLimits({ least: (first: unknown) => first });
    expect(wrong).not.toEqual([]);
  });
});

/** The plan with no other lines on its sum than a floor and a cap. */
function withLimits(plan: string): string {
  const currency = /pays +each \w+ in ([A-Z]{3})/.exec(plan)?.[1] ?? "USD";
  const blocks = plan.split("\n\n").filter((block) => !block.startsWith("  payout"));
  const payout = `  payout\n    never below ${FLOOR.toString()} ${currency}\n    never above ${CAP.toString()} ${currency}, the excess is lost`;
  return [...blocks.map((block) => block.trimEnd()), payout, ""].join("\n\n");
}
