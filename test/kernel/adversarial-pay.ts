// Plans and data that are hard on what is paid: quotas and sales about 2^53 and far beyond, sales exactly at thresholds and
// at half cents, nothing to divide by, negatives. A plan and its rows are made from one number.
import { addDays } from "@attain/runtime";
import type { Case } from "../property/evaluators.ts";
import { Draw } from "../support/generators-draw.ts";

const SOURCES = `people Reps
  id     : Text key
  quota  : USD at least 0 USD
  target : USD
  level  : one of Junior, Senior, Lead
  bonus  : Ratio?

source Deals
  id     : Text key
  rep    : Reps
  amount : USD
  closed : Date

`;

const DATASETS = 4;

export interface Hard {
  readonly plan: string;
  readonly datasets: readonly Case["data"][];
}

/** Percents at which rows start, so that sales can lie exactly on them. */
const STARTS = [0, 50, 80, 100, 110, 125];

/** One plan for several datasets: compiling it is what takes long. */
export function adversarialPay(seed: number): Hard {
  const draw = new Draw(seed);
  const kinds = draw.shuffled(Object.keys(TABLES)).slice(0, 3);
  const tables = kinds.map((kind) => TABLES[kind as keyof typeof TABLES](draw));
  const components = [
    ...kinds.map((kind, i) => component(draw, `c${i}`, `${kind} on Sales`)),
    component(draw, "flat", `${draw.int(1, 9)}.5% of Sales`),
    toDate(draw),
  ];
  const plan = `${SOURCES}plan Hard
  for    Reps
  during 2026-01-01 to 2026-12-31
  pays   each Quarter in USD

  credit Sales from Deals
    dated closed
    worth amount
    to rep

  measure attainment means Sales / payee.quota otherwise ${draw.pick(["0%", "100%", "73%"])}
  measure year_attainment means Sales year to date / payee.quota otherwise 0%
  measure mean means average amount of Sales otherwise 0 USD

  lookup Kicker by level
    for Junior        gives ${draw.int(50, 99)}%
    for anything else gives ${draw.int(100, 150)}%

${tables.join("\n\n")}

${components.join("\n\n")}

  payout
${draw.maybe(40, () => `    never above 300% of payee.target, the excess is lost\n`).join("")}    rounded half even to cent
`;
  return { plan, datasets: Array.from({ length: DATASETS }, () => rows(draw)) };
}

const TABLES = {
  Slices: (draw: Draw) => `  rates Slices marginal by attainment\n${steps(draw)}`,
  Whole: (draw: Draw) => `  rates Whole whole by attainment\n${steps(draw)}`,
  Above: (draw: Draw) => `  rates Above whole above 100% by attainment\n${aboveSteps(draw)}`,
  Again: (draw: Draw) =>
    `  rates Again whole by year_attainment, earlier periods are rated again\n${steps(draw)}`,
  Standing: (draw: Draw) => `  rates Standing marginal by year_attainment\n${steps(draw)}`,
  Lines: (draw: Draw) =>
    `  rates Lines interpolated by attainment\n    below 50% pay 1%\n    at 50% pay ${draw.int(1, 5)}%\n    at 100% pay ${draw.int(6, 9)}%\n    at 150% pay 12%\n    above 150% ${draw.pick(["continues", "pay 15%"])}`,
  Levels: (draw: Draw) =>
    `  rates Levels whole by level\n    for Junior pay ${draw.int(1, 4)}%\n    for anything else pay ${draw.int(5, 9)}.25%`,
} as const;

function steps(draw: Draw): string {
  const starts = draw.some(STARTS.slice(1), 1, 4);
  const lines = starts.map(
    (start) =>
      `    ${draw.pick(["from ", "above"])} ${start}% pay ${draw.int(1, 20)}.${draw.pick(["0", "5", "25"])}%`,
  );
  return [
    `    below 0% pay ${draw.int(0, 3)}%`,
    `    from 0% pay ${draw.int(1, 5)}%`,
    ...lines,
  ].join("\n");
}

