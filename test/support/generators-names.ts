// Names for generated plans: plain ones, words of the language, names of emitted code, letters of other languages.
import type { Draw } from "./generators-draw.ts";

const FIELDS = `amount margin seats price region product stage booked bonus unit_cost period row part day data
  credit earned name value sum total count half key last places worth floor cent to net_new of x größe ставка
  constructor toString list_price_%`;

const POOLS = {
  source: pool("Deals Orders Returns Accounts Prices Quotas Goals Salaries Row Credit Rows Staff"),
  field: pool(FIELDS),
  parameter: pool("kicker cap base_rate cutoff hurdle Kick month rate limit payee_ data"),
  credit: pool("Bookings Renewals Sold Credits Margin Data Payout Parts Umsätze eligible"),
  measure: pool("attainment net growth pace volume share_won mix worth_now period_sum Q target"),
  table: pool("Commission Modifier Ladder Curve Grid Seasons Tier Scale Calendar sum"),
  component: pool("commission bonus spiff kick extra earned annual rounded net_pay money"),
  plan: pool("AccountExecutive Plan Data Pay_2026 Set Rahmen constructor"),
} as const;

type Kind = keyof typeof POOLS;

function pool(names: string): readonly string[] {
  return names.split(/\s+/).map((name) => name.replaceAll(/(?<=net|list)_|_(?=%|2026|pay)/g, " "));
}

const RESERVED: ReadonlySet<string> = new Set(
  "and or not is in if then else otherwise when where of x above per yes no pay gives on means".split(
    " ",
  ),
);

/** Hands out names that stand for others: `field12`. */
export class Names {
  readonly #kinds: Kind[] = [];

  take(kind: Kind): string {
    return `${kind}${this.#kinds.push(kind) - 1}`;
  }

  /** What each of them is called in the end: no two things alike. */
  drawn(draw: Draw): ReadonlyMap<string, string> {
    const taken = new Set<string>();
    return new Map(
      this.#kinds.map((kind, i) => {
        const free = POOLS[kind].filter((name) => !taken.has(name));
        const name = free.length === 0 ? `${kind}_${i}` : draw.pick(free);
        taken.add(name);
        return [`${kind}${i}`, name];
      }),
    );
  }
}

/** Puts names in the place of those that stand for them. */
export function renamed(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\b[a-z]+\d+\b/g, (word) => {
    const name = names.get(word);
    return name === undefined ? word : written(name);
  });
}

/** A name as a plan writes it. */
function written(name: string): string {
  const isPlain = /^[A-Za-z_\u00C0-\uD7FF][\w\u00C0-\uD7FF]*$/.test(name);
  return isPlain && !RESERVED.has(name) ? name : `\`${name}\``;
}
