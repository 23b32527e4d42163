// Plans and rows that are hard on integers: amounts about 2^53 and 2^63, exact ties, negatives, missing cells, shares that
// don't divide. A plan and its rows are made from one number.
import { addDays } from "@attain/runtime";
import type { Case } from "../property/evaluators.ts";
import { Draw } from "../support/generators-draw.ts";

const SOURCES = `people Reps
  id     : Text key
  rank   : Number?
  region : one of North, South
  chief  : Reps?

source Deals
  id      : Text key
  rep     : Reps
  partner : Reps?
  share   : Ratio? at least 0% at most 100% present when partner is present
  third   : Reps
  amount  : USD
  cost    : USD?
  units   : Number
  factor  : Ratio
  closed  : Date
  due     : Date?
  kind    : one of New, Renewal, Other, Upsell
  hot     : YesNo

`;

const MODES = ["half even", "half up", "half down", "up", "down", "floor", "ceiling"];
const GRAINS = ["cent", "0.05 USD", "1 USD", "3 USD", "1000 USD"];

/** The same plan for several numbers of rows: compiling it is what takes long. */
export function adversarialPlan(seed: number): string {
  const draw = new Draw(seed);
  const credits = ["First", "Second", "Third"].map((name) => credit(draw, name));
  const measures = ["First", "Second", "Third"].flatMap((name) => measuresOf(draw, name));
  return `${SOURCES}plan Hard
  for    Reps
  during 2026-01-10 to 2026-11-20
  pays   each Quarter in USD

  parameter limit means ${amount(draw)} USD
  lookup Weight by kind
    for New            gives 150%
    for Renewal, Other gives ${draw.pick(["33.333%", "-20%", "0%"])}
    for anything else  gives 7%

${credits.join("\n\n")}

${measures.map(({ line }) => `  ${line}`).join("\n")}

${measures.map(({ name }) => `  component if_${name}\n    earns 1 USD when ${name} > 0 USD`).join("\n\n")}
`;
}

function credit(draw: Draw, name: string): string {
  const isSplit = draw.chance(50);
  const to = draw.pick(["to rep", "to rep", "to (partner otherwise third)", "to the company"]);
  const isOfCompany = !isSplit && to === "to the company";
  const lines = [
    ...draw.maybe(60, () => `where ${condition(draw)}`),
    ...draw.maybe(20, () => `where ${condition(draw)}`),
    `dated ${draw.pick(["closed", "closed", "(due otherwise closed)", "3 Weeks after closed"])}`,
    `worth ${worth(draw)}`,
    ...draw.maybe(30, () => `never above ${amount(draw)} USD each deal, the excess is lost`),
    `rounded ${draw.pick(MODES)} to ${isSplit ? "cent" : draw.pick(GRAINS)}`,
    ...(isSplit ? shares(draw) : [to]),
    ...draw.maybe(20, () => `never below ${amount(draw)} USD each ${isSplit ? "share" : "deal"}`),
    ...(isSplit
      ? [`rounded to cent by largest remainder, ties by ${draw.pick(["id", "rank"])}`]
      : []),
    ...draw.maybe(20, () => `overlay ${draw.pick(["25%", "factor", "33.333%"])} to third when hot`),
    ...draw.maybe(
      isOfCompany ? 0 : 30,
      () => `rolls up ${draw.pick(["to chief, 1 level", "33.333% to chief, every level"])}`,
    ),
  ];
  return [`  credit ${name} from Deals`, ...lines.map((line) => `    ${line}`)].join("\n");
}

function condition(draw: Draw): string {
  return draw.pick([
    "kind is New",
    "kind in (New, Renewal)",
    "kind in (Renewal, Upsell)",
    "not kind in (New, Upsell)",
    "hot",
    "hot or amount > limit",
    "amount / 3 > units x 1 USD",
    "cost is present and amount - (cost otherwise 0 USD) > 0 USD",
    "(cost otherwise amount) < limit",
    "(due otherwise closed) >= 2026-04-01",
    "partner is present or factor > 33.3%",
    "rep.region is North",
    "rep is not third",
    "(partner otherwise rep).region is South",
    'id is not "D-1"',
  ]);
}

function worth(draw: Draw): string {
  return draw.pick([
    "amount",
    "amount",
    "-amount",
    "factor of amount",
    "units x 1 USD",
    "units x amount / 7",
    "amount - (cost otherwise 5 USD)",
    "Weight of amount",
    "if hot then amount / units otherwise 0 USD else amount / 3".replace(
      "amount / units otherwise 0 USD",
      "(amount / units otherwise 0 USD)",
    ),
    "amount above limit",
    "(amount up to limit) x factor",
  ]);
}