/** Below the pivot there is one row. */
function aboveSteps(draw: Draw): string {
  const lines = draw
    .some([110, 125, 150], 1, 3)
    .map((start) => `    ${draw.pick(["from ", "above"])} ${start}% pay ${draw.int(1, 20)}.5%`);
  return [
    `    below 0% pay 0%`,
    `    from 0% pay ${draw.int(1, 5)}%`,
    `    from 100% pay 7%`,
    ...lines,
  ].join("\n");
}

function component(draw: Draw, name: string, earned: string): string {
  const gate = draw.maybe(25, () => `\n    only if ${condition(draw)}, then from the first dollar`);
  const lines = [
    ...draw.maybe(
      40,
      () => `times Kicker${draw.maybe(50, () => ` when ${condition(draw)}`).join("")}`,
    ),
    ...draw.maybe(30, () => `plus ${draw.int(1, 99)}.5% of payee.target when ${condition(draw)}`),
    ...draw.maybe(20, () => `less ${draw.int(1, 9)} USD`),
    ...draw.maybe(30, () => `times (payee.bonus otherwise 100%)`),
    ...draw.maybe(40, () => `never above ${draw.int(1, 3)}00% of payee.target, the excess is lost`),
    ...draw.maybe(20, () => `never below 0 USD`),
    `rounded ${draw.pick(MODES)} to ${draw.pick(GRAINS)}`,
  ];
  return `  component ${name}${gate.join("")}\n    earns ${earned}\n${lines.map((line) => `    ${line}`).join("\n")}`;
}

function toDate(draw: Draw): string {
  return `  component to_date
    earns ${draw.int(1, 9)}% of Sales year to date
    never above 200% of payee.target, the excess is lost
    rounded half even to cent
    trued up year to date, ${draw.pick(["may be negative", "never negative"])}`;
}

const MODES = ["half even", "half up", "half down", "up", "down", "floor", "ceiling"];
const GRAINS = ["cent", "0.05 USD", "1 USD", "3 USD"];

function condition(draw: Draw): string {
  return draw.pick([
    `attainment >= ${draw.pick(STARTS)}%`,
    `attainment > ${draw.pick(STARTS)}%`,
    `mean < payee.quota`,
    `payee.level is Senior or attainment < 100%`,
    `payee.bonus is present and Sales >= payee.target`,
    `(count of Sales) >= 2`,
  ]);
}

/** In cents: small, about 2^53, about 2^63, and far beyond. */
const SIZES = [1n, 10_000n, 12_345_600n, 2n ** 53n, 2n ** 63n, 10n ** 24n];

function rows(draw: Draw): Case["data"] {
  const size = draw.pick(SIZES);
  const near = (by: bigint): bigint => by * BigInt(draw.int(1, 4)) * 20n + BigInt(draw.int(-2, 2));
  const quotas = ["ada", "ben", "cyn"].map((id) => ({
    id,
    quota: draw.chance(10) ? 0n : near(size) * 100n,
  }));
  const reps = quotas.map(({ id, quota }) => [
    id,
    usd(quota < 0n ? 0n : quota),
    usd(near(draw.pick([size, 100n]))),
    draw.pick(["Junior", "Senior", "Lead"]),
    draw.pick(["90%", "33.333%", null]),
  ]);
  const deals = draw.list(2, 9, (i) => {
    const { id, quota } = draw.pick(quotas);
    const exact = (quota / 100n) * BigInt(draw.pick([25, 50, 100, 110, -50]));
    const odd = (size | 1n) * 100n; // dollars, of which half a percent is half a cent
    const amount = draw.pick([
      exact,
      exact + BigInt(draw.int(-1, 1)),
      near(size),
      -near(size),
      odd,
      odd,
    ]);
    return [`D-${i}`, id, usd(amount), addDays("2026-01-01", draw.int(0, 364))];
  });
  return {
    Reps: [["id", "quota", "target", "level", "bonus"], ...reps],
    Deals: [["id", "rep", "amount", "closed"], ...deals],
  };
}

function usd(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
