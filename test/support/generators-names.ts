// Names for generated plans: plain ones, words of the language, names of emitted code, letters of other languages.
import type { Draw } from "./generators-draw.ts";

const FIELDS = `amount margin seats price region product stage booked bonus unit_cost period row part day data
  credit earned date name value sum total count start half key last places worth floor cent to net_new of x größe
  ставка constructor list_price_%`;

function pool(names: string): readonly string[] {
  return names.split(/\s+/).map((name) => name.replaceAll(/(?<=net|list)_|_(?=%|2026|pay)/g, " "));
}

const POOLS = {
  source: pool("Deals Orders Returns Accounts Prices Quotas Goals Salaries Row Credit"),
  field: pool(FIELDS),
  parameter: pool("kicker cap base_rate cutoff hurdle Kick month rate limit"),
  credit: pool("Bookings Renewals Sold Credits Margin Data Payout Parts Umsätze"),
  measure: pool("attainment net growth pace volume share_won mix worth_now period_sum Q"),
  table: pool("Commission Modifier Ladder Curve Grid Seasons Tier Scale Calendar"),
  component: pool("commission bonus spiff kick extra earned annual rounded net_pay"),
  plan: pool("AccountExecutive Plan Data Pay_2026 Set Rahmen"),
} as const;

export type Kind = keyof typeof POOLS;

const RESERVED: ReadonlySet<string> = new Set(
  "and or not is in if then else otherwise when where of x above per yes no pay gives on means".split(
    " ",
  ),
);

/** A name as a plan writes it. */
export function written(name: string): string {
  const isPlain = /^[A-Za-z_\u00C0-\uD7FF][\w\u00C0-\uD7FF]*$/.test(name);
  return isPlain && !RESERVED.has(name) ? name : `\`${name}\``;
}

/** Hands out names, each once. */
export class Names {
  readonly #draw: Draw;
  readonly #taken = new Set<string>();
  readonly #isFit: (name: string, kind: Kind) => boolean;

  /** `isFit`: keeps names back that are known to be mistaken. */
  constructor(draw: Draw, isFit: (name: string, kind: Kind) => boolean) {
    this.#draw = draw;
    this.#isFit = isFit;
  }

  take(kind: Kind): string {
    const free = POOLS[kind].filter(
      (name) => !this.#taken.has(methodOf(name)) && this.#isFit(name, kind),
    );
    const name = free.length > 0 ? this.#draw.pick(free) : `${kind}_${this.#taken.size}`;
    this.#taken.add(methodOf(name));
    return name;
  }

  /** Keeps a name from being handed out. */
  reserve(name: string): string {
    this.#taken.add(methodOf(name));
    return name;
  }
}

/** Names that emitted code can't tell apart count as one. */
function methodOf(name: string): string {
  return name.replace(/[^\w$]/g, "_").toLowerCase();
}
