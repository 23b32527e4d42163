// Pictures of curves: places are exact, lines break at cliffs, and what is drawn is said in words too.
import { expect, test } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { curvePicture } from "../../compiler/src/paper/curve-picture.ts";
import type { PayCurve } from "../../compiler/src/what-if/pay-curve.ts";

const of = (text: string): Rational => Rational.parse(text);
const point = (x: string, payout: string): PayCurve["here"] => ({ x: of(x), payout: of(payout) });

/** 0 to 200% pays 0 to 1,000 evenly, with a jump of 500 at 100%. */
function curve(changes: Partial<PayCurve> = {}): PayCurve {
  return {
    axis: {
      name: "attainment",
      unit: "ratio",
      here: of("1.5"),
      at: () => undefined,
      valueIn: () => Rational.ZERO,
      grain: of("0.0001"),
      bounds: [],
    },
    points: [point("0", "0"), point("0.9999", "249.98"), point("1", "750"), point("2", "1000")],
    here: point("1.5", "875"),
    cliffs: [{ x: of("1"), below: of("250"), at: of("750") }],
    ...changes,
  };
}

const WORDS = { currency: "USD", payout: "Paid", axis: "Attainment", isPlaced: true };

test("a line for each stretch, and one where it jumps", () => {
  const { markup } = curvePicture(curve(), WORDS);
  // 608 units wide from 16 on, and 240 high from 44 on: 100% is at 16 + 304, 750 USD at 44 + 60, 250 USD at 44 + 180.
  expect(markup).toContain('class="curve" d="M 16.0 284.0 L 320.0 224.0 L 320.0 224.0"');
  expect(markup).toContain('class="curve" d="M 320.0 104.0 L 320.0 104.0 L 624.0 44.0"');
  expect(markup).toContain('<line class="cliff" x1="320.0" x2="320.0" y1="224.0" y2="104.0"/>');
  // 150% at 16 + 456, and 875 USD at 44 + 30.
  expect(markup).toContain('cx="472.0" cy="74.0"');
});

test("the words say what is drawn", () => {
  const said =
    "Paid along Attainment. At 150% it is 875.00 USD. At 100% it jumps from 250.00 USD to 750.00 USD.";
  const { markup } = curvePicture(curve(), WORDS);
  expect(markup).toContain(`aria-label="${said}"`);
  expect(markup).toContain(`<figcaption>${said}</figcaption>`);
  expect(curvePicture(curve(), { ...WORDS, isPlaced: false }).markup).not.toContain("you are here");
});

test("round places on the axis", () => {
  const { markup } = curvePicture(curve(), WORDS);
  expect(markup.match(/>\d+%</g)).toEqual([">0%<", ">50%<", ">100%<", ">150%<"]);
});

test("a curve that pays nothing is a line", () => {
  const flat = curve({
    points: [point("0", "0"), point("2", "0")],
    here: point("0", "0"),
    cliffs: [],
  });
  expect(curvePicture(flat, WORDS).markup).toContain('d="M 16.0 44.0 L 624.0 44.0"');
});
