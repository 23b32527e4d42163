/** What is known of cells and tallies before there is any data. */
import { known } from "../base/assert.ts";
import * as range from "../integer/range.ts";
import type * as ir from "../ir/ir.ts";
import type { RelationalHalf } from "../relational/half.ts";
import type { RowFacts } from "../relational/row-facts.ts";
import type { CellFacts, CellPath, Reader, TallyFacts } from "./cells.ts";

/** So many deals of one person are assumed in one stretch of time. */
const ASSUMED_DEALS = 10_000n;

/** Of 300 years. */
const MONTHS = { lo: -3600n, hi: 3600n };

const NOTHING = range.only(0n);

export class Declared implements Reader {
  readonly #plan: ir.Plan;
  readonly #facts: RowFacts;
  readonly #tallies: ReadonlyMap<string, TallyFacts>;

  constructor(plan: ir.Plan, facts: RowFacts, half: RelationalHalf) {
    this.#plan = plan;
    this.#facts = facts;
    this.#tallies = new Map(half.flows.flatMap(talliesOf));
  }

  cell({ source, field, type, optional, keys, day, days, months }: CellPath): CellFacts {
    const [key, other] = keys;
    const isOwn = source === this.#plan.people && key?.by === "payee" && other === undefined;
    const often = {
      missing: optional ? "sometimes" : "never",
      absent: isOwn ? "never" : "sometimes",
      doubtful: day === undefined && days === undefined ? "never" : "sometimes",
    } as const;
    if (months !== undefined) return { ...often, scale: 0, range: MONTHS };
    if (type.kind === "number") {
      const { scale, range: one } = this.#facts.number(source, field);
      return { ...often, scale, range: range.summed(one, BigInt(days?.length ?? 1)) };
    }
    const between = type.kind === "date" ? this.#facts.days(source, field) : NOTHING;
    return { ...often, scale: 0, range: between };
  }

  tally(name: string): TallyFacts | undefined {
    return this.#tallies.get(name);
  }
}

function talliesOf({ shares, tallies }: RelationalHalf["flows"][number]) {
  return tallies.map(({ name, op, scale, divisor }, i) => {
    const values = shares.map(({ entries }) => known(entries[i], "an entry").value.range);
    const one = values.reduce(range.either);
    const isSum = op === "sum" || op === "count";
    const all = isSum ? range.summed(one, ASSUMED_DEALS * BigInt(shares.length)) : one;
    const missing = isSum ? "never" : "sometimes";
    return [name, { range: all, scale, divisor, missing }] as const;
  });
}
