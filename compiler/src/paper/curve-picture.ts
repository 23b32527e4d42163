/** The payout curve as a picture: what is paid along what the rates run along, its cliffs, and where somebody is on it. */
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { PayCurve } from "../what-if/pay-curve.ts";
import { el, type Markup } from "./html.ts";

/** In the units of the picture, which scales with the page. */
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 320, 16, 16, 44, 36];

/** What is said around a curve. */
export interface CurveWords {
  readonly currency: string;
  /** What the payout is called, and what it runs along. */
  readonly payout: string;
  readonly axis: string;
  /** Whether the place where somebody is is shown. */
  readonly isPlaced: boolean;
}

export function curvePicture(curve: PayCurve, words: CurveWords): Markup {
  const frame = new Frame(curve);
  const { axis, here, cliffs } = curve;
  const caption = captionOf(curve, words);
  return el(
    "figure",
    {},
    el(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": caption },
      el("line", { class: "axis", ...frame.line(Rational.ZERO) }),
      ...frame.ticks().map((tick) => el("text", tick.at, formatNumber(tick.x, axis.unit))),
      el(
        "text",
        { x: String(LEFT), y: "24" },
        `${formatNumber(frame.highest, words.currency)} at the top`,
      ),
      ...cliffs.map(({ x, below, at }) =>
        el("line", { class: "cliff", ...frame.between(x, below, at) }),
      ),
      ...frame.paths().map((d) => el("path", { class: "curve", d })),
      ...(words.isPlaced
        ? [
            el("circle", { class: "here", r: "7", ...frame.circle(here.x, here.payout) }),
            el("text", { class: "you", ...frame.beside(here.x, here.payout) }, "you are here"),
          ]
        : []),
    ),
    el("figcaption", {}, caption),
  );
}

/** What the picture shows, in words. */
function captionOf(
  { axis, here, cliffs }: PayCurve,
  { payout, axis: along, currency, isPlaced }: CurveWords,
): string {
  const place = isPlaced
    ? [`At ${formatNumber(here.x, axis.unit)} it is ${formatNumber(here.payout, currency)}.`]
    : [];
  const jumps = cliffs.map(
    ({ x, below, at }) =>
      `At ${formatNumber(x, axis.unit)} it jumps from ${formatNumber(below, currency)} to ${formatNumber(at, currency)}.`,
  );
  return [`${payout} along ${along}.`, ...place, ...jumps].join(" ");
}

/** Places in the picture, as decimal text: amounts never become floating point on the way. */
class Frame {
  readonly #curve: PayCurve;
  readonly #end: Rational;
  readonly #lowest: Rational;
  readonly highest: Rational;

  constructor(curve: PayCurve) {
    const { points, here } = curve;
    const payouts = [...points.map(({ payout }) => payout), here.payout, Rational.ZERO];
    this.#curve = curve;
    this.#end = [...points.map(({ x }) => x), here.x].reduce(
      (a, b) => Rational.greatest(a, b),
      Rational.ZERO,
    );
    this.highest = payouts.reduce((a, b) => Rational.greatest(a, b));
    this.#lowest = payouts.reduce((a, b) => (a.compare(b) < 0 ? a : b));
  }

  #x(x: Rational): string {
    return placed(x, Rational.ZERO, this.#end, LEFT, WIDTH - LEFT - RIGHT);
  }

  #y(y: Rational): string {
    return placed(
      y.negated(),
      this.highest.negated(),
      this.#lowest.negated(),
      TOP,
      HEIGHT - TOP - BOTTOM,
    );
  }

  circle(x: Rational, y: Rational): Record<string, string> {
    return { cx: this.#x(x), cy: this.#y(y) };
  }

  line(y: Rational): Record<string, string> {
    return { x1: String(LEFT), x2: String(WIDTH - RIGHT), y1: this.#y(y), y2: this.#y(y) };
  }

  between(x: Rational, from: Rational, to: Rational): Record<string, string> {
    return { x1: this.#x(x), x2: this.#x(x), y1: this.#y(from), y2: this.#y(to) };
  }

  /** Above the place, and on the side on which there is room. */
  beside(x: Rational, y: Rational): Record<string, string> {
    const isRight = x.plus(x).compare(this.#end) > 0;
    const near = Rational.parse(this.#y(y)).minus(Rational.of(14n));
    const above = Rational.greatest(near, Rational.of(40n)).toFixed(1);
    return { x: this.#x(x), y: above, "text-anchor": isRight ? "end" : "start" };
  }

  /** Round places on the axis, about four of them. */
  ticks(): { readonly x: Rational; readonly at: Record<string, string> }[] {
    const step = roundStep(this.#end);
    const room = Rational.of(BigInt(WIDTH - 60));
    return [0n, 1n, 2n, 3n, 4n, 5n].flatMap((i) => {
      const x = step.times(Rational.of(i));
      const place = this.#x(x);
      if (x.compare(this.#end) > 0 || Rational.parse(place).compare(room) > 0) return [];
      const anchor = i === 0n ? "start" : "middle";
      return [{ x, at: { x: place, y: String(HEIGHT - 10), "text-anchor": anchor } }];
    });
  }

  /** A line for each stretch between cliffs. */
  paths(): string[] {
    const { points, cliffs } = this.#curve;
    const starts = [undefined, ...cliffs.map(({ x }) => x)];
    return starts.flatMap((from, i) => {
      const to = starts[i + 1];
      const cliff = cliffs[i - 1];
      const next = cliffs[i];
      const inner = points.filter(
        ({ x }) =>
          (from === undefined || x.compare(from) >= 0) && (to === undefined || x.compare(to) < 0),
      );
      const all = [
        ...(cliff === undefined ? [] : [{ x: cliff.x, payout: cliff.at }]),
        ...inner,
        ...(next === undefined ? [] : [{ x: next.x, payout: next.below }]),
      ];
      const steps = all.map(({ x, payout }) => `${this.#x(x)} ${this.#y(payout)}`);
      return steps.length < 2 ? [] : [`M ${steps.join(" L ")}`];
    });
  }
}

/** Where a value lies between two others, on so many units from `start`. */
function placed(
  value: Rational,
  least: Rational,
  most: Rational,
  start: number,
  size: number,
): string {
  const room = most.minus(least);
  const share = room.isZero() ? Rational.ZERO : value.minus(least).over(room);
  return share
    .times(Rational.of(BigInt(size)))
    .plus(Rational.of(BigInt(start)))
    .toFixed(1);
}

/** 1, 2 or 5 with zeros, so that about four of them reach `end`. */
function roundStep(end: Rational): Rational {
  const wanted = end.over(Rational.of(5n));
  const TEN = Rational.of(10n);
  let power = Rational.ONE;
  while (power.compare(wanted) > 0 && !wanted.isZero()) power = power.over(TEN);
  while (power.times(TEN).compare(wanted) <= 0) power = power.times(TEN);
  const steps = [1n, 2n, 5n, 10n].map((times) => power.times(Rational.of(times)));
  return steps.find((step) => step.compare(wanted) >= 0) ?? power;
}
