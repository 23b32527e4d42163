/** Exact numbers as places on a drawing. Nothing that is read as money comes from here. */
import type { WireAmount } from "@attain/language-server/protocol";

/** `0.352`, `1/3`. */
export function placeOf({ exact }: WireAmount): number {
  const [over = "", under = "1"] = exact.split("/");
  return Number(over) / Number(under);
}

/** Round numbers from 0 to at least `end`, about five of them. */
export function ticks(end: number): number[] {
  if (!(end > 0)) return [0];
  const rough = end / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5].find((one) => one * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) => i * step);
}

/** `12.5k`, `3M`: a number beside a tick. */
export function short(value: number): string {
  const [unit, sign] =
    Math.abs(value) >= 1e6 ? [1e6, "M"] : Math.abs(value) >= 1e4 ? [1e3, "k"] : [1, ""];
  const [whole = "", part] = String(Number((value / unit).toFixed(2))).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${grouped}${part === undefined ? "" : `.${part}`}${sign}`;
}

/** What sales of whole cents reach, as it was asked for: `120%` where they come to 119.999996%. */
export function asAsked(reached: WireAmount): string {
  return reached.text.endsWith("%") ? onAxis(placeOf(reached), true) : reached.text;
}

/** A place on the axis as it is written there: a ratio in percent. */
export function onAxis(value: number, isRatio: boolean): string {
  return isRatio ? `${Number((value * 100).toFixed(1))}%` : short(value);
}
