/** The payout along what the rates run along, as a drawing: where the payee is, and where a cent makes a jump. */
import type { Cliff, Curve, CurvePoint, Pay } from "@attain/language-server/protocol";
import { html, type Html } from "./html.ts";
import { asAsked, onAxis, placeOf, short, ticks } from "./numbers.ts";

const HEIGHT = 240;
const LEFT = 50;
const RIGHT = 20;
const TOP = 16;
const BOTTOM = 30;

interface Frame {
  readonly width: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly endX: number;
  readonly low: number;
  readonly high: number;
  readonly isRatio: boolean;
}

export function isRatio({ here }: Curve): boolean {
  return here.x.text.endsWith("%");
}

/** How far the drawing goes. */
export function endOf({ points }: Curve): number {
  return Math.max(...points.map(({ x }) => placeOf(x)), 0);
}

export function curveDrawing(curve: Curve, what: Pay | undefined, width: number): Html {
  const frame = frameOf(curve, width);
  const reached = what?.reached;
  return html`<svg
      viewBox="0 0 ${width} ${HEIGHT}"
      role="img"
      aria-label="${inWords(curve)}"
      data-curve
    >
      ${grid(frame)}
      <path class="line" d="${pathOf(curve, frame)}" />
      ${curve.cliffs.map((cliff) => cliffMark(cliff, frame))}
      ${mark("here", curve.here, `you are here · ${curve.here.x.text}`, frame)}
      ${
        reached !== undefined &&
        what !== undefined &&
        mark("there", { x: reached, payout: what.payout }, `what if · ${asAsked(reached)}`, frame)
      }
    </svg>
    ${cliffList(curve)}`;
}

/** The place on the axis under a point of the drawing, by its distance from the left edge as a part of the width. */
export function placeAt(curve: Curve, part: number, width: number): number {
  const inner = (part * width - LEFT) / (width - LEFT - RIGHT);
  return Math.min(Math.max(inner, 0), 1) * endOf(curve);
}

function frameOf(curve: Curve, width: number): Frame {
  const endX = endOf(curve) || 1;
  const jumps = curve.cliffs.flatMap(({ below, at }) => [below, at]);
  const drawn = [...curve.points, curve.here].map(({ payout }) => payout);
  const pays = [...drawn, ...jumps].map(placeOf);
  const low = Math.min(0, ...pays);
  const high = Math.max(...pays, 0) * 1.05 || 1;
  return {
    width,
    endX,
    low,
    high,
    isRatio: isRatio(curve),
    x: (value) => LEFT + (value / endX) * (width - LEFT - RIGHT),
    y: (value) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function grid({ width, x, y, endX, high, low, isRatio: asRatio }: Frame): Html {
  const right = width - RIGHT;
  const floor = HEIGHT - BOTTOM;
  return html`<g class="grid" aria-hidden="true">
    ${ticks(high).map(
      (value) =>
        html`<line x1="${LEFT}" x2="${right}" y1="${rounded(y(value))}" y2="${rounded(y(value))}" />
          <text x="${LEFT - 6}" y="${rounded(y(value) + 4)}" text-anchor="end"
            >${short(value)}</text
          >`,
    )}
    ${
      low < 0 &&
      html`<text x="${LEFT - 6}" y="${rounded(y(low) + 4)}" text-anchor="end">${short(low)}</text>`
    }
    ${ticks(endX).map(
      (value) =>
        html`<line
            x1="${rounded(x(value))}"
            x2="${rounded(x(value))}"
            y1="${floor}"
            y2="${floor + 4}"
          />
          <text x="${rounded(x(value))}" y="${floor + 18}" text-anchor="middle"
            >${onAxis(value, asRatio)}</text
          >`,
    )}
  </g>`;
}

/** A jump is drawn straight up: the points below and above it are at its place. */
function pathOf({ points, cliffs }: Curve, { x, y }: Frame): string {
  const drawn = [
    ...points.map(({ x: at, payout }) => [placeOf(at), placeOf(payout)] as const),
    ...cliffs.flatMap(({ x: at, below, at: above }) => [
      [placeOf(at) - HAIR, placeOf(below)] as const,
      [placeOf(at), placeOf(above)] as const,
    ]),
  ].sort(([a], [b]) => a - b);
  return drawn
    .map(([at, pays], i) => `${i === 0 ? "M" : "L"}${rounded(x(at))} ${rounded(y(pays))}`)
    .join("");
}

/** Nothing to see, and before what begins at the same place. */
const HAIR = 1e-9;

function cliffMark({ x: at, below, at: above }: Cliff, { x, y }: Frame): Html {
  const place = rounded(x(placeOf(at)));
  const low = rounded(y(placeOf(below)));
  const high = rounded(y(placeOf(above)));
  return html`<g class="cliff">
    <title>${jumpText({ x: at, below, at: above })}</title>
    <line x1="${place}" x2="${place}" y1="${low}" y2="${high}" />
    <circle cx="${place}" cy="${low}" r="3.5" class="hollow" /><circle
      cx="${place}"
      cy="${high}"
      r="3.5"
    />
  </g>`;
}

function mark(name: string, point: CurvePoint, text: string, { width, x, y }: Frame): Html {
  const place = rounded(x(placeOf(point.x)));
  const height = rounded(y(placeOf(point.payout)));
  const room = text.length * LETTER;
  // Most curves rise, so that there is room above them on the left.
  const isLeft = place > width * 0.4;
  return html`<g class="${name}">
    <title>${point.x.text}: ${point.payout.text}</title>
    <line x1="${place}" x2="${place}" y1="${HEIGHT - BOTTOM}" y2="${height}" />
    <circle cx="${place}" cy="${height}" r="5.5" />
    <text
      x="${isLeft ? Math.min(Math.max(place - 10, LEFT + room), width) : Math.min(place + 10, width - room)}"
      y="${height - 9}"
      text-anchor="${isLeft ? "end" : "start"}"
    >
      ${text}
    </text>
  </g>`;
}

/** How wide a bold letter is at most, by and large. */
const LETTER = 7.5;

function jumpText({ x, below, at }: Cliff): string {
  return `at ${x.text} the payout jumps from ${below.text} to ${at.text}`;
}

function cliffList({ cliffs }: Curve): Html | false {
  return (
    cliffs.length > 0 &&
    html`<ul class="cliffs">
      ${cliffs.map(
        ({ x, below, at }) =>
          html`<li>
            <strong>Cliff</strong> at ${x.text}: one cent of sales turns ${below.text} into
            ${at.text}.
          </li>`,
      )}
    </ul>`
  );
}

/** What the drawing says, for whoever doesn't see it. */
function inWords(curve: Curve): string {
  const { axis, points, here, cliffs } = curve;
  const [first, last] = [points[0], points.at(-1)];
  const ends =
    first === undefined || last === undefined
      ? ""
      : ` from ${first.payout.text} at ${first.x.text} to ${last.payout.text} at ${last.x.text}.`;
  const jumps = cliffs.map((cliff) => ` Cliff: ${jumpText(cliff)}.`).join("");
  return `Payout along ${axis},${ends} You are at ${here.x.text}, which pays ${here.payout.text}.${jumps}`;
}