function shares(draw: Draw): string[] {
  return draw.pick([
    ["split 50% to rep", "split 50% to third"],
    ["split 33.333% to rep", "split 33.333% to third", "split the rest to rep"],
    ["split share to partner when partner is present", "split the rest to rep"],
    [
      "split share to partner when partner is present",
      "split 10% to third when hot",
      "split the rest to rep",
    ],
    ["split factor to rep", "split the rest to third"],
  ]);
}

interface Named {
  readonly name: string;
  readonly line: string;
}

/** Windows that overlap, so that time is cut in many stretches. */
function measuresOf(draw: Draw, of: string): Named[] {
  const window = draw.pick(["", "", " year to date", " last Quarter", " half to date"]);
  const filter = draw.pick([
    "",
    "",
    " where hot",
    " where kind in (New, Other)",
    " where credited > 10 USD",
  ]);
  const what = draw.pick(["credited", "amount"]);
  const rows = filter === "" ? `${of}${window}` : `(${of}${window}${filter})`;
  const told = [
    ["total", `total ${what} of ${rows}`],
    ["count", `(count of ${rows}) x 1 USD`],
    ["mean", `average ${what} of ${rows} otherwise 0 USD`],
    [
      "mix",
      `(average factor of ${rows} weighted by ${draw.pick(["units", "count"])} otherwise 0%) of 1 USD`,
    ],
    ["most", `largest ${what} of ${rows} otherwise 0 USD`],
    ["least", `smallest credited of ${rows} otherwise 0 USD`],
  ] as const;
  return draw.some(told, 2, 4).map(([name, means]) => {
    const full = `${of.toLowerCase()}_${name}`;
    return { name: full, line: `measure ${full} means ${means}` };
  });
}

// ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

const PEOPLE = ["ada", "ben", "cyn", "dee"];

export function adversarialData(seed: number): Case["data"] {
  const draw = new Draw(seed);
  const size = draw.pick([3, 9, 16, 17, 19]);
  const reps = PEOPLE.map((id, i) => [
    id,
    draw.chance(30) ? null : draw.pick(["1", "2", "10", "-3.5"]),
    draw.pick(["North", "South"]),
    // The first has nobody above, but in a few teams that go round.
    draw.chance(i === 0 ? 3 : 70) ? draw.pick(i === 0 ? PEOPLE : PEOPLE.slice(0, i)) : null,
  ]);
  const deals = draw.list(0, 12, (i) => deal(draw, i, size));
  const heading = "id rep partner share third amount cost units factor closed due kind hot".split(
    " ",
  );
  return { Reps: [["id", "rank", "region", "chief"], ...reps], Deals: [heading, ...deals] };
}

function deal(draw: Draw, i: number, size: number): (string | null)[] {
  const partner = draw.chance(50) ? draw.pick(PEOPLE) : null;
  return [
    `D-${i}`,
    draw.pick(PEOPLE),
    partner,
    partner === null ? null : draw.pick(["0", "1", "0.5", "0.3333", "0.125", "0.99999"]),
    draw.pick(PEOPLE),
    amount(draw, size),
    draw.chance(30) ? null : amount(draw, size),
    draw.pick(["0", "1", "7", "2.5", "-3", "0.001", amount(draw, size)]),
    draw.pick(["0", "1", "0.5", "0.335", "-0.25", "0.123456789"]),
    addDays("2025-12-15", draw.int(0, 380)),
    draw.chance(40) ? null : addDays("2025-12-15", draw.int(0, 380)),
    draw.pick(["New", "Renewal", "Other", "Upsell"]),
    draw.pick(["yes", "no"]),
  ];
}

const EDGES = [2n ** 53n, 2n ** 52n, 2n ** 63n, 10n ** 15n, 10n ** 18n, 5n, 50n, 0n];

/** In cents, so many digits at most: at an edge, beside it, or a tie. */
function amount(draw: Draw, digits = 19): string {
  const cents = draw.chance(50)
    ? draw.pick(EDGES) + BigInt(draw.int(-2, 2))
    : BigInt(draw.int(0, 2_000_000)) * BigInt(draw.pick(["1", "5", "1000003"]));
  const small = cents % 10n ** BigInt(digits);
  const signed = draw.chance(25) ? -small : small;
  const text = (signed < 0n ? -signed : signed).toString().padStart(3, "0");
  return `${signed < 0n ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
}
