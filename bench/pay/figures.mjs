/** Figures as people read them. */

/** Three digits that count: `12.4`, `0.0124`, `1,240`. */
export function digits(value) {
  if (value === 0) return "0";
  const rounded = Math.abs(value) < 1000 ? Number(value.toPrecision(3)) : Math.round(value);
  const whole = Math.floor(Math.log10(Math.abs(rounded))) + 1;
  return grouped(rounded.toFixed(Math.max(0, 3 - whole)));
}

export function grouped(value) {
  const [whole, rest] = String(value).split(".");
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? groups : `${groups}.${rest}`;
}

/** `12.4 ms`, `0.124 ms`, `1.24 s`. */
export function time(ms) {
  return ms >= 1000 ? `${digits(ms / 1000)} s` : `${digits(ms)} ms`;
}

/** How many deals: `1,000`, `10 million`. */
export function count(number) {
  return number >= 1_000_000 ? `${grouped(number / 1_000_000)} million` : grouped(number);
}

/** `83 million`, `64,000`: two digits that count. */
export function rate(perSecond) {
  const rounded = Number(perSecond.toPrecision(2));
  return rounded >= 1_000_000 ? `${grouped(rounded / 1_000_000)} million` : grouped(rounded);
}

/** A ratio with the middle half of all its runs: `3.34 (3.25 to 3.45)`. */
export function ratio({ median, low, high }) {
  return `${digits(median)} (${digits(low)} to ${digits(high)})`;
}

/** Deals per second. */
export function speedOf({ deals, ms }) {
  return (deals / ms.median) * 1000;
}
