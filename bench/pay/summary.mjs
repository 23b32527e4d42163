/** What the measurements come to, in a few sentences that are made of them. */
import { count, digits, grouped, speedOf } from "./figures.mjs";
import { contenderOf, KERNELS, MILLION, peerOf } from "./names.mjs";

/** @returns the lines of a list; nothing is said of what wasn't measured */
export function summaryOf({ memory, files }) {
  const sizes = [MILLION, 10 * MILLION];
  return [
    ...sizes.flatMap((deals) => inMemory(memory, deals)),
    ...byDeals(memory),
    ...sizes.flatMap((number) => fromFiles(files, number)),
    wrong(memory, files),
  ].map((line) => `- ${line}`);
}

function pointsAt(memory, number) {
  return memory.flatMap(({ id, points }) => {
    const point = points.find((one) => one.deals === number);
    return point === undefined ? [] : [{ id, ...point }];
  });
}

function inMemory(memory, number) {
  const points = pointsAt(memory, number);
  const kernels = points.find(({ id }) => id === KERNELS);
  if (kernels === undefined) return [];
  const others = points
    .filter(({ id }) => peerOf(id).kind !== "limit" && id !== KERNELS)
    .map(({ id, ratio }) => `${peerOf(id).name} ${digits(ratio.median / kernels.ratio.median)}`);
  const than = others.length === 0 ? "" : ` Times as long as the kernels: ${others.join("; ")}.`;
  return [
    `In memory, with ${count(number)} deals, Attain's kernels take ${digits(kernels.ratio.median)} times as long as the yardstick.${than}`,
  ];
}

/** Rule engines are too slow for a million deals, so they are compared by their deals per second. */
function byDeals(memory) {
  const kernels = pointsAt(memory, MILLION).find(({ id }) => id === KERNELS);
  if (kernels === undefined) return [];
  const slower = memory
    .filter(({ id, points }) => peerOf(id).kind === "rules" && points.length > 0)
    .map(({ id, points }) => ({
      name: peerOf(id).name,
      times: speedOf(kernels) / Math.max(...points.map(speedOf)),
    }))
    .sort((a, b) => a.times - b.times)
    .map(({ name, times }) => `${name} ${digits(times)}`);
  return slower.length === 0
    ? []
    : [
        `By deals per second, each on the market that suits it best, so many times slower than the kernels with a million: ${slower.join("; ")}.`,
      ];
}

function fromFiles(files, number) {
  const attain = files.filter(
    ({ id, deals: of, why }) => id === "attain" && of === number && why === undefined,
  );
  if (attain.length === 0) return [];
  const parts = attain.map(({ format, ratio, memory }) => {
    const from = format === "csv" ? "CSV" : "Parquet";
    const other = files.find(
      (one) =>
        one.id === "papaparse-decimal" &&
        one.format === format &&
        one.deals === number &&
        one.why === undefined,
    );
    const behind =
      other === undefined
        ? ""
        : `; ${contenderOf(other.id).name} take ${digits(other.ratio.median / ratio.median)} times as long`;
    return `from ${from} ${digits(ratio.median)} times as long as DuckDB by hand, with at most ${grouped(Math.round(memory))} MB${behind}`;
  });
  return [
    `From files to payouts, with ${count(number)} deals, \`attain run\` takes ${parts.join(", ")}.`,
  ];
}

function wrong(memory, files) {
  const found = [
    ...memory.flatMap(({ id, points }) =>
      points.map((point) => ({ name: peerOf(id).name, ...point })),
    ),
    ...files.map((one) => ({ name: contenderOf(one.id).name, ...one })),
  ].filter((one) => one.wrong > 0);
  if (found.length === 0) return "Every payout of everybody is right to the cent.";
  const told = found.map(
    (one) =>
      `${one.name} ${grouped(one.wrong)} of ${grouped(one.of)} with ${count(one.deals)} deals`,
  );
  return `Every payout is right to the cent, but for these: ${told.join("; ")}.`;
}
