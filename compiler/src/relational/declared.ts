/** What sources promise of data that isn't there yet. Where they promise nothing, something is assumed, and has to be told. */
import { dayNumber } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { Range } from "../integer/range.ts";
import type * as ir from "../ir/ir.ts";
import type { RowFacts } from "./row-facts.ts";

/** Digits that a number is assumed to have at most, where its field doesn't say. */
const ASSUMED = { before: 9, after: 6 } as const;

/** The days that a cell is assumed to name. */
export const DAYS: Range = {
  lo: BigInt(dayNumber("1900-01-01")),
  hi: BigInt(dayNumber("2199-12-31")),
};

export function declaredFacts({ sources }: Pick<ir.Program, "sources">): RowFacts {
  const fieldOf = (source: string, name: string): ir.SourceField =>
    known(
      sources.find((one) => one.name === source)?.fields.find((field) => field.name === name),
      `the field ${source}.${name}`,
    );
  return {
    number: (source, field) => declaredNumber(fieldOf(source, field)),
    days: () => DAYS,
    mayBeMissing: (source, field) => fieldOf(source, field).optional,
    mayBeAstray: () => false,
  };
}

/** Digits after the point of the numbers of a field, and between which two they lie at that scale. */
export function declaredNumber({ places: scale = ASSUMED.after, limits }: ir.SourceField): {
  readonly scale: number;
  readonly range: Range;
} {
  const most = 10n ** BigInt(ASSUMED.before + scale);
  const least: bigint[] = [];
  const greatest: bigint[] = [];
  for (const { bound, value } of limits) {
    const { down, up } = nextTo(value, scale);
    if (bound === "at least") least.push(up);
    else if (bound === "above") least.push(down + 1n);
    else if (bound === "at most") greatest.push(down);
    else greatest.push(up - 1n);
  }
  const lo = least.length === 0 ? -most : least.reduce((a, b) => (a > b ? a : b));
  const hi = greatest.length === 0 ? most : greatest.reduce((a, b) => (a < b ? a : b));
  return { scale, range: { lo: lo > hi ? hi : lo, hi } };
}

/** The integers at a scale next to a decimal text, from below and from above. */
function nextTo(text: string, scale: number): { readonly down: bigint; readonly up: bigint } {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0"));
  const rest = /[1-9]/.test(fraction.slice(scale)) ? 1n : 0n;
  if (text.startsWith("-")) return { down: -size - rest, up: -size };
  return { down: size, up: size + rest };
}
