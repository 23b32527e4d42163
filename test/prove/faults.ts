// Plans with one fault each, of every kind that is looked for.
import { Draw } from "../support/generators-draw.ts";
import {
  ATTAINMENT,
  component,
  type Frame,
  frameOf,
  planOf,
  QUOTA,
  rows,
  SALES,
  TARGET,
} from "./members.ts";

const WITH_QUOTA = [SALES, QUOTA, ATTAINMENT];
const WITH_TARGET = [SALES, QUOTA, TARGET, ATTAINMENT];

/** By the code of what must be found. */
export const FAULTS: Readonly<Record<string, (seed: number) => string>> = {
  ATN5101: planted((frame) => {
    const { draw, unit, size } = frame;
    const at = draw.int(20, 90);
    return draw.pick([
      () => [
        SALES,
        rows(
          "rates R whole by Sales",
          `from 0 ${unit} pay 4%`,
          `from ${at * size} ${unit} pay ${draw.int(5, 12)}%`,
        ),
        component(frame, "c", "earns R on Sales"),
      ],
      () => [
        ...WITH_QUOTA,
        component(
          frame,
          "c",
          `only if attainment >= ${at}%, then from the first dollar`,
          "earns 5% of Sales",
        ),
      ],
      () => [
        ...WITH_QUOTA,
        component(
          frame,
          "c",
          "earns 5% of Sales",
          `times ${draw.int(105, 150)}% when attainment >= ${at}%`,
        ),
      ],
    ])();
  }),
  ATN5102: planted((frame) => {
    const { draw, unit, size } = frame;
    const [high, at] = [draw.int(6, 12), draw.int(20, 120)];
    const low = draw.int(1, high - 2);
    return draw.pick([
      () => [
        SALES,
        rows(
          "rates R whole by Sales",
          `from 0 ${unit} pay ${high}%`,
          `from ${at * size} ${unit} pay ${low}%`,
        ),
        component(frame, "c", "earns R on Sales"),
      ],
      () => [
        ...WITH_QUOTA,
        component(
          frame,
          "c",
          `earns ${high}% of Sales`,
          `times ${draw.int(20, 90)}% when attainment >= ${at}%`,
        ),
      ],
      () => [
        ...WITH_QUOTA,
        component(
          frame,
          "c",
          `earns ${low}% of Sales`,
          `less ${high}% of (Sales above ${at}% of quota)`,
        ),
      ],
      () => [
        ...WITH_QUOTA,
        rows(
          "lookup K by attainment",
          "from 0% gives 120%",
          `from ${at}% gives ${draw.int(50, 110)}%`,
        ),
        component(frame, "c", `earns ${high}% of Sales`, "times K"),
      ],
    ])();
  }),
  ATN5103: planted((frame) => {
    const { draw, unit, size } = frame;
    const [from, to] = [draw.int(20, 80), draw.int(90, 150)];
    return draw.pick([
      () => [
        ...WITH_QUOTA,
        rows(
          "rates R marginal by attainment",
          "from 0% pay 4%",
          `from ${from}% pay 0%`,
          `from ${to}% pay 8%`,
        ),
        component(frame, "c", "earns R on Sales"),
      ],
      () => [
        SALES,
        rows(
          "rates R marginal by Sales",
          `from 0 ${unit} pay 4%`,
          `from ${from * size} ${unit} pay 0%`,
          `from ${to * size} ${unit} pay 8%`,
        ),
        component(frame, "c", "earns R on Sales"),
      ],
      () => [
        ...WITH_QUOTA,
        component(
          frame,
          "c",
          `earns 5% of (Sales up to ${from}% of quota)`,
          `plus 9% of (Sales above ${to}% of quota)`,
        ),
      ],
    ])();
  }),
  ATN5104: planted((frame) => {
    const { draw } = frame;
    const most = draw.int(110, 160);
    const capped = `  measure level means least of (Sales / quota, ${most}%)`;
    const last = most + draw.int(1, 60);
    return draw.pick([
      () => [
        SALES,
        QUOTA,
        capped,
        rows("lookup K by level", "from 0% gives 100%", `from ${last}% gives 130%`),
        component(frame, "c", "earns 5% of Sales", "times K"),
      ],
      () => [
        SALES,
        QUOTA,
        ATTAINMENT,
        rows(
          "rates R whole by attainment",
          "from 0% pay 2%",
          `from ${draw.int(20, 60)}% pay 5%`,
          "from 120% pay 9%",
        ),
        component(
          frame,
          "c",
          `only if attainment >= ${draw.int(61, 100)}%, then from the first dollar`,
          "earns R on Sales",
        ),
      ],
    ])();
  }),
  ATN5105: planted((frame) => {
    const { draw } = frame;
    const most = draw.int(100, 160);
    const capped = `  measure level means least of (Sales / quota, ${most}%)`;
    const base = component(frame, "base", "earns 3% of Sales");
    const gate = draw.pick([
      `only if level >= ${most + draw.int(1, 50)}%`,
      `only if level > ${most}%`,
    ]);
    return [
      SALES,
      QUOTA,
      capped,
      base,
      component(frame, "c", `${gate}, then from the first dollar`, "earns 5% of Sales"),
    ];
  }),
  ATN5106: planted((frame) => {
    const { draw } = frame;
    const [gate, rate] = [draw.int(50, 100), draw.int(5, 15)];
    const cap = draw.int(1, Math.floor((gate * rate) / 100));
    return [
      ...WITH_QUOTA,
      component(
        frame,
        "c",
        `only if attainment >= ${gate}%, then from the first dollar`,
        `earns ${rate}% of Sales`,
        `never above ${cap}% of quota, the excess is lost`,
      ),
    ];
  }),
  ATN5107: planted((frame) => {
    const cap = frame.draw.int(20, 99);
    return [
      ...WITH_TARGET,
      component(
        frame,
        "c",
        "earns attainment of target",
        `never above ${cap}% of target, the excess is lost`,
      ),
    ];
  }),
  ATN5108: planted((frame) => {
    const { draw } = frame;
    const gate = `only if attainment >= ${draw.int(101, 180)}%, then from the first dollar`;
    return [...WITH_QUOTA, component(frame, "c", gate, `earns ${draw.int(1, 9)}% of Sales`)];
  }),
  ATN5109: planted((frame) => {
    const { draw } = frame;
    const part = draw.pick([draw.int(40, 97), draw.int(103, 160)]);
    return draw.pick([
      () => [...WITH_TARGET, component(frame, "c", `earns ${part}% of target`, "times attainment")],
      () => [
        ...WITH_TARGET,
        rows(
          "rates R marginal by attainment",
          `from 0% pay ${part}%`,
          `from 100% pay ${part + 50}%`,
        ),
        component(frame, "c", "earns R on attainment", "times target"),
      ],
      () => [
        ...WITH_TARGET,
        "  measure base_rate means target / quota",
        component(frame, "c", "earns base_rate of Sales", `times ${part}%`),
      ],
    ])();
  }),
  ATN5110: planted((frame) => [
    SALES,
    component(frame, "c", `earns ${frame.draw.int(1, 20)}% of Sales`),
  ]),
  ATN5111: planted((frame) => {
    const { draw, unit, size } = frame;
    const at = draw.int(2, 90) * size;
    const [one, other] = draw.pick([
      ["product in (Platform, Services)", "product in (Services, Other)"],
      ["product is not Other", "product is not Platform"],
      [`amount <= ${at} ${unit}`, `amount >= ${at} ${unit}`],
      [`amount < ${at + size} ${unit}`, `amount >= ${at} ${unit}`],
    ]);
    return [
      credit("A", one),
      credit("B", other),
      component(frame, "a", "earns 5% of A"),
      component(frame, "b", `earns ${draw.int(1, 9)}% of B`),
    ];
  }),
  ATN5112: planted((frame) => {
    const { draw } = frame;
    const [high, start] = [draw.int(5, 12), draw.int(100, 130)];
    const kind = start === 100 && draw.chance(50) ? "whole above 100%" : "marginal";
    return [
      ...WITH_QUOTA,
      rows(
        `rates R ${kind} by attainment`,
        `from 0% pay ${high}%`,
        `from ${start}% pay ${draw.int(1, high - 1)}%`,
      ),
      component(frame, "c", "earns R on Sales"),
    ];
  }),
  ATN5113: planted((frame) => {
    const { draw } = frame;
    const never = draw.pick([
      "when role is Manager",
      "when attainment < 0%",
      "when role is AE and role is SDR",
      "during FY2025-Q4",
      "during FY2027-Q1",
    ]);
    return [
      ...WITH_QUOTA,
      component(frame, "c", "earns 5% of Sales"),
      `  exception "By the board" to c\n    ${never}\n    means 10 ${frame.unit}`,
    ];
  }, " where role is AE"),
  ATN5114: (seed) => {
    const frame = frameOf(new Draw(seed));
    const days = frame.draw.int(2, 28);
    const first = planOf(frame, [SALES, component(frame, "c", "earns 5% of Sales")]).replace(
      "FY2026",
      "2026-01-01 to 2026-06-30",
    );
    const heading = [
      "plan Later extends Sold",
      "  for    Reps",
      `  during 2026-07-${String(days).padStart(2, "0")} to 2026-12-31`,
      `  pays   each ${frame.period} in ${frame.unit}`,
    ];
    return `${first}\n${heading.join("\n")}\n`;
  },
};

function credit(name: string, where: string): string {
  return SALES.replace("Sales", name).replace("    dated", `    where ${where}\n    dated`);
}

function planted(
  members: (frame: Frame) => readonly string[],
  eligible = "",
): (seed: number) => string {
  return (seed) => {
    const frame = frameOf(new Draw(seed));
    return planOf(frame, members(frame), eligible);
  };
}
