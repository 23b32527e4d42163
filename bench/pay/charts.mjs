/** The charts of the page, as SVG that is readable on light and on dark ground. */
import { count, grouped, rate, speedOf } from "./figures.mjs";
import { PEERS } from "./peers.mjs";

const STYLE = `<style>
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .quiet { fill: #57606a }
  .line { stroke: #8c959f; stroke-width: 1 }
  .other { fill: #8c959f }
  .limit { fill: #57606a }
  .attain { fill: #0969da }
  .curve { fill: none; stroke: #0969da; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .quiet { fill: #9198a1 }
    .other { fill: #6e7681 }
    .limit { fill: #9198a1 }
    .attain { fill: #58a6ff }
    .curve { stroke: #58a6ff }
  }
</style>`;

const BAR = 26;
const LEFT = 230;
const WIDTH = 760;

/** Deals per second of each peer, on the largest market up to a million deals, in powers of ten. */
export function speedChart({ memory }) {
  const bars = memory
    .flatMap(({ id, points }) => {
      const point = points.findLast(({ deals }) => deals <= 1_000_000);
      return point === undefined ? [] : [{ id, ...point }];
    })
    .map(({ id, deals, ms }) => ({ id, deals, speed: speedOf({ deals, ms }) }))
    .sort((a, b) => b.speed - a.speed);
  const least = Math.floor(Math.log10(Math.min(...bars.map(({ speed }) => speed))));
  const most = Math.ceil(Math.log10(Math.max(...bars.map(({ speed }) => speed))));
  const x = (speed) => LEFT + ((Math.log10(speed) - least) / (most - least)) * (WIDTH - LEFT - 140);
  const rows = bars.map(({ id, deals, speed }, i) => {
    const { name, kind } = PEERS.find((peer) => peer.id === id);
    const y = 40 + i * BAR;
    const shade = { attain: "attain", limit: "limit" }[kind] ?? "other";
    const on = deals === 1_000_000 ? "" : ` with ${count(deals)} deals`;
    return `<text x="${LEFT - 10}" y="${y + 13}" text-anchor="end">${name}</text>
<rect class="${shade}" x="${LEFT}" y="${y}" width="${(x(speed) - LEFT).toFixed(1)}" height="${BAR - 8}" rx="2"/>
<text class="quiet" x="${(x(speed) + 8).toFixed(1)}" y="${y + 13}">${rate(speed)}${on}</text>`;
  });
  const height = 40 + bars.length * BAR + 20;
  return svg(WIDTH, height, "Deals per second, by peer", [
    `<text class="quiet" x="${LEFT}" y="24">Deals per second in memory; each step to the right is ten times as many</text>`,
    ...ticks(least, most).map((power) => rule(x(10 ** power), 34, height - 16)),
    ...rows,
  ]);
}

const PANEL = { width: 250, height: 200, left: 60, top: 40, across: 160, down: 110 };
const TITLES = {
  deals: "Deals",
  payees: "Payees",
  clauses: "Clauses",
  periods: "Periods paid",
  closed: "Periods closed",
};

/** One panel for each thing that grows; both ways in powers of ten, so that a slope of one is linear. */
export function growthChart({ growth }) {
  const panels = growth.map(
    ({ series, points }, i) =>
      `<g transform="translate(${(i % 3) * PANEL.width} ${Math.floor(i / 3) * PANEL.height})">
${panelOf(TITLES[series], points)}
</g>`,
  );
  const rows = Math.ceil(growth.length / 3);
  return svg(3 * PANEL.width, rows * PANEL.height, "How cost grows", panels);
}

function panelOf(title, points) {
  const shown = points.map(({ step, ms }) => ({ step, at: Math.log10(step + 1), ms: ms.median }));
  const logs = shown.map(({ ms }) => Math.log10(ms));
  const lowest = Math.floor(Math.min(...logs));
  const highest = Math.max(lowest + 3, Math.ceil(Math.max(...logs)));
  const [first, last] = [shown[0].at, shown.at(-1).at];
  const x = (at) => PANEL.left + ((at - first) / (last - first)) * PANEL.across;
  const y = (power) =>
    PANEL.top + PANEL.down - ((power - lowest) / (highest - lowest)) * PANEL.down;
  const spots = shown.map(({ at, ms }) => [x(at).toFixed(1), y(Math.log10(ms)).toFixed(1)]);
  return [
    `<text x="${PANEL.left}" y="24" font-weight="600">${title}</text>`,
    ...ticks(lowest, highest).map(
      (power) =>
        `<path class="line" opacity=".35" d="M${PANEL.left} ${y(power).toFixed(1)}h${PANEL.across}"/>
<text class="quiet" x="${PANEL.left - 8}" y="${(y(power) + 4).toFixed(1)}" text-anchor="end">${timeOfPower(power)}</text>`,
    ),
    `<path class="curve" d="M${spots.map((spot) => spot.join(" ")).join("L")}"/>`,
    ...spots.map(([cx, cy]) => `<circle class="attain" cx="${cx}" cy="${cy}" r="3"/>`),
    label(x(first), "start", shown[0].step),
    label(x(last), "end", shown.at(-1).step),
  ].join("\n");
}

function label(x, anchor, step) {
  const y = PANEL.top + PANEL.down + 20;
  return `<text class="quiet" x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}">${grouped(step)}</text>`;
}

/** `100 ms`, `1 s`. */
function timeOfPower(power) {
  return power < 3 ? `${10 ** power} ms` : `${10 ** (power - 3)} s`;
}

function ticks(from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function rule(x, from, to) {
  return `<path class="line" opacity=".35" d="M${x.toFixed(1)} ${from}V${to}"/>`;
}

function svg(width, height, title, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<title>${title}</title>
${STYLE}
${parts.join("\n")}
</svg>
`;
}
